//! Hand-built inputs for the tests of the compile.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::strategy::Strategy as Arbitrary;

use super::{
    FindingPlace, IndicatorInputs, Inputs, NeighbourEdition, Point, ReleaseRef, Series, StandingFinding, Supply,
};
use crate::academic::{AcademicYear, TermOfYear};
use crate::figure::Figure;
use crate::indicator::{BreakKind, Definition, Indicator, Polarity, SeriesBreak, Severity, Unit};
use crate::measure::{DataStatus, Measure, MissingReason};
use crate::outcome::SupersedeCause;
use crate::period::{Basis, Period};
use crate::rules::{FindingSeverity, GapDefinition, IntegrityCheck, direction_rules, rag_rules};
use crate::strategy::{
    Aim, CalendarTerm, Commitment, CommitmentKind, IndicatorUse, Priority, Strategy, StrategyStatus, Target,
    TargetBenchmark, TargetKind,
};

/// Thurrock's DfE number.
pub(crate) const OWN: u16 = 883;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn year(start: i32) -> Period {
    Period::new(Basis::AcademicYear, start).unwrap()
}

/// A published measure, or the reason behind a publisher's symbol.
pub(crate) fn measure(token: &str) -> Measure {
    crate::outcome::read_cell(token, DataStatus::Published).unwrap()
}

/// Points of academic years by the year they start in, released in September after they end.
pub(crate) fn points(tokens: &[(i32, &str)]) -> Vec<Point> {
    tokens
        .iter()
        .map(|(start, token)| Point {
            period: year(*start),
            measure: measure(token),
            release: ReleaseRef {
                source: "lait".into(),
                title: format!("Edition of {}", start + 1),
                published_on: NaiveDate::from_ymd_opt(start + 1, 9, 17).unwrap(),
                knowledge: i64::from(*start),
            },
            cause: SupersedeCause::New,
        })
        .collect()
}

/// A series whose past is known already: nothing in it is new.
pub(crate) fn series(own: &[(i32, &str)]) -> Series {
    Series { own: points(own), own_before: points(own), ..Series::default() }
}

/// Every authority's measure: the council's own and as many others as there are tokens, numbered from 1.
pub(crate) fn authorities(own: &str, others: &[&str]) -> BTreeMap<u16, Measure> {
    (1..).zip(others.iter().copied()).chain([(OWN, own)]).map(|(number, token)| (number, measure(token))).collect()
}

pub(crate) fn indicator(polarity: Polarity, unit: Unit) -> Indicator {
    Indicator {
        code: "ATT-05".into(),
        name: "Reading, writing and maths at key stage 2".into(),
        topic: "Attainment".into(),
        polarity,
        unit,
        decimals: 0,
        range: (None, None),
        discontinued: None,
        definitions: vec![Definition {
            version: 1,
            text: "Expected standard".into(),
            basis: Basis::AcademicYear,
            coverage: "state-funded schools".into(),
            first: None,
        }],
        breaks: Vec::new(),
    }
}

pub(crate) fn usage() -> IndicatorUse {
    IndicatorUse {
        indicator: "ATT-05".into(),
        breakdown: "total".into(),
        rag_rule: None,
        targets: Vec::new(),
        baselines: Vec::new(),
        trajectory: None,
    }
}

pub(crate) fn target(kind: TargetKind, period: Period, units: i64, approved_on: &str) -> Target {
    Target {
        kind,
        period,
        aim: Aim::Absolute(Figure::whole(units)),
        approved_on: day(approved_on),
        approved_by: "Cabinet".into(),
        source: "A paper".into(),
        withdrawn_on: None,
    }
}

