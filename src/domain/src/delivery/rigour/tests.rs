use chrono::{DateTime, Utc};
use proptest::prelude::*;

use super::*;
use crate::academic::TermOfYear;
use crate::delivery::{ActionTimes, Assessed, Rate, VisitStatus};
use crate::measure::{DataStatus, Measure, MissingReason};
use crate::strategy::CalendarTerm;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn calendar() -> Vec<CalendarTerm> {
    let term = |term: &str, starts: &str, ends: &str| CalendarTerm {
        term: TermOfYear::parse(term).unwrap(),
        starts: day(starts),
        ends: day(ends),
        paper_deadline: day(ends),
        meeting: None,
        source: String::new(),
    };
    vec![
        term("2024/25-summer", "2025-04-22", "2025-07-22"),
        term("2025/26-autumn", "2025-09-01", "2025-12-19"),
        term("2025/26-spring", "2026-01-05", "2026-03-27"),
    ]
}

/// A figure's text, its rate, whether it is final.
type Told = Option<(String, Option<(u32, u32)>, bool)>;

/// The figure of a code for the period with a label: its text, the rate, whether it is final.
fn told(facts: &RigourFacts, through: &str, code: &str, label: &str) -> Told {
    let all = measures(facts, &windows(&calendar(), day(through)));
    let found = all.iter().find(|it| it.indicator == code && it.period.label() == label)?;
    let (text, is_final) = match found.measure {
        Measure::Value(figure, status) => (figure.to_string(), status == DataStatus::Final),
        Measure::Missing(reason) => (reason.code().to_owned(), false),
    };
    Some((text, found.rate.map(|Rate { part, whole }| (part, whole)), is_final))
}

fn value(text: &str, rate: Option<(u32, u32)>, is_final: bool) -> Told {
    Some((text.to_owned(), rate, is_final))
}

fn visit(on: &str, status: VisitStatus, shared: Option<&str>) -> VisitFact {
    VisitFact { day: day(on), status, shared_on: shared.map(day) }
}

const AUTUMN: &str = "2025/26 autumn term";

#[test]
fn visits_are_held_of_those_arranged() {
    let visits = vec![
        visit("2025-08-20", VisitStatus::Held, None),
        visit("2025-09-15", VisitStatus::Held, Some("2025-09-29")),
        visit("2025-09-16", VisitStatus::Held, Some("2025-10-01")),
        visit("2025-10-06", VisitStatus::Planned, None),
        visit("2025-10-07", VisitStatus::Cancelled, None),
        visit("2025-10-30", VisitStatus::Held, None),
        visit("2025-11-30", VisitStatus::Planned, None),
    ];
    let facts = RigourFacts { visits, ..RigourFacts::default() };
    // Three of the five that lay in the term by then; the one of August belongs to the summer, that of 30 November is to come.
    assert_eq!(told(&facts, "2025-11-05", "RIG-01", AUTUMN), value("60", Some((3, 5)), false));
    assert_eq!(told(&facts, "2025-11-05", "RIG-01", "2024/25 summer term"), value("100", Some((1, 1)), true));
    // 29 September is the tenth working day after the 15th; 1 October is a day late; 13 November has not come.
    assert_eq!(told(&facts, "2025-11-05", "RIG-02", AUTUMN), value("50", Some((1, 2)), false));
    assert_eq!(told(&facts, "2025-11-13", "RIG-02", AUTUMN), value("33.333333", Some((1, 3)), false));
    assert_eq!(told(&facts, "2026-01-04", "RIG-01", AUTUMN), value("50", Some((3, 6)), true), "30 November was missed");
    assert_eq!(told(&facts, "2025-11-05", "RIG-03", AUTUMN), None, "no action was ever recorded");
}

#[test]
fn working_days_step_over_weekends() {
    let due = |after: &str, days| due_by_working_days(day(after), days).to_string();
    assert_eq!(due("2025-09-12", 1), "2025-09-15");
    assert_eq!(due("2025-09-13", 1), "2025-09-15");
    assert_eq!(due("2025-09-15", 10), "2025-09-29");
    assert_eq!(due("2025-09-15", 0), "2025-09-15");
}

