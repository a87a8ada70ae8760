//! What checks on load found.

use async_graphql::{Context, Error, ID, Object, Result};
use sextant_domain::Period as Time;
use sextant_domain::rules::{FindingSeverity, IntegrityCheck};
use sextant_store::entities::finding;
use sextant_store::ledger::Knowledge;

use super::outcome::PupilGroup;
use super::{Indicator, Period, Place, Release};
use crate::enums;
use crate::ids::id;
use crate::loaders::{FindingAfter, IndicatorByCode, PlaceById, ReleaseAt, SeriesById, load};

/// A finding on a figure: it never changes the figure, and a blocking one lets no colour be decided by it.
#[derive(Clone, Debug)]
pub struct Finding {
    row: finding::Model,
    known: Knowledge,
}

impl Finding {
    /// A finding as known at a position.
    pub(crate) const fn new(row: finding::Model, known: Knowledge) -> Self {
        Self { row, known }
    }
}

/// A finding on a figure: it never changes the figure, and a blocking one lets no colour be decided by it.
#[Object]
impl Finding {
    /// The opaque id.
    async fn id(&self) -> ID {
        let finding::Model { series_id, place_id, period, check_code, knowledge, .. } = self.row;
        id("Finding", format!("{series_id}/{place_id}/{period}/{check_code}/{knowledge}"))
    }

    /// By which check.
    async fn check(&self) -> Option<enums::IntegrityCheck> {
        IntegrityCheck::from_number(self.row.check_code).map(Into::into)
    }

    /// How much it weighs.
    async fn severity(&self) -> Option<enums::FindingSeverity> {
        FindingSeverity::from_number(self.row.severity).map(Into::into)
    }

    /// What was found, what it means and what to do.
    async fn message(&self) -> &str {
        &self.row.message
    }

    /// The indicator; null when the catalogue no longer has it.
    async fn indicator(&self, context: &Context<'_>) -> Result<Option<Indicator>> {
        let Some((series, _)) = load(context, SeriesById(self.row.series_id)).await? else { return Ok(None) };
        Ok(load(context, IndicatorByCode(series.indicator_code)).await?.map(Into::into))
    }

    /// The pupil group.
    async fn group(&self, context: &Context<'_>) -> Result<PupilGroup> {
        let found = load(context, SeriesById(self.row.series_id)).await?;
        let missing = || Error::new_with_source(format!("series {} is missing", self.row.series_id));
        let (series, group) = found.ok_or_else(missing)?;
        Ok(PupilGroup::of(series, group))
    }

    /// The place whose figure it speaks of.
    async fn place(&self, context: &Context<'_>) -> Result<Option<Place>> {
        Ok(load(context, PlaceById(self.row.place_id)).await?.map(Into::into))
    }

    /// The period it speaks of; of several, the last.
    async fn period(&self) -> Option<Period> {
        Time::from_code(self.row.period).map(Into::into)
    }

    /// The release whose import raised it.
    async fn raised_by(&self, context: &Context<'_>) -> Result<Option<Release>> {
        release(context, self.row.knowledge).await
    }

    /// The release whose import cleared it, or put another in its place; null while it stands.
    async fn cleared_by(&self, context: &Context<'_>) -> Result<Option<Release>> {
        let row = &self.row;
        let about = (row.series_id, row.place_id, row.period, row.check_code);
        match load(context, FindingAfter(about, row.knowledge, self.known)).await? {
            Some(knowledge) => release(context, knowledge).await,
            None => Ok(None),
        }
    }
}

async fn release(context: &Context<'_>, knowledge: Knowledge) -> Result<Option<Release>> {
    Ok(load(context, ReleaseAt(knowledge)).await?.map(|(entry, source)| Release::new(entry, source)))
}
