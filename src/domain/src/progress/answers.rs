//! What stands beside the lines of a snapshot and at their ends: outlooks, finality, the landscape, the headline test.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::figure::Figure;
use crate::scorecard::{Cell, IntervalText, PeriodText, Rank, as_text};

/// Where a line may stand at the end of the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForecastText {
    /// The code of the reason: `PROJECTED`, or why there is none.
    pub reason: String,
    /// The period that is forecast.
    pub period: Option<PeriodText>,
    /// The projected figure.
    pub value: Option<Figure>,
    /// Its 95% interval with its method.
    pub interval: Option<IntervalText>,
    /// How many points carry it.
    #[serde(with = "as_text")]
    pub points: i64,
    /// The sentence.
    pub message: String,
}

/// The natural limits of the yearly figures (XmR).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlText {
    /// How many points.
    #[serde(with = "as_text")]
    pub points: i64,
    /// Their mean.
    pub mean: Figure,
    /// Their mean moving range.
    pub moving_range: Figure,
    /// The lower limit.
    pub lower: Figure,
    /// The upper limit.
    pub upper: Figure,
    /// The code of whether the limits say anything.
    pub reason: String,
    /// The sentence.
    pub message: String,
}

/// Three years taken together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PooledText {
    /// The first of the three.
    pub first: PeriodText,
    /// The last of the three.
    pub last: PeriodText,
    /// The sum of the numerators.
    pub numerator: Figure,
    /// The sum of the denominators.
    pub denominator: Figure,
    /// The pooled figure.
    pub value: Figure,
    /// Its 95% interval.
    pub interval: Option<IntervalText>,
}

/// Whether the window's last year can still change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinalityText {
    /// The code (see [`super::Finality`]).
    pub code: String,
    /// The sentence.
    pub message: String,
}

/// One count of the school landscape over the years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LandscapeSeries {
    /// The code (see [`super::LandscapeMeasure`]).
    pub code: String,
    /// What is counted.
    pub name: String,
    /// The code of the unit.
    pub unit: String,
    /// The commitments it measures, in order.
    pub commitments: Vec<String>,
    /// The days, oldest first.
    pub points: Vec<LandscapeEntry>,
}

/// A count on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LandscapeEntry {
    /// The day.
    pub day: NaiveDate,
    /// The figure; `None` where there is none.
    pub value: Option<Figure>,
    /// The code of how it is known, or of the reason why there is none.
    pub basis: String,
    /// What was counted, or why nothing could be.
    pub message: String,
}

/// The answer to the strategy's own headline test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadlineAnswer {
    /// The test in its own words.
    pub words: String,
    /// How it was made computable, and by whom.
    pub note: String,
    /// The code of the population.
    pub population: String,
    /// The share that counts as the top, in percent.
    pub share: Figure,
    /// The academic year that is tested.
    pub year: String,
    /// How many of the basket must stand in the top share.
    #[serde(with = "as_text")]
    pub required: i64,
    /// The code of the tie rule.
    pub tie_rule: String,
    /// The code of the least final figure that counts.
    pub status: String,
    /// What is tested, in the order of the strategy's file.
    pub items: Vec<HeadlineItem>,
    /// In the top share however ties are broken.
    #[serde(with = "as_text")]
    pub robust: i64,
    /// In the top share only where ties are broken in its favour.
    #[serde(with = "as_text")]
    pub possible: i64,
    /// Not in the top share.
    #[serde(with = "as_text")]
    pub not: i64,
    /// Without a rank.
    #[serde(with = "as_text")]
    pub cannot_say: i64,
    /// The code of the verdict.
    pub verdict: String,
    /// The sentence.
    pub message: String,
}

/// One indicator of a headline test's basket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadlineItem {
    /// The indicator's code.
    pub indicator: String,
    /// The indicator's name.
    pub name: String,
    /// The pupil group.
    pub breakdown: String,
    /// The period that is tested.
    pub period: PeriodText,
    /// The council's figure.
    pub value: Cell,
    /// Where it stands; `None` where it is not ranked.
    pub rank: Option<Rank>,
    /// The code of its standing.
    pub standing: String,
    /// The sentence.
    pub message: String,
}
