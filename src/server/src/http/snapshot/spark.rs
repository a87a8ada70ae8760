//! A small picture of a path: a line per run of years, and none across a missing year or a break.

use sextant_domain::Figure;

use crate::http::html::Html;
use crate::words::progress::PointWords;

/// The size of the picture and the room that dots need at its edges, in tenths of a pixel.
const WIDTH: i64 = 1600;
const HEIGHT: i64 = 400;
const MARGIN: i64 = 60;

/// The picture with its words; nothing where there is no figure at all.
pub(super) fn spark(path: &[PointWords]) -> Html {
    let mut html = Html::new();
    let figures = path.iter().flat_map(|point| [point.value, point.asked]).flatten();
    let (Some(low), Some(high)) = (figures.clone().min(), figures.max()) else { return html };
    if path.iter().all(|point| point.value.is_none()) {
        return html;
    }
    let place = |(at, figure): (usize, Figure)| (across(at, path.len()), down(figure, low, high));
    html.raw("<svg class=\"spark\" viewBox=\"0 0 1600 400\" role=\"img\" aria-label=\"").text(words(path)).raw("\">");
    let asked: Vec<_> = path.iter().enumerate().filter_map(|(at, point)| Some(place((at, point.asked?)))).collect();
    if asked.len() > 1 {
        html.raw("<polyline class=\"way\" points=\"").text(points(&asked)).raw("\"/>");
    }
    for run in runs(path) {
        let run: Vec<_> = run.into_iter().map(place).collect();
        if run.len() > 1 {
            html.raw("<polyline class=\"run\" points=\"").text(points(&run)).raw("\"/>");
        }
        for (x, y) in run {
            html.raw("<circle cx=\"").text(x).raw("\" cy=\"").text(y).raw("\" r=\"36\"/>");
        }
    }
    html.raw("</svg>");
    html
}

/// The runs of figures that may be joined, each figure with its place among the years.
fn runs(path: &[PointWords]) -> Vec<Vec<(usize, Figure)>> {
    let mut runs: Vec<Vec<(usize, Figure)>> = Vec::new();
    for (at, point) in path.iter().enumerate() {
        let Some(value) = point.value else { continue };
        match runs.last_mut() {
            Some(run) if point.joined => run.push((at, value)),
            _ => runs.push(vec![(at, value)]),
        }
    }
    runs
}

/// The same in words: the years of each run, and what lies between.
fn words(path: &[PointWords]) -> String {
    let mut text = String::new();
    for point in path {
        let said = match (&point.value, point.broken) {
            (None, _) => format!("{}: no figure", point.year),
            (Some(_), true) => format!("line broken, {}: {}", point.year, point.text),
            (Some(_), false) => format!("{}: {}", point.year, point.text),
        };
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(&said);
    }
    format!("By year. {text}.")
}

fn points(places: &[(i64, i64)]) -> String {
    places.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
}

fn across(at: usize, years: usize) -> i64 {
    let steps = years.saturating_sub(1).max(1) as i64;
    MARGIN + at as i64 * (WIDTH - 2 * MARGIN) / steps
}

/// High figures stand high; where all are alike, in the middle.
fn down(figure: Figure, low: Figure, high: Figure) -> i64 {
    let (low, high) = (i128::from(low.millionths()), i128::from(high.millionths()));
    let room = i128::from(HEIGHT - 2 * MARGIN);
    let offset = match high - low {
        0 => room / 2,
        range => (high - i128::from(figure.millionths())) * room / range,
    };
    MARGIN + offset as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::progress::ProgressWords;
    use crate::words::progress::tests::line;

    #[test]
    fn no_line_is_drawn_across_missing_years() {
        let html = spark(&ProgressWords::of(&line()).path).into_text();
        let runs: Vec<&str> = html.split("class=\"run\" points=\"").skip(1).collect();
        assert_eq!(runs.len(), 1, "2018/19 stands alone: {html}");
        assert_eq!(runs[0].split('"').next().unwrap().split(' ').count(), 2, "2021/22 to 2022/23: {html}");
        assert_eq!(html.matches("<circle").count(), 3, "every figure has its dot: {html}");
        assert!(html.contains("2018/19: 65.0%; 2019/20: no figure; 2020/21: no figure; line broken, 2021/22: 59.0%"));
    }

    #[test]
    fn a_path_without_figures_has_no_picture() {
        assert_eq!(spark(&[]).into_text(), "");
        let mut line = line();
        line.path.retain(|point| point.value.value.is_none());
        assert_eq!(spark(&ProgressWords::of(&line).path).into_text(), "");
    }

    #[test]
    fn the_highest_figure_stands_highest() {
        let figure = Figure::whole;
        assert_eq!(down(figure(9), figure(1), figure(9)), MARGIN);
        assert_eq!(down(figure(1), figure(1), figure(9)), HEIGHT - MARGIN);
        assert_eq!(down(figure(5), figure(5), figure(5)), HEIGHT / 2);
    }
}
