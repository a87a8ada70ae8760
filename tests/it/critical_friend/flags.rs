//! Early warnings: what the rules raise over real figures and invented work, and how people close it.

use std::collections::BTreeMap;

use chrono::Duration;
use serde_json::{Value, json};
use sextant_domain::access::Role;
use sextant_domain::delivery::{ActionSource, WarningRule};
use sextant_domain::scorecard::Scorecard;
use sextant_jobs::run_due_warnings;
use sextant_service::delivery::{ChangeAction, NewAction, assess_risk, change_action, create_action};
use sextant_store::scorecards;

use super::{approved_policy, assessment, of, write};
use crate::contract::{respond_as, who};
use crate::support::{Db, LoadedCopy, both, day, now};

/// A real school, open; everything that is said of it here is invented.
const SCHOOL: u32 = 135_960;

async fn raise(db: &Db, days: i64) -> usize {
    let raised = run_due_warnings(&db.store, now() + Duration::days(days)).await.unwrap();
    assert_eq!(raised.len(), 1, "one council");
    raised[0].as_ref().unwrap().flags
}

/// How many flags each rule has raised.
async fn by_rule(db: &Db) -> BTreeMap<String, u64> {
    let rows = db.texts("SELECT CAST(rule AS TEXT) FROM flag WHERE council_code = 'thurrock'").await;
    let mut counts = BTreeMap::new();
    for row in rows {
        let rule = WarningRule::from_number(row.parse().unwrap()).unwrap();
        *counts.entry(rule.code().to_owned()).or_insert(0) += 1;
    }
    counts
}

async fn agreed(db: &Db, due: &str) -> String {
    let new = NewAction {
        text: "Call home on the first day of absence.".to_owned(),
        owner: "The head".to_owned(),
        source: ActionSource::Inspection,
        visit: None,
        recommendation: None,
        urn: Some(SCHOOL),
        agreed_on: day("2026-09-02"),
        due: day(due),
    };
    create_action(&db.store, &write(&of(Role::Officer)), &new).await.unwrap()
}

/// The open flags of a rule as an officer reads them.
async fn open(db: &Db, rule: &str) -> Vec<Value> {
    let query = format!(
        "{{ flags(filter: {{rule: {{eq: {rule}}}, status: {{eq: OPEN}}}}, orderBy: [{{field: RAISED_ON}}], first: 100) {{ totalCount \
         nodes {{ id version reason raisedOn school {{ urn }} action {{ due }} partnership {{ title }} line {{ strategy \
         indicator group term }} }} }} }}"
    );
    let response = respond_as(db, who(Role::Officer, "thurrock"), &query).await;
    let flags = &response["data"]["flags"];
    assert_eq!(flags["totalCount"], json!(flags["nodes"].as_array().unwrap().len()), "{response}");
    flags["nodes"].as_array().unwrap().clone()
}

async fn close(db: &Db, flag: &Value, version: i64, note: &str) -> Value {
    let mutation = format!(
        "mutation {{ closeFlag(input: {{id: {}, expectedVersion: {version}, note: {}}}) {{ flag {{ status closedBy note \
         }} errors {{ code path }} }} }}",
        flag["id"],
        json!(note)
    );
    respond_as(db, who(Role::Officer, "thurrock"), &mutation).await["data"]["closeFlag"].clone()
}

