//! Commentary on lines of published scorecards: written for one line of one revision, version by version.

use sextant_domain::TermOfYear;
use sextant_domain::access::Role;
use sextant_domain::delivery::{CommentaryDraft, CommentaryState, ProblemCode, RecordKind, check_commentary};
use sextant_domain::scorecard::sha256_hex;
use sextant_store::entities::{commentary, scorecard_line};
use sextant_store::{Database, delivery};

use super::unit::{Subject, Unit, check_version, none_of};
use super::{Write, WriteError, refuse, unknown};

/// A new commentary.
#[derive(Clone, Debug)]
pub struct NewCommentary {
    /// The strategy's code.
    pub strategy: String,
    /// The term of the scorecard.
    pub term: TermOfYear,
    /// Its revision.
    pub revision: i32,
    /// The line's indicator.
    pub indicator: String,
    /// The line's pupil group.
    pub breakdown: String,
    /// The commentary, of whatever revision, that it takes up.
    pub based_on: Option<String>,
    /// What is said.
    pub draft: CommentaryDraft,
}

/// The next version of a commentary.
#[derive(Clone, Debug)]
pub struct ChangeCommentary {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What is said now; the same when not said.
    pub text: Option<String>,
    /// Where it stands now.
    pub state: CommentaryState,
}

/// Writes a commentary on a line; its id.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn write_commentary(
    database: &Database,
    write: &Write<'_>,
    new: &NewCommentary,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::Commentary, &id, new).await? {
        return Ok(first);
    }
    let line = line_of(&unit, new).await?;
    if let Some(earlier) = &new.based_on {
        let found = delivery::newest_commentary(&unit.transaction, &unit.council, earlier).await?;
        let same = |row: &commentary::Model| {
            (&row.strategy_code, &row.indicator_code, &row.breakdown)
                == (&line.strategy_code, &line.indicator_code, &line.breakdown)
        };
        match found {
            None => return unknown("basedOn", "commentary"),
            Some(row) if !same(&row) => {
                let message = "It is a commentary on another indicator or pupil group: leave it out.";
                return refuse("basedOn", ProblemCode::OutOfRange, message);
            }
            Some(_) => {}
        }
    }
    let mut problems = Vec::new();
    check_commentary(&new.draft, None, &mut problems);
    none_of(problems)?;
    let row = commentary::Model {
        council_code: unit.council.clone(),
        id: id.clone(),
        version: 1,
        strategy_code: line.strategy_code,
        year_start: line.year_start,
        term: line.term,
        revision: line.revision,
        indicator_code: line.indicator_code,
        breakdown: line.breakdown,
        line_hash: sha256_hex(line.content.as_bytes()),
        text: new.draft.text.trim().to_owned(),
        state: new.draft.state.number(),
        based_on: new.based_on.clone(),
        author: write.identity.name.clone(),
        entered_at: write.now.timestamp_millis(),
    };
    // The id is new, so that nobody else can have written its first version.
    delivery::insert_commentary(&unit.transaction, row.clone()).await?;
    unit.trail(Subject { kind: RecordKind::Commentary, id: &id, version: 1 }, None, &row).await?;
    unit.commit().await?;
    Ok(id)
}

/// The line that is spoken of: of the council's own scorecard.
async fn line_of(unit: &Unit<'_>, new: &NewCommentary) -> Result<scorecard_line::Model, WriteError> {
    let (year, term) = (new.term.year.start() as i16, new.term.term.number());
    let card = (unit.council.clone(), new.strategy.clone(), year, term, new.revision);
    let wanted = (new.indicator.as_str(), new.breakdown.as_str());
    if let Some(line) = delivery::published_line(&unit.transaction, &card, wanted).await? {
        return Ok(line);
    }
    let message = format!(
        "There is no published line of {} for '{}' on the scorecard of '{}' for {} in revision {}.",
        new.indicator, new.breakdown, new.strategy, new.term, new.revision
    );
    refuse("indicator", ProblemCode::Unknown, message)
}

/// Writes the next version of a commentary: another text, published, withdrawn. The versions before stay.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn change_commentary(
    database: &Database,
    write: &Write<'_>,
    change: &ChangeCommentary,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::Commentary, &change.id, change).await? {
        return Ok(first);
    }
    let Some(before) = delivery::newest_commentary(&unit.transaction, &unit.council, &change.id).await? else {
        return unknown("id", "commentary");
    };
    check_version(change.expected_version, before.version)?;
    let text = change.text.clone().unwrap_or_else(|| before.text.clone());
    let draft = CommentaryDraft { text, state: change.state };
    let mut problems = Vec::new();
    check_commentary(&draft, CommentaryState::from_number(before.state), &mut problems);
    none_of(problems)?;
    let row = commentary::Model {
        version: before.version + 1,
        text: draft.text.trim().to_owned(),
        state: draft.state.number(),
        author: write.identity.name.clone(),
        entered_at: write.now.timestamp_millis(),
        ..before.clone()
    };
    if !delivery::insert_commentary(&unit.transaction, row.clone()).await? {
        // Somebody else wrote that version since it was looked up.
        return check_version(change.expected_version, row.version).map(|()| row.id);
    }
    let subject = Subject { kind: RecordKind::Commentary, id: &change.id, version: row.version };
    unit.trail(subject, Some(&before), &row).await?;
    unit.commit().await?;
    Ok(row.id)
}
