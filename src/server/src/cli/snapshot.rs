//! `sextant snapshot`.

mod headline;
mod landscape;
mod table;

use chrono::NaiveDate;
use clap::Subcommand;
use sextant_domain::AcademicYear;
use sextant_domain::progress::Snapshot;
use sextant_jobs::snapshot::{CompileSnapshotRequest, compile_strategy_snapshot};
use sextant_store::{Database, snapshots};

use super::Verdict;
use super::output::{Format, Out};
use crate::{clock, open};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Compile and publish a strategy's progress snapshot, as known on its paper deadline or on another day
    Compile {
        /// The strategy's code: thurrock-2019
        #[arg(long, value_name = "CODE")]
        strategy: String,
        /// The academic year: 2025/26; when left out, that of --as-known-at, or the newest that is due
        #[arg(long, value_parser = AcademicYear::parse)]
        year: Option<AcademicYear>,
        /// Show what was known on this day, as 2025-11-01; the paper deadline of the year when left out
        #[arg(long, value_name = "DATE")]
        as_known_at: Option<NaiveDate>,
    },
    /// Show a published progress snapshot
    Show {
        /// The strategy's code: thurrock-2019
        #[arg(long, value_name = "CODE")]
        strategy: String,
        /// The academic year: 2025/26
        #[arg(long, value_parser = AcademicYear::parse)]
        year: AcademicYear,
        /// Which revision; the one that shows the latest knowledge when left out
        #[arg(long, value_name = "N")]
        revision: Option<i32>,
        /// A table for people, or the canonical content for machines
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
}

pub(super) async fn run(url: &str, command: Command, out: &mut Out) -> anyhow::Result<Verdict> {
    match command {
        Command::Compile { strategy, year, as_known_at } => {
            let database = open::prepared(url).await?;
            let request = CompileSnapshotRequest { strategy, year, as_known_at, trigger: "command line" };
            compile(&database, &request, out).await?;
        }
        Command::Show { strategy, year, revision, format } => {
            let database = open::existing(url).await?;
            show(&database, (&strategy, year, revision), format, out).await?;
        }
    }
    Ok(Verdict::Done)
}

async fn compile(database: &Database, request: &CompileSnapshotRequest, out: &mut Out) -> anyhow::Result<()> {
    let compiled = compile_strategy_snapshot(database, request, clock::now()).await?;
    let (year, revision, day) = (compiled.year, compiled.revision, compiled.as_known_at);
    out.line(if compiled.is_new {
        format!(
            "Published: the progress of '{}', {year}, revision {revision}, as known on {day}, {} lines.",
            request.strategy, compiled.lines
        )
    } else {
        format!(
            "Confirmed: revision {revision} of the progress of '{}', {year}, is already what is known on {day}. Nothing \
             was written.",
            request.strategy
        )
    })?;
    out.line(format_args!("Content hash {}", compiled.content_hash))?;
    Ok(())
}

async fn show(
    database: &Database,
    (strategy, year, revision): (&str, AcademicYear, Option<i32>),
    format: Format,
    out: &mut Out,
) -> anyhow::Result<()> {
    let Some(stored) = snapshots::find(database.read(), strategy, year, revision, None).await? else {
        let revision = revision.map(|number| format!(" with revision {number}")).unwrap_or_default();
        anyhow::bail!(
            "there is no published progress snapshot of '{strategy}' for {year}{revision}. `sextant snapshot compile \
             --strategy {strategy} --year {year}` makes one"
        );
    };
    match format {
        Format::Json => out.json(&stored.content)?,
        Format::Table => {
            let snapshot: Snapshot = serde_json::from_str(&stored.content).map_err(|error| {
                anyhow::anyhow!("the stored snapshot was written by another version of Sextant: {error}")
            })?;
            out.text(&table::text(&stored, &snapshot))?;
        }
    }
    Ok(())
}
