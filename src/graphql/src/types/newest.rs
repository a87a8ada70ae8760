//! The newest outcomes of a place, for those that have or are one.

use async_graphql::{Context, InputObject, Result};
use sextant_store::ledger::Knowledge;
use sextant_store::query::outcomes::Newest;

use super::Outcome;
use crate::error::{code, user_error};
use crate::input::short;
use crate::loaders::{NewestOutcomes, load};
use crate::paging::MAX_PAGE;

/// Which of the newest outcomes.
#[derive(Clone, Debug, Default, InputObject)]
pub struct NewestOutcomesFilter {
    /// Of indicators with these codes; of all when not said.
    indicators: Option<Vec<String>>,
    /// Of the pupil group with this code (`total`); of all when not said.
    group: Option<String>,
}

/// The newest outcomes of a place, the latest period first.
pub(super) async fn newest_outcomes(
    context: &Context<'_>,
    (place, known): (i32, Knowledge),
    (first, filter): (i32, Option<NewestOutcomesFilter>),
) -> Result<Vec<Outcome>> {
    let most = u32::try_from(first).ok().filter(|most| *most <= MAX_PAGE as u32).ok_or_else(|| {
        user_error(code::BAD_USER_INPUT, format!("'first' is {first}: 0 to {MAX_PAGE} outcomes can be asked for"))
    })?;
    let filter = filter.unwrap_or_default();
    let indicators = filter.indicators.map(|codes| short("indicators", codes)).transpose()?;
    let which = Newest { most, indicators, breakdown: filter.group };
    let rows = load(context, NewestOutcomes(place, known, which)).await?.unwrap_or_default();
    Ok(rows.into_iter().map(|row| Outcome::new(row, known)).collect())
}
