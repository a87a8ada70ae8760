//! Writing what measures commitments, with targets, baselines and trajectories.

use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};
use sextant_domain::strategy::{Aim, Baseline, IndicatorUse, Strategy, Target};
use sextant_domain::{Figure, Period};

use super::write::all_commitments;
use crate::entities::{baseline, indicator_use, target, trajectory_point};
use crate::error::Result;

/// Writes the uses of a version, and what hangs on them.
pub(super) async fn write_uses(transaction: &DatabaseTransaction, new: &Strategy, version: i64) -> Result<()> {
    indicator_use::Entity::insert_many(uses(new, version)).exec_without_returning(transaction).await?;
    target::Entity::insert_many(targets(new, version)).exec_without_returning(transaction).await?;
    baseline::Entity::insert_many(baselines(new, version)).exec_without_returning(transaction).await?;
    trajectory_point::Entity::insert_many(points(new, version)).exec_without_returning(transaction).await?;
    Ok(())
}

/// Every use with its commitment's code and its position.
fn all_uses(new: &Strategy) -> impl Iterator<Item = (&str, usize, &IndicatorUse)> {
    all_commitments(new).flat_map(|(_, _, commitment)| {
        commitment.uses.iter().enumerate().map(move |(position, found)| (commitment.code.as_str(), position, found))
    })
}

fn uses(new: &Strategy, version: i64) -> impl Iterator<Item = indicator_use::ActiveModel> + '_ {
    all_uses(new).map(move |(commitment, position, it)| indicator_use::ActiveModel {
        council_code: Set(new.council.clone()),
        strategy_code: Set(new.code.clone()),
        strategy_version: Set(version),
        commitment_code: Set(commitment.to_owned()),
        position: Set(position as i16),
        indicator_code: Set(it.indicator.clone()),
        breakdown: Set(it.breakdown.clone()),
        rag_rule: Set(it.rag_rule.clone()),
        trajectory_method: Set(it.trajectory.as_ref().map(|plan| plan.method.number())),
    })
}

fn targets(new: &Strategy, version: i64) -> Vec<target::ActiveModel> {
    let each = |(commitment, use_position, it): (&str, usize, &IndicatorUse)| {
        let row = |(position, target): (usize, &Target)| target::ActiveModel {
            council_code: Set(new.council.clone()),
            strategy_code: Set(new.code.clone()),
            strategy_version: Set(version),
            commitment_code: Set(commitment.to_owned()),
            use_position: Set(use_position as i16),
            position: Set(position as i16),
            kind: Set(target.kind.number()),
            period: Set(target.period.code()),
            value: Set(number(target.aim).millionths()),
            approved_on: Set(target.approved_on),
            approved_by: Set(target.approved_by.clone()),
            source: Set(target.source.clone()),
            aim_benchmark: Set(benchmark(target.aim)),
            withdrawn_on: Set(target.withdrawn_on),
        };
        it.targets.iter().enumerate().map(row).collect::<Vec<_>>()
    };
    all_uses(new).flat_map(each).collect()
}

/// The number to reach, or by how much a benchmark is to be bettered.
fn number(aim: Aim) -> Figure {
    match aim {
        Aim::Absolute(value) => value,
        Aim::Relative { by, .. } => by,
    }
}

fn benchmark(aim: Aim) -> Option<i16> {
    match aim {
        Aim::Absolute(_) => None,
        Aim::Relative { to, .. } => Some(to.number()),
    }
}

fn baselines(new: &Strategy, version: i64) -> Vec<baseline::ActiveModel> {
    let each = |(commitment, use_position, it): (&str, usize, &IndicatorUse)| {
        let row = |(position, baseline): (usize, &Baseline)| baseline::ActiveModel {
            council_code: Set(new.council.clone()),
            strategy_code: Set(new.code.clone()),
            strategy_version: Set(version),
            commitment_code: Set(commitment.to_owned()),
            use_position: Set(use_position as i16),
            position: Set(position as i16),
            period: Set(baseline.period.code()),
            value: Set(baseline.value.millionths()),
            approved_on: Set(baseline.approved_on),
            approved_by: Set(baseline.approved_by.clone()),
            why: Set(baseline.why.clone()),
        };
        it.baselines.iter().enumerate().map(row).collect::<Vec<_>>()
    };
    all_uses(new).flat_map(each).collect()
}

fn points(new: &Strategy, version: i64) -> Vec<trajectory_point::ActiveModel> {
    let each = |(commitment, use_position, it): (&str, usize, &IndicatorUse)| {
        let row = |(position, (period, value)): (usize, &(Period, Figure))| trajectory_point::ActiveModel {
            council_code: Set(new.council.clone()),
            strategy_code: Set(new.code.clone()),
            strategy_version: Set(version),
            commitment_code: Set(commitment.to_owned()),
            use_position: Set(use_position as i16),
            position: Set(position as i16),
            period: Set(period.code()),
            value: Set(value.millionths()),
        };
        it.trajectory.iter().flat_map(|plan| &plan.points).enumerate().map(row).collect::<Vec<_>>()
    };
    all_uses(new).flat_map(each).collect()
}
