//! Early warnings: what rules find in the council's data that somebody has to look at. A rule raises a flag with its reason,
//! and people close it; nothing closes by itself, because that a figure recovered does not say that anybody asked why it fell.
//!
//! | rule | raised when | again when |
//! | --- | --- | --- |
//! | FALL | a line of the newest scorecard worsened, by the line's own direction rule | it worsens in another term |
//! | RESTATED | a line of the newest scorecard says another figure for a period than the scorecard before | another term |
//! | ACTION_OVERDUE | an open action's day has passed | its day was moved and has passed as well |
//! | SCHOOL_UNVISITED | an open school was not visited for as many weeks as its tier allows, counted from the last visit held or, where there was none since, the day it was put in the tier | it was visited, or assessed, and the weeks passed anew |
//! | REVIEW_LAPSED | the review day of an active partnership has passed | the day was moved and has passed as well |
//! | DESIGNATION_LAPSED | a designation ended of an organisation that leads or delivers an active partnership | another designation ends |
//!
//! A flag is raised once for what it is about and for the occasion: looking again raises nothing twice, also where somebody
//! closed it in between.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::risk::required_passage;
use super::{ActionTimes, Problem};
use crate::academic::TermOfYear;
use crate::measure::coded;
use crate::school::Urn;
use crate::scorecard::{Line, LineState};

/// Which rule raised a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningRule {
    /// A line of the newest scorecard worsened.
    Fall,
    /// A line of the newest scorecard was restated.
    Restated,
    /// An action is overdue.
    ActionOverdue,
    /// A school was not visited for as long as its tier allows.
    SchoolUnvisited,
    /// An active partnership was to be looked at again.
    ReviewLapsed,
    /// An organisation that leads or delivers lost a designation.
    DesignationLapsed,
}

coded!(WarningRule {
    Fall = 1, "FALL", "a fall";
    Restated = 2, "RESTATED", "a restated figure";
    ActionOverdue = 3, "ACTION_OVERDUE", "an overdue action";
    SchoolUnvisited = 4, "SCHOOL_UNVISITED", "an unvisited school";
    ReviewLapsed = 5, "REVIEW_LAPSED", "a review that lapsed";
    DesignationLapsed = 6, "DESIGNATION_LAPSED", "a designation that lapsed";
});

/// Where a flag stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlagStatus {
    /// Somebody has to look at it.
    Open,
    /// Somebody did, and said what came of it.
    Closed,
}

coded!(FlagStatus {
    Open = 1, "OPEN", "open";
    Closed = 2, "CLOSED", "closed";
});

/// What a flag is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WarningSubject {
    /// A line of a strategy's scorecards.
    Line {
        /// The strategy's code.
        strategy: String,
        /// The indicator's code.
        indicator: String,
        /// The pupil group.
        breakdown: String,
    },
    /// An action, by id, with the school it concerns.
    Action(String, Option<Urn>),
    /// A school.
    School(Urn),
    /// A partnership, by id.
    Partnership(String),
    /// An organisation's designation within a partnership, by the ids of the two.
    Designation {
        /// The designation.
        designation: String,
        /// The partnership.
        partnership: String,
    },
}

impl WarningSubject {
    /// One text for one subject.
    pub fn key(&self) -> String {
        match self {
            Self::Line { strategy, indicator, breakdown } => format!("line/{strategy}/{indicator}/{breakdown}"),
            Self::Action(id, _) => format!("action/{id}"),
            Self::School(urn) => format!("school/{urn}"),
            Self::Partnership(id) => format!("partnership/{id}"),
            Self::Designation { designation, partnership } => format!("designation/{designation}/{partnership}"),
        }
    }
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The rule.
    pub rule: WarningRule,
    /// What it is about.
    pub subject: WarningSubject,
    /// The occasion: the same subject is flagged again on another.
    pub occasion: String,
    /// Why, in a sentence with the figures or days that decided.
    pub reason: String,
}

