//! The answer to a strategy's own headline test, as published.

use async_graphql::SimpleObject;
use sextant_domain::progress as published;
use sextant_domain::{DataStatus, rules};

use super::{int, year};
use crate::enums;
use crate::scalars::{AcademicYear, Decimal};
use crate::types::figure::MeasureStatus;
use crate::types::line::Rank;
use crate::types::outcome::PupilGroup;
use crate::types::{Measure, Period};

/// The answer to a strategy's own headline test: each of the basket is ranked among the population, and it is counted how
/// many stand in the top share.
#[derive(Clone, Debug, SimpleObject)]
pub struct HeadlineAnswer {
    /// The test in the strategy's own words.
    words: String,
    /// How it was made computable, and by whom.
    note: String,
    /// Among whom is ranked.
    population: Option<enums::Population>,
    /// The share that counts as the top, in percent.
    share: Decimal,
    /// The academic year that is tested.
    academic_year: Option<AcademicYear>,
    /// How many of the basket must stand in the top share.
    required: i32,
    /// How ties count.
    tie_rule: Option<enums::TieRule>,
    /// The least final figure that counts.
    least_status: Option<MeasureStatus>,
    /// What is tested, in the order of the strategy.
    #[graphql(complexity = "20 * child_complexity")]
    items: Vec<HeadlineItem>,
    /// How many are in the top share however ties are broken.
    robust: i32,
    /// How many are in the top share only where ties are broken in their favour.
    possible: i32,
    /// How many are not in the top share.
    not: i32,
    /// How many are not ranked.
    cannot_say: i32,
    /// Whether the test is met.
    verdict: Option<enums::HeadlineVerdict>,
    /// The same in a sentence.
    message: String,
}

/// One indicator of a headline test's basket.
#[derive(Clone, Debug, SimpleObject)]
pub struct HeadlineItem {
    /// The indicator's code.
    indicator_code: String,
    /// The indicator's name when the snapshot was published.
    indicator_name: String,
    /// The pupil group.
    group: PupilGroup,
    /// The period that is tested.
    period: Option<Period>,
    /// The council's figure.
    value: Measure,
    /// Where it stands; null where it is not ranked.
    rank: Option<Rank>,
    /// Whether it stands in the top share.
    standing: enums::HeadlineStanding,
    /// The same in a sentence.
    message: String,
}

impl From<published::HeadlineAnswer> for HeadlineAnswer {
    fn from(it: published::HeadlineAnswer) -> Self {
        Self {
            words: it.words,
            note: it.note,
            population: rules::Population::from_code(&it.population).map(Into::into),
            share: Decimal(it.share),
            academic_year: year(&it.year),
            required: int(it.required),
            tie_rule: rules::TieRule::from_code(&it.tie_rule).map(Into::into),
            least_status: DataStatus::from_code(&it.status).map(Into::into),
            items: it.items.into_iter().map(Into::into).collect(),
            robust: int(it.robust),
            possible: int(it.possible),
            not: int(it.not),
            cannot_say: int(it.cannot_say),
            verdict: rules::HeadlineVerdict::from_code(&it.verdict).map(Into::into),
            message: it.message,
        }
    }
}

impl From<published::HeadlineItem> for HeadlineItem {
    fn from(it: published::HeadlineItem) -> Self {
        let standing = rules::HeadlineStanding::from_code(&it.standing).unwrap_or(rules::HeadlineStanding::CannotSay);
        Self {
            indicator_code: it.indicator,
            indicator_name: it.name,
            group: PupilGroup::named(&it.breakdown),
            period: Period::published(&it.period),
            value: Measure::published(&it.value),
            rank: it.rank.map(Into::into),
            standing: standing.into(),
            message: it.message,
        }
    }
}
