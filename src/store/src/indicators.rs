//! Indicators: the catalogue's and the publishers' own, with definitions, breaks, outlook and the measures that supply them.

mod history;
mod supply;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};
use sextant_domain::indicator::{BreakKind, Definition, SeriesBreak, Severity, SupplyRule};
use sextant_domain::outcome::SeriesKey;
use sextant_domain::{Basis, Figure, Indicator, Period, Polarity, Unit};

use crate::entities::{indicator, indicator_definition, indicator_outlook, measure_mapping, series_break};
use crate::error::{Result, unknown};
use crate::ledger::Knowledge;
use crate::sql::fold;
use supply::{read_supply, write_supply};

/// An indicator on its way into the store.
#[derive(Clone, Debug)]
pub struct NewIndicator {
    /// The indicator.
    pub indicator: Indicator,
    /// What supplies it.
    pub supply: SupplyRule,
    /// Whether it stands in Sextant's catalogue; otherwise it is a publisher's own.
    pub in_catalogue: bool,
    /// The publisher's measures that are its series: source, measure, breakdown, basis.
    pub measures: Vec<Mapping>,
}

/// A publisher's measure that is a series of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The source's code.
    pub source: String,
    /// The publisher's code of the measure.
    pub measure: String,
    /// The series.
    pub series: SeriesKey,
    /// The kind of time its labels speak of.
    pub basis: Basis,
}

/// What a publisher says of an indicator's next release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The indicator's code.
    pub indicator: String,
    /// The day on which the next release is expected.
    pub next_expected: Option<NaiveDate>,
    /// That none will come, in the publisher's words.
    pub discontinued: Option<String>,
}

/// Puts indicators in, or brings them up to date: their words, definitions and breaks are those given. What they were before
/// stays readable at every earlier position.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn put_indicators(
    transaction: &DatabaseTransaction,
    knowledge: Knowledge,
    indicators: &[NewIndicator],
) -> Result<()> {
    for chunk in indicators.chunks(200) {
        put_rows(transaction, knowledge, chunk).await?;
        put_definitions(transaction, chunk).await?;
        history::add(transaction, knowledge, chunk).await?;
        put_mappings(transaction, chunk.iter().flat_map(|new| &new.measures)).await?;
    }
    Ok(())
}

