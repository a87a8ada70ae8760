//! What differs, as text: what scorecards and snapshots share.

use chrono::NaiveDate;
use sextant_domain::diff::{Cause, CauseCount, FieldChange, LineDiff, Shown};
use sextant_domain::outcome::TOTAL;

use crate::cli::output::{counted, wrapped};

/// The width of a sentence.
const WIDTH: usize = 92;

/// One side: what it is, and how it came about.
pub(super) fn side(what: &str, revision: Option<i32>, day: NaiveDate, reproduced: bool) -> String {
    let published = match revision {
        Some(revision) => format!("revision {revision}"),
        None => "compiled for this comparison".to_owned(),
    };
    let attention = if reproduced { "" } else { " — ATTENTION: compiling again gives something else" };
    format!("{what}, {published}, as known on {day}{attention}")
}

/// Every line that differs; `judgement` is the word for what may move: colour, verdict.
pub(super) fn lines(lines: &[LineDiff], judgement: &str) -> Vec<String> {
    lines.iter().flat_map(|of| [String::new()].into_iter().chain(line(of, judgement))).collect()
}

/// How many lines changed, and by what.
pub(super) fn summary(changed: usize, unchanged: usize, by_cause: &[CauseCount], judgement: &str) -> Vec<String> {
    let unchanged = counted(unchanged as u64, "line says", "lines say");
    let mut lines = vec![String::new()];
    lines.push(format!("{} changed; {unchanged} the same.", counted(changed as u64, "line", "lines")));
    for count in by_cause {
        let moved = match count.moved_judgement {
            0 => String::new(),
            moved => format!(", {} moved by it", counted(moved as u64, judgement, &format!("{judgement}s"))),
        };
        lines.push(format!("  {}: {}{moved}", count.cause.words(), counted(count.lines as u64, "line", "lines")));
    }
    lines
}

fn line(line: &LineDiff, judgement: &str) -> Vec<String> {
    let group = group(&line.breakdown);
    let mut lines = vec![format!("{} {}{group}: {}", line.indicator, line.name, line.change.words())];
    lines.extend(line.fields.iter().map(field));
    lines.extend(line.causes.iter().flat_map(cause));
    if line.moved_without_performance {
        lines.push(without_performance(judgement));
    }
    lines
}

pub(super) fn without_performance(judgement: &str) -> String {
    format!("  ! The {judgement} moved although nothing new is known of how the council does.")
}

/// A pupil group behind a name; nothing for everybody.
pub(super) fn group(breakdown: &str) -> String {
    if breakdown == TOTAL { String::new() } else { format!(" [{breakdown}]") }
}

pub(super) fn cause(cause: &Cause) -> Vec<String> {
    let text = wrapped(&format!("{}: {}", cause.cause.words(), cause.message), WIDTH);
    text.iter().enumerate().map(|(at, part)| format!("  {} {part}", if at == 0 { "·" } else { " " })).collect()
}

pub(super) fn field(change: &FieldChange) -> String {
    let shown = |shown: &Option<Shown>| shown.as_ref().map_or_else(|| "–".to_owned(), |shown| shown.display.clone());
    let exact = |shown: &Option<Shown>| shown.as_ref().map_or_else(|| "–".to_owned(), |shown| shown.exact.clone());
    let (mut before, mut after) = (shown(&change.before), shown(&change.after));
    if before == after {
        (before, after) = (exact(&change.before), exact(&change.after));
    }
    format!("  {}: {before} → {after}", change.field.words())
}
