//! The school landscape over the years, as a table for a terminal: one row a series, one column a day.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::NaiveDate;
use sextant_domain::progress::{LandscapeEntry, LandscapeSeries};

use super::table::noted;
use crate::words::landscape::{SeriesWords, runs};

/// The series with their notes; empty where nothing is counted.
pub(super) fn text(series: &[LandscapeSeries]) -> String {
    if series.is_empty() {
        return String::new();
    }
    let mut text = "\nSchool landscape: every series stands alone, none continues another\n\n".to_owned();
    let days: BTreeSet<NaiveDate> = series.iter().flat_map(|it| &it.points).map(|point| point.day).collect();
    let headings: Vec<String> = days.iter().map(ToString::to_string).collect();
    text.push_str(&row("", &headings));
    for it in series {
        text.push_str(&entry(it, &days));
    }
    text
}

fn entry(series: &LandscapeSeries, days: &BTreeSet<NaiveDate>) -> String {
    let words = SeriesWords::of(series);
    let mut text = format!("  {}\n", words.title);
    let on = |day: &NaiveDate| series.points.iter().find(|point| point.day == *day);
    let figure = |point: &LandscapeEntry| point.value.map_or_else(|| "–".to_owned(), |value| words.figure(value));
    let figures: Vec<String> = days.iter().map(|day| on(day).map_or_else(String::new, figure)).collect();
    text.push_str(&row("", &figures));
    for note in runs(&series.points) {
        text.push_str(&noted(&note));
    }
    text
}

fn row(head: &str, cells: &[String]) -> String {
    let mut text = format!("  {head:<9}");
    for cell in cells {
        let _ = write!(text, " {cell:>11}");
    }
    format!("{}\n", text.trim_end())
}
