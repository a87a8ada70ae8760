//! The scorecard as a plain page: no script, headings, tables, words beside every colour.

mod card;
mod list;

use axum::extract::{Query, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use sextant_domain::TermOfYear;
use sextant_domain::scorecard::Scorecard;
use sextant_store::{StoreError, scorecards, snapshots, strategies};

use super::State;
use super::html::{Html, answer, failed, message_page};

/// One style for all plain pages.
const STYLE: &str = concat!(include_str!("scorecard.css"), include_str!("../docs/docs.css"));

/// Which scorecard; the list where nothing is named.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Which {
    strategy: Option<String>,
    term: Option<String>,
    revision: Option<String>,
}

/// `/scorecard`.
pub(super) async fn page(Shared(state): Shared<State>, Query(which): Query<Which>) -> Response {
    let page = match (&which.strategy, &which.term) {
        (Some(strategy), Some(term)) => one(&state, strategy, term, which.revision.as_deref()).await,
        _ => list::page(&state.database).await.map(|html| (StatusCode::OK, html)),
    };
    let (status, html) = page.unwrap_or_else(|error| failed(&error));
    answer(status, html)
}

/// `/scorecard.css`.
pub(super) async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], STYLE).into_response()
}

async fn one(
    state: &State,
    strategy: &str,
    term: &str,
    revision: Option<&str>,
) -> Result<(StatusCode, Html), StoreError> {
    let revision = revision.filter(|text| !text.is_empty()).map(str::parse::<i32>).transpose();
    let (Ok(term), Ok(revision)) = (TermOfYear::parse(term), revision) else {
        let message = "A term is written 2025/26-autumn, a revision is a whole number.";
        return Ok((StatusCode::BAD_REQUEST, message_page("This address names no scorecard", message)));
    };
    let connection = state.database.read();
    let stored = strategies::load(connection, strategy).await?;
    let published = scorecards::find(connection, strategy, term, revision).await?;
    let newest = scorecards::find(connection, strategy, term, None).await?.map_or(0, |newest| newest.revision);
    let (Some(stored), Some(published)) = (stored, published) else {
        let message = "No scorecard is published for this strategy, term and revision.";
        return Ok((StatusCode::NOT_FOUND, message_page("There is no such scorecard", message)));
    };
    let Ok(card) = serde_json::from_str::<Scorecard>(&published.content) else {
        let message = "This scorecard was written by another version of Sextant.";
        return Ok((StatusCode::INTERNAL_SERVER_ERROR, message_page("This scorecard cannot be shown", message)));
    };
    let snapshot = snapshots::published_years(connection, strategy).await?.last().copied();
    let view = card::View { strategy: &stored.strategy, term, published: &published, newest, card: &card, snapshot };
    Ok((StatusCode::OK, card::page(&view)))
}

#[cfg(test)]
mod tests;
