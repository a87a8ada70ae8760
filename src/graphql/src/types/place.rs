//! Places.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use futures_util::future::try_join_all;
use sextant_domain::place::PlaceLevel;
use sextant_store::entities::place;
use sextant_store::places::{DFE, ONS};

use super::Outcome;
use super::newest::{NewestOutcomesFilter, newest_outcomes};
use crate::context::known;
use crate::enums;
use crate::ids::id;
use crate::loaders::{CodesOfPlace, PlaceById, SuccessorsOfPlace, load};
use crate::scalars::Date;

/// A place that outcomes speak of: England, a region, a local authority, or a school.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Place {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// The level.
    level: Option<enums::PlaceLevel>,
    /// The name.
    name: String,
    /// The first day of its existence, where known.
    exists_from: Option<Date>,
    /// The first day on which it no longer existed.
    exists_to: Option<Date>,
    #[graphql(skip)]
    number: i32,
    #[graphql(skip)]
    region: Option<i32>,
}

/// A code that a place has or had.
#[derive(Clone, Debug, SimpleObject)]
pub struct PlaceCode {
    /// Whose scheme: `ons` for the Office for National Statistics, `dfe` for the Department for Education.
    scheme: String,
    /// The code.
    code: String,
    /// Valid from this day; null for the beginning.
    valid_from: Option<Date>,
    /// No longer valid from this day; null while it is.
    valid_to: Option<Date>,
}

impl From<place::Model> for Place {
    fn from(row: place::Model) -> Self {
        Self {
            id: id("Place", row.id),
            level: PlaceLevel::from_number(row.level).map(Into::into),
            name: row.name,
            exists_from: row.from_day.map(Date),
            exists_to: row.to_day.map(Date),
            number: row.id,
            region: row.region_id,
        }
    }
}

#[ComplexObject]
impl Place {
    /// The Department for Education's number: `883` for Thurrock.
    async fn la_code(&self, context: &Context<'_>) -> Result<Option<String>> {
        self.latest_code(context, DFE).await
    }

    /// The latest code of the Office for National Statistics: `E06000034` for Thurrock.
    async fn ons_code(&self, context: &Context<'_>) -> Result<Option<String>> {
        self.latest_code(context, ONS).await
    }

    /// Every code it has or had, by scheme, oldest first.
    async fn codes(&self, context: &Context<'_>) -> Result<Vec<PlaceCode>> {
        let rows = load(context, CodesOfPlace(self.number)).await?.unwrap_or_default();
        Ok(rows
            .into_iter()
            .map(|row| PlaceCode {
                scheme: row.scheme,
                code: row.code,
                valid_from: row.from_day.map(Date),
                valid_to: row.to_day.map(Date),
            })
            .collect())
    }

    /// Its newest outcomes, the latest period first.
    #[graphql(complexity = "first.max(0) as usize * child_complexity")]
    async fn newest_outcomes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many: 0 to 100.", default = 5)] first: i32,
        #[graphql(desc = "Which; all when not said.")] filter: Option<NewestOutcomesFilter>,
        #[graphql(desc = "As known at the end of this day; today when not said.")] as_known_at: Option<Date>,
    ) -> Result<Vec<Outcome>> {
        let known = known(context, as_known_at).await?;
        newest_outcomes(context, (self.number, known), (first, filter)).await
    }

    /// The region it lies in; null for England and the regions.
    async fn region(&self, context: &Context<'_>) -> Result<Option<Place>> {
        self.lies_in(context).await
    }

    /// The places that took its place.
    async fn successors(&self, context: &Context<'_>) -> Result<Vec<Place>> {
        let rows = load(context, SuccessorsOfPlace(self.number)).await?.unwrap_or_default();
        let found = try_join_all(rows.iter().map(|row| load(context, PlaceById(row.successor_id)))).await?;
        Ok(found.into_iter().flatten().map(Into::into).collect())
    }
}

impl Place {
    /// What tells it apart and puts it in the order of names.
    pub(crate) fn name_and_number(&self) -> String {
        format!("{} {}", self.name, self.number)
    }

    /// The region it lies in.
    pub(crate) async fn lies_in(&self, context: &Context<'_>) -> Result<Option<Self>> {
        match self.region {
            Some(region) => Ok(load(context, PlaceById(region)).await?.map(Into::into)),
            None => Ok(None),
        }
    }

    async fn latest_code(&self, context: &Context<'_>, scheme: &str) -> Result<Option<String>> {
        let rows = load(context, CodesOfPlace(self.number)).await?.unwrap_or_default();
        Ok(rows.into_iter().rfind(|row| row.scheme == scheme).map(|row| row.code))
    }
}
