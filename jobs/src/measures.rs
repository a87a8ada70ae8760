//! Recording what the council's own records say of rigour and partnership, so that a scorecard shows it like any published
//! figure: with a place in the ledger, as known on a day, restated openly, and verifiable later.
//!
//! Figures as at a day count the days that are over: until the evening before. They are written only where they differ from
//! what the ledger has, so that looking again costs an entry only when something happened.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use sextant_domain::delivery::rigour::{INDICATORS, LineFacts, RecordedMeasure, measures, windows};
use sextant_domain::diff::{ChangeCause, LineDiff, ScorecardSide, diff_scorecards};
use sextant_domain::outcome::{OutcomeRow, SeriesKey, TOTAL};
use sextant_domain::place::PlaceKey;
use sextant_domain::scorecard::{LineState, Scorecard, compile, sha256_hex};
use sextant_domain::strategy::Strategy;
use sextant_domain::{DataStatus, Figure, Measure, TermOfYear};
use sextant_store::ledger::{self, Counts, Knowledge, NewEntry, OPEN_GOVERNMENT_LICENCE, RECORDS, Source};
use sextant_store::outcomes::OutcomeWriter;
use sextant_store::strategies::Stored;
use sextant_store::{Database, StoreError, delivery, scorecards};

use crate::due::by_council;
use crate::recompile::recompile_scorecard;
use crate::scorecard::{CompileError, load, nothing_known};

/// What recording came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The council's code.
    pub council: String,
    /// How many figures there are.
    pub figures: usize,
    /// The ledger's new position; `None` where it said all of it already.
    pub knowledge: Option<Knowledge>,
}

/// Records every council's measures as at today. One council that fails does not hold up the others.
///
/// # Errors
/// [`CompileError::Store`] when the database cannot be asked which councils there are.
pub async fn run_due_measures(
    database: &Database,
    now: DateTime<Utc>,
) -> Result<Vec<Result<Recorded, CompileError>>, CompileError> {
    let mut done = Vec::new();
    for council in by_council(database, now.date_naive()).await?.into_values() {
        let recorded = of_council(database, &council, now.date_naive(), now).await;
        if let Err(error) = &recorded {
            tracing::error!(council = council[0].strategy.council, %error, "the council's measures were not recorded");
        }
        done.push(recorded);
    }
    Ok(done)
}

