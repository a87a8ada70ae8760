//! Agreed actions.

use chrono::NaiveDate;
use sextant_domain::access::Role;
use sextant_domain::delivery::{
    ActionDraft, ActionSource, ActionStatus, ClosureDraft, DueChangeDraft, ProblemCode, RecordKind, check_action,
    check_closure, check_due_change,
};
use sextant_domain::school::Urn;
use sextant_store::entities::{action, action_due_change};
use sextant_store::{Database, delivery};

use super::risk::registered_school;
use super::unit::{Subject, Unit, check_version, none_of};
use super::{Write, WriteError, refuse, unknown};

/// A new action.
#[derive(Clone, Debug)]
pub struct NewAction {
    /// What is to be done.
    pub text: String,
    /// Who sees to it.
    pub owner: String,
    /// What it was agreed over.
    pub source: ActionSource,
    /// The visit, where it was agreed at one.
    pub visit: Option<String>,
    /// The recommendation of scrutiny that it follows from, where it follows from one.
    pub recommendation: Option<String>,
    /// The school, where it concerns one; that of the visit where one is named.
    pub urn: Option<Urn>,
    /// The day it was agreed.
    pub agreed_on: NaiveDate,
    /// The day by which it is to be done.
    pub due: NaiveDate,
}

/// A change of an action that is open: what it says now, in the place of what it said.
#[derive(Clone, Debug)]
pub struct ChangeAction {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What is to be done.
    pub text: String,
    /// Who sees to it.
    pub owner: String,
    /// The day by which it is to be done.
    pub due: NaiveDate,
    /// Why it is due on another day, where it is.
    pub reason: Option<String>,
}

/// The end of an action.
#[derive(Clone, Debug)]
pub struct CloseAction {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What is said of it.
    pub draft: ClosureDraft,
}

/// Writes a new action; its id.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn create_action(database: &Database, write: &Write<'_>, new: &NewAction) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::Action, &id, new).await? {
        return Ok(first);
    }
    let urn = school_of(&unit, new).await?;
    if let Some(id) = &new.recommendation
        && delivery::find_recommendation(&unit.transaction, &unit.council, id).await?.is_none()
    {
        return unknown("recommendation", "recommendation");
    }
    let draft = ActionDraft {
        text: new.text.clone(),
        owner: new.owner.clone(),
        source: new.source,
        has_visit: new.visit.is_some(),
        agreed_on: new.agreed_on,
        due: new.due,
    };
    let mut problems = Vec::new();
    check_action(&draft, write.today(), &mut problems);
    none_of(problems)?;
    let row = action::Model {
        council_code: unit.council.clone(),
        id: id.clone(),
        version: 1,
        text: new.text.trim().to_owned(),
        owner: new.owner.trim().to_owned(),
        source: new.source.number(),
        visit_id: new.visit.clone(),
        urn,
        agreed_on: new.agreed_on,
        due: new.due,
        status: ActionStatus::Open.number(),
        closed_on: None,
        evidence: String::new(),
        recommendation_id: new.recommendation.clone(),
    };
    delivery::insert_action(&unit.transaction, row.clone()).await?;
    unit.trail(Subject { kind: RecordKind::Action, id: &id, version: 1 }, None, &row).await?;
    unit.commit().await?;
    Ok(id)
}

/// The school that an action concerns: that of its visit, or the one it names.
async fn school_of(unit: &Unit<'_>, new: &NewAction) -> Result<Option<i32>, WriteError> {
    let Some(visit) = &new.visit else {
        return match new.urn {
            Some(urn) => registered_school(unit, urn).await.map(Some),
            None => Ok(None),
        };
    };
    let Some(visit) = delivery::find_visit(&unit.transaction, &unit.council, visit).await? else {
        return unknown("visit", "visit");
    };
    if new.urn.is_some_and(|urn| i64::from(urn) != i64::from(visit.urn)) {
        let message = format!("The visit was to the school with the URN {}: leave 'urn' out.", visit.urn);
        return refuse("urn", ProblemCode::OutOfRange, message);
    }
    Ok(Some(visit.urn))
}

/// Changes an action that is open. Moving its day needs a reason, and the move stays on record.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn change_action(
    database: &Database,
    write: &Write<'_>,
    change: &ChangeAction,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::Action, &change.id, change).await? {
        return Ok(first);
    }
    let before = open_action(&unit, &change.id, change.expected_version).await?;
    let source = ActionSource::from_number(before.source).unwrap_or(ActionSource::Scorecard);
    let draft = ActionDraft {
        text: change.text.clone(),
        owner: change.owner.clone(),
        source,
        has_visit: before.visit_id.is_some(),
        agreed_on: before.agreed_on,
        due: change.due,
    };
    let mut problems = Vec::new();
    check_action(&draft, write.today(), &mut problems);
    let moved = DueChangeDraft { from: before.due, to: change.due, reason: change.reason.clone() };
    check_due_change(&moved, &mut problems);
    none_of(problems)?;
    let (text, owner) = (change.text.trim().to_owned(), change.owner.trim().to_owned());
    let row = action::Model { version: before.version + 1, text, owner, due: change.due, ..before.clone() };
    delivery::update_action(&unit.transaction, row.clone()).await?;
    if moved.from != moved.to {
        delivery::insert_due_change(&unit.transaction, moved_row(&unit, &row, moved)).await?;
    }
    let subject = Subject { kind: RecordKind::Action, id: &change.id, version: row.version };
    unit.trail(subject, Some(&before), &row).await?;
    unit.commit().await?;
    Ok(change.id.clone())
}

fn moved_row(unit: &Unit<'_>, row: &action::Model, moved: DueChangeDraft) -> action_due_change::Model {
    action_due_change::Model {
        council_code: unit.council.clone(),
        action_id: row.id.clone(),
        version: row.version,
        from_day: moved.from,
        to_day: moved.to,
        reason: moved.reason.unwrap_or_default().trim().to_owned(),
        changed_by: unit.write.identity.name.clone(),
        entered_at: unit.write.now.timestamp_millis(),
    }
}

/// Closes an action, with evidence. What is closed stays so.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn close_action(database: &Database, write: &Write<'_>, close: &CloseAction) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::Action, &close.id, close).await? {
        return Ok(first);
    }
    let before = open_action(&unit, &close.id, close.expected_version).await?;
    let mut problems = Vec::new();
    check_closure(&close.draft, before.agreed_on, write.today(), &mut problems);
    none_of(problems)?;
    let row = action::Model {
        version: before.version + 1,
        status: ActionStatus::Closed.number(),
        closed_on: Some(close.draft.closed_on),
        evidence: close.draft.evidence.trim().to_owned(),
        ..before.clone()
    };
    delivery::update_action(&unit.transaction, row.clone()).await?;
    let subject = Subject { kind: RecordKind::Action, id: &close.id, version: row.version };
    unit.trail(subject, Some(&before), &row).await?;
    unit.commit().await?;
    Ok(close.id.clone())
}

/// An action of the council as somebody read it, where it is still open.
async fn open_action(unit: &Unit<'_>, id: &str, expected: i32) -> Result<action::Model, WriteError> {
    let Some(before) = delivery::find_action(&unit.transaction, &unit.council, id).await? else {
        return unknown("id", "action");
    };
    check_version(expected, before.version)?;
    if before.status != ActionStatus::Open.number() {
        let message = "The action is closed and stays so: what is to be done further is another action.";
        return refuse("id", ProblemCode::StateNotAllowed, message);
    }
    Ok(before)
}
