//! What indicators were at a position: every version of them is kept, with its definitions and breaks.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use sextant_domain::indicator::{Definition, SeriesBreak, SupplyRule};
use sextant_domain::{Figure, Indicator, Period};

use super::supply::{read_supply, write_supply};
use super::{NewIndicator, read, read_break, read_definition};
use crate::entities::{
    break_version, definition_version, indicator, indicator_definition, indicator_version, series_break,
};
use crate::error::Result;
use crate::ledger::Knowledge;
use crate::query::schools::holds_at;

/// A version of an indicator.
pub(super) struct Version {
    pub(super) indicator: Indicator,
    pub(super) supply: SupplyRule,
    in_catalogue: bool,
}

impl Version {
    /// Whether the indicator on its way into the store says exactly this. The order of its breaks says nothing.
    fn says(&self, new: &NewIndicator) -> bool {
        let sorted = |indicator: &Indicator| {
            let mut indicator = indicator.clone();
            indicator.definitions.sort_by_key(|definition| definition.version);
            indicator.breaks.sort_by_key(|found| (found.first, found.kind));
            indicator
        };
        self.in_catalogue == new.in_catalogue
            && self.supply == new.supply
            && sorted(&self.indicator) == sorted(&new.indicator)
    }
}

/// Adds a version of every indicator that is not what its newest version says.
pub(super) async fn add(transaction: &DatabaseTransaction, knowledge: Knowledge, new: &[NewIndicator]) -> Result<()> {
    let newest = at(transaction, new.iter().map(|it| it.indicator.code.as_str()), knowledge).await?;
    let changed: Vec<&NewIndicator> =
        new.iter().filter(|it| newest.get(&it.indicator.code).is_none_or(|version| !version.says(it))).collect();
    let rows = changed.iter().map(|it| version_row(it, knowledge));
    indicator_version::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    let definitions = changed.iter().flat_map(|it| {
        it.indicator.definitions.iter().map(|definition| definition_version::ActiveModel {
            indicator_code: Set(it.indicator.code.clone()),
            knowledge: Set(knowledge),
            version: Set(definition.version as i16),
            text: Set(definition.text.clone()),
            basis: Set(definition.basis.number()),
            coverage: Set(definition.coverage.clone()),
            first_period: Set(definition.first.map(Period::code)),
        })
    });
    definition_version::Entity::insert_many(definitions).exec_without_returning(transaction).await?;
    let breaks = changed.iter().flat_map(|it| {
        it.indicator.breaks.iter().map(|found| break_version::ActiveModel {
            indicator_code: Set(it.indicator.code.clone()),
            knowledge: Set(knowledge),
            first_period: Set(found.first.code()),
            kind: Set(found.kind.number()),
            severity: Set(found.severity.number()),
            note: Set(found.note.clone()),
        })
    });
    break_version::Entity::insert_many(breaks).exec_without_returning(transaction).await?;
    Ok(())
}

/// The version of each indicator that held at a position; one that came later is absent.
pub(super) async fn at(
    connection: &impl ConnectionTrait,
    codes: impl IntoIterator<Item = &str>,
    known: Knowledge,
) -> Result<BTreeMap<String, Version>> {
    let codes: Vec<&str> = codes.into_iter().collect();
    let rows = indicator_version::Entity::find()
        .filter(indicator_version::Column::Code.is_in(codes.iter().copied()))
        .filter(holds_at("indicator_version", &["code"], known))
        .all(connection)
        .await?;
    let held: HashMap<String, Knowledge> = rows.iter().map(|row| (row.code.clone(), row.knowledge)).collect();
    let mut definitions = definitions(connection, &codes, &held).await?;
    let mut breaks = breaks(connection, &codes, &held).await?;
    rows.into_iter()
        .map(|row| {
            let code = row.code.clone();
            let definitions = definitions.remove(&code).unwrap_or_default();
            let breaks = breaks.remove(&code).unwrap_or_default();
            let (supply, in_catalogue) = (read_supply(&row.supply)?, row.in_catalogue);
            Ok((code, Version { indicator: read(now(row), definitions, breaks)?, supply, in_catalogue }))
        })
        .collect()
}

async fn definitions(
    connection: &impl ConnectionTrait,
    codes: &[&str],
    held: &HashMap<String, Knowledge>,
) -> Result<HashMap<String, Vec<Definition>>> {
    let rows = definition_version::Entity::find()
        .filter(definition_version::Column::IndicatorCode.is_in(codes.iter().copied()))
        .order_by_asc(definition_version::Column::Version)
        .all(connection)
        .await?;
    let mut by_code: HashMap<String, Vec<Definition>> = HashMap::new();
    for row in rows.into_iter().filter(|row| held.get(&row.indicator_code) == Some(&row.knowledge)) {
        by_code.entry(row.indicator_code.clone()).or_default().push(read_definition(indicator_definition::Model {
            indicator_code: row.indicator_code,
            version: row.version,
            text: row.text,
            basis: row.basis,
            coverage: row.coverage,
            first_period: row.first_period,
        })?);
    }
    Ok(by_code)
}

async fn breaks(
    connection: &impl ConnectionTrait,
    codes: &[&str],
    held: &HashMap<String, Knowledge>,
) -> Result<HashMap<String, Vec<SeriesBreak>>> {
    let rows = break_version::Entity::find()
        .filter(break_version::Column::IndicatorCode.is_in(codes.iter().copied()))
        .order_by_asc(break_version::Column::FirstPeriod)
        .order_by_asc(break_version::Column::Kind)
        .all(connection)
        .await?;
    let mut by_code: HashMap<String, Vec<SeriesBreak>> = HashMap::new();
    for row in rows.into_iter().filter(|row| held.get(&row.indicator_code) == Some(&row.knowledge)) {
        by_code.entry(row.indicator_code.clone()).or_default().push(read_break(series_break::Model {
            indicator_code: row.indicator_code,
            first_period: row.first_period,
            kind: row.kind,
            severity: row.severity,
            note: row.note,
        })?);
    }
    Ok(by_code)
}

/// A version as the row it was then; what only a search needs is not in the history.
fn now(row: indicator_version::Model) -> indicator::Model {
    indicator::Model {
        code: row.code,
        name: row.name,
        folded_name: String::new(),
        topic: row.topic,
        polarity: row.polarity,
        unit: row.unit,
        decimals: row.decimals,
        lowest: row.lowest,
        highest: row.highest,
        discontinued: row.discontinued,
        in_catalogue: row.in_catalogue,
        supply: row.supply,
        knowledge: row.knowledge,
    }
}

fn version_row(new: &NewIndicator, knowledge: Knowledge) -> indicator_version::ActiveModel {
    let it = &new.indicator;
    indicator_version::ActiveModel {
        code: Set(it.code.clone()),
        knowledge: Set(knowledge),
        name: Set(it.name.clone()),
        topic: Set(it.topic.clone()),
        polarity: Set(it.polarity.number()),
        unit: Set(it.unit.number()),
        decimals: Set(i16::from(it.decimals)),
        lowest: Set(it.range.0.map(Figure::millionths)),
        highest: Set(it.range.1.map(Figure::millionths)),
        discontinued: Set(it.discontinued.clone()),
        in_catalogue: Set(new.in_catalogue),
        supply: Set(write_supply(&new.supply)),
    }
}
