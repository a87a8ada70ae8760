//! Writing each kind of publication.

use std::collections::HashMap;

use chrono::NaiveDate;
use sextant_domain::indicator::{Definition, Indicator, SupplyRule};
use sextant_domain::outcome::{OutcomeRow, SeriesKey, TOTAL};
use sextant_domain::school::SchoolRecord;
use sextant_ingest::lait::{LaitDictionaryEntry, LaitMeasure};
use sextant_ingest::{Progress, Refusal, Row, Source, Tail, ees, gias, lait, neighbours, ofsted};
use sextant_store::indicators::{self, Mapping, NewIndicator, Outlook};
use sextant_store::inspections::InspectionWriter;
use sextant_store::ledger::{Counts, Knowledge};
use sextant_store::neighbours::write_neighbours;
use sextant_store::outcomes::OutcomeWriter;
use sextant_store::schools::{MembershipWriter, SchoolWriter, write_links, write_trusts};
use sextant_store::{DatabaseTransaction, StoreError};

use super::findings;
use super::stream::Rows;
use super::{ImportProgress, ImportRequest, Kind};
use crate::ServiceError;
use crate::setup::LAIT;

/// How many refused rows are kept to be shown; the rest are counted.
const SHOWN_REFUSALS: usize = 1_000;

/// What an import works with.
pub(super) struct Context<'a> {
    pub(super) transaction: &'a DatabaseTransaction,
    pub(super) knowledge: Knowledge,
    pub(super) source: &'a str,
    pub(super) request: &'a ImportRequest,
    pub(super) previous: Option<NaiveDate>,
    pub(super) progress: &'a dyn ImportProgress,
    pub(super) length: u64,
}

/// What became of a file.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) counts: Counts,
    pub(super) refusals: Vec<Refusal>,
    pub(super) ignored: Vec<(String, u64)>,
    pub(super) sha256: String,
}

impl Outcome {
    fn refuse(&mut self, refusal: Refusal) {
        self.counts.refused += 1;
        if self.refusals.len() < SHOWN_REFUSALS {
            self.refusals.push(refusal);
        }
    }

    fn add(&mut self, counts: Counts) {
        self.counts.new += counts.new;
        self.counts.restated += counts.restated;
        self.counts.withdrawn += counts.withdrawn;
        self.counts.unchanged += counts.unchanged;
        self.counts.refused += counts.refused;
    }

    /// The records of a chunk; refusals are kept.
    fn accept<T>(&mut self, chunk: Vec<Row<T>>) -> Vec<T> {
        chunk.into_iter().filter_map(|row| row.map_err(|refusal| self.refuse(refusal)).ok()).collect()
    }

    fn end(&mut self, tail: Tail) {
        self.counts.read = tail.rows_read;
        self.ignored = tail.ignored.into_iter().collect();
        self.sha256 = tail.sha256;
        self.refusals.sort_by_key(|refusal| refusal.line);
    }
}

/// The mapping of a tidy file; `None` for every other kind.
pub(super) fn mapping(request: &ImportRequest) -> Result<Option<ees::Mapping>, ServiceError> {
    if request.kind != Kind::Ees {
        return Ok(None);
    }
    let shipped = ees::Mapping::shipped()?;
    let mapping = match &request.mapping {
        None => ees::Mapping::for_file(&request.file, &shipped)?,
        Some(name) => match shipped.into_iter().find(|mapping| mapping.name() == name) {
            Some(mapping) => mapping,
            None => own_mapping(name)?,
        },
    };
    Ok(Some(mapping))
}

/// A mapping of the user's own, from a file.
fn own_mapping(path: &str) -> Result<ees::Mapping, ServiceError> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        ServiceError::Missing(format!(
            "there is no shipped mapping '{path}' and no file of that name ({error}). Write the name of a shipped mapping \
             or the path of your own"
        ))
    })?;
    Ok(ees::Mapping::parse(&text)?)
}

