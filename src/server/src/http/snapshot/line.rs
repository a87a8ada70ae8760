//! One line of a snapshot: a group of rows with its figures by year, what was asked for, and the reasons.

use std::collections::BTreeSet;

use super::spark;
use crate::http::html::Html;
use crate::words::progress::{PointWords, ProgressWords};

/// The most letters of a reason that stands in the cell of a year: `not yet published`.
const SHORT: usize = 17;

/// The years of all lines, each with whether it belongs to the window.
pub(super) fn years(lines: &[ProgressWords]) -> Vec<(String, bool)> {
    let all = lines.iter().flat_map(|line| &line.path).map(|point| (point.year.clone(), point.in_window));
    all.collect::<BTreeSet<_>>().into_iter().collect()
}

pub(super) fn measure(words: &ProgressWords, years: &[(String, bool)]) -> Html {
    let of = |year: &str| words.path.iter().find(|point| point.year == year);
    let asked = words.path.iter().any(|point| !point.expected.is_empty());
    let mut html = Html::new();
    html.raw("<tbody><tr><th scope=\"rowgroup\" rowspan=\"").text(if asked { 3 } else { 2 }).raw("\"><code>");
    html.text(&words.code).raw("</code> ").text(&words.name);
    for small in [&words.group, &words.unit].into_iter().filter(|small| !small.is_empty()) {
        html.raw(" <small>").text(small).raw("</small>");
    }
    html.html(&spark::spark(&words.path)).raw("</th>");
    html.html(&ends(&words.baseline, &words.baseline_period));
    for (year, _) in years {
        html.html(&figure(of(year)));
    }
    html.html(&ends(&words.target, &words.target_period)).raw("<td>").html(&badge(words.verdict)).raw("</td></tr>");
    if asked {
        html.raw("<tr class=\"asked\"><th scope=\"row\" class=\"figure\">asked for</th>");
        for (year, _) in years {
            let expected = of(year).map(|point| point.expected.as_str()).unwrap_or_default();
            html.raw("<td class=\"figure\">").text(expected).raw("</td>");
        }
        html.raw("<td></td><td></td></tr>");
    }
    html.raw("<tr class=\"notes\"><td colspan=\"").text(years.len() + 3).raw("\"><ul>");
    for note in &words.notes {
        html.raw("<li>").text(note).raw("</li>");
    }
    html.raw("</ul></td></tr></tbody>");
    html
}

/// The baseline or the target: the figure with its period.
fn ends(figure: &str, period: &str) -> Html {
    let mut html = Html::new();
    if figure.is_empty() && period.is_empty() {
        html.raw("<td class=\"reason\">none</td>");
        return html;
    }
    let shown = if figure.is_empty() { "not known" } else { figure };
    html.raw("<td class=\"figure\">").text(shown).raw("<br><small>").text(period).raw("</small></td>");
    html
}

fn figure(point: Option<&PointWords>) -> Html {
    let mut html = Html::new();
    match point {
        None => html.raw("<td></td>"),
        Some(point) if point.value.is_none() => {
            // A longer reason would stretch every row; the notes have it in full.
            let short = if point.text.chars().count() <= SHORT { &point.text } else { "no figure" };
            html.raw("<td class=\"reason\"><span aria-hidden=\"true\">–</span> <small>")
                .text(short)
                .raw("</small></td>")
        }
        Some(point) if point.broken => {
            html.raw("<td class=\"figure broken\"><span class=\"aside\">not joined to the years before: </span>");
            html.text(&point.text).raw("</td>")
        }
        Some(point) => html.raw("<td class=\"figure\">").text(&point.text).raw("</td>"),
    };
    html
}

/// A verdict: a word with a shape of its own, and no colour.
pub(super) fn badge(verdict: &'static str) -> Html {
    let mut html = Html::new();
    html.raw(match verdict {
        "achieved" => "<span class=\"verdict\"><span aria-hidden=\"true\">★</span> ",
        "on trajectory" => "<span class=\"verdict\"><span aria-hidden=\"true\">↗</span> ",
        "behind" => "<span class=\"verdict\"><span aria-hidden=\"true\">↘</span> ",
        _ => "<span class=\"verdict unsaid\"><span aria-hidden=\"true\">○</span> ",
    });
    html.text(verdict).raw("</span>");
    html
}
