//! The headline test, made computable.

use std::collections::BTreeMap;

use sextant_domain::outcome::{SeriesKey, TOTAL};
use sextant_domain::rules::{Population, TieRule};
use sextant_domain::strategy::HeadlineTest;
use sextant_domain::{DataStatus, Figure};

use super::raw;
use crate::files::lines::Problems;

/// The test, and the line of each part of its basket.
pub(super) fn read(raw: &raw::Headline, problems: &mut Problems<'_>) -> (Option<HeadlineTest>, Vec<u32>) {
    let population = problems.word(&raw.population, Population::ALL, Population::from_code, Population::code);
    let (share, year) = (share(raw, problems), problems.year(&raw.year));
    let tie_rule = problems.word(&raw.tie_rule, TieRule::ALL, TieRule::from_code, TieRule::code);
    let status = problems.word(&raw.status, DataStatus::ALL, DataStatus::from_code, DataStatus::code);
    let (basket, lines) = basket(raw, problems);
    required(raw, problems);
    if raw.note.get_ref().trim().is_empty() {
        problems.add(&raw.note.span(), "a headline test without a note", "Say who defined it so, and why");
    }
    let read = || {
        Some(HeadlineTest {
            population: population?,
            share: share?,
            year: year?,
            required: *raw.required.get_ref(),
            tie_rule: tie_rule?,
            status: status?,
            basket,
            note: raw.note.get_ref().clone(),
        })
    };
    (read(), lines)
}

fn share(raw: &raw::Headline, problems: &mut Problems<'_>) -> Option<Figure> {
    let share = problems.figure(&raw.share)?;
    if share <= Figure::ZERO || Figure::whole(100) < share {
        let what = format!("the top {share}% is no share of the authorities");
        problems.add(&raw.share.span(), what, "Write a percentage above 0 and up to 100, as \"25\"");
    }
    Some(share)
}

fn required(raw: &raw::Headline, problems: &mut Problems<'_>) {
    let (required, size) = (*raw.required.get_ref() as usize, raw.basket.get_ref().len());
    if size == 0 {
        problems.add(
            &raw.basket.span(),
            "a headline test of nothing: its basket is empty",
            "Name what it tests in basket",
        );
    } else if required == 0 || size < required {
        let what = format!("{required} of a basket of {size} cannot be required");
        problems.add(&raw.required.span(), what, format!("Write a number from 1 to {size}"));
    }
}

fn basket(raw: &raw::Headline, problems: &mut Problems<'_>) -> (Vec<SeriesKey>, Vec<u32>) {
    let (mut seen, mut keys, mut lines) = (BTreeMap::new(), Vec::new(), Vec::new());
    for tested in raw.basket.get_ref() {
        let line = problems.line(&tested.indicator.span());
        let indicator = tested.indicator.get_ref().clone();
        let key = SeriesKey { indicator, breakdown: tested.breakdown.clone().unwrap_or_else(|| TOTAL.to_owned()) };
        if let Some(first) = seen.insert(key.clone(), line) {
            let (indicator, group) = (&key.indicator, &key.breakdown);
            let what =
                format!("'{indicator}' for '{group}' is in the basket a second time; the first is on line {first}");
            problems.add_at(line, what, "Take one of the two out: each counts once");
        }
        keys.push(key);
        lines.push(line);
    }
    (keys, lines)
}
