//! The scorecard: what is compiled, published and hashed.
//!
//! Every list has one order and every number is written as text, so that the canonical bytes of a scorecard are the same on
//! every machine and database.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::figure::Figure;

/// A termly priority scorecard of one strategy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scorecard {
    /// The strategy's code.
    pub strategy: String,
    /// Which version of the strategy's file was scored.
    #[serde(with = "super::as_text")]
    pub strategy_version: i64,
    /// The authority's DfE number.
    #[serde(with = "super::as_text")]
    pub authority: i64,
    /// The term: `2025/26-autumn`.
    pub term: String,
    /// The day whose knowledge it shows.
    pub as_known_at: NaiveDate,
    /// The same as a position in the ledger.
    #[serde(with = "super::as_text")]
    pub knowledge: i64,
    /// The priorities in order.
    pub priorities: Vec<ScoredPriority>,
}

/// One priority with its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoredPriority {
    /// 1, 2, 3 …
    #[serde(with = "super::as_text")]
    pub number: i64,
    /// Its title.
    pub title: String,
    /// Its lines, in the order of the strategy's file.
    pub lines: Vec<Line>,
}

/// One line: one indicator for one pupil group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The commitment it measures.
    pub commitment: String,
    /// The indicator's code.
    pub indicator: String,
    /// The indicator's name.
    pub name: String,
    /// The code of its polarity.
    pub polarity: String,
    /// The code of its unit.
    pub unit: String,
    /// Decimals shown.
    #[serde(with = "super::as_text")]
    pub decimals: i64,
    /// The version of the definition that the period falls under.
    #[serde(with = "super::as_text")]
    pub definition_version: i64,
    /// The pupil group.
    pub breakdown: String,
    /// The current period; `None` where nothing was ever published.
    pub period: Option<PeriodText>,
    /// The code of the line's state (see [`super::LineState`]).
    pub state: String,
    /// The council's own value.
    pub value: Cell,
    /// The release the value stands in.
    pub release: Option<ReleaseText>,
    /// When the next release is expected, where the publisher says so.
    pub next_expected: Option<NaiveDate>,
    /// The period right before, with its value; `None` where the series has no such row.
    pub previous: Option<DatedCell>,
    /// England.
    pub england: Option<Benchmark>,
    /// The region.
    pub region: Option<Benchmark>,
    /// Statistical neighbours under the list in force on the day.
    pub neighbours: Option<NeighbourMean>,
    /// The same under every earlier list, newest first.
    pub earlier_lists: Vec<NeighbourMean>,
    /// The rank among authorities; `None` with a caveat where there is none.
    pub rank: Option<Rank>,
    /// The target it is held against; `None` where no source states one.
    pub target: Option<ScoredTarget>,
    /// The colour, or why there is none.
    pub rag: Rag,
    /// The direction of travel, or why there is none.
    pub direction: Direction,
    /// For a gap: its two arms and its definition.
    pub gap: Option<Gap>,
    /// What a reader must know, in the order of their codes.
    pub caveats: Vec<Caveat>,
}

/// A period in the form that is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodText {
    /// The label.
    pub label: String,
    /// The code of the basis.
    pub basis: String,
}

/// A measure in the form that is published: exactly one of value and reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The number.
    pub value: Option<Figure>,
    /// The code of its standing, or `MISSING`.
    pub status: String,
    /// The code of the reason, where there is no number.
    pub missing_reason: Option<String>,
    /// What a person reads.
    pub display: String,
}

impl Cell {
    /// The number exactly, or the code of the reason why there is none.
    pub fn exact(&self) -> String {
        match self.value {
            Some(figure) => figure.to_string(),
            None => self.missing_reason.clone().unwrap_or_default(),
        }
    }
}

/// A measure of another period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedCell {
    /// The period.
    pub period: PeriodText,
    /// The measure.
    pub value: Cell,
}

/// The release a value stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseText {
    /// The source's code: `lait`.
    pub source: String,
    /// The release's title.
    pub title: String,
    /// The day it was published.
    pub published_on: NaiveDate,
    /// Its position in the ledger.
    #[serde(with = "super::as_text")]
    pub knowledge: i64,
}

/// A published benchmark value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Benchmark {
    /// The place's name.
    pub name: String,
    /// Whom it covers, where the source says so.
    pub coverage: String,
    /// The measure; missing with the reason `QUALITY` where a check failed.
    pub value: Cell,
}

/// The mean of statistical neighbours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeighbourMean {
    /// The edition of the list: `2025-05`.
    pub edition: String,
    /// The simple mean of the neighbours that have a value.
    pub value: Cell,
    /// How many the list has.
    #[serde(with = "super::as_text")]
    pub members: i64,
    /// How many have a value.
    #[serde(with = "super::as_text")]
    pub used: i64,
}