/// Reads the file and writes it within the transaction.
pub(super) async fn write(
    context: &Context<'_>,
    file: Source,
    mapping: Option<ees::Mapping>,
) -> Result<Outcome, ServiceError> {
    let progress = file.progress();
    match context.request.kind {
        Kind::Gias => schools(context, Rows::start(|visit| gias::establishments(file, visit)), &progress).await,
        Kind::GiasGroups => {
            each(context, Rows::start(|visit| gias::groups(file, visit)), &progress, async |records, _| {
                write_trusts(context.transaction, context.knowledge, &records).await
            })
            .await
        }
        Kind::GiasLinks => {
            each(context, Rows::start(|visit| gias::links(file, visit)), &progress, async |records, _| {
                write_links(context.transaction, context.knowledge, &records).await
            })
            .await
        }
        Kind::GiasGroupLinks => group_links(context, file, &progress).await,
        Kind::Ofsted => inspections(context, file, &progress).await,
        Kind::Lait => {
            let measures = lait_measures(context).await?;
            let rows = Rows::start(move |visit| lait::read(file, &measures, visit));
            outcomes(context, rows, &progress, true).await
        }
        Kind::LaitDictionary => dictionary(context, file, &progress).await,
        Kind::Neighbours => {
            let from = context.request.released;
            each(context, Rows::start(|visit| neighbours::read(file, visit)), &progress, async |records, _| {
                write_neighbours(context.transaction, context.knowledge, from, &records).await
            })
            .await
        }
        Kind::Ees => {
            let mapping = mapping.ok_or_else(|| ServiceError::Missing("a tidy file needs a mapping".to_owned()))?;
            let rows = Rows::start(move |visit| ees::read(file, &mapping, visit));
            outcomes(context, rows, &progress, false).await
        }
    }
}

/// Writes a file chunk by chunk.
async fn each<T: Send + 'static>(
    context: &Context<'_>,
    mut rows: Rows<T>,
    progress: &Progress,
    mut write: impl AsyncFnMut(Vec<T>, &mut Outcome) -> Result<Counts, StoreError>,
) -> Result<Outcome, ServiceError> {
    let mut outcome = Outcome::default();
    while let Some(chunk) = rows.next().await {
        let records = outcome.accept(chunk);
        let counts = write(records, &mut outcome).await?;
        outcome.add(counts);
        context.progress.at(progress.bytes(), context.length);
    }
    outcome.end(rows.tail().await?);
    Ok(outcome)
}

async fn outcomes(
    context: &Context<'_>,
    mut rows: Rows<OutcomeRow>,
    progress: &Progress,
    whole: bool,
) -> Result<Outcome, ServiceError> {
    let mut outcome = Outcome::default();
    let mut writer = OutcomeWriter::new(context.transaction, context.source, context.knowledge).await?;
    while let Some(chunk) = rows.next().await {
        let records = outcome.accept(chunk);
        for refused in writer.write(records).await? {
            outcome.refuse(Refusal {
                line: u64::from(refused.line),
                column: refused.column.to_owned(),
                value: refused.value,
                reason: refused.reason,
            });
        }
        context.progress.at(progress.bytes(), context.length);
    }
    let tail = match rows.tail().await {
        Ok(tail) => tail,
        Err(error) => {
            writer.settle().await?;
            return Err(error);
        }
    };
    let touched = writer.series();
    let counts = writer.finish(whole).await?;
    outcome.add(counts);
    outcome.end(tail);
    if counts.changes_something() {
        findings::check(context.transaction, context.knowledge, &touched).await?;
    }
    Ok(outcome)
}

async fn schools(
    context: &Context<'_>,
    mut rows: Rows<SchoolRecord>,
    progress: &Progress,
) -> Result<Outcome, ServiceError> {
    let mut outcome = Outcome::default();
    let mut writer =
        SchoolWriter::new(context.transaction, context.knowledge, context.request.released, context.previous);
    while let Some(chunk) = rows.next().await {
        let records = outcome.accept(chunk);
        for urn in writer.write(records).await? {
            outcome.refuse(Refusal {
                line: 0,
                column: "URN".to_owned(),
                value: urn.to_string(),
                reason: "an earlier line of the file has the same school".to_owned(),
            });
        }
        context.progress.at(progress.bytes(), context.length);
    }
    let tail = rows.tail().await?;
    outcome.add(writer.counts());
    outcome.end(tail);
    Ok(outcome)
}

async fn inspections(context: &Context<'_>, file: Source, progress: &Progress) -> Result<Outcome, ServiceError> {
    let mut writer = InspectionWriter::new(context.transaction, context.knowledge);
    let rows = Rows::start(|visit| ofsted::read(file, visit));
    let outcome = each(context, rows, progress, async |records, outcome| {
        let taken = writer.take(records).await?;
        for (record, reason) in taken.contradictions {
            let value = format!("URN {}, {}", record.urn, record.started);
            outcome.refuse(Refusal { line: 0, column: "inspection".to_owned(), value, reason });
        }
        Ok(taken.counts)
    })
    .await?;
    writer.finish().await?;
    Ok(outcome)
}

