//! What can go wrong between us and the database, in words that leak nothing of it.

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or failed. The cause is for the log, never for a client.
    #[error("the database did not do what was asked: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// The URL names no engine that we have.
    #[error("'{0}' is not a database: write sqlite://FILE or postgres://USER@HOST/NAME")]
    Url(String),
    /// The file lock that guards the migrations of an SQLite file failed.
    #[error("could not lock the database file for migration: {0}")]
    Lock(#[from] std::io::Error),
    /// A stored number means nothing to this version of Sextant.
    #[error("the stored {what} '{value}' is not known to this version of Sextant: it was written by a newer one")]
    Unknown {
        /// What kind of thing.
        what: &'static str,
        /// The stored value.
        value: String,
    },
}

impl StoreError {
    /// Whether a statement was ended because it took too long.
    pub fn is_timeout(&self) -> bool {
        /// `query_canceled` of PostgreSQL, `SQLITE_INTERRUPT`.
        const CODES: [&str; 2] = ["57014", "9"];
        let Self::Database(sea_orm::DbErr::Query(cause) | sea_orm::DbErr::Exec(cause)) = self else { return false };
        let sea_orm::RuntimeErr::SqlxError(cause) = cause else { return false };
        cause.as_database_error().and_then(|error| error.code()).is_some_and(|code| CODES.contains(&code.as_ref()))
    }
}

/// What a store function returns.
pub type Result<T> = std::result::Result<T, StoreError>;

/// The error for a stored number that has no meaning here.
pub(crate) fn unknown(what: &'static str, value: impl ToString) -> StoreError {
    StoreError::Unknown { what, value: value.to_string() }
}
