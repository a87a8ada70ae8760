//! Archives: a copy in the other engine is the same row for row, and nothing else is taken for one.

mod copies;
mod refusals;

use std::path::{Path, PathBuf};

use sextant_service::{ServiceError, archive};
use sextant_store::archive::{Archive, ArchiveError, Exported, export};

use crate::support::files::Files;
use crate::support::{Db, now};

/// Exports a database; the file's bytes and what was said of them.
async fn exported(db: &Db) -> (Vec<u8>, Exported) {
    let mut bytes = Vec::new();
    let told = export(&db.store, now(), &mut bytes).await.unwrap();
    (bytes, told)
}

/// Exports a database to a file.
async fn exported_to(db: &Db, files: &Files) -> PathBuf {
    files.write("own.archive.gz", exported(db).await.0)
}

/// Imports a file as the command does.
async fn import(db: &Db, file: &Path) -> Result<(), ArchiveError> {
    let archive = Archive::open(file)?;
    archive::import(&db.store, &archive).await.map_err(|error| match error {
        ServiceError::Archive(error) => error,
        other => panic!("{other}"),
    })
}

/// The rows of every table that archives hold.
async fn counts(db: &Db) -> Vec<(&'static str, i64)> {
    let mut counts = Vec::new();
    for (table, _) in sextant_store::archive::schema() {
        counts.push((table, db.number(&format!("SELECT COUNT(*) FROM \"{table}\"")).await));
    }
    counts
}
