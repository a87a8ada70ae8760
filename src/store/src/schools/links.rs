//! Writing links between schools.

use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait, sea_query::OnConflict};
use sextant_domain::school::LinkRecord;

use crate::entities::school_link;
use crate::error::Result;
use crate::ledger::{Counts, Knowledge};

/// Writes a chunk of links, at most a thousand. The register lists most of them from both sides; each is stored once.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn write_links(
    transaction: &DatabaseTransaction,
    knowledge: Knowledge,
    links: &[LinkRecord],
) -> Result<Counts> {
    let rows = links.iter().map(|link| school_link::ActiveModel {
        predecessor_urn: Set(link.predecessor as i32),
        successor_urn: Set(link.successor as i32),
        kind: Set(link.kind.clone()),
        on_day: Set(link.on),
        knowledge: Set(knowledge),
    });
    let key = [school_link::Column::PredecessorUrn, school_link::Column::SuccessorUrn, school_link::Column::Kind];
    let new = school_link::Entity::insert_many(rows)
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
        .exec_without_returning(transaction)
        .await?;
    Ok(Counts { new, unchanged: links.len() as u64 - new, ..Counts::default() })
}
