//! Writing a file's outcomes: straight into the ledger when its source is new, through a staging table when the ledger must
//! be compared.

use std::collections::{BTreeSet, HashSet};
use std::task::Poll;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sea_orm::sea_query::ArrayType;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QuerySelect, Value};
use sextant_domain::outcome::{OutcomeRow, SupersedeCause};
use sextant_domain::place::PlaceKey;
use sextant_domain::{Measure, MissingReason};

use super::diff;
use super::seen::Seen;
use super::series::SeriesIds;
use crate::entities::place;
use crate::error::Result;
use crate::ledger::{Counts, Knowledge};
use crate::places::PlaceIds;
use crate::sql;

/// Rows per statement on SQLite, whose statements may have 32,766 binds.
const SQLITE_ROWS: usize = 1_000;
/// Rows per statement on PostgreSQL, where a column is one bind.
const POSTGRES_ROWS: usize = 20_000;
/// Stands for SQL's NULL in an array of 64-bit numbers; no figure has this value.
const NO_NUMBER: i64 = i64::MIN;

/// A row that cannot be imported, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The line of the file.
    pub line: u32,
    /// The column the trouble is in.
    pub column: &'static str,
    /// What stands there.
    pub value: String,
    /// Why it cannot be imported.
    pub reason: String,
}

/// One row as it is stored.
#[derive(Debug)]
struct Stored {
    series: i32,
    place: i32,
    period: i32,
    value: Option<i64>,
    reason: Option<i16>,
    status: i16,
    line: i32,
    raw: String,
    numerator: Option<i64>,
    denominator: Option<i64>,
    interval: Option<(i64, i64)>,
}

/// Writes one file's outcomes within a transaction.
///
/// It is always one batch ahead of the database: while one is being written the next is prepared.
pub struct OutcomeWriter<'t> {
    transaction: &'t DatabaseTransaction,
    knowledge: Knowledge,
    series: SeriesIds,
    places: PlaceIds,
    schools: HashSet<i32>,
    new_schools: Vec<i32>,
    seen: Seen,
    waiting: Vec<Stored>,
    sending: Option<BoxFuture<'t, Result<()>>>,
    staged: bool,
    written: u64,
}

impl std::fmt::Debug for OutcomeWriter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OutcomeWriter").field("knowledge", &self.knowledge).finish_non_exhaustive()
    }
}

impl<'t> OutcomeWriter<'t> {
    /// Prepares to write the next edition of `source` under a knowledge number.
    ///
    /// # Errors
    /// [`crate::StoreError::Database`].
    pub async fn new(transaction: &'t DatabaseTransaction, source: &str, knowledge: Knowledge) -> Result<Self> {
        let series = SeriesIds::load(transaction, source, knowledge).await?;
        let staged = !series.is_fresh();
        if staged {
            diff::create_stage(transaction).await?;
        }
        let places = PlaceIds::load(transaction).await?;
        let schools: Vec<i32> =
            place::Entity::find().select_only().column(place::Column::Id).into_tuple().all(transaction).await?;
        Ok(Self {
            transaction,
            knowledge,
            series,
            places,
            schools: schools.into_iter().collect(),
            new_schools: Vec::new(),
            seen: Seen::default(),
            waiting: Vec::new(),
            sending: None,
            staged,
            written: 0,
        })
    }

    /// Takes some rows; returns those that cannot be imported.
    ///
    /// # Errors
    /// [`crate::StoreError::Database`], also for rows of an earlier call.
    pub async fn write(&mut self, rows: Vec<OutcomeRow>) -> Result<Vec<Refused>> {
        let refused = rows.into_iter().filter_map(|row| self.take(row).err()).collect();
        self.nudge().await?;
        if self.waiting.len() >= self.batch() {
            self.send_waiting().await?;
        }
        Ok(refused)
    }

    /// Writes what is left, compares with the ledger, and says what changed. `whole` when the file is a whole edition, so
    /// that what it no longer has is withdrawn.
    ///
    /// # Errors
    /// [`crate::StoreError::Database`].
    pub async fn finish(mut self, whole: bool) -> Result<Counts> {
        self.send_waiting().await?;
        self.settle().await?;
        self.series.write(self.transaction).await?;
        if !self.staged {
            return Ok(Counts { new: self.written, ..Counts::default() });
        }
        let mut counts = diff::apply(self.transaction, self.knowledge, whole).await?;
        counts.unchanged = self.written - counts.new - counts.restated;
        Ok(counts)
    }

    /// The series that the file has spoken of so far.
    pub fn series(&self) -> BTreeSet<i32> {
        self.series.met()
    }

    /// Waits for what is being written: before the transaction is given up, nothing of it may be under way.
    ///
    /// # Errors
    /// [`crate::StoreError::Database`].
    pub async fn settle(&mut self) -> Result<()> {
        match self.sending.take() {
            Some(sending) => sending.await,
            None => Ok(()),
        }
    }

