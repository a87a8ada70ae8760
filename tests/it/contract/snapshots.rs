//! Progress snapshots through the contract.

use serde_json::{Value, json};

use super::{ask, refusal};
use crate::support::{Db, Loaded, LoadedCopy, both};

const NEWEST: &str = "snapshot(by: {strategyYear: {strategy: \"thurrock-2019\", academicYear: \"2025/26\"}})";

/// The line of an indicator in the snapshot of 2025/26.
async fn line(db: &Db, indicator: &str, fields: &str) -> Value {
    let query =
        format!("{{ {NEWEST} {{ priorities {{ lines {{ indicator {{ code }} group {{ code }} {fields} }} }} }} }}");
    let data = ask(db, &query).await;
    let priorities = data["snapshot"]["priorities"].as_array().unwrap().clone();
    let mut lines = priorities.iter().flat_map(|priority| priority["lines"].as_array().unwrap());
    lines.find(|line| line["indicator"]["code"] == indicator).unwrap_or_else(|| panic!("no line {indicator}")).clone()
}

fn compile(input: &str) -> String {
    format!(
        "mutation {{ compileSnapshot(input: {{{input}}}) {{ isNew snapshot {{ revision asKnownAt academicYear contentHash }} \
         errors {{ code path }} }} }}"
    )
}

