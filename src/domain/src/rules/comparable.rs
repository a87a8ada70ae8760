//! Whether a figure may be compared with the one before it.

use crate::figure::Figure;
use crate::indicator::{SeriesBreak, Severity};
use crate::measure::{DataStatus, Measure};
use crate::period::Period;

/// The value of the period right before, when it may be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparable<'a> {
    /// The period right before.
    pub period: Period,
    /// Its value.
    pub figure: Figure,
    /// The breaks between the two that ask for caution, oldest first.
    pub cautions: Vec<&'a SeriesBreak>,
    /// One of the two is provisional or management information and the other is not of the same standing.
    pub mixed_status: bool,
}

/// Why there is nothing to compare with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotComparable<'a> {
    /// The value itself is missing.
    ValueMissing(crate::MissingReason),
    /// The series has no earlier period.
    NoPrevious,
    /// The last earlier period is another kind of time.
    BasisDiffers(Period),
    /// A break lies between, across which nothing may be compared.
    SeriesBreak(&'a SeriesBreak),
    /// The last earlier period is not the one right before.
    MissingYear(Period),
    /// The period right before has no value.
    PreviousMissing(Period, crate::MissingReason),
}

/// Finds the value of the period right before `current` in `series` (any order), or says why there is none that may be
/// compared. Only [`Period::follows`] counts as right before: a gap of a year is never bridged.
///
/// # Errors
/// The strongest reason: a break is named before a missing year, because a value for that year would not help.
pub fn comparable<'a>(
    current: (Period, Measure),
    series: &[(Period, Measure)],
    breaks: &'a [SeriesBreak],
) -> Result<Comparable<'a>, NotComparable<'a>> {
    let (period, measure) = current;
    let status = match measure {
        Measure::Value(_, status) => status,
        Measure::Missing(reason) => return Err(NotComparable::ValueMissing(reason)),
    };
    let earlier = series.iter().filter(|(at, _)| *at < period);
    let adjacent = earlier.clone().find(|(at, _)| period.follows(*at));
    let (last, before) = *adjacent.or_else(|| earlier.max_by_key(|(at, _)| *at)).ok_or(NotComparable::NoPrevious)?;
    if last.basis() != period.basis() {
        return Err(NotComparable::BasisDiffers(last));
    }
    let between = || breaks.iter().filter(|item| item.lies_between(last, period));
    if let Some(hard) = between().find(|item| item.severity == Severity::NotComparable) {
        return Err(NotComparable::SeriesBreak(hard));
    }
    if !period.follows(last) {
        return Err(NotComparable::MissingYear(last));
    }
    match before {
        Measure::Missing(reason) => Err(NotComparable::PreviousMissing(last, reason)),
        Measure::Value(figure, earlier_status) => Ok(Comparable {
            period: last,
            figure,
            cautions: between().collect(),
            mixed_status: status != earlier_status && (is_preliminary(status) || is_preliminary(earlier_status)),
        }),
    }
}

/// What lies between a figure and an earlier one that it may be compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span<'a> {
    /// The breaks in between that ask for caution, oldest first.
    pub cautions: Vec<&'a SeriesBreak>,
    /// Somewhere in between a preliminary figure stands beside one that is not.
    pub mixed_status: bool,
}

/// Whether `current` may be compared with the figure of an `earlier` period of `series`: step by step, each by [`comparable`],
/// so that what forbids one of the steps forbids the whole.
///
/// # Errors
/// Why not, with the later period of the step that cannot be taken.
pub fn comparable_since<'a>(
    current: (Period, Measure),
    earlier: Period,
    series: &[(Period, Measure)],
    breaks: &'a [SeriesBreak],
) -> Result<Span<'a>, (Period, NotComparable<'a>)> {
    let (mut at, mut span) = (current, Span::default());
    if at.0.basis() != earlier.basis() {
        return Err((at.0, NotComparable::BasisDiffers(earlier)));
    }
    while at.0 > earlier {
        let step = comparable(at, series, breaks).map_err(|why| (at.0, why))?;
        span.cautions.splice(0..0, step.cautions);
        span.mixed_status |= step.mixed_status;
        let before = series.iter().find(|(period, _)| *period == step.period);
        at = *before.ok_or((at.0, NotComparable::NoPrevious))?;
    }
    Ok(span)
}

