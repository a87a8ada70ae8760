//! Activities with the schools they reach, the commitments they serve and what they are expected to do.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use sextant_domain::Figure;
use sextant_domain::delivery::{EffectDirection, EffectKey, StatedEffect};

use crate::entities::{activity, activity_commitment, activity_effect, activity_school, school};
use crate::error::{Result, unknown};

/// An activity of a council, held against other writers to the end of the transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_activity(
    connection: &impl ConnectionTrait,
    council: &str,
    id: &str,
) -> Result<Option<activity::Model>> {
    Ok(activity::Entity::find_by_id((council.to_owned(), id.to_owned())).lock_exclusive().one(connection).await?)
}

/// Which of these activities the council does not have.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn unknown_activities(
    connection: &impl ConnectionTrait,
    council: &str,
    wanted: &BTreeSet<String>,
) -> Result<Vec<String>> {
    let rows = activity::Entity::find()
        .filter(activity::Column::CouncilCode.eq(council))
        .filter(activity::Column::Id.is_in(wanted))
        .all(connection)
        .await?;
    let known: BTreeSet<String> = rows.into_iter().map(|row| row.id).collect();
    Ok(wanted.difference(&known).cloned().collect())
}

/// Which of these URNs the register does not have.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn unregistered(connection: &impl ConnectionTrait, wanted: &BTreeSet<i32>) -> Result<Vec<i32>> {
    let known: Vec<i32> = school::Entity::find()
        .select_only()
        .column(school::Column::Urn)
        .distinct()
        .filter(school::Column::Urn.is_in(wanted.iter().copied()))
        .order_by_asc(school::Column::Urn)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(wanted.iter().filter(|urn| !known.contains(urn)).copied().collect())
}

/// Writes a new activity.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_activity(transaction: &DatabaseTransaction, row: activity::Model) -> Result<()> {
    activity::Entity::insert(activity::ActiveModel::from(row)).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes an activity anew, its version already raised.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn update_activity(transaction: &DatabaseTransaction, row: activity::Model) -> Result<()> {
    activity::ActiveModel::from(row).reset_all().update(transaction).await?;
    Ok(())
}

/// What an activity reaches, serves and is expected to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityParts {
    /// The schools' URNs.
    pub schools: BTreeSet<i32>,
    /// The commitments: strategy and commitment.
    pub commitments: BTreeSet<(String, String)>,
    /// The effects.
    pub effects: BTreeMap<EffectKey, StatedEffect>,
}

/// What an activity reaches, serves and is expected to do.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn parts_of(connection: &impl ConnectionTrait, council: &str, activity: &str) -> Result<ActivityParts> {
    let schools = activity_school::Entity::find()
        .filter(activity_school::Column::CouncilCode.eq(council))
        .filter(activity_school::Column::ActivityId.eq(activity))
        .all(connection)
        .await?;
    let commitments = activity_commitment::Entity::find()
        .filter(activity_commitment::Column::CouncilCode.eq(council))
        .filter(activity_commitment::Column::ActivityId.eq(activity))
        .all(connection)
        .await?;
    let effects = activity_effect::Entity::find()
        .filter(activity_effect::Column::CouncilCode.eq(council))
        .filter(activity_effect::Column::ActivityId.eq(activity))
        .all(connection)
        .await?;
    Ok(ActivityParts {
        schools: schools.into_iter().map(|row| row.urn).collect(),
        commitments: commitments.into_iter().map(|row| (row.strategy_code, row.commitment_code)).collect(),
        effects: effects.into_iter().map(stated).collect::<Result<_>>()?,
    })
}

fn stated(row: activity_effect::Model) -> Result<(EffectKey, StatedEffect)> {
    let effect = StatedEffect {
        direction: EffectDirection::from_number(row.direction).ok_or_else(|| unknown("direction", row.direction))?,
        change: row.change.map(Figure::from_millionths),
        stated_on: row.stated_on,
    };
    Ok(((row.strategy_code, row.indicator_code, row.breakdown), effect))
}

/// Says what an activity reaches, serves and is expected to do, in the place of what was said before.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn set_parts(
    transaction: &DatabaseTransaction,
    (council, activity): (&str, &str),
    parts: &ActivityParts,
) -> Result<()> {
    clear_parts(transaction, council, activity).await?;
    let (council_code, activity_id) = (council.to_owned(), activity.to_owned());
    let of_school = |urn: &i32| {
        let (council_code, activity_id) = (council_code.clone(), activity_id.clone());
        activity_school::ActiveModel::from(activity_school::Model { council_code, activity_id, urn: *urn })
    };
    if !parts.schools.is_empty() {
        let rows = parts.schools.iter().map(of_school);
        activity_school::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    let of_commitment = |(strategy, commitment): &(String, String)| {
        activity_commitment::ActiveModel::from(activity_commitment::Model {
            council_code: council_code.clone(),
            activity_id: activity_id.clone(),
            strategy_code: strategy.clone(),
            commitment_code: commitment.clone(),
        })
    };
    if !parts.commitments.is_empty() {
        let rows = parts.commitments.iter().map(of_commitment);
        activity_commitment::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    let of_effect = |((strategy, indicator, breakdown), effect): (&EffectKey, &StatedEffect)| {
        activity_effect::ActiveModel::from(activity_effect::Model {
            council_code: council_code.clone(),
            activity_id: activity_id.clone(),
            strategy_code: strategy.clone(),
            indicator_code: indicator.clone(),
            breakdown: breakdown.clone(),
            direction: effect.direction.number(),
            change: effect.change.map(Figure::millionths),
            stated_on: effect.stated_on,
        })
    };
    if !parts.effects.is_empty() {
        let rows = parts.effects.iter().map(of_effect);
        activity_effect::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}

async fn clear_parts(transaction: &DatabaseTransaction, council: &str, activity: &str) -> Result<()> {
    activity_school::Entity::delete_many()
        .filter(activity_school::Column::CouncilCode.eq(council))
        .filter(activity_school::Column::ActivityId.eq(activity))
        .exec(transaction)
        .await?;
    activity_commitment::Entity::delete_many()
        .filter(activity_commitment::Column::CouncilCode.eq(council))
        .filter(activity_commitment::Column::ActivityId.eq(activity))
        .exec(transaction)
        .await?;
    activity_effect::Entity::delete_many()
        .filter(activity_effect::Column::CouncilCode.eq(council))
        .filter(activity_effect::Column::ActivityId.eq(activity))
        .exec(transaction)
        .await?;
    Ok(())
}
