//! An explanation for a terminal of 100 columns.

use std::collections::HashMap;
use std::fmt::Write as _;

use sextant_domain::explain::{Arm, ExplainedInput, ExplainedList, Explanation, InputRole};
use sextant_domain::outcome::TOTAL;

use crate::cli::output::wrapped;

/// The width of a line.
const WIDTH: usize = 100;

/// Everything but the heading.
pub(super) fn text(explained: &Explanation, names: &HashMap<u16, String>) -> String {
    let head = &explained.head;
    let group = if head.breakdown == TOTAL { String::new() } else { format!(" [{}]", head.breakdown) };
    let period = head.period.as_deref().unwrap_or("nothing published yet");
    let mut text = String::new();
    paragraph(&mut text, 0, &format!("{} {}{group}, {period}: {}", head.indicator, head.name, head.display));
    steps(&mut text, explained);
    rules(&mut text, explained);
    text.push_str("\nShown or withheld\n");
    let suppression = &explained.suppression;
    paragraph(
        &mut text,
        2,
        &format!("{} ({}). {}", suppression.decision.words(), suppression.rule, suppression.message),
    );
    targets(&mut text, explained);
    baselines(&mut text, explained);
    for list in &explained.neighbour_lists {
        members(&mut text, list, names);
    }
    inputs(&mut text, explained, names);
    text
}

fn paragraph(text: &mut String, indent: usize, words: &str) {
    for (at, part) in wrapped(words, WIDTH - indent - 2).iter().enumerate() {
        let more = if at == 0 { 0 } else { 2 };
        let _ = writeln!(text, "{}{part}", " ".repeat(indent + more));
    }
}

fn steps(text: &mut String, explained: &Explanation) {
    text.push_str("\nStep by step\n");
    for (number, step) in (1..).zip(&explained.steps) {
        let _ = writeln!(text, "  {number}. {}: {}", step.what, step.display);
        paragraph(text, 5, &step.arithmetic);
    }
}

fn rules(text: &mut String, explained: &Explanation) {
    text.push_str("\nRules\n");
    for rule in &explained.rules {
        paragraph(text, 2, &format!("{}: {}, version {}. {}", rule.role.words(), rule.code, rule.version, rule.words));
    }
}

fn targets(text: &mut String, explained: &Explanation) {
    if explained.targets.is_empty() {
        return;
    }
    text.push_str("\nTargets\n");
    for target in &explained.targets {
        let benchmark = target.benchmark.as_ref().map(|used| format!(" ({used})")).unwrap_or_default();
        let words = format!(
            "{} for {}: {}{benchmark}, version {}, approved on {} by {}; {}",
            target.kind.words(),
            target.period,
            target.aim,
            target.version,
            target.approved_on,
            target.approved_by,
            target.source
        );
        paragraph(text, 2, &words);
    }
}

fn baselines(text: &mut String, explained: &Explanation) {
    if explained.baselines.is_empty() {
        return;
    }
    text.push_str("\nBaselines\n");
    for it in &explained.baselines {
        let counts = if it.counts { "" } else { " (replaced)" };
        let words = format!(
            "{}: {}{counts}, approved on {} by {}. {}",
            it.period, it.value, it.approved_on, it.approved_by, it.why
        );
        paragraph(text, 2, &words);
    }
}

fn members(text: &mut String, list: &ExplainedList, names: &HashMap<u16, String>) {
    let force = if list.in_force { "in force" } else { "earlier" };
    let _ = writeln!(text, "\nNeighbours of {} ({force})", list.edition);
    let told: Vec<String> = list
        .members
        .iter()
        .map(|member| {
            let figure = match member.measure.figure() {
                Some(figure) => figure.to_string(),
                None => "no figure".to_owned(),
            };
            format!("{} {figure}", name(names, member.place))
        })
        .collect();
    paragraph(text, 2, &told.join("; "));
}

/// Every input with its file and line; the other authorities of the ranking in one line, because there are some 140.
fn inputs(text: &mut String, explained: &Explanation, names: &HashMap<u16, String>) {
    text.push_str("\nInputs\n");
    let near: Vec<&ExplainedInput> = explained.inputs.iter().filter(|it| it.role != InputRole::Authority).collect();
    for series in near.chunk_by(|one, two| (one.role, one.place, one.arm) == (two.role, two.place, two.arm)) {
        match series {
            [input] => paragraph(text, 2, &told(input, names)),
            years => paragraph(text, 2, &years_told(years, names)),
        }
    }
    let others = explained.inputs.iter().filter(|input| input.role == InputRole::Authority).count();
    if others > 0 {
        let words = format!("and {others} figures of other authorities, which count for rank and quarter alone.");
        paragraph(text, 2, &words);
    }
}

/// Whose figure it is and what it was used for.
fn whose(input: &ExplainedInput, names: &HashMap<u16, String>) -> String {
    let arm = if input.arm == Arm::Whole { String::new() } else { format!(", {}", input.arm.words()) };
    format!("{}: {}{arm}", input.role.words(), name(names, input.place))
}

/// The years of one place, those of one file together: `2018/19 54 (line 812); 2021/22 46 (line 815) — lait.csv.gz`.
fn years_told(years: &[&ExplainedInput], names: &HashMap<u16, String>) -> String {
    let file = |input: &ExplainedInput| input.source.as_ref().map(|row| row.file_name.clone());
    let year = |input: &&ExplainedInput| {
        let line = input.source.as_ref().map(|row| format!(" (line {})", row.line)).unwrap_or_default();
        format!("{} {}{line}", input.period, figure(input))
    };
    let by_file = years.chunk_by(|one, two| file(one) == file(two)).map(|same| {
        let told: Vec<String> = same.iter().map(year).collect();
        format!("{} — {}", told.join("; "), file(same[0]).unwrap_or_else(|| "stands in no file".to_owned()))
    });
    format!("{}: {}", whose(years[0], names), by_file.collect::<Vec<_>>().join("; "))
}

/// The figure exactly, or why there is none.
fn figure(input: &ExplainedInput) -> String {
    input.measure.figure().map_or_else(|| input.measure.display(6), |exact| exact.to_string())
}

fn told(input: &ExplainedInput, names: &HashMap<u16, String>) -> String {
    let first = format!("{}, {}: {}", whose(input, names), input.period, figure(input));
    match &input.source {
        Some(row) => format!("{first} — {}, line {}, '{}'", row.file_name, row.line, row.raw),
        None => format!("{first} — stands in no file"),
    }
}

fn name(names: &HashMap<u16, String>, place: u16) -> String {
    names.get(&place).cloned().unwrap_or_else(|| place.to_string())
}
