use super::*;
use crate::indicator::Unit;
use crate::measure::{DataStatus, MissingReason};
use crate::period::Basis;
use proptest::prelude::*;

fn year(start: i32) -> Period {
    Period::new(Basis::AcademicYear, start).unwrap()
}

fn value(token: &str) -> Measure {
    Measure::Value(Figure::parse(token).unwrap(), DataStatus::Published)
}

fn series(first: i32, tokens: &[&str]) -> Vec<(Period, Measure)> {
    (first..).map(year).zip(tokens.iter().map(|token| value(token))).collect()
}

/// What a check found, without its words, which are only asked to name the period and end in a sentence.
#[track_caller]
fn found(findings: Vec<IntegrityFinding>) -> Vec<(IntegrityCheck, FindingSeverity, i32)> {
    for finding in &findings {
        assert!(finding.message.contains(&finding.period.label()), "{}", finding.message);
        assert!(finding.message.ends_with('.') && finding.message.matches(". ").count() >= 1, "{}", finding.message);
    }
    findings.into_iter().map(|finding| (finding.check, finding.severity, finding.period.start_year())).collect()
}

fn views(regions: &[Vec<(Period, Measure)>]) -> Vec<&[(Period, Measure)]> {
    regions.iter().map(Vec::as_slice).collect()
}

/// Key stage 2, reading, writing and maths, 2022/23 to 2024/25, as LAIT's edition of 27 October 2025 had them: the nine
/// regions from the North East to the South West.
const KEY_STAGE_2: [[&str; 3]; 9] = [
    ["61", "62", "61"],
    ["59", "60", "60"],
    ["58", "60", "60"],
    ["58", "60", "60"],
    ["59", "60", "60"],
    ["58", "59", "59"],
    ["67", "69", "68"],
    ["60", "61", "61"],
    ["57", "58", "59"],
];

#[test]
fn key_stage_2_of_2025_looks_stale() {
    let regions: Vec<_> = KEY_STAGE_2.iter().map(|tokens| series(2022, tokens)).collect();
    let check = |national: &[&str], regions: &[Vec<_>], expected: &[i32]| {
        let years: Vec<_> = found(stale(&series(2022, national), &views(regions)))
            .into_iter()
            .inspect(|(check, severity, _)| {
                assert_eq!((*check, *severity), (IntegrityCheck::Stale, FindingSeverity::Warning));
            })
            .map(|(.., year)| year)
            .collect();
        assert_eq!(years, expected);
    };
    check(&["60", "61", "61"], &regions, &[2024]);
    // The edition of December 2025: England 63.
    check(&["60", "61", "63"], &regions, &[]);
    // Five of nine are not two thirds; two regions say nothing.
    let mut five = regions.clone();
    five[1][2].1 = value("61");
    check(&["60", "61", "61"], &five, &[]);
    check(&["60", "61", "61"], &regions[4..6], &[]);
    // A region without a value does not count.
    let mut suppressed = five;
    suppressed[0][2].1 = Measure::Missing(MissingReason::Confidential);
    suppressed[6][1].1 = Measure::Missing(MissingReason::Confidential);
    check(&["60", "61", "61"], &suppressed, &[2024]);
}

/// First-time entrants to youth justice per 100,000, 2024, edition of 8 April 2026.
const FIRST_TIME_ENTRANTS: [&str; 9] = ["181", "168", "152", "98", "141", "122", "157", "117", "121"];

#[test]
fn a_sum_of_rates_blocks_and_is_reported_once() {
    let regions: Vec<_> = FIRST_TIME_ENTRANTS.iter().map(|token| series(2023, &[token, token])).collect();
    let regions = views(&regions);
    let national = series(2023, &["140", "1258"]);
    let expected = vec![(IntegrityCheck::SumOfRates, FindingSeverity::Blocking, 2024)];
    // 1,257 is the sum of the rounded rates: their roundings explain the rest.
    assert_eq!(found(sum_of_rates(Unit::RatePer100000, &national, &regions)), expected);
    assert_eq!(found(coverage_mismatch(Unit::RatePer100000, &national, &regions)), vec![]);
    assert_eq!(found(sum_of_rates(Unit::Count, &national, &regions)), vec![]);
}

