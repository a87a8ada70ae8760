//! What resolvers work with.

use std::sync::Arc;

use async_graphql::{Context, Result};
use chrono::{DateTime, NaiveDate, Utc};
use sextant_domain::access::{Denied, Identity, Role};
use sextant_store::Database;
use sextant_store::ledger::{self, Knowledge, KnownAtError};

use crate::batch::Batches;
use crate::error::{code, user_error};
use crate::limits::Limits;
use crate::loaders::{NewestKnowledge, load};
use crate::scalars::Date;

/// Where "now" comes from: the server hands it in.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Where names of new records come from: unique, and later ones sort behind earlier ones. The server hands it in.
pub type Mint = Arc<dyn Fn() -> String + Send + Sync>;

/// The database, the clock, where names come from, and the limits.
#[derive(Clone)]
pub(crate) struct Ctx {
    pub(crate) database: Database,
    pub(crate) clock: Clock,
    pub(crate) mint: Mint,
    pub(crate) limits: Limits,
}

/// Who asks: the public, where the request says nothing else.
pub(crate) fn identity(context: &Context<'_>) -> Identity {
    context.data_opt::<Identity>().cloned().unwrap_or_else(Identity::public)
}

/// The council that the caller acts for; refused where the role is not enough.
pub(crate) fn acts_for(context: &Context<'_>, least: Role) -> Result<String> {
    identity(context).acts_for(least).map(ToOwned::to_owned).map_err(denied)
}

/// The refusal of a caller who may not.
pub(crate) fn denied(why: Denied) -> async_graphql::Error {
    let code = match why {
        Denied::NoToken { .. } => code::UNAUTHENTICATED,
        Denied::Role { .. } => code::FORBIDDEN,
    };
    user_error(code, why.to_string())
}

/// Where names of new records come from.
pub(crate) fn mint<'a>(context: &Context<'a>) -> &'a Mint {
    &context.data_unchecked::<Ctx>().mint
}

/// The database of a request.
pub(crate) fn database<'a>(context: &Context<'a>) -> &'a Database {
    &context.data_unchecked::<Ctx>().database
}

/// Reads rows whose fields will load more: batches wait for what comes side by side, see [`crate::batch`].
pub(crate) async fn reading<T>(
    context: &Context<'_>,
    read: impl Future<Output = sextant_store::Result<T>>,
) -> sextant_store::Result<T> {
    context.data_unchecked::<Batches>().reading(read).await
}

/// The limits that hold.
pub(crate) fn limits<'a>(context: &Context<'a>) -> &'a Limits {
    &context.data_unchecked::<Ctx>().limits
}

/// Forgets what was read: something is being written, and what is asked for from here on is what there is after it.
pub(crate) fn forget(context: &Context<'_>) {
    context.data_unchecked::<Batches>().forget();
}

/// Now.
pub(crate) fn now(context: &Context<'_>) -> DateTime<Utc> {
    (context.data_unchecked::<Ctx>().clock)()
}

/// The day of `asKnownAt`, where one is asked for; refused where nothing can have been known on it.
pub(crate) async fn known_day(context: &Context<'_>, as_known_at: Option<Date>) -> Result<Option<NaiveDate>> {
    if as_known_at.is_some() {
        known(context, as_known_at).await?;
    }
    Ok(as_known_at.map(|Date(day)| day))
}

/// Refuses a day that lies in the future: for what is approved on a day and not published in an edition.
pub(crate) fn not_in_the_future(context: &Context<'_>, as_known_at: Option<Date>) -> Result<()> {
    let today = today(context);
    match as_known_at {
        Some(Date(day)) if day > today => {
            Err(user_error(code::IN_THE_FUTURE, KnownAtError::InTheFuture { day, today }.to_string()))
        }
        _ => Ok(()),
    }
}

/// Today.
pub(crate) fn today(context: &Context<'_>) -> NaiveDate {
    now(context).date_naive()
}

/// The position behind which a request looks at nothing, whatever became known since: so that several requests see the same. Only the
/// lists of [`is_pinned`] hold to it; what is not kept by the ledger has no past.
pub(crate) struct Pin(pub(crate) Knowledge);

/// Whether a field of the query lists what was known at a position of the ledger, so that requests that are read at one find the same
/// rows.
pub fn is_pinned(field: &str) -> bool {
    matches!(field, "findings" | "outcomeGroups" | "outcomes" | "schoolGroups" | "schools" | "trusts")
}

/// The ledger position of `asKnownAt`: everything that was known by the end of that day, or everything that is known, as far as the
/// request is not pinned to an earlier one. A day on which nothing can have been known is refused.
pub(crate) async fn known(context: &Context<'_>, as_known_at: Option<Date>) -> Result<Knowledge> {
    let known = unpinned(context, as_known_at).await?;
    Ok(context.data_opt::<Pin>().map_or(known, |Pin(at)| known.min(*at)))
}

async fn unpinned(context: &Context<'_>, as_known_at: Option<Date>) -> Result<Knowledge> {
    let Some(Date(day)) = as_known_at else {
        return Ok(load(context, NewestKnowledge(())).await?.unwrap_or_default());
    };
    let resolved = ledger::resolve(database(context).read(), Some(day), today(context)).await;
    resolved.map_err(|error| match error {
        KnownAtError::InTheFuture { .. } => user_error(code::IN_THE_FUTURE, error.to_string()),
        KnownAtError::BeforeFirst { .. } => user_error(code::NOTHING_KNOWN, error.to_string()),
        KnownAtError::Store(error) => error.into(),
    })
}
