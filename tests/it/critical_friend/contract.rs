//! Critical-friend work through the contract, from the policy to the question.

use serde_json::{Value, json};
use sextant_domain::access::Role;

use crate::contract::{respond_as, who};
use crate::support::{Db, LoadedCopy, both};

/// Harris Academy Chafford Hundred, of the register.
const URN: i32 = 137_549;

async fn asked(db: &Db, role: Role, operation: &str) -> Value {
    let response = respond_as(db, who(role, "thurrock"), operation).await;
    assert_eq!(response.get("errors"), None, "{operation}: {response}");
    response["data"].as_object().unwrap().values().next().unwrap().clone()
}

async fn write(db: &Db, mutation: &str) -> Value {
    asked(db, Role::Officer, &format!("mutation {{ {mutation} }}")).await
}

async fn policy(db: &Db) -> Value {
    let tiers = "[{number: 1, name: \"Light touch\", criteria: \"Good.\", elevated: false}, \
                 {number: 2, name: \"Support\", criteria: \"Falling.\", elevated: true, visitWeeks: 6}]";
    let input = format!(
        "code: \"support\", expectedVersion: 0, tiers: {tiers}, approvedOn: \"2025-09-01\", approvedBy: \"Cabinet\""
    );
    let mutation = format!(
        "mutation {{ createRiskPolicy(input: {{{input}}}) {{ policy {{ id version tiers {{ name }} }} errors {{ code }} }} }}"
    );
    let written = asked(db, Role::DataOwner, &mutation).await;
    assert_eq!(written["policy"]["tiers"], json!([{ "name": "Light touch" }, { "name": "Support" }]), "{written}");
    written["policy"]["id"].clone()
}

both! {
    async fn a_visit_carries_the_tier_of_its_day_and_actions_are_closed_with_evidence(db: LoadedCopy) {
        let policy = policy(&db).await;
        let assess = format!("assessRisk(input: {{urn: {URN}, policy: {policy}, tier: 2, rationale: \"Results fall.\", \
            decidedBy: \"Head of service\", decidedOn: \"2026-09-10\"}}) {{ assessment {{ tier elevated school {{ urn }} }} errors {{ code }} }}");
        assert_eq!(write(&db, &assess).await["assessment"], json!({ "tier": 2, "elevated": true, "school": { "urn": URN.to_string() } }));
        let visit = |day: &str| format!("recordVisit(input: {{urn: {URN}, day: \"{day}\", purpose: \"Autumn visit\", leadOfficer: \"Adviser\", \
            note: \"Seen.\"}}) {{ visit {{ id tier status packSha256 }} errors {{ code path }} }}");
        assert_eq!(write(&db, &visit("2026-09-09")).await["visit"]["tier"], Value::Null);
        let held = write(&db, &visit("2026-10-01")).await["visit"].clone();
        assert_eq!((&held["tier"], &held["status"]), (&json!(2), &json!("HELD")));
        assert_eq!(held["packSha256"].as_str().unwrap().len(), 64);
        let action = format!("createAction(input: {{text: \"Moderate writing\", owner: \"Head\", source: VISIT, visit: {}, \
            agreedOn: \"2026-10-01\", due: \"2026-11-01\"}}) {{ action {{ id version school {{ urn }} }} errors {{ code path }} }}", held["id"]);
        let action = write(&db, &action).await["action"].clone();
        assert_eq!(action["school"]["urn"], URN.to_string());
        let overdue = asked(&db, Role::Officer, include_str!("../../../schema/operations/OverdueActions.graphql")).await;
        assert_eq!((&overdue["totalCount"], &overdue["nodes"][0]["daysOverdue"]), (&json!(1), &json!(22)));
        let close = |evidence: &str| format!("closeAction(input: {{id: {}, expectedVersion: 1, closedOn: \"2026-11-20\", evidence: \"{evidence}\"}}) \
            {{ action {{ status evidence daysOverdue }} errors {{ code path }} }}", action["id"]);
        let without = write(&db, &close(" ")).await;
        assert_eq!((&without["errors"][0]["code"], &without["errors"][0]["path"]), (&json!("EVIDENCE_REQUIRED"), &json!(["input", "evidence"])));
        assert_eq!(write(&db, &close("Minutes of 20 November")).await["action"]["status"], "CLOSED");
        let open = asked(&db, Role::Officer, "{ actions(filter: {status: {eq: OPEN}}) { totalCount } }").await;
        assert_eq!(open["totalCount"], 0);
        let trail = asked(&db, Role::DataOwner, &format!("{{ auditEntries(record: {}) {{ nodes {{ act kind }} }} }}", action["id"])).await;
        assert_eq!(trail["nodes"], json!([{ "act": "CREATED", "kind": "ACTION" }, { "act": "CHANGED", "kind": "ACTION" }]));
    }

    async fn the_ledger_of_surprises_counts_what_was_on_record(db: LoadedCopy) {
        let told = asked(&db, Role::Officer, include_str!("../../../schema/operations/NoSurprise.graphql")).await;
        assert_eq!(told["sensitivity"]["part"], 0);
        let whole = told["sensitivity"]["whole"].as_i64().unwrap();
        assert!(whole > 0 && told["adverse"].as_array().unwrap().len() as i64 == whole, "{told}");
        assert_eq!(told["falseAlarms"]["display"], "nothing to count");
        let refused = respond_as(&db, who(Role::Officer, "thurrock"), "{ noSurprise(from: \"2025-09-01\", to: \"2025-09-01\") { sensitivity { part } } }").await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    }
}
