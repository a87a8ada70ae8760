//! The progress snapshot as a plain page: no script, headings, tables, words beside every picture.

mod headline;
mod landscape;
mod line;
mod spark;
mod view;

use axum::extract::{Query, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use sextant_domain::AcademicYear;
use sextant_domain::progress::Snapshot;
use sextant_store::{StoreError, scorecards, snapshots, strategies};

use super::State;
use super::html::{Html, answer, failed, message_page};

/// Which snapshot; the list where nothing is named.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Which {
    strategy: Option<String>,
    year: Option<String>,
    revision: Option<String>,
}

/// `/snapshot`.
pub(super) async fn page(Shared(state): Shared<State>, Query(which): Query<Which>) -> Response {
    let (Some(strategy), Some(year)) = (&which.strategy, &which.year) else {
        return Redirect::temporary("/scorecard").into_response();
    };
    let page = one(&state, strategy, year, which.revision.as_deref()).await;
    let (status, html) = page.unwrap_or_else(|error| failed(&error));
    answer(status, html)
}

async fn one(
    state: &State,
    strategy: &str,
    year: &str,
    revision: Option<&str>,
) -> Result<(StatusCode, Html), StoreError> {
    let revision = revision.filter(|text| !text.is_empty()).map(str::parse::<i32>).transpose();
    let (Ok(year), Ok(revision)) = (AcademicYear::parse(year), revision) else {
        let message = "An academic year is written 2025/26, a revision is a whole number.";
        return Ok((StatusCode::BAD_REQUEST, message_page("This address names no snapshot", message)));
    };
    let connection = state.database.read();
    let stored = strategies::load(connection, strategy).await?;
    let published = snapshots::find(connection, strategy, year, revision, None).await?;
    let newest = snapshots::find(connection, strategy, year, None, None).await?.map_or(0, |newest| newest.revision);
    let (Some(stored), Some(published)) = (stored, published) else {
        let message = "No progress snapshot is published for this strategy, year and revision.";
        return Ok((StatusCode::NOT_FOUND, message_page("There is no such snapshot", message)));
    };
    let Ok(snapshot) = serde_json::from_str::<Snapshot>(&published.content) else {
        let message = "This snapshot was written by another version of Sextant.";
        return Ok((StatusCode::INTERNAL_SERVER_ERROR, message_page("This snapshot cannot be shown", message)));
    };
    let card = scorecards::published_terms(connection, strategy).await?.last().copied();
    let view = view::View { strategy: &stored.strategy, published: &published, newest, snapshot: &snapshot, card };
    Ok((StatusCode::OK, view::page(&view)))
}

#[cfg(test)]
mod tests;
