//! What changed between two real progress snapshots, and why: the same answers as between scorecards, over the years.

use serde_json::Value;
use sextant_domain::AcademicYear;
use sextant_domain::diff::{Cause, FieldChange, LineDiff, LineField, Shown, SnapshotDiff};
use sextant_jobs::compare::{CompareError, Which};
use sextant_jobs::compare_snapshots::{SnapshotRequest, compare_snapshots};
use sextant_jobs::scorecard::CompileError;
use sextant_jobs::snapshot::{CompileSnapshotRequest, compile_strategy_snapshot};

use crate::contract::{ask, refusal};
use crate::support::{Db, Loaded, LoadedCopy, both, day, now};

const STRATEGIES: [&str; 2] = ["thurrock-2019", "demonstration-2024"];
const TODAY: &str = "2026-11-23";

fn side(strategy: &str, which: Which) -> SnapshotRequest {
    SnapshotRequest { strategy: strategy.to_owned(), year: AcademicYear::parse("2025/26").unwrap(), which }
}

fn known(strategy: &str, on: &str) -> SnapshotRequest {
    side(strategy, Which::KnownAt(day(on)))
}

async fn diff(db: &Db, before: &SnapshotRequest, after: &SnapshotRequest) -> SnapshotDiff {
    let found = compare_snapshots(&db.store, before, after, now()).await.unwrap();
    assert!(found.before.reproduced && found.after.reproduced);
    found.diff
}

/// One line of a strategy between two days.
async fn line(db: &Db, strategy: &str, indicator: &str, from: &str, to: &str) -> LineDiff {
    let found = diff(db, &known(strategy, from), &known(strategy, to)).await;
    let mut lines = found.lines.into_iter();
    lines.find(|it| it.indicator == indicator && it.breakdown == "total").unwrap()
}

fn change(line: &LineDiff, field: LineField) -> Option<(String, String)> {
    let text = |it: &Option<Shown>| it.as_ref().map(|shown| shown.display.clone()).unwrap_or_default();
    let shown = |it: &FieldChange| (text(&it.before), text(&it.after));
    line.fields.iter().find(|change| change.field == field).map(shown)
}

fn told(before: &str, after: &str) -> Option<(String, String)> {
    Some((before.to_owned(), after.to_owned()))
}

fn causes(causes: &[Cause]) -> Vec<&str> {
    causes.iter().map(|cause| cause.cause.code()).collect()
}

/// Every part that changed has a cause that touches it; a verdict moved by what moved it.
fn lawful(found: &SnapshotDiff, named: &str) {
    for line in &found.lines {
        for change in &line.fields {
            let told = line.causes.iter().any(|cause| cause.fields.contains(&change.field));
            assert!(told, "{named}: {change:?} of {} by {:#?}", line.indicator, line.causes);
        }
        assert_eq!(line.judgement_moved, line.causes.iter().any(|cause| cause.moved_judgement), "{named}: {line:#?}");
        let performance = line.causes.iter().any(|cause| cause.moved_judgement && cause.cause.is_performance());
        assert_eq!(line.moved_without_performance, line.judgement_moved && !performance, "{named}: {line:#?}");
        assert!(line.causes.iter().all(|cause| !cause.message.is_empty()), "{named}: {line:#?}");
    }
    for item in found.headline.iter().flat_map(|headline| &headline.items) {
        assert_eq!(item.judgement_moved, item.causes.iter().any(|cause| cause.moved_judgement), "{named}: {item:#?}");
    }
}

