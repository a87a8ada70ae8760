//! A council's education strategy, as data: what it promises, how each promise is measured, and when it is scored.

use chrono::NaiveDate;

use crate::academic::{AcademicYear, TermOfYear};
use crate::figure::Figure;
use crate::measure::coded;
use crate::period::Period;

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

/// A number to reach by a period, approved by somebody on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What it asks for.
    pub kind: TargetKind,
    /// The period it is set for.
    pub period: Period,
    /// The value.
    pub value: Figure,
    /// The day of approval: a scorecard as known before that day does not see it.
    pub approved_on: NaiveDate,
    /// Who approved it.
    pub approved_by: String,
    /// The paper it stands in.
    pub source: String,
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
