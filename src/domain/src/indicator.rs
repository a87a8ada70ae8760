//! Indicators: what is measured, in what unit, and where its series may not be joined.

use crate::measure::coded;
use crate::outcome::SeriesKey;
use crate::period::{Basis, Period};

/// Which direction is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// More is better.
    High,
    /// Less is better.
    Low,
    /// Close to the target is better; both too low and too high are bad.
    NearTarget,
    /// Neither: context or demand, never coloured, never ranked.
    None,
}

coded!(Polarity {
    High = 1, "HIGH", "higher is better";
    Low = 2, "LOW", "lower is better";
    NearTarget = 3, "NEAR_TARGET", "close to the target is better";
    None = 4, "NONE", "no direction is better";
});

/// The unit of a figure. Percent and percentage points are different units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Per hundred, of a whole; ordinarily 0 to 100.
    Percent,
    /// The difference between two percentages.
    PercentagePoints,
    /// Points on a scale (Attainment 8, progress, SDQ).
    Score,
    /// The difference between two scores.
    ScoreDifference,
    /// A rate per 100.
    RatePer100,
    /// A rate per 1,000.
    RatePer1000,
    /// A rate per 10,000.
    RatePer10000,
    /// A rate per 100,000.
    RatePer100000,
    /// A count of people or things.
    Count,
    /// Pounds sterling.
    Pounds,
    /// Days.
    Days,
    /// The publication does not say.
    Unstated,
}

coded!(Unit {
    Percent = 1, "PERCENT", "%";
    PercentagePoints = 2, "PERCENTAGE_POINTS", "percentage points";
    Score = 3, "SCORE", "points";
    ScoreDifference = 4, "SCORE_DIFFERENCE", "points";
    RatePer100 = 5, "RATE_PER_100", "per 100";
    RatePer1000 = 6, "RATE_PER_1000", "per 1,000";
    RatePer10000 = 7, "RATE_PER_10000", "per 10,000";
    RatePer100000 = 8, "RATE_PER_100000", "per 100,000";
    Count = 9, "COUNT", "";
    Pounds = 10, "POUNDS", "£";
    Days = 11, "DAYS", "days";
    Unstated = 12, "UNSTATED", "";
});

impl Unit {
    /// Of how many a rate is told: 100 for a percentage. `None` for what is no share of a whole.
    pub const fn per(self) -> Option<i64> {
        match self {
            Self::Percent | Self::RatePer100 => Some(100),
            Self::RatePer1000 => Some(1_000),
            Self::RatePer10000 => Some(10_000),
            Self::RatePer100000 => Some(100_000),
            Self::PercentagePoints
            | Self::Score
            | Self::ScoreDifference
            | Self::Count
            | Self::Pounds
            | Self::Days
            | Self::Unstated => None,
        }
    }
}

/// How hard a break in a series is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing may be compared across it.
    NotComparable,
    /// May be compared with the note shown beside it.
    Caution,
}

coded!(Severity {
    NotComparable = 1, "NOT_COMPARABLE", "not comparable";
    Caution = 2, "CAUTION", "compare with caution";
});

/// Why a series breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BreakKind {
    /// What is counted changed.
    Definition,
    /// How it is calculated changed.
    Method,
    /// The standard that pupils are held to changed.
    Standard,
    /// How it is collected changed.
    Collection,
    /// The collection was cancelled.
    Cancelled,
    /// The publisher renamed the periods.
    Label,
}

coded!(BreakKind {
    Definition = 1, "DEFINITION", "definition changed";
    Method = 2, "METHOD", "method changed";
    Standard = 3, "STANDARD", "standard changed";
    Collection = 4, "COLLECTION", "collection changed";
    Cancelled = 5, "CANCELLED", "collection cancelled";
    Label = 6, "LABEL", "periods relabelled";
});

/// A break: figures of `first` and later do not continue those before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesBreak {
    /// The first period on the new footing.
    pub first: Period,
    /// Why.
    pub kind: BreakKind,
    /// How hard.
    pub severity: Severity,
    /// What happened, in a sentence for people.
    pub note: String,
}

impl SeriesBreak {
    /// Whether the break lies between the two periods (`earlier` before it, `later` at or after it).
    pub fn lies_between(&self, earlier: Period, later: Period) -> bool {
        earlier < self.first && self.first <= later
    }
}

/// What an indicator counted, from one period on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// 1, 2, 3 … in the order of time.
    pub version: u16,
    /// The definition in words.
    pub text: String,
    /// The kind of time its figures speak of.
    pub basis: Basis,
    /// Whom England's figure covers, for example `state-funded schools`; empty where the source does not say.
    pub coverage: String,
    /// The first period it holds for; `None` for the beginning of the series.
    pub first: Option<Period>,
}

/// An indicator of the catalogue or of a publisher's dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// The code, unique: `ATT-08`.
    pub code: String,
    /// The name that people read.
    pub name: String,
    /// The heading it stands under.
    pub topic: String,
    /// Which direction is better.
    pub polarity: Polarity,
    /// The unit of its figures.
    pub unit: Unit,
    /// How many decimals are shown.
    pub decimals: u8,
    /// The smallest and the largest figure that is possible; outside of it a figure is flagged, never clipped.
    pub range: (Option<crate::Figure>, Option<crate::Figure>),
    /// No further release will come, and why; `None` while the series is alive.
    pub discontinued: Option<String>,
    /// Its definitions, oldest first; at least one.
    pub definitions: Vec<Definition>,
    /// Its breaks, oldest first.
    pub breaks: Vec<SeriesBreak>,
}

/// How the values of an indicator come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SupplyRule {
    /// A publisher publishes them.
    Published,
    /// They are the difference of two published series: the others' value minus the group's.
    Gap {
        /// By which definition.
        definition: crate::rules::GapDefinition,
        /// The group's series.
        group: SeriesKey,
        /// The others' series.
        others: SeriesKey,
    },
    /// They are counted from the register of schools; the text names the count.
    Counted(String),
    /// They are counted from the council's own records, term by term; the text says what has to be recorded for it.
    Recorded(String),
    /// Nothing supplies them yet, and why.
    Unsupplied(String),
}