/// What the rules look at.
#[derive(Clone, Debug, Default)]
pub struct WarningFacts {
    /// The newest scorecard of each strategy in force: strategy, term, lines.
    pub cards: Vec<(String, TermOfYear, Vec<Line>)>,
    /// Open actions: id, school, days.
    pub actions: Vec<(String, Option<Urn>, ActionTimes)>,
    /// Schools in tiers with visits prescribed.
    pub schools: Vec<VisitedSchool>,
    /// The schools that are open.
    pub open: BTreeSet<Urn>,
    /// Active partnerships with a review day: id, title, day.
    pub reviews: Vec<(String, String, NaiveDate)>,
    /// Designations with an end of organisations that lead or deliver active partnerships.
    pub designations: Vec<EndedDesignation>,
}

/// A school whose tier prescribes visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitedSchool {
    /// The school.
    pub urn: Urn,
    /// The tier's name.
    pub tier: String,
    /// Within how many weeks it is visited again.
    pub weeks: i16,
    /// The day it was put in the tier.
    pub since: NaiveDate,
    /// The day of the last visit that was held.
    pub last_visit: Option<NaiveDate>,
}

/// A designation that has an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedDesignation {
    /// The designation's id.
    pub designation: String,
    /// The partnership's id.
    pub partnership: String,
    /// The organisation's name.
    pub organisation: String,
    /// What it was.
    pub kind: String,
    /// The first day on which it no longer held.
    pub to: NaiveDate,
}

/// What the rules find at the end of a day, in the order of rules and subjects.
pub fn warnings(facts: &WarningFacts, day: NaiveDate) -> Vec<Warning> {
    let mut found: Vec<Warning> =
        facts.cards.iter().flat_map(|(strategy, term, lines)| of_lines(strategy, *term, lines)).collect();
    for (id, urn, times) in facts.actions.iter().filter(|(.., times)| times.overdue_on(day)) {
        found.push(Warning {
            rule: WarningRule::ActionOverdue,
            subject: WarningSubject::Action(id.clone(), *urn),
            occasion: times.due.to_string(),
            reason: format!("The action was due on {} and is open.", times.due),
        });
    }
    found.extend(facts.schools.iter().filter(|it| facts.open.contains(&it.urn)).filter_map(|it| unvisited(it, day)));
    for (id, title, review_on) in facts.reviews.iter().filter(|(.., review_on)| *review_on < day) {
        found.push(Warning {
            rule: WarningRule::ReviewLapsed,
            subject: WarningSubject::Partnership(id.clone()),
            occasion: review_on.to_string(),
            reason: format!("'{title}' was to be looked at again by {review_on}."),
        });
    }
    for it in facts.designations.iter().filter(|it| it.to <= day) {
        found.push(Warning {
            rule: WarningRule::DesignationLapsed,
            subject: WarningSubject::Designation {
                designation: it.designation.clone(),
                partnership: it.partnership.clone(),
            },
            occasion: it.to.to_string(),
            reason: format!(
                "{} is no longer a {} since {}, and the partnership is active.",
                it.organisation, it.kind, it.to
            ),
        });
    }
    found.sort_by(|a, b| (a.rule, &a.subject, &a.occasion).cmp(&(b.rule, &b.subject, &b.occasion)));
    found
}

fn of_lines(strategy: &str, term: TermOfYear, lines: &[Line]) -> Vec<Warning> {
    let warning = |line: &Line, rule, reason| Warning {
        rule,
        subject: WarningSubject::Line {
            strategy: strategy.to_owned(),
            indicator: line.indicator.clone(),
            breakdown: line.breakdown.clone(),
        },
        occasion: term.to_string(),
        reason,
    };
    let mut found = Vec::new();
    for line in lines {
        let period = line.period.as_ref().map(|period| period.label.as_str()).unwrap_or_default();
        if line.direction.verdict == "WORSENING" {
            let reason = format!("{} in {period}: {}", line.name, line.direction.message);
            found.push(warning(line, WarningRule::Fall, reason));
        }
        if line.state == LineState::Restated.code() {
            let reason = format!("{} says {} for {period}, another figure than before.", line.name, line.value.display);
            found.push(warning(line, WarningRule::Restated, reason));
        }
    }
    found
}

