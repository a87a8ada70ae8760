//! The list of published scorecards and snapshots, strategy by strategy.

use chrono::NaiveDate;
use sextant_domain::AcademicYear;
use sextant_store::query::scorecards::ScorecardField;
use sextant_store::query::snapshots::SnapshotField;
use sextant_store::query::{self, Filter, Order, PageRequest, Scalar, Test};
use sextant_store::{Database, StoreError, strategies};

use crate::http::html::{Html, encoded, page as whole};
use crate::terms::term_of;

/// Revisions shown in a list: three terms a year, for many years.
const SHOWN: u64 = 100;

pub(super) async fn page(database: &Database) -> Result<Html, StoreError> {
    let mut body = Html::new();
    body.raw("<h1>Termly scorecards and progress snapshots</h1>");
    body.raw("<p>What else can be asked: the <a href=\"/docs/questions\">questions</a>, your own in the ");
    body.raw("<a href=\"/query\">query form</a>, and the <a href=\"/docs\">documentation</a> of every figure.</p>");
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
    Ok(whole("Scorecards and snapshots", body))
}

async fn strategy(database: &Database, stored: &strategies::Stored) -> Result<Html, StoreError> {
    let it = &stored.strategy;
    let mut html = Html::new();
    html.raw("<section><h2>").text(&it.title).raw("</h2><p>").text(&it.council_name);
    html.raw(", <code>").text(&it.code).raw("</code>, ").text(it.status.words()).raw("</p>");
    if it.invented {
        html.raw("<p class=\"invented\"><strong>Invented.</strong> Made up to show the rules; no council has adopted it.</p>");
    }
    html.html(&snapshots(database, &it.code).await?).html(&scorecards(database, &it.code).await?).raw("</section>");
    Ok(html)
}

/// The newest first.
fn newest_first<F>(fields: impl IntoIterator<Item = F>) -> PageRequest<F> {
    let order = fields.into_iter().map(|field| Order { field, descending: true }).collect();
    PageRequest { size: SHOWN, backward: false, after: None, before: None, order }
}

async fn scorecards(database: &Database, code: &str) -> Result<Html, StoreError> {
    let filter = Filter::Is(ScorecardField::Strategy, Test::Eq(Scalar::Text(code.to_owned())));
    let request = newest_first([ScorecardField::Year, ScorecardField::Term, ScorecardField::Revision]);
    let found = query::scorecards::list(database.read(), &filter, &request).await?;
    if found.rows.is_empty() {
        let mut html = Html::new();
        html.raw("<p>No scorecard is published yet.</p>");
        return Ok(html);
    }
    let mut html = head("Published scorecards, newest first", "Term");
    for (_, card) in &found.rows {
        let Some(term) = term_of(card.year_start, card.term) else { continue };
        let address = format!("/scorecard?strategy={}&term={}", encoded(code), encoded(&term.to_string()));
        html.html(&row(&Entry {
            address,
            name: term.to_string(),
            revision: card.revision,
            as_known_at: card.as_known_at,
            reason: &card.reason,
            hash: &card.content_hash,
        }));
    }
    html.html(&foot(found.has_next));
    Ok(html)
}

async fn snapshots(database: &Database, code: &str) -> Result<Html, StoreError> {
    let filter = Filter::Is(SnapshotField::Strategy, Test::Eq(Scalar::Text(code.to_owned())));
    let request = newest_first([SnapshotField::Year, SnapshotField::Revision]);
    let found = query::snapshots::list(database.read(), &filter, &request).await?;
    if found.rows.is_empty() {
        let mut html = Html::new();
        html.raw("<p>No progress snapshot is published yet.</p>");
        return Ok(html);
    }
    let mut html = head("Published progress snapshots, newest first", "Year");
    for (_, snapshot) in &found.rows {
        let Some(year) = AcademicYear::starting(snapshot.year_start.into()) else { continue };
        html.html(&row(&Entry {
            address: format!("/snapshot?strategy={}&year={}", encoded(code), encoded(&year.to_string())),
            name: year.to_string(),
            revision: snapshot.revision,
            as_known_at: snapshot.as_known_at,
            reason: &snapshot.reason,
            hash: &snapshot.content_hash,
        }));
    }
    html.html(&foot(found.has_next));
    Ok(html)
}

/// A published revision in a list.
struct Entry<'a> {
    address: String,
    name: String,
    revision: i32,
    as_known_at: NaiveDate,
    reason: &'a str,
    hash: &'a str,
}

fn head(caption: &'static str, what: &'static str) -> Html {
    let mut html = Html::new();
    html.raw("<div class=\"scroll list\" tabindex=\"0\" role=\"region\" aria-label=\"").raw(caption);
    html.raw("\"><table><caption>").raw(caption).raw("</caption><thead><tr><th scope=\"col\">").raw(what);
    html.raw("</th><th scope=\"col\">Revision</th><th scope=\"col\">As known on</th>");
    html.raw("<th scope=\"col\">Why</th><th scope=\"col\">Content hash</th></tr></thead><tbody>");
    html
}

fn row(entry: &Entry<'_>) -> Html {
    let address = format!("{}&revision={}", entry.address, entry.revision);
    let mut html = Html::new();
    html.raw("<tr><th scope=\"row\"><a href=\"").text(address).raw("\">").text(&entry.name).raw("</a></th><td>");
    html.text(entry.revision).raw("</td><td>").text(entry.as_known_at).raw("</td><td>").text(entry.reason);
    html.raw("</td><td><code>").text(entry.hash.chars().take(12).collect::<String>()).raw("…</code></td></tr>");
    html
}

fn foot(has_more: bool) -> Html {
    let mut html = Html::new();
    html.raw("</tbody></table></div>");
    if has_more {
        html.raw("<p>Older ones are there: ask GraphQL for them.</p>");
    }
    html
}
