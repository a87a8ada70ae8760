//! One scorecard as headings and tables.

use chrono::DateTime;
use sextant_domain::rules::Rating;
use sextant_domain::scorecard::{Line, Scorecard, ScoredPriority};
use sextant_domain::strategy::Strategy;
use sextant_domain::{AcademicYear, TermOfYear};
use sextant_store::entities::scorecard::Model;

use crate::http::html::{Html, encoded, page as whole};
use crate::words::{LineWords, Shown};

/// What is shown.
pub(super) struct View<'a> {
    pub(super) strategy: &'a Strategy,
    pub(super) term: TermOfYear,
    pub(super) published: &'a Model,
    /// The newest revision there is.
    pub(super) newest: i32,
    pub(super) card: &'a Scorecard,
    /// The year of the newest progress snapshot; `None` where none is published.
    pub(super) snapshot: Option<AcademicYear>,
}

pub(super) fn page(view: &View<'_>) -> Html {
    let mut body = Html::new();
    body.raw("<p class=\"path\"><a href=\"/scorecard\">All scorecards and snapshots</a>");
    if let Some(year) = view.snapshot {
        let address =
            format!("/snapshot?strategy={}&year={}", encoded(&view.strategy.code), encoded(&year.to_string()));
        body.raw(" · <a href=\"")
            .text(address)
            .raw("\">Progress across the strategy's window, ")
            .text(year)
            .raw("</a>");
    }
    body.raw("</p><h1>Scorecard, ").text(view.term);
    body.raw("</h1><p class=\"lead\">")
        .text(&view.strategy.council_name)
        .raw(": ")
        .text(&view.strategy.title)
        .raw("</p>");
    if view.strategy.invented {
        body.raw("<p class=\"invented\"><strong>Invented.</strong> Made up to show the rules; no council has adopted it.</p>");
    }
    body.html(&facts(view)).html(&summary(view.card));
    for priority in &view.card.priorities {
        body.html(&section(priority, &view.strategy.council_name));
    }
    whole(&format!("Scorecard {}, {}", view.term, view.strategy.code), body)
}

fn facts(view: &View<'_>) -> Html {
    let published = view.published;
    let mut html = Html::new();
    html.raw("<dl class=\"facts\"><div><dt>As known on</dt><dd>").text(published.as_known_at);
    html.raw("</dd></div><div><dt>Revision</dt><dd>").text(published.revision);
    if view.newest > published.revision {
        let address = format!("/scorecard?strategy={}&term={}", encoded(&view.strategy.code), encoded(&view.card.term));
        html.raw(", superseded: <a href=\"").text(address).raw("\">see revision ").text(view.newest).raw("</a>");
    }
    html.raw("</dd></div><div><dt>Why</dt><dd>").text(&published.reason).raw("</dd></div>");
    if let Some(at) = DateTime::from_timestamp(published.compiled_at, 0) {
        html.raw("<div><dt>Compiled</dt><dd>").text(at.format("%Y-%m-%d %H:%M UTC")).raw("</dd></div>");
    }
    html.raw("<div class=\"wide\"><dt>Content hash (SHA-256)</dt><dd><code>").text(&published.content_hash);
    html.raw("</code></dd></div></dl>");
    html
}

/// How many lines have which colour, in words.
fn summary(card: &Scorecard) -> Html {
    let lines = || card.priorities.iter().flat_map(|priority| &priority.lines);
    let mut html = Html::new();
    html.raw("<ul class=\"summary\" aria-label=\"Lines by rating\">");
    for rating in Rating::ALL {
        let count = lines().filter(|line| line.rag.rating == rating.code()).count();
        html.raw("<li>").html(&badge(rating.words())).raw(" <strong>").text(count).raw("</strong></li>");
    }
    html.raw("</ul>");
    html
}

