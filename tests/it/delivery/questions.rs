//! One query each for what officers and members ask of partnerships.

use serde_json::{Value, json};
use sextant_service::delivery::load_file;

use crate::contract::{ask, mint};
use crate::support::extract::project;
use crate::support::{Db, LoadedCopy, both, now};

/// The invented work of the demonstration.
pub(crate) async fn invented(db: &Db) {
    let text = std::fs::read_to_string(project("data/demo/partnerships.toml")).unwrap();
    let mint = mint();
    let make = move || mint();
    assert_eq!(load_file(&db.store, &text, "Invented", (now(), &make)).await.unwrap(), 4);
}

fn titles(data: &Value) -> Vec<&str> {
    data["partnerships"]["nodes"].as_array().unwrap().iter().map(|it| it["title"].as_str().unwrap()).collect()
}

both! {
    async fn what_is_each_meant_to_move_and_has_it_moved(db: LoadedCopy) {
        invented(&db).await;
        let data = ask(&db, include_str!("../../../schema/operations/Partnerships.graphql")).await;
        assert_eq!(titles(&data), ["Pathways to the port (invented)", "Reading together (invented)", "Ready for school (invented)"]);
        let reading = &data["partnerships"]["nodes"][1];
        let outcome = reading["outcomes"].as_array().unwrap().iter().find(|it| it["indicatorCode"] == "ATT-08").unwrap();
        assert_eq!(outcome["line"]["value"]["display"], "69");
        assert_eq!(outcome["line"]["directionOfTravel"]["verdict"], "IMPROVING");
        assert_eq!(reading["lacks"], json!([]));
    }

    async fn which_have_no_outcome_owner_or_review_date(db: LoadedCopy) {
        invented(&db).await;
        let data = ask(&db, include_str!("../../../schema/operations/PartnershipsThatLack.graphql")).await;
        let nodes = data["partnerships"]["nodes"].as_array().unwrap();
        let lacking: Vec<_> = nodes.iter().map(|it| (it["title"].as_str().unwrap(), it["lacks"].clone())).collect();
        assert_eq!(lacking, [
            ("Pathways to the port (invented)", json!(["REVIEW_OVERDUE"])),
            ("Ready for school (invented)", json!(["NO_OUTCOME", "NO_OWNER", "NO_REVIEW_DATE"])),
            ("Safe journeys (invented)", json!(["NO_OUTCOME", "NO_REVIEW_DATE"])),
        ]);
        assert_eq!(data["partnerships"]["totalCount"], 3);
    }

    /// Osborne (8 primary, 2 secondary) and Gateway (4 and 1) meet the principle in Thurrock; the employers are no trust.
    async fn which_have_a_trust_that_meets_the_principle(db: LoadedCopy) {
        invented(&db).await;
        let data = ask(&db, include_str!("../../../schema/operations/PartnershipsWithTrusts.graphql")).await;
        assert_eq!(titles(&data), ["Reading together (invented)"]);
        let asked = |member: &str| format!("{{ partnerships(hasMember: {{{member}}}, orderBy: [{{field: TITLE}}]) {{ nodes {{ title }} }} }}");
        let of = async |member: &str| titles(&ask(&db, &asked(member)).await).len();
        assert_eq!(of("trustUid: [\"4662\"], role: [LEAD]").await, 0);
        assert_eq!(of("trustUid: [\"4662\"], role: [PARTNER]").await, 1);
        assert_eq!(of("kind: [EMPLOYER, HEALTH]").await, 2);
        assert_eq!(of("kind: [EMPLOYER, HEALTH], asOf: \"2024-12-31\"").await, 1);
        assert_eq!(of("kind: []").await, 0);
    }

    async fn loading_the_file_twice_writes_nothing_twice(db: LoadedCopy) {
        invented(&db).await;
        let count = "SELECT COUNT(*) FROM audit_entry";
        let once = db.number(count).await;
        invented(&db).await;
        assert_eq!(db.number(count).await, once);
    }

    /// Members, commitments, outcomes and lines cost as many statements for one partnership as for all.
    async fn nested_partnerships_cost_no_more_statements(db: LoadedCopy) {
        invented(&db).await;
        let query = |first: i32| format!(
            "{{ partnerships(first: {first}, filter: {{hasOutcome: {{eq: true}}}}) {{ nodes {{ lacks members {{ organisation {{ name }} }} \
             commitments {{ strategy {{ title }} }} outcomes {{ line {{ value {{ display }} }} }} }} }} }}"
        );
        let mut counts = Vec::new();
        for first in [1, 100] {
            let before = db.store.statements();
            ask(&db, &query(first)).await;
            counts.push(db.store.statements() - before);
        }
        assert_eq!(counts[0], counts[1]);
    }
}
