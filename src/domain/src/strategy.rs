//! A council's education strategy, as data: what it promises, how each promise is measured, and when it is scored.

use chrono::NaiveDate;

use crate::academic::{AcademicYear, TermOfYear};
use crate::figure::Figure;
use crate::indicator::Polarity;
use crate::measure::{DataStatus, coded};
use crate::outcome::SeriesKey;
use crate::period::Period;
use crate::rules::{Population, TieRule, TrajectoryMethod};

/// How far a strategy has come on its way through the council.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StrategyStatus {
    /// Being written.
    Draft,
    /// Out for consultation.
    Consulted,
    /// Recommended to Cabinet.
    Recommended,
    /// In force.
    Adopted,
    /// No longer in force.
    Superseded,
}

coded!(StrategyStatus {
    Draft = 1, "DRAFT", "draft";
    Consulted = 2, "CONSULTED", "consulted on";
    Recommended = 3, "RECOMMENDED", "recommended to Cabinet";
    Adopted = 4, "ADOPTED", "adopted";
    Superseded = 5, "SUPERSEDED", "superseded";
});

/// What kind of promise a commitment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CommitmentKind {
    /// A result for children and young people.
    Outcome,
    /// A rule that decisions follow.
    Principle,
    /// Something the council must do.
    Duty,
    /// Something the council or its partners must be able to do.
    Capability,
}

coded!(CommitmentKind {
    Outcome = 1, "OUTCOME", "outcome";
    Principle = 2, "PRINCIPLE", "principle";
    Duty = 3, "DUTY", "duty";
    Capability = 4, "CAPABILITY", "capability";
});

/// What a target asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    /// The value to reach: green from here on.
    Target,
    /// The value not to fall below: red beyond it.
    Floor,
    /// A value beyond the target, to aim at; never needed for green.
    Stretch,
}

coded!(TargetKind {
    Target = 1, "TARGET", "target";
    Floor = 2, "FLOOR", "floor";
    Stretch = 3, "STRETCH", "stretch";
});

/// What a relative target is measured against. All of them move: they are known only after publication, and what is scored
/// is kept with the benchmark that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetBenchmark {
    /// England's figure of the same period.
    National,
    /// The mean of the statistical neighbours under the list in force on the day.
    Neighbours,
    /// The figure that the last authority of the top quarter has.
    TopQuarter,
}

coded!(TargetBenchmark {
    National = 1, "NATIONAL", "England";
    Neighbours = 2, "NEIGHBOURS", "the mean of the statistical neighbours";
    TopQuarter = 3, "TOP_QUARTER", "the edge of the top quarter";
});

/// The number that a target asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// This number.
    Absolute(Figure),
    /// A benchmark of the same period, bettered by so much in the indicator's better direction (negative: short of it).
    Relative {
        /// Which benchmark.
        to: TargetBenchmark,
        /// By how much it is to be bettered.
        by: Figure,
    },
}

impl Aim {
    /// The number itself, where it does not depend on a benchmark.
    pub const fn absolute(self) -> Option<Figure> {
        match self {
            Self::Absolute(value) => Some(value),
            Self::Relative { .. } => None,
        }
    }

    /// The number to reach where the benchmark has this figure: the benchmark plus `by` where more is better, minus `by` where
    /// less is. `None` where neither direction is better, or the figure known is none.
    pub fn resolved(self, polarity: Polarity, benchmark: Option<Figure>) -> Option<Figure> {
        match (self, polarity) {
            (Self::Absolute(value), _) => Some(value),
            (Self::Relative { by, .. }, Polarity::High) => benchmark?.checked_add(by),
            (Self::Relative { by, .. }, Polarity::Low) => benchmark?.checked_sub(by),
            (Self::Relative { .. }, Polarity::NearTarget | Polarity::None) => None,
        }
    }

    /// What it asks for, as a person says it: `70`, `2 better than England`.
    pub fn say(self, decimals: u8) -> String {
        match self {
            Self::Absolute(value) => value.display(decimals),
            Self::Relative { to, by } if by == Figure::ZERO => format!("level with {}", to.words()),
            Self::Relative { to, by } if by < Figure::ZERO => format!("{} short of {}", by.abs(), to.words()),
            Self::Relative { to, by } => format!("{by} better than {}", to.words()),
        }
    }
}

/// A number to reach by a period, approved by somebody on a day.
///
/// A later approval for the same kind and period is the next version; the earlier one stays on record, so that a scorecard as
/// known before the later approval is held against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What it asks for.
    pub kind: TargetKind,
    /// The period it is set for.
    pub period: Period,
    /// The number.
    pub aim: Aim,
    /// The day of approval: a scorecard as known before that day does not see it.
    pub approved_on: NaiveDate,
    /// Who approved it.
    pub approved_by: String,
    /// The paper it stands in.
    pub source: String,
    /// The day from which it no longer holds, where it was withdrawn without another in its place.
    pub withdrawn_on: Option<NaiveDate>,
}

impl Target {
    /// Whether it was approved, and not yet withdrawn, by the end of a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.approved_on <= day && self.withdrawn_on.is_none_or(|end| day < end)
    }
}

/// Which version of its kind and period a target is among all approvals of its use: 1 for the first, 2 for the one after it …
/// Withdrawn ones count.
pub fn target_version(all: &[Target], of: &Target) -> u32 {
    let same = |other: &&Target| other.kind == of.kind && other.period == of.period;
    all.iter().filter(same).filter(|other| other.approved_on <= of.approved_on).count() as u32
}

