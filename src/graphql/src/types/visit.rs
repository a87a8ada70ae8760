//! Critical friends' visits.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use sextant_domain::delivery::VisitStatus;
use sextant_store::entities::visit;

use super::School;
use super::organisation::some;
use super::risk::school;
use crate::enums;
use crate::ids::id;
use crate::scalars::Date;

/// A critical friend's visit to a school. Once it was held, its day, the tier on record and the pack of figures are fixed.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Visit {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every change; a change names the version that it was made from.
    version: i32,
    /// The day.
    day: Date,
    /// What it is for.
    purpose: String,
    /// The officer who leads it.
    lead_officer: String,
    /// Where it stands.
    status: Option<enums::VisitStatus>,
    /// The number of the tier that was on record on that day; null where none was.
    tier: Option<i32>,
    /// What was known of the school on that day, as canonical JSON, frozen when the visit was held; null before.
    pack: Option<String>,
    /// The SHA-256 of the pack.
    pack_sha256: Option<String>,
    /// The ledger position that the pack was taken at.
    pack_knowledge: Option<String>,
    /// The note of the visit; null where there is none.
    note: Option<String>,
    /// The day on which the note was shared with the school; null while it was not.
    shared_with_school_on: Option<Date>,
    #[graphql(skip)]
    urn: i32,
}

impl From<visit::Model> for Visit {
    fn from(row: visit::Model) -> Self {
        Self {
            id: id("Visit", &row.id),
            version: row.version,
            day: Date(row.day),
            purpose: row.purpose,
            lead_officer: row.lead_officer,
            status: VisitStatus::from_number(row.status).map(Into::into),
            tier: row.tier.map(Into::into),
            pack: row.pack,
            pack_sha256: row.pack_sha256,
            pack_knowledge: row.pack_knowledge.map(|number| number.to_string()),
            note: some(&row.note),
            shared_with_school_on: row.shared_on.map(Date),
            urn: row.urn,
        }
    }
}

#[ComplexObject]
impl Visit {
    /// The school, as it is known today.
    async fn school(&self, context: &Context<'_>) -> Result<Option<School>> {
        school(context, self.urn).await
    }
}
