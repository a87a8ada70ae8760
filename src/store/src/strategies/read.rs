//! Reading strategies back as domain values.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sextant_domain::strategy::{
    CalendarTerm, Commitment, CommitmentKind, IndicatorUse, Priority, Strategy, StrategyStatus, Target, TargetKind,
};
use sextant_domain::{AcademicYear, Figure, Period, Term, TermOfYear};

use super::Stored;
use crate::entities::{calendar_term, commitment, council_version, indicator_use, priority, strategy, target};
use crate::error::{Result, unknown};
use crate::query::schools::holds_at;

/// The newest version number of a strategy; `None` when there is no such strategy.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn latest_version(connection: &impl ConnectionTrait, code: &str) -> Result<Option<i64>> {
    Ok(strategy::Entity::find()
        .select_only()
        .column(strategy::Column::Version)
        .filter(strategy::Column::Code.eq(code))
        .order_by_desc(strategy::Column::Version)
        .into_tuple()
        .one(connection)
        .await?)
}

/// The codes of all strategies in order.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn load_all_codes(connection: &impl ConnectionTrait) -> Result<Vec<String>> {
    Ok(strategy::Entity::find()
        .select_only()
        .column(strategy::Column::Code)
        .distinct()
        .order_by_asc(strategy::Column::Code)
        .into_tuple()
        .all(connection)
        .await?)
}

/// A strategy in its newest version, whole; `None` when there is no such strategy.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn load(connection: &impl ConnectionTrait, code: &str) -> Result<Option<Stored>> {
    let found = strategy::Entity::find()
        .filter(strategy::Column::Code.eq(code))
        .order_by_desc(strategy::Column::Version)
        .one(connection)
        .await?;
    whole(connection, found).await
}

/// A strategy in exactly this version, whole; `None` when there is no such version.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn load_version(connection: &impl ConnectionTrait, code: &str, version: i64) -> Result<Option<Stored>> {
    let found = strategy::Entity::find()
        .filter(strategy::Column::Code.eq(code))
        .filter(strategy::Column::Version.eq(version))
        .one(connection)
        .await?;
    whole(connection, found).await
}

/// A version with everything in it, and the council as it was when the version was loaded.
async fn whole(connection: &impl ConnectionTrait, found: Option<strategy::Model>) -> Result<Option<Stored>> {
    let Some(row) = found else { return Ok(None) };
    let owner = council_version::Entity::find()
        .filter(council_version::Column::Code.eq(&row.council_code))
        .filter(holds_at("council_version", &["code"], row.knowledge))
        .one(connection)
        .await?
        .ok_or_else(|| unknown("council", &row.council_code))?;
    let priorities = priorities(connection, &row).await?;
    let calendar = calendar(connection, &row).await?;
    let (version, knowledge) = (row.version, row.knowledge);
    let year = |start: i32| AcademicYear::starting(start).ok_or_else(|| unknown("academic year", start));
    let strategy = Strategy {
        code: row.code,
        title: row.title,
        vision: row.vision,
        council: owner.code,
        council_name: owner.name,
        authority: owner.place_id as u16,
        status: StrategyStatus::from_number(row.status).ok_or_else(|| unknown("status", row.status))?,
        invented: row.invented,
        stated: (row.stated_start, row.stated_end),
        window: (year(row.window_first)?, year(row.window_last)?),
        window_note: row.window_note,
        test_date: row.test_date,
        test: row.test,
        in_force_from: row.in_force_from,
        superseded_on: row.superseded_on,
        source: row.source,
        rag_rule: row.rag_rule,
        direction_rule: row.direction_rule,
        priorities,
        calendar,
    };
    Ok(Some(Stored { strategy, version, knowledge }))
}

async fn priorities(connection: &impl ConnectionTrait, of: &strategy::Model) -> Result<Vec<Priority>> {
    let rows = priority::Entity::find()
        .filter(priority::Column::CouncilCode.eq(&of.council_code))
        .filter(priority::Column::StrategyCode.eq(&of.code))
        .filter(priority::Column::StrategyVersion.eq(of.version))
        .order_by_asc(priority::Column::Number)
        .all(connection)
        .await?;
    let mut commitments = commitments(connection, of).await?;
    Ok(rows
        .into_iter()
        .map(|row| Priority {
            number: row.number as u8,
            title: row.title,
            text: row.text,
            owner: row.owner,
            commitments: commitments.extract_if(.., |(number, _)| *number == row.number).map(|(_, it)| it).collect(),
        })
        .collect())
}

