//! What resolvers work with.

use std::sync::Arc;

use async_graphql::{Context, Result};
use chrono::{DateTime, NaiveDate, Utc};
use sextant_store::Database;
use sextant_store::ledger::{self, Knowledge, KnownAtError};

use crate::error::{code, user_error};
use crate::scalars::Date;

/// Where "now" comes from: the server hands it in.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The database and the clock.
#[derive(Clone)]
pub(crate) struct Ctx {
    pub(crate) database: Database,
    pub(crate) clock: Clock,
}

/// The database of a request.
pub(crate) fn database<'a>(context: &Context<'a>) -> &'a Database {
    &context.data_unchecked::<Ctx>().database
}

/// Now.
pub(crate) fn now(context: &Context<'_>) -> DateTime<Utc> {
    (context.data_unchecked::<Ctx>().clock)()
}

/// Today.
pub(crate) fn today(context: &Context<'_>) -> NaiveDate {
    now(context).date_naive()
}

/// The ledger position of `asKnownAt`: everything that was known by the end of that day, or everything that is known. A day
/// on which nothing can have been known is refused.
pub(crate) async fn known(context: &Context<'_>, as_known_at: Option<Date>) -> Result<Knowledge> {
    let day = as_known_at.map(|Date(day)| day);
    let resolved = ledger::resolve(database(context).read(), day, today(context)).await;
    resolved.map_err(|error| match error {
        KnownAtError::InTheFuture { .. } => user_error(code::IN_THE_FUTURE, error.to_string()),
        KnownAtError::BeforeFirst { .. } => user_error(code::NOTHING_KNOWN, error.to_string()),
        KnownAtError::Store(error) => error.into(),
    })
}
