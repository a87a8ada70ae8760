//! Equality impacts: what may be written, what is refused, what is looked at again when.

use serde_json::{Value, json};
use sextant_domain::access::Role;

use super::{refusal, refused, write_as};
use crate::contract::{respond_as, who};
use crate::support::{Db, LoadedCopy, both};

const SHOWN: &str = "{ impact { id version subject strategyCode commitmentCode characteristic impact mitigation \
                     reviewOn strategy { code } } errors { code path message } }";
const NEGATIVE: &str = "characteristic: DISABILITY, impact: NEGATIVE, mitigation: \"A second bus.\", \
                        consulted: \"The parent carer forum\", reviewOn: \"2027-01-15\"";

async fn create(db: &Db, said: &str) -> Value {
    let mutation = format!("createEqualityImpact(input: {{strategy: \"thurrock-2019\", {said}}}) {SHOWN}");
    write_as(db, who(Role::Officer, "thurrock"), &mutation).await
}

async fn counted(db: &Db, asked: &str) -> Value {
    let query = format!("{{ equalityImpacts({asked}) {{ totalCount }} }}");
    respond_as(db, who(Role::Member, "thurrock"), &query).await["data"]["equalityImpacts"]["totalCount"].clone()
}

both! {
    async fn an_impact_is_of_a_strategy_or_of_a_commitment(db: LoadedCopy) {
        let whole = create(&db, NEGATIVE).await["impact"].clone();
        assert_eq!((&whole["subject"], &whole["commitmentCode"]), (&json!("STRATEGY"), &Value::Null));
        assert_eq!(whole["strategy"], json!({ "code": "thurrock-2019" }));
        let part = create(&db, "commitment: \"3.1\", characteristic: LOOKED_AFTER_CHILDREN, impact: UNKNOWN, reviewOn: \"2026-12-01\"").await;
        assert_eq!((&part["impact"]["subject"], &part["impact"]["commitmentCode"]), (&json!("COMMITMENT"), &json!("3.1")), "{part}");
        create(&db, "characteristic: OTHER_GROUP, groupName: \"Young carers\", impact: POSITIVE").await;
        for (asked, expected) in [
            ("filter: {impact: {in: [NEGATIVE, UNKNOWN]}}", 2),
            ("filter: {subject: {eq: COMMITMENT}, commitment: {eq: \"3.1\"}}", 1),
            ("filter: {not: {characteristic: {eq: DISABILITY}}}", 2),
            ("filter: {strategy: {eq: \"demonstration-2024\"}}", 0),
            ("filter: {reviewOn: {isNull: true}}", 1),
            ("reviewOverdueOn: \"2026-12-01\"", 0),
            ("reviewOverdueOn: \"2026-12-02\"", 1),
            ("reviewOverdueOn: \"2027-01-16\"", 2),
        ] {
            assert_eq!(counted(&db, asked).await, expected, "{asked}");
        }
        let told = respond_as(&db, who(Role::Member, "thurrock"), include_str!("../../../schema/operations/EqualityImpacts.graphql")).await;
        let nodes = told["data"]["equalityImpacts"]["nodes"].as_array().unwrap();
        let days: Vec<_> = nodes.iter().map(|it| it["reviewOn"].as_str().unwrap()).collect();
        assert_eq!((days, &nodes[1]["consulted"]), (vec!["2026-12-01", "2027-01-15"], &json!("The parent carer forum")));
    }

    async fn what_is_wrong_is_named_and_nothing_is_written(db: LoadedCopy) {
        let long = "x".repeat(1_000_000);
        for (said, code, path) in [
            ("characteristic: SEX, impact: NEGATIVE, reviewOn: \"2027-01-15\"", "REQUIRED", "input.mitigation"),
            ("characteristic: SEX, impact: NEGATIVE, mitigation: \"M.\"", "REQUIRED", "input.reviewOn"),
            ("characteristic: SEX, impact: UNKNOWN", "REQUIRED", "input.reviewOn"),
            ("characteristic: SEX, impact: NEUTRAL, reviewOn: \"2026-11-22\"", "OUT_OF_RANGE", "input.reviewOn"),
            ("characteristic: OTHER_GROUP, impact: NEUTRAL", "REQUIRED", "input.groupName"),
            ("characteristic: SEX, groupName: \"Boys\", impact: NEUTRAL", "STATE_NOT_ALLOWED", "input.groupName"),
            ("commitment: \"9.9\", characteristic: SEX, impact: NEUTRAL", "UNKNOWN", "input.commitment"),
            ("characteristic: SEX, impact: NEUTRAL, consulted: \"a\\u0007\"", "CONTROL_CHARACTER", "input.consulted"),
            (&format!("characteristic: SEX, impact: NEUTRAL, evidence: \"{long}\""), "TOO_LONG", "input.evidence"),
        ] {
            assert_eq!(refused(&create(&db, said).await), refusal(code, path));
        }
        let nowhere = format!("createEqualityImpact(input: {{strategy: \"none\", {NEGATIVE}}}) {SHOWN}");
        let nowhere = write_as(&db, who(Role::Officer, "thurrock"), &nowhere).await;
        assert_eq!(refused(&nowhere), refusal("UNKNOWN", "input.strategy"));
        assert_eq!(db.number("SELECT COUNT(*) FROM equality_impact").await, 0);
        assert_eq!(db.number("SELECT COUNT(*) FROM audit_entry").await, 0);
    }

    async fn a_change_names_its_version_and_a_key_writes_once(db: LoadedCopy) {
        let with = format!("{NEGATIVE}, idempotencyKey: \"one\"");
        let first = create(&db, &with).await["impact"].clone();
        assert_eq!(create(&db, &with).await["impact"], first);
        let change = format!("updateEqualityImpact(input: {{id: {}, expectedVersion: 1, characteristic: DISABILITY, impact: NEUTRAL}}) {SHOWN}", first["id"]);
        let changed = write_as(&db, who(Role::Officer, "thurrock"), &change).await["impact"].clone();
        assert_eq!((&changed["version"], &changed["mitigation"]), (&json!(2), &Value::Null));
        let stale = write_as(&db, who(Role::Officer, "thurrock"), &change).await;
        assert_eq!(refused(&stale), refusal("STALE_VERSION", "input.expectedVersion"));
        assert_eq!(db.number("SELECT COUNT(*) FROM audit_entry").await, 2);
    }

    /// A foreign id answers exactly as one that does not exist, and a foreign strategy is none.
    async fn another_council_sees_nothing_and_changes_nothing(db: LoadedCopy) {
        db.execute("INSERT INTO council (code, name, place_id) VALUES ('essex', 'Essex County Council', 881)").await.unwrap();
        let id = create(&db, NEGATIVE).await["impact"]["id"].clone();
        let foreign = || who(Role::Admin, "essex");
        let change = |id: &Value| format!("updateEqualityImpact(input: {{id: {id}, expectedVersion: 1, characteristic: SEX, impact: NEUTRAL}}) {SHOWN}");
        let theirs = write_as(&db, foreign(), &change(&id)).await;
        assert_eq!(theirs, write_as(&db, foreign(), &change(&json!("RXF1YWxpdHlJbXBhY3Q6bm9uZQ"))).await);
        assert_eq!(refused(&theirs), refusal("UNKNOWN", "input.id"));
        for (subject, field) in [("strategy: \"thurrock-2019\"", "strategy"), ("strategy: \"thurrock-2019\", commitment: \"1.1\"", "commitment")] {
            let borrowed = write_as(&db, foreign(), &format!("createEqualityImpact(input: {{{subject}, {NEGATIVE}}}) {SHOWN}")).await;
            assert_eq!(refused(&borrowed), refusal("UNKNOWN", &format!("input.{field}")));
        }
        let seen = respond_as(&db, foreign(), "{ equalityImpacts { totalCount } }").await;
        assert_eq!(seen["data"]["equalityImpacts"]["totalCount"], 0);
    }
}
