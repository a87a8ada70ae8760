//! Early-warning flags: rules raise them, people close them.

use chrono::{DateTime, Utc};
use sextant_domain::access::{Identity, Role};
use sextant_domain::delivery::{FlagStatus, ProblemCode, RecordKind, Warning, WarningSubject, check_flag_closure};
use sextant_domain::scorecard::sha256_hex;
use sextant_store::entities::flag;
use sextant_store::{Database, delivery};

use super::unit::{Subject, Unit, check_version, none_of};
use super::{Write, WriteError, refuse, unknown};

/// The end of a flag.
#[derive(Clone, Debug)]
pub struct CloseFlag {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What was found, and what is done about it.
    pub note: String,
}

/// Closes a flag. What is closed stays so; the rule raises another on another occasion.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn close_flag(database: &Database, write: &Write<'_>, close: &CloseFlag) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::Flag, &close.id, close).await? {
        return Ok(first);
    }
    let Some(before) = delivery::find_flag(&unit.transaction, &unit.council, &close.id).await? else {
        return unknown("id", "flag");
    };
    check_version(close.expected_version, before.version)?;
    if before.status == FlagStatus::Closed.number() {
        return refuse("id", ProblemCode::StateNotAllowed, "The flag is closed, and stays so.");
    }
    let mut problems = Vec::new();
    check_flag_closure(&close.note, &mut problems);
    none_of(problems)?;
    let row = flag::Model {
        version: before.version + 1,
        status: FlagStatus::Closed.number(),
        closed_at: Some(write.now.timestamp_millis()),
        closed_by: write.identity.name.clone(),
        note: close.note.trim().to_owned(),
        ..before.clone()
    };
    delivery::update_flag(&unit.transaction, row.clone()).await?;
    let subject = Subject { kind: RecordKind::Flag, id: &close.id, version: row.version };
    unit.trail(subject, Some(&before), &row).await?;
    unit.commit().await?;
    Ok(close.id.clone())
}

/// Raises what rules found and nobody raised before; how many flags that were. Names are made of the instant and of what is
/// raised, so that no source of names is needed where nobody is at the keyboard.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn raise_flags(
    database: &Database,
    council: &str,
    found: &[Warning],
    now: DateTime<Utc>,
) -> Result<usize, WriteError> {
    let raised = delivery::raised(database.read(), council).await?;
    let is_new = |it: &&Warning| !raised.contains(&(it.rule.number(), it.subject.key(), it.occasion.clone()));
    let new: Vec<&Warning> = found.iter().filter(is_new).collect();
    if new.is_empty() {
        return Ok(0);
    }
    let identity = Identity {
        role: Role::Officer,
        council: Some(council.to_owned()),
        name: "Early-warning rules".to_owned(),
        token: String::new(),
    };
    let next = std::sync::atomic::AtomicU32::new(0);
    let mint = || {
        let number = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let name = sha256_hex(format!("{council} {} {number}", new.len()).as_bytes());
        format!("{:012x}{number:04x}{}", now.timestamp_millis(), &name[..16])
    };
    let write = Write { identity: &identity, now, mint: &mint, key: None };
    let unit = Unit::begin(database, &write, Role::Officer).await?;
    let mut count = 0;
    for warning in &new {
        let row = flag_row(&unit, warning);
        // Somebody else may have raised it since.
        if delivery::insert_flag(&unit.transaction, row.clone()).await? {
            unit.trail(Subject { kind: RecordKind::Flag, id: &row.id, version: 1 }, None, &row).await?;
            count += 1;
        }
    }
    unit.commit().await?;
    Ok(count)
}

fn flag_row(unit: &Unit<'_>, warning: &Warning) -> flag::Model {
    let empty = flag::Model {
        council_code: unit.council.clone(),
        id: (unit.write.mint)(),
        version: 1,
        rule: warning.rule.number(),
        subject: warning.subject.key(),
        occasion: warning.occasion.clone(),
        reason: warning.reason.clone(),
        raised_on: unit.write.today(),
        raised_at: unit.write.now.timestamp_millis(),
        urn: None,
        action_id: None,
        partnership_id: None,
        strategy_code: None,
        indicator_code: None,
        breakdown: None,
        status: FlagStatus::Open.number(),
        closed_at: None,
        closed_by: String::new(),
        note: String::new(),
    };
    match warning.subject.clone() {
        WarningSubject::Line { strategy, indicator, breakdown } => flag::Model {
            strategy_code: Some(strategy),
            indicator_code: Some(indicator),
            breakdown: Some(breakdown),
            ..empty
        },
        WarningSubject::Action(id, urn) => flag::Model { action_id: Some(id), urn: urn.map(|urn| urn as i32), ..empty },
        WarningSubject::School(urn) => flag::Model { urn: Some(urn as i32), ..empty },
        WarningSubject::Partnership(id) | WarningSubject::Designation { partnership: id, .. } => {
            flag::Model { partnership_id: Some(id), ..empty }
        }
    }
}
