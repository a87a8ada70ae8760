//! Several questions in one document: one that is refused takes no other's answer, and what is asked for after a write is what
//! there is after it.

use serde_json::{Value, json};
use sextant_domain::access::{Identity, Role};

use super::{ask, respond, respond_as, who};
use crate::support::{Loaded, LoadedCopy, both};

const INPUT: &str = r#"source: INSPECTION, agreedOn: "2026-09-01", due: "2026-10-01", owner: "The head""#;

both! {
    async fn a_question_that_is_refused_takes_no_other_answer(db: Loaded) {
        let query = r#"{ actions { totalCount } actionGroups(by: [STATUS]) { totalCount } school(by: { urn: "135960" }) { urn } trusts(first: 1) { nodes { uid } } }"#;
        let response = respond_as(&db, Identity::public(), query).await;
        let codes: Vec<_> = response["errors"].as_array().unwrap().iter().map(|it| &it["extensions"]["code"]).collect();
        assert_eq!(codes, ["UNAUTHENTICATED", "UNAUTHENTICATED"], "{response}");
        let data = &response["data"];
        assert_eq!((&data["actions"], &data["actionGroups"]), (&Value::Null, &Value::Null));
        assert_eq!(data["school"]["urn"], "135960");
        assert!(data["trusts"]["nodes"][0]["uid"].is_string(), "{data}");
    }

    async fn a_mutation_that_is_refused_does_not_hide_what_was_written_before_it(db: LoadedCopy) {
        let mutation = format!(r#"mutation {{
            written: createAction(input: {{ {INPUT}, text: "Do it." }}) {{ action {{ id text }} }}
            refused: compileScorecard(input: {{ strategy: "thurrock-2019", academicYear: "2025/26", term: AUTUMN }}) {{ isNew }}
        }}"#);
        let response = respond_as(&db, who(Role::Officer, "thurrock"), &mutation).await;
        assert_eq!(response["errors"][0]["extensions"]["code"], "FORBIDDEN", "{response}");
        assert_eq!(response["errors"][0]["path"], json!(["refused"]));
        assert_eq!(response["data"]["written"]["action"]["text"], "Do it.");
        assert_eq!(response["data"]["refused"], Value::Null);
    }

    async fn a_record_that_is_changed_twice_in_a_document_is_shown_as_it_is_each_time(db: LoadedCopy) {
        let first = ask(&db, &format!(r#"mutation {{ createAction(input: {{ {INPUT}, text: "First." }}) {{ action {{ id }} }} }}"#)).await;
        let id = &first["createAction"]["action"]["id"];
        let change = |text: &str, version: i32| {
            format!(r#"updateAction(input: {{ id: {id}, expectedVersion: {version}, text: "{text}", owner: "The head", due: "2026-10-01" }}) {{ action {{ text version }} errors {{ code }} }}"#)
        };
        let answer = ask(&db, &format!("mutation {{ second: {} third: {} }}", change("Second.", 1), change("Third.", 2))).await;
        let shown = |text: &str, version: i32| json!({ "action": { "text": text, "version": version }, "errors": [] });
        assert_eq!(answer, json!({ "second": shown("Second.", 2), "third": shown("Third.", 3) }));
    }

    async fn a_payload_leads_to_everything_else_as_it_is_after_the_write(db: LoadedCopy) {
        let open = "query { actions(filter: { status: { eq: OPEN } }) { totalCount } viewer { role } }";
        let mutation = format!(r#"mutation {{
            one: createAction(input: {{ {INPUT}, text: "One." }}) {{ {open} }}
            two: createAction(input: {{ {INPUT}, text: "Two." }}) {{ {open} }}
            none: createAction(input: {{ {INPUT}, text: "" }}) {{ {open} errors {{ path }} }}
        }}"#);
        let answer = ask(&db, &mutation).await;
        let counts: Vec<_> = ["one", "two", "none"].map(|it| &answer[it]["query"]["actions"]["totalCount"]).into();
        assert_eq!(counts, [1, 2, 2], "{answer}");
        assert_eq!(answer["none"]["errors"], json!([{ "path": ["input", "text"] }]));
        let public = format!(r#"mutation {{ createAction(input: {{ {INPUT}, text: "Four." }}) {{ {open} }} }}"#);
        let refused = respond_as(&db, Identity::public(), &public).await;
        assert_eq!(refused["data"]["createAction"], Value::Null, "no way round: {refused}");
        let deep = format!(r#"mutation {{ createAction(input: {{ {INPUT}, text: "Three." }}) {{ query {{ schools(first: 100) {{ nodes {{ trustMemberships {{ trust {{ memberships {{ school {{ name urn phase }} }} }} }} }} }} }} }} }}"#);
        assert_eq!(respond(&db, &deep).await["errors"][0]["extensions"]["code"], "COST_LIMIT", "reading costs the same behind a write");
    }
}
