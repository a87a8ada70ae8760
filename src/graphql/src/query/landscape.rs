//! The school landscape of an authority.

use async_graphql::{Context, Object, Result};
use chrono::NaiveDate;
use sextant_domain::landscape as counted;
use sextant_domain::place::PlaceLevel;
use sextant_store::entities::place;
use sextant_store::landscape::{landscape_timeline, trust_principle};
use sextant_store::places::by_code;

use crate::context::{database, known, today};
use crate::error::{code, user_error};
use crate::scalars::Date;
use crate::types::{LandscapePoint, TrustPrinciple};

/// The most days of one question.
const MOST_DAYS: usize = 20;
/// The most schools that the principle can be asked to need.
const MOST_SCHOOLS: i32 = 1_000;

#[derive(Default)]
pub(crate) struct LandscapeQuery;

#[Object]
impl LandscapeQuery {
    /// The trusts with a school in an authority, held against the principle of at least five schools of both phases in one
    /// trust: locally and nationally, with what each is missing.
    async fn trust_principle(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The authority, by any code it has or had: `883`, `E06000034`.")] place: String,
        #[graphql(desc = "On this day; that of `asKnownAt`, or today, when not said.")] as_of: Option<Date>,
        #[graphql(desc = "As known at the end of this day; today when not said.")] as_known_at: Option<Date>,
        #[graphql(desc = "How many schools the principle asks for.", default = 5)] schools: i32,
    ) -> Result<Option<TrustPrinciple>> {
        let needed = match u32::try_from(schools) {
            Ok(needed) if (1..=MOST_SCHOOLS).contains(&schools) => needed,
            _ => {
                let message = format!("'schools' is {schools}: ask for 1 to {MOST_SCHOOLS} schools");
                return Err(user_error(code::BAD_USER_INPUT, message));
            }
        };
        let last = last_day(context, as_known_at);
        let day = as_of.map_or(last, |Date(day)| day);
        not_after(day, last)?;
        let place = authority(context, &place).await?;
        let known = known(context, as_known_at).await?;
        let principle = counted::TrustPrinciple { schools: needed, ..counted::TrustPrinciple::default() };
        let answer = trust_principle(database(context).read(), place.id, principle, day, known).await?;
        Ok(Some(TrustPrinciple::new(place, answer, known)))
    }

    /// The school landscape of an authority on each of some days, in the order asked for: schools, academies, trusts, grades.
    #[graphql(complexity = "as_of.len() * child_complexity")]
    async fn school_landscape(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The authority, by any code it has or had: `883`, `E06000034`.")] place: String,
        #[graphql(desc = "On these days: 1 to 20.")] as_of: Vec<Date>,
        #[graphql(desc = "As known at the end of this day; today when not said.")] as_known_at: Option<Date>,
    ) -> Result<Option<Vec<LandscapePoint>>> {
        if !(1..=MOST_DAYS).contains(&as_of.len()) {
            let message = format!("'asOf' names {} days: ask for 1 to {MOST_DAYS}", as_of.len());
            return Err(user_error(code::BAD_USER_INPUT, message));
        }
        let last = last_day(context, as_known_at);
        let days: Vec<NaiveDate> = as_of.into_iter().map(|Date(day)| day).collect();
        days.iter().try_for_each(|day| not_after(*day, last))?;
        let place = authority(context, &place).await?;
        let known = known(context, as_known_at).await?;
        let points = landscape_timeline(database(context).read(), place.id, &days, known).await?;
        Ok(Some(points.into_iter().map(|point| LandscapePoint::new(point, known)).collect()))
    }
}

/// The last day that something can be known of.
fn last_day(context: &Context<'_>, as_known_at: Option<Date>) -> NaiveDate {
    let today = today(context);
    as_known_at.map_or(today, |Date(day)| day.min(today))
}

fn not_after(day: NaiveDate, last: NaiveDate) -> Result<()> {
    if day <= last {
        return Ok(());
    }
    let message = format!("'asOf' is {day}, and what is known ends on {last}: ask for that day or an earlier one");
    Err(user_error(code::BAD_USER_INPUT, message))
}

/// The local authority with this code.
async fn authority(context: &Context<'_>, given: &str) -> Result<place::Model> {
    let found = by_code(database(context).read(), given.trim()).await?;
    let Some(place) = found else {
        let message = format!("there is no place with the code '{given}': write a number such as 883 or E06000034");
        return Err(user_error(code::BAD_USER_INPUT, message));
    };
    if place.level == PlaceLevel::LocalAuthority.number() {
        return Ok(place);
    }
    let message = format!("'{given}' is {}, which is not a local authority: only those have a landscape", place.name);
    Err(user_error(code::BAD_USER_INPUT, message))
}
