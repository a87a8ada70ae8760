//! `sextant scorecard`.

mod table;

use chrono::NaiveDate;
use clap::Subcommand;
use sextant_domain::TermOfYear;
use sextant_domain::scorecard::Scorecard;
use sextant_jobs::scorecard::{CompileRequest, compile_scorecard};
use sextant_jobs::{Raised, Recorded, run_due_measures, run_due_warnings};
use sextant_store::{Database, scorecards};

use super::Verdict;
use super::output::{Format, Out};
use crate::{clock, open};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Compile and publish the scorecard of a term, as known on its paper deadline or on another day
    Compile {
        #[command(flatten)]
        which: Which,
        /// Show what was known on this day, as 2025-11-01; the paper deadline when left out
        #[arg(long, value_name = "DATE")]
        as_known_at: Option<NaiveDate>,
    },
    /// Record what councils' own records say of priority 6 (RIG-01 to RIG-12), as the server does every morning
    Record,
    /// Raise early-warning flags for what the rules find, as the server does every morning
    Flag,
    /// Show a published scorecard
    Show {
        #[command(flatten)]
        which: Which,
        /// Which revision; the one that shows the latest knowledge when left out
        #[arg(long, value_name = "N")]
        revision: Option<i32>,
        /// A table for people, or the canonical content for machines
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
}

/// Which scorecard.
#[derive(Debug, clap::Args)]
pub(super) struct Which {
    /// The strategy's code: thurrock-2019
    #[arg(long, value_name = "CODE")]
    strategy: String,
    /// The term: 2025/26-autumn
    #[arg(long, value_parser = TermOfYear::parse)]
    term: TermOfYear,
}

pub(super) async fn run(url: &str, command: Command, out: &mut Out) -> anyhow::Result<Verdict> {
    match command {
        Command::Compile { which, as_known_at } => {
            let database = open::prepared(url).await?;
            compile(&database, which, as_known_at, out).await?;
        }
        Command::Record => record(&open::prepared(url).await?, out).await?,
        Command::Flag => flag(&open::prepared(url).await?, out).await?,
        Command::Show { which, revision, format } => {
            let database = open::existing(url).await?;
            show(&database, &which, revision, format, out).await?;
        }
    }
    Ok(Verdict::Done)
}

async fn compile(
    database: &Database,
    which: Which,
    as_known_at: Option<NaiveDate>,
    out: &mut Out,
) -> anyhow::Result<()> {
    let (strategy, term) = (which.strategy, which.term);
    let request = CompileRequest { strategy, term, as_known_at, trigger: "command line" };
    let compiled = compile_scorecard(database, &request, clock::now()).await?;
    let (revision, day) = (compiled.revision, compiled.as_known_at);
    out.line(if compiled.is_new {
        format!(
            "Published: '{}', {term}, revision {revision}, as known on {day}, {} lines.",
            request.strategy, compiled.lines
        )
    } else {
        format!(
            "Confirmed: revision {revision} of '{}', {term}, is already what is known on {day}. Nothing was written.",
            request.strategy
        )
    })?;
    out.line(format_args!("Content hash {}", compiled.content_hash))?;
    Ok(())
}

async fn record(database: &Database, out: &mut Out) -> anyhow::Result<()> {
    let councils = run_due_measures(database, clock::now()).await?;
    if councils.is_empty() {
        out.line("No council has a strategy in force: there is nothing to record.")?;
    }
    for recorded in councils {
        let Recorded { council, figures, knowledge } = recorded?;
        out.line(match knowledge {
            Some(knowledge) => format!("'{council}': {figures} figures, entry {knowledge} of the ledger."),
            None => {
                format!("'{council}': {figures} figures; the ledger says all of them already. Nothing was written.")
            }
        })?;
    }
    Ok(())
}

async fn flag(database: &Database, out: &mut Out) -> anyhow::Result<()> {
    for raised in run_due_warnings(database, clock::now()).await? {
        let Raised { council, flags } = raised?;
        out.line(format_args!("'{council}': {flags} new flags."))?;
    }
    Ok(())
}

async fn show(
    database: &Database,
    which: &Which,
    revision: Option<i32>,
    format: Format,
    out: &mut Out,
) -> anyhow::Result<()> {
    let found = scorecards::find(database.read(), &which.strategy, which.term, revision).await?;
    let Some(stored) = found else {
        let revision = revision.map(|number| format!(" with revision {number}")).unwrap_or_default();
        anyhow::bail!(
            "there is no published scorecard of '{strategy}' for {term}{revision}. `sextant scorecard compile --strategy \
             {strategy} --term {term}` makes one",
            strategy = which.strategy,
            term = which.term,
        );
    };
    let card: Scorecard = serde_json::from_str(&stored.content)
        .map_err(|error| anyhow::anyhow!("the stored scorecard was written by another version of Sextant: {error}"))?;
    match format {
        Format::Json => out.json(&stored.content)?,
        Format::Table => out.text(&table::text(&stored, &card))?,
    }
    Ok(())
}
