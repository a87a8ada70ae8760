use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(text: &str, basis: Basis, label: &str, status: DataStatus) {
    let read = Period::parse(text, basis).map(|(period, status)| (period.label(), status));
    assert_eq!(read, Ok((label.to_owned(), status)), "{text}");
}

#[test]
fn every_notation_of_the_publications_is_read() {
    use DataStatus::*;
    check("2025", Basis::AcademicYear, "2024/25", Published);
    check("2025", Basis::FinancialYear, "2024-25", Published);
    check("2025", Basis::CalendarYear, "2025", Published);
    check("2025", Basis::CensusPoint, "2025", Published);
    check("2025", Basis::MeanOfMonths, "2025", Published);
    check("2023/24", Basis::AcademicYear, "2023/24", Published);
    check("2023-24", Basis::AcademicYear, "2023/24", Published);
    check("202425", Basis::AcademicYear, "2024/25", Published);
    check("2024/2025", Basis::AcademicYear, "2024/25", Published);
    check("2024-25", Basis::FinancialYear, "2024-25", Published);
    check("2024-25 (OT)", Basis::FinancialYear, "2024-25", Published);
    check("2025 (prov)", Basis::AcademicYear, "2024/25", Provisional);
    check("2024 (Rev)", Basis::AcademicYear, "2023/24", Revised);
    check("2020 (Final)", Basis::AcademicYear, "2019/20", Final);
    check("201617", Basis::AutumnTerm, "2016/17 autumn term", Published);
    check("2017-19", Basis::CalendarYear, "2017 to 2019", Published);
    check("2020/21-22/23", Basis::PooledYears, "2020/21 to 2022/23", Published);
    check("2018/19-20/21", Basis::FinancialYear, "2018/19 to 2020/21", Published);
    check("202425", Basis::CalendarYear, "2025", Published);
}

#[test]
fn what_is_not_a_period_is_refused() {
    for text in ["0", "", "20", "2024/26", "2025 (guess)", "2025 (prov", "Week 30", "999999", "0000", "12/2024"] {
        assert!(Period::parse(text, Basis::AcademicYear).is_err(), "{text}");
    }
}

#[test]
fn only_neighbours_on_one_basis_follow_each_other() {
    let year = |start| Period::new(Basis::AcademicYear, start).unwrap();
    assert!(year(2024).follows(year(2023)));
    assert!(!year(2024).follows(year(2022)));
    assert!(!year(2024).follows(Period::new(Basis::FinancialYear, 2023).unwrap()));
    assert!(year(2023) < year(2024));
}

#[test]
fn periods_are_told_with_an_academic_year() {
    let check = |basis, start, expected: &str| {
        let period = Period::new(basis, start).unwrap();
        let year = period.academic_year().unwrap();
        assert_eq!(year.to_string(), expected, "{period}");
        assert_eq!(Period::told_with(basis, year), Some(period));
    };
    check(Basis::AcademicYear, 2021, "2021/22");
    check(Basis::FinancialYear, 2021, "2021/22");
    check(Basis::CalendarYear, 2022, "2021/22");
    check(Basis::CensusPoint, 2022, "2021/22");
    check(Basis::AutumnTerm, 2021, "2021/22");
    let pooled = Period::pooled(Basis::PooledYears, 2020, 3).unwrap();
    assert_eq!(pooled.academic_year().map(|year| year.to_string()).as_deref(), Some("2022/23"));
}

proptest! {
    #[test]
    fn labels_read_back(index in 0_usize..10, start in 1950_i32..2100) {
        let basis = Basis::ALL[index];
        prop_assume!(!matches!(basis, Basis::AutumnTerm | Basis::SpringTerm | Basis::SummerTerm | Basis::AutumnAndSpringTerms));
        let period = Period::new(basis, start).unwrap();
        prop_assert_eq!(Period::parse(&period.label(), basis).map(|(p, _)| p), Ok(period));
    }

    #[test]
    fn codes_read_back_and_keep_the_order(index in 0_usize..11, start in 1901_i32..2199, years in 1_u8..=15) {
        let period = Period::pooled(Basis::ALL[index], start, years).unwrap();
        prop_assert_eq!(Period::from_code(period.code()), Some(period));
        let next = Period::pooled(Basis::ALL[index], start + 1, years).unwrap();
        prop_assert!(period.code() < next.code());
    }

    #[test]
    fn following_is_the_next_in_order(index in 0_usize..11, start in 1950_i32..2100) {
        let period = Period::new(Basis::ALL[index], start).unwrap();
        prop_assert!(period.follows(period.previous()));
        prop_assert!(period.previous() < period);
    }
}
