//! Writing organisations and partnerships through the contract.

use serde_json::{Value, json};
use sextant_domain::access::Role;

use super::{partnership, refusal, refused, write_as};
use crate::contract::{ask, respond_as, who};
use crate::support::{Db, LoadedCopy, both};

const SHOWN: &str =
    "{ partnership { id version title lacks members { id version role } } errors { code path message } }";
const ORGANISATION: &str = "{ organisation { id version name school { urn } trust { uid } designations { kind validTo } } \
                            errors { code path message } }";

async fn write(db: &Db, mutation: &str) -> Value {
    write_as(db, who(Role::Officer, "thurrock"), mutation).await
}

async fn create(db: &Db, title: &str, more: &str) -> Value {
    let input = partnership(title, more);
    write(db, &format!("createPartnership(input: {{partnership: {{{input}}}}}) {SHOWN}")).await
}

async fn organisation(db: &Db, input: &str) -> Value {
    write(db, &format!("createOrganisation(input: {{{input}}}) {ORGANISATION}")).await
}

async fn rows(db: &Db) -> i64 {
    let mut all = 0;
    for table in ["organisation", "designation", "partnership", "partnership_member", "audit_entry", "idempotency_key"]
    {
        all += db.number(&format!("SELECT COUNT(*) FROM {table}")).await;
    }
    all
}

