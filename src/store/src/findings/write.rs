//! Writing what is different: a finding that is new or says something else is raised, one that is no more is cleared.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{DatabaseTransaction, EntityTrait};
use sextant_domain::Period;
use sextant_domain::rules::{FindingSeverity, IntegrityCheck, IntegrityFinding};

use super::standing;
use crate::entities::finding;
use crate::error::Result;
use crate::ledger::Knowledge;

/// Rows per statement.
const ROWS: usize = 2_000;

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The series.
    pub series: i32,
    /// The place.
    pub place: i32,
    /// The period.
    pub period: Period,
    /// By which check.
    pub check: IntegrityCheck,
}

/// What the checks found on some series: all that there is to find on them now.
#[derive(Clone, Debug, Default)]
pub struct Found(BTreeMap<Key, (FindingSeverity, String)>);

impl Found {
    /// Notes findings on a series for a place. Of two on the same period by the same check the graver one stays.
    pub fn note(&mut self, series: i32, place: i32, findings: impl IntoIterator<Item = IntegrityFinding>) {
        for it in findings {
            let key = Key { series, place, period: it.period, check: it.check };
            let new = (it.severity, it.message);
            let noted = self.0.entry(key).or_insert_with(|| new.clone());
            if noted.0 < new.0 {
                *noted = new;
            }
        }
    }
}

/// Writes the difference between what was found on some series and what stood on them.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn write(
    transaction: &DatabaseTransaction,
    knowledge: Knowledge,
    series: &BTreeSet<i32>,
    found: Found,
) -> Result<()> {
    let stood: BTreeMap<_, finding::Model> = standing(transaction, series.iter().copied(), knowledge)
        .await?
        .into_iter()
        .map(|row| (key(&row), row))
        .collect();
    let now: BTreeMap<_, finding::Model> =
        found.0.into_iter().map(|(about, what)| row(about, what, knowledge)).map(|row| (key(&row), row)).collect();
    let says_the_same =
        |one: &finding::Model, other: &finding::Model| one.severity == other.severity && one.message == other.message;
    let cleared = stood.iter().filter(|(about, _)| !now.contains_key(about)).map(|(_, row)| finding::Model {
        knowledge,
        raised: false,
        ..row.clone()
    });
    let raised = now
        .iter()
        .filter(|(about, row)| !stood.get(about).is_some_and(|old| says_the_same(old, row)))
        .map(|(_, row)| row.clone());
    let rows: Vec<finding::ActiveModel> = cleared.chain(raised).map(Into::into).collect();
    for chunk in rows.chunks(ROWS) {
        finding::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(transaction).await?;
    }
    Ok(())
}

fn key(row: &finding::Model) -> (i32, i32, i32, i16) {
    (row.series_id, row.place_id, row.period, row.check_code)
}

fn row(about: Key, (severity, message): (FindingSeverity, String), knowledge: Knowledge) -> finding::Model {
    finding::Model {
        series_id: about.series,
        place_id: about.place,
        period: about.period.code(),
        check_code: about.check.number(),
        knowledge,
        severity: severity.number(),
        raised: true,
        message,
    }
}