/// Records a council's measures as at the day of a deadline, unless the ledger has gone on since: what would be recorded then
/// was not known on the day.
pub(crate) async fn record_for_deadline(
    database: &Database,
    council: &str,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Option<Recorded>, CompileError> {
    if ledger::known_at(database.read(), day).await? < ledger::latest(database.read()).await? {
        return Ok(None);
    }
    match by_council(database, day).await?.remove(council) {
        Some(strategies) => of_council(database, &strategies, day, now).await.map(Some),
        None => Ok(None),
    }
}

/// Counts and records. Terms are those of the first strategy: a council's schools have one calendar.
async fn of_council(
    database: &Database,
    strategies: &[Stored],
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Recorded, CompileError> {
    let strategy = &strategies[0].strategy;
    let nothing = || Recorded { council: strategy.council.clone(), figures: 0, knowledge: None };
    let windows = day.pred_opt().map(|through| windows(&strategy.calendar, through)).unwrap_or_default();
    let (Some(from), Some(through)) = (windows.iter().map(|it| it.from).min(), day.pred_opt()) else {
        return Ok(nothing());
    };
    let known = ledger::known_at(database.read(), day).await?;
    let council = (strategy.council.as_str(), i32::from(strategy.authority));
    let facts = delivery::rigour_facts(database.read(), council, (from, through), known).await?;
    let Some(mut facts) = facts else { return Ok(nothing()) };
    facts.lines = lines(database, strategies, day).await?;
    let counted = measures(&facts, &windows);
    if counted.is_empty() {
        return Ok(nothing());
    }
    let knowledge = write(database, strategy, &counted, day, now).await?;
    Ok(Recorded { council: strategy.council.clone(), figures: counted.len(), knowledge })
}

/// The lines of every strategy's scorecard as it would be compiled on the day, and what changed colour since the one before.
async fn lines(database: &Database, strategies: &[Stored], day: NaiveDate) -> Result<Option<LineFacts>, CompileError> {
    if nothing_known(database, day).await?.is_some() {
        return Ok(None);
    }
    let mut all: Option<LineFacts> = None;
    for stored in strategies {
        let Some((before, term)) = terms(&stored.strategy, day) else { continue };
        let (inputs, _) = load(database, stored, term, day).await?;
        let card = compile(&inputs);
        let facts = all.get_or_insert_with(LineFacts::default);
        count(&card, facts);
        let Some(before) = before else { continue };
        let Some(row) = scorecards::find(database.read(), &stored.strategy.code, before, None).await? else { continue };
        // One that cannot be compiled again tells nothing; `verify` raises the alarm.
        let Ok((earlier_inputs, earlier)) = recompile_scorecard(database.read(), &row).await else { continue };
        let side = ScorecardSide { inputs: &earlier_inputs, card: &earlier };
        let diff = diff_scorecards(side, ScorecardSide { inputs: &inputs, card: &card });
        let recoloured = diff.lines.iter().filter(|line| is_recoloured(line)).count() as u32;
        facts.recoloured = Some(facts.recoloured.unwrap_or(0) + recoloured);
    }
    Ok(all)
}

/// The term of a day that is not over, and the one before it.
fn terms(strategy: &Strategy, day: NaiveDate) -> Option<(Option<TermOfYear>, TermOfYear)> {
    let begun = strategy.calendar.iter().filter(|entry| entry.starts < day).map(|entry| entry.term);
    let current = begun.clone().max()?;
    Some((begun.filter(|term| *term < current).max(), current))
}

fn count(card: &Scorecard, facts: &mut LineFacts) {
    let lines = card.priorities.iter().flat_map(|priority| &priority.lines);
    for line in lines.filter(|line| !INDICATORS.contains(&line.indicator.as_str())) {
        facts.lines += 1;
        facts.overdue += u32::from(line.state == LineState::Overdue.code());
    }
}

/// Whether everything that moved a line's colour was another figure for a period that had one.
fn is_recoloured(line: &LineDiff) -> bool {
    let restates =
        |cause| matches!(cause, ChangeCause::Restatement | ChangeCause::MethodChange | ChangeCause::Correction);
    let mut moved = line.causes.iter().filter(|cause| cause.moved_judgement).peekable();
    line.judgement_moved
        && !INDICATORS.contains(&line.indicator.as_str())
        && moved.peek().is_some()
        && moved.all(|cause| restates(cause.cause))
}

/// Writes the figures as an entry of the ledger; `None` where it says all of them already, and then nothing is written.
async fn write(
    database: &Database,
    strategy: &Strategy,
    counted: &[RecordedMeasure],
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Option<Knowledge>, CompileError> {
    // As in a file, whose first line is the header.
    let rows: Vec<OutcomeRow> = counted.iter().zip(2..).map(|(it, line)| row(it, line, strategy.authority)).collect();
    let transaction = database.begin().await?;
    let knowledge = ledger::next_knowledge(&transaction).await?;
    ledger::ensure_source(&transaction, &source()).await?;
    let text: String =
        rows.iter().map(|row| format!("{} {} {}\n", row.series.indicator, row.period, row.raw)).collect();
    let mut writer = OutcomeWriter::new(&transaction, RECORDS, knowledge).await?;
    let read = rows.len() as u64;
    let refused = writer.write(rows).await?;
    if let Some(first) = refused.into_iter().next() {
        return Err(StoreError::Unknown { what: "recorded measure", value: first.reason }.into());
    }
    let counts = Counts { read, ..writer.finish(false).await? };
    if !counts.changes_something() {
        transaction.rollback().await.map_err(StoreError::from)?;
        return Ok(None);
    }
    let entry = NewEntry {
        kind: "measures".to_owned(),
        source: RECORDS.to_owned(),
        title: format!("Own records of the council '{}' as at {day}", strategy.council),
        status: DataStatus::ManagementInformation,
        published_on: day,
        file_name: format!("records of {}", strategy.council),
        file_sha256: sha256_hex(text.as_bytes()),
        recorded_at: now,
    };
    ledger::record(&transaction, knowledge, &entry, counts).await?;
    transaction.commit().await.map_err(StoreError::from)?;
    tracing::info!(council = strategy.council, %day, knowledge, figures = read, "measures recorded");
    Ok(Some(knowledge))
}

fn source() -> Source {
    Source {
        code: RECORDS.to_owned(),
        publisher: "The council itself".to_owned(),
        title: "Figures counted from the council's own records in Sextant".to_owned(),
        licence: OPEN_GOVERNMENT_LICENCE.to_owned(),
    }
}

fn row(it: &RecordedMeasure, line: u32, authority: u16) -> OutcomeRow {
    let whole = |count: u32| Figure::whole(count.into());
    let status = match it.measure {
        Measure::Value(_, status) => status,
        Measure::Missing(_) => DataStatus::ManagementInformation,
    };
    let raw = match it.measure {
        Measure::Value(figure, _) => figure.to_string(),
        Measure::Missing(reason) => reason.words().to_owned(),
    };
    OutcomeRow {
        line,
        series: Arc::new(SeriesKey { indicator: it.indicator.to_owned(), breakdown: TOTAL.to_owned() }),
        place: PlaceKey::Dfe(authority),
        period: it.period,
        measure: it.measure,
        status,
        raw,
        numerator: it.rate.map(|rate| whole(rate.part)),
        denominator: it.rate.map(|rate| whole(rate.whole)),
        interval: None,
    }
}
