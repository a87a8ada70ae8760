//! What a scorecard is compiled from: everything it may know, loaded beforehand.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::academic::TermOfYear;
use crate::figure::Figure;
use crate::indicator::Indicator;
use crate::measure::Measure;
use crate::outcome::{SeriesKey, SupersedeCause};
use crate::period::Period;
use crate::rules::{DirectionRule, Evidenced, FindingSeverity, IntegrityCheck, RagRule};
use crate::strategy::Strategy;

/// Everything that one scorecard may know.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The strategy.
    pub strategy: Strategy,
    /// Which version of its file.
    pub strategy_version: i64,
    /// The term.
    pub term: TermOfYear,
    /// The day whose knowledge is shown.
    pub as_known_at: NaiveDate,
    /// The same as a position in the ledger.
    pub knowledge: i64,
    /// The DfE number of the authority's region; `None` where the register names none.
    pub region: Option<u16>,
    /// The name of the authority's region.
    pub region_name: String,
    /// The indicators the strategy uses, by code.
    pub indicators: BTreeMap<String, IndicatorInputs>,
    /// The neighbour lists known on the day, oldest first; the last one in force is the current one.
    pub neighbour_lists: Vec<NeighbourEdition>,
    /// The RAG rules by code.
    pub rag_rules: BTreeMap<String, RagRule>,
    /// The direction-of-travel rules by code.
    pub direction_rules: BTreeMap<String, DirectionRule>,
}

/// An edition of the authority's neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeighbourEdition {
    /// `2025-05`.
    pub edition: String,
    /// The day from which it is in force.
    pub from: NaiveDate,
    /// The neighbours' DfE numbers, the closest first.
    pub members: Vec<u16>,
}

/// One indicator with its series.
#[derive(Clone, Debug)]
pub struct IndicatorInputs {
    /// The indicator.
    pub indicator: Indicator,
    /// When the publisher expects the next release, and the day on which it said so.
    pub next_expected: Option<NaiveDate>,
    /// How its values come about.
    pub supply: Supply,
}

impl IndicatorInputs {
    /// The series behind a published line; a gap and a count have none of their own.
    pub(crate) fn series(&self, breakdown: &str) -> Option<&Series> {
        match &self.supply {
            Supply::Published(groups) => groups.get(breakdown),
            Supply::Gap { .. } | Supply::Counted { .. } | Supply::Unsupplied(_) => None,
        }
    }

    /// A figure of a line with what tells how sure it is.
    pub(crate) fn evidenced(&self, breakdown: &str, period: Period, figure: Figure) -> Evidenced {
        let of = |pairs: fn(&Series) -> &BTreeMap<Period, (Figure, Figure)>| {
            self.series(breakdown).and_then(|series| pairs(series).get(&period)).copied()
        };
        Evidenced { figure, counts: of(|series| &series.counts), published: of(|series| &series.intervals) }
    }
}

/// How the values of an indicator come about.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "one per indicator, some fifty in all: indirection would buy nothing")]
pub enum Supply {
    /// Published, by pupil group.
    Published(BTreeMap<String, Series>),
    /// The difference of two published series: `others` minus `group`.
    Gap {
        /// By which definition.
        definition: crate::rules::GapDefinition,
        /// The group's series.
        group: Series,
        /// The others' series.
        others: Series,
    },
    /// Counted from the school landscape on the day.
    Counted {
        /// The period it stands for.
        period: Period,
        /// The count or share.
        measure: Measure,
        /// What was counted, in a sentence.
        note: String,
    },
    /// Nothing supplies it yet, and why.
    Unsupplied(String),
}

/// A published series for the council, its benchmarks and all authorities.
#[derive(Clone, Debug, Default)]
pub struct Series {
    /// Which series of the ledger it is; `None` where it was made by hand.
    pub key: Option<SeriesKey>,
    /// The council's own points, oldest first, as known on the day.
    pub own: Vec<Point>,
    /// The council's own points as known at the previous term's paper deadline: what changed since then is new or restated.
    pub own_before: Vec<Point>,
    /// England's points, oldest first.
    pub england: Vec<Point>,
    /// The region's points, oldest first.
    pub region: Vec<Point>,
    /// The nine regions' figures of the latest period, for the check against sums of rates.
    pub regions: Vec<Figure>,
    /// Every authority's measure for the council's latest period, by DfE number, the council included.
    pub authorities: BTreeMap<u16, Measure>,
    /// The council's own numerators and denominators, from whichever source holds them.
    pub counts: BTreeMap<Period, (Figure, Figure)>,
    /// The ends of the intervals that were published with the council's own figures.
    pub intervals: BTreeMap<Period, (Figure, Figure)>,
    /// What checks on load found, as it stands on the day, by place, period and check.
    pub findings: Vec<StandingFinding>,
    /// For a progress snapshot: the whole series of every neighbour, by DfE number.
    pub neighbours: BTreeMap<u16, Vec<(Period, Measure)>>,
    /// For a progress snapshot: every authority's measure for the periods that are ranked there.
    pub fields: BTreeMap<Period, BTreeMap<u16, Measure>>,
}

/// What a check on load found on a figure, as it stands on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingFinding {
    /// Whose figure.
    pub place: FindingPlace,
    /// Of which period.
    pub period: Period,
    /// By which check.
    pub check: IntegrityCheck,
    /// How much it weighs.
    pub severity: FindingSeverity,
    /// What was found, what it means and what to do.
    pub message: String,
}

/// Whose figure a finding speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingPlace {
    /// England's.
    England,
    /// The region's.
    Region,
    /// The council's own.
    Own,
}

/// One point of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// The number or the reason.
    pub measure: Measure,
    /// The release it stands in.
    pub release: ReleaseRef,
    /// Why it stands there.
    pub cause: SupersedeCause,
}

/// A release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseRef {
    /// The source's code.
    pub source: String,
    /// The title.
    pub title: String,
    /// The day it was published.
    pub published_on: NaiveDate,
    /// Its position in the ledger.
    pub knowledge: i64,
}
