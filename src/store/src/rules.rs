//! Rules as rows.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};
use sextant_domain::Figure;
use sextant_domain::rules::{DirectionRule, RagFamily, RagRule};

use crate::entities::rule;
use crate::error::{Result, unknown};

const RAG: &str = "rag";
const DIRECTION: &str = "direction";

/// Puts rules in. A version that is there already is never changed: a scored line names it.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn put_rules(
    transaction: &DatabaseTransaction,
    rag: impl IntoIterator<Item = (RagRule, String)>,
    direction: impl IntoIterator<Item = (DirectionRule, String)>,
) -> Result<()> {
    let rag = rag.into_iter().map(|(rule, description)| {
        let (family, first, second) = write_family(rule.family);
        row(&rule.code, rule.version, RAG, family, (first, second), description)
    });
    let direction = direction.into_iter().map(|(rule, description)| {
        row(&rule.code, rule.version, DIRECTION, "previous-period", (Some(rule.stable_band), None), description)
    });
    let rows: Vec<_> = rag.chain(direction).collect();
    rule::Entity::insert_many(rows)
        .on_conflict(OnConflict::columns([rule::Column::Code, rule::Column::Version]).do_nothing().to_owned())
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

/// The newest version of every RAG rule, by code.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn rag_rules(connection: &impl ConnectionTrait) -> Result<BTreeMap<String, RagRule>> {
    let mut rules = BTreeMap::new();
    for row in rows(connection, RAG).await? {
        let family = read_family(&row)?;
        rules.insert(row.code.clone(), RagRule { code: row.code, version: row.version, family });
    }
    Ok(rules)
}

/// The newest version of every direction-of-travel rule, by code.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn direction_rules(connection: &impl ConnectionTrait) -> Result<BTreeMap<String, DirectionRule>> {
    let rows = rows(connection, DIRECTION).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let stable_band = Figure::from_millionths(row.figure_1.unwrap_or_default());
            (row.code.clone(), DirectionRule { code: row.code, version: row.version, stable_band })
        })
        .collect())
}

/// The rows of a kind, older versions first, so that the newest wins in a map.
async fn rows(connection: &impl ConnectionTrait, kind: &str) -> Result<Vec<rule::Model>> {
    Ok(rule::Entity::find()
        .filter(rule::Column::Kind.eq(kind))
        .order_by_asc(rule::Column::Code)
        .order_by_asc(rule::Column::Version)
        .all(connection)
        .await?)
}

fn row(
    code: &str,
    version: i64,
    kind: &str,
    family: &str,
    figures: (Option<Figure>, Option<Figure>),
    description: String,
) -> rule::ActiveModel {
    rule::ActiveModel {
        code: Set(code.to_owned()),
        version: Set(version),
        kind: Set(kind.to_owned()),
        family: Set(family.to_owned()),
        figure_1: Set(figures.0.map(Figure::millionths)),
        figure_2: Set(figures.1.map(Figure::millionths)),
        description: Set(description),
    }
}

fn write_family(family: RagFamily) -> (&'static str, Option<Figure>, Option<Figure>) {
    match family {
        RagFamily::TargetFloor => ("target-floor", None, None),
        RagFamily::AbsoluteTolerance(tolerance) => ("absolute-tolerance", Some(tolerance), None),
        RagFamily::RelativeTolerance(tolerance) => ("relative-tolerance", Some(tolerance), None),
        RagFamily::ImprovementAmber => ("improvement-amber", None, None),
        RagFamily::Binary => ("binary", None, None),
        RagFamily::NearTarget { inner, outer } => ("near-target", Some(inner), Some(outer)),
        RagFamily::Position => ("position", None, None),
    }
}

fn read_family(row: &rule::Model) -> Result<RagFamily> {
    let first = Figure::from_millionths(row.figure_1.unwrap_or_default());
    let second = Figure::from_millionths(row.figure_2.unwrap_or_default());
    Ok(match row.family.as_str() {
        "target-floor" => RagFamily::TargetFloor,
        "absolute-tolerance" => RagFamily::AbsoluteTolerance(first),
        "relative-tolerance" => RagFamily::RelativeTolerance(first),
        "improvement-amber" => RagFamily::ImprovementAmber,
        "binary" => RagFamily::Binary,
        "near-target" => RagFamily::NearTarget { inner: first, outer: second },
        "position" => RagFamily::Position,
        other => return Err(unknown("family of RAG rules", other)),
    })
}
