//! Risk tiers, visits and agreed actions.

use sextant_domain::access::{Identity, Role};
use sextant_domain::delivery::{
    ActionSource, AuditAct, ClosureDraft, ProblemCode, RecordKind, VisitDraft, VisitStatus,
};
use sextant_domain::scorecard::sha256_hex;
use sextant_service::delivery::{
    ChangeAction, ChangeVisit, CloseAction, NewAction, PlanVisit, RecordVisit, Write, WriteError, assess_risk,
    change_action, change_visit, close_action, create_action, create_policy, plan_visit, record_visit,
};
use sextant_store::entities::{action, risk_assessment, visit};
use sextant_store::query::actions::{ActionField, ActionQuery};
use sextant_store::query::risk::{AssessmentField, AssessmentQuery};
use sextant_store::query::visits::VisitField;
use sextant_store::query::{Filter, PageRequest, Scalar, Test, actions, risk, risk_policies, visits};

use super::{approved_policy, assessment, of, of_another, policy, problems, refused, write};
use crate::support::{Db, LoadedCopy, both, day};

/// A real school; everything that is said of it here is invented.
const SCHOOL: u32 = 135_960;

fn held(on: &str) -> RecordVisit {
    let draft = VisitDraft {
        day: day(on),
        purpose: "Attendance".to_owned(),
        lead_officer: "An officer".to_owned(),
        status: VisitStatus::Held,
        note: None,
        shared_with_school_on: None,
    };
    RecordVisit { urn: SCHOOL, draft }
}

fn new_action(visit: Option<&str>) -> NewAction {
    NewAction {
        text: "Call home on the first day of absence.".to_owned(),
        owner: "The head".to_owned(),
        source: if visit.is_some() { ActionSource::Visit } else { ActionSource::Scrutiny },
        visit: visit.map(str::to_owned),
        recommendation: None,
        urn: None,
        agreed_on: day("2025-03-10"),
        due: day("2025-06-01"),
    }
}

fn page<F>() -> PageRequest<F> {
    PageRequest { size: 50, backward: false, after: None, before: None, order: Vec::new() }
}

fn text(value: &str) -> Test {
    Test::Eq(Scalar::Text(value.to_owned()))
}

async fn the_visit(db: &Db, id: &str) -> visit::Model {
    visits::by_ids(db.store.read(), "thurrock", &[id.to_owned()]).await.unwrap().remove(0)
}

async fn the_action(db: &Db, id: &str) -> action::Model {
    actions::by_ids(db.store.read(), "thurrock", &[id.to_owned()]).await.unwrap().remove(0)
}

/// What was on record of the school on a day, the way lists ask for it.
async fn on_record(db: &Db, on: &str) -> Vec<risk_assessment::Model> {
    let filter = Filter::All(vec![
        Filter::Is(AssessmentField::Council, text("thurrock")),
        Filter::Is(AssessmentField::Elevated, Test::Eq(Scalar::Bool(true))),
    ]);
    let query = AssessmentQuery { filter, on_record: Some(day(on)) };
    let found = risk::list(db.store.read(), &query, &page()).await.unwrap();
    assert_eq!(risk::count(db.store.read(), &query).await.unwrap(), found.rows.len() as u64);
    found.rows.into_iter().map(|(_, row)| row).collect()
}

/// The acts on a record with whether they say what was before: the trail.
async fn trail(db: &Db, kind: RecordKind, id: &str) -> Vec<(i16, i32, bool)> {
    let filter = format!("WHERE kind = {} AND record_id = '{id}' AND council_code = 'thurrock'", kind.number());
    let shown = "CAST(act AS TEXT) || ' ' || CAST(version AS TEXT) || ' ' || CASE WHEN before IS NULL THEN 'new' ELSE 'old' END";
    let rows = db.texts(&format!("SELECT {shown} FROM audit_entry {filter} ORDER BY id")).await;
    let part = |row: &str| {
        let mut parts = row.split(' ');
        let (act, version) = (parts.next().unwrap().parse().unwrap(), parts.next().unwrap().parse().unwrap());
        (act, version, parts.next() == Some("old"))
    };
    rows.iter().map(|row| part(row)).collect()
}