async fn group_links(context: &Context<'_>, file: Source, progress: &Progress) -> Result<Outcome, ServiceError> {
    let (knowledge, day) = (context.knowledge, context.request.released);
    let mut writer = MembershipWriter::new(context.transaction, knowledge, day, context.previous);
    let rows = Rows::start(|visit| gias::group_links(file, visit));
    let mut outcome = each(context, rows, progress, async |records, _| writer.link(&records).await).await?;
    outcome.counts.restated += writer.end_unlinked().await?;
    Ok(outcome)
}

/// What each measure of LAIT is: the catalogue's and, once it is loaded, the dictionary's.
async fn lait_measures(context: &Context<'_>) -> Result<HashMap<String, LaitMeasure>, ServiceError> {
    let mappings = indicators::mappings(context.transaction, LAIT).await?;
    Ok(mappings
        .into_iter()
        .map(|mapping| (mapping.measure, LaitMeasure { series: mapping.series, basis: mapping.basis }))
        .collect())
}

/// The dictionary: measures that the catalogue does not name become indicators of their own, and all get their outlook.
async fn dictionary(context: &Context<'_>, file: Source, progress: &Progress) -> Result<Outcome, ServiceError> {
    let known = lait_measures(context).await?;
    let rows = Rows::start(|visit| lait::dictionary(file, visit));
    let own = |entry: &LaitDictionaryEntry| {
        known.get(&entry.code).is_none_or(|measure| measure.series.indicator == own_code(&entry.code))
    };
    each(context, rows, progress, async |entries, _| {
        let indicators: Vec<NewIndicator> = entries.iter().filter(|entry| own(entry)).map(publishers_own).collect();
        let new = indicators.iter().filter(|new| !known.contains_key(&new.measures[0].measure)).count() as u64;
        indicators::put_indicators(context.transaction, context.knowledge, &indicators).await?;
        let mut outlooks: Vec<Outlook> = entries.iter().map(|entry| outlook(entry, &known)).collect();
        outlooks.sort_by(|a, b| a.indicator.cmp(&b.indicator));
        outlooks.dedup_by(|a, b| a.indicator == b.indicator);
        let changed = indicators::put_outlooks(context.transaction, context.knowledge, &outlooks).await?;
        let all = entries.len() as u64;
        let restated = changed.saturating_sub(new);
        Ok(Counts { new, restated, unchanged: all.saturating_sub(new + restated), ..Counts::default() })
    })
    .await
}

/// The code of an indicator that only the publisher knows.
fn own_code(measure: &str) -> String {
    format!("LAIT/{measure}")
}

fn outlook(entry: &LaitDictionaryEntry, known: &HashMap<String, LaitMeasure>) -> Outlook {
    let mapped = known.get(&entry.code).map(|measure| measure.series.indicator.clone());
    Outlook {
        indicator: mapped.unwrap_or_else(|| own_code(&entry.code)),
        next_expected: entry.next_update,
        discontinued: entry.discontinued.clone(),
    }
}

fn publishers_own(entry: &LaitDictionaryEntry) -> NewIndicator {
    let code = own_code(&entry.code);
    let coverage = if entry.state_funded { "state-funded schools" } else { "" };
    NewIndicator {
        indicator: Indicator {
            code: code.clone(),
            name: entry.name.clone(),
            topic: entry.topic.clone(),
            polarity: entry.polarity,
            unit: entry.unit(),
            decimals: entry.shown_decimals(),
            range: (None, None),
            discontinued: None,
            definitions: vec![Definition {
                version: 1,
                text: entry.description.clone(),
                basis: entry.basis,
                coverage: coverage.to_owned(),
                first: None,
            }],
            breaks: Vec::new(),
        },
        supply: SupplyRule::Published,
        in_catalogue: false,
        measures: vec![Mapping {
            source: LAIT.to_owned(),
            measure: entry.code.clone(),
            series: SeriesKey { indicator: code, breakdown: TOTAL.to_owned() },
            basis: entry.basis,
        }],
    }
}
