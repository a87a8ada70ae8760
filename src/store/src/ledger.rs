//! The ledger: the second time axis. Every import and every write is one entry with the next knowledge number.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::OnConflict,
};
use sextant_domain::DataStatus;

use crate::entities::{ledger_entry, source};
use crate::error::{Result, StoreError};
use crate::sql;

/// A position in the ledger, handed out in commit order.
pub type Knowledge = i64;

/// The number of PostgreSQL's advisory lock under which knowledge numbers are handed out.
const LOCK: i64 = 0x5E87_A218;

/// What an entry is about.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// `import:lait`, `catalogue`, `strategy` …
    pub kind: String,
    /// The source's code.
    pub source: String,
    /// The release's title.
    pub title: String,
    /// How final the release is.
    pub status: DataStatus,
    /// The day the release was published.
    pub published_on: NaiveDate,
    /// The file it came from.
    pub file_name: String,
    /// The SHA-256 of that file.
    pub file_sha256: String,
    /// Now, from whoever may read the clock.
    pub recorded_at: DateTime<Utc>,
}

/// How many rows an entry read and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of the file.
    pub read: u64,
    /// Keys never seen before.
    pub new: u64,
    /// Keys that say something else now.
    pub restated: u64,
    /// Keys that the release no longer has.
    pub withdrawn: u64,
    /// Keys that say what they said.
    pub unchanged: u64,
    /// Rows that could not be imported.
    pub refused: u64,
}

impl Counts {
    /// Whether anything in the store is different for it.
    pub const fn changes_something(&self) -> bool {
        self.new + self.restated + self.withdrawn > 0
    }
}

/// A publisher's series.
#[derive(Clone, Debug)]
pub struct Source {
    /// The code.
    pub code: String,
    /// Who publishes it.
    pub publisher: String,
    /// The title of the series.
    pub title: String,
    /// The licence.
    pub licence: String,
}

/// The source of figures that are counted from councils' own records.
pub const RECORDS: &str = "records";

/// The licence of everything that government publishes here.
pub const OPEN_GOVERNMENT_LICENCE: &str = "Open Government Licence v3.0";

/// Takes the next knowledge number. Until the transaction ends nobody else can take one, so that the order of the numbers is
/// the order of the commits.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn next_knowledge(transaction: &DatabaseTransaction) -> Result<Knowledge> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        sql::execute(transaction, "SELECT pg_advisory_xact_lock(?)", [LOCK.into()]).await?;
    }
    Ok(latest(transaction).await? + 1)
}

/// The newest knowledge number; 0 in an empty ledger.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn latest(connection: &impl ConnectionTrait) -> Result<Knowledge> {
    let newest: Option<i64> = ledger_entry::Entity::find()
        .select_only()
        .column(ledger_entry::Column::Knowledge)
        .order_by_desc(ledger_entry::Column::Knowledge)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(newest.unwrap_or(0))
}

/// Resolves a day to a position: everything that was known by the end of that day. 0 when nothing was.
///
/// Entries become known on the day their release was published, but never before an entry with a lower number: a file that is
/// loaded late counts as known from the day of the newest entry before it.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn known_at(connection: &impl ConnectionTrait, day: NaiveDate) -> Result<Knowledge> {
    let position: Option<i64> = ledger_entry::Entity::find()
        .select_only()
        .column(ledger_entry::Column::Knowledge)
        .filter(ledger_entry::Column::KnownOn.lte(day))
        .order_by_desc(ledger_entry::Column::Knowledge)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(position.unwrap_or(0))
}