/// The visit of 10 March 2025 as known that day, by hand from the register of 15 January 2025 (name, phase, status, capacity,
/// pupils, day and grade of the last inspection) and the list of members of trusts of 29 March 2024 (joined on).
const PACK: &str = concat!(
    r#"{"day":"2025-03-10","latest_graded_inspection":{"concern":null,"framework":"EIF_2019","judgements":"#,
    r#"[{"area":"OVERALL_EFFECTIVENESS","grade":"REQUIRES_IMPROVEMENT"}],"kind":"GRADED","outcome":"","published":null,"#,
    r#""started":"2024-05-21"},"latest_inspection":{"concern":null,"framework":"EIF_2019","judgements":"#,
    r#"[{"area":"OVERALL_EFFECTIVENESS","grade":"REQUIRES_IMPROVEMENT"}],"kind":"GRADED","outcome":"","published":null,"#,
    r#""started":"2024-05-21"},"school":{"authority":"883","capacity":"750","closed":null,"kind":"Academy sponsor led","#,
    r#""name":"Ormiston Park Academy","opened":"2009-09-01","phase":"SECONDARY","pupils":"728","status":"OPEN"},"trusts":"#,
    r#"[{"from":"2009-09-01","kind":"MULTI_ACADEMY_TRUST","name":"ORMISTON ACADEMIES TRUST","uid":"4106"}],"urn":"135960"}"#,
);

