//! What scrutiny formally asked: made, answered once, put into practice or not.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sextant_domain::access::Role;
use sextant_domain::delivery::{
    Acceptance, Implementation, ProblemCode, ProgressDraft, RecommendationDraft, RecordKind, ResponseDraft, Standing,
    check_progress, check_recommendation, check_response, response_due,
};
use sextant_store::delivery::MovedOutcome;
use sextant_store::entities::{recommendation, recommendation_progress, scrutiny_meeting};
use sextant_store::{Database, delivery, fold};

use super::references::check_references;
use super::unit::{Subject, Unit, check_version, none_of};
use super::{Write, WriteError, refuse, unknown};

/// A recommendation as it is to be.
#[derive(Clone, Debug)]
pub struct RecommendationInput {
    /// What is asked.
    pub text: String,
    /// Of whom: `Cabinet`.
    pub addressed_to: String,
    /// The day on which they received it; that of the meeting when not said.
    pub received_on: Option<NaiveDate>,
    /// The commitments it is about: strategy and commitment.
    pub commitments: BTreeSet<(String, String)>,
    /// The outcomes it is about: strategy, indicator, pupil group.
    pub outcomes: BTreeSet<MovedOutcome>,
}

/// A new recommendation.
#[derive(Clone, Debug)]
pub struct NewRecommendation {
    /// The meeting that makes it.
    pub meeting: String,
    /// What it is to be.
    pub input: RecommendationInput,
}

/// A change of a recommendation that is not answered: what it says now, in the place of what it said.
#[derive(Clone, Debug)]
pub struct ChangeRecommendation {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What it is to be.
    pub input: RecommendationInput,
}

/// The answer to a recommendation, or its correction.
#[derive(Clone, Debug)]
pub struct Respond {
    /// Which recommendation.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What was answered.
    pub draft: ResponseDraft,
}

/// How far a recommendation has come.
#[derive(Clone, Debug)]
pub struct RecordProgress {
    /// Which recommendation.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// How far.
    pub draft: ProgressDraft,
}

/// A recommendation with what it is about, for the trail.
#[derive(serde::Serialize)]
struct Trail<'a> {
    #[serde(flatten)]
    recommendation: &'a recommendation::Model,
    commitments: &'a BTreeSet<(String, String)>,
    outcomes: &'a BTreeSet<MovedOutcome>,
}

/// Writes down what a meeting recommended; its id.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn make_recommendation(
    database: &Database,
    write: &Write<'_>,
    new: &NewRecommendation,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::Recommendation, &id, new).await? {
        return Ok(first);
    }
    let Some(meeting) = delivery::find_meeting(&unit.transaction, &unit.council, &new.meeting).await? else {
        return unknown("meeting", "meeting");
    };
    let empty = recommendation::Model {
        council_code: unit.council.clone(),
        id: id.clone(),
        version: 0,
        meeting_id: meeting.id.clone(),
        text: String::new(),
        addressed_to: String::new(),
        folded_addressed_to: String::new(),
        received_on: meeting.day,
        response_due: meeting.day,
        responded_on: None,
        accepted: None,
        reason: String::new(),
        response: String::new(),
        implementation: Implementation::NotStarted.number(),
    };
    let row = checked(&unit, empty, &meeting, &new.input).await?;
    delivery::insert_recommendation(&unit.transaction, row.clone()).await?;
    let (commitments, outcomes) = (&new.input.commitments, &new.input.outcomes);
    delivery::is_about(&unit.transaction, (&unit.council, &id), commitments, outcomes).await?;
    let after = Trail { recommendation: &row, commitments, outcomes };
    unit.trail(Subject { kind: RecordKind::Recommendation, id: &id, version: 1 }, None, &after).await?;
    unit.commit().await?;
    Ok(id)
}

/// Changes a recommendation that has not been answered.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn change_recommendation(
    database: &Database,
    write: &Write<'_>,
    change: &ChangeRecommendation,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::Recommendation, &change.id, change).await? {
        return Ok(first);
    }
    let before = found(&unit, &change.id, change.expected_version).await?;
    if before.responded_on.is_some() {
        let message = "The recommendation was answered as it stands: what is asked now is another recommendation.";
        return refuse("id", ProblemCode::StateNotAllowed, message);
    }
    let meeting = delivery::find_meeting(&unit.transaction, &unit.council, &before.meeting_id).await?;
    let Some(meeting) = meeting else { return unknown("id", "recommendation") };
    let row = checked(&unit, before.clone(), &meeting, &change.input).await?;
    let (was_on, was_about) = delivery::recommendation_about(&unit.transaction, &unit.council, &change.id).await?;
    delivery::update_recommendation(&unit.transaction, row.clone()).await?;
    let (commitments, outcomes) = (&change.input.commitments, &change.input.outcomes);
    delivery::is_about(&unit.transaction, (&unit.council, &change.id), commitments, outcomes).await?;
    let before = Trail { recommendation: &before, commitments: &was_on, outcomes: &was_about };
    let after = Trail { recommendation: &row, commitments, outcomes };
    let subject = Subject { kind: RecordKind::Recommendation, id: &change.id, version: row.version };
    unit.trail(subject, Some(&before), &after).await?;
    unit.commit().await?;
    Ok(change.id.clone())
}

