//! Opening the database that a command was pointed at.

use std::path::Path;

use sextant_service::setup;
use sextant_store::Database;

use crate::clock;

/// Opens a database, made when missing, and brings it to this version.
///
/// # Errors
/// When it cannot be opened or migrated.
pub(crate) async fn prepared(url: &str) -> anyhow::Result<Database> {
    let database = reachable(url).await?;
    setup::prepare(&database, clock::now()).await?;
    Ok(database)
}

/// Opens a database, but makes no new SQLite file: for commands that only look.
///
/// # Errors
/// When there is none.
pub(crate) async fn existing(url: &str) -> anyhow::Result<Database> {
    if let Some(file) = url.strip_prefix("sqlite://")
        && !Path::new(file).exists()
    {
        anyhow::bail!(
            "there is no database file '{file}'. Make one with `sextant migrate`, load the example with `sextant demo`, or \
             name another with --database"
        );
    }
    reachable(url).await
}

/// Opens a database as it is, whatever its tables; an SQLite file is made when missing.
///
/// # Errors
/// When it cannot be opened.
pub(crate) async fn reachable(url: &str) -> anyhow::Result<Database> {
    Database::open(url).await.map_err(|error| match error {
        sextant_store::StoreError::Url(_) => anyhow::Error::from(error),
        other => anyhow::anyhow!(
            "the database could not be opened: {other}. Check --database or SEXTANT_DATABASE_URL, that the server runs and \
             that the folder exists"
        ),
    })
}
