use super::*;
use sextant_domain::indicator::Severity;
use sextant_domain::{Period, Polarity};

fn shipped() -> Catalogue {
    parse(include_str!("../../../../../data/catalogue/indicators.toml"), "indicators.toml").unwrap()
}

/// The 88 codes of the domain: 24 + 12 + 18 + 11 + 11 + 12.
#[test]
fn every_code_of_the_domain_is_there() {
    let catalogue = shipped();
    for (heading, count) in [("ATT", 24), ("CAP", 12), ("INC", 18), ("EMP", 11), ("WEL", 11), ("RIG", 12)] {
        for number in 1..=count {
            let code = format!("{heading}-{number:02}");
            assert!(catalogue.get(&code).is_some(), "{code}");
        }
        assert!(catalogue.get(&format!("{heading}-{:02}", count + 1)).is_none());
    }
}

#[track_caller]
fn check_lait(measure: &str, indicator: &str, breakdown: &str, basis: Basis) {
    let catalogue = shipped();
    let expected = SeriesKey { indicator: indicator.to_owned(), breakdown: breakdown.to_owned() };
    assert_eq!(catalogue.lait().get(measure), Some(&(expected, basis)), "{measure}");
}

/// The publisher's spelling, and the kinds of period that its dictionary calls a financial or an academic year.
#[test]
fn measures_feed_their_series_on_the_right_basis() {
    check_lait("KS2RWM_Expected_STD", "ATT-08", "total", Basis::AcademicYear);
    check_lait("KS1W_Expected _STD", "ATT-07B", "total", Basis::AcademicYear);
    check_lait("Total_ Pup_FixedEx", "INC-12", "total", Basis::AcademicYear);
    check_lait("NonDAP_NEW_KS2_RWM", "ATT-10", "disadvantage:other", Basis::AcademicYear);
    check_lait("LAC_KS2_ExpStd_RWM", "ATT-24", "social-care:looked-after", Basis::AcademicYear);
    check_lait("16-17_not known_NEET", "EMP-02", "total", Basis::MeanOfMonths);
    check_lait("16-17Ed&Training", "EMP-03", "total", Basis::CensusPoint);
    check_lait("SEN_TotStat", "INC-05", "total", Basis::CensusPoint);
    check_lait("SEN_EHC_Excpt_20wks", "INC-01", "total", Basis::CalendarYear);
    check_lait("CareLeaverEET", "EMP-10", "social-care:care-leaver", Basis::FinancialYear);
}

#[track_caller]
fn check_breaks(code: &str, earlier: &str, later: &str, expected: Option<Severity>) {
    let catalogue = shipped();
    let entry = catalogue.get(code).unwrap();
    let period = |text| Period::parse(text, entry.basis().unwrap()).unwrap().0;
    let between = entry.indicator.breaks.iter().filter(|b| b.lies_between(period(earlier), period(later)));
    let hardest = between.map(|b| b.severity).min_by_key(|severity| severity.number());
    assert_eq!(hardest, expected, "{code} from {earlier} to {later}");
}

#[test]
fn series_break_where_the_domain_says() {
    let (hard, soft) = (Some(Severity::NotComparable), Some(Severity::Caution));
    check_breaks("ATT-01", "2018/19", "2021/22", hard);
    check_breaks("ATT-08", "2018/19", "2021/22", soft);
    check_breaks("ATT-08", "2016/17", "2017/18", hard);
    check_breaks("ATT-08", "2023/24", "2024/25", None);
    check_breaks("ATT-10", "2022/23", "2023/24", soft);
    check_breaks("ATT-14", "2015/16", "2016/17", hard);
    check_breaks("ATT-14", "2018/19", "2019/20", hard);
    check_breaks("ATT-14", "2019/20", "2020/21", hard);
    check_breaks("ATT-14", "2020/21", "2021/22", hard);
    check_breaks("ATT-14", "2021/22", "2022/23", soft);
    check_breaks("ATT-14", "2023/24", "2024/25", None);
    check_breaks("INC-09", "2014/15", "2015/16", hard);
    check_breaks("INC-01", "2022", "2023", soft);
    check_breaks("EMP-02", "2015", "2016", hard);
    check_breaks("EMP-02", "2024", "2025", None);
}