both! {
    async fn top_quarter_by_2022_was_not_met(db: Loaded) {
        let fields = "headline { verdict robust possible population tieRule academicYear items { standing rank { of } } }";
        let headline = ask(&db, &format!("{{ {NEWEST} {{ {fields} }} }}")).await["snapshot"]["headline"].clone();
        assert_eq!((&headline["verdict"], &headline["academicYear"]), (&json!("NOT_MET"), &json!("2021/22")));
        assert_eq!((&headline["robust"], &headline["possible"]), (&json!(4), &json!(1)));
        assert_eq!(headline["population"], "ENGLAND_AUTHORITIES");
        let items = headline["items"].as_array().unwrap();
        assert_eq!(items.len(), 20);
        let robust = items.iter().filter(|item| item["standing"] == "ROBUST").count();
        assert_eq!(robust, 4, "the items are those that were counted");
    }

    /// No Progress 8 was published for 2019/20 and 2020/21, and none can be made for 2024/25 and 2025/26.
    async fn progress_8_draws_no_line_through_what_is_not_there(db: Loaded) {
        let fields = "path { academicYear segment value { value missingReason } whyMissing }";
        let path = line(&db, "ATT-15", fields).await["path"].as_array().unwrap().clone();
        let of = |year: &str| path.iter().find(|point| point["academicYear"] == year).unwrap_or_else(|| panic!("no {year}"));
        for year in ["2019/20", "2020/21", "2024/25"] {
            let point = of(year);
            assert_eq!((&point["value"]["value"], &point["segment"]), (&Value::Null, &Value::Null), "{year}");
            assert!(point["value"]["missingReason"].is_string(), "{year}: {point}");
            assert!(point["whyMissing"].as_str().unwrap().len() > 20, "{year}: {point}");
        }
        assert!(of("2018/19")["segment"].is_string() && of("2021/22")["segment"].is_string());
        assert_ne!(of("2018/19")["segment"], of("2021/22")["segment"]);
    }

    /// Ten years: the editions until April 2025 begin with 2015 (20.7), the later ones with 2016, and a year that an edition let go
    /// of stays known. Computed from the files; no share of plans can leave such limits.
    async fn control_limits_of_ehc_plans_are_beyond_what_is_possible(db: Loaded) {
        let control = line(&db, "INC-01", "control { points reason mean movingRange lower upper }").await["control"].clone();
        assert_eq!((&control["points"], &control["reason"]), (&json!(10), &json!("LIMITS_BEYOND_RANGE")), "{control}");
        let shown = |field: &str| {
            let text = control[field].as_str().unwrap();
            sextant_domain::Figure::parse(text).unwrap().display(1)
        };
        let figures = ["mean", "movingRange", "lower", "upper"].map(shown);
        assert_eq!(figures, ["56.3", "23.1", "-5.3", "117.8"]);
    }

    /// A day before the first import and one that has not come, wherever published results are read as known then.
    async fn days_on_which_nothing_can_be_known_are_refused(db: Loaded) {
        let year = "by: {strategyYear: {strategy: \"thurrock-2019\", academicYear: \"2025/26\"}}";
        let term = "by: {strategyTerm: {strategy: \"thurrock-2019\", academicYear: \"2025/26\", term: AUTUMN}}";
        for (day, code) in [("1999-12-31", "NOTHING_KNOWN"), ("2026-11-24", "IN_THE_FUTURE")] {
            for query in [
                format!("{{ snapshot({year}, asKnownAt: \"{day}\") {{ revision }} }}"),
                format!("{{ snapshots(asKnownAt: \"{day}\") {{ totalCount }} }}"),
                format!("{{ scorecard({term}, asKnownAt: \"{day}\") {{ revision }} }}"),
                format!("{{ scorecards(asKnownAt: \"{day}\") {{ totalCount }} }}"),
            ] {
                let (told, message) = refusal(&db, &query).await;
                assert_eq!(told, code, "{query}");
                assert!(message.contains(day), "{query}: {message}");
            }
        }
    }

    async fn compiling_twice_is_compiling_once(db: LoadedCopy) {
        let asked = compile("strategy: \"thurrock-2019\", asKnownAt: \"2025-12-10\"");
        let first = ask(&db, &asked).await["compileSnapshot"].clone();
        assert_eq!((&first["isNew"], &first["errors"]), (&json!(true), &json!([])));
        let snapshot = &first["snapshot"];
        assert_eq!((&snapshot["academicYear"], &snapshot["asKnownAt"]), (&json!("2025/26"), &json!("2025-12-10")));
        let again = ask(&db, &asked).await["compileSnapshot"].clone();
        assert_eq!((&again["isNew"], &again["snapshot"]), (&json!(false), snapshot));
    }

    /// Revision 2 looks back to December 2025: what is known since July 2026 is still what a plain question is answered with.
    async fn a_look_back_does_not_hide_what_is_known_since(db: LoadedCopy) {
        ask(&db, &compile("strategy: \"thurrock-2019\", asKnownAt: \"2025-12-10\"")).await;
        let plain = ask(&db, &format!("{{ {NEWEST} {{ revision asKnownAt }} }}")).await;
        assert_eq!(plain["snapshot"], json!({ "revision": 1, "asKnownAt": "2026-07-15" }));
        let back = "{ snapshot(by: {strategyYear: {strategy: \"thurrock-2019\", academicYear: \"2025/26\"}}, \
                    asKnownAt: \"2026-01-31\") { revision asKnownAt } }";
        assert_eq!(ask(&db, back).await["snapshot"], json!({ "revision": 2, "asKnownAt": "2025-12-10" }));
        let compile = "mutation { compileScorecard(input: {strategy: \"thurrock-2019\", academicYear: \"2025/26\", \
                       term: SPRING, asKnownAt: \"2025-12-10\"}) { scorecard { revision } } }";
        assert_eq!(ask(&db, compile).await["compileScorecard"]["scorecard"]["revision"], 2);
        let term = "by: {strategyTerm: {strategy: \"thurrock-2019\", academicYear: \"2025/26\", term: SPRING}}";
        assert_eq!(ask(&db, &format!("{{ scorecard({term}) {{ revision }} }}")).await["scorecard"]["revision"], 1);
    }

    async fn what_cannot_be_compiled_says_why(db: LoadedCopy) {
        let before = db.number("SELECT COUNT(*) FROM snapshot").await;
        for (input, code, field) in [
            ("strategy: \"essex-2020\"", "UNKNOWN_STRATEGY", "strategy"),
            ("strategy: \"thurrock-2019\", academicYear: \"2035/36\"", "UNKNOWN_YEAR", "academicYear"),
            // Papers go out in July 2027; the clock says November 2026.
            ("strategy: \"thurrock-2019\", academicYear: \"2026/27\"", "NOT_DUE", "academicYear"),
            ("strategy: \"thurrock-2019\", asKnownAt: \"2026-11-24\"", "IN_THE_FUTURE", "asKnownAt"),
            ("strategy: \"thurrock-2019\", asKnownAt: \"2018-03-21\"", "NOTHING_KNOWN", "asKnownAt"),
        ] {
            let told = ask(&db, &compile(input)).await["compileSnapshot"].clone();
            assert_eq!(told["snapshot"], Value::Null, "{input}");
            assert_eq!(told["errors"], json!([{ "code": code, "path": ["input", field] }]), "{input}");
        }
        assert_eq!(db.number("SELECT COUNT(*) FROM snapshot").await, before);
    }

    async fn a_revision_is_not_shown_before_the_day_it_speaks_of(db: LoadedCopy) {
        ask(&db, &compile("strategy: \"thurrock-2019\", academicYear: \"2025/26\", asKnownAt: \"2026-11-01\"")).await;
        let shown = async |day: &str| {
            let query = format!(
                "{{ snapshot(by: {{strategyYear: {{strategy: \"thurrock-2019\", academicYear: \"2025/26\"}}}}, \
                 asKnownAt: \"{day}\") {{ asKnownAt }} }}"
            );
            ask(&db, &query).await["snapshot"]["asKnownAt"].clone()
        };
        assert_eq!(shown("2026-07-14").await, Value::Null);
        assert_eq!(shown("2026-07-15").await, "2026-07-15");
        assert_eq!(shown("2026-11-01").await, "2026-11-01");
        let query = |day: &str| {
            format!(
                "{{ snapshots(filter: {{strategy: {{eq: \"thurrock-2019\"}}, council: {{eq: \"thurrock\"}}, \
                 academicYear: {{gte: \"2025/26\"}}}}, asKnownAt: \"{day}\") {{ totalCount nodes {{ revision }} }} }}"
            )
        };
        assert_eq!(ask(&db, &query("2026-10-31")).await["snapshots"]["totalCount"], 1);
        let both = ask(&db, &query("2026-11-01")).await["snapshots"].clone();
        assert_eq!((&both["totalCount"], &both["nodes"]), (&json!(2), &json!([{ "revision": 1 }, { "revision": 2 }])));
    }

    async fn scorecards_are_not_shown_before_the_day_they_speak_of_either(db: Loaded) {
        let shown = async |day: &str| {
            let query = format!(
                "{{ scorecard(by: {{strategyTerm: {{strategy: \"thurrock-2019\", academicYear: \"2025/26\", term: AUTUMN}}}}, \
                 asKnownAt: \"{day}\") {{ revision asKnownAt }} scorecards(filter: {{strategy: {{eq: \"thurrock-2019\"}}}}, \
                 asKnownAt: \"{day}\") {{ nodes {{ asKnownAt }} }} }}"
            );
            ask(&db, &query).await
        };
        let deadline = shown("2026-11-23").await["scorecard"]["asKnownAt"].as_str().unwrap().to_owned();
        let (on_the_day, early) = (shown(&deadline).await, shown("2025-09-01").await);
        assert_eq!(on_the_day["scorecard"]["revision"], 1);
        assert_eq!(early["scorecard"], Value::Null);
        let days = |data: &Value| data["scorecards"]["nodes"].as_array().unwrap().len();
        assert!(days(&early) > 0 && days(&early) < days(&on_the_day), "{early} {on_the_day}");
    }
}
