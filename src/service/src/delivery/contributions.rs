//! Contributions: the claim that an activity moved an outcome. Its figures are the ledger's, frozen on the day of the claim.

use std::collections::BTreeSet;

use sextant_domain::access::Role;
use sextant_domain::delivery::{
    ClaimDraft, ClaimTexts, ComparatorKind, Moved, Problem, ProblemCode, RecordKind, check_claim, check_claim_texts,
    check_shares, moved,
};
use sextant_domain::outcome::SeriesKey;
use sextant_domain::{DataStatus, Figure, Period};
use sextant_store::entities::{activity, contribution};
use sextant_store::ledger::{self, Knowledge};
use sextant_store::{Database, delivery};

use super::references::check_references;
use super::unit::{Subject, Unit, check_version, none_of};
use super::{Write, WriteError, kept, unknown};

/// A new claim.
#[derive(Clone, Debug)]
pub struct NewContribution {
    /// The activity.
    pub activity: String,
    /// The strategy's code.
    pub strategy: String,
    /// The indicator with the pupil group.
    pub outcome: SeriesKey,
    /// The period before the activity worked.
    pub before: Period,
    /// The period after.
    pub after: Period,
    /// What is claimed.
    pub draft: ClaimDraft,
}

/// A change of what is said of a claim. Its figures, its method and its strength stay as they were claimed.
#[derive(Clone, Debug)]
pub struct ChangeContribution {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What is said of it now.
    pub texts: ClaimTexts,
}

/// Claims that an activity moved an outcome; the claim's id.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn claim_contribution(
    database: &Database,
    write: &Write<'_>,
    new: &NewContribution,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::Contribution, &id, new).await? {
        return Ok(first);
    }
    let Some(of) = delivery::find_activity(&unit.transaction, &unit.council, &new.activity).await? else {
        return unknown("activity", "activity");
    };
    let mut problems = Vec::new();
    let outcome = (new.strategy.clone(), new.outcome.indicator.clone(), new.outcome.breakdown.clone());
    let wanted = (&BTreeSet::new(), &BTreeSet::from([outcome]));
    check_references(&unit, ("strategy", "indicator"), wanted, &mut problems).await?;
    none_of(std::mem::take(&mut problems))?;
    check_claim(&new.draft, write.today(), &mut problems);
    check_times(&of, new.after, &mut problems);
    let place = delivery::place_of(&unit.transaction, &unit.council).await?;
    let known = ledger::known_at(&unit.transaction, write.today()).await?;
    let found = figures(&unit, new, (place, known), &mut problems).await?;
    none_of(std::mem::take(&mut problems))?;
    let Some(found) = found else { return unknown("indicator", "indicator in the catalogue") };
    let row = claimed(&unit, (&id, new), (place, known), found);
    let others = delivery::other_shares(&unit.transaction, &row).await?;
    check_shares(new.draft.texts.share, &others, &mut problems);
    none_of(problems)?;
    delivery::insert_contribution(&unit.transaction, row.clone()).await?;
    unit.trail(Subject { kind: RecordKind::Contribution, id: &id, version: 1 }, None, &row).await?;
    unit.commit().await?;
    Ok(id)
}

/// An activity moves nothing that was over before it began.
fn check_times(of: &activity::Model, after: Period, problems: &mut Vec<Problem>) {
    let (_, last) = after.days();
    if last < of.from_day {
        let message =
            format!("{after} was over on {last}, before the activity began on {}: it moved nothing.", of.from_day);
        problems.push(Problem::new("after", ProblemCode::OutOfRange, message));
    }
}

/// The figures of a claim, as they are known today.
async fn figures(
    unit: &Unit<'_>,
    new: &NewContribution,
    (place, known): (i32, Knowledge),
    problems: &mut Vec<Problem>,
) -> Result<Option<Moved>, WriteError> {
    let at = (known, unit.write.today());
    let inputs = delivery::claim_inputs(&unit.transaction, &new.outcome, place, at).await?;
    Ok(inputs.and_then(|inputs| moved(&inputs, (new.before, new.after), new.draft.comparator, problems)))
}

fn claimed(
    unit: &Unit<'_>,
    (id, new): (&str, &NewContribution),
    (place_id, knowledge): (i32, Knowledge),
    found: Moved,
) -> contribution::Model {
    let (draft, number) = (&new.draft, |(figure, status): (Figure, DataStatus)| (figure.millionths(), status.number()));
    let ((before_value, before_status), (after_value, after_status)) = (number(found.before), number(found.after));
    let theirs = found.compared.as_ref().map(|it| (number(it.before), number(it.after)));
    let empty = contribution::Model {
        council_code: unit.council.clone(),
        id: id.to_owned(),
        version: 0,
        activity_id: new.activity.clone(),
        strategy_code: new.strategy.clone(),
        indicator_code: new.outcome.indicator.clone(),
        breakdown: new.outcome.breakdown.clone(),
        place_id,
        before_period: new.before.code(),
        after_period: new.after.code(),
        method: draft.method.number(),
        strength: draft.strength,
        comparator: draft.comparator.map(ComparatorKind::number),
        similar_schools: String::new(),
        confounders: String::new(),
        share: None,
        reviewed_by: String::new(),
        reviewed_on: None,
        claimed_on: unit.write.today(),
        knowledge,
        before_value,
        before_status,
        after_value,
        after_status,
        change: found.change.millionths(),
        compared_with: found.compared.map(|it| it.name).unwrap_or_default(),
        compared_before: theirs.map(|((value, _), _)| value),
        compared_before_status: theirs.map(|((_, status), _)| status),
        compared_after: theirs.map(|(_, (value, _))| value),
        compared_after_status: theirs.map(|(_, (_, status))| status),
        net_change: found.net_change.map(Figure::millionths),
        caveats: found.caveats.join("\n"),
    };
    said(empty, &draft.texts)
}

/// The next version of a claim, with what somebody says of it.
fn said(before: contribution::Model, texts: &ClaimTexts) -> contribution::Model {
    contribution::Model {
        version: before.version + 1,
        similar_schools: kept(texts.similar_schools.as_deref()),
        confounders: kept(texts.confounders.as_deref()),
        share: texts.share.map(Figure::millionths),
        reviewed_by: kept(texts.reviewed_by.as_deref()),
        reviewed_on: texts.reviewed_on,
        ..before
    }
}

/// Changes what is said of a claim: its texts, its share, its review.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn change_contribution(
    database: &Database,
    write: &Write<'_>,
    change: &ChangeContribution,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::Contribution, &change.id, change).await? {
        return Ok(first);
    }
    let Some(before) = delivery::find_contribution(&unit.transaction, &unit.council, &change.id).await? else {
        return unknown("id", "contribution");
    };
    check_version(change.expected_version, before.version)?;
    let mut problems = Vec::new();
    let comparator = before.comparator.and_then(ComparatorKind::from_number);
    check_claim_texts(&change.texts, comparator, (before.claimed_on, write.today()), &mut problems);
    let others = delivery::other_shares(&unit.transaction, &before).await?;
    check_shares(change.texts.share, &others, &mut problems);
    none_of(problems)?;
    let row = said(before.clone(), &change.texts);
    delivery::update_contribution(&unit.transaction, row.clone()).await?;
    let subject = Subject { kind: RecordKind::Contribution, id: &change.id, version: row.version };
    unit.trail(subject, Some(&before), &row).await?;
    unit.commit().await?;
    Ok(change.id.clone())
}