pub(crate) fn strategy(uses: Vec<IndicatorUse>) -> Strategy {
    let commitment =
        Commitment { code: "1.1".into(), text: "Raise".into(), kind: CommitmentKind::Outcome, no_measure: None, uses };
    let priority = Priority {
        number: 1,
        title: "Attainment".into(),
        text: "Raise attainment".into(),
        owner: "Director".into(),
        commitments: vec![commitment],
    };
    let term = |text: &str, deadline: &str| CalendarTerm {
        term: TermOfYear::parse(text).unwrap(),
        starts: day(deadline),
        ends: day(deadline),
        paper_deadline: day(deadline),
        meeting: None,
        source: String::new(),
    };
    Strategy {
        code: "somewhere-2024".into(),
        title: "Education strategy".into(),
        vision: String::new(),
        council: "somewhere".into(),
        council_name: "Somewhere".into(),
        authority: OWN,
        status: StrategyStatus::Adopted,
        invented: true,
        stated: (day("2024-09-01"), day("2029-08-31")),
        window: (AcademicYear::starting(2024).unwrap(), AcademicYear::starting(2028).unwrap()),
        window_note: String::new(),
        test_date: None,
        test: String::new(),
        in_force_from: day("2024-09-01"),
        superseded_on: None,
        source: String::new(),
        rag_rule: "target-floor".into(),
        direction_rule: "previous-period".into(),
        priorities: vec![priority],
        snapshots: Vec::new(),
        headline: None,
        calendar: vec![
            term("2024/25-summer", "2025-07-01"),
            term("2025/26-autumn", "2025-12-01"),
            term("2025/26-spring", "2026-03-16"),
        ],
    }
}

/// Inputs for one line.
pub(crate) fn inputs(indicator: Indicator, supply: Supply) -> Inputs {
    let entry = IndicatorInputs { indicator, next_expected: None, supply };
    Inputs {
        strategy: strategy(vec![usage()]),
        strategy_version: 1,
        term: TermOfYear::parse("2025/26-autumn").unwrap(),
        as_known_at: day("2025-12-01"),
        knowledge: 42,
        region: Some(985),
        region_name: "East of England".into(),
        indicators: BTreeMap::from([("ATT-05".to_owned(), entry)]),
        neighbour_lists: Vec::new(),
        rag_rules: rag_rules().into_iter().map(|shipped| (shipped.rule.code.clone(), shipped.rule)).collect(),
        direction_rules: direction_rules()
            .into_iter()
            .map(|shipped| (shipped.rule.code.clone(), shipped.rule))
            .collect(),
    }
}

/// Inputs for one line with a published series of everybody.
pub(crate) fn published(indicator: Indicator, series: Series) -> Inputs {
    inputs(indicator, Supply::Published(BTreeMap::from([("total".to_owned(), series)])))
}

pub(crate) fn edition(name: &str, from: &str, members: &[u16]) -> NeighbourEdition {
    NeighbourEdition { edition: name.into(), from: day(from), members: members.to_vec() }
}

/// Inputs in which every part of a line has something to show.
pub(crate) fn everything() -> Inputs {
    let mut known = series(&[(2022, "60"), (2023, "62"), (2024, "65")]);
    known.own_before.pop();
    known.england = points(&[(2023, "61"), (2024, "62")]);
    known.region = points(&[(2023, "59"), (2024, "61")]);
    known.authorities = authorities("65", &["60", "70", "65", "50", "c"]);
    let mut all = published(indicator(Polarity::High, Unit::Percent), known);
    all.neighbour_lists = vec![edition("2021-04", "2021-04-01", &[1, 2]), edition("2025-05", "2025-05-01", &[3, 4, 5])];
    all.strategy.priorities[0].commitments[0].uses[0].targets = vec![
        target(TargetKind::Target, year(2024), 66, "2024-09-01"),
        target(TargetKind::Floor, year(2024), 60, "2024-09-01"),
        target(TargetKind::Stretch, year(2024), 70, "2024-09-01"),
    ];
    all
}

fn any_measure() -> impl Arbitrary<Value = Measure> {
    prop_oneof![
        4 => (-5_000_000_i64..120_000_000, prop::sample::select(DataStatus::ALL))
            .prop_map(|(millionths, status)| Measure::Value(Figure::from_millionths(millionths), status)),
        1 => any::<i64>().prop_map(|wild| Measure::Value(Figure::from_millionths(wild), DataStatus::Published)),
        2 => prop::sample::select(MissingReason::ALL).prop_map(Measure::Missing),
    ]
}

