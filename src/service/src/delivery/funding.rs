//! Additional funding: bids, and the streams of money that came of them.

use std::collections::BTreeSet;

use sextant_domain::access::Role;
use sextant_domain::delivery::{
    BidDecision, BidDraft, Problem, ProblemCode, RecordKind, StreamDraft, check_bid, check_list, check_stream,
};
use sextant_store::entities::{funding_bid, funding_stream};
use sextant_store::{Database, delivery, fold};

use super::unit::{Subject, Unit, check_version, none_of};
use super::{Write, WriteError, kept, unknown};

/// A bid as it is to be.
#[derive(Clone, Debug)]
pub struct BidInput {
    /// What is said of it.
    pub draft: BidDraft,
    /// The activities it is for.
    pub activities: BTreeSet<String>,
}

/// A change of a bid: what it says now, in the place of what it said.
#[derive(Clone, Debug)]
pub struct ChangeBid {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What it is to be.
    pub input: BidInput,
}

/// A stream as it is to be.
#[derive(Clone, Debug)]
pub struct StreamInput {
    /// What is said of it.
    pub draft: StreamDraft,
    /// The bid that it came from, where it came from one.
    pub bid: Option<String>,
    /// The activities it pays for.
    pub activities: BTreeSet<String>,
}

/// A change of a stream: what it says now, in the place of what it said.
#[derive(Clone, Debug)]
pub struct ChangeStream {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What it is to be.
    pub input: StreamInput,
}

/// A bid or a stream with its activities, for the trail.
#[derive(serde::Serialize)]
struct Trail<'a, T> {
    #[serde(flatten)]
    record: &'a T,
    activities: &'a BTreeSet<String>,
}

/// Writes a new bid; its id.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn create_bid(database: &Database, write: &Write<'_>, input: &BidInput) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::FundingBid, &id, input).await? {
        return Ok(first);
    }
    bid_checked(&unit, input, None).await?;
    let row = bid_row(&unit.council, (&id, 1), &input.draft);
    delivery::insert_bid(&unit.transaction, row.clone()).await?;
    delivery::set_bid_activities(&unit.transaction, (&unit.council, &id), &input.activities).await?;
    let after = Trail { record: &row, activities: &input.activities };
    unit.trail(Subject { kind: RecordKind::FundingBid, id: &id, version: 1 }, None, &after).await?;
    unit.commit().await?;
    Ok(id)
}

/// Changes a bid. That it was decided is such a change.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn change_bid(database: &Database, write: &Write<'_>, change: &ChangeBid) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::FundingBid, &change.id, change).await? {
        return Ok(first);
    }
    let Some(before) = delivery::find_bid(&unit.transaction, &unit.council, &change.id).await? else {
        return unknown("id", "bid");
    };
    check_version(change.expected_version, before.version)?;
    bid_checked(&unit, &change.input, BidDecision::from_number(before.decision)).await?;
    let activities = delivery::activities_of_bid(&unit.transaction, &unit.council, &change.id).await?;
    let version = before.version + 1;
    let row = bid_row(&unit.council, (&change.id, version), &change.input.draft);
    delivery::update_bid(&unit.transaction, row.clone()).await?;
    delivery::set_bid_activities(&unit.transaction, (&unit.council, &change.id), &change.input.activities).await?;
    let before = Trail { record: &before, activities: &activities };
    let after = Trail { record: &row, activities: &change.input.activities };
    unit.trail(Subject { kind: RecordKind::FundingBid, id: &change.id, version }, Some(&before), &after).await?;
    unit.commit().await?;
    Ok(change.id.clone())
}

async fn bid_checked(unit: &Unit<'_>, input: &BidInput, before: Option<BidDecision>) -> Result<(), WriteError> {
    let mut problems = Vec::new();
    check_bid(&input.draft, before, unit.write.today(), &mut problems);
    known_activities(unit, &input.activities, &mut problems).await?;
    none_of(problems)
}