#[test]
fn a_nation_beyond_its_regions_does_not_cover_the_same() {
    let regions: Vec<_> = KEY_STAGE_2.iter().map(|tokens| series(2022, tokens)).collect();
    let check = |unit, national: &[&str], regions: &[Vec<_>], expected: &[i32]| {
        let findings = found(coverage_mismatch(unit, &series(2022, national), &views(regions)));
        let warning = |year: &i32| (IntegrityCheck::CoverageMismatch, FindingSeverity::Warning, *year);
        assert_eq!(findings, expected.iter().map(warning).collect::<Vec<_>>(), "{national:?}");
    };
    check(Unit::Percent, &["60", "61", "61"], &regions, &[]);
    check(Unit::Percent, &["57", "69", "59"], &regions, &[]);
    check(Unit::Percent, &["56", "61", "69"], &regions, &[2022, 2024]);
    // 56.5 may be 57 before rounding, 56.4 may not.
    check(Unit::Percent, &["56.5", "61", "61"], &regions, &[]);
    check(Unit::Percent, &["56.4", "61", "61"], &regions, &[2022]);
    // Counts add up, and a nation's gap may lie anywhere.
    check(Unit::Count, &["5000", "61", "61"], &regions, &[]);
    check(Unit::PercentagePoints, &["22", "22", "22"], &regions, &[]);
    // With a region missing the nation may lie beyond the others.
    let mut one_missing = regions.clone();
    one_missing[8][0].1 = Measure::Missing(MissingReason::NotAvailable);
    check(Unit::Percent, &["56", "61", "61"], &one_missing, &[]);
    check(Unit::Percent, &["56", "61", "61"], &regions[..2], &[]);
}

#[test]
fn sources_may_differ_by_rounding_only() {
    let check = |ours: &[&str], theirs: &[&str], expected: &[i32]| {
        let (ours, theirs) = (series(2022, ours), series(2022, theirs));
        let findings = found(sources_disagree(("LAIT", &ours), ("the headline release", &theirs)));
        assert_eq!(findings.into_iter().map(|(.., year)| year).collect::<Vec<_>>(), expected);
    };
    // England, key stage 2: 62 for all schools, 63 for state-funded schools.
    check(&["60", "61", "63"], &["60", "61", "62"], &[2024]);
    check(&["60", "61"], &["60.4", "60.5"], &[]);
    check(&["60", "61"], &["60.7", "60.5"], &[2022]);
    check(&["60", "61", "63"], &["60"], &[]);
}

#[test]
fn impossible_figures_block() {
    // The September Guarantee, published as 100.21%.
    let guarantee = series(2022, &["98.3", "100.21", "100"]);
    let findings = out_of_range(Range::of_unit(Unit::Percent), &guarantee);
    assert_eq!(
        findings[0].message,
        "100.21 in 2023/24 lies outside of the possible range of 0 to 100. It cannot be what it says and decides \
         nothing. Ask the publisher."
    );
    assert_eq!(found(findings), vec![(IntegrityCheck::OutOfRange, FindingSeverity::Blocking, 2023)]);
    assert_eq!(found(out_of_range(Range::of_unit(Unit::Score), &guarantee)), vec![]);
    assert_eq!(found(out_of_range(Range::of_unit(Unit::Count), &series(2022, &["-1"]))).len(), 1);
}

/// England's apprenticeships after key stage 4 in LAIT's editions of 22 July and 27 October 2025.
const APPRENTICESHIPS_JULY: [&str; 8] = ["4.7", "4.7", "4.3", "4.1", "3.6", "2.4", "3.3", "3.2"];
const APPRENTICESHIPS_OCTOBER: [&str; 7] = ["4.3", "4.1", "3.6", "2.4", "3.3", "3.2", "3.2"];

#[test]
fn apprenticeships_moved_by_one_label() {
    let (july, october) = (series(2016, &APPRENTICESHIPS_JULY), series(2017, &APPRENTICESHIPS_OCTOBER));
    let findings = label_shift(&october, &july);
    let message = &findings[0].message;
    assert!(message.starts_with("From 2017/18 to 2022/23 this edition gives 6 periods in a row"), "{message}");
    assert!(message.contains("the period after"), "{message}");
    assert_eq!(found(findings), vec![(IntegrityCheck::LabelShift, FindingSeverity::Blocking, 2022)]);
    // The other way round it is the same shift, towards later labels.
    let back = label_shift(&july, &october);
    assert!(back[0].message.contains("the period before"), "{}", back[0].message);
    assert_eq!(found(back), vec![(IntegrityCheck::LabelShift, FindingSeverity::Blocking, 2023)]);
    assert_eq!(found(label_shift(&july, &july)), vec![]);
}