fn any_points() -> impl Arbitrary<Value = Vec<Point>> {
    prop::collection::vec((0_usize..3, 2016_i32..2026, any_measure()), 0..6).prop_map(|rows| {
        let mut found: Vec<Point> = rows
            .into_iter()
            .map(|(basis, start, measure)| Point {
                period: Period::new([Basis::AcademicYear, Basis::AcademicYear, Basis::CalendarYear][basis], start)
                    .unwrap(),
                measure,
                ..points(&[(start, "0")])[0].clone()
            })
            .collect();
        found.sort_by_key(|point| point.period);
        found.dedup_by_key(|point| point.period);
        found
    })
}

fn any_finding() -> impl Arbitrary<Value = StandingFinding> {
    let place = prop::sample::select(vec![FindingPlace::England, FindingPlace::Region, FindingPlace::Own]);
    let severity = prop::sample::select(FindingSeverity::ALL);
    (place, 2016_i32..2026, prop::sample::select(IntegrityCheck::ALL), severity).prop_map(
        |(place, start, check, severity)| StandingFinding {
            place,
            period: year(start),
            check,
            severity,
            message: format!("{} in {start}.", check.words()),
        },
    )
}

fn any_series() -> impl Arbitrary<Value = Series> {
    let regions = prop::collection::vec((0_i64..200).prop_map(Figure::whole), 0..10);
    let authorities = prop::collection::btree_map(880_u16..890, any_measure(), 0..10);
    let findings = prop::collection::vec(any_finding(), 0..2);
    (any_points(), any_points(), any_points(), any_points(), regions, authorities, findings).prop_map(
        |(own, own_before, england, region, regions, authorities, findings)| Series {
            findings,
            key: None,
            own,
            own_before,
            england,
            region,
            regions,
            authorities,
            ..Series::default()
        },
    )
}

fn any_supply() -> impl Arbitrary<Value = Supply> {
    prop_oneof![
        4 => any_series().prop_map(|series| Supply::Published(BTreeMap::from([("total".to_owned(), series)]))),
        3 => (prop::sample::select(GapDefinition::ALL), any_series(), any_series())
            .prop_map(|(definition, group, others)| Supply::Gap { definition, group, others }),
        1 => any_measure().prop_map(|measure| Supply::Counted { period: year(2025), measure, note: "Schools.".into() }),
        1 => Just(Supply::Unsupplied("Nobody collects it.".into())),
    ]
}

/// Any inputs for one line, most of them degraded in some way.
pub(crate) fn any_inputs() -> impl Arbitrary<Value = Inputs> {
    let rules = prop::sample::select(rag_rules()).prop_map(|shipped| shipped.rule.code);
    let rule = prop_oneof![8 => rules, 1 => Just("no-such-rule".to_owned())];
    let aim = prop_oneof![
        3 => (0_i64..110).prop_map(|units| Aim::Absolute(Figure::whole(units))),
        1 => (prop::sample::select(TargetBenchmark::ALL), -5_i64..5)
            .prop_map(|(to, units)| Aim::Relative { to, by: Figure::whole(units) }),
    ];
    let targets = prop::collection::vec(
        (prop::sample::select(TargetKind::ALL), 2022_i32..2027, aim)
            .prop_map(|(kind, start, aim)| Target { aim, ..target(kind, year(start), 0, "2025-01-01") }),
        0..4,
    );
    let breaks = prop::collection::vec((2016_i32..2026, prop::sample::select(Severity::ALL)), 0..3);
    let lists = prop::collection::vec(prop::collection::vec(878_u16..892, 0..6), 0..4);
    let polarity = prop::sample::select(Polarity::ALL);
    let unit = prop::sample::select(Unit::ALL);
    (any_supply(), polarity, unit, rule, targets, breaks, lists, 0_u8..3).prop_map(
        |(supply, polarity, unit, rule, targets, breaks, lists, decimals)| {
            let breaks = breaks.into_iter().map(|(first, severity)| SeriesBreak {
                first: year(first),
                kind: BreakKind::Method,
                severity,
                note: "Changed.".into(),
            });
            let indicator = Indicator { decimals, breaks: breaks.collect(), ..indicator(polarity, unit) };
            let mut all = inputs(indicator, supply);
            all.neighbour_lists = (2019..)
                .zip(lists)
                .map(|(start, members)| edition(&format!("{start}-04"), &format!("{start}-04-01"), &members))
                .collect();
            all.strategy.rag_rule = rule;
            all.strategy.priorities[0].commitments[0].uses[0].targets = targets;
            all
        },
    )
}
