//! Activities: what is written, what is refused, what is found.

use serde_json::{Value, json};
use sextant_domain::access::Role;
use sextant_domain::delivery::{
    ActivityDraft, ActivityKind, ActivityStatus, EffectDirection, ExpectedEffect, ProblemCode,
};
use sextant_service::delivery::{ActivityInput, ChangeActivity, Write, WriteError, change_activity};
use sextant_store::query;

use super::{
    NOTHING, activity, create_activity, of_essex, partnership_since_2022, refusal, refused, rows, running, write,
    write_as,
};
use crate::contract::{ask, mint, respond_as, who};
use crate::support::{Db, LoadedCopy, both, day};

/// Harris Academy Chafford Hundred, a secondary school, and Ormiston Park Academy.
const SCHOOLS: &str = "schools: [137549, 135960], commitments: [{strategy: \"thurrock-2019\", commitment: \"1.1\"}], \
                       expectedEffects: [{strategy: \"thurrock-2019\", indicator: \"ATT-08\", direction: UP, change: \"1.5\"}]";

fn titles(data: &Value) -> Vec<&str> {
    data["activities"]["nodes"].as_array().unwrap().iter().map(|it| it["title"].as_str().unwrap()).collect()
}

/// The titles of the activities that an officer finds.
async fn found(db: &Db, arguments: &str) -> Vec<String> {
    let query = format!("{{ activities({arguments} orderBy: [{{field: TITLE}}]) {{ totalCount nodes {{ title }} }} }}");
    let data = ask(db, &query).await;
    assert_eq!(data["activities"]["totalCount"], titles(&data).len(), "{arguments}");
    titles(&data).into_iter().map(ToOwned::to_owned).collect()
}

/// Puts a school on record in an elevated tier, and another in one that is not.
async fn assessed(db: &Db) {
    let tiers = "[{number: 1, name: \"Light\", criteria: \"Good.\", elevated: false}, \
                 {number: 2, name: \"Support\", criteria: \"Falling.\", elevated: true}]";
    let policy = format!(
        "createRiskPolicy(input: {{code: \"p\", expectedVersion: 0, tiers: {tiers}, approvedOn: \"2025-01-01\", \
         approvedBy: \"Cabinet\"}}) {{ policy {{ id }} errors {{ code }} }}"
    );
    let policy = write_as(db, who(Role::DataOwner, "thurrock"), &policy).await["policy"]["id"].clone();
    for (urn, tier, on) in [(137_549, 2, "2026-01-10"), (137_549, 1, "2026-03-10"), (135_960, 1, "2026-01-10")] {
        let input = format!(
            "urn: {urn}, policy: {policy}, tier: {tier}, rationale: \"Invented.\", decidedBy: \"Board\", decidedOn: \"{on}\""
        );
        let told =
            write(db, &format!("assessRisk(input: {{{input}}}) {{ assessment {{ tier }} errors {{ code }} }}")).await;
        assert_eq!(told["assessment"]["tier"], tier, "{told}");
    }
}

/// A change of the one activity with an effect, on a day that the schema's clock has not come to.
async fn changed_on(db: &Db, (id, version): (&str, i32), on: &str, change: Option<&str>) -> Result<String, WriteError> {
    let effect = |change: &str| ExpectedEffect {
        strategy: "thurrock-2019".into(),
        indicator: "ATT-08".into(),
        breakdown: "total".into(),
        direction: Some(EffectDirection::Up),
        change: Some(sextant_domain::Figure::parse(change).unwrap()),
    };
    let draft = ActivityDraft {
        title: "Reading leads".into(),
        status: ActivityStatus::Running,
        from: day("2027-01-04"),
        to: None,
        sessions: None,
        pupils: None,
        staff: None,
        target_group: None,
        cost: None,
    };
    let input = ActivityInput {
        kind: ActivityKind::Targeted,
        draft,
        schools: [137_549].into(),
        commitments: [].into(),
        effects: change.map(effect).into_iter().collect(),
    };
    let (identity, make) = (who(Role::Officer, "thurrock"), mint());
    let make = move || make();
    let now = day(on).and_hms_opt(9, 0, 0).unwrap().and_utc();
    let write = Write { identity: &identity, now, mint: &make, key: None };
    change_activity(&db.store, &write, &ChangeActivity { id: id.into(), expected_version: version, input }).await
}

#[track_caller]
fn too_late(told: Result<String, WriteError>) {
    let Err(WriteError::Problems(problems)) = told else { panic!("{told:?}") };
    let said: Vec<_> = problems.iter().map(|it| (it.field.as_str(), it.code)).collect();
    assert_eq!(said, [("expectedEffects", ProblemCode::StateNotAllowed)]);
}

