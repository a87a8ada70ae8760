//! What a council's people write: who may, what is refused, what stays on record.

mod at_once;
mod contract;
mod flags;
mod measures;
mod no_surprise;
mod work;

use std::sync::atomic::{AtomicU64, Ordering};

use sextant_domain::access::{Identity, Role};
use sextant_domain::delivery::{AssessmentDraft, ProblemCode, RiskPolicyDraft, RiskTier};
use sextant_service::delivery::{NewAssessment, NewRiskPolicy, Write, WriteError, create_policy};

use crate::support::{Db, day, now};

static NEXT: AtomicU64 = AtomicU64::new(1);

/// Names in the order in which they are made.
fn mint() -> String {
    format!("{:08}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Somebody of the council of the extract.
fn of(role: Role) -> Identity {
    let council = Some("thurrock".to_owned());
    Identity { role, council, name: format!("a {}", role.words()), token: "test".to_owned() }
}

/// Somebody of another council, which is made where there is none yet.
async fn of_another(db: &Db) -> Identity {
    db.execute(
        "INSERT INTO council (code, name, place_id) VALUES ('elsewhere', 'Elsewhere', 887) ON CONFLICT DO NOTHING",
    )
    .await
    .unwrap();
    Identity { council: Some("elsewhere".to_owned()), ..of(Role::Admin) }
}

fn write(identity: &Identity) -> Write<'_> {
    Write { identity, now: now(), mint: &mint, key: None }
}

/// The problems that a write was refused for.
#[track_caller]
fn problems(refused: Result<String, WriteError>) -> Vec<(String, ProblemCode)> {
    match refused {
        Err(WriteError::Problems(problems)) => problems.into_iter().map(|it| (it.field, it.code)).collect(),
        other => panic!("not refused for what was said: {other:?}"),
    }
}

#[track_caller]
fn refused(refused: Result<String, WriteError>, field: &str, code: ProblemCode) {
    assert_eq!(problems(refused), [(field.to_owned(), code)]);
}

/// A policy of three tiers, of which the last counts as elevated.
fn policy(expected_version: i32, approved: &str) -> NewRiskPolicy {
    let tier = |number, name: &str, elevated, visit_weeks| RiskTier {
        number,
        name: name.to_owned(),
        criteria: format!("What makes a school '{name}'."),
        elevated,
        visit_weeks,
    };
    let draft = RiskPolicyDraft {
        code: "support".to_owned(),
        tiers: vec![
            tier(1, "Light touch", false, None),
            tier(2, "Support", false, Some(26)),
            tier(3, "Challenge", true, Some(6)),
        ],
        approved_on: day(approved),
        approved_by: "Cabinet".to_owned(),
    };
    NewRiskPolicy { expected_version, draft }
}

/// Writes the first version of the policy.
async fn approved_policy(db: &Db, approved: &str) -> String {
    create_policy(&db.store, &write(&of(Role::DataOwner)), &policy(0, approved)).await.unwrap()
}

fn assessment(policy: &str, urn: u32, tier: i16, decided: &str) -> NewAssessment {
    let draft = AssessmentDraft {
        tier,
        rationale: "Invented for a test.".to_owned(),
        decided_by: "The school improvement board".to_owned(),
        decided_on: day(decided),
        review_by: None,
    };
    NewAssessment { urn, policy: policy.to_owned(), draft }
}