/// Every commitment with its priority's number.
async fn commitments(connection: &impl ConnectionTrait, of: &strategy::Model) -> Result<Vec<(i16, Commitment)>> {
    let rows = commitment::Entity::find()
        .filter(commitment::Column::CouncilCode.eq(&of.council_code))
        .filter(commitment::Column::StrategyCode.eq(&of.code))
        .filter(commitment::Column::StrategyVersion.eq(of.version))
        .order_by_asc(commitment::Column::PriorityNumber)
        .order_by_asc(commitment::Column::Position)
        .all(connection)
        .await?;
    let mut uses = uses(connection, of).await?;
    rows.into_iter()
        .map(|row| {
            let uses = uses.extract_if(.., |(code, _)| *code == row.code).map(|(_, it)| it).collect();
            let kind = CommitmentKind::from_number(row.kind).ok_or_else(|| unknown("kind of commitment", row.kind))?;
            let commitment = Commitment { code: row.code, text: row.text, kind, no_measure: row.no_measure, uses };
            Ok((row.priority_number, commitment))
        })
        .collect()
}

/// Every use with its commitment's code.
async fn uses(connection: &impl ConnectionTrait, of: &strategy::Model) -> Result<Vec<(String, IndicatorUse)>> {
    let rows = indicator_use::Entity::find()
        .filter(indicator_use::Column::CouncilCode.eq(&of.council_code))
        .filter(indicator_use::Column::StrategyCode.eq(&of.code))
        .filter(indicator_use::Column::StrategyVersion.eq(of.version))
        .order_by_asc(indicator_use::Column::CommitmentCode)
        .order_by_asc(indicator_use::Column::Position)
        .all(connection)
        .await?;
    let targets = target::Entity::find()
        .filter(target::Column::CouncilCode.eq(&of.council_code))
        .filter(target::Column::StrategyCode.eq(&of.code))
        .filter(target::Column::StrategyVersion.eq(of.version))
        .order_by_asc(target::Column::Position)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let own =
                |it: &&target::Model| it.commitment_code == row.commitment_code && it.use_position == row.position;
            let targets = targets.iter().filter(own).map(read_target).collect::<Result<_>>()?;
            let used = IndicatorUse {
                indicator: row.indicator_code,
                breakdown: row.breakdown,
                rag_rule: row.rag_rule,
                targets,
            };
            Ok((row.commitment_code, used))
        })
        .collect()
}

fn read_target(row: &target::Model) -> Result<Target> {
    Ok(Target {
        kind: TargetKind::from_number(row.kind).ok_or_else(|| unknown("kind of target", row.kind))?,
        period: Period::from_code(row.period).ok_or_else(|| unknown("period", row.period))?,
        value: Figure::from_millionths(row.value),
        approved_on: row.approved_on,
        approved_by: row.approved_by.clone(),
        source: row.source.clone(),
    })
}

async fn calendar(connection: &impl ConnectionTrait, of: &strategy::Model) -> Result<Vec<CalendarTerm>> {
    let rows = calendar_term::Entity::find()
        .filter(calendar_term::Column::CouncilCode.eq(&of.council_code))
        .filter(calendar_term::Column::StrategyCode.eq(&of.code))
        .filter(calendar_term::Column::StrategyVersion.eq(of.version))
        .order_by_asc(calendar_term::Column::YearStart)
        .order_by_asc(calendar_term::Column::Term)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let year = AcademicYear::starting(i32::from(row.year_start))
                .ok_or_else(|| unknown("academic year", row.year_start))?;
            let term = Term::from_number(row.term).ok_or_else(|| unknown("term", row.term))?;
            Ok(CalendarTerm {
                term: TermOfYear { year, term },
                starts: row.starts,
                ends: row.ends,
                paper_deadline: row.paper_deadline,
                meeting: row.meeting,
                source: row.source,
            })
        })
        .collect()
}
