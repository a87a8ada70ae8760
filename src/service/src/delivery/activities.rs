//! Activities of partnerships.

use std::collections::{BTreeMap, BTreeSet};

use sextant_domain::access::Role;
use sextant_domain::delivery::{
    ActivityDraft, ActivityKind, ActivityState, ActivityStatus, EffectKey, ExpectedEffect, Problem, ProblemCode,
    RecordKind, StatedEffect, check_activity, check_list, stated_effects,
};
use sextant_domain::school::Urn;
use sextant_store::delivery::{ActivityParts, MovedOutcome};
use sextant_store::entities::{activity, partnership};
use sextant_store::{Database, delivery, fold};

use super::references::check_references;
use super::unit::{Subject, Unit, check_version, none_of};
use super::{Write, WriteError, kept, unknown};

/// An activity as it is to be.
#[derive(Clone, Debug)]
pub struct ActivityInput {
    /// For whom.
    pub kind: ActivityKind,
    /// What is said of it.
    pub draft: ActivityDraft,
    /// The schools that it reaches.
    pub schools: BTreeSet<Urn>,
    /// The commitments it serves: strategy and commitment.
    pub commitments: BTreeSet<(String, String)>,
    /// What it is expected to do.
    pub effects: Vec<ExpectedEffect>,
}

/// A new activity of a partnership.
#[derive(Clone, Debug)]
pub struct NewActivity {
    /// The partnership.
    pub partnership: String,
    /// What it is to be.
    pub input: ActivityInput,
}

/// A change of an activity: what it says now, in the place of what it said.
#[derive(Clone, Debug)]
pub struct ChangeActivity {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What it is to be.
    pub input: ActivityInput,
}

/// An activity as it is, with its parts.
struct Stored {
    row: activity::Model,
    parts: ActivityParts,
}

/// Writes a new activity; its id. What it is expected to do is stated today, which has to be before it begins.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn create_activity(database: &Database, write: &Write<'_>, new: &NewActivity) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::Activity, &id, new).await? {
        return Ok(first);
    }
    let Some(of) = delivery::find_partnership(&unit.transaction, &unit.council, &new.partnership).await? else {
        return unknown("partnership", "partnership");
    };
    let parts = checked(&unit, &new.input, &of, None).await?;
    let row = activity_row(&unit.council, (&id, 1), &of.id, &new.input);
    delivery::insert_activity(&unit.transaction, row.clone()).await?;
    delivery::set_parts(&unit.transaction, (&unit.council, &id), &parts).await?;
    let after = Trail::of(&row, &parts);
    unit.trail(Subject { kind: RecordKind::Activity, id: &id, version: 1 }, None, &after).await?;
    unit.commit().await?;
    Ok(id)
}

/// Changes an activity. Once it has begun, what it is expected to do stays as it was stated.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn change_activity(
    database: &Database,
    write: &Write<'_>,
    change: &ChangeActivity,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::Activity, &change.id, change).await? {
        return Ok(first);
    }
    let Some(row) = delivery::find_activity(&unit.transaction, &unit.council, &change.id).await? else {
        return unknown("id", "activity");
    };
    check_version(change.expected_version, row.version)?;
    let of = delivery::find_partnership(&unit.transaction, &unit.council, &row.partnership_id).await?;
    let Some(of) = of else { return unknown("id", "activity") };
    let parts = delivery::parts_of(&unit.transaction, &unit.council, &change.id).await?;
    let before = Stored { row, parts };
    let parts = checked(&unit, &change.input, &of, Some(&before)).await?;
    let version = before.row.version + 1;
    let row = activity_row(&unit.council, (&change.id, version), &of.id, &change.input);
    delivery::update_activity(&unit.transaction, row.clone()).await?;
    delivery::set_parts(&unit.transaction, (&unit.council, &change.id), &parts).await?;
    let (before, after) = (Trail::of(&before.row, &before.parts), Trail::of(&row, &parts));
    unit.trail(Subject { kind: RecordKind::Activity, id: &change.id, version }, Some(&before), &after).await?;
    unit.commit().await?;
    Ok(change.id.clone())
}

