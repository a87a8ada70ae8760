//! Every operation of `schema/operations/` is valid, answers with data, and answers the same on both databases.

use std::path::PathBuf;

use serde_json::Value;

use super::ask;
use crate::delivery::invented;
use sextant_jobs::run_due_warnings;

use crate::support::{Engine, Loaded, LoadedCopy, both, now};

fn operations() -> Vec<(String, String)> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/operations"));
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap()))
        .collect();
    found.sort();
    assert!(found.len() >= 16, "where have the operations gone?");
    found
}

/// Whether there is anything but nulls and empty lists in an answer.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(list) => list.iter().any(says_something),
        Value::Object(fields) => fields.values().any(says_something),
        _ => true,
    }
}

both! {
    async fn every_operation_answers(db: LoadedCopy) {
        invented(&db).await;
        let overdue = "mutation { createAction(input: {text: \"Do it.\", owner: \"The head\", source: INSPECTION, agreedOn: \"2026-09-01\", due: \"2026-10-01\"}) { action { id } } }";
        ask(&db, overdue).await;
        run_due_warnings(&db.store, now()).await.unwrap();
        for (name, text) in operations() {
            assert!(text.starts_with("# "), "{name} has no title");
            let data = ask(&db, &text).await;
            for (field, answer) in data.as_object().unwrap() {
                assert!(says_something(answer), "{name}.{field} says nothing: {answer}");
            }
        }
    }

    /// The three operations that others rely on, word for word as they were agreed.
    async fn the_agreed_operations_work_as_written(db: Loaded) {
        let landscape = ask(&db, r#"query Landscape { schools(filter: {laCode: {eq: "883"}, status: {eq: OPEN}}, first: 5) { totalCount nodes { urn name phase type trust { name kind } latestInspection { framework inspectedOn judgements { area grade } } } pageInfo { hasNextPage endCursor } } }"#).await;
        assert_eq!(landscape["schools"]["totalCount"], 57);
        assert_eq!(landscape["schools"]["nodes"].as_array().unwrap().len(), 5);
        assert_eq!(landscape["schools"]["pageInfo"]["hasNextPage"], true);
        let series = ask(&db, r#"query Series { outcomes(filter: {indicator: {eq: "ATT-08"}, place: {eq: "E06000034"}}, orderBy: [{field: PERIOD, direction: ASC}], first: 50) { nodes { period { label basis } group { code } value { value status missingReason display } release { title status publishedOn } } } }"#).await;
        let labels: Vec<_> = series["outcomes"]["nodes"].as_array().unwrap().iter().map(|n| n["period"]["label"].clone()).collect();
        assert_eq!(labels.first().unwrap(), "2015/16");
        assert_eq!(labels.last().unwrap(), "2024/25");
        let card = ask(&db, r#"query Card { scorecard(by: {strategyTerm: {strategy: "thurrock-2019", academicYear: "2025/26", term: AUTUMN}}) { revision contentHash asKnownAt priorities { number title lines { indicator { code name polarity } period { label } state value { display status } england { display } neighbours { display members used } rank { position of tied quartile robustness } rag { rating rule { code version } reason } directionOfTravel { verdict reason } caveats { code message } } } } }"#).await;
        assert_eq!(card["scorecard"]["priorities"].as_array().unwrap().len(), 6);
        assert_eq!(card["scorecard"]["contentHash"].as_str().unwrap().len(), 64);
    }
}

/// Everything but the instant of compiling is the same on both databases, byte for byte.
#[test]
fn both_databases_give_the_same_answers() {
    use crate::support::database::run;
    use std::sync::Mutex;

    static ANSWERS: Mutex<Vec<String>> = Mutex::new(Vec::new());
    async fn collect(db: Loaded) {
        let mut all = String::new();
        for (name, text) in operations().into_iter().filter(|(_, text)| !text.contains("\nmutation ")) {
            let answer = ask(&db, &text).await;
            all.push_str(&format!("{name}\n{answer:#}\n"));
        }
        ANSWERS.lock().unwrap().push(all);
    }
    run(Engine::Sqlite, collect);
    run(Engine::Postgres, collect);
    let answers = ANSWERS.lock().unwrap();
    for (sqlite, postgres) in answers[0].lines().zip(answers[1].lines()) {
        assert_eq!(sqlite, postgres);
    }
    assert_eq!(answers[0].lines().count(), answers[1].lines().count());
}
