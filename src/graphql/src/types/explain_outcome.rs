//! How one row of the ledger came to be what it is.

use async_graphql::{Context, Result, SimpleObject};
use sextant_domain::Period as Time;
use sextant_domain::explain::{OutcomeCase, explain_outcome};
use sextant_domain::outcome::SupersedeCause;
use sextant_domain::scorecard::ReleaseRef;
use sextant_store::entities::outcome;
use sextant_store::query::outcomes::read_measure;

use super::Release;
use crate::loaders::{IndicatorWhole, ReleaseAt, SeriesById, SupersededBy, load};
use crate::scalars::Decimal;

/// How an outcome came to be what it is: where it stands, how it was read, what it took the place of.
#[derive(Clone, Debug, SimpleObject)]
pub struct OutcomeExplanation {
    /// The release it stands in.
    release: Release,
    /// The file it was read from.
    file_name: String,
    /// The SHA-256 of the file.
    file_sha256: String,
    /// The line of the file; 0 for a withdrawal, which stands in no line.
    line: i32,
    /// The publisher's own token, unchanged.
    raw: String,
    /// How the token was read, in a sentence.
    reading: String,
    /// What it took the place of and why, or that it is the first of its kind.
    history: String,
    /// The version of the definition that the period falls under; null where the catalogue has none.
    definition_version: Option<i32>,
    /// The definition in words; null where the catalogue has none.
    definition: Option<String>,
    /// The smallest possible figure; null where there is no limit.
    range_low: Option<Decimal>,
    /// The largest possible figure; null where there is no limit.
    range_high: Option<Decimal>,
    /// Whether the figure is possible; null where there is no figure.
    possible: Option<bool>,
    /// What the check of the range came to, in a sentence.
    range_check: String,
    /// How it is rounded to be shown, in a sentence.
    rounding: String,
}

impl OutcomeExplanation {
    /// Explains a row of the ledger.
    pub(crate) async fn of(context: &Context<'_>, row: &outcome::Model) -> Result<Self> {
        let missing = |what: &str| async_graphql::Error::new_with_source(format!("{what} of an outcome is missing"));
        let key = (row.series_id, row.place_id, row.period, row.knowledge);
        let (series, _) = load(context, SeriesById(row.series_id)).await?.ok_or_else(|| missing("the series"))?;
        let indicator = load(context, IndicatorWhole(series.indicator_code)).await?;
        let indicator = indicator.ok_or_else(|| missing("the indicator"))?;
        let (entry, source) = load(context, ReleaseAt(row.knowledge)).await?.ok_or_else(|| missing("the release"))?;
        let earlier = load(context, SupersededBy(key)).await?;
        let before = match &earlier {
            Some(earlier) => {
                let (entry, _) =
                    load(context, ReleaseAt(earlier.knowledge)).await?.ok_or_else(|| missing("the release"))?;
                Some((read_measure(earlier.value, earlier.reason, earlier.status)?, release(&entry)))
            }
            None => None,
        };
        let stands_in = release(&entry);
        let explained = explain_outcome(&OutcomeCase {
            indicator: &indicator,
            period: Time::from_code(row.period).ok_or_else(|| missing("the period"))?,
            raw: &row.raw,
            measure: read_measure(row.value, row.reason, row.status)?,
            cause: SupersedeCause::from_number(row.cause).ok_or_else(|| missing("the cause"))?,
            release: &stands_in,
            before: before.as_ref().map(|(measure, release)| (*measure, release)),
        });
        Ok(Self {
            file_name: entry.file_name.clone(),
            file_sha256: entry.file_sha256.clone(),
            release: Release::new(entry, source),
            line: row.line,
            raw: row.raw.clone(),
            reading: explained.reading,
            history: explained.history,
            definition_version: explained.definition.as_ref().map(|definition| definition.version.into()),
            definition: explained.definition.map(|definition| definition.text),
            range_low: explained.range.low.map(Decimal),
            range_high: explained.range.high.map(Decimal),
            possible: explained.possible,
            range_check: explained.range_check,
            rounding: explained.rounding,
        })
    }
}

fn release(entry: &sextant_store::entities::ledger_entry::Model) -> ReleaseRef {
    ReleaseRef {
        source: entry.source_code.clone(),
        title: entry.title.clone(),
        published_on: entry.published_on,
        knowledge: entry.knowledge,
    }
}