both! {
    /// Osborne Co-operative Academy Trust is 4662 in the register; Harris Academy Chafford Hundred is 137549.
    async fn a_school_and_a_trust_are_those_of_the_register(db: LoadedCopy) {
        let trust = organisation(&db, "kind: TRUST, trustUid: 4662").await;
        assert_eq!(trust["organisation"]["name"], "OSBORNE CO-OPERATIVE ACADEMY TRUST");
        assert_eq!(trust["organisation"]["trust"], json!({ "uid": "4662" }));
        let school = organisation(&db, "kind: SCHOOL, urn: 137549").await;
        assert_eq!(school["organisation"]["school"], json!({ "urn": "137549" }), "{school}");
        let before = rows(&db).await;
        for (input, code, path) in [
            ("kind: TRUST, trustUid: 4662", "DUPLICATE", "input.trustUid"),
            ("kind: SCHOOL, urn: 999999", "UNKNOWN", "input.urn"),
            ("kind: SCHOOL", "REQUIRED", "input.urn"),
            ("kind: EMPLOYER, name: \"Port\", urn: 137549", "KIND_NOT_ALLOWED", "input.urn"),
            ("kind: EMPLOYER, name: \" \"", "REQUIRED", "input.name"),
            ("kind: EMPLOYER, name: \"Port\\u0007\"", "CONTROL_CHARACTER", "input.name"),
        ] {
            assert_eq!(refused(&organisation(&db, input).await), refusal(code, path), "{input}");
        }
        assert_eq!(rows(&db).await, before);
    }

    async fn a_teaching_school_ended_in_august_2021(db: LoadedCopy) {
        let school = organisation(&db, "kind: SCHOOL, urn: 137549").await["organisation"]["id"].clone();
        let employer = organisation(&db, "kind: EMPLOYER, name: \"Port\"").await["organisation"]["id"].clone();
        let designate = async |of: &Value, days: &str| {
            let input = format!("organisation: {of}, kind: TEACHING_SCHOOL, {days}");
            write(&db, &format!("createDesignation(input: {{{input}}}) {ORGANISATION}")).await
        };
        let beyond = designate(&school, "validFrom: \"2012-04-01\"").await;
        assert_eq!(refused(&beyond), refusal("DESIGNATION_ENDED", "input.validTo"));
        let employed = designate(&employer, "validFrom: \"2012-04-01\", validTo: \"2021-09-01\"").await;
        assert_eq!(refused(&employed), refusal("KIND_NOT_ALLOWED", "input.kind"));
        let held = designate(&school, "validFrom: \"2012-04-01\", validTo: \"2021-09-01\"").await;
        let expected = json!([{ "kind": "TEACHING_SCHOOL", "validTo": "2021-09-01" }]);
        assert_eq!(held["organisation"]["designations"], expected);
        let again = designate(&school, "validFrom: \"2015-04-01\", validTo: \"2016-09-01\"").await;
        assert_eq!(refused(&again), refusal("OVERLAP", "input.validFrom"));
    }

    async fn what_is_wrong_with_a_partnership_is_named_and_nothing_is_written(db: LoadedCopy) {
        let before = rows(&db).await;
        let too_long = "x".repeat(10_001);
        for (more, code, path) in [
            (", validTo: \"2026-08-31\"".to_owned(), "DATES_REVERSED", "input.partnership.validTo"),
            (", reviewOn: \"2027-11-24\"".to_owned(), "OUT_OF_RANGE", "input.partnership.reviewOn"),
            (format!(", purpose: \"{too_long}\""), "TOO_LONG", "input.partnership.purpose"),
        ] {
            assert_eq!(refused(&create(&db, "Reading", &more).await), refusal(code, path));
        }
        let unknown = "kind: SCHOOLS, title: \"Reading\", status: ACTIVE, validFrom: \"2026-09-01\", \
            commitments: [{strategy: \"thurrock-2019\", commitment: \"9.9\"}], \
            outcomes: [{strategy: \"thurrock-2019\", indicator: \"ATT-99\"}]";
        let told = write(&db, &format!("createPartnership(input: {{partnership: {{{unknown}}}}}) {SHOWN}")).await;
        let expected = [("UNKNOWN", "input.partnership.commitments"), ("UNKNOWN", "input.partnership.outcomes")];
        assert_eq!(refused(&told), expected.map(|(code, path)| (code.to_owned(), path.to_owned())));
        assert_eq!(rows(&db).await, before);
    }

    async fn a_stale_change_is_refused_and_a_fresh_one_leaves_a_trail(db: LoadedCopy) {
        let id = create(&db, "Reading", "").await["partnership"]["id"].clone();
        let change = async |version: i32, title: &str| {
            let input = format!("id: {id}, expectedVersion: {version}, partnership: {{{}}}", partnership(title, ", leadOfficer: \"Head\""));
            write(&db, &format!("updatePartnership(input: {{{input}}}) {SHOWN}")).await
        };
        assert_eq!(change(1, "Reading more").await["partnership"]["version"], 2);
        assert_eq!(refused(&change(1, "Reading less").await), refusal("STALE_VERSION", "input.expectedVersion"));
        let query = format!("{{ auditEntries(record: {id}) {{ nodes {{ act version actor before after }} }} partnership(id: {id}) {{ title version }} }}");
        let seen = ask(&db, &query).await;
        assert_eq!(seen["partnership"], json!({ "title": "Reading more", "version": 2 }));
        let trail = seen["auditEntries"]["nodes"].as_array().unwrap();
        assert_eq!(trail.iter().map(|it| it["act"].as_str().unwrap()).collect::<Vec<_>>(), ["CREATED", "CHANGED"]);
        assert_eq!((&trail[0]["before"], &trail[1]["actor"]), (&Value::Null, &json!("A test's officer")));
        let (before, after) = (trail[1]["before"].as_str().unwrap(), trail[1]["after"].as_str().unwrap());
        assert!(before.contains("\"title\":\"Reading\"") && after.contains("\"title\":\"Reading more\""), "{before} {after}");
        assert!(after.contains("[\"thurrock-2019\",\"1.1\"]"), "{after}");
    }

    async fn a_key_writes_once(db: LoadedCopy) {
        let with = async |title: &str| {
            let input = format!("idempotencyKey: \"one\", partnership: {{{}}}", partnership(title, ""));
            write(&db, &format!("createPartnership(input: {{{input}}}) {SHOWN}")).await
        };
        let first = with("Reading").await;
        assert_eq!(with("Reading").await["partnership"]["id"], first["partnership"]["id"]);
        assert_eq!(refused(&with("Writing").await), refusal("IDEMPOTENCY_KEY_REUSED", "input.idempotencyKey"));
        assert_eq!(db.number("SELECT COUNT(*) FROM partnership").await, 1);
        assert_eq!(db.number("SELECT COUNT(*) FROM audit_entry").await, 1);
    }

    async fn memberships_have_days_and_keep_their_history(db: LoadedCopy) {
        let of = create(&db, "Reading", "").await["partnership"]["id"].clone();
        let member = organisation(&db, "kind: EMPLOYER, name: \"Port\"").await["organisation"]["id"].clone();
        let add = async |role: &str, days: &str| {
            let input = format!("partnership: {of}, organisation: {member}, role: {role}, {days}");
            write(&db, &format!("addPartnershipMember(input: {{{input}}}) {SHOWN}")).await
        };
        assert_eq!(refused(&add("LEAD", "validFrom: \"2026-08-31\"").await), refusal("OUT_OF_RANGE", "input.validFrom"));
        let lead = add("LEAD", "validFrom: \"2026-09-01\"").await["partnership"]["members"][0].clone();
        assert_eq!(refused(&add("LEAD", "validFrom: \"2026-10-01\"").await), refusal("OVERLAP", "input.validFrom"));
        let input = format!("id: {}, partnership: {of}, expectedVersion: 1, role: LEAD, validFrom: \"2026-09-01\", validTo: \"2026-10-01\"", lead["id"]);
        let ended = write(&db, &format!("updatePartnershipMember(input: {{{input}}}) {SHOWN}")).await;
        assert_eq!(ended["partnership"]["members"][0]["version"], 2, "{ended}");
        assert_eq!(add("LEAD", "validFrom: \"2026-10-01\"").await["partnership"]["members"].as_array().unwrap().len(), 2);
        let on = async |day: &str| {
            let query = format!("{{ partnership(id: {of}) {{ members(asOf: \"{day}\") {{ id }} }} }}");
            ask(&db, &query).await["partnership"]["members"].as_array().unwrap().len()
        };
        assert_eq!((on("2026-08-31").await, on("2026-09-30").await, on("2026-10-01").await), (0, 1, 1));
    }

    /// A foreign id answers exactly as one that does not exist, whoever asks.
    async fn another_council_sees_nothing_and_changes_nothing(db: LoadedCopy) {
        db.execute("INSERT INTO council (code, name, place_id) VALUES ('essex', 'Essex County Council', 881)").await.unwrap();
        let id = create(&db, "Reading", "").await["partnership"]["id"].clone();
        let foreign = who(Role::Admin, "essex");
        let query = format!("{{ partnership(id: {id}) {{ title }} partnerships {{ totalCount }} auditEntries {{ totalCount }} organisations {{ totalCount }} }}");
        let seen = respond_as(&db, foreign.clone(), &query).await["data"].clone();
        let nothing = json!({ "totalCount": 0 });
        assert_eq!(seen, json!({ "partnership": null, "partnerships": nothing, "auditEntries": nothing, "organisations": nothing }));
        let change = |id: &Value| format!("updatePartnership(input: {{id: {id}, expectedVersion: 1, partnership: {{{}}}}}) {SHOWN}", partnership("Theirs", ""));
        let missing = json!("UGFydG5lcnNoaXA6bm9uZQ");
        let (theirs, none) = (write_as(&db, foreign.clone(), &change(&id)).await, write_as(&db, foreign, &change(&missing)).await);
        assert_eq!(theirs, none);
        assert_eq!(refused(&theirs), refusal("UNKNOWN", "input.id"));
        let compile = "compileScorecard(input: {strategy: \"thurrock-2019\", academicYear: \"2025/26\", term: AUTUMN}) { errors { code path } }";
        assert_eq!(refused(&write_as(&db, who(Role::Admin, "essex"), compile).await), refusal("UNKNOWN_STRATEGY", "input.strategy"));
        assert_eq!(ask(&db, &format!("{{ partnership(id: {id}) {{ title }} }}")).await["partnership"]["title"], "Reading");
    }
}
