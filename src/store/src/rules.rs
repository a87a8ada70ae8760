//! Rules as rows.

use std::collections::BTreeMap;

use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryOrder, sea_query::OnConflict};
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

/// The rules that verdicts are given by, each by its code.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// The RAG rules.
    pub rag: BTreeMap<String, RagRule>,
    /// The direction-of-travel rules.
    pub direction: BTreeMap<String, DirectionRule>,
}

/// Every rule in its newest version.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn newest(connection: &impl ConnectionTrait) -> Result<Rules> {
    read(rows(connection).await?)
}

/// Exactly these versions of rules, each named by its code and its version, and no other rule.
///
/// # Errors
/// [`crate::StoreError::Unknown`] for one that is not on record.
pub async fn at(connection: &impl ConnectionTrait, named: &[(String, i64)]) -> Result<Rules> {
    let mut on_record = rows(connection).await?;
    if let Some((code, version)) =
        named.iter().find(|(code, version)| !on_record.iter().any(|row| row.code == *code && row.version == *version))
    {
        return Err(unknown("rule", format!("{code}/{version}")));
    }
    on_record.retain(|row| named.iter().any(|(code, version)| row.code == *code && row.version == *version));
    read(on_record)
}

/// All rows, older versions first, so that the newest wins in a map.
async fn rows(connection: &impl ConnectionTrait) -> Result<Vec<rule::Model>> {
    Ok(rule::Entity::find()
        .order_by_asc(rule::Column::Code)
        .order_by_asc(rule::Column::Version)
        .all(connection)
        .await?)
}

fn read(rows: Vec<rule::Model>) -> Result<Rules> {
    let mut rules = Rules::default();
    for row in rows {
        let (code, version) = (row.code.clone(), row.version);
        match row.kind.as_str() {
            RAG => {
                let family = read_family(&row)?;
                rules.rag.insert(row.code, RagRule { code, version, family });
            }
            DIRECTION => {
                let stable_band = Figure::from_millionths(row.figure_1.unwrap_or_default());
                rules.direction.insert(row.code, DirectionRule { code, version, stable_band });
            }
            other => return Err(unknown("kind of rule", other)),
        }
    }
    Ok(rules)
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
