//! A scorecard as tables for a terminal, one per priority.

use std::fmt::Write as _;

use sextant_domain::scorecard::{Scorecard, ScoredPriority};
use sextant_store::entities::scorecard::Model;

use crate::cli::output::wrapped;
use crate::words::{LineWords, Shown};

/// Heading and width of each column but the last, which ends where it ends.
const COLUMNS: [(&str, usize); 9] = [
    ("Code", 9),
    ("Indicator", 44),
    ("Period", 10),
    ("Value", 9),
    ("England", 9),
    ("Neighb.", 9),
    ("Rank", 20),
    ("RAG", 10),
    ("Direction", 14),
];
/// Which columns hold figures and are set to the right.
const FIGURES: std::ops::Range<usize> = 3..6;
/// The width of the notes.
const NOTES: usize = 110;

/// The whole scorecard.
pub(super) fn text(stored: &Model, card: &Scorecard) -> String {
    let mut text = format!(
        "Scorecard of '{}' for {}, revision {}, as known on {}\nContent hash {}\n",
        card.strategy, card.term, stored.revision, card.as_known_at, stored.content_hash
    );
    for priority in &card.priorities {
        text.push_str(&table(priority));
    }
    text
}

fn table(priority: &ScoredPriority) -> String {
    let mut text = format!("\nPriority {}: {}\n", priority.number, priority.title);
    if priority.lines.is_empty() {
        text.push_str("  Nothing measures it yet.\n");
        return text;
    }
    text.push_str(&row(&COLUMNS.map(|(heading, _)| heading.to_owned())));
    text.push_str(&row(&COLUMNS.map(|(_, width)| "─".repeat(width))));
    for line in &priority.lines {
        text.push_str(&entry(&LineWords::of(line)));
    }
    text
}

/// A line with its notes below.
fn entry(line: &LineWords) -> String {
    let mut names = wrapped(&full_name(line), COLUMNS[1].1).into_iter();
    let mut text = row(&[
        line.code.clone(),
        names.next().unwrap_or_default(),
        line.period.clone(),
        figure(Some(&line.value)),
        figure(line.england.as_ref()),
        figure(line.neighbours.as_ref()),
        line.rank.clone(),
        line.rating.to_owned(),
        line.direction.to_owned(),
    ]);
    for rest in names {
        text.push_str(&row(&["".to_owned(), rest]));
    }
    let mut notes = vec![format!("State: {}.", line.state)];
    if !line.value.is_figure {
        notes.push(format!("No value: {}.", line.value.text));
    }
    notes.extend(line.notes.iter().cloned());
    for note in notes {
        for (at, part) in wrapped(&note, NOTES).iter().enumerate() {
            let mark = if at == 0 { "·" } else { " " };
            let _ = writeln!(text, "  {:<9}   {mark} {part}", "");
        }
    }
    text
}

fn full_name(line: &LineWords) -> String {
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
fn figure(shown: Option<&Shown>) -> String {
    shown.filter(|shown| shown.is_figure).map_or_else(|| "–".to_owned(), |shown| shown.text.clone())
}

fn row(cells: &[String]) -> String {
    let mut text = String::new();
    for (at, (cell, (_, width))) in cells.iter().zip(COLUMNS).enumerate() {
        let padding = " ".repeat(width.saturating_sub(cell.chars().count()));
        let (before, after) = if FIGURES.contains(&at) { (padding.as_str(), "") } else { ("", padding.as_str()) };
        let _ = write!(text, "  {before}{cell}{after}");
    }
    format!("{}\n", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::line;

    #[test]
    fn a_table_shows_figures_words_and_reasons() {
        let priority = ScoredPriority { number: 4, title: "Employability".to_owned(), lines: vec![line()] };
        let text = table(&priority);
        for part in
            ["Priority 4: Employability", "EMP-01", "3.8%", "5.6%", "38 of 153, 7 tied", "no colour", "improving"]
        {
            assert!(text.contains(part), "'{part}' is missing in\n{text}");
        }
        assert!(text.contains("· No source states a target."));
        let columns =
            |line: &str| line.find("3.8%").or_else(|| line.find("Value")).map(|at| line[..at].chars().count());
        let heading = text.lines().find_map(columns).unwrap() + "Value".len();
        let value = text.lines().skip(3).find_map(columns).unwrap() + "3.8%".len();
        assert_eq!(heading, value, "figures stand under their heading, set to the right:\n{text}");
    }

    #[test]
    fn a_priority_without_lines_says_so() {
        let priority = ScoredPriority { number: 2, title: "Capacity".to_owned(), lines: Vec::new() };
        assert!(table(&priority).contains("Nothing measures it yet."));
    }
}
