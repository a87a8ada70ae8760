//! What an import came to, in words.

use std::io;

use sextant_service::imports::ImportReport;

use crate::cli::output::{Out, counted, thousands};

/// Refused rows that are listed when not all are asked for.
const LISTED: usize = 20;

pub(super) fn write(out: &mut Out, report: &ImportReport, all_refused: bool) -> io::Result<()> {
    for line in lines(report, all_refused) {
        out.line(line)?;
    }
    Ok(())
}

fn lines(report: &ImportReport, all_refused: bool) -> Vec<String> {
    let mut lines = vec![format!("{} ({})", report.file, report.source)];
    lines.extend(counts(report));
    lines.extend(refusals(report, all_refused));
    lines.push(conclusion(report));
    lines
}

fn counts(report: &ImportReport) -> Vec<String> {
    let counts = report.counts;
    let mut lines: Vec<String> = [
        ("read", counts.read, "rows of the file"),
        ("new", counts.new, "never seen before"),
        ("restated", counts.restated, "say something else now"),
        ("withdrawn", counts.withdrawn, "no longer in the release"),
        ("unchanged", counts.unchanged, "say what they said"),
        ("refused", counts.refused, "could not be imported"),
    ]
    .map(|(word, count, about)| format!("  {word:<10}{:>11}   {about}", thousands(count)))
    .into();
    for (reason, count) in &report.ignored {
        lines.push(format!("  {:<10}{:>11}   {reason}", "ignored", thousands(*count)));
    }
    lines
}

fn refusals(report: &ImportReport, all: bool) -> Vec<String> {
    let shown = if all { report.refusals.len() } else { LISTED.min(report.refusals.len()) };
    if shown == 0 {
        return Vec::new();
    }
    let mut lines = vec!["Refused:".to_owned()];
    for refusal in &report.refusals[..shown] {
        // What is only noticed after a chunk of rows has no line of its own.
        let line = if refusal.line == 0 { String::new() } else { format!("line {}, ", refusal.line) };
        lines.push(format!("  {line}{}: '{}': {}", refusal.column, refusal.value, refusal.reason));
    }
    let rest = report.counts.refused.saturating_sub(shown as u64);
    if rest > 0 {
        let more = if all || shown == report.refusals.len() { "were not kept" } else { "--all-refused lists them" };
        lines.push(format!("  … and {} more ({more})", thousands(rest)));
    }
    lines
}

fn conclusion(report: &ImportReport) -> String {
    let counts = report.counts;
    let changes = counted(counts.new + counts.restated + counts.withdrawn, "change", "changes");
    if !counts.changes_something() {
        return "Nothing changed: the ledger already says all of this.".to_owned();
    }
    if report.dry_run {
        return format!("Dry run: nothing was written. Without --dry-run there would be {changes}.");
    }
    let position = report.knowledge.map(|number| format!(" as ledger entry {number}")).unwrap_or_default();
    let later = report.known_later.map(|day| {
        format!(" It counts as known from {day}, because an entry of that day was in the ledger before it.")
    });
    format!("Imported{position}: {changes}.{}", later.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use sextant_ingest::Refusal;
    use sextant_store::ledger::Counts;

    use super::*;

    fn report(counts: Counts) -> ImportReport {
        let refusal = |line| Refusal {
            line,
            column: "Value".to_owned(),
            value: "abc".to_owned(),
            reason: "it is not a number".to_owned(),
        };
        ImportReport {
            file: "lait.csv".to_owned(),
            source: "lait".to_owned(),
            counts,
            ignored: vec![("a measure that nothing names".to_owned(), 7)],
            refusals: (1..=counts.refused.min(30)).map(refusal).collect(),
            knowledge: Some(4),
            known_later: None,
            dry_run: false,
        }
    }

    #[track_caller]
    fn check(report: &ImportReport, all: bool, expected: &[&str]) {
        let text = lines(report, all).join("\n");
        for part in expected {
            assert!(text.contains(part), "'{part}' is missing in\n{text}");
        }
    }

    #[test]
    fn a_report_names_counts_reasons_and_the_ledger_entry() {
        let counts = Counts { read: 12_000, new: 3, restated: 1, unchanged: 11_996, ..Counts::default() };
        check(
            &report(counts),
            false,
            &[
                "read           12,000",
                "ignored             7   a measure that nothing names",
                "Imported as ledger entry 4: 4 changes.",
            ],
        );
    }

    #[test]
    fn refused_rows_are_cut_at_twenty_unless_all_are_asked_for() {
        let many = report(Counts { refused: 40, new: 1, ..Counts::default() });
        check(
            &many,
            false,
            &["  line 20, Value: 'abc': it is not a number", "… and 20 more (--all-refused lists them)"],
        );
        assert!(!lines(&many, false).iter().any(|line| line.contains("line 21,")));
        check(&many, true, &["  line 30, Value", "… and 10 more (were not kept)"]);
        let few = report(Counts { refused: 2, new: 1, ..Counts::default() });
        assert!(!lines(&few, false).iter().any(|line| line.contains("more")));
    }

    #[test]
    fn nothing_changed_and_dry_runs_are_said_plainly() {
        let same = report(Counts { read: 5, unchanged: 5, ..Counts::default() });
        check(&same, false, &["Nothing changed: the ledger already says all of this."]);
        let dry =
            ImportReport { dry_run: true, knowledge: None, ..report(Counts { read: 5, new: 1, ..Counts::default() }) };
        check(&dry, false, &["Dry run: nothing was written. Without --dry-run there would be 1 change."]);
    }
}