#[test]
fn a_short_or_flat_shift_may_be_chance() {
    let check = |new: &[&str], earlier: &[&str], expected| {
        assert_eq!(found(label_shift(&series(2019, new), &series(2020, earlier))).len(), expected, "{new:?}");
    };
    check(&["1", "2", "3", "4"], &["1", "2", "3", "4"], 1);
    check(&["1", "2", "3"], &["1", "2", "3"], 0);
    check(&["1", "2", "1", "2"], &["1", "2", "1", "2"], 0);
    check(&["1", "2", "9", "4", "5"], &["1", "2", "3", "4", "5"], 0);
}

#[test]
fn a_less_final_figure_is_a_step_back() {
    let at = |status| [(year(2024), Measure::Value(Figure::whole(62), status))];
    let check = |new, earlier, expected: bool| {
        let findings = found(status_regression(&at(new), &at(earlier)));
        assert_eq!(findings.len(), usize::from(expected), "{earlier:?} to {new:?}");
        assert!(findings.iter().all(|(check, severity, _)| {
            (*check, *severity) == (IntegrityCheck::StatusRegression, FindingSeverity::Warning)
        }));
    };
    check(DataStatus::Provisional, DataStatus::Final, true);
    check(DataStatus::Revised, DataStatus::Final, true);
    check(DataStatus::Provisional, DataStatus::Published, true);
    check(DataStatus::ManagementInformation, DataStatus::Provisional, true);
    check(DataStatus::Final, DataStatus::Provisional, false);
    check(DataStatus::Final, DataStatus::Final, false);
    // LAIT drops "(Rev)" from a label without saying more.
    check(DataStatus::Published, DataStatus::Revised, false);
    let missing = [(year(2024), Measure::Missing(MissingReason::Withdrawn))];
    assert_eq!(found(status_regression(&missing, &at(DataStatus::Final))), vec![]);
    assert_eq!(found(status_regression(&at(DataStatus::Provisional), &missing)), vec![]);
}

proptest! {
    #[test]
    fn an_unchanged_edition_is_never_a_shift(units in prop::collection::vec(0_i64..5, 1..25)) {
        let tokens: Vec<String> = units.iter().map(i64::to_string).collect();
        let edition = series(2000, &tokens.iter().map(String::as_str).collect::<Vec<_>>());
        prop_assert_eq!(label_shift(&edition, &edition), vec![]);
        prop_assert_eq!(status_regression(&edition, &edition), vec![]);
        prop_assert_eq!(sources_disagree(("one", &edition), ("other", &edition)), vec![]);
    }

    #[test]
    fn a_weighted_mean_of_regions_always_passes(
        regions in prop::collection::vec((0_i64..1000, 1_i64..100), 3..12)
    ) {
        let total: i64 = regions.iter().map(|(_, weight)| weight).sum();
        let national = Figure::from_millionths(
            regions.iter().map(|(rate, weight)| rate * 1_000_000 * weight).sum::<i64>() / total,
        );
        let of = |figure| vec![(year(2024), Measure::Value(figure, DataStatus::Final))];
        let parts: Vec<_> = regions.iter().map(|(rate, _)| of(Figure::whole(*rate))).collect();
        prop_assert_eq!(coverage_mismatch(Unit::RatePer1000, &of(national), &views(&parts)), vec![]);
    }

    #[test]
    fn findings_come_in_the_order_of_time_whatever_the_order_of_the_series(
        units in prop::collection::vec(90_i64..110, 1..20), turn in any::<prop::sample::Index>()
    ) {
        let tokens: Vec<String> = units.iter().map(i64::to_string).collect();
        let sorted = series(2000, &tokens.iter().map(String::as_str).collect::<Vec<_>>());
        let mut turned = sorted.clone();
        turned.rotate_left(turn.index(units.len()));
        let range = Range::of_unit(Unit::Percent);
        let findings = out_of_range(range, &turned);
        prop_assert_eq!(&findings, &out_of_range(range, &sorted));
        prop_assert_eq!(findings.len(), units.iter().filter(|units| **units > 100).count());
        prop_assert!(findings.is_sorted_by_key(|finding| finding.period));
    }
}
