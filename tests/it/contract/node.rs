//! Anything by its id.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sextant_domain::access::{Identity, Role};

use super::{admin, ask, respond_as, who};
use crate::support::{Db, Loaded, LoadedCopy, both};

/// The lists whose rows are nodes, for whoever they are for.
const PUBLIC: [&str; 8] =
    ["places", "schools", "trusts", "indicators", "outcomes", "strategies", "scorecards", "snapshots"];

/// The ids and kinds of the first rows of a list.
async fn first_of(db: &Db, list: &str) -> Vec<Value> {
    let data = ask(db, &format!("{{ {list}(first: 5) {{ nodes {{ __typename id }} }} }}")).await;
    data[list]["nodes"].as_array().unwrap().clone()
}

fn ids(rows: &[Value]) -> String {
    json!(rows.iter().map(|row| row["id"].clone()).collect::<Vec<_>>()).to_string()
}

both! {
    async fn what_is_published_is_read_by_its_id(db: Loaded) {
        for list in PUBLIC {
            let rows = first_of(&db, list).await;
            assert!(!rows.is_empty(), "{list}");
            let read = respond_as(&db, Identity::public(), &format!("{{ nodes(ids: {}) {{ __typename id }} }}", ids(&rows))).await;
            assert_eq!(read["data"]["nodes"], json!(rows), "{list}: {read}");
        }
    }

    /// However many are asked for, one statement reads those of a kind.
    async fn nodes_of_a_kind_cost_one_statement(db: Loaded) {
        for list in PUBLIC {
            let rows = first_of(&db, list).await;
            let mut counts = Vec::new();
            for rows in [&rows[..1], &rows[..]] {
                let before = db.store.statements();
                ask(&db, &format!("{{ nodes(ids: {}) {{ id }} }}", ids(rows))).await;
                counts.push(db.store.statements() - before);
            }
            assert_eq!(counts[0], counts[1], "{list}");
            assert!(counts[0] <= 2, "{list}: {counts:?}");
        }
    }

    async fn what_is_written_is_read_by_those_whom_it_is_for(db: LoadedCopy) {
        let made = respond_as(&db, who(Role::Officer, "thurrock"), "mutation { createOrganisation(input: {kind: EMPLOYER, \
            name: \"Port\"}) { organisation { id } } }").await;
        let id = made["data"]["createOrganisation"]["organisation"]["id"].clone();
        assert!(id.is_string(), "{made}");
        let read = async |identity| respond_as(&db, identity, &format!("{{ node(id: {id}) {{ id ... on Organisation {{ name }} }} }}")).await;
        assert_eq!(read(who(Role::Member, "thurrock")).await["data"]["node"], json!({ "id": id, "name": "Port" }));
        assert_eq!(read(admin()).await["data"]["node"]["name"], "Port");
        assert_eq!(read(who(Role::Admin, "essex")).await["data"]["node"], Value::Null, "a foreign id is like none");
        assert_eq!(read(Identity::public()).await["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    }

    async fn what_a_list_is_refused_to_its_things_are_too(db: Loaded) {
        let member = ["Organisation", "Partnership", "Activity", "FundingBid", "FundingStream", "Contribution", "ScrutinyMeeting",
            "Recommendation", "EqualityImpact"];
        let officer = ["RiskPolicy", "RiskAssessment", "Visit", "Action", "Flag", "Commentary"];
        for (kind, least) in member.map(|kind| (kind, Role::Member)).into_iter().chain(officer.map(|kind| (kind, Role::Officer))) {
            let query = format!("{{ node(id: \"{}\") {{ id }} }}", BASE64_URL_SAFE_NO_PAD.encode(format!("{kind}:1")));
            for role in [Role::Public, Role::Member, Role::Officer, Role::DataOwner, Role::Admin] {
                let identity = if role == Role::Public { Identity::public() } else { who(role, "thurrock") };
                let response = respond_as(&db, identity, &query).await;
                let expected = if role == Role::Public { json!("UNAUTHENTICATED") } else if role < least { json!("FORBIDDEN") } else { Value::Null };
                assert_eq!(response["errors"][0]["extensions"]["code"], expected, "{kind} for {role:?}: {response}");
                assert_eq!(response["data"]["node"], Value::Null);
            }
        }
    }

    async fn nobodys_ids_are_nothing(db: Loaded) {
        let ids = ["", "x", "UGxhY2U6", "UGxhY2U6YWJj", "T3V0Y29tZToxLzIvMw", "T3V0Y29tZToxLzIvMy94", "U2NvcmVjYXJkOi8vLw", "Tm90aGluZzox", "////"];
        let data = ask(&db, &format!("{{ nodes(ids: {}) {{ id }} }}", json!(ids))).await;
        assert_eq!(data["nodes"], json!(ids.map(|_| Value::Null)));
        let many = json!(vec!["x"; 101]).to_string();
        let refused = respond_as(&db, admin(), &format!("{{ nodes(ids: {many}) {{ id }} }}")).await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{refused}");
    }
}