both! {
    async fn an_activity_is_read_with_all_that_hangs_on_it(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        let more = format!("sessions: 12, pupils: 300, targetGroup: \"disadvantage:disadvantaged\", cost: \"1250000\", {SCHOOLS}");
        let made = create_activity(&db, &of, &activity("Reading leads", "PLANNED", "2027-01-04", &more)).await;
        assert_eq!(made["errors"], json!([]), "{made}");
        let id = &made["activity"]["id"];
        let query = format!(
            "{{ activity(id: {id}) {{ kind status validFrom validTo sessions staff cost targetGroup {{ code }} partnership {{ title \
             activities {{ title }} }} schools {{ urn phase }} commitments {{ strategyCode commitmentCode }} funding {{ title }} \
             expectedEffects {{ group {{ code }} direction change statedOn indicator {{ unit }} line {{ value {{ display }} }} }} }} }}"
        );
        assert_eq!(ask(&db, &query).await["activity"], json!({
            "kind": "TARGETED", "status": "PLANNED", "validFrom": "2027-01-04", "validTo": null, "sessions": 12, "staff": null,
            "cost": "1250000", "targetGroup": { "code": "disadvantage:disadvantaged" },
            "partnership": { "title": "Reading", "activities": [{ "title": "Reading leads" }] },
            "schools": [{ "urn": "135960", "phase": "SECONDARY" }, { "urn": "137549", "phase": "SECONDARY" }],
            "commitments": [{ "strategyCode": "thurrock-2019", "commitmentCode": "1.1" }], "funding": [],
            "expectedEffects": [{ "group": { "code": "total" }, "direction": "UP", "change": "1.5", "statedOn": "2026-11-23",
                "indicator": { "unit": "PERCENT" }, "line": { "value": { "display": "69" } } }],
        }));
        let input = format!("id: {id}, expectedVersion: 1, activity: {{{}}}", activity("Reading", "STOPPED", "2026-09-01", &format!("validTo: \"2026-10-01\", {NOTHING}")));
        let update = format!("updateActivity(input: {{{input}}}) {{ activity {{ version schools {{ urn }} }} errors {{ code path }} }}");
        // Its start is moved to before today: what was expected cannot be dropped with it.
        assert_eq!(refused(&write(&db, &update).await), refusal("STATE_NOT_ALLOWED", "input.activity.expectedEffects"));
        let same = update.replace(NOTHING, SCHOOLS);
        assert_eq!(write(&db, &same).await["activity"]["version"], 2);
        assert_eq!(refused(&write(&db, &same).await), refusal("STALE_VERSION", "input.expectedVersion"));
        let again = same.replace("expectedVersion: 1", "expectedVersion: 2").replace("STOPPED", "RUNNING");
        assert_eq!(refused(&write(&db, &again).await), refusal("STATE_NOT_ALLOWED", "input.activity.status"));
        let trail = ask(&db, &format!("{{ auditEntries(record: {id}) {{ nodes {{ act version after }} }} }}")).await;
        let trail = trail["auditEntries"]["nodes"].as_array().unwrap();
        assert_eq!(trail.iter().map(|it| it["version"].as_i64().unwrap()).collect::<Vec<_>>(), [1, 2]);
        let after = trail[1]["after"].as_str().unwrap();
        assert!(after.contains("\"schools\":[135960,137549]") && after.contains("\"stated_on\":\"2026-11-23\""), "{after}");
    }

    async fn what_is_wrong_is_named_and_nothing_is_written(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        let before = rows(&db).await;
        let unknown = NOTHING.replace("schools: []", "schools: [137549, 999999, -1]");
        let nowhere = NOTHING.replace("commitments: []", "commitments: [{strategy: \"thurrock-2019\", commitment: \"9.9\"}]");
        let effect = |more: &str| NOTHING.replace("expectedEffects: []", &format!("expectedEffects: [{{strategy: \"thurrock-2019\", {more}}}]"));
        let long = "x".repeat(1_000_000);
        let many = NOTHING.replace("schools: []", &format!("schools: {:?}", (1..=501).collect::<Vec<_>>()));
        for (input, expected) in [
            (activity(" ", "PLANNED", "2027-01-04", NOTHING), vec![("REQUIRED", "title")]),
            (activity(&long, "PLANNED", "2027-01-04", NOTHING), vec![("TOO_LONG", "title")]),
            (activity("A\u{7}", "PLANNED", "2027-01-04", NOTHING), vec![("CONTROL_CHARACTER", "title")]),
            (activity("A", "PLANNED", "2027-01-04", &format!("validTo: \"2027-01-04\", {NOTHING}")), vec![("DATES_REVERSED", "validTo")]),
            (activity("A", "RUNNING", "2027-01-04", NOTHING), vec![("OUT_OF_RANGE", "validFrom")]),
            (activity("A", "PLANNED", "2022-08-31", NOTHING), vec![("OUT_OF_RANGE", "validFrom")]),
            (activity("A", "PLANNED", "2027-01-04", &format!("cost: \"-1\", {NOTHING}")), vec![("OUT_OF_RANGE", "cost")]),
            (activity("A", "PLANNED", "2027-01-04", &unknown), vec![("UNKNOWN", "schools"), ("UNKNOWN", "schools")]),
            (activity("A", "PLANNED", "2027-01-04", &many), vec![("OUT_OF_RANGE", "schools")]),
            (activity("A", "PLANNED", "2027-01-04", &nowhere), vec![("UNKNOWN", "commitments")]),
            (activity("A", "PLANNED", "2027-01-04", &effect("indicator: \"ATT-99\", direction: UP")), vec![("UNKNOWN", "expectedEffects")]),
            (activity("A", "PLANNED", "2027-01-04", &effect("indicator: \"ATT-08\"")), vec![("REQUIRED", "expectedEffects.0.direction")]),
            (activity("A", "RUNNING", "2026-11-23", &effect("indicator: \"ATT-08\", direction: UP")), vec![("STATE_NOT_ALLOWED", "expectedEffects")]),
        ] {
            let told = refused(&create_activity(&db, &of, &input).await);
            let expected: Vec<_> = expected.into_iter().map(|(code, field)| (code.to_owned(), format!("input.activity.{field}"))).collect();
            assert_eq!(told, expected, "{}", &input[..input.len().min(300)]);
        }
        assert_eq!(rows(&db).await, before);
        // An activity may be put on record after its start, without effects.
        assert_eq!(create_activity(&db, &of, &activity("A", "RUNNING", "2023-09-01", NOTHING)).await["errors"], json!([]));
    }

    async fn what_was_expected_stays_once_it_has_begun(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        let made = create_activity(&db, &of, &activity("Reading leads", "PLANNED", "2027-01-04", SCHOOLS)).await;
        let id = db.texts("SELECT id FROM activity").await.remove(0);
        assert_eq!(made["activity"]["expectedEffects"][0]["statedOn"], "2026-11-23");
        too_late(changed_on(&db, (&id, 1), "2027-01-04", Some("1.25")).await);
        too_late(changed_on(&db, (&id, 1), "2027-02-01", None).await);
        assert_eq!(db.number("SELECT COUNT(*) FROM activity_effect").await, 1);
        changed_on(&db, (&id, 1), "2027-02-01", Some("1.5")).await.unwrap();
        let effects = query::activities::effects(db.store.read(), "thurrock", &[id]).await.unwrap();
        let kept: Vec<_> = effects.iter().map(|it| (it.change, it.stated_on)).collect();
        assert_eq!(kept, [(Some(1_500_000), day("2026-11-23"))]);
    }

    async fn activities_are_found_through_their_relations(db: LoadedCopy) {
        let (reading, writing) = (partnership_since_2022(&db, "Reading").await, partnership_since_2022(&db, "Writing").await);
        let reaching = |urn: i32| NOTHING.replace("schools: []", &format!("schools: [{urn}]"));
        let serving = NOTHING.replace("commitments: []", "commitments: [{strategy: \"thurrock-2019\", commitment: \"1.1\"}]");
        for (of, input) in [
            (&reading, activity("A", "RUNNING", "2023-09-01", &format!("cost: 500, {}", reaching(137_549)))),
            (&reading, activity("B", "PLANNED", "2027-01-04", &reaching(135_960))),
            (&writing, activity("C École", "RUNNING", "2024-09-01", &format!("cost: \"700\", {serving}"))),
        ] {
            assert_eq!(create_activity(&db, of, &input).await["errors"], json!([]));
        }
        for (arguments, expected) in [
            ("", vec!["A", "B", "C École"]),
            ("filter: {title: {contains: \"ecole\"}}", vec!["C École"]),
            ("filter: {status: {in: [PLANNED]}}", vec!["B"]),
            ("filter: {or: [{status: {eq: PLANNED}}, {cost: {gte: \"700\"}}]}", vec!["B", "C École"]),
            ("filter: {not: {cost: {isNull: true}}}", vec!["A", "C École"]),
            ("filter: {validFrom: {gte: \"2024-01-01\"}, kind: {eq: TARGETED}}", vec!["B", "C École"]),
            ("partnership: {title: {eq: \"Writing\"}}", vec!["C École"]),
            ("partnership: {status: {in: []}}", vec![]),
            ("reachesSchool: {urn: {eq: \"137549\"}}", vec!["A"]),
            ("reachesSchool: {phase: {eq: SECONDARY}}", vec!["A", "B"]),
            ("reachesSchool: {phase: {eq: PRIMARY}}", vec![]),
            ("serves: {strategy: \"thurrock-2019\", commitment: \"1.1\"}", vec!["C École"]),
        ] {
            let arguments = if arguments.is_empty() { String::new() } else { format!("{arguments},") };
            assert_eq!(found(&db, &arguments).await, expected, "{arguments}");
        }
        assert_eq!(found(&db, &format!("filter: {{partnership: {{eq: {reading}}}}},")).await, ["A", "B"]);
        assert_eq!(found(&db, "filter: {partnership: {eq: \"bm9uZQ\"}},").await, Vec::<String>::new());
    }

    /// The school was in an elevated tier from 10 January 2026 to 9 March 2026.
    async fn which_reach_a_school_with_elevated_risk(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        for (title, urn) in [("A", 137_549), ("B", 135_960)] {
            let input = activity(title, "RUNNING", "2023-09-01", &NOTHING.replace("schools: []", &format!("schools: [{urn}]")));
            create_activity(&db, &of, &input).await;
        }
        assessed(&db).await;
        for (on, expected) in [("2026-01-09", vec![]), ("2026-01-10", vec!["A"]), ("2026-03-09", vec!["A"]), ("2026-03-10", vec![])] {
            assert_eq!(found(&db, &format!("reachesElevatedRiskOn: \"{on}\",")).await, expected, "{on}");
        }
        let asked = "{ activities(reachesElevatedRiskOn: \"2026-01-10\") { totalCount } }";
        let told = respond_as(&db, who(Role::Member, "thurrock"), asked).await;
        assert_eq!(told["errors"][0]["extensions"]["code"], "FORBIDDEN");
        let told = respond_as(&db, who(Role::Member, "thurrock"), "{ activities { totalCount } }").await;
        assert_eq!(told["data"]["activities"]["totalCount"], 2);
    }

    async fn a_key_writes_once_and_a_foreign_id_is_none(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        let with = async |title: &str| {
            let input = activity(title, "RUNNING", "2023-09-01", NOTHING);
            let shown = "{ activity { id } errors { code path } }";
            write(&db, &format!("createActivity(input: {{idempotencyKey: \"k\", partnership: {of}, activity: {{{input}}}}}) {shown}")).await
        };
        let first = with("A").await["activity"]["id"].clone();
        assert_eq!(with("A").await["activity"]["id"], first);
        assert_eq!(refused(&with("B").await), refusal("IDEMPOTENCY_KEY_REUSED", "input.idempotencyKey"));
        assert_eq!(db.number("SELECT COUNT(*) FROM activity").await, 1);
        let foreign = of_essex(&db).await;
        let acts = async |partnership: &Value, id: &Value| {
            let (shown, input) = ("{ activity { id } errors { code path message } }", activity("Theirs", "RUNNING", "2023-09-01", NOTHING));
            let create = format!("createActivity(input: {{partnership: {partnership}, activity: {{{input}}}}}) {shown}");
            let update = format!("updateActivity(input: {{id: {id}, expectedVersion: 1, activity: {{{input}}}}}) {shown}");
            (write_as(&db, foreign.clone(), &create).await, write_as(&db, foreign.clone(), &update).await)
        };
        let none = json!("bm9uZQ");
        let told = acts(&of, &first).await;
        assert_eq!(told, acts(&none, &none).await);
        assert_eq!((refused(&told.0), refused(&told.1)), (refusal("UNKNOWN", "input.partnership"), refusal("UNKNOWN", "input.id")));
        let seen = respond_as(&db, foreign, &format!("{{ activity(id: {first}) {{ title }} activities {{ totalCount }} }}")).await;
        assert_eq!(seen["data"], json!({ "activity": null, "activities": { "totalCount": 0 } }));
    }

    /// Whatever hangs on activities costs as many statements for one as for all.
    async fn nested_activities_cost_no_more_statements(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        for title in ["A", "B", "C"] {
            running(&db, &of, title).await;
            create_activity(&db, &of, &activity(title, "PLANNED", "2027-01-04", SCHOOLS)).await;
        }
        let mut counts = Vec::new();
        for first in [1, 100] {
            let query = format!(
                "{{ activities(first: {first}, filter: {{status: {{eq: PLANNED}}}}) {{ nodes {{ partnership {{ title }} schools {{ name }} \
                 commitments {{ commitmentCode }} expectedEffects {{ indicator {{ name }} }} funding {{ title }} bids {{ title }} \
                 contributions {{ share }} }} }} }}"
            );
            let before = db.store.statements();
            ask(&db, &query).await;
            counts.push(db.store.statements() - before);
        }
        assert_eq!(counts[0], counts[1]);
    }
}
