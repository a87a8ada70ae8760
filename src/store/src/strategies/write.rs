//! Writing a version of a strategy.

use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::OnConflict};
use sextant_domain::strategy::{Commitment, HeadlineTest, Strategy};

use super::write_uses::write_uses;
use crate::entities::{
    calendar_term, commitment, council, council_version, headline_basket, headline_test, priority, snapshot_due,
    strategy,
};
use crate::error::Result;
use crate::ledger::Knowledge;
use crate::query::schools::holds_at;

/// Writes a strategy as the given version.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn write_strategy(
    transaction: &DatabaseTransaction,
    knowledge: Knowledge,
    version: i64,
    new: &Strategy,
) -> Result<()> {
    let row = council::ActiveModel {
        code: Set(new.council.clone()),
        name: Set(new.council_name.clone()),
        place_id: Set(i32::from(new.authority)),
    };
    let columns = [council::Column::Name, council::Column::PlaceId];
    council::Entity::insert(row)
        .on_conflict(OnConflict::column(council::Column::Code).update_columns(columns).to_owned())
        .exec_without_returning(transaction)
        .await?;
    put_council_version(transaction, knowledge, new).await?;
    strategy::Entity::insert(strategy_row(new, version, knowledge)).exec_without_returning(transaction).await?;
    priority::Entity::insert_many(priorities(new, version)).exec_without_returning(transaction).await?;
    commitment::Entity::insert_many(commitments(new, version)).exec_without_returning(transaction).await?;
    write_uses(transaction, new, version).await?;
    calendar_term::Entity::insert_many(calendar(new, version)).exec_without_returning(transaction).await?;
    snapshot_due::Entity::insert_many(snapshots(new, version)).exec_without_returning(transaction).await?;
    if let Some(test) = &new.headline {
        headline_test::Entity::insert(headline(new, version, test)).exec_without_returning(transaction).await?;
        headline_basket::Entity::insert_many(basket(new, version, test)).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// Adds a version of the council where it is not what its newest version says.
async fn put_council_version(transaction: &DatabaseTransaction, knowledge: Knowledge, new: &Strategy) -> Result<()> {
    let newest = council_version::Entity::find()
        .filter(council_version::Column::Code.eq(&new.council))
        .filter(holds_at("council_version", &["code"], knowledge))
        .one(transaction)
        .await?;
    let place_id = i32::from(new.authority);
    if newest.is_some_and(|old| old.name == new.council_name && old.place_id == place_id) {
        return Ok(());
    }
    let row = council_version::Model { code: new.council.clone(), knowledge, name: new.council_name.clone(), place_id };
    council_version::Entity::insert(council_version::ActiveModel::from(row))
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

fn strategy_row(new: &Strategy, version: i64, knowledge: Knowledge) -> strategy::ActiveModel {
    strategy::ActiveModel::from(strategy::Model {
        council_code: new.council.clone(),
        code: new.code.clone(),
        version,
        knowledge,
        title: new.title.clone(),
        vision: new.vision.clone(),
        status: new.status.number(),
        invented: new.invented,
        stated_start: new.stated.0,
        stated_end: new.stated.1,
        window_first: new.window.0.start(),
        window_last: new.window.1.start(),
        window_note: new.window_note.clone(),
        test_date: new.test_date,
        test: new.test.clone(),
        in_force_from: new.in_force_from,
        superseded_on: new.superseded_on,
        source: new.source.clone(),
        rag_rule: new.rag_rule.clone(),
        direction_rule: new.direction_rule.clone(),
    })
}

fn priorities(new: &Strategy, version: i64) -> impl Iterator<Item = priority::ActiveModel> + '_ {
    new.priorities.iter().map(move |it| priority::ActiveModel {
        council_code: Set(new.council.clone()),
        strategy_code: Set(new.code.clone()),
        strategy_version: Set(version),
        number: Set(i16::from(it.number)),
        title: Set(it.title.clone()),
        text: Set(it.text.clone()),
        owner: Set(it.owner.clone()),
    })
}

/// Every commitment with its priority's number and its position.
pub(super) fn all_commitments(new: &Strategy) -> impl Iterator<Item = (u8, usize, &Commitment)> {
    new.priorities
        .iter()
        .flat_map(|it| it.commitments.iter().enumerate().map(move |(position, found)| (it.number, position, found)))
}

fn commitments(new: &Strategy, version: i64) -> impl Iterator<Item = commitment::ActiveModel> + '_ {
    all_commitments(new).map(move |(number, position, it)| commitment::ActiveModel {
        council_code: Set(new.council.clone()),
        strategy_code: Set(new.code.clone()),
        strategy_version: Set(version),
        priority_number: Set(i16::from(number)),
        position: Set(position as i16),
        code: Set(it.code.clone()),
        text: Set(it.text.clone()),
        kind: Set(it.kind.number()),
        no_measure: Set(it.no_measure.clone()),
    })
}

fn calendar(new: &Strategy, version: i64) -> impl Iterator<Item = calendar_term::ActiveModel> + '_ {
    new.calendar.iter().map(move |it| calendar_term::ActiveModel {
        council_code: Set(new.council.clone()),
        strategy_code: Set(new.code.clone()),
        strategy_version: Set(version),
        year_start: Set(it.term.year.start() as i16),
        term: Set(it.term.term.number()),
        starts: Set(it.starts),
        ends: Set(it.ends),
        paper_deadline: Set(it.paper_deadline),
        meeting: Set(it.meeting),
        source: Set(it.source.clone()),
    })
}

fn snapshots(new: &Strategy, version: i64) -> impl Iterator<Item = snapshot_due::ActiveModel> + '_ {
    new.snapshots.iter().map(move |it| snapshot_due::ActiveModel {
        council_code: Set(new.council.clone()),
        strategy_code: Set(new.code.clone()),
        strategy_version: Set(version),
        year_start: Set(it.year.start() as i16),
        paper_deadline: Set(it.paper_deadline),
        source: Set(it.source.clone()),
    })
}

fn headline(new: &Strategy, version: i64, test: &HeadlineTest) -> headline_test::ActiveModel {
    headline_test::ActiveModel {
        council_code: Set(new.council.clone()),
        strategy_code: Set(new.code.clone()),
        strategy_version: Set(version),
        population: Set(test.population.number()),
        share: Set(test.share.millionths()),
        year_start: Set(test.year.start() as i16),
        required: Set(test.required.cast_signed()),
        tie_rule: Set(test.tie_rule.number()),
        status: Set(test.status.number()),
        note: Set(test.note.clone()),
    }
}

fn basket<'a>(
    new: &'a Strategy,
    version: i64,
    test: &'a HeadlineTest,
) -> impl Iterator<Item = headline_basket::ActiveModel> + 'a {
    test.basket.iter().enumerate().map(move |(position, it)| headline_basket::ActiveModel {
        council_code: Set(new.council.clone()),
        strategy_code: Set(new.code.clone()),
        strategy_version: Set(version),
        position: Set(position as i16),
        indicator_code: Set(it.indicator.clone()),
        breakdown: Set(it.breakdown.clone()),
    })
}
