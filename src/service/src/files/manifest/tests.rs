use super::*;
use std::path::Path;

#[test]
fn the_bundled_extract_is_complete_and_small() {
    let manifest = parse(include_str!("../../../../../data/extract/manifest.toml"), "manifest.toml").unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/extract");
    let mut listed: Vec<_> = manifest.entries.iter().map(|entry| entry.file.clone()).collect();
    listed.sort();
    let mut bytes = 0;
    let mut present = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        bytes += entry.metadata().unwrap().len();
        if !name.ends_with(".py") && !name.ends_with(".toml") {
            present.push(name);
        }
    }
    present.sort();
    assert_eq!(listed, present, "the manifest and the folder differ");
    assert!(bytes < 10_000_000, "{bytes} bytes");
    for kind in Kind::ALL {
        assert!(manifest.entries.iter().any(|entry| entry.kind == kind), "{}", kind.code());
    }
    assert!(manifest.entries.iter().filter(|entry| entry.kind == Kind::Lait).count() >= 4);
}

/// The dictionary says on which kind of year a measure counts: it comes before the first edition that needs it.
#[test]
fn the_dictionary_comes_before_the_editions() {
    let manifest = parse(include_str!("../../../../../data/extract/manifest.toml"), "manifest.toml").unwrap();
    let position = |kind| manifest.entries.iter().position(|entry| entry.kind == kind);
    assert!(position(Kind::LaitDictionary) < position(Kind::Lait));
}

const GOOD: &str = r#"[[file]]
kind = "lait"
file = "a.csv.gz"
released = 2025-01-02
publisher = "P"
title = "T"
[[file]]
kind = "ees"
file = "b.csv.gz"
released = 2025-01-02
mapping = "neet"
publisher = "P"
title = "T"
"#;

#[track_caller]
fn check_problem(from: &str, to: &str, line: u32, what: &str) {
    let problems = parse(&GOOD.replacen(from, to, 1), "m.toml").unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].line, line, "{problems:?}");
    assert!(problems[0].what.contains(what), "{problems:?}");
}

#[test]
fn mistakes_are_reported_with_their_line() {
    assert!(parse(GOOD, "m.toml").is_ok());
    check_problem("\"lait\"", "\"late\"", 2, "'late' is not one of the words");
    check_problem("2025-01-02", "2025-01-03", 10, "released before the file above it");
    check_problem("mapping = \"neet\"\n", "", 8, "a mapping belongs to every file of kind ees");
    check_problem("\"lait\"", "\"ees\"", 2, "a mapping belongs to every file of kind ees");
    check_problem("\"a.csv.gz\"", "\"../a.csv.gz\"", 3, "is not a name");
    check_problem("2025-01-02", "2025-02-30", 4, "date");
}