async fn put_rows(transaction: &DatabaseTransaction, knowledge: Knowledge, chunk: &[NewIndicator]) -> Result<()> {
    use indicator::Column as C;
    let rows = chunk.iter().map(|new| {
        let it = &new.indicator;
        indicator::ActiveModel {
            code: Set(it.code.clone()),
            name: Set(it.name.clone()),
            folded_name: Set(fold(&format!("{} {}", it.code, it.name))),
            topic: Set(it.topic.clone()),
            polarity: Set(it.polarity.number()),
            unit: Set(it.unit.number()),
            decimals: Set(i16::from(it.decimals)),
            lowest: Set(it.range.0.map(Figure::millionths)),
            highest: Set(it.range.1.map(Figure::millionths)),
            discontinued: Set(it.discontinued.clone()),
            in_catalogue: Set(new.in_catalogue),
            supply: Set(write_supply(&new.supply)),
            knowledge: Set(knowledge),
        }
    });
    let updated = [
        C::Name,
        C::FoldedName,
        C::Topic,
        C::Polarity,
        C::Unit,
        C::Decimals,
        C::Lowest,
        C::Highest,
        C::Discontinued,
        C::InCatalogue,
        C::Supply,
    ];
    indicator::Entity::insert_many(rows)
        .on_conflict(OnConflict::column(C::Code).update_columns(updated).to_owned())
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

async fn put_definitions(transaction: &DatabaseTransaction, chunk: &[NewIndicator]) -> Result<()> {
    let codes: Vec<&str> = chunk.iter().map(|new| new.indicator.code.as_str()).collect();
    indicator_definition::Entity::delete_many()
        .filter(indicator_definition::Column::IndicatorCode.is_in(codes.iter().copied()))
        .exec(transaction)
        .await?;
    series_break::Entity::delete_many()
        .filter(series_break::Column::IndicatorCode.is_in(codes))
        .exec(transaction)
        .await?;
    let definitions = chunk.iter().flat_map(|new| {
        new.indicator.definitions.iter().map(|definition| indicator_definition::ActiveModel {
            indicator_code: Set(new.indicator.code.clone()),
            version: Set(definition.version as i16),
            text: Set(definition.text.clone()),
            basis: Set(definition.basis.number()),
            coverage: Set(definition.coverage.clone()),
            first_period: Set(definition.first.map(Period::code)),
        })
    });
    indicator_definition::Entity::insert_many(definitions).exec_without_returning(transaction).await?;
    let breaks = chunk.iter().flat_map(|new| {
        new.indicator.breaks.iter().map(|found| series_break::ActiveModel {
            indicator_code: Set(new.indicator.code.clone()),
            first_period: Set(found.first.code()),
            kind: Set(found.kind.number()),
            severity: Set(found.severity.number()),
            note: Set(found.note.clone()),
        })
    });
    series_break::Entity::insert_many(breaks).exec_without_returning(transaction).await?;
    Ok(())
}

async fn put_mappings(transaction: &DatabaseTransaction, mappings: impl Iterator<Item = &Mapping>) -> Result<()> {
    use measure_mapping::Column as C;
    let rows = mappings.map(|mapping| measure_mapping::ActiveModel {
        source_code: Set(mapping.source.clone()),
        measure: Set(mapping.measure.clone()),
        indicator_code: Set(mapping.series.indicator.clone()),
        breakdown: Set(mapping.series.breakdown.clone()),
        basis: Set(mapping.basis.number()),
    });
    let conflict = OnConflict::columns([C::SourceCode, C::Measure])
        .update_columns([C::IndicatorCode, C::Breakdown, C::Basis])
        .to_owned();
    measure_mapping::Entity::insert_many(rows).on_conflict(conflict).exec_without_returning(transaction).await?;
    Ok(())
}

/// The measures of a source.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn mappings(connection: &impl ConnectionTrait, source: &str) -> Result<Vec<Mapping>> {
    let rows = measure_mapping::Entity::find()
        .filter(measure_mapping::Column::SourceCode.eq(source))
        .order_by_asc(measure_mapping::Column::Measure)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Mapping {
                source: row.source_code,
                measure: row.measure,
                series: SeriesKey { indicator: row.indicator_code, breakdown: row.breakdown },
                basis: Basis::from_number(row.basis).ok_or_else(|| unknown("basis", row.basis))?,
            })
        })
        .collect()
}

/// Records what a publisher says of next releases, where it differs from what is known; returns how many did.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn put_outlooks(
    transaction: &DatabaseTransaction,
    knowledge: Knowledge,
    outlooks: &[Outlook],
) -> Result<u64> {
    let known = outlooks_at(transaction, knowledge - 1).await?;
    let rows: Vec<_> = outlooks
        .iter()
        .filter(|outlook| known.get(&outlook.indicator) != Some(outlook))
        .map(|outlook| indicator_outlook::ActiveModel {
            indicator_code: Set(outlook.indicator.clone()),
            knowledge: Set(knowledge),
            next_expected: Set(outlook.next_expected),
            discontinued: Set(outlook.discontinued.clone()),
        })
        .collect();
    let changed = rows.len() as u64;
    indicator_outlook::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    Ok(changed)
}

/// What was known of next releases at a position, by indicator.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn outlooks_at(connection: &impl ConnectionTrait, known: Knowledge) -> Result<HashMap<String, Outlook>> {
    let rows = indicator_outlook::Entity::find()
        .filter(indicator_outlook::Column::Knowledge.lte(known))
        .order_by_asc(indicator_outlook::Column::Knowledge)
        .all(connection)
        .await?;
    let outlook = |row: indicator_outlook::Model| Outlook {
        indicator: row.indicator_code,
        next_expected: row.next_expected,
        discontinued: row.discontinued,
    };
    Ok(rows.into_iter().map(|row| (row.indicator_code.clone(), outlook(row))).collect())
}

