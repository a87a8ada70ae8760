use super::*;

fn shipped() -> Vec<PlaceWithCodes> {
    read(include_str!("../../../../../data/places/places.csv"), "places.csv").unwrap()
}

fn by_number(number: u16) -> PlaceWithCodes {
    shipped().into_iter().find(|entry| entry.place.dfe == Some(number)).unwrap()
}

#[track_caller]
fn check_codes(number: u16, expected: &[(&str, Option<&str>, Option<&str>)]) {
    let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap();
    let expected: Vec<_> = expected
        .iter()
        .map(|(code, from, to)| CodeSpan { code: OnsCode::parse(code).unwrap(), from: from.map(day), to: to.map(day) })
        .collect();
    let entry = by_number(number);
    assert_eq!(entry.codes, expected, "{number}");
    assert_eq!(entry.place.ons, expected.last().map(|span| span.code));
}

#[test]
fn codes_have_their_history() {
    check_codes(883, &[("E06000034", None, None)]);
    check_codes(970, &[("E92000001", None, None)]);
    check_codes(929, &[("E06000048", None, Some("2013-04-01")), ("E06000057", Some("2013-04-01"), None)]);
    check_codes(390, &[("E08000020", None, Some("2013-04-01")), ("E08000037", Some("2013-04-01"), None)]);
    check_codes(825, &[("E10000002", None, Some("2020-04-01")), ("E06000060", Some("2020-04-01"), None)]);
    check_codes(933, &[("E10000027", None, Some("2023-04-01")), ("E06000066", Some("2023-04-01"), None)]);
    check_codes(815, &[("E10000023", None, Some("2023-04-01")), ("E06000065", Some("2023-04-01"), None)]);
    check_codes(820, &[]);
}

#[track_caller]
fn check_successors(number: u16, last_day_after: &str, successors: &[u16]) {
    let place = by_number(number).place;
    assert_eq!(place.to.map(|day| day.to_string()).as_deref(), Some(last_day_after), "{number}");
    assert_eq!(place.successors, successors, "{number}");
    for successor in successors {
        assert_eq!(by_number(*successor).place.from, place.to, "{successor}");
    }
}

#[test]
fn abolished_authorities_name_their_successors() {
    check_successors(837, "2019-04-01", &[839]);
    check_successors(836, "2019-04-01", &[839]);
    check_successors(835, "2019-04-01", &[838, 839]);
    check_successors(928, "2021-04-01", &[940, 941]);
    check_successors(909, "2023-04-01", &[942, 943]);
}

/// 153 authorities today; LAIT has 170 places, of which 12 are England and regions; two more ended in 2009.
#[test]
fn every_place_of_the_publications_is_there() {
    let places = shipped();
    let count = |level| places.iter().filter(|entry| entry.place.level == level).count();
    assert_eq!((count(PlaceLevel::National), count(PlaceLevel::Region)), (1, 11));
    assert_eq!(count(PlaceLevel::LocalAuthority), 158 + 2);
    let open = |entry: &&PlaceWithCodes| entry.place.level == PlaceLevel::LocalAuthority && entry.place.to.is_none();
    assert_eq!(places.iter().filter(open).count(), 153);
    assert_eq!(by_number(883).place.region, Some(985));
    assert_eq!(by_number(801).place.name, "Bristol, City of");
}

const HEADER: &str = "level,number,name,region,from,to,successors,code,code_from,code_to\n";

#[track_caller]
fn check_problem(rows: &str, line: u32, what: &str) {
    let problems = read(&format!("{HEADER}{rows}"), "p.csv").unwrap_err();
    assert!(problems.iter().any(|problem| problem.line == line && problem.what.contains(what)), "{problems:?}");
}

#[test]
fn mistakes_are_reported_with_their_line() {
    check_problem("COUNTY,1,A,,,,,,,\n", 2, "'COUNTY' is not a level");
    check_problem("NATIONAL,1,A,,,,,,,\nREGION,2,B,,,,,E1,,\n", 3, "'E1' is not a code");
    check_problem("REGION,2,B,,2020-13-01,,,,,\n", 2, "cannot be read");
    check_problem("REGION,2,B,,,,x y,,,\n", 2, "are not authority numbers");
    check_problem("REGION,2,B,,,,,E12000001,,\nREGION,2,C,,,,,E12000002,,\n", 3, "does not continue");
    check_problem("REGION,2,B,,,,,,,\nREGION,3,C,,,,,,,\nREGION,2,B,,,,,,,\n", 4, "two places of the file");
    check_problem("LOCAL_AUTHORITY,2,B,980,,,,,,\n", 1, "980, which is not in the register");
}
