//! Outcomes.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use sextant_domain::outcome::SupersedeCause;
use sextant_domain::{Figure, Period as Time};
use sextant_store::entities::{breakdown, outcome, series};
use sextant_store::ledger::Knowledge;
use sextant_store::query::outcomes::read_measure;

use super::explain_outcome::OutcomeExplanation;
use super::{Finding, Indicator, Measure, Period, Place, Release};
use crate::enums;
use crate::ids::id;
use crate::loaders::{FindingsOn, IndicatorByCode, PlaceById, ReleaseAt, SeriesById, load};

/// An outcome: the value of an indicator for a place, a period and a pupil group, as published in a release.
#[derive(Clone, Debug)]
pub struct Outcome {
    row: outcome::Model,
    known: Knowledge,
}

/// A pupil group.
#[derive(Clone, Debug, SimpleObject)]
pub struct PupilGroup {
    /// The code: `total`, `disadvantage:disadvantaged`.
    pub(super) code: String,
    /// The name.
    name: String,
}

impl Outcome {
    /// An outcome as known at a position.
    pub(crate) const fn new(row: outcome::Model, known: Knowledge) -> Self {
        Self { row, known }
    }

    async fn series(&self, context: &Context<'_>) -> Result<(series::Model, Option<breakdown::Model>)> {
        let found = load(context, SeriesById(self.row.series_id)).await?;
        found.ok_or_else(|| async_graphql::Error::new_with_source(format!("series {} is missing", self.row.series_id)))
    }

    async fn indicator_row(&self, context: &Context<'_>) -> Result<Option<sextant_store::entities::indicator::Model>> {
        let (series, _) = self.series(context).await?;
        load(context, IndicatorByCode(series.indicator_code)).await
    }
}

/// An outcome: the value of an indicator for a place, a period and a pupil group, as published in a release.
#[Object]
impl Outcome {
    /// The opaque id; it names this very row of the ledger.
    pub(crate) async fn id(&self) -> ID {
        let row = &self.row;
        id("Outcome", format!("{}/{}/{}/{}", row.series_id, row.place_id, row.period, row.knowledge))
    }

    /// The indicator; null when the catalogue no longer has it.
    async fn indicator(&self, context: &Context<'_>) -> Result<Option<Indicator>> {
        Ok(self.indicator_row(context).await?.map(Into::into))
    }

    /// The place.
    async fn place(&self, context: &Context<'_>) -> Result<Option<Place>> {
        Ok(load(context, PlaceById(self.row.place_id)).await?.map(Into::into))
    }

    /// The period.
    async fn period(&self) -> Option<Period> {
        Time::from_code(self.row.period).map(Into::into)
    }

    /// The pupil group.
    async fn group(&self, context: &Context<'_>) -> Result<PupilGroup> {
        let (series, group) = self.series(context).await?;
        Ok(PupilGroup::of(series, group))
    }

    /// The figure, in the unit of the indicator.
    async fn value(&self, context: &Context<'_>) -> Result<Measure> {
        let decimals = self.indicator_row(context).await?.map_or(1, |indicator| indicator.decimals as u8);
        let measure = read_measure(self.row.value, self.row.reason, self.row.status)?;
        let figure = |millionths: Option<i64>| millionths.map(Figure::from_millionths);
        let parts = (figure(self.row.numerator), figure(self.row.denominator));
        let interval = figure(self.row.ci_low).zip(figure(self.row.ci_high));
        Ok(Measure::new(measure, decimals, parts.0, parts.1).with_interval(interval))
    }

    /// The publisher's own token, unchanged.
    async fn raw(&self) -> &str {
        &self.row.raw
    }

    /// The line of the file it stands in; 0 for a withdrawal, which stands in no line.
    async fn line(&self) -> i32 {
        self.row.line
    }

    /// Why this row stands where another may have stood before.
    async fn cause(&self) -> Option<enums::SupersedeCause> {
        SupersedeCause::from_number(self.row.cause).map(Into::into)
    }

    /// What checks on load found on it, as it stands.
    #[graphql(complexity = "2 * child_complexity")]
    async fn findings(&self, context: &Context<'_>) -> Result<Vec<Finding>> {
        let key = (self.row.series_id, self.row.place_id, self.row.period);
        let rows = load(context, FindingsOn(key, self.known)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(|row| Finding::new(row, self.known)).collect())
    }

    /// How it came to be what it is: where it stands, how it was read, what it took the place of.
    #[graphql(complexity = "5 + child_complexity")]
    async fn explain(&self, context: &Context<'_>) -> Result<OutcomeExplanation> {
        OutcomeExplanation::of(context, &self.row).await
    }

    /// The release it was published in.
    async fn release(&self, context: &Context<'_>) -> Result<Option<Release>> {
        Ok(load(context, ReleaseAt(self.row.knowledge)).await?.map(|(entry, source)| Release::new(entry, source)))
    }
}

impl PupilGroup {
    /// The group of a series.
    pub(crate) fn of(series: series::Model, group: Option<breakdown::Model>) -> Self {
        let name = group.map_or_else(|| series.breakdown.clone(), |group| group.name);
        Self { code: series.breakdown, name }
    }

    /// A group by its code alone.
    pub(crate) fn named(code: &str) -> Self {
        Self { code: code.to_owned(), name: sextant_store::outcomes::breakdown_name(code) }
    }
}