/// Whether figures of this standing are expected to change.
fn is_preliminary(status: DataStatus) -> bool {
    matches!(status, DataStatus::Provisional | DataStatus::ManagementInformation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::BreakKind;
    use crate::measure::MissingReason;
    use crate::period::Basis;
    use proptest::prelude::*;

    fn year(start: i32) -> Period {
        Period::new(Basis::AcademicYear, start).unwrap()
    }

    fn value(units: i64) -> Measure {
        Measure::Value(Figure::whole(units), DataStatus::Published)
    }

    fn cut(first: i32, severity: Severity) -> SeriesBreak {
        SeriesBreak { first: year(first), kind: BreakKind::Definition, severity, note: "New framework.".into() }
    }

    #[test]
    fn the_year_before_is_compared() {
        let series = [(year(2022), value(60)), (year(2023), value(62)), (year(2024), value(65))];
        let found = comparable((year(2024), value(65)), &series, &[]).unwrap();
        assert_eq!((found.period, found.figure, found.mixed_status), (year(2023), Figure::whole(62), false));
    }

    #[test]
    fn the_cancelled_years_are_not_bridged() {
        // Key stage 2 has no 2019/20 and no 2020/21.
        let series = [(year(2018), value(66)), (year(2021), value(62))];
        let found = comparable((year(2021), value(62)), &series, &[]);
        assert_eq!(found, Err(NotComparable::MissingYear(year(2018))));
    }

    #[test]
    fn a_later_row_on_another_basis_does_not_stand_in_the_way() {
        // The calendar year 2024 ends after the academic year 2023/24, and is no reason not to compare 2024/25 with it.
        let calendar = Period::new(Basis::CalendarYear, 2024).unwrap();
        let series = [(year(2023), value(62)), (calendar, value(1))];
        assert!(comparable((year(2024), value(65)), &series, &[]).is_ok());
    }

    #[test]
    fn a_break_is_named_before_a_missing_year() {
        let breaks = [cut(2021, Severity::NotComparable)];
        let series = [(year(2018), value(72))];
        let found = comparable((year(2021), value(65)), &series, &breaks);
        assert_eq!(found, Err(NotComparable::SeriesBreak(&breaks[0])));
        let after = comparable((year(2022), value(66)), &[(year(2021), value(65))], &breaks);
        assert!(after.is_ok(), "the break lies before both periods");
    }

    #[test]
    fn a_caution_is_carried_along() {
        let breaks = [cut(2024, Severity::Caution)];
        let found = comparable((year(2024), value(1)), &[(year(2023), value(2))], &breaks).unwrap();
        assert_eq!(found.cautions, vec![&breaks[0]]);
    }

    #[test]
    fn a_longer_way_is_gone_step_by_step() {
        let breaks = [cut(2022, Severity::NotComparable), cut(2023, Severity::Caution), cut(2024, Severity::Caution)];
        let missing = (year(2022), Measure::Missing(MissingReason::Confidential));
        let whole = [(year(2021), value(1)), (year(2022), value(2)), (year(2023), value(3)), (year(2024), value(4))];
        let since = |earlier, series: &[(Period, Measure)]| {
            let found = comparable_since((year(2024), value(4)), year(earlier), series, &breaks);
            found.map(|span| span.cautions)
        };
        assert_eq!(since(2022, &whole), Ok(vec![&breaks[1], &breaks[2]]));
        assert_eq!(since(2021, &whole), Err((year(2022), NotComparable::SeriesBreak(&breaks[0]))));
        let gap = [missing, whole[2], whole[3]];
        let expected = NotComparable::PreviousMissing(year(2022), MissingReason::Confidential);
        assert_eq!(since(2022, &gap), Err((year(2023), expected)));
        assert_eq!(since(2022, &whole[2..]), Err((year(2023), NotComparable::NoPrevious)));
        let financial = Period::new(Basis::FinancialYear, 2021).unwrap();
        let found = comparable_since((year(2024), value(4)), financial, &whole, &[]);
        assert_eq!(found, Err((year(2024), NotComparable::BasisDiffers(financial))));
    }

    proptest! {
        /// Of two years that follow each other both say the same.
        #[test]
        fn one_step_is_what_is_compared(first in 2015_i32..2026, hard in any::<bool>(), there in any::<bool>()) {
            let breaks = [cut(first, if hard { Severity::NotComparable } else { Severity::Caution })];
            let series = [(year(2019), if there { value(1) } else { Measure::Missing(MissingReason::Low) }), (year(2020), value(2))];
            let one = comparable((year(2020), value(2)), &series, &breaks);
            let way = comparable_since((year(2020), value(2)), year(2019), &series, &breaks);
            match (one, way) {
                (Ok(one), Ok(way)) => prop_assert_eq!(one.cautions, way.cautions),
                (Err(one), Err((at, way))) => prop_assert_eq!((year(2020), one), (at, way)),
                (one, way) => prop_assert!(false, "{:?} against {:?}", one, way),
            }
        }
    }

    #[test]
    fn other_reasons_are_named() {
        let calendar = Period::new(Basis::CalendarYear, 2023).unwrap();
        let missing = Measure::Missing(MissingReason::Confidential);
        let check = |current, series: &[(Period, Measure)], expected| {
            assert_eq!(comparable((year(2024), current), series, &[]), Err(expected));
        };
        check(missing, &[(year(2023), value(1))], NotComparable::ValueMissing(MissingReason::Confidential));
        check(value(1), &[(year(2024), value(1))], NotComparable::NoPrevious);
        check(value(1), &[(calendar, value(1))], NotComparable::BasisDiffers(calendar));
        check(
            value(1),
            &[(year(2023), missing)],
            NotComparable::PreviousMissing(year(2023), MissingReason::Confidential),
        );
    }

    #[test]
    fn mixed_standing_is_marked() {
        let at = |status| Measure::Value(Figure::ZERO, status);
        let check = |now, before, mixed| {
            let found = comparable((year(2024), at(now)), &[(year(2023), at(before))], &[]).unwrap();
            assert_eq!(found.mixed_status, mixed, "{} after {}", now.code(), before.code());
        };
        check(DataStatus::Provisional, DataStatus::Final, true);
        check(DataStatus::Published, DataStatus::Provisional, true);
        check(DataStatus::Provisional, DataStatus::Provisional, false);
        check(DataStatus::Revised, DataStatus::Final, false);
    }
}