#[test]
fn gaps_take_the_series_they_name() {
    let catalogue = shipped();
    let entry = catalogue.get("ATT-11").unwrap();
    let key = |breakdown: &str| SeriesKey { indicator: "ATT-10".to_owned(), breakdown: breakdown.to_owned() };
    let expected = Supply::Gap {
        definition: GapDefinition::ToNationalOthers,
        group: key("disadvantage:disadvantaged"),
        others: key("disadvantage:other"),
    };
    assert_eq!(entry.supplies, [expected]);
    assert_eq!(entry.indicator.polarity, Polarity::Low);
}

const GOOD: &str = r#"
[[indicator]]
code = "X-01"
name = "A share"
topic = "Tests"
polarity = "HIGH"
unit = "PERCENT"
decimals = 1
min = "0"
max = "100"
source = "D01"
supply = [{ lait = "Share", breakdown = "total" }]
[[indicator.definition]]
basis = "ACADEMIC_YEAR"
text = "A share."
[[indicator.break]]
first = "2021/22"
kind = "STANDARD"
severity = "CAUTION"
note = "New standard."
"#;

/// Replaces `from` in the good file by `to`, and expects one problem on `line` that says `what`.
#[track_caller]
fn check_problem(from: &str, to: &str, line: u32, what: &str) {
    assert!(GOOD.contains(from), "{from}");
    let problems = parse(&GOOD.replace(from, to), "x.toml").unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].line, line, "{problems:?}");
    assert!(problems[0].what.contains(what), "{problems:?}");
}

#[test]
fn mistakes_are_reported_with_their_line() {
    assert!(parse(GOOD, "x.toml").is_ok());
    check_problem("\"HIGH\"", "\"UP\"", 6, "'UP' is not one of the words");
    check_problem("\"PERCENT\"", "\"percent\"", 7, "'percent' is not one of the words");
    check_problem("decimals = 1", "decimals = 9", 8, "six decimals");
    check_problem("max = \"100\"", "max = \"0\"", 10, "is not above the smallest");
    check_problem("max = \"100\"", "max = \"all\"", 10, "'all' is not a number");
    check_problem("name =", "nmae =", 4, "unknown field 'nmae'");
    check_problem("breakdown = \"total\" ", "", 12, "exactly one kind");
    check_problem("{ lait = \"Share\", breakdown = \"total\" }", "", 12, "without a supply");
    check_problem("lait = ", "ees = \"places\", lait = ", 12, "exactly one kind");
    check_problem("{ lait = \"Share\", breakdown = \"total\" }", "{ ees = \"places\" }", 12, "exactly one kind");
    check_problem("{ lait = \"Share\", breakdown = \"total\" }", "{ counted = \"heads\" }", 12, "'heads'");
    check_problem("\"total\" }]", "\"total\" }, { none = \"why\" }]", 12, "only published measures");
    check_problem("\"ACADEMIC_YEAR\"", "\"YEAR\"", 14, "'YEAR' is not one of the words");
    check_problem("first = \"2021/22\"", "first = \"2021/23\"", 17, "'2021/23' is not a period");
    check_problem("\"CAUTION\"", "\"MILD\"", 19, "'MILD' is not one of the words");
}

#[test]
fn one_reading_reports_all_mistakes() {
    let text =
        GOOD.replace("\"HIGH\"", "\"UP\"").replace("\"CAUTION\"", "\"MILD\"").replace("max = \"100\"", "max = \"x\"");
    let lines: Vec<_> = parse(&text, "x.toml").unwrap_err().into_iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [6, 10, 19]);
}

#[test]
fn a_code_and_a_measure_stand_once_and_arms_exist() {
    let twice = format!("{GOOD}{GOOD}");
    let problems = parse(&twice, "x.toml").unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [23, 32]);
    let gap = r#"{ gap = { definition = "WITHIN_AUTHORITY", group = { indicator = "X-09", breakdown = "total" }, others = { indicator = "X-01", breakdown = "a:b" } } }"#;
    let problems = parse(&GOOD.replace("{ lait = \"Share\", breakdown = \"total\" }", gap), "x.toml").unwrap_err();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].what.contains("the series 'total' of 'X-09'"), "{problems:?}");
}