/// The figure that progress is counted from, as it was when it was approved. A restated outcome never moves it.
///
/// A later approval re-baselines: a definition that changed needs a new beginning, and the record says who agreed to it and
/// why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    /// The period.
    pub period: Period,
    /// The figure as approved.
    pub value: Figure,
    /// The day of approval.
    pub approved_on: NaiveDate,
    /// Who approved it.
    pub approved_by: String,
    /// Why it was chosen; required where it takes the place of an earlier one.
    pub why: String,
}

/// The way from the baseline to the last target, where the strategy states one; otherwise it is a straight line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrajectoryPlan {
    /// How it is drawn.
    pub method: TrajectoryMethod,
    /// Its points, oldest first; none for a straight line.
    pub points: Vec<(Period, Figure)>,
}

/// The use of an indicator to measure a commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorUse {
    /// The indicator's code.
    pub indicator: String,
    /// The pupil group; `total` for everybody.
    pub breakdown: String,
    /// The code of the RAG rule, where it is not the strategy's own.
    pub rag_rule: Option<String>,
    /// Targets, floors and stretch, in the order of the file.
    pub targets: Vec<Target>,
    /// Approved baselines, in the order of their approval.
    pub baselines: Vec<Baseline>,
    /// The way to the target.
    pub trajectory: Option<TrajectoryPlan>,
}

/// A strategy's own headline test, made computable: "in the top 25% of authorities" as population, basket, tie rule and data
/// status, on record with who defined it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadlineTest {
    /// Among whom.
    pub population: Population,
    /// The share of them that counts as the top, in percent.
    pub share: Figure,
    /// The academic year that is tested; other bases are tested in the calendar year in which it ends.
    pub year: AcademicYear,
    /// How many of the basket must stand in the top share.
    pub required: u32,
    /// How ties count.
    pub tie_rule: TieRule,
    /// The least final figure that counts.
    pub status: DataStatus,
    /// What is tested.
    pub basket: Vec<SeriesKey>,
    /// Who defined it so, and why.
    pub note: String,
}

/// A day on which a strategy progress snapshot is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotDue {
    /// The academic year it belongs to.
    pub year: AcademicYear,
    /// The day papers go out: it is compiled at 06:00 London time, as known on that day.
    pub paper_deadline: NaiveDate,
    /// Where the date comes from.
    pub source: String,
}

/// One promise of a priority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// The code, unique in the strategy: `1.2`.
    pub code: String,
    /// The promise in words.
    pub text: String,
    /// What kind of promise.
    pub kind: CommitmentKind,
    /// Why nothing measures it; required where there is no use.
    pub no_measure: Option<String>,
    /// What measures it.
    pub uses: Vec<IndicatorUse>,
}

/// One of the strategy's priorities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priority {
    /// 1, 2, 3 …
    pub number: u8,
    /// The short title.
    pub title: String,
    /// The wording as adopted.
    pub text: String,
    /// Who answers for it, by role.
    pub owner: String,
    /// Its commitments.
    pub commitments: Vec<Commitment>,
}

/// A term of the council's calendar with the day on which its scorecard is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarTerm {
    /// Which term.
    pub term: TermOfYear,
    /// The first day.
    pub starts: NaiveDate,
    /// The last day.
    pub ends: NaiveDate,
    /// The day papers go out: the scorecard is compiled at 06:00 London time, as known on that day.
    pub paper_deadline: NaiveDate,
    /// The committee's meeting, where it is known.
    pub meeting: Option<NaiveDate>,
    /// Where the dates come from.
    pub source: String,
}

/// A council's strategy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strategy {
    /// The code, unique: `thurrock-2019`.
    pub code: String,
    /// The title.
    pub title: String,
    /// The vision in its own words.
    pub vision: String,
    /// The code of the council that owns it: `thurrock`. Every council-owned row carries it.
    pub council: String,
    /// The council's name.
    pub council_name: String,
    /// The DfE number of the council's authority: 883.
    pub authority: u16,
    /// How far it has come.
    pub status: StrategyStatus,
    /// Not a real paper: made up to show what Sextant does. Said wherever it is shown.
    pub invented: bool,
    /// The period in its title.
    pub stated: (NaiveDate, NaiveDate),
    /// The first and last academic year of its delivery window.
    pub window: (AcademicYear, AcademicYear),
    /// Why the window is not the stated period; required where they differ.
    pub window_note: String,
    /// The day of its own headline test, where it sets one.
    pub test_date: Option<NaiveDate>,
    /// The headline test in its own words.
    pub test: String,
    /// In force from this day.
    pub in_force_from: NaiveDate,
    /// In force until this day (exclusive); `None` while nothing supersedes it.
    pub superseded_on: Option<NaiveDate>,
    /// Where it was published.
    pub source: String,
    /// The code of the RAG rule that its lines follow.
    pub rag_rule: String,
    /// The code of the direction-of-travel rule that its lines follow.
    pub direction_rule: String,
    /// Its priorities in order.
    pub priorities: Vec<Priority>,
    /// The term calendar.
    pub calendar: Vec<CalendarTerm>,
    /// When progress snapshots are due, oldest first.
    pub snapshots: Vec<SnapshotDue>,
    /// The headline test, where it can be computed.
    pub headline: Option<HeadlineTest>,
}

impl Strategy {
    /// Whether it is in force on a day.
    pub fn in_force_on(&self, day: NaiveDate) -> bool {
        self.in_force_from <= day && self.superseded_on.is_none_or(|end| day < end)
    }

    /// The calendar's entry for a term.
    pub fn calendar_term(&self, term: TermOfYear) -> Option<&CalendarTerm> {
        self.calendar.iter().find(|entry| entry.term == term)
    }
}
