//! What changed between two real scorecards, and why: the answers of the research.

use serde_json::Value;
use sextant_domain::TermOfYear;
use sextant_domain::diff::{FieldChange, LineDiff, LineField};
use sextant_jobs::compare::{CompareError, SideRequest, Which, compare};
use sextant_jobs::scorecard::{CompileError, CompileRequest, compile_scorecard};

use crate::contract::{ask, refusal};
use crate::support::{Db, Loaded, LoadedCopy, both, day, now};

const AUTUMN: &str = "2025/26-autumn";

fn side(term: &str, which: Which) -> SideRequest {
    SideRequest { strategy: "thurrock-2019".to_owned(), term: TermOfYear::parse(term).unwrap(), which }
}

/// One line between two days of the autumn term.
async fn line(db: &Db, indicator: &str, from: &str, to: &str) -> LineDiff {
    let of = |on| side(AUTUMN, Which::KnownAt(day(on)));
    let found = compare(&db.store, &of(from), &of(to), now()).await.unwrap();
    let mut lines = found.diff.lines.into_iter();
    lines.find(|it| it.indicator == indicator && it.breakdown == "total").unwrap()
}

fn change(line: &LineDiff, field: LineField) -> Option<(String, String)> {
    let shown = |it: &FieldChange| Some((it.before.clone()?.display, it.after.clone()?.display));
    line.fields.iter().find(|change| change.field == field).and_then(shown)
}

fn causes(line: &LineDiff) -> Vec<&str> {
    line.causes.iter().map(|cause| cause.cause.code()).collect()
}

fn told(before: &str, after: &str) -> Option<(String, String)> {
    Some((before.to_owned(), after.to_owned()))
}