fn unvisited(it: &VisitedSchool, day: NaiveDate) -> Option<Warning> {
    let from = it.last_visit.map_or(it.since, |visit| visit.max(it.since));
    let latest = from.checked_add_days(Days::new(u64::try_from(it.weeks).ok()? * 7))?;
    (latest < day).then(|| {
        let what = match it.last_visit {
            Some(visit) if visit >= it.since => format!("was last visited on {visit}"),
            _ => format!("was put in its tier on {} and not visited since", it.since),
        };
        Warning {
            rule: WarningRule::SchoolUnvisited,
            subject: WarningSubject::School(it.urn),
            occasion: from.to_string(),
            reason: format!(
                "The school {what}; tier '{}' asks for a visit within {} weeks, by {latest}.",
                it.tier, it.weeks
            ),
        }
    })
}

/// Checks what is said when a flag is closed.
pub fn check_flag_closure(note: &str, problems: &mut Vec<Problem>) {
    required_passage("note", note, "a flag is closed with what was found and what is done about it.", problems);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn school(since: &str, last_visit: Option<&str>) -> WarningFacts {
        let school = VisitedSchool {
            urn: 1,
            tier: "Challenge".into(),
            weeks: 6,
            since: day(since),
            last_visit: last_visit.map(day),
        };
        WarningFacts { schools: vec![school], open: [1].into(), ..WarningFacts::default() }
    }

    fn occasions(facts: &WarningFacts, on: &str) -> Vec<(WarningRule, String)> {
        warnings(facts, day(on)).into_iter().map(|it| (it.rule, it.occasion)).collect()
    }

    #[test]
    fn a_school_is_unvisited_once_its_weeks_are_over() {
        let unvisited = |on: &str| vec![(WarningRule::SchoolUnvisited, on.to_owned())];
        // Six weeks after 1 September is 13 October.
        assert_eq!(occasions(&school("2025-09-01", None), "2025-10-13"), []);
        assert_eq!(occasions(&school("2025-09-01", None), "2025-10-14"), unvisited("2025-09-01"));
        assert_eq!(occasions(&school("2025-09-01", Some("2025-09-08")), "2025-10-20"), []);
        assert_eq!(occasions(&school("2025-09-01", Some("2025-09-08")), "2025-10-21"), unvisited("2025-09-08"));
        // A visit before it was put in the tier does not count.
        assert_eq!(occasions(&school("2025-09-01", Some("2025-08-01")), "2025-10-14"), unvisited("2025-09-01"));
        let closed = WarningFacts { open: BTreeSet::new(), ..school("2025-09-01", None) };
        assert_eq!(occasions(&closed, "2026-10-14"), []);
    }

    #[test]
    fn days_that_passed_are_flagged_the_day_after() {
        let times = ActionTimes { due: day("2025-10-01"), closed_on: None };
        let facts = WarningFacts {
            actions: vec![("a".into(), None, times)],
            reviews: vec![("p".into(), "Reading".into(), day("2025-10-02"))],
            designations: vec![EndedDesignation {
                designation: "d".into(),
                partnership: "p".into(),
                organisation: "A school".into(),
                kind: "Teaching School".into(),
                to: day("2021-09-01"),
            }],
            ..WarningFacts::default()
        };
        let rules = |on: &str| occasions(&facts, on).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>();
        use WarningRule::{ActionOverdue, DesignationLapsed, ReviewLapsed};
        assert_eq!(rules("2021-08-31"), []);
        assert_eq!(rules("2021-09-01"), [DesignationLapsed]);
        assert_eq!(rules("2025-10-01"), [DesignationLapsed]);
        assert_eq!(rules("2025-10-02"), [ActionOverdue, DesignationLapsed]);
        assert_eq!(rules("2025-10-03"), [ActionOverdue, ReviewLapsed, DesignationLapsed]);
    }

    #[test]
    fn a_flag_is_closed_with_a_note() {
        let mut problems = Vec::new();
        check_flag_closure(" ", &mut problems);
        check_flag_closure("The head called; the log was late.", &mut problems);
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].field, "note");
    }

    proptest! {
        #[test]
        fn a_warning_is_found_again_on_every_later_day(visit in prop::option::of(0_u64..100), on in 0_u64..200, more in 0_u64..100) {
            let at = |days: u64| (day("2025-09-01") + Days::new(days)).to_string();
            let facts = school("2025-09-01", visit.map(at).as_deref());
            let first = occasions(&facts, &at(on));
            let later = occasions(&facts, &at(on + more));
            prop_assert!(first.iter().all(|it| later.contains(it)));
        }
    }
}
