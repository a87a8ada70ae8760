//! The landscape through the contract.

use serde_json::{Value, json};

use super::{ask, refusal};
use crate::support::{Loaded, both};

both! {
    async fn the_principle_in_both_scopes(db: Loaded) {
        for (place, on) in [("883", "2025-07-18"), ("E06000034", "2025-01-15")] {
            let query = format!(
                "{{ trustPrinciple(place: \"{place}\", asOf: \"{on}\", asKnownAt: \"{on}\") {{ place {{ name }} asOf basis schoolsNeeded \
                 local {{ ...T }} national {{ ...T }} trusts {{ uid trust {{ name }} local {{ ...C }} national {{ ...C }} }} }} }} \
                 fragment T on PrincipleTally {{ meeting {{ value missingReason }} total schoolsInMeeting }} \
                 fragment C on PrincipleCount {{ schools meets missing {{ code schools message }} }}"
            );
            let found = &ask(&db, &query).await["trustPrinciple"];
            assert_eq!(found["place"]["name"], "Thurrock");
            assert_eq!((&found["asOf"], &found["basis"], &found["schoolsNeeded"]), (&json!(on), &json!("RECORDED"), &json!(5)));
            let tally = |meeting: &str, schools: i32| {
                json!({ "meeting": { "value": meeting, "missingReason": null }, "total": 14, "schoolsInMeeting": schools })
            };
            assert_eq!(found["local"], tally("4", 25), "{on}");
            assert_eq!(found["national"], tally("7", 30), "{on}");
            let trusts = found["trusts"].as_array().unwrap();
            let mossbourne = trusts.iter().find(|trust| trust["uid"] == "3939").unwrap();
            assert_eq!(mossbourne["trust"]["name"], "THE MOSSBOURNE FEDERATION");
            assert_eq!(mossbourne["national"], json!({ "schools": 7, "meets": true, "missing": [] }));
            let message = "Needs 2 more schools: 3 of the 5 asked for are run in the authority.";
            assert_eq!(mossbourne["local"], json!({
                "schools": 3,
                "meets": false,
                "missing": [{ "code": "MORE_SCHOOLS", "schools": 2, "message": message }],
            }));
        }
    }

    async fn good_or_outstanding_and_who_is_not_rated(db: Loaded) {
        let query = "{ schoolLandscape(place: \"883\", asOf: [\"2025-01-15\", \"2025-11-10\"], asKnownAt: \"2026-04-08\") { \
             openSchools { value } goodOrOutstanding { share { value display missingReason } goodOrOutstanding rated notRated { urn school \
             { openedOn predecessors { school { urn latestInspection { judgements { area grade } } } } } } } \
             reportCards { schoolsAtExpected { value missingReason } } } }";
        let found = &ask(&db, query).await["schoolLandscape"];
        let (january, november) = (&found[0]["goodOrOutstanding"], &found[1]["goodOrOutstanding"]);
        assert_eq!(found[0]["openSchools"]["value"], "56");
        assert_eq!(january["share"], json!({ "value": "94.444444", "display": "94.4", "missingReason": null }));
        assert_eq!((&january["goodOrOutstanding"], &january["rated"]), (&json!(51), &json!(54)));
        let not_rated = january["notRated"].as_array().unwrap();
        assert_eq!(not_rated.iter().map(|it| it["urn"].as_str().unwrap()).collect::<Vec<_>>(), ["151441", "151442"]);
        for (school, predecessor) in not_rated.iter().zip(["136854", "143424"]) {
            assert_eq!(school["school"]["openedOn"], "2025-01-01");
            let before = &school["school"]["predecessors"][0]["school"];
            assert_eq!(before["urn"], predecessor);
            let grades = before["latestInspection"]["judgements"].as_array().unwrap();
            assert!(grades.iter().any(|it| it["area"] == "OVERALL_EFFECTIVENESS"), "{before}");
        }
        assert_eq!(november["share"]["missingReason"], "YARDSTICK_ENDED");
        assert_eq!((&november["rated"], &november["notRated"]), (&Value::Null, &json!([])));
        let reason = |at: usize| found[at]["reportCards"]["schoolsAtExpected"]["missingReason"].clone();
        assert_eq!((reason(0), reason(1)), (json!("REPORT_CARDS_NOT_BEGUN"), json!("NO_REPORT_CARDS")));
    }

    async fn a_day_is_that_of_knowledge_when_not_said(db: Loaded) {
        let query = "{ trustPrinciple(place: \"883\", asKnownAt: \"2025-01-20\") { asOf basis } }";
        assert_eq!(ask(&db, query).await["trustPrinciple"], json!({ "asOf": "2025-01-20", "basis": "RECORDED" }));
        let query = "{ trustPrinciple(place: \"883\") { asOf } }";
        assert_eq!(ask(&db, query).await["trustPrinciple"]["asOf"], "2026-11-23");
    }

    async fn bad_questions_are_refused_in_words(db: Loaded) {
        let days = ["\"2024-09-01\""; 21].join(", ");
        for (question, words) in [
            ("trustPrinciple(place: \"nowhere\") { asOf }".to_owned(), "no place with the code 'nowhere'"),
            ("trustPrinciple(place: \"970\") { asOf }".to_owned(), "not a local authority"),
            ("trustPrinciple(place: \"883\", schools: 0) { asOf }".to_owned(), "'schools' is 0"),
            ("trustPrinciple(place: \"883\", asOf: \"2027-01-01\") { asOf }".to_owned(), "ends on 2026-11-23"),
            ("trustPrinciple(place: \"883\", asOf: \"2025-02-01\", asKnownAt: \"2025-01-15\") { asOf }".to_owned(), "ends on 2025-01-15"),
            ("schoolLandscape(place: \"883\", asOf: []) { asOf }".to_owned(), "names 0 days"),
            (format!("schoolLandscape(place: \"883\", asOf: [{days}]) {{ asOf }}"), "names 21 days"),
        ] {
            let (code, message) = refusal(&db, &format!("{{ {question} }}")).await;
            assert_eq!(code, "BAD_USER_INPUT", "{question}");
            assert!(message.contains(words), "{question}: {message}");
        }
    }

    async fn the_costliest_question_is_within_the_limits(db: Loaded) {
        let operation = include_str!("../../../schema/operations/SchoolLandscape.graphql");
        let days = ["\"2025-01-15\""; 20].join(", ");
        let (head, rest) = operation.split_once("$days: [Date!]! = [").unwrap();
        let (_, tail) = rest.split_once(']').unwrap();
        let found = ask(&db, &format!("{head}$days: [Date!]! = [{days}]{tail}")).await;
        assert_eq!(found["schoolLandscape"].as_array().unwrap().len(), 20);
    }
}