both! {
    /// A lead of 8 at the committee of 10 December 2025, 6 since: England was corrected from 61 to 63, our 69 stood.
    async fn key_stage_2_leads_by_less_because_england_was_corrected(db: Loaded) {
        for today in ["2025-12-22", "2026-11-23"] {
            let found = line(&db, "ATT-08", "2025-12-10", today).await;
            assert_eq!(causes(&found), ["BENCHMARK_CORRECTED"], "{found:#?}");
            assert_eq!(change(&found, LineField::LeadOverEngland), told("8", "6"));
            assert_eq!(change(&found, LineField::England), told("61", "63"));
            assert_eq!(change(&found, LineField::Value), None);
            assert!(found.causes[0].message.contains("edition of 2025-12-22"), "{}", found.causes[0].message);
        }
    }

    async fn grade_5_was_restated_from_44_8_to_45_3_and_rose_a_rank(db: Loaded) {
        let found = line(&db, "ATT-16", "2025-12-10", "2026-04-08").await;
        assert_eq!(change(&found, LineField::Value), told("44.8", "45.3"));
        let (before, after) = change(&found, LineField::Rank).unwrap();
        assert!(before.starts_with("75 of ") && after.starts_with("74 of "), "{before}, {after}");
        assert_eq!(causes(&found), ["RESTATEMENT"], "{found:#?}");
        assert!(found.causes[0].message.contains("44.8 and is 45.3 by 'Local Authority Interactive Tool, edition of 2026-04-08'"));
    }

    async fn a_scorecard_does_not_differ_from_itself(db: Loaded) {
        let found = compare(&db.store, &side(AUTUMN, Which::Newest), &side(AUTUMN, Which::Revision(1)), now()).await.unwrap();
        assert!(found.diff.lines.is_empty() && found.diff.unchanged > 40);
        assert!(found.before.reproduced && found.after.reproduced);
    }

    /// The published card of a deadline is what is compiled as known on that day.
    async fn a_published_card_is_what_was_known_on_its_day(db: Loaded) {
        let known = side(AUTUMN, Which::KnownAt(day("2025-12-10")));
        let found = compare(&db.store, &side(AUTUMN, Which::Newest), &known, now()).await.unwrap();
        assert_eq!(found.diff.lines, Vec::new());
    }

    async fn every_change_between_two_terms_has_a_cause_that_names_it(db: Loaded) {
        for strategy in ["thurrock-2019", "demonstration-2024"] {
            for (from, to) in [("2024/25-summer", AUTUMN), (AUTUMN, "2025/26-spring"), ("2025/26-spring", "2025/26-summer")] {
                let of = |term| SideRequest { strategy: strategy.to_owned(), ..side(term, Which::Newest) };
                let found = compare(&db.store, &of(from), &of(to), now()).await.unwrap();
                assert!(!found.diff.lines.is_empty());
                for line in &found.diff.lines {
                    for change in &line.fields {
                        let told = line.causes.iter().any(|cause| cause.fields.contains(&change.field));
                        assert!(told, "{strategy} {from} to {to}: {change:?} of {} by {:#?}", line.indicator, line.causes);
                    }
                    assert_eq!(line.judgement_moved, line.causes.iter().any(|cause| cause.moved_judgement));
                }
            }
        }
    }

    /// The spring card looked at again with the edition of April: two revisions, and no figure moved without a cause.
    async fn two_revisions_differ_by_what_came_between(db: LoadedCopy) {
        let request = CompileRequest {
            strategy: "thurrock-2019".to_owned(),
            term: TermOfYear::parse("2025/26-spring").unwrap(),
            as_known_at: Some(day("2026-04-08")),
            trigger: "command line",
        };
        compile_scorecard(&db.store, &request, now()).await.unwrap();
        let of = |number| side("2025/26-spring", Which::Revision(number));
        let found = compare(&db.store, &of(1), &of(2), now()).await.unwrap();
        assert!(found.before.reproduced && found.after.reproduced);
        let line = found.diff.lines.iter().find(|it| it.indicator == "ATT-16" && it.breakdown == "total").unwrap();
        assert_eq!(change(line, LineField::Value), told("44.8", "45.3"));
        assert_eq!(causes(line), ["RESTATEMENT"]);
    }

    async fn what_cannot_be_compared_says_why(db: Loaded) {
        let to = side(AUTUMN, Which::Newest);
        let fail = async |from: SideRequest| compare(&db.store, &from, &to, now()).await.unwrap_err();
        assert!(matches!(fail(side(AUTUMN, Which::Revision(9))).await, CompareError::NotPublished { revision: Some(9), .. }));
        let future = fail(side(AUTUMN, Which::KnownAt(day("2027-01-01")))).await;
        assert!(matches!(future, CompareError::Compile(CompileError::InTheFuture { .. })));
        let early = fail(side(AUTUMN, Which::KnownAt(day("2010-01-01")))).await;
        assert!(matches!(early, CompareError::Compile(CompileError::NothingKnown { .. })));
        let other = SideRequest { strategy: "none".to_owned(), ..side(AUTUMN, Which::KnownAt(day("2026-01-01"))) };
        assert!(matches!(fail(other).await, CompareError::Compile(CompileError::UnknownStrategy { .. })));
    }

    async fn the_contract_says_the_same(db: Loaded) {
        let data = ask(&db, include_str!("../../../schema/operations/WhyChanged.graphql")).await;
        let diff = &data["scorecardDiff"];
        let lines = diff["lines"].as_array().unwrap();
        let of = |code: &str| lines.iter().find(|it| it["indicatorCode"] == code && it["group"]["name"] == "All pupils").cloned();
        let of = |code: &str| of(code).or_else(|| lines.iter().find(|it| it["indicatorCode"] == code).cloned()).unwrap();
        let field = |line: &Value, name: &str| {
            let change = line["fields"].as_array().unwrap().iter().find(|it| it["field"] == name).cloned().unwrap();
            (change["before"]["display"].clone(), change["after"]["display"].clone())
        };
        assert_eq!(field(&of("ATT-08"), "LEAD_OVER_ENGLAND"), ("8".into(), "6".into()));
        assert_eq!(of("ATT-08")["causes"][0]["cause"], "BENCHMARK_CORRECTED");
        assert_eq!(field(&of("ATT-16"), "VALUE"), ("44.8".into(), "45.3".into()));
        let corrected = diff["byCause"].as_array().unwrap().iter().find(|it| it["cause"] == "BENCHMARK_CORRECTED").unwrap();
        assert!(corrected["lines"].as_i64().unwrap() >= 1);
    }

    async fn bad_sides_are_refused_in_words(db: Loaded) {
        let query = |side: &str| {
            let common = "strategy: \"thurrock-2019\", academicYear: \"2025/26\", term: AUTUMN";
            format!("{{ scorecardDiff(before: {{ {common}, {side} }}, after: {{ {common} }}) {{ unchanged }} }}")
        };
        for (side, code, words) in [
            ("revision: 1, asKnownAt: \"2026-01-01\"", "BAD_USER_INPUT", "leave out"),
            ("revision: 9", "BAD_USER_INPUT", "no published scorecard"),
            ("asKnownAt: \"2030-01-01\"", "IN_THE_FUTURE", "choose today"),
            ("asKnownAt: \"2010-01-01\"", "NOTHING_KNOWN", "no figures were known"),
        ] {
            let (found, message) = refusal(&db, &query(side)).await;
            assert_eq!(found, code, "{side}");
            assert!(message.contains(words), "{message}");
        }
    }
}