    /// Notes a row to be written.
    fn take(&mut self, row: OutcomeRow) -> std::result::Result<(), Refused> {
        let refused =
            |column, value: String, reason: &str| Refused { line: row.line, column, value, reason: reason.to_owned() };
        let Some(place) = self.place(row.place) else {
            let reason = "no place has this code: it is not in the register of places";
            return Err(refused("place", row.place.to_string(), reason));
        };
        let series = self.series.id(&row.series);
        let period = row.period.code();
        if !self.seen.first(series, place, period) {
            let reason = "an earlier line of the file has the same indicator, group, place and period";
            return Err(refused("period", row.period.label(), reason));
        }
        self.waiting.push(stored(row, series, place, period));
        Ok(())
    }

    /// The place's id. A school gets a place of its own when an outcome first speaks of it.
    fn place(&mut self, key: PlaceKey) -> Option<i32> {
        if let PlaceKey::LaEstab(number) = key {
            let id = number as i32;
            if self.schools.insert(id) {
                self.new_schools.push(id);
            }
            return Some(id);
        }
        self.places.id(key)
    }

    fn batch(&self) -> usize {
        if self.transaction.get_database_backend() == DbBackend::Sqlite { SQLITE_ROWS } else { POSTGRES_ROWS }
    }

    /// Begins to write the rows that wait, once those before them are written.
    async fn send_waiting(&mut self) -> Result<()> {
        let mut rows = std::mem::take(&mut self.waiting);
        // In the order of the primary key, so that neighbours in the index are written one after the other.
        rows.sort_unstable_by_key(|row| (row.series, row.place, row.period));
        self.written += rows.len() as u64;
        let schools = std::mem::take(&mut self.new_schools);
        let to = Target { staged: self.staged, knowledge: self.knowledge };
        self.settle().await?;
        self.sending = Some(send(self.transaction, to, schools, rows).boxed());
        self.nudge().await
    }

    /// Lets what is being written go on, without waiting for it.
    async fn nudge(&mut self) -> Result<()> {
        if let Some(sending) = &mut self.sending
            && let Poll::Ready(sent) = futures_util::poll!(sending)
        {
            self.sending = None;
            sent?;
        }
        Ok(())
    }
}

/// Where rows are written.
#[derive(Clone, Copy, Debug)]
struct Target {
    staged: bool,
    knowledge: Knowledge,
}

async fn send(transaction: &DatabaseTransaction, to: Target, schools: Vec<i32>, rows: Vec<Stored>) -> Result<()> {
    crate::places::add_schools(transaction, &schools).await?;
    for part in parts(transaction, rows) {
        insert(transaction, to, part).await?;
    }
    Ok(())
}

/// Rows in as many statements as the engine's limit on binds asks for.
fn parts(transaction: &DatabaseTransaction, mut rows: Vec<Stored>) -> Vec<Vec<Stored>> {
    if transaction.get_database_backend() != DbBackend::Sqlite {
        return if rows.is_empty() { Vec::new() } else { vec![rows] };
    }
    let mut parts = Vec::new();
    while !rows.is_empty() {
        let rest = rows.split_off(SQLITE_ROWS.min(rows.len()));
        parts.push(std::mem::replace(&mut rows, rest));
    }
    parts
}

async fn insert(transaction: &DatabaseTransaction, to: Target, rows: Vec<Stored>) -> Result<()> {
    let (table, columns, extra) = if to.staged {
        ("stage_outcome", "", String::new())
    } else {
        let cause = SupersedeCause::New.number();
        ("outcome", ", knowledge, cause", format!(", {}, {cause}", to.knowledge))
    };
    // Hardly any file has intervals: without them there is nothing to send.
    let has_intervals = rows.iter().any(|row| row.interval.is_some());
    let ends = if has_intervals { ", ci_low, ci_high" } else { "" };
    let columns =
        format!("series_id, place_id, period, value, reason, status, line, raw, numerator, denominator{ends}{columns}");
    if transaction.get_database_backend() == DbBackend::Sqlite {
        let group = format!("(?,?,?,?,?,?,?,?,?,?{}{extra})", if has_intervals { ",?,?" } else { "" });
        let groups = vec![group.as_str(); rows.len()].join(",");
        let text = format!("INSERT INTO {table} ({columns}) VALUES {groups}");
        if has_intervals {
            let binds = |row: Stored| {
                let ends = end_binds(row.interval);
                row_binds(row).into_iter().chain(ends)
            };
            sql::execute(transaction, &text, rows.into_iter().flat_map(binds)).await?;
        } else {
            sql::execute(transaction, &text, rows.into_iter().flat_map(row_binds)).await?;
        }
    } else {
        let (select, binds) = unnested(rows, has_intervals, &extra);
        sql::execute(transaction, &format!("INSERT INTO {table} ({columns}) {select}"), binds).await?;
    }
    Ok(())
}

