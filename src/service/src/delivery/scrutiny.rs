//! Meetings of scrutiny, and what was said at them.

use std::collections::BTreeSet;

use sextant_domain::access::Role;
use sextant_domain::delivery::{MeetingDraft, OnRecord, RecordKind, check_feedback, check_meeting};
use sextant_store::delivery::MovedOutcome;
use sextant_store::entities::{scrutiny_feedback, scrutiny_meeting};
use sextant_store::{Database, delivery, fold};

use super::references::check_references;
use super::unit::{Subject, Unit, check_version, none_of};
use super::{Write, WriteError, unknown};

/// A change of a meeting: what it says now, in the place of what it said.
#[derive(Clone, Debug)]
pub struct ChangeMeeting {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What it is to be.
    pub draft: MeetingDraft,
}

/// What a committee said, short of a recommendation.
#[derive(Clone, Debug)]
pub struct NewFeedback {
    /// The meeting.
    pub meeting: String,
    /// What was said.
    pub text: String,
    /// The commitment it is on: strategy and commitment.
    pub commitment: Option<(String, String)>,
    /// The outcome it is on: strategy, indicator, pupil group.
    pub outcome: Option<MovedOutcome>,
}

/// Writes a new meeting, planned or held; its id.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn create_meeting(
    database: &Database,
    write: &Write<'_>,
    draft: &MeetingDraft,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::ScrutinyMeeting, &id, draft).await? {
        return Ok(first);
    }
    let mut problems = Vec::new();
    check_meeting(draft, OnRecord::default(), write.today(), &mut problems);
    none_of(problems)?;
    let row = meeting_row(&unit.council, (&id, 1), draft);
    delivery::insert_meeting(&unit.transaction, row.clone()).await?;
    unit.trail(Subject { kind: RecordKind::ScrutinyMeeting, id: &id, version: 1 }, None, &row).await?;
    unit.commit().await?;
    Ok(id)
}

/// Changes a meeting. One at which something was said stays on a day by which that can have been said.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn change_meeting(
    database: &Database,
    write: &Write<'_>,
    change: &ChangeMeeting,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::ScrutinyMeeting, &change.id, change).await? {
        return Ok(first);
    }
    let Some(before) = delivery::find_meeting(&unit.transaction, &unit.council, &change.id).await? else {
        return unknown("id", "meeting");
    };
    check_version(change.expected_version, before.version)?;
    let on_record = delivery::on_record(&unit.transaction, &unit.council, &change.id).await?;
    let mut problems = Vec::new();
    check_meeting(&change.draft, on_record, write.today(), &mut problems);
    none_of(problems)?;
    let version = before.version + 1;
    let row = meeting_row(&unit.council, (&change.id, version), &change.draft);
    delivery::update_meeting(&unit.transaction, row.clone()).await?;
    unit.trail(Subject { kind: RecordKind::ScrutinyMeeting, id: &change.id, version }, Some(&before), &row).await?;
    unit.commit().await?;
    Ok(change.id.clone())
}

fn meeting_row(council: &str, (id, version): (&str, i32), draft: &MeetingDraft) -> scrutiny_meeting::Model {
    let (body, title) = (draft.body.trim().to_owned(), draft.title.trim().to_owned());
    scrutiny_meeting::Model {
        council_code: council.to_owned(),
        id: id.to_owned(),
        version,
        folded_body: fold(&body),
        body,
        day: draft.day,
        folded_title: fold(&title),
        title,
        agenda_item: draft.agenda_item.as_deref().unwrap_or_default().trim().to_owned(),
    }
}

/// Writes down what a committee said; its id. What was said is not changed.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn add_feedback(database: &Database, write: &Write<'_>, new: &NewFeedback) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::ScrutinyFeedback, &id, new).await? {
        return Ok(first);
    }
    let Some(meeting) = delivery::find_meeting(&unit.transaction, &unit.council, &new.meeting).await? else {
        return unknown("meeting", "meeting");
    };
    let mut problems = Vec::new();
    let on_both = new.commitment.is_some() && new.outcome.is_some();
    check_feedback(&new.text, on_both, (meeting.day, write.today()), &mut problems);
    let commitments: BTreeSet<_> = new.commitment.iter().cloned().collect();
    let outcomes: BTreeSet<_> = new.outcome.iter().cloned().collect();
    check_references(&unit, ("commitment", "outcome"), (&commitments, &outcomes), &mut problems).await?;
    none_of(problems)?;
    let row = feedback_row(&unit, &id, new);
    delivery::insert_feedback(&unit.transaction, row.clone()).await?;
    unit.trail(Subject { kind: RecordKind::ScrutinyFeedback, id: &id, version: 1 }, None, &row).await?;
    unit.commit().await?;
    Ok(id)
}

fn feedback_row(unit: &Unit<'_>, id: &str, new: &NewFeedback) -> scrutiny_feedback::Model {
    let (strategy_code, commitment_code) = new.commitment.clone().unzip();
    let outcome = new.outcome.clone();
    scrutiny_feedback::Model {
        council_code: unit.council.clone(),
        id: id.to_owned(),
        meeting_id: new.meeting.clone(),
        text: new.text.trim().to_owned(),
        strategy_code: strategy_code.or_else(|| outcome.as_ref().map(|(strategy, ..)| strategy.clone())),
        commitment_code,
        indicator_code: outcome.as_ref().map(|(_, indicator, _)| indicator.clone()),
        breakdown: outcome.map(|(.., breakdown)| breakdown),
        recorded_by: unit.write.identity.name.clone(),
        entered_at: unit.write.now.timestamp_millis(),
    }
}
