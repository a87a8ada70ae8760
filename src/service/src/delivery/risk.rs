//! Policies of risk tiers, and what is put on record of schools under them.

use chrono::NaiveDate;
use sextant_domain::access::Role;
use sextant_domain::delivery::{
    AssessmentDraft, OrganisationRef, PolicyInForce, ProblemCode, RecordKind, RiskPolicyDraft, check_assessment,
    check_risk_policy,
};
use sextant_domain::school::Urn;
use sextant_store::entities::{risk_assessment, risk_policy, risk_tier};
use sextant_store::{Database, delivery};

use super::unit::{Subject, Unit, check_version, none_of};
use super::{Write, WriteError, refuse, unknown};

/// A new version of a policy. What was approved is never changed: a change is the next version.
#[derive(Clone, Debug)]
pub struct NewRiskPolicy {
    /// The newest version that its author had read; 0 for the first.
    pub expected_version: i32,
    /// What it says.
    pub draft: RiskPolicyDraft,
}

/// A new assessment of a school.
#[derive(Clone, Debug)]
pub struct NewAssessment {
    /// The school.
    pub urn: Urn,
    /// The id of the policy's version.
    pub policy: String,
    /// What is said of it.
    pub draft: AssessmentDraft,
}

/// Writes a new version of a policy; its id.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn create_policy(database: &Database, write: &Write<'_>, new: &NewRiskPolicy) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::DataOwner).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::RiskPolicy, &id, new).await? {
        return Ok(first);
    }
    let before = delivery::newest_policy(&unit.transaction, &unit.council, new.draft.code.trim()).await?;
    let version = before.as_ref().map_or(0, |before| before.version);
    check_version(new.expected_version, version)?;
    let approved: Option<NaiveDate> = before.map(|before| before.approved_on);
    let mut problems = Vec::new();
    check_risk_policy(&new.draft, approved, write.today(), &mut problems);
    none_of(problems)?;
    let (policy, tiers) = policy_rows(&unit, (&id, version + 1), &new.draft);
    if !delivery::insert_policy(&unit.transaction, policy.clone(), tiers.clone()).await? {
        // Somebody else wrote that version since it was looked up.
        return check_version(new.expected_version, version + 1).map(|()| id);
    }
    let after = PolicyTrail { policy: &policy, tiers: &tiers };
    unit.trail(Subject { kind: RecordKind::RiskPolicy, id: &id, version: version + 1 }, None, &after).await?;
    unit.commit().await?;
    Ok(id)
}

/// A version of a policy with its tiers, for the trail.
#[derive(serde::Serialize)]
struct PolicyTrail<'a> {
    #[serde(flatten)]
    policy: &'a risk_policy::Model,
    tiers: &'a [risk_tier::Model],
}

fn policy_rows(
    unit: &Unit<'_>,
    (id, version): (&str, i32),
    draft: &RiskPolicyDraft,
) -> (risk_policy::Model, Vec<risk_tier::Model>) {
    let policy = risk_policy::Model {
        council_code: unit.council.clone(),
        id: id.to_owned(),
        code: draft.code.trim().to_owned(),
        version,
        approved_on: draft.approved_on,
        approved_by: draft.approved_by.trim().to_owned(),
        entered_at: unit.write.now.timestamp_millis(),
    };
    let tiers = draft.tiers.iter().map(|tier| risk_tier::Model {
        council_code: unit.council.clone(),
        policy_id: id.to_owned(),
        number: tier.number,
        name: tier.name.trim().to_owned(),
        criteria: tier.criteria.trim().to_owned(),
        elevated: tier.elevated,
        visit_weeks: tier.visit_weeks,
    });
    (policy, tiers.collect())
}

/// Puts on record in which tier a school is; the id of the assessment. There is no changing it: a later one takes its place.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn assess_risk(database: &Database, write: &Write<'_>, new: &NewAssessment) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::RiskAssessment, &id, new).await? {
        return Ok(first);
    }
    let found = delivery::find_policy(&unit.transaction, &unit.council, &new.policy).await?;
    let Some((policy, tiers)) = found else { return unknown("policy", "policy of risk tiers") };
    let urn = registered_school(&unit, new.urn).await?;
    let numbers: Vec<i16> = tiers.iter().map(|tier| tier.number).collect();
    let superseded_on = delivery::superseded_on(&unit.transaction, &policy).await?;
    let in_force = PolicyInForce { tiers: &numbers, approved_on: policy.approved_on, superseded_on };
    let mut problems = Vec::new();
    check_assessment(&new.draft, &in_force, write.today(), &mut problems);
    none_of(problems)?;
    let draft = &new.draft;
    let row = risk_assessment::Model {
        council_code: unit.council.clone(),
        id: id.clone(),
        urn,
        policy_id: policy.id,
        tier: draft.tier,
        elevated: tiers.iter().any(|tier| tier.number == draft.tier && tier.elevated),
        rationale: draft.rationale.trim().to_owned(),
        decided_by: draft.decided_by.trim().to_owned(),
        decided_on: draft.decided_on,
        review_by: draft.review_by,
        entered_at: write.now.timestamp_millis(),
    };
    delivery::insert_assessment(&unit.transaction, row.clone()).await?;
    unit.trail(Subject { kind: RecordKind::RiskAssessment, id: &id, version: 1 }, None, &row).await?;
    unit.commit().await?;
    Ok(id)
}

/// The URN as it is stored, where the register has the school.
pub(super) async fn registered_school(unit: &Unit<'_>, urn: Urn) -> Result<i32, WriteError> {
    let known = delivery::register_has(&unit.transaction, OrganisationRef::School(urn)).await?;
    match i32::try_from(urn) {
        Ok(urn) if known.is_some() => Ok(urn),
        _ => {
            let message = format!("The register has no school with the URN {urn}: look it up under 'schools'.");
            refuse("urn", ProblemCode::Unknown, message)
        }
    }
}
