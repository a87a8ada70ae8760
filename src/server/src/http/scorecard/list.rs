//! The list of published scorecards, strategy by strategy.

use sextant_store::query::scorecards::{ScorecardField, list};
use sextant_store::query::{Filter, Order, PageRequest, Scalar, Test};
use sextant_store::{Database, StoreError, strategies};

use super::html::{Html, encoded, page as whole};
use crate::terms::term_of;

/// Revisions shown per strategy: three terms a year, for many years.
const SHOWN: u64 = 100;

pub(super) async fn page(database: &Database) -> Result<Html, StoreError> {
    let mut body = Html::new();
    body.raw("<h1>Termly scorecards</h1>");
    let codes = strategies::load_all_codes(database.read()).await?;
    if codes.is_empty() {
        body.raw("<p>No strategy is loaded yet. <code>sextant strategy load FILE</code> loads one; ");
        body.raw("<code>sextant demo</code> shows an example.</p>");
    }
    for code in codes {
        if let Some(stored) = strategies::load(database.read(), &code).await? {
            body.html(&strategy(database, &stored).await?);
        }
    }
    Ok(whole("Termly scorecards", body))
}

async fn strategy(database: &Database, stored: &strategies::Stored) -> Result<Html, StoreError> {
    let it = &stored.strategy;
    let mut html = Html::new();
    html.raw("<section><h2>").text(&it.title).raw("</h2><p>").text(&it.council_name);
    html.raw(", <code>").text(&it.code).raw("</code>, ").text(it.status.words()).raw("</p>");
    if it.invented {
        html.raw("<p class=\"invented\"><strong>Invented.</strong> Made up to show the rules; no council has adopted it.</p>");
    }
    let filter = Filter::Is(ScorecardField::Strategy, Test::Eq(Scalar::Text(it.code.clone())));
    let newest_first = [ScorecardField::Year, ScorecardField::Term, ScorecardField::Revision];
    let request = PageRequest {
        size: SHOWN,
        backward: false,
        after: None,
        before: None,
        order: newest_first.map(|field| Order { field, descending: true }).to_vec(),
    };
    let found = list(database.read(), &filter, &request).await?;
    if found.rows.is_empty() {
        html.raw("<p>Nothing is published yet.</p></section>");
        return Ok(html);
    }
    html.raw("<table class=\"list\"><caption>Published scorecards, newest first</caption><thead><tr>");
    html.raw("<th scope=\"col\">Term</th><th scope=\"col\">Revision</th><th scope=\"col\">As known on</th>");
    html.raw("<th scope=\"col\">Why</th><th scope=\"col\">Content hash</th></tr></thead><tbody>");
    for (_, card) in &found.rows {
        let Some(term) = term_of(card.year_start, card.term) else { continue };
        let address = format!(
            "/scorecard?strategy={}&term={}&revision={}",
            encoded(&it.code),
            encoded(&term.to_string()),
            card.revision
        );
        html.raw("<tr><th scope=\"row\"><a href=\"").text(address).raw("\">").text(term).raw("</a></th><td>");
        html.text(card.revision).raw("</td><td>").text(card.as_known_at).raw("</td><td>").text(&card.reason);
        html.raw("</td><td><code>")
            .text(card.content_hash.chars().take(12).collect::<String>())
            .raw("…</code></td></tr>");
    }
    html.raw("</tbody></table>");
    if found.has_next {
        html.raw("<p>Older ones are there: ask GraphQL for them.</p>");
    }
    html.raw("</section>");
    Ok(html)
}
