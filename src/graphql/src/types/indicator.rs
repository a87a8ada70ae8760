//! Indicators.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use sextant_domain::{Figure, Polarity, Unit};
use sextant_store::entities::indicator;

use super::Period;
use crate::enums;
use crate::ids::id;
use crate::loaders::{BreaksOf, DefinitionsOf, load};
use crate::scalars::Decimal;

/// An indicator: what is measured, in what unit, in which direction it is better, and where its series may not be joined.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Indicator {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// The code: `ATT-08`; `LAIT/…` for a publisher's own.
    code: String,
    /// The name.
    name: String,
    /// The heading it stands under.
    topic: String,
    /// Which direction is better.
    polarity: Option<enums::Polarity>,
    /// The unit of all its figures; a difference between two percentages is in percentage points.
    unit: Option<enums::Unit>,
    /// How many decimals are shown.
    decimals: i32,
    /// The smallest possible figure, where there is one. A figure outside is flagged, never clipped.
    lowest: Option<Decimal>,
    /// The largest possible figure, where there is one.
    highest: Option<Decimal>,
    /// No further release will come, and why; null while the series is alive.
    discontinued: Option<String>,
    /// Whether it stands in Sextant's catalogue; otherwise it is a publisher's own.
    in_catalogue: bool,
}

impl From<indicator::Model> for Indicator {
    fn from(row: indicator::Model) -> Self {
        Self {
            id: id("Indicator", &row.code),
            code: row.code,
            name: row.name,
            topic: row.topic,
            polarity: Polarity::from_number(row.polarity).map(Into::into),
            unit: Unit::from_number(row.unit).map(Into::into),
            decimals: row.decimals.into(),
            lowest: row.lowest.map(|millionths| Decimal(Figure::from_millionths(millionths))),
            highest: row.highest.map(|millionths| Decimal(Figure::from_millionths(millionths))),
            discontinued: row.discontinued,
            in_catalogue: row.in_catalogue,
        }
    }
}

/// What an indicator counted, from one period on.
#[derive(Clone, Debug, SimpleObject)]
pub struct Definition {
    /// 1, 2, 3 … in the order of time.
    version: i32,
    /// The definition in words.
    text: String,
    /// The kind of time its figures speak of.
    basis: enums::Basis,
    /// Whom England's figure covers; empty where the source does not say.
    coverage: String,
    /// The first period it holds for; null for the beginning of the series.
    first_period: Option<Period>,
}

/// A break: figures of its first period and later do not continue those before it.
#[derive(Clone, Debug, SimpleObject)]
pub struct SeriesBreak {
    /// The first period on the new footing.
    first_period: Period,
    /// Why the series breaks.
    kind: enums::BreakKind,
    /// How hard.
    severity: enums::Severity,
    /// What happened, in a sentence.
    note: String,
}

#[ComplexObject]
impl Indicator {
    /// Its definitions, oldest first.
    #[graphql(complexity = "3 * child_complexity")]
    async fn definitions(&self, context: &Context<'_>) -> Result<Vec<Definition>> {
        let rows = load(context, DefinitionsOf(self.code.clone())).await?.unwrap_or_default();
        Ok(rows
            .into_iter()
            .map(|it| Definition {
                version: it.version.into(),
                text: it.text,
                basis: it.basis.into(),
                coverage: it.coverage,
                first_period: it.first.map(Into::into),
            })
            .collect())
    }

    /// The breaks in its series, oldest first.
    #[graphql(complexity = "3 * child_complexity")]
    async fn series_breaks(&self, context: &Context<'_>) -> Result<Vec<SeriesBreak>> {
        let rows = load(context, BreaksOf(self.code.clone())).await?.unwrap_or_default();
        Ok(rows
            .into_iter()
            .map(|it| SeriesBreak {
                first_period: it.first.into(),
                kind: it.kind.into(),
                severity: it.severity.into(),
                note: it.note,
            })
            .collect())
    }
}
