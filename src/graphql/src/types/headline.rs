//! A strategy's headline test, and when its progress snapshots are due.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use sextant_domain::rules::{Population, TieRule};
use sextant_domain::scorecard::deadline_instant;
use sextant_domain::{AcademicYear as Year, DataStatus, Figure};
use sextant_store::entities::{headline_basket, headline_test, snapshot_due};

use super::Indicator;
use super::figure::MeasureStatus;
use super::outcome::PupilGroup;
use crate::enums;
use crate::loaders::{HeadlineBasketOf, IndicatorByCode, load};
use crate::scalars::{AcademicYear, Date, DateTime, Decimal};

/// A strategy's own headline test, made computable: "in the top 25% of authorities" as a population, a basket, a rule for ties
/// and a data status.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct HeadlineTest {
    /// Among whom.
    population: Option<enums::Population>,
    /// The share of them that counts as the top, in percent.
    share: Decimal,
    /// The academic year that is tested; other periods are tested in the calendar year in which it ends.
    academic_year: Option<AcademicYear>,
    /// How many of the basket must stand in the top share.
    required: i32,
    /// How ties count.
    tie_rule: Option<enums::TieRule>,
    /// The least final figure that counts.
    status: Option<MeasureStatus>,
    /// Who defined it so, and why.
    note: String,
    #[graphql(skip)]
    key: (String, String, i64),
}

impl From<headline_test::Model> for HeadlineTest {
    fn from(row: headline_test::Model) -> Self {
        Self {
            population: Population::from_number(row.population).map(Into::into),
            share: Decimal(Figure::from_millionths(row.share)),
            academic_year: Year::starting(row.year_start.into()).map(AcademicYear),
            required: row.required,
            tie_rule: TieRule::from_number(row.tie_rule).map(Into::into),
            status: DataStatus::from_number(row.status).map(Into::into),
            note: row.note,
            key: (row.council_code, row.strategy_code, row.strategy_version),
        }
    }
}

#[ComplexObject]
impl HeadlineTest {
    /// What is tested, in order.
    #[graphql(complexity = "20 * child_complexity")]
    async fn basket(&self, context: &Context<'_>) -> Result<Vec<TestedIndicator>> {
        let (council, code, version) = self.key.clone();
        let rows = load(context, HeadlineBasketOf(council, code, version)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(TestedIndicator::from).collect())
    }
}

/// One indicator of a headline test's basket, for one pupil group.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct TestedIndicator {
    /// The pupil group.
    group: PupilGroup,
    #[graphql(skip)]
    code: String,
}

impl From<headline_basket::Model> for TestedIndicator {
    fn from(row: headline_basket::Model) -> Self {
        Self { group: PupilGroup::named(&row.breakdown), code: row.indicator_code }
    }
}

#[ComplexObject]
impl TestedIndicator {
    /// The indicator.
    async fn indicator(&self, context: &Context<'_>) -> Result<Option<Indicator>> {
        Ok(load(context, IndicatorByCode(self.code.clone())).await?.map(Into::into))
    }
}

/// A day on which a progress snapshot is due.
#[derive(Clone, Debug, SimpleObject)]
pub struct SnapshotDate {
    /// The academic year it belongs to.
    academic_year: AcademicYear,
    /// The day papers go out; the snapshot is compiled as known on that day.
    paper_deadline: Date,
    /// The instant at which it is due: 06:00 London time on the paper deadline.
    due_at: DateTime,
    /// Where the date comes from.
    source: String,
}

impl SnapshotDate {
    pub(super) fn read(row: snapshot_due::Model) -> Option<Self> {
        Some(Self {
            academic_year: AcademicYear(Year::starting(row.year_start.into())?),
            paper_deadline: Date(row.paper_deadline),
            due_at: DateTime(deadline_instant(row.paper_deadline)),
            source: row.source,
        })
    }
}
