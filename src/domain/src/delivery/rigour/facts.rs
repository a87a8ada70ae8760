//! What the measures are counted from.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::delivery::{ActionTimes, Assessed, VisitStatus};
use crate::inspection::InspectionRecord;
use crate::school::Urn;

/// Everything of a council that the measures look at, as it stands when they are counted.
#[derive(Clone, Debug, Default)]
pub struct RigourFacts {
    /// Critical friends' visits.
    pub visits: Vec<VisitFact>,
    /// Agreed actions.
    pub actions: Vec<ActionTimes>,
    /// What was put on record of each school's risk.
    pub assessments: BTreeMap<Urn, Vec<Assessed>>,
    /// The inspections of the council's schools.
    pub inspections: Vec<InspectionRecord>,
    /// The academies and free schools that are open.
    pub academies: BTreeSet<Urn>,
    /// What schools took part in.
    pub engagements: Vec<Engagement>,
    /// Partnerships.
    pub partnerships: Vec<PartnershipFact>,
    /// Recommendations of scrutiny.
    pub recommendations: Vec<RecommendationFact>,
    /// Bids for funding.
    pub bids: Vec<BidFact>,
    /// Activities.
    pub activities: Vec<ActivityFact>,
    /// The scorecard of the term as it would be compiled now; `None` where it cannot be.
    pub lines: Option<LineFacts>,
}

/// A visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitFact {
    /// The day.
    pub day: NaiveDate,
    /// Where it stands.
    pub status: VisitStatus,
    /// The day on which its note was shared with the school.
    pub shared_on: Option<NaiveDate>,
}

/// That a school took part in something, from a day until before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Engagement {
    /// The school.
    pub urn: Urn,
    /// The first day.
    pub from: NaiveDate,
    /// The first day on which it no longer did.
    pub to: Option<NaiveDate>,
}

/// A partnership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartnershipFact {
    /// Whether it is active.
    pub active: bool,
    /// The first day.
    pub from: NaiveDate,
    /// The first day on which it is over.
    pub to: Option<NaiveDate>,
    /// Whether an outcome, an owner and a review date are named.
    pub accountable: bool,
}

/// A recommendation of scrutiny.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecommendationFact {
    /// The day by which it is to be answered.
    pub response_due: NaiveDate,
    /// The day it was answered.
    pub responded_on: Option<NaiveDate>,
}

/// A bid that was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BidFact {
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// What was awarded, in pence.
    pub awarded: i64,
}

/// An activity that has an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActivityFact {
    /// The first day on which it is over.
    pub to: NaiveDate,
    /// Whether a contribution of it has evidence of at least a comparison.
    pub compared: bool,
}

/// Counts over the lines of a scorecard, those that are counted here left out: they await no release.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineFacts {
    /// How many there are.
    pub lines: u32,
    /// How many await a release that was due.
    pub overdue: u32,
    /// How many changed colour only by restatement; `None` where there is no earlier scorecard to tell from.
    pub recoloured: Option<u32>,
}
