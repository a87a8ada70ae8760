//! Caveats about the series itself.

use super::super::fixtures::*;
use super::super::{Line, Series};
use super::{codes, only, sentence};
use crate::figure::Figure;
use crate::indicator::{BreakKind, Definition, Indicator, Polarity, SeriesBreak, Severity, Unit};
use crate::measure::{DataStatus, Measure};

fn broken(own: &[(i32, &str)], first: i32, severity: Severity) -> Line {
    let mut cut = indicator(Polarity::High, Unit::Percent);
    cut.breaks =
        vec![SeriesBreak { first: year(first), kind: BreakKind::Definition, severity, note: "New framework.".into() }];
    only(&published(cut, series(own)))
}

#[test]
fn breaks_are_shown_where_they_lie() {
    let line = broken(&[(2018, "72"), (2021, "65")], 2021, Severity::NotComparable);
    assert_eq!(line.direction.reason, "SERIES_BREAK");
    assert_eq!(
        sentence(&line, "SERIES_BREAK"),
        "Figures from 2021/22 on are not compared with earlier ones. New framework."
    );
    let first = broken(&[(2021, "65")], 2021, Severity::NotComparable);
    assert_eq!(first.direction.reason, "NO_PREVIOUS");
    assert!(codes(&first).contains(&"SERIES_BREAK"), "the first year on a new footing says so");
    let later = broken(&[(2021, "65"), (2022, "66")], 2021, Severity::NotComparable);
    assert!(!codes(&later).contains(&"SERIES_BREAK"));
    let soft = broken(&[(2023, "65"), (2024, "68")], 2024, Severity::Caution);
    assert_eq!((soft.direction.verdict.as_str(), soft.direction.reason.as_str()), ("IMPROVING", "CAUTION"));
    assert!(codes(&soft).contains(&"CAUTION_BREAK"));
}

#[test]
fn a_break_says_it_all_where_the_definition_changed_with_it() {
    let mut changed = with_definitions(indicator(Polarity::High, Unit::Percent));
    changed.breaks = vec![SeriesBreak {
        first: year(2024),
        kind: BreakKind::Definition,
        severity: Severity::Caution,
        note: "All schools now.".into(),
    }];
    let line = only(&published(changed, series(&[(2023, "62"), (2024, "65")])));
    assert_eq!(codes(&line), ["CAUTION_BREAK", "NOT_RANKED"]);
}

fn with_definitions(indicator: Indicator) -> Indicator {
    let mut second: Definition = indicator.definitions[0].clone();
    second.version = 2;
    second.first = Some(year(2024));
    second.coverage = "all schools".into();
    Indicator { definitions: vec![indicator.definitions[0].clone(), second], ..indicator }
}

#[test]
fn the_definition_is_that_of_the_period() {
    let at = |own: &[(i32, &str)]| {
        let known = Series { england: points(own), ..series(own) };
        only(&published(with_definitions(indicator(Polarity::High, Unit::Percent)), known))
    };
    let old = at(&[(2022, "60"), (2023, "62")]);
    assert_eq!(old.definition_version, 1);
    assert_eq!(sentence(&old, "COVERAGE"), "England's figure covers state-funded schools.");
    let new = at(&[(2023, "62"), (2024, "65")]);
    assert_eq!(new.definition_version, 2);
    assert_eq!(new.england.clone().unwrap().coverage, "all schools");
    assert!(codes(&new).contains(&"DEFINITION_CHANGED"));
    assert!(!codes(&at(&[(2024, "65"), (2025, "66")])).contains(&"DEFINITION_CHANGED"));
}

#[test]
fn the_standing_of_the_value_is_said() {
    let at = |before, now| {
        let mut known = series(&[(2023, "62"), (2024, "65")]);
        for (point, status) in known.own.iter_mut().zip([before, now]) {
            point.measure = Measure::Value(point.measure.figure().unwrap(), status);
        }
        only(&published(indicator(Polarity::High, Unit::Percent), known))
    };
    use DataStatus::{Final, ManagementInformation, Provisional};
    assert_eq!(codes(&at(Final, Provisional)), ["MIXED_STATUS", "NOT_RANKED", "PROVISIONAL"]);
    assert_eq!(codes(&at(Provisional, Provisional)), ["NOT_RANKED", "PROVISIONAL"]);
    assert_eq!(codes(&at(ManagementInformation, ManagementInformation)), ["MANAGEMENT_INFORMATION", "NOT_RANKED"]);
    assert_eq!(codes(&at(Final, Final)), ["NOT_RANKED"]);
}

#[test]
fn a_changed_past_is_listed() {
    let mut known = series(&[(2021, "61"), (2022, "60.4"), (2024, "65")]);
    known.own_before = points(&[(2021, "60"), (2022, "60.4"), (2023, "62"), (2024, "65")]);
    let line = only(&published(indicator(Polarity::High, Unit::Percent), known));
    assert_eq!(line.state, "UNCHANGED");
    assert_eq!(
        sentence(&line, "RESTATED_HISTORY"),
        "Earlier periods changed since the previous paper deadline: 2021/22 from 60 to 61; 2023/24 from 62 to withdrawn."
    );
}

#[test]
fn measures_without_polarity_are_neither_coloured_nor_ranked() {
    let mut known = series(&[(2023, "4"), (2024, "6")]);
    known.authorities = authorities("6", &["1", "2", "3", "4"]);
    let line = only(&published(indicator(Polarity::None, Unit::Percent), known));
    assert_eq!((line.rag.reason.as_str(), line.rank.clone()), ("NO_POLARITY", None));
    assert_eq!(line.direction.verdict, "INCREASING");
    assert_eq!(line.direction.change, Some(Figure::whole(2)));
    assert!(sentence(&line, "NOT_RANKED").contains("neither more nor less is better"));
}

#[test]
fn a_full_line_carries_every_part() {
    let line = only(&everything());
    assert_eq!((line.state.as_str(), line.rag.rating.as_str()), ("NEW", "AMBER"));
    assert_eq!(line.previous.clone().unwrap().value.display, "62");
    assert_eq!(line.region.clone().unwrap().name, "East of England");
    assert_eq!(line.release.clone().unwrap().published_on, day("2025-09-17"));
    let target = line.target.clone().unwrap();
    assert_eq!((target.floor, target.stretch), (Some(Figure::whole(60)), Some(Figure::whole(70))));
    assert_eq!(target.distance, Some(Figure::whole(-1)));
    let rank = line.rank.clone().unwrap();
    assert_eq!((rank.better, rank.tied, rank.of, rank.missing), (1, 2, 5, 1));
    assert_eq!(line.direction.verdict, "IMPROVING");
}