/// The next version of a recommendation of a meeting, held against the rules and the council's strategies.
async fn checked(
    unit: &Unit<'_>,
    before: recommendation::Model,
    meeting: &scrutiny_meeting::Model,
    input: &RecommendationInput,
) -> Result<recommendation::Model, WriteError> {
    let draft = RecommendationDraft {
        text: input.text.clone(),
        addressed_to: input.addressed_to.clone(),
        received_on: input.received_on.unwrap_or(meeting.day),
    };
    let mut problems = Vec::new();
    check_recommendation(&draft, meeting.day, unit.write.today(), &mut problems);
    let named = (&input.commitments, &input.outcomes);
    check_references(unit, ("commitments", "outcomes"), named, &mut problems).await?;
    none_of(problems)?;
    let addressed_to = draft.addressed_to.trim().to_owned();
    Ok(recommendation::Model {
        version: before.version + 1,
        text: draft.text.trim().to_owned(),
        folded_addressed_to: fold(&addressed_to),
        addressed_to,
        received_on: draft.received_on,
        response_due: response_due(draft.received_on),
        ..before
    })
}

/// Writes down the answer to a recommendation. There is one: to say it again, from the version that has it, corrects it, and what it
/// said before stays in the trail.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn respond(database: &Database, write: &Write<'_>, answer: &Respond) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::Recommendation, &answer.id, answer).await? {
        return Ok(first);
    }
    let before = found(&unit, &answer.id, answer.expected_version).await?;
    let progress = delivery::progress_of(&unit.transaction, &unit.council, &answer.id).await?;
    let standing = Standing {
        received_on: before.received_on,
        implementation: Implementation::from_number(before.implementation).unwrap_or(Implementation::NotStarted),
        first_progress: progress.first().map(|row| row.day),
    };
    let mut problems = Vec::new();
    check_response(&answer.draft, standing, write.today(), &mut problems);
    none_of(problems)?;
    let row = recommendation::Model {
        version: before.version + 1,
        responded_on: Some(answer.draft.responded_on),
        accepted: Some(answer.draft.accepted.number()),
        reason: answer.draft.reason.as_deref().unwrap_or_default().trim().to_owned(),
        response: answer.draft.text.trim().to_owned(),
        ..before.clone()
    };
    changed(unit, before, row).await
}

/// Writes down how far a recommendation has come. What was recorded before stays.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn record_progress(
    database: &Database,
    write: &Write<'_>,
    said: &RecordProgress,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::Recommendation, &said.id, said).await? {
        return Ok(first);
    }
    let before = found(&unit, &said.id, said.expected_version).await?;
    let progress = delivery::progress_of(&unit.transaction, &unit.council, &said.id).await?;
    let answer = before.responded_on.zip(before.accepted.and_then(Acceptance::from_number));
    let mut problems = Vec::new();
    check_progress(&said.draft, answer, progress.last().map(|row| row.day), write.today(), &mut problems);
    none_of(problems)?;
    let row = recommendation::Model {
        version: before.version + 1,
        implementation: said.draft.status.number(),
        ..before.clone()
    };
    let entry = recommendation_progress::Model {
        council_code: unit.council.clone(),
        recommendation_id: said.id.clone(),
        version: row.version,
        day: said.draft.day,
        status: said.draft.status.number(),
        note: said.draft.note.as_deref().unwrap_or_default().trim().to_owned(),
        recorded_by: write.identity.name.clone(),
        entered_at: write.now.timestamp_millis(),
    };
    delivery::insert_progress(&unit.transaction, entry).await?;
    changed(unit, before, row).await
}

/// A recommendation of the council as somebody read it.
async fn found(unit: &Unit<'_>, id: &str, expected: i32) -> Result<recommendation::Model, WriteError> {
    let Some(before) = delivery::find_recommendation(&unit.transaction, &unit.council, id).await? else {
        return unknown("id", "recommendation");
    };
    check_version(expected, before.version)?;
    Ok(before)
}

/// Writes the next version and ends the write.
async fn changed(
    unit: Unit<'_>,
    before: recommendation::Model,
    row: recommendation::Model,
) -> Result<String, WriteError> {
    delivery::update_recommendation(&unit.transaction, row.clone()).await?;
    let subject = Subject { kind: RecordKind::Recommendation, id: &row.id, version: row.version };
    unit.trail(subject, Some(&before), &row).await?;
    unit.commit().await?;
    Ok(row.id)
}