fn section(priority: &ScoredPriority, council: &str) -> Html {
    let mut html = Html::new();
    html.raw("<section><h2>").text(priority.number).raw(". ").text(&priority.title).raw("</h2>");
    if priority.lines.is_empty() {
        html.raw("<p>Nothing measures it yet.</p></section>");
        return html;
    }
    // A table wider than the window scrolls by itself; the keyboard must be able to reach it.
    html.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Priority ").text(priority.number);
    html.raw(": ").text(&priority.title).raw("\"><table><caption>Measures of priority ").text(priority.number);
    html.raw("</caption><thead><tr><th scope=\"col\">Indicator</th><th scope=\"col\">Period</th>");
    html.raw("<th scope=\"col\" class=\"figure\">").text(council).raw("</th>");
    html.raw("<th scope=\"col\" class=\"figure\">England</th><th scope=\"col\" class=\"figure\">Neighbours</th>");
    html.raw("<th scope=\"col\">Rank</th><th scope=\"col\">Rating</th><th scope=\"col\">Direction</th></tr></thead>");
    for line in &priority.lines {
        html.html(&measure(line));
    }
    html.raw("</table></div></section>");
    html
}

/// A line is a group of two rows: its figures, and below them the reasons.
fn measure(line: &Line) -> Html {
    let words = LineWords::of(line);
    let mut html = Html::new();
    html.raw("<tbody><tr><th scope=\"rowgroup\" rowspan=\"2\"><code>")
        .text(&words.code)
        .raw("</code> ")
        .text(&words.name);
    for small in [&words.group, &words.unit].into_iter().filter(|small| !small.is_empty()) {
        html.raw(" <small>").text(small).raw("</small>");
    }
    html.raw("</th><td>").text(&words.period).raw("<br><small>").text(&words.state).raw("</small></td>");
    for shown in [Some(&words.value), words.england.as_ref(), words.neighbours.as_ref()] {
        html.html(&figure(shown));
    }
    html.raw("<td>").text(if words.rank.is_empty() { "not ranked" } else { &words.rank }).raw("</td><td>");
    html.html(&badge(words.rating)).raw("</td><td>").html(&arrow(words.direction)).text(words.direction);
    html.raw("</td></tr><tr class=\"notes\"><td colspan=\"7\"><ul>");
    for note in &words.notes {
        html.raw("<li>").text(note).raw("</li>");
    }
    html.raw("</ul></td></tr></tbody>");
    html
}

fn figure(shown: Option<&Shown>) -> Html {
    let mut html = Html::new();
    match shown {
        Some(shown) if shown.is_figure => html.raw("<td class=\"figure\">").text(&shown.text).raw("</td>"),
        Some(shown) => html.raw("<td class=\"reason\">").text(&shown.text).raw("</td>"),
        None => html.raw("<td class=\"reason\">none</td>"),
    };
    html
}

/// A rating: always its word, with a shape of its own beside the colour.
fn badge(rating: &'static str) -> Html {
    let mut html = Html::new();
    html.raw(match rating {
        "green" => "<span class=\"rag green\"><span aria-hidden=\"true\">●</span> ",
        "amber" => "<span class=\"rag amber\"><span aria-hidden=\"true\">▲</span> ",
        "red" => "<span class=\"rag red\"><span aria-hidden=\"true\">■</span> ",
        _ => "<span class=\"rag none\"><span aria-hidden=\"true\">○</span> ",
    });
    html.text(rating).raw("</span>");
    html
}

fn arrow(direction: &str) -> Html {
    let mut html = Html::new();
    html.raw(match direction {
        "improving" => "<span aria-hidden=\"true\" class=\"better\">✓ </span>",
        "worsening" => "<span aria-hidden=\"true\" class=\"worse\">✗ </span>",
        "increasing" => "<span aria-hidden=\"true\">↑ </span>",
        "decreasing" => "<span aria-hidden=\"true\">↓ </span>",
        "stable" | "no change" => "<span aria-hidden=\"true\">= </span>",
        _ => "",
    });
    html
}