fn stored(row: OutcomeRow, series: i32, place: i32, period: i32) -> Stored {
    let (value, reason) = match row.measure {
        Measure::Value(figure, _) => (Some(figure.millionths()), None),
        Measure::Missing(reason) => (None, Some(MissingReason::number(reason))),
    };
    Stored {
        series,
        place,
        period,
        value,
        reason,
        status: row.status.number(),
        line: row.line as i32,
        raw: row.raw,
        numerator: row.numerator.map(|figure| figure.millionths()),
        denominator: row.denominator.map(|figure| figure.millionths()),
        interval: row.interval.map(|(low, high)| (low.millionths(), high.millionths())),
    }
}

fn row_binds(row: Stored) -> [Value; 10] {
    [
        row.series.into(),
        row.place.into(),
        row.period.into(),
        row.value.into(),
        row.reason.into(),
        row.status.into(),
        row.line.into(),
        row.raw.into(),
        row.numerator.into(),
        row.denominator.into(),
    ]
}

fn end_binds(interval: Option<(i64, i64)>) -> [Value; 2] {
    [interval.map(|(low, _)| low).into(), interval.map(|(_, high)| high).into()]
}

/// Rows as arrays, one to a column, and the SELECT that takes them apart again and adds `extra` columns.
///
/// In the select list the arrays are unnested row by row; in FROM each would be written down whole first. Unnesting is what
/// costs most, so a column that says the same in every row is no array: few files have numerators, most have one standing.
fn unnested(rows: Vec<Stored>, has_intervals: bool, extra: &str) -> (String, Vec<Value>) {
    fn array<T: Into<Value>>(kind: ArrayType, values: impl Iterator<Item = T>) -> Value {
        Value::Array(kind, Some(Box::new(values.map(Into::into).collect())))
    }
    let status = rows.first().map(|row| row.status).filter(|first| rows.iter().all(|row| row.status == *first));
    let has_parts = rows.iter().any(|row| row.numerator.is_some() || row.denominator.is_some());
    let number = |number: Option<i64>| number.unwrap_or(NO_NUMBER);
    let mut arrays =
        vec!["int[]) AS s", "int[]) AS p", "int[]) AS t", "bigint[]) AS v", "smallint[]) AS r", "int[]) AS l"];
    let mut binds = vec![
        array(ArrayType::Int, rows.iter().map(|row| row.series)),
        array(ArrayType::Int, rows.iter().map(|row| row.place)),
        array(ArrayType::Int, rows.iter().map(|row| row.period)),
        array(ArrayType::BigInt, rows.iter().map(|row| number(row.value))),
        array(ArrayType::SmallInt, rows.iter().map(|row| row.reason.unwrap_or(0))),
        array(ArrayType::Int, rows.iter().map(|row| row.line)),
    ];
    let status = match status {
        Some(status) => status.to_string(),
        None => {
            arrays.push("smallint[]) AS st");
            binds.push(array(ArrayType::SmallInt, rows.iter().map(|row| row.status)));
            "st".to_owned()
        }
    };
    let parts = if has_parts {
        arrays.extend(["bigint[]) AS n", "bigint[]) AS d"]);
        binds.push(array(ArrayType::BigInt, rows.iter().map(|row| number(row.numerator))));
        binds.push(array(ArrayType::BigInt, rows.iter().map(|row| number(row.denominator))));
        format!("NULLIF(n, {NO_NUMBER}), NULLIF(d, {NO_NUMBER})")
    } else {
        "CAST(NULL AS bigint), CAST(NULL AS bigint)".to_owned()
    };
    let ends = if has_intervals {
        arrays.extend(["bigint[]) AS lo", "bigint[]) AS hi"]);
        binds.push(array(ArrayType::BigInt, rows.iter().map(|row| number(row.interval.map(|(low, _)| low)))));
        binds.push(array(ArrayType::BigInt, rows.iter().map(|row| number(row.interval.map(|(_, high)| high)))));
        format!(", NULLIF(lo, {NO_NUMBER}), NULLIF(hi, {NO_NUMBER})")
    } else {
        String::new()
    };
    arrays.push("text[]) AS raw");
    binds.push(array(ArrayType::String, rows.into_iter().map(|row| row.raw)));
    let unnest: Vec<String> = arrays.iter().map(|array| format!("unnest(?::{array}")).collect();
    let select = format!(
        "SELECT s, p, t, NULLIF(v, {NO_NUMBER}), NULLIF(r, 0), {status}, l, raw, {parts}{ends}{extra} FROM (SELECT {}) u",
        unnest.join(", ")
    );
    (select, binds)
}