/// An activity with its parts, for the trail.
#[derive(serde::Serialize)]
struct Trail<'a> {
    #[serde(flatten)]
    activity: &'a activity::Model,
    schools: &'a BTreeSet<i32>,
    commitments: &'a BTreeSet<(String, String)>,
    expected_effects: Vec<EffectTrail<'a>>,
}

#[derive(serde::Serialize)]
struct EffectTrail<'a> {
    strategy: &'a str,
    indicator: &'a str,
    breakdown: &'a str,
    direction: &'a str,
    change: Option<sextant_domain::Figure>,
    stated_on: chrono::NaiveDate,
}

impl<'a> Trail<'a> {
    fn of(activity: &'a activity::Model, parts: &'a ActivityParts) -> Self {
        let effect = |((strategy, indicator, breakdown), it): (&'a EffectKey, &'a StatedEffect)| EffectTrail {
            strategy,
            indicator,
            breakdown,
            direction: it.direction.code(),
            change: it.change,
            stated_on: it.stated_on,
        };
        let expected_effects = parts.effects.iter().map(effect).collect();
        Self { activity, schools: &parts.schools, commitments: &parts.commitments, expected_effects }
    }
}

/// Holds an activity against the rules, the register and the council's strategies; its parts as they are to be kept.
async fn checked(
    unit: &Unit<'_>,
    input: &ActivityInput,
    of: &partnership::Model,
    before: Option<&Stored>,
) -> Result<ActivityParts, WriteError> {
    let mut problems = Vec::new();
    check_list("schools", input.schools.len(), &mut problems);
    check_list("commitments", input.commitments.len(), &mut problems);
    check_list("expectedEffects", input.effects.len(), &mut problems);
    // What is too long is not looked up.
    none_of(std::mem::take(&mut problems))?;
    let today = unit.write.today();
    let state = ActivityState {
        before: before.and_then(|it| ActivityStatus::from_number(it.row.status)),
        partnership: (of.from_day, of.to_day),
        today,
    };
    check_activity(&input.draft, state, &mut problems);
    let nothing = BTreeMap::new();
    let said = before.map_or(&nothing, |it| &it.parts.effects);
    let effects = stated_effects(&input.effects, said, (input.draft.from, today), &mut problems);
    let schools = registered(unit, &input.schools, &mut problems).await?;
    let moved: BTreeSet<MovedOutcome> = effects.keys().cloned().collect();
    let fields = ("commitments", "expectedEffects");
    check_references(unit, fields, (&input.commitments, &moved), &mut problems).await?;
    none_of(problems)?;
    Ok(ActivityParts { schools, commitments: input.commitments.clone(), effects })
}

/// The URNs as they are stored; a problem for each that the register does not have.
async fn registered(
    unit: &Unit<'_>,
    urns: &BTreeSet<Urn>,
    problems: &mut Vec<Problem>,
) -> Result<BTreeSet<i32>, WriteError> {
    let schools: BTreeSet<i32> = urns.iter().map(|urn| i32::try_from(*urn).unwrap_or_default()).collect();
    for urn in delivery::unregistered(&unit.transaction, &schools).await? {
        let message = format!("The register has no school with the URN {urn}: look it up under 'schools'.");
        problems.push(Problem::new("schools", ProblemCode::Unknown, message));
    }
    Ok(schools)
}

fn activity_row(
    council: &str,
    (id, version): (&str, i32),
    partnership: &str,
    input: &ActivityInput,
) -> activity::Model {
    let (draft, title) = (&input.draft, input.draft.title.trim().to_owned());
    activity::Model {
        council_code: council.to_owned(),
        id: id.to_owned(),
        version,
        partnership_id: partnership.to_owned(),
        kind: input.kind.number(),
        folded_title: fold(&title),
        title,
        status: draft.status.number(),
        from_day: draft.from,
        to_day: draft.to,
        sessions: draft.sessions,
        pupils: draft.pupils,
        staff: draft.staff,
        target_group: kept(draft.target_group.as_deref()),
        cost: draft.cost,
    }
}
