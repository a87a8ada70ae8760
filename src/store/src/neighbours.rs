//! Statistical neighbours by edition.

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use sextant_domain::neighbours::NeighbourList;
use sextant_domain::scorecard::NeighbourEdition;

use crate::entities::{benchmark_group, benchmark_member};
use crate::error::Result;
use crate::ledger::{Counts, Knowledge};

/// The kind of the benchmark groups that are statistical neighbours.
pub const STATISTICAL_NEIGHBOURS: &str = "statistical-neighbours";

/// The name of the edition that is in force from `day`: `2025-05`.
pub fn edition_name(day: NaiveDate) -> String {
    day.format("%Y-%m").to_string()
}

/// Writes an edition. An edition that is known already must say the same; membership is immutable.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn write_neighbours(
    transaction: &DatabaseTransaction,
    knowledge: Knowledge,
    from: NaiveDate,
    lists: &[NeighbourList],
) -> Result<Counts> {
    let known = benchmark_group::Entity::find()
        .filter(benchmark_group::Column::Kind.eq(STATISTICAL_NEIGHBOURS))
        .filter(benchmark_group::Column::Edition.eq(edition_name(from)))
        .one(transaction)
        .await?;
    if let Some(group) = known {
        return compare(transaction, group.id, lists).await;
    }
    let highest: Option<i32> = benchmark_group::Entity::find()
        .select_only()
        .column(benchmark_group::Column::Id)
        .order_by_desc(benchmark_group::Column::Id)
        .into_tuple()
        .one(transaction)
        .await?;
    let id = highest.unwrap_or(0) + 1;
    let group = benchmark_group::ActiveModel {
        id: Set(id),
        kind: Set(STATISTICAL_NEIGHBOURS.to_owned()),
        edition: Set(edition_name(from)),
        from_day: Set(from),
        knowledge: Set(knowledge),
    };
    benchmark_group::Entity::insert(group).exec_without_returning(transaction).await?;
    let rows: Vec<_> = lists.iter().flat_map(|list| members(id, list)).collect();
    for chunk in rows.chunks(2_000) {
        benchmark_member::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(transaction).await?;
    }
    Ok(Counts { new: lists.len() as u64, ..Counts::default() })
}

fn members(group: i32, list: &NeighbourList) -> impl Iterator<Item = benchmark_member::ActiveModel> + '_ {
    list.members.iter().map(move |member| benchmark_member::ActiveModel {
        group_id: Set(group),
        place_id: Set(i32::from(list.authority)),
        position: Set(i16::from(member.rank)),
        member_id: Set(i32::from(member.authority)),
        closeness: Set(member.closeness.clone()),
    })
}

/// Counts the lists that say the same and those that do not.
async fn compare(transaction: &DatabaseTransaction, group: i32, lists: &[NeighbourList]) -> Result<Counts> {
    let rows = benchmark_member::Entity::find()
        .filter(benchmark_member::Column::GroupId.eq(group))
        .order_by_asc(benchmark_member::Column::Position)
        .all(transaction)
        .await?;
    let mut counts = Counts::default();
    for list in lists {
        let stored = rows.iter().filter(|row| row.place_id == i32::from(list.authority)).map(|row| row.member_id);
        if stored.eq(list.members.iter().map(|member| i32::from(member.authority))) {
            counts.unchanged += 1;
        } else {
            counts.refused += 1;
        }
    }
    Ok(counts)
}

/// An authority's neighbours under every edition that was known at a position and in force by a day, oldest first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn editions_for(
    connection: &impl ConnectionTrait,
    authority: i32,
    known: Knowledge,
    day: NaiveDate,
) -> Result<Vec<NeighbourEdition>> {
    let groups = benchmark_group::Entity::find()
        .filter(benchmark_group::Column::Kind.eq(STATISTICAL_NEIGHBOURS))
        .filter(benchmark_group::Column::Knowledge.lte(known))
        .filter(benchmark_group::Column::FromDay.lte(day))
        .order_by_asc(benchmark_group::Column::FromDay)
        .all(connection)
        .await?;
    let members = benchmark_member::Entity::find()
        .filter(benchmark_member::Column::PlaceId.eq(authority))
        .order_by_asc(benchmark_member::Column::GroupId)
        .order_by_asc(benchmark_member::Column::Position)
        .all(connection)
        .await?;
    let of = |group: i32| {
        members.iter().filter(move |row| row.group_id == group).map(|row| row.member_id as u16).collect::<Vec<_>>()
    };
    Ok(groups
        .into_iter()
        .map(|group| NeighbourEdition { edition: group.edition, from: group.from_day, members: of(group.id) })
        .filter(|edition| !edition.members.is_empty())
        .collect())
}
