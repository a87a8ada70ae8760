//! `sextant archive`.

mod partial;

use std::io::BufWriter;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use sextant_service::archive::import;
use sextant_store::Database;
use sextant_store::archive::{Archive, Exported, Header, export};

use super::Verdict;
use super::output::{Out, counted, thousands};
use crate::{clock, open};
use partial::Partial;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write all of the database, as it is now, to one file
    Export {
        /// The file to make, for example sextant-2026-11-23.archive.gz
        file: PathBuf,
        /// Write over the file when it is there already
        #[arg(long)]
        force: bool,
    },
    /// Load such a file into a database that is empty; it is made when missing
    Import {
        /// The file that `sextant archive export` made
        file: PathBuf,
    },
}

pub(super) async fn run(url: &str, command: Command, out: &mut Out) -> anyhow::Result<Verdict> {
    match command {
        Command::Export { file, force } => {
            let exported = write(url, &file, force).await?;
            rows(out, &exported.header)?;
            out.line(format_args!(
                "Exported to {}: {}, SHA-256 {}.",
                file.display(),
                counted(exported.bytes, "byte", "bytes"),
                exported.sha256
            ))?;
        }
        Command::Import { file } => {
            // Read before the database is opened, which would make its file.
            let archive = Archive::open(&file)?;
            let database = open::reachable(url).await?;
            import(&database, &archive).await?;
            rows(out, &archive.header)?;
            out.line(format_args!(
                "Imported into {}: every row as it was exported on {}.",
                database.shown_url(),
                archive.header.exported_at.format("%Y-%m-%d at %H:%M UTC")
            ))?;
        }
    }
    Ok(Verdict::Done)
}

/// Exports to a file beside the one that was named, which takes its name once it is whole.
async fn write(url: &str, file: &Path, force: bool) -> anyhow::Result<Exported> {
    refuse_to_overwrite(file, force)?;
    let database = open::existing(url).await?;
    refuse_the_database(&database, file)?;
    let partial = Partial::beside(file)?;
    let exported = export(&database, clock::now(), BufWriter::new(partial.file())).await?;
    refuse_to_overwrite(file, force)?;
    partial.finish(file)?;
    Ok(exported)
}

fn refuse_to_overwrite(file: &Path, force: bool) -> anyhow::Result<()> {
    if force || !file.exists() {
        return Ok(());
    }
    anyhow::bail!(
        "'{}' is there already, and nothing was written. Name another file, or write over it with --force",
        file.display()
    )
}

/// With --force, too, a database is not written over by its own copy.
fn refuse_the_database(database: &Database, file: &Path) -> anyhow::Result<()> {
    let same = |own: &str| matches!((Path::new(own).canonicalize(), file.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if database.file().is_some_and(same) {
        anyhow::bail!("'{}' is the database itself. Name another file for its archive", file.display());
    }
    Ok(())
}

/// Says how many rows each table has.
fn rows(out: &mut Out, header: &Header) -> std::io::Result<()> {
    for table in &header.tables {
        out.line(format_args!("  {:<22}{:>11}", table.name, thousands(table.rows)))?;
    }
    let tables = counted(header.tables.len() as u64, "table", "tables");
    out.line(format_args!("{tables}, {}.", counted(header.rows(), "row", "rows")))
}

#[cfg(test)]
mod tests;