/// Indicators with their definitions and breaks, by code, and what supplies each: as they were at a position, or as they are
/// now.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn load(
    connection: &impl ConnectionTrait,
    codes: &BTreeSet<String>,
    at: Option<Knowledge>,
) -> Result<BTreeMap<String, (Indicator, SupplyRule)>> {
    if let Some(known) = at {
        let versions = history::at(connection, codes.iter().map(String::as_str), known).await?;
        return Ok(versions.into_iter().map(|(code, it)| (code, (it.indicator, it.supply))).collect());
    }
    let rows = indicator::Entity::find().filter(indicator::Column::Code.is_in(codes)).all(connection).await?;
    let mut definitions = definitions(connection, codes).await?;
    let mut breaks = breaks(connection, codes).await?;
    rows.into_iter()
        .map(|row| {
            let supply = read_supply(&row.supply)?;
            let code = row.code.clone();
            let definitions = definitions.remove(&code).unwrap_or_default();
            let breaks = breaks.remove(&code).unwrap_or_default();
            Ok((code, (read(row, definitions, breaks)?, supply)))
        })
        .collect()
}

/// The definitions of indicators, by code, oldest first.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn definitions(
    connection: &impl ConnectionTrait,
    codes: impl IntoIterator<Item = impl Into<sea_orm::Value>>,
) -> Result<HashMap<String, Vec<Definition>>> {
    let rows = indicator_definition::Entity::find()
        .filter(indicator_definition::Column::IndicatorCode.is_in(codes))
        .order_by_asc(indicator_definition::Column::Version)
        .all(connection)
        .await?;
    let mut by_code: HashMap<String, Vec<Definition>> = HashMap::new();
    for row in rows {
        by_code.entry(row.indicator_code.clone()).or_default().push(read_definition(row)?);
    }
    Ok(by_code)
}

/// The breaks of indicators' series, by code, oldest first.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn breaks(
    connection: &impl ConnectionTrait,
    codes: impl IntoIterator<Item = impl Into<sea_orm::Value>>,
) -> Result<HashMap<String, Vec<SeriesBreak>>> {
    let rows = series_break::Entity::find()
        .filter(series_break::Column::IndicatorCode.is_in(codes))
        .order_by_asc(series_break::Column::FirstPeriod)
        .order_by_asc(series_break::Column::Kind)
        .all(connection)
        .await?;
    let mut by_code: HashMap<String, Vec<SeriesBreak>> = HashMap::new();
    for row in rows {
        by_code.entry(row.indicator_code.clone()).or_default().push(read_break(row)?);
    }
    Ok(by_code)
}

fn read_definition(row: indicator_definition::Model) -> Result<Definition> {
    Ok(Definition {
        version: row.version as u16,
        text: row.text,
        basis: Basis::from_number(row.basis).ok_or_else(|| unknown("basis", row.basis))?,
        coverage: row.coverage,
        first: row.first_period.and_then(Period::from_code),
    })
}

fn read_break(row: series_break::Model) -> Result<SeriesBreak> {
    Ok(SeriesBreak {
        first: Period::from_code(row.first_period).ok_or_else(|| unknown("period", row.first_period))?,
        kind: BreakKind::from_number(row.kind).ok_or_else(|| unknown("kind of break", row.kind))?,
        severity: Severity::from_number(row.severity).ok_or_else(|| unknown("severity", row.severity))?,
        note: row.note,
    })
}

fn read(row: indicator::Model, definitions: Vec<Definition>, breaks: Vec<SeriesBreak>) -> Result<Indicator> {
    Ok(Indicator {
        code: row.code,
        name: row.name,
        topic: row.topic,
        polarity: Polarity::from_number(row.polarity).ok_or_else(|| unknown("polarity", row.polarity))?,
        unit: Unit::from_number(row.unit).ok_or_else(|| unknown("unit", row.unit))?,
        decimals: row.decimals as u8,
        range: (row.lowest.map(Figure::from_millionths), row.highest.map(Figure::from_millionths)),
        discontinued: row.discontinued,
        definitions,
        breaks,
    })
}
