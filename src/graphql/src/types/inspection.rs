//! Inspections.

use async_graphql::{ID, SimpleObject};
use sextant_store::query::inspections::Stored;

use crate::enums;
use crate::ids::id;
use crate::scalars::Date;

/// An inspection of a school. Grades of different scales are never compared or mapped.
#[derive(Clone, Debug, SimpleObject)]
pub struct Inspection {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// The URN that was inspected.
    urn: String,
    /// Ofsted's inspection number, where known.
    number: Option<String>,
    /// The framework it was made under.
    framework: enums::Framework,
    /// The kind.
    kind: enums::InspectionKind,
    /// The first day.
    inspected_on: Date,
    /// The day the report was published, where known.
    published_on: Option<Date>,
    /// The category of concern; null where the source does not say.
    category_of_concern: Option<enums::Concern>,
    /// Ofsted's words for an ungraded outcome; empty otherwise.
    outcome: String,
    /// The judgements, by area.
    judgements: Vec<Judgement>,
}

/// One judgement of an inspection.
#[derive(Clone, Debug, SimpleObject)]
pub struct Judgement {
    /// What is judged.
    area: enums::Area,
    /// The scale that the grade is on.
    scale: enums::Scale,
    /// The grade.
    grade: enums::Grade,
}

impl Inspection {
    /// The grade for overall effectiveness, where it gave one.
    pub(crate) fn overall(&self) -> Option<enums::Grade> {
        let overall = |judgement: &&Judgement| judgement.area == enums::Area::OverallEffectiveness;
        self.judgements.iter().find(overall).map(|judgement| judgement.grade)
    }
}

impl From<Stored> for Inspection {
    fn from(Stored { id: stored, record }: Stored) -> Self {
        let scale = record.framework.scale();
        let judgements = record.judgements.iter();
        Self {
            id: id("Inspection", stored),
            urn: record.urn.to_string(),
            number: record.number.clone(),
            framework: record.framework.into(),
            kind: record.kind.into(),
            inspected_on: Date(record.started),
            published_on: record.published.map(Date),
            category_of_concern: record.concern.map(Into::into),
            outcome: record.outcome.clone(),
            judgements: judgements
                .map(|it| Judgement { area: it.area.into(), scale: scale.into(), grade: it.grade.into() })
                .collect(),
        }
    }
}