both! {
    async fn policies_grow_by_versions(db: LoadedCopy) {
        let owner = of(Role::DataOwner);
        let create = async |expected, approved: &str| {
            create_policy(&db.store, &write(&owner), &policy(expected, approved)).await
        };
        let first = approved_policy(&db, "2024-09-01").await;
        refused(create(0, "2025-09-01").await, "expectedVersion", ProblemCode::StaleVersion);
        refused(create(1, "2024-08-31").await, "approvedOn", ProblemCode::DatesReversed);
        let second = create(1, "2025-09-01").await.unwrap();
        let denied = create_policy(&db.store, &write(&of(Role::Officer)), &policy(2, "2025-10-01")).await;
        assert!(matches!(denied, Err(WriteError::Denied(_))), "{denied:?}");
        let ids = [first, second.clone()];
        let found = risk_policies::by_ids(db.store.read(), "thurrock", &ids).await.unwrap();
        let mut versions: Vec<i32> = found.iter().map(|row| row.version).collect();
        versions.sort_unstable();
        assert_eq!(versions, [1, 2]);
        assert_eq!(risk_policies::tiers(db.store.read(), "thurrock", &ids).await.unwrap().len(), 6);
        assert_eq!(trail(&db, RecordKind::RiskPolicy, &second).await, [(AuditAct::Created.number(), 2, false)]);
        for table in ["risk_policy", "risk_tier"] {
            for act in [format!("UPDATE {table} SET council_code = 'x'"), format!("DELETE FROM {table}")] {
                assert!(db.execute(&act).await.unwrap_err().contains("append-only"), "{act}");
            }
        }
    }

    async fn an_assessment_names_the_policy_that_held(db: LoadedCopy) {
        let (officer, owner) = (of(Role::Officer), of(Role::DataOwner));
        let first = approved_policy(&db, "2024-09-01").await;
        let second = create_policy(&db.store, &write(&owner), &policy(1, "2025-09-01")).await.unwrap();
        let assess = async |policy: &str, urn, tier, decided: &str| {
            assess_risk(&db.store, &write(&officer), &assessment(policy, urn, tier, decided)).await
        };
        refused(assess(&second, 999_999, 3, "2025-10-01").await, "urn", ProblemCode::Unknown);
        refused(assess("nothing", SCHOOL, 3, "2025-10-01").await, "policy", ProblemCode::Unknown);
        refused(assess(&second, SCHOOL, 4, "2025-10-01").await, "tier", ProblemCode::Unknown);
        refused(assess(&second, SCHOOL, 3, "2025-08-31").await, "decidedOn", ProblemCode::DatesReversed);
        refused(assess(&first, SCHOOL, 3, "2025-09-01").await, "policy", ProblemCode::StateNotAllowed);
        let elevated = assess(&first, SCHOOL, 3, "2025-01-10").await.unwrap();
        let lowered = assess(&second, SCHOOL, 1, "2025-10-01").await.unwrap();
        // Of several of one day the one that was entered last.
        assess(&second, SCHOOL, 3, "2025-10-01").await.unwrap();
        assess(&second, SCHOOL, 2, "2025-10-01").await.unwrap();
        assert!(on_record(&db, "2025-01-09").await.is_empty());
        let ids: Vec<String> = on_record(&db, "2025-09-30").await.into_iter().map(|row| row.id).collect();
        assert_eq!(ids, [elevated]);
        assert!(on_record(&db, "2025-10-01").await.is_empty());
        assert_eq!(trail(&db, RecordKind::RiskAssessment, &lowered).await, [(AuditAct::Created.number(), 1, false)]);
        for act in ["UPDATE risk_assessment SET tier = 1", "DELETE FROM risk_assessment"] {
            assert!(db.execute(act).await.unwrap_err().contains("append-only"), "{act}");
        }
    }

    async fn a_visit_freezes_the_tier_and_the_figures_of_its_day(db: LoadedCopy) {
        let (officer, policy) = (of(Role::Officer), approved_policy(&db, "2024-09-01").await);
        let tier = assess_risk(&db.store, &write(&officer), &assessment(&policy, SCHOOL, 3, "2025-03-10")).await.unwrap();
        assess_risk(&db.store, &write(&officer), &assessment(&policy, SCHOOL, 1, "2025-03-11")).await.unwrap();
        let id = record_visit(&db.store, &write(&officer), &held("2025-03-10")).await.unwrap();
        let row = the_visit(&db, &id).await;
        assert_eq!((row.tier, row.assessment_id.as_deref()), (Some(3), Some(tier.as_str())));
        // The same bytes on both databases.
        assert_eq!(row.pack.as_deref(), Some(PACK));
        assert_eq!(row.pack_sha256, Some(sha256_hex(PACK.as_bytes())));
        let edition = "SELECT MAX(knowledge) FROM ledger_entry WHERE known_on <= '2025-03-10'";
        assert_eq!(row.pack_knowledge, Some(db.number(edition).await));

        let mut draft = held("2025-03-10").draft;
        draft.note = Some("The register is kept.\nCalls are not.".to_owned());
        draft.shared_with_school_on = Some(day("2025-03-09"));
        let change = |draft: &VisitDraft, expected_version| ChangeVisit { id: id.clone(), expected_version, draft: draft.clone() };
        let act = async |change: ChangeVisit| change_visit(&db.store, &write(&officer), &change).await;
        refused(act(change(&draft, 1)).await, "sharedWithSchoolOn", ProblemCode::DatesReversed);
        draft.shared_with_school_on = Some(day("2025-03-20"));
        act(change(&draft, 1)).await.unwrap();
        refused(act(change(&draft, 1)).await, "expectedVersion", ProblemCode::StaleVersion);
        draft.day = day("2025-03-11");
        refused(act(change(&draft, 2)).await, "day", ProblemCode::StateNotAllowed);
        let after = the_visit(&db, &id).await;
        assert_eq!((after.version, after.shared_on), (2, Some(day("2025-03-20"))));
        assert_eq!((after.tier, after.pack, after.pack_sha256), (row.tier, row.pack, row.pack_sha256));
        let expected = [(AuditAct::Created.number(), 1, false), (AuditAct::Changed.number(), 2, true)];
        assert_eq!(trail(&db, RecordKind::Visit, &id).await, expected);
    }

    async fn a_planned_visit_has_figures_once_it_was_held(db: LoadedCopy) {
        let officer = of(Role::Officer);
        let mut plan = PlanVisit { urn: SCHOOL, day: day("2026-11-22"), purpose: "Reading".into(), lead_officer: "An officer".into() };
        refused(plan_visit(&db.store, &write(&officer), &plan).await, "day", ProblemCode::OutOfRange);
        plan.day = day("2026-12-01");
        let id = plan_visit(&db.store, &write(&officer), &plan).await.unwrap();
        let planned = the_visit(&db, &id).await;
        assert_eq!((planned.status, planned.tier, planned.pack), (VisitStatus::Planned.number(), None, None));
        let draft = VisitDraft { purpose: "Reading".into(), ..held("2026-11-23").draft };
        let change = ChangeVisit { id: id.clone(), expected_version: 1, draft };
        change_visit(&db.store, &write(&officer), &change).await.unwrap();
        let row = the_visit(&db, &id).await;
        assert_eq!(row.tier, None, "nobody put anything on record");
        assert!(row.pack.unwrap().contains("\"day\":\"2026-11-23\""));
        // Before anything was known, the pack says that nothing was.
        let early = record_visit(&db.store, &write(&officer), &held("2010-03-10")).await.unwrap();
        let row = the_visit(&db, &early).await;
        let nothing = concat!(
            r#"{"day":"2010-03-10","latest_graded_inspection":null,"latest_inspection":null,"school":null,"#,
            r#""trusts":[],"urn":"135960"}"#,
        );
        assert_eq!(row.pack.as_deref(), Some(nothing));
        let unknown = RecordVisit { urn: 999_999, ..held("2025-03-10") };
        refused(record_visit(&db.store, &write(&officer), &unknown).await, "urn", ProblemCode::Unknown);
    }

    async fn an_action_belongs_to_the_school_of_its_visit(db: LoadedCopy) {
        let officer = of(Role::Officer);
        let visit = record_visit(&db.store, &write(&officer), &held("2025-03-10")).await.unwrap();
        let create = async |new: NewAction| create_action(&db.store, &write(&officer), &new).await;
        let early = NewAction { due: day("2025-03-09"), ..new_action(Some(&visit)) };
        refused(create(early).await, "due", ProblemCode::DatesReversed);
        let nowhere = NewAction { visit: None, ..new_action(Some(&visit)) };
        refused(create(nowhere).await, "visit", ProblemCode::Required);
        let elsewhere = NewAction { urn: Some(137_456), ..new_action(Some(&visit)) };
        refused(create(elsewhere).await, "urn", ProblemCode::OutOfRange);
        refused(create(NewAction { urn: Some(999_999), ..new_action(None) }).await, "urn", ProblemCode::Unknown);
        let long = NewAction { text: "x".repeat(1_000_000), owner: "a\u{7}".into(), ..new_action(None) };
        let codes: Vec<ProblemCode> = problems(create(long).await).into_iter().map(|(_, code)| code).collect();
        assert_eq!(codes, [ProblemCode::TooLong, ProblemCode::ControlCharacter]);
        assert_eq!(db.number("SELECT COUNT(*) FROM action").await, 0);
        let id = create(new_action(Some(&visit))).await.unwrap();
        assert_eq!(the_action(&db, &id).await.urn, Some(135_960));
    }

    async fn an_action_is_moved_with_a_reason(db: LoadedCopy) {
        let officer = of(Role::Officer);
        let id = create_action(&db.store, &write(&officer), &new_action(None)).await.unwrap();
        let mut change = ChangeAction {
            id: id.clone(),
            expected_version: 1,
            text: "Call home on the first day of absence.".to_owned(),
            owner: "The deputy head".to_owned(),
            due: day("2025-09-01"),
            reason: None,
        };
        refused(change_action(&db.store, &write(&officer), &change).await, "reason", ProblemCode::Required);
        change.reason = Some("The post was vacant.".to_owned());
        change_action(&db.store, &write(&officer), &change).await.unwrap();
        let late = change_action(&db.store, &write(&officer), &change).await;
        refused(late, "expectedVersion", ProblemCode::StaleVersion);
        let moved = actions::due_changes(db.store.read(), "thurrock", &[id]).await.unwrap();
        let moved: Vec<_> = moved.into_iter().map(|it| (it.from_day, it.to_day, it.reason, it.changed_by)).collect();
        let reason = "The post was vacant.".to_owned();
        assert_eq!(moved, [(day("2025-06-01"), day("2025-09-01"), reason, officer.name.clone())]);
        let said = db.execute("UPDATE action_due_change SET reason = 'x'").await.unwrap_err();
        assert!(said.contains("append-only"), "{said}");
    }

    async fn an_action_is_closed_with_evidence(db: LoadedCopy) {
        let officer = of(Role::Officer);
        let new = NewAction { urn: Some(SCHOOL), ..new_action(None) };
        let id = create_action(&db.store, &write(&officer), &new).await.unwrap();
        let close = async |expected_version, evidence: &str| {
            let draft = ClosureDraft { closed_on: day("2025-07-01"), evidence: evidence.to_owned() };
            close_action(&db.store, &write(&officer), &CloseAction { id: id.clone(), expected_version, draft }).await
        };
        refused(close(1, " ").await, "evidence", ProblemCode::EvidenceRequired);
        refused(close(2, "The log of calls.").await, "expectedVersion", ProblemCode::StaleVersion);
        close(1, "The log of calls.").await.unwrap();
        refused(close(2, "The log of calls.").await, "id", ProblemCode::StateNotAllowed);
        let expected = [(AuditAct::Created.number(), 1, false), (AuditAct::Changed.number(), 2, true)];
        assert_eq!(trail(&db, RecordKind::Action, &id).await, expected);
        for (on, overdue) in [("2025-06-01", 0), ("2025-06-02", 1), ("2025-06-30", 1), ("2025-07-01", 0)] {
            let found = actions::overdue(db.store.read(), "thurrock", day(on)).await.unwrap();
            assert_eq!(found.iter().filter(|row| row.urn == Some(135_960)).count(), overdue, "{on}");
        }
    }

    async fn a_key_is_for_one_request(db: LoadedCopy) {
        let officer = of(Role::Officer);
        let once = Write { key: Some("of the client"), ..write(&officer) };
        let first = record_visit(&db.store, &once, &held("2025-03-10")).await.unwrap();
        assert_eq!(record_visit(&db.store, &once, &held("2025-03-10")).await.unwrap(), first);
        let reused = ProblemCode::IdempotencyKeyReused;
        refused(record_visit(&db.store, &once, &held("2025-03-11")).await, "idempotencyKey", reused);
        refused(create_action(&db.store, &once, &new_action(None)).await, "idempotencyKey", reused);
        assert_eq!(db.number("SELECT COUNT(*) FROM visit").await, 1);
        assert_eq!(db.number("SELECT COUNT(*) FROM action").await, 0);
    }

    async fn another_council_sees_nothing_of_it(db: LoadedCopy) {
        let officer = of(Role::Officer);
        let policy_id = approved_policy(&db, "2024-09-01").await;
        let visit = record_visit(&db.store, &write(&officer), &held("2025-03-10")).await.unwrap();
        let action = create_action(&db.store, &write(&officer), &new_action(Some(&visit))).await.unwrap();
        let other = of_another(&db).await;
        // A foreign id answers as one that does not exist, to the letter.
        let acts = async |identity: &Identity, ids: [&str; 3]| {
            let [policy, visit, action] = ids.map(str::to_owned);
            let change = ChangeVisit { id: visit.clone(), expected_version: 1, draft: held("2025-03-10").draft };
            let draft = ClosureDraft { closed_on: day("2025-04-01"), evidence: "Seen.".into() };
            let close = CloseAction { id: action, expected_version: 1, draft };
            let told = [
                assess_risk(&db.store, &write(identity), &assessment(&policy, SCHOOL, 3, "2025-03-10")).await,
                change_visit(&db.store, &write(identity), &change).await,
                create_action(&db.store, &write(identity), &new_action(Some(&visit))).await,
                close_action(&db.store, &write(identity), &close).await,
            ];
            told.map(|it| it.unwrap_err().to_string())
        };
        assert_eq!(acts(&other, [&policy_id, &visit, &action]).await, acts(&officer, ["no", "no", "no"]).await);
        let connection = db.store.read();
        assert!(visits::by_ids(connection, "elsewhere", &[visit]).await.unwrap().is_empty());
        assert!(actions::by_ids(connection, "elsewhere", &[action]).await.unwrap().is_empty());
        assert!(risk_policies::by_ids(connection, "elsewhere", &[policy_id]).await.unwrap().is_empty());
        let mine = |council| Filter::Is(VisitField::Council, text(council));
        assert_eq!(visits::count(connection, &mine("elsewhere")).await.unwrap(), 0);
        assert_eq!(visits::list(connection, &mine("thurrock"), &page()).await.unwrap().rows.len(), 1);
        let filter = Filter::Is(ActionField::Council, text("elsewhere"));
        let query = ActionQuery { filter, overdue_on: Some(day("2026-11-23")) };
        assert_eq!(actions::list(connection, &query, &page()).await.unwrap().rows.len(), 0);
        let denied = record_visit(&db.store, &write(&of(Role::Member)), &held("2025-03-10")).await;
        assert!(matches!(denied, Err(WriteError::Denied(_))), "{denied:?}");
    }
}