both! {
    /// Counted in the two published scorecards of the summer, and by hand in what is written here.
    async fn the_rules_raise_each_flag_once(db: LoadedCopy) {
        let mut falls = 0;
        let mut restated = 0;
        for strategy in ["thurrock-2019", "demonstration-2024"] {
            let row = scorecards::newest(db.store.read(), strategy).await.unwrap().unwrap();
            let card: Scorecard = serde_json::from_str(&row.content).unwrap();
            let lines = || card.priorities.iter().flat_map(|priority| &priority.lines);
            falls += lines().filter(|line| line.direction.verdict == "WORSENING").count();
            restated += lines().filter(|line| line.state == "RESTATED").count();
        }
        assert!(falls > 0, "the real figures have falls");
        agreed(&db, "2026-11-01").await;
        agreed(&db, "2026-12-24").await;
        let policy = approved_policy(&db, "2026-01-01").await;
        let officer = of(Role::Officer);
        assess_risk(&db.store, &write(&officer), &assessment(&policy, SCHOOL, 3, "2026-09-01")).await.unwrap();
        // One action is overdue, one school waited for more than six weeks.
        assert_eq!(raise(&db, 0).await, falls + restated + 2);
        let counts = by_rule(&db).await;
        assert_eq!(counts.get("FALL"), Some(&(falls as u64)));
        assert_eq!((counts.get("ACTION_OVERDUE"), counts.get("SCHOOL_UNVISITED")), (Some(&1), Some(&1)));
        assert_eq!(raise(&db, 0).await, 0);
        assert_eq!(raise(&db, 1).await, 0, "another day is no other occasion");
        assert_eq!(raise(&db, 40).await, 1, "the second action is overdue by then");
        let unvisited = open(&db, "SCHOOL_UNVISITED").await;
        assert_eq!(
            unvisited[0]["reason"],
            "The school was put in its tier on 2026-09-01 and not visited since; tier 'Challenge' asks for a visit within \
             6 weeks, by 2026-10-13."
        );
        assert_eq!(unvisited[0]["school"]["urn"], SCHOOL.to_string());
        let fall = &open(&db, "FALL").await[0];
        assert_eq!(fall["line"]["term"], "2025/26-summer");
        let trail = db.texts("SELECT DISTINCT actor FROM audit_entry WHERE kind = 33").await;
        assert_eq!(trail, ["Early-warning rules"]);
    }

    async fn people_close_a_flag_with_a_note_and_it_stays_closed(db: LoadedCopy) {
        let action = agreed(&db, "2026-11-01").await;
        raise(&db, 0).await;
        let flag = open(&db, "ACTION_OVERDUE").await.remove(0);
        assert_eq!((&flag["action"]["due"], &flag["version"]), (&json!("2026-11-01"), &json!(1)));
        let refused = |code: &str, field: &str| json!([{ "code": code, "path": ["input", field] }]);
        assert_eq!(close(&db, &flag, 1, " ").await["errors"], refused("REQUIRED", "note"));
        assert_eq!(close(&db, &flag, 1, &"x".repeat(1_000_000)).await["errors"], refused("TOO_LONG", "note"));
        assert_eq!(close(&db, &flag, 2, "Seen.").await["errors"], refused("STALE_VERSION", "expectedVersion"));
        let closed = close(&db, &flag, 1, "The head calls from Monday.").await;
        assert_eq!(closed["errors"], json!([]));
        assert_eq!(closed["flag"]["status"], "CLOSED");
        assert_eq!(close(&db, &flag, 2, "Again.").await["errors"], refused("STATE_NOT_ALLOWED", "id"));
        assert_eq!(raise(&db, 1).await, 0, "what is closed stays so");
        // Moved, and overdue again: another occasion.
        let change = ChangeAction {
            id: action,
            expected_version: 1,
            text: "Call home on the first day of absence.".to_owned(),
            owner: "The head".to_owned(),
            due: day("2026-11-30"),
            reason: Some("The post was vacant.".to_owned()),
        };
        change_action(&db.store, &write(&of(Role::Officer)), &change).await.unwrap();
        // Due on 30 November, overdue at the end of 1 December, flagged in the morning after.
        assert_eq!(raise(&db, 8).await, 0);
        assert_eq!(raise(&db, 9).await, 1);
        assert_eq!(open(&db, "ACTION_OVERDUE").await.len(), 1);
    }

    async fn another_council_s_flag_does_not_exist(db: LoadedCopy) {
        agreed(&db, "2026-11-01").await;
        raise(&db, 0).await;
        let flag = open(&db, "ACTION_OVERDUE").await.remove(0);
        super::of_another(&db).await;
        let ask = |id: &Value| format!("mutation {{ closeFlag(input: {{id: {id}, expectedVersion: 1, note: \"x\"}}) {{ errors {{ code path message }} }} }}");
        let foreign = respond_as(&db, who(Role::Admin, "elsewhere"), &ask(&flag["id"])).await;
        let none = respond_as(&db, who(Role::Admin, "elsewhere"), &ask(&json!("nothing"))).await;
        assert_eq!(foreign, none);
        assert_eq!(foreign["data"]["closeFlag"]["errors"][0]["code"], "UNKNOWN");
    }
}