fn bid_row(council: &str, (id, version): (&str, i32), draft: &BidDraft) -> funding_bid::Model {
    let title = draft.title.trim().to_owned();
    funding_bid::Model {
        council_code: council.to_owned(),
        id: id.to_owned(),
        version,
        folded_title: fold(&title),
        title,
        funder: draft.funder.trim().to_owned(),
        scheme: kept(draft.scheme.as_deref()),
        sought: draft.sought,
        awarded: draft.awarded,
        deadline: draft.deadline,
        decision: draft.decision.number(),
        decided_on: draft.decided_on,
        conditions: kept(draft.conditions.as_deref()),
        match_funding: draft.match_funding,
    }
}

/// Writes a new stream; its id. Spend above the allocation needs a note.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn create_stream(database: &Database, write: &Write<'_>, input: &StreamInput) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::FundingStream, &id, input).await? {
        return Ok(first);
    }
    stream_checked(&unit, input).await?;
    let row = stream_row(&unit.council, (&id, 1), input);
    delivery::insert_stream(&unit.transaction, row.clone()).await?;
    delivery::set_stream_activities(&unit.transaction, (&unit.council, &id), &input.activities).await?;
    let after = Trail { record: &row, activities: &input.activities };
    unit.trail(Subject { kind: RecordKind::FundingStream, id: &id, version: 1 }, None, &after).await?;
    unit.commit().await?;
    Ok(id)
}

/// Changes a stream: what was spent of it, above all.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn change_stream(
    database: &Database,
    write: &Write<'_>,
    change: &ChangeStream,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::FundingStream, &change.id, change).await? {
        return Ok(first);
    }
    let Some(before) = delivery::find_stream(&unit.transaction, &unit.council, &change.id).await? else {
        return unknown("id", "stream of funding");
    };
    check_version(change.expected_version, before.version)?;
    stream_checked(&unit, &change.input).await?;
    let activities = delivery::activities_of_stream(&unit.transaction, &unit.council, &change.id).await?;
    let version = before.version + 1;
    let row = stream_row(&unit.council, (&change.id, version), &change.input);
    delivery::update_stream(&unit.transaction, row.clone()).await?;
    delivery::set_stream_activities(&unit.transaction, (&unit.council, &change.id), &change.input.activities).await?;
    let before = Trail { record: &before, activities: &activities };
    let after = Trail { record: &row, activities: &change.input.activities };
    unit.trail(Subject { kind: RecordKind::FundingStream, id: &change.id, version }, Some(&before), &after).await?;
    unit.commit().await?;
    Ok(change.id.clone())
}

async fn stream_checked(unit: &Unit<'_>, input: &StreamInput) -> Result<(), WriteError> {
    let decision = match &input.bid {
        Some(bid) => match delivery::find_bid(&unit.transaction, &unit.council, bid).await? {
            Some(bid) => BidDecision::from_number(bid.decision),
            None => return unknown("bid", "bid"),
        },
        None => None,
    };
    let mut problems = Vec::new();
    check_stream(&input.draft, decision, &mut problems);
    known_activities(unit, &input.activities, &mut problems).await?;
    none_of(problems)
}

/// Holds activities against those of the council.
async fn known_activities(
    unit: &Unit<'_>,
    activities: &BTreeSet<String>,
    problems: &mut Vec<Problem>,
) -> Result<(), WriteError> {
    let before = problems.len();
    check_list("activities", activities.len(), problems);
    if problems.len() > before {
        return Ok(());
    }
    for _ in delivery::unknown_activities(&unit.transaction, &unit.council, activities).await? {
        problems.push(Problem::new("activities", ProblemCode::Unknown, "There is no such activity."));
    }
    Ok(())
}

fn stream_row(council: &str, (id, version): (&str, i32), input: &StreamInput) -> funding_stream::Model {
    let (draft, title) = (&input.draft, input.draft.title.trim().to_owned());
    funding_stream::Model {
        council_code: council.to_owned(),
        id: id.to_owned(),
        version,
        folded_title: fold(&title),
        title,
        funder: draft.funder.trim().to_owned(),
        scheme: kept(draft.scheme.as_deref()),
        bid_id: input.bid.clone(),
        from_day: draft.from,
        to_day: draft.to,
        allocation: draft.allocation,
        spend: draft.spend,
        variance_note: kept(draft.variance_note.as_deref()),
    }
}