/// A rank among authorities, with its ties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rank {
    /// The best rank its value can claim: authorities strictly better, plus one.
    #[serde(with = "super::as_text")]
    pub position: i64,
    /// Authorities strictly better.
    #[serde(with = "super::as_text")]
    pub better: i64,
    /// Authorities that share the value, itself included.
    #[serde(with = "super::as_text")]
    pub tied: i64,
    /// Authorities with a value.
    #[serde(with = "super::as_text")]
    pub of: i64,
    /// Authorities without one.
    #[serde(with = "super::as_text")]
    pub missing: i64,
    /// The best quartile it can claim: A, B, C or D.
    pub quartile: String,
    /// `ROBUST` where ties do not matter to the quartile, `POSSIBLE` where they do.
    pub robustness: String,
}

/// The target of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoredTarget {
    /// The period it is set for.
    pub period: PeriodText,
    /// The value to reach.
    pub value: Figure,
    /// The value not to fall below.
    pub floor: Option<Figure>,
    /// The value to aim at.
    pub stretch: Option<Figure>,
    /// How far the value is beyond (+) or short of (-) the target, signed by polarity.
    pub distance: Option<Figure>,
    /// The benchmark that the value follows; `None` where the target is a number of its own.
    #[serde(default)]
    pub benchmark: Option<TargetBenchmarkUsed>,
    /// The version of the target: 1 for the first approval for the period, 2 for the one after it … (0 in scorecards that were
    /// published before versions were counted).
    #[serde(default, with = "super::as_text")]
    pub version: i64,
    /// The day on which this version was approved.
    #[serde(default)]
    pub approved_on: Option<NaiveDate>,
    /// Who approved it.
    #[serde(default)]
    pub approved_by: String,
}

/// The benchmark that a relative target was resolved with: it moves, so what was used is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetBenchmarkUsed {
    /// `NATIONAL`, `NEIGHBOURS` or `TOP_QUARTER`.
    pub kind: String,
    /// What it was, in words: `England`, `neighbours of 2025-05`, `rank 37 of 151`.
    pub label: String,
    /// Its figure for the period, as known on the day.
    pub value: Figure,
    /// How many places the figure was made from.
    #[serde(with = "super::as_text")]
    pub used: i64,
    /// How many it could have been made from: the neighbours on the list; for the top quarter the authorities that have a
    /// figure, because the publisher's field keeps those that were abolished.
    #[serde(with = "super::as_text")]
    pub of: i64,
    /// By how much it is to be bettered, in the better direction; negative: how far short of it is enough.
    pub by: Figure,
}

/// A rule with its version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleText {
    /// The code.
    pub code: String,
    /// The version.
    #[serde(with = "super::as_text")]
    pub version: i64,
}

/// The colour of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rag {
    /// `GREEN`, `AMBER`, `RED`, or `NONE`.
    pub rating: String,
    /// The rule that decided.
    pub rule: RuleText,
    /// The code of the reason for the colour or its absence.
    pub reason: String,
    /// The reason in a sentence.
    pub message: String,
}

/// The direction of travel of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Direction {
    /// `IMPROVING`, `WORSENING`, `STABLE`, `INCREASING`, `DECREASING`, `NO_CHANGE` or `NOT_ASSESSABLE`.
    pub verdict: String,
    /// Value minus previous value, where they are comparable.
    pub change: Option<Figure>,
    /// The rule that decided.
    pub rule: RuleText,
    /// The code of the reason.
    pub reason: String,
    /// The reason in a sentence.
    pub message: String,
    /// Whether the change can be told from chance; `None` in scorecards that were published before it was asked.
    #[serde(default)]
    pub evidence: Option<EvidenceText>,
}

/// A 95% interval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntervalText {
    /// The lower end.
    pub low: Figure,
    /// The upper end.
    pub high: Figure,
    /// The code of the method.
    pub method: String,
}

/// Whether a change can be told from chance and rounding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceText {
    /// The code: `DISTINGUISHABLE`, `NOT_DISTINGUISHABLE` or `NOT_TESTED`.
    pub evidence: String,
    /// The code of what decided.
    pub reason: String,
    /// The interval of the change, where the test has one.
    pub interval: Option<IntervalText>,
    /// The sentence.
    pub message: String,
}

/// A gap between two pupil groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// `WITHIN_AUTHORITY` or `TO_NATIONAL_OTHERS`.
    pub definition: String,
    /// The value of the group.
    pub group: Cell,
    /// The value of the others it is held against.
    pub others: Cell,
    /// The gap by the other definition, for honesty.
    pub other_definition: Option<Figure>,
    /// England's own gap.
    pub england: Option<Figure>,
}

/// Something a reader must know about a line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Caveat {
    /// The code: one of a closed list.
    pub code: String,
    /// The sentence.
    pub message: String,
}
