//! The school landscape over the years as a table: one group of rows a series, one column a day.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sextant_domain::progress::{LandscapeEntry, LandscapeSeries};

use crate::http::html::Html;
use crate::words::landscape::{SeriesWords, runs};

pub(super) fn section(series: &[LandscapeSeries]) -> Html {
    let mut html = Html::new();
    if series.is_empty() {
        return html;
    }
    let days: BTreeSet<NaiveDate> = series.iter().flat_map(|it| &it.points).map(|point| point.day).collect();
    html.raw("<section><h2>School landscape</h2><div class=\"scroll\" role=\"region\" tabindex=\"0\" ");
    html.raw(
        "aria-label=\"School landscape\"><table class=\"path-table\"><caption>Schools and trusts over the years. ",
    );
    html.raw("Every series stands alone: none continues another.</caption><thead><tr><th scope=\"col\">Count</th>");
    for day in &days {
        html.raw("<th scope=\"col\" class=\"figure\">").text(day).raw("</th>");
    }
    html.raw("</tr></thead>");
    for it in series {
        html.html(&rows(it, &days));
    }
    html.raw("</table></div></section>");
    html
}

fn rows(series: &LandscapeSeries, days: &BTreeSet<NaiveDate>) -> Html {
    let words = SeriesWords::of(series);
    let mut html = Html::new();
    html.raw("<tbody><tr><th scope=\"rowgroup\" rowspan=\"2\">").text(&words.title).raw("</th>");
    for day in days {
        let point = series.points.iter().find(|point| point.day == *day);
        html.html(&cell(point, &words));
    }
    html.raw("</tr><tr class=\"notes\"><td colspan=\"").text(days.len()).raw("\"><ul>");
    for note in runs(&series.points) {
        html.raw("<li>").text(note).raw("</li>");
    }
    html.raw("</ul></td></tr></tbody>");
    html
}

fn cell(point: Option<&LandscapeEntry>, words: &SeriesWords) -> Html {
    let mut html = Html::new();
    match point.and_then(|point| point.value) {
        Some(value) => html.raw("<td class=\"figure\">").text(words.figure(value)).raw("</td>"),
        None => html.raw("<td class=\"reason\"><span aria-hidden=\"true\">–</span> <small>none</small></td>"),
    };
    html
}