#[test]
fn actions_are_closed_by_their_day() {
    let action = |due: &str, closed: Option<&str>| ActionTimes { due: day(due), closed_on: closed.map(day) };
    let actions = vec![
        action("2025-09-30", Some("2025-09-30")),
        action("2025-09-30", Some("2025-10-01")),
        action("2025-10-31", None),
        action("2026-01-02", Some("2025-11-01")),
    ];
    let facts = RigourFacts { actions, ..RigourFacts::default() };
    assert_eq!(told(&facts, "2025-11-05", "RIG-03", AUTUMN), value("33.333333", Some((1, 3)), false));
    // What falls due in the holidays belongs to the term before them.
    assert_eq!(told(&facts, "2026-01-04", "RIG-03", AUTUMN), value("50", Some((2, 4)), true));
    assert_eq!(
        told(&facts, "2025-08-31", "RIG-03", "2024/25 summer term"),
        value("NOT_APPLICABLE", Some((0, 0)), false)
    );
}

fn assessed(urn: u32, tier: i16, on: &str) -> Assessed {
    let entered_at = DateTime::<Utc>::from_timestamp(0, 0).unwrap();
    Assessed { id: format!("{urn}/{on}"), urn, tier, elevated: tier > 2, decided_on: day(on), entered_at }
}

#[test]
fn movements_to_another_tier_are_counted() {
    let held = vec![
        assessed(1, 1, "2025-03-01"),
        assessed(1, 3, "2025-09-10"),
        assessed(1, 3, "2025-10-10"),
        assessed(1, 2, "2025-11-01"),
    ];
    let first = vec![assessed(2, 3, "2025-09-20")];
    let facts = RigourFacts { assessments: [(1, held), (2, first)].into(), ..RigourFacts::default() };
    // Up in September, confirmed in October, down in November; a first assessment moves nobody.
    assert_eq!(told(&facts, "2025-12-19", "RIG-04", AUTUMN), value("2", None, false));
    assert_eq!(told(&facts, "2025-10-31", "RIG-04", AUTUMN), value("1", None, false));
    // Nobody was inspected.
    assert_eq!(told(&facts, "2025-10-31", "RIG-05", "2025/26"), value("NOT_APPLICABLE", Some((0, 0)), false));
}

#[test]
fn what_is_said_of_a_year() {
    let engagement = |urn, from: &str, to: Option<&str>| Engagement { urn, from: day(from), to: to.map(day) };
    let recommendation =
        |due: &str, on: Option<&str>| RecommendationFact { response_due: day(due), responded_on: on.map(day) };
    let facts = RigourFacts {
        academies: [1, 2, 3, 4].into(),
        engagements: vec![
            engagement(1, "2025-10-01", Some("2025-10-02")),
            engagement(2, "2024-01-01", Some("2025-09-01")),
            engagement(3, "2024-01-01", None),
            engagement(9, "2025-10-01", None),
        ],
        recommendations: vec![
            recommendation("2025-10-08", Some("2025-10-08")),
            recommendation("2025-10-08", Some("2025-10-09")),
            recommendation("2025-11-30", Some("2025-10-20")),
            recommendation("2025-11-30", None),
            recommendation("2025-08-01", Some("2025-09-20")),
        ],
        bids: vec![
            BidFact { decided_on: day("2025-09-01"), awarded: 1_250_050 },
            BidFact { decided_on: day("2025-08-31"), awarded: 100 },
        ],
        activities: vec![
            ActivityFact { to: day("2025-09-01"), compared: true },
            ActivityFact { to: day("2025-10-01"), compared: true },
            ActivityFact { to: day("2025-10-01"), compared: false },
        ],
        ..RigourFacts::default()
    };
    let check = |code, expected| assert_eq!(told(&facts, "2025-11-05", code, "2025/26"), expected, "{code}");
    check("RIG-06", value("50", Some((2, 4)), false));
    check("RIG-09", value("66.666667", Some((2, 3)), false));
    check("RIG-10", value("12500.5", None, false));
    check("RIG-12", value("50", Some((1, 2)), false));
    // The year before has become final; what was missed in August was missed then.
    assert_eq!(told(&facts, "2025-11-05", "RIG-09", "2024/25"), value("0", Some((0, 1)), true));
}