both! {
    /// England was corrected from 61 to 63 after the committee of 10 December 2025; our 69 stood.
    async fn key_stage_2_leads_by_less_because_england_was_corrected(db: Loaded) {
        for strategy in STRATEGIES {
            let found = line(&db, strategy, "ATT-08", "2025-12-10", "2025-12-22").await;
            let cause = found.causes.iter().find(|it| it.cause.code() == "BENCHMARK_CORRECTED").unwrap();
            assert!(cause.message.contains("was 61 and is 63 by"), "{found:#?}");
            assert!(cause.message.contains("edition of 2025-12-22"), "{found:#?}");
            assert_eq!(change(&found, LineField::England), told("2024/25: 61", "2024/25: 63"));
            assert_eq!(change(&found, LineField::LeadOverEngland), told("2024/25: 8", "2024/25: 6"));
            assert_eq!((change(&found, LineField::Value), change(&found, LineField::Path)), (None, None));
            let whose = |field| found.causes.iter().filter(|it| it.fields.contains(&field)).count();
            assert_eq!((whose(LineField::England), whose(LineField::LeadOverEngland)), (1, 1), "{found:#?}");
        }
    }

    async fn grade_5_was_restated_from_44_8_to_45_3(db: Loaded) {
        let found = line(&db, "demonstration-2024", "ATT-16", "2025-12-10", "2026-04-08").await;
        assert_eq!(change(&found, LineField::Value), told("44.8", "45.3"));
        let by: Vec<_> = found.causes.iter().filter(|it| it.fields.contains(&LineField::Value)).collect();
        assert_eq!(by.iter().map(|it| it.cause.code()).collect::<Vec<_>>(), ["RESTATEMENT"], "{found:#?}");
        assert!(by[0].message.contains("44.8 and is 45.3 by 'Local Authority Interactive Tool, edition of 2026-04-08'"));
        // Beyond the older strategy's window the year is one of its path.
        let older = line(&db, "thurrock-2019", "ATT-16", "2025-12-10", "2026-04-08").await;
        assert_eq!(change(&older, LineField::Path), told("2024/25: 44.8", "2024/25: 45.3"));
    }

    async fn a_snapshot_does_not_differ_from_itself(db: Loaded) {
        for strategy in STRATEGIES {
            let found = diff(&db, &side(strategy, Which::Newest), &side(strategy, Which::Revision(1))).await;
            assert_eq!((found.lines.len(), found.landscape.len(), found.headline), (0, 0, None));
            assert!(found.unchanged > 20, "{}", found.unchanged);
            let today = known(strategy, TODAY);
            assert_eq!(diff(&db, &today, &today).await.lines, Vec::new());
        }
    }

    /// Between any two of: what is published for both years, and what was known on three days; and between the strategies.
    async fn every_change_has_a_cause_that_names_it(db: Loaded) {
        for strategy in STRATEGIES {
            let mut sides = vec![known(strategy, "2024-10-01"), known(strategy, "2025-12-10"), known(strategy, TODAY)];
            for year in db.texts(&format!("SELECT CAST(year_start AS TEXT) FROM snapshot WHERE strategy_code = '{strategy}'")).await {
                let year = AcademicYear::starting(year.parse().unwrap()).unwrap();
                sides.push(SnapshotRequest { year, ..side(strategy, Which::Newest) });
            }
            for (at, before) in sides.iter().enumerate() {
                for after in &sides[at + 1..] {
                    lawful(&diff(&db, before, after).await, &format!("{before:?} {after:?}"));
                }
            }
        }
        let [one, two] = STRATEGIES.map(|strategy| side(strategy, Which::Newest));
        let found = diff(&db, &one, &two).await;
        lawful(&found, "the two strategies");
        assert!(found.lines.iter().any(|line| causes(&line.causes).contains(&"STRATEGY")));
    }

    /// The snapshot looked at again with the edition of April: two revisions, and no figure moved without a cause.
    async fn two_revisions_differ_by_what_came_between(db: LoadedCopy) {
        for on in ["2025-12-10", "2026-04-08"] {
            let request = CompileSnapshotRequest {
                strategy: "demonstration-2024".to_owned(),
                year: Some(AcademicYear::parse("2025/26").unwrap()),
                as_known_at: Some(day(on)),
                trigger: "command line",
            };
            compile_strategy_snapshot(&db.store, &request, now()).await.unwrap();
        }
        let of = |number| side("demonstration-2024", Which::Revision(number));
        let found = diff(&db, &of(2), &of(3)).await;
        let line = found.lines.iter().find(|it| it.indicator == "ATT-16" && it.breakdown == "total").unwrap();
        assert_eq!(change(line, LineField::Value), told("44.8", "45.3"));
    }

    async fn what_cannot_be_compared_says_why(db: Loaded) {
        let to = side("thurrock-2019", Which::Newest);
        let fail = async |from: SnapshotRequest| compare_snapshots(&db.store, &from, &to, now()).await.unwrap_err();
        let missing = fail(side("thurrock-2019", Which::Revision(9))).await;
        assert!(matches!(missing, CompareError::NotPublished { revision: Some(9), what: "snapshot", .. }), "{missing}");
        let future = fail(known("thurrock-2019", "2027-01-01")).await;
        assert!(matches!(future, CompareError::Compile(CompileError::InTheFuture { .. })));
        let early = fail(known("thurrock-2019", "2010-01-01")).await;
        assert!(matches!(early, CompareError::Compile(CompileError::NothingKnown { .. })));
        let unknown = fail(known("none", "2026-01-01")).await;
        assert!(matches!(unknown, CompareError::Compile(CompileError::UnknownStrategy { .. })));
    }

    async fn the_contract_says_the_same(db: Loaded) {
        let data = ask(&db, include_str!("../../../schema/operations/WhySnapshotChanged.graphql")).await;
        let answer = &data["snapshotDiff"];
        let found = diff(&db, &known("demonstration-2024", "2025-12-10"), &known("demonstration-2024", "2026-07-15")).await;
        let list = |value: &Value, name: &str| -> Vec<String> {
            value.as_array().unwrap().iter().map(|it| it[name].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(answer["unchanged"], found.unchanged);
        assert_eq!(answer["lines"].as_array().unwrap().len(), found.lines.len());
        for (said, line) in answer["lines"].as_array().unwrap().iter().zip(&found.lines) {
            assert_eq!((said["indicatorCode"].as_str(), list(&said["causes"], "cause")), (Some(line.indicator.as_str()), causes(&line.causes).into_iter().map(ToOwned::to_owned).collect()));
            assert_eq!(list(&said["fields"], "field"), line.fields.iter().map(|it| it.field.code().to_owned()).collect::<Vec<_>>());
            assert_eq!((&said["judgementMoved"], &said["movedWithoutPerformance"]), (&line.judgement_moved.into(), &line.moved_without_performance.into()));
        }
        assert_eq!(answer["landscape"].as_array().unwrap().len(), found.landscape.len());
        let corrected = answer["byCause"].as_array().unwrap().iter().find(|it| it["cause"] == "BENCHMARK_CORRECTED").unwrap();
        assert!(corrected["lines"].as_i64().unwrap() >= 1);
    }

    async fn bad_sides_are_refused_in_words(db: Loaded) {
        let query = |strategy: &str, side: &str| {
            let common = "academicYear: \"2025/26\"";
            format!(
                "{{ snapshotDiff(before: {{ strategy: \"{strategy}\", {common}, {side} }}, \
                 after: {{ strategy: \"thurrock-2019\", {common} }}) {{ unchanged }} }}"
            )
        };
        for (strategy, side, code, words) in [
            ("thurrock-2019", "revision: 1, asKnownAt: \"2026-01-01\"", "BAD_USER_INPUT", "leave out"),
            ("thurrock-2019", "revision: 9", "BAD_USER_INPUT", "no published snapshot"),
            ("none", "asKnownAt: \"2026-01-01\"", "BAD_USER_INPUT", "'none'"),
            ("thurrock-2019", "asKnownAt: \"2030-01-01\"", "IN_THE_FUTURE", "choose today"),
            ("thurrock-2019", "asKnownAt: \"2010-01-01\"", "NOTHING_KNOWN", "no figures were known"),
        ] {
            let (found, message) = refusal(&db, &query(strategy, side)).await;
            assert_eq!(found, code, "{side}");
            assert!(message.contains(words), "{message}");
        }
    }
}
