//! A council's strategy as it writes it (`data/strategies/*.toml`).
//!
//! Reading has two steps. [`read`] needs nothing but the text. [`StrategyFile::validate`] then holds the strategy against
//! the catalogue and the rules: are the indicators known, does a floor lie on the right side of its target.

mod approval;
mod calendar;
mod headline;
mod priorities;
mod progress;
mod raw;
mod snapshots;
mod targets;
mod validate;

use sextant_domain::strategy::{Strategy, StrategyStatus};
use sextant_domain::{AcademicYear, Period};

use super::lines::{FileProblem, Problems};

pub use validate::Known;

/// A strategy that was read, with the lines that a mistake is reported on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrategyFile {
    /// The strategy.
    pub strategy: Strategy,
    file: String,
    lines: Lines,
}

/// Where things stand in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Lines {
    rag_rule: u32,
    direction_rule: u32,
    /// One for each use, in the order of priorities, commitments and uses.
    uses: Vec<UseLines>,
    /// One for each part of the headline test's basket.
    basket: Vec<u32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct UseLines {
    indicator: u32,
    /// One for each target of the use.
    targets: Vec<u32>,
    /// One for each baseline.
    baselines: Vec<u32>,
    trajectory: u32,
    /// One for each point of the trajectory.
    points: Vec<u32>,
}

/// Reads a strategy.
///
/// # Errors
/// Every mistake with its line; a mistake of syntax, an unknown key or a missing one alone.
pub fn read(text: &str, file_name: &str) -> Result<StrategyFile, Vec<FileProblem>> {
    let mut problems = Problems::new(file_name, text);
    let raw: raw::File = problems.tables()?;
    let file = convert(raw, file_name, &mut problems);
    problems.finish(file)
}

/// Reads a strategy without holding it against a catalogue.
///
/// # Errors
/// As [`read`].
pub fn parse(text: &str, file_name: &str) -> Result<Strategy, Vec<FileProblem>> {
    read(text, file_name).map(|file| file.strategy)
}

fn convert(raw: raw::File, file_name: &str, problems: &mut Problems<'_>) -> Option<StrategyFile> {
    let lines_of_rules = (problems.line(&raw.rag_rule.span()), problems.line(&raw.direction_rule.span()));
    let status = problems.word(&raw.status, StrategyStatus::ALL, StrategyStatus::from_code, StrategyStatus::code);
    let stated = dates(&raw, problems);
    let window = window(&raw, problems);
    if let (Some(stated), Some(window)) = (stated, window) {
        check_window(stated, window, &raw, problems);
    }
    let in_force_from = problems.day(&raw.in_force_from);
    let superseded_on = raw.superseded_on.as_ref().map(|date| (problems.day(date), date.span()));
    if let (Some(from), Some((Some(end), span))) = (in_force_from, &superseded_on)
        && *end <= from
    {
        problems.add(span, "superseded before it is in force", "Correct superseded_on or in_force_from");
    }
    let test_date = raw.test_date.as_ref().and_then(|date| problems.day(date));
    let (priorities, uses) = priorities::read(raw.priority, raw.approval.as_ref(), problems);
    let calendar = calendar::read(&raw.calendar, problems);
    let snapshots = snapshots::read(&raw.snapshot, problems);
    let headline = raw.headline.as_ref().map(|raw| headline::read(raw, problems));
    let (headline, basket) = headline.unwrap_or_default();
    Some(StrategyFile {
        strategy: Strategy {
            code: raw.code,
            title: raw.title,
            vision: raw.vision,
            council: raw.council.code,
            council_name: raw.council.name,
            authority: raw.council.authority,
            status: status?,
            invented: raw.invented,
            stated: stated?,
            window: window?,
            window_note: raw.window.note.unwrap_or_default(),
            test_date,
            test: raw.test,
            in_force_from: in_force_from?,
            superseded_on: superseded_on.and_then(|(end, _)| end),
            source: raw.source,
            rag_rule: raw.rag_rule.into_inner(),
            direction_rule: raw.direction_rule.into_inner(),
            priorities,
            calendar,
            snapshots,
            headline,
        },
        file: file_name.to_owned(),
        lines: Lines { rag_rule: lines_of_rules.0, direction_rule: lines_of_rules.1, uses, basket },
    })
}

fn dates(raw: &raw::File, problems: &mut Problems<'_>) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
    let (from, to) = (problems.day(&raw.stated.from), problems.day(&raw.stated.to));
    let (from, to) = (from?, to?);
    if to <= from {
        problems.add(&raw.stated.to.span(), "the stated period ends before it starts", "Correct from or to");
    }
    Some((from, to))
}

fn window(raw: &raw::File, problems: &mut Problems<'_>) -> Option<(AcademicYear, AcademicYear)> {
    let (first, last) = (problems.year(&raw.window.first), problems.year(&raw.window.last));
    let (first, last) = (first?, last?);
    if last < first {
        problems.add(&raw.window.last.span(), "the window ends before it starts", "Correct first or last");
    }
    Some((first, last))
}

/// A window that does not cover the stated period exactly needs its reason.
fn check_window(
    stated: (chrono::NaiveDate, chrono::NaiveDate),
    window: (AcademicYear, AcademicYear),
    raw: &raw::File,
    problems: &mut Problems<'_>,
) {
    let first = Period::academic(window.0).days().0;
    let last = Period::academic(window.1).days().1;
    let noted = raw.window.note.as_ref().is_some_and(|note| !note.trim().is_empty());
    if (first, last) != stated && !noted {
        problems.add(
            &raw.window.first.span(),
            format!("the window ({first} to {last}) is not the stated period ({} to {})", stated.0, stated.1),
            "Say why in note, or correct one of them",
        );
    }
}

#[cfg(test)]
mod tests;
