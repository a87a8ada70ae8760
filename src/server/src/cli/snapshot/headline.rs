//! The strategy's own headline test, as a table for a terminal.

use std::fmt::Write as _;

use sextant_domain::progress::{HeadlineAnswer, HeadlineItem};

use super::table::noted;
use crate::cli::output::wrapped;
use crate::words::headline::{self, ItemWords};

/// The width of an indicator's name and of a rank.
const NAME: usize = 46;
const RANK: usize = 20;

/// The test, its answer, and the basket item by item.
pub(super) fn text(answer: &HeadlineAnswer) -> String {
    let mut text = format!("\nHeadline test: {}\n", headline::verdict(&answer.verdict));
    for line in [&answer.words, &answer.note, &headline::terms(answer), &answer.message] {
        for part in wrapped(line, 114) {
            let _ = writeln!(text, "  {part}");
        }
    }
    let _ =
        writeln!(text, "  Robust: in the top share however ties are broken. Possible: only by one reading of ties.\n");
    text.push_str(&row(["Code", "Indicator", "Period", "Value", "Rank", "Stands"]));
    let rule = |width: usize| "─".repeat(width);
    text.push_str(&row([&rule(9), &rule(NAME), &rule(9), &rule(9), &rule(RANK), &rule(10)]));
    for item in &answer.items {
        text.push_str(&entry(item));
    }
    text
}

fn entry(item: &HeadlineItem) -> String {
    let words = ItemWords::of(item);
    let mut names = wrapped(&words.name, NAME).into_iter();
    let first = names.next().unwrap_or_default();
    let value = if words.is_figure { words.value.as_str() } else { "–" };
    let mut text = row([&item.indicator, &first, &item.period.label, value, &words.rank, words.brief]);
    for rest in names {
        text.push_str(&row(["", &rest, "", "", "", ""]));
    }
    // Why there is no rank; what stands in the table needs no second telling.
    if item.rank.is_none() {
        text.push_str(&noted(&item.message));
    }
    text
}

fn row([code, name, period, value, rank, standing]: [&str; 6]) -> String {
    let text = format!("  {code:<9}  {name:<NAME$}  {period:<9}  {value:>9}  {rank:<RANK$}  {standing}");
    format!("{}\n", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::headline::tests::answer;

    #[test]
    fn the_test_its_answer_and_the_basket_are_shown() {
        let text = text(&answer());
        for part in [
            "Headline test: not met",
            "In the top 25% by 2022.",
            "Asked for: all 2 indicators in the top 25% of the local authorities in England in 2021/22",
            "ATT-08     KS2 <RWM> & more",
            "59.0%",
            "104 of 151, 3 tied    not",
            "not ranked",
        ] {
            assert!(text.contains(part), "'{part}' is missing in\n{text}");
        }
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(folded.contains("a tied indicator counts only where ties cannot take it away"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 120), "{text}");
        assert!(text.contains("· Not ranked: no value."), "{text}");
    }
}
