//! One snapshot as headings and tables.

use chrono::DateTime;
use sextant_domain::TermOfYear;
use sextant_domain::progress::{ProgressPriority, ProgressVerdict, Snapshot};
use sextant_domain::strategy::Strategy;
use sextant_store::entities::snapshot::Model;

use super::{headline, landscape, line};
use crate::http::html::{Html, encoded, page as whole};
use crate::words::progress::ProgressWords;

/// What is shown.
pub(super) struct View<'a> {
    pub(super) strategy: &'a Strategy,
    pub(super) published: &'a Model,
    /// The newest revision there is.
    pub(super) newest: i32,
    pub(super) snapshot: &'a Snapshot,
    /// The term of the newest scorecard; `None` where none is published.
    pub(super) card: Option<TermOfYear>,
}

pub(super) fn page(view: &View<'_>) -> Html {
    let snapshot = view.snapshot;
    let mut body = Html::new();
    body.raw("<p class=\"path\"><a href=\"/scorecard\">All scorecards and snapshots</a>");
    if let Some(term) = view.card {
        let address =
            format!("/scorecard?strategy={}&term={}", encoded(&view.strategy.code), encoded(&term.to_string()));
        body.raw(" · <a href=\"").text(address).raw("\">Newest scorecard, ").text(term).raw("</a>");
    }
    body.raw("</p><h1>Progress ").text(&snapshot.window_first).raw(" to ").text(&snapshot.window_last);
    body.raw(", snapshot ").text(&snapshot.year).raw("</h1><p class=\"lead\">");
    body.text(&view.strategy.council_name).raw(": ").text(&view.strategy.title).raw("</p>");
    if view.strategy.invented {
        body.raw("<p class=\"invented\"><strong>Invented.</strong> Made up to show the rules; no council has adopted it.</p>");
    }
    body.html(&facts(view)).html(&summary(snapshot));
    if let Some(answer) = &snapshot.headline {
        body.html(&headline::section(answer));
    }
    body.raw("<p class=\"legend\">In the tables, years in brackets lie outside of the strategy's window, and a dash is a \
              year without a figure. A figure after a dotted edge may not be joined to the figures before it: a year is \
              missing between them, or the series breaks.</p>");
    for priority in &snapshot.priorities {
        body.html(&section(priority));
    }
    body.html(&landscape::section(&snapshot.landscape));
    whole(&format!("Progress {}, {}", snapshot.year, view.strategy.code), body)
}

fn facts(view: &View<'_>) -> Html {
    let (published, finality) = (view.published, &view.snapshot.finality);
    let mut html = Html::new();
    html.raw("<dl class=\"facts\"><div><dt>As known on</dt><dd>").text(published.as_known_at);
    html.raw("</dd></div><div><dt>Revision</dt><dd>").text(published.revision);
    if view.newest > published.revision {
        let address =
            format!("/snapshot?strategy={}&year={}", encoded(&view.strategy.code), encoded(&view.snapshot.year));
        html.raw(", superseded: <a href=\"").text(address).raw("\">see revision ").text(view.newest).raw("</a>");
    }
    html.raw("</dd></div><div><dt>Final</dt><dd>").raw(if finality.is_final { "yes" } else { "not yet" });
    html.raw(": ").text(finality.settled).raw(" of ").text(finality.settled + finality.open);
    html.raw(" measured lines have their last word on ").text(&view.snapshot.window_last);
    html.raw("</dd></div><div><dt>Why</dt><dd>").text(&published.reason).raw("</dd></div>");
    if let Some(at) = DateTime::from_timestamp(published.compiled_at, 0) {
        html.raw("<div><dt>Compiled</dt><dd>").text(at.format("%Y-%m-%d %H:%M UTC")).raw("</dd></div>");
    }
    html.raw("<div class=\"wide\"><dt>Content hash (SHA-256)</dt><dd><code>").text(&published.content_hash);
    html.raw("</code></dd></div></dl>");
    html
}

/// How many lines have which verdict, in words.
fn summary(snapshot: &Snapshot) -> Html {
    let lines = || snapshot.priorities.iter().flat_map(|priority| &priority.lines);
    let mut html = Html::new();
    html.raw("<ul class=\"summary\" aria-label=\"Lines by verdict\">");
    for verdict in ProgressVerdict::ALL {
        let count = lines().filter(|line| line.verdict.verdict == verdict.code()).count();
        html.raw("<li>").html(&line::badge(verdict.words())).raw(" <strong>").text(count).raw("</strong></li>");
    }
    html.raw("</ul>");
    html
}

fn section(priority: &ProgressPriority) -> Html {
    let mut html = Html::new();
    html.raw("<section><h2>").text(priority.number).raw(". ").text(&priority.title).raw("</h2>");
    if priority.lines.is_empty() {
        html.raw("<p>Nothing measures it yet.</p></section>");
        return html;
    }
    let lines: Vec<ProgressWords> = priority.lines.iter().map(ProgressWords::of).collect();
    let years = line::years(&lines);
    // A table wider than the window scrolls by itself; the keyboard must be able to reach it.
    html.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Priority ").text(priority.number);
    html.raw(": ").text(&priority.title).raw("\"><table class=\"path-table\"><caption>Priority ").text(priority.number);
    html.raw(" by year: ").text(priority.achieved).raw(" achieved, ").text(priority.on_trajectory);
    html.raw(" on trajectory, ").text(priority.behind).raw(" behind, ").text(priority.cannot_say).raw(" cannot say");
    html.raw("</caption><thead><tr><th scope=\"col\">Indicator</th><th scope=\"col\" class=\"figure\">Baseline</th>");
    for (year, in_window) in &years {
        html.raw("<th scope=\"col\" class=\"figure\">");
        if *in_window {
            html.text(year);
        } else {
            html.raw("(").text(year).raw(")");
        }
        html.raw("</th>");
    }
    html.raw("<th scope=\"col\" class=\"figure\">Target</th><th scope=\"col\">Verdict</th></tr></thead>");
    for words in &lines {
        html.html(&line::measure(words, &years));
    }
    html.raw("</table></div></section>");
    html
}
