//! A progress snapshot as tables for a terminal, one per priority.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use sextant_domain::progress::{ProgressPriority, Snapshot};
use sextant_store::entities::snapshot::Model;

use super::{headline, landscape};
use crate::cli::output::wrapped;
use crate::words::progress::{PointWords, ProgressWords};

/// The width of the code, of the baseline and the target, and of a year.
const CODE: usize = 9;
const FIGURE: usize = 8;
/// The width of the whole, for names and notes.
const WIDTH: usize = 116;
/// What stands before a figure to which no line may be drawn.
pub(super) const BREAK: char = '┆';

const LEGEND: &str = "Years in brackets lie outside the strategy's window. – is a year without a figure. ┆ stands before a \
                      figure to which no line may be drawn from the earlier ones: a year is missing or the series breaks.";

/// The whole snapshot.
pub(super) fn text(stored: &Model, snapshot: &Snapshot) -> String {
    let finality = &snapshot.finality;
    let mut text = format!(
        "Progress of '{}' from {} to {}: snapshot {}, revision {}, as known on {}\nContent hash {}\n{}: {} of {} measured \
         lines have their last word on {}.\n\n",
        snapshot.strategy,
        snapshot.window_first,
        snapshot.window_last,
        snapshot.year,
        stored.revision,
        snapshot.as_known_at,
        stored.content_hash,
        if finality.is_final { "Final" } else { "Not final" },
        finality.settled,
        finality.settled + finality.open,
        snapshot.window_last,
    );
    for line in wrapped(LEGEND, WIDTH) {
        let _ = writeln!(text, "{line}");
    }
    for priority in &snapshot.priorities {
        text.push_str(&table(priority));
    }
    text.push_str(&landscape::text(&snapshot.landscape));
    if let Some(answer) = &snapshot.headline {
        text.push_str(&headline::text(answer));
    }
    text
}

fn table(priority: &ProgressPriority) -> String {
    let mut text = format!("\nPriority {}: {}\n", priority.number, priority.title);
    if priority.lines.is_empty() {
        text.push_str("  Nothing measures it yet.\n");
        return text;
    }
    let _ = writeln!(
        text,
        "  {} achieved, {} on trajectory, {} behind, {} cannot say\n",
        priority.achieved, priority.on_trajectory, priority.behind, priority.cannot_say
    );
    let lines: Vec<ProgressWords> = priority.lines.iter().map(ProgressWords::of).collect();
    let years = years(&lines);
    let headings: Vec<String> =
        years.iter().map(|(year, in_window)| if *in_window { year.clone() } else { format!("({year})") }).collect();
    text.push_str(&row("Code", "Baseline", &headings, "Target", "Verdict"));
    let ruled: Vec<String> = years.iter().map(|_| "─".repeat(FIGURE + 1)).collect();
    let rule = "─".repeat(FIGURE);
    text.push_str(&row(&"─".repeat(CODE), &rule, &ruled, &rule, &"─".repeat(13)));
    for line in &lines {
        text.push_str(&entry(line, &years));
    }
    text
}

/// The years of all lines, each with whether it belongs to the window.
fn years(lines: &[ProgressWords]) -> Vec<(String, bool)> {
    let all = lines.iter().flat_map(|line| &line.path).map(|point| (point.year.clone(), point.in_window));
    all.collect::<BTreeSet<_>>().into_iter().collect()
}