#[test]
fn what_is_so_on_a_day_is_said_of_the_current_term_alone() {
    let partnership =
        |active, from: &str, accountable| PartnershipFact { active, from: day(from), to: None, accountable };
    let facts = RigourFacts {
        partnerships: vec![
            partnership(true, "2025-01-01", true),
            partnership(true, "2025-01-01", false),
            partnership(false, "2025-01-01", false),
            partnership(true, "2026-01-01", true),
        ],
        lines: Some(LineFacts { lines: 40, overdue: 3, recoloured: Some(1) }),
        ..RigourFacts::default()
    };
    for (code, text, rate) in [("RIG-07", "7.5", Some((3, 40))), ("RIG-08", "1", None), ("RIG-11", "50", Some((1, 2)))]
    {
        assert_eq!(told(&facts, "2025-11-05", code, AUTUMN), value(text, rate, false), "{code}");
        assert_eq!(told(&facts, "2025-11-05", code, "2024/25 summer term"), None, "{code}");
    }
}

#[test]
fn few_inspections_do_not_tell_a_school_s_tier() {
    use crate::inspection::{Concern, Framework, InspectionKind, InspectionRecord};
    let inspection = |urn: u32| InspectionRecord {
        urn,
        kind: InspectionKind::Graded,
        framework: Framework::Eif2019,
        started: day("2025-10-06"),
        number: None,
        published: Some(day("2025-11-01")),
        concern: Some(Concern::SpecialMeasures),
        judgements: Vec::new(),
        outcome: String::new(),
    };
    let with = |count: u32| RigourFacts {
        inspections: (1..=count).map(inspection).collect(),
        assessments: [(1, vec![assessed(1, 3, "2025-09-10")])].into(),
        ..RigourFacts::default()
    };
    let withheld = Some((MissingReason::SuppressedHere.code().to_owned(), None, false));
    assert_eq!(told(&with(2), "2025-12-19", "RIG-05", "2025/26"), withheld);
    assert_eq!(told(&with(3), "2025-12-19", "RIG-05", "2025/26"), value("33.333333", Some((1, 3)), false));
}

proptest! {
    #[test]
    fn every_day_belongs_to_one_term(from in 0_u64..450, on in 0_u64..450) {
        let start = day("2025-04-22");
        let (through, on) = (start + chrono::Days::new(from), start + chrono::Days::new(on));
        let current: Vec<_> = windows(&calendar(), through).into_iter().filter(|it| it.current).collect();
        prop_assert!(current.len() <= 2, "a term and a year");
        let all = windows(&calendar(), through);
        let terms = all.iter().filter(|it| it.period.basis() != crate::Basis::AcademicYear);
        let holding = terms.filter(|it| it.from <= on && on <= it.to).count();
        prop_assert!(holding <= 1);
    }

    #[test]
    fn a_part_is_never_more_than_the_whole(days in prop::collection::vec((0_u64..400, any::<bool>()), 0..30), through in 0_u64..400) {
        let at = |days| day("2025-04-22") + chrono::Days::new(days);
        let actions = days.iter().map(|(due, closed)| ActionTimes { due: at(*due), closed_on: closed.then(|| at(*due)) });
        let facts = RigourFacts { actions: actions.collect(), ..RigourFacts::default() };
        for found in measures(&facts, &windows(&calendar(), at(through))) {
            let rate = found.rate.unwrap();
            prop_assert!(rate.part <= rate.whole);
            prop_assert_eq!(found.measure.figure().is_some(), rate.whole > 0);
        }
    }
}
