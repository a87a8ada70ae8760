//! Reading what measures commitments, with targets, baselines and trajectories.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use sextant_domain::rules::TrajectoryMethod;
use sextant_domain::strategy::{Aim, Baseline, IndicatorUse, Target, TargetBenchmark, TargetKind, TrajectoryPlan};
use sextant_domain::{Figure, Period};

use super::of_version;
use crate::entities::{baseline, indicator_use, strategy, target, trajectory_point};
use crate::error::{Result, unknown};

/// Every use with its commitment's code.
pub(super) async fn uses(
    connection: &impl ConnectionTrait,
    of: &strategy::Model,
) -> Result<Vec<(String, IndicatorUse)>> {
    let rows = of_version!(indicator_use, of)
        .order_by_asc(indicator_use::Column::CommitmentCode)
        .order_by_asc(indicator_use::Column::Position)
        .all(connection)
        .await?;
    let targets = of_version!(target, of).order_by_asc(target::Column::Position).all(connection).await?;
    let baselines = of_version!(baseline, of).order_by_asc(baseline::Column::Position).all(connection).await?;
    let points =
        of_version!(trajectory_point, of).order_by_asc(trajectory_point::Column::Position).all(connection).await?;
    let read = |row: indicator_use::Model| {
        let is_own = |commitment: &str, position| commitment == row.commitment_code && position == row.position;
        let targets = targets.iter().filter(|it| is_own(&it.commitment_code, it.use_position)).map(read_target);
        let baselines = baselines.iter().filter(|it| is_own(&it.commitment_code, it.use_position)).map(read_baseline);
        let points = points.iter().filter(|it| is_own(&it.commitment_code, it.use_position)).map(read_point);
        let used = IndicatorUse {
            indicator: row.indicator_code.clone(),
            breakdown: row.breakdown.clone(),
            rag_rule: row.rag_rule.clone(),
            targets: targets.collect::<Result<_>>()?,
            baselines: baselines.collect::<Result<_>>()?,
            trajectory: trajectory(row.trajectory_method, points.collect::<Result<_>>()?)?,
        };
        Ok((row.commitment_code, used))
    };
    rows.into_iter().map(read).collect()
}

/// A target as a domain value.
///
/// # Errors
/// [`crate::StoreError`] where the row holds a number that no version wrote.
pub fn read_target(row: &target::Model) -> Result<Target> {
    let value = Figure::from_millionths(row.value);
    let aim = match row.aim_benchmark {
        None => Aim::Absolute(value),
        Some(number) => {
            let to = TargetBenchmark::from_number(number).ok_or_else(|| unknown("benchmark of a target", number))?;
            Aim::Relative { to, by: value }
        }
    };
    Ok(Target {
        kind: TargetKind::from_number(row.kind).ok_or_else(|| unknown("kind of target", row.kind))?,
        period: period(row.period)?,
        aim,
        approved_on: row.approved_on,
        approved_by: row.approved_by.clone(),
        source: row.source.clone(),
        withdrawn_on: row.withdrawn_on,
    })
}

/// A baseline as a domain value.
///
/// # Errors
/// [`crate::StoreError`] where the row holds a number that no version wrote.
pub fn read_baseline(row: &baseline::Model) -> Result<Baseline> {
    Ok(Baseline {
        period: period(row.period)?,
        value: Figure::from_millionths(row.value),
        approved_on: row.approved_on,
        approved_by: row.approved_by.clone(),
        why: row.why.clone(),
    })
}

fn read_point(row: &trajectory_point::Model) -> Result<(Period, Figure)> {
    Ok((period(row.period)?, Figure::from_millionths(row.value)))
}

fn trajectory(method: Option<i16>, points: Vec<(Period, Figure)>) -> Result<Option<TrajectoryPlan>> {
    let plan = |number| {
        let method = TrajectoryMethod::from_number(number).ok_or_else(|| unknown("method of a trajectory", number))?;
        Ok(TrajectoryPlan { method, points })
    };
    method.map(plan).transpose()
}

fn period(code: i32) -> Result<Period> {
    Period::from_code(code).ok_or_else(|| unknown("period", code))
}