/// A line: its name, its figures, what is asked for, and the notes below.
fn entry(line: &ProgressWords, years: &[(String, bool)]) -> String {
    let mut text = String::new();
    for (at, part) in wrapped(&full_name(line), WIDTH - CODE - 4).iter().enumerate() {
        let _ = writeln!(text, "  {:<CODE$}  {part}", if at == 0 { line.code.as_str() } else { "" });
    }
    let of = |year: &String| line.path.iter().find(|point| point.year == *year);
    let figures: Vec<String> = years.iter().map(|(year, _)| of(year).map_or_else(String::new, figure)).collect();
    let target = if line.target.is_empty() { "none" } else { &line.target };
    let baseline = if line.baseline.is_empty() { "none" } else { &line.baseline };
    text.push_str(&row("", baseline, &figures, target, line.verdict));
    if line.path.iter().any(|point| !point.expected.is_empty()) {
        let asked: Vec<String> =
            years.iter().map(|(year, _)| of(year).map(|point| point.expected.clone()).unwrap_or_default()).collect();
        text.push_str(&row("asked for", "", &asked, "", ""));
    }
    for note in &line.notes {
        text.push_str(&noted(note));
    }
    text
}

/// A note with its mark, below the figures.
pub(super) fn noted(note: &str) -> String {
    let mut text = String::new();
    for (at, part) in wrapped(note, WIDTH - CODE - 6).iter().enumerate() {
        let mark = if at == 0 { "·" } else { " " };
        let _ = writeln!(text, "  {:<CODE$}  {mark} {part}", "");
    }
    text
}

fn full_name(line: &ProgressWords) -> String {
    let mut name = line.name.clone();
    if !line.group.is_empty() {
        let _ = write!(name, " [{}]", line.group);
    }
    if !line.unit.is_empty() {
        let _ = write!(name, ", {}", line.unit);
    }
    name
}

/// A figure, or a dash; why there is none stands in the notes.
fn figure(point: &PointWords) -> String {
    let shown = if point.value.is_some() { point.text.as_str() } else { "–" };
    if point.broken { format!("{BREAK} {shown}") } else { shown.to_owned() }
}

/// A row of the table: figures are set to the right.
fn row(code: &str, baseline: &str, years: &[String], target: &str, verdict: &str) -> String {
    let mut text = format!("  {code:<CODE$}  {baseline:>FIGURE$}");
    for year in years {
        let _ = write!(text, " {year:>width$}", width = FIGURE + 1);
    }
    let _ = write!(text, "  {target:>FIGURE$}  {verdict}");
    format!("{}\n", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::progress::tests::line;

    fn shown() -> String {
        let lines = vec![line()];
        let title = "Attainment".to_owned();
        table(&ProgressPriority { number: 1, title, achieved: 0, on_trajectory: 0, behind: 1, cannot_say: 0, lines })
    }

    #[test]
    fn the_years_stand_under_their_headings_and_a_break_is_marked() {
        let text = shown();
        let ends_at = |part: &str| {
            let line = text.lines().find(|line| line.contains(part)).unwrap_or_else(|| panic!("no {part} in\n{text}"));
            line.split_once(part).map(|(before, _)| before.chars().count() + part.chars().count())
        };
        assert_eq!(ends_at("2021/22"), ends_at("┆ 59.0%"), "{text}");
        assert_eq!(ends_at(" 2022/23"), ends_at(" 60.0%"), "{text}");
        assert!(!text.contains("┆ 60.0%"), "the last two may be joined:\n{text}");
        assert_eq!(text.matches('–').count(), 2, "two years without a figure:\n{text}");
    }

    #[test]
    fn the_target_the_verdict_and_the_reasons_are_shown() {
        let text = shown();
        for part in [
            "0 achieved, 0 on trajectory, 1 behind, 0 cannot say",
            "(2018/19)",
            "73.0%  behind",
            "asked for",
            "· 60.0 misses the target of 73.0.",
            "· No figure for 2019/20, 2020/21: No tests were held.",
        ] {
            assert!(text.contains(part), "'{part}' is missing in\n{text}");
        }
        assert!(text.lines().all(|line| line.chars().count() <= 120), "{text}");
    }

    #[test]
    fn a_priority_without_lines_says_so() {
        let (title, lines) = ("Capacity".to_owned(), Vec::new());
        let priority =
            ProgressPriority { number: 2, title, achieved: 0, on_trajectory: 0, behind: 0, cannot_say: 0, lines };
        assert!(table(&priority).contains("Nothing measures it yet."));
    }
}
