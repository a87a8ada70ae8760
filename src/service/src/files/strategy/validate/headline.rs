//! The basket of a headline test against the catalogue.

use sextant_domain::Polarity;
use sextant_domain::strategy::HeadlineTest;

use super::{Known, find};
use crate::files::lines::Problems;

pub(super) fn check(test: &HeadlineTest, lines: &[u32], known: &Known<'_>, problems: &mut Problems<'_>) {
    for (key, line) in test.basket.iter().zip(lines) {
        let Some(entry) = find(&key.indicator, &key.breakdown, *line, known, problems) else { continue };
        let polarity = entry.indicator.polarity;
        if matches!(polarity, Polarity::None | Polarity::NearTarget) {
            let what = format!("{} has no ranks to stand in the top share of: {}", key.indicator, polarity.words());
            problems.add_at(*line, what, "Take it out of the basket");
        }
    }
}