/// Why there is no position for a day.
#[derive(Debug, thiserror::Error)]
pub enum KnownAtError {
    /// The day lies in the future.
    #[error("nobody knows yet what will be known on {day}: choose today ({today}) or an earlier day")]
    InTheFuture {
        /// The day asked for.
        day: NaiveDate,
        /// Today.
        today: NaiveDate,
    },
    /// Nothing had been imported by then.
    #[error(
        "nothing was known on {day}: {}. Load earlier editions, or name a later day",
        first.map_or_else(
            || "nothing has been imported into the ledger".to_owned(),
            |first| format!("the first edition in the ledger became known on {first}"),
        )
    )]
    BeforeFirst {
        /// The day asked for.
        day: NaiveDate,
        /// The day of the first import; `None` while there is none.
        first: Option<NaiveDate>,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The position that a question is answered at: everything that was known by the end of `day`, or everything that is known
/// when no day is named. An empty ledger answers the latter with 0.
///
/// # Errors
/// [`KnownAtError`]: a day in the future or before the first import is refused, never answered with silence.
pub async fn resolve(
    connection: &impl ConnectionTrait,
    day: Option<NaiveDate>,
    today: NaiveDate,
) -> std::result::Result<Knowledge, KnownAtError> {
    let Some(day) = day else { return Ok(latest(connection).await?) };
    if day > today {
        return Err(KnownAtError::InTheFuture { day, today });
    }
    let first = first_import(connection).await?;
    if first.is_none_or(|first| day < first) {
        return Err(KnownAtError::BeforeFirst { day, first });
    }
    Ok(known_at(connection, day).await?)
}

/// The day on which the first file of a publisher became known; `None` while none is loaded.
async fn first_import(connection: &impl ConnectionTrait) -> Result<Option<NaiveDate>> {
    Ok(ledger_entry::Entity::find()
        .select_only()
        .column(ledger_entry::Column::KnownOn)
        .filter(ledger_entry::Column::Kind.starts_with("import:"))
        .order_by_asc(ledger_entry::Column::Knowledge)
        .into_tuple()
        .one(connection)
        .await?)
}

/// The newest entry of a source.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn newest_of(connection: &impl ConnectionTrait, source: &str) -> Result<Option<ledger_entry::Model>> {
    Ok(ledger_entry::Entity::find()
        .filter(ledger_entry::Column::SourceCode.eq(source))
        .order_by_desc(ledger_entry::Column::Knowledge)
        .one(connection)
        .await?)
}

/// The newest entry of a source whose file has this hash: where the edition that a manifest names stands in the ledger.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn entry_with_file(
    connection: &impl ConnectionTrait,
    source: &str,
    sha256: &str,
) -> Result<Option<ledger_entry::Model>> {
    Ok(ledger_entry::Entity::find()
        .filter(ledger_entry::Column::SourceCode.eq(source))
        .filter(ledger_entry::Column::FileSha256.eq(sha256))
        .order_by_desc(ledger_entry::Column::Knowledge)
        .one(connection)
        .await?)
}

/// Makes sure that a source is on record. Its publisher, title and licence may be corrected later.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn ensure_source(connection: &impl ConnectionTrait, source: &Source) -> Result<()> {
    source::Entity::insert(source::ActiveModel {
        code: Set(source.code.clone()),
        publisher: Set(source.publisher.clone()),
        title: Set(source.title.clone()),
        licence: Set(source.licence.clone()),
    })
    .on_conflict(
        OnConflict::column(source::Column::Code)
            .update_columns([source::Column::Publisher, source::Column::Title, source::Column::Licence])
            .to_owned(),
    )
    .exec_without_returning(connection)
    .await?;
    Ok(())
}

/// Writes the entry: the last statement of its transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn record(
    transaction: &DatabaseTransaction,
    knowledge: Knowledge,
    entry: &NewEntry,
    counts: Counts,
) -> Result<ledger_entry::Model> {
    let newest: Option<NaiveDate> = ledger_entry::Entity::find()
        .select_only()
        .column(ledger_entry::Column::KnownOn)
        .order_by_desc(ledger_entry::Column::Knowledge)
        .into_tuple()
        .one(transaction)
        .await?;
    let row = ledger_entry::Model {
        knowledge,
        kind: entry.kind.clone(),
        source_code: entry.source.clone(),
        title: entry.title.clone(),
        status: entry.status.number(),
        published_on: entry.published_on,
        known_on: newest.map_or(entry.published_on, |newest| newest.max(entry.published_on)),
        recorded_at: entry.recorded_at.timestamp(),
        file_name: entry.file_name.clone(),
        file_sha256: entry.file_sha256.clone(),
        rows_read: counts.read as i64,
        rows_new: counts.new as i64,
        rows_restated: counts.restated as i64,
        rows_withdrawn: counts.withdrawn as i64,
        rows_unchanged: counts.unchanged as i64,
        rows_refused: counts.refused as i64,
    };
    ledger_entry::Entity::insert(ledger_entry::ActiveModel::from(row.clone()))
        .exec_without_returning(transaction)
        .await?;
    Ok(row)
}

/// The day on which the first entry of one of these kinds became known; `None` while there is none.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn first_known(connection: &impl ConnectionTrait, kinds: &[&str]) -> Result<Option<NaiveDate>> {
    Ok(ledger_entry::Entity::find()
        .select_only()
        .column(ledger_entry::Column::KnownOn)
        .filter(ledger_entry::Column::Kind.is_in(kinds.iter().copied()))
        .order_by_asc(ledger_entry::Column::Knowledge)
        .into_tuple()
        .one(connection)
        .await?)
}
