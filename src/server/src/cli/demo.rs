//! `sextant demo`.

mod load;
#[cfg(test)]
mod tests;
mod work;

use std::net::SocketAddr;
use std::path::PathBuf;

use sextant_domain::TermOfYear;
use sextant_graphql::Limits;
use sextant_jobs::run_due_warnings;
use sextant_service::delivery::load_file;
use sextant_service::strategy;
use sextant_store::{Database, scorecards};

use work::Work;

use super::Verdict;
use super::output::Out;
use super::serve::{guarded, listen, serve};
use crate::http::Settings;
use crate::{clock, open};

/// The database of the demo: never the one that the environment names, which may be a real one.
const DATABASE: &str = "sqlite://sextant-demo.db";
const STRATEGIES: [&str; 2] = ["thurrock-2019.toml", "demonstration-2024.toml"];
/// The scorecard to look at first.
const SHOWN: (&str, &str) = ("thurrock-2019", "2025/26-autumn");
/// The year of the progress snapshot to look at first.
const YEAR: &str = "2025/26";

/// What to load and where to serve it.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder with the bundled data: data/ of the checkout
    #[arg(long, default_value = "data", value_name = "DIR")]
    data: PathBuf,
    /// Load and compile, and stop there
    #[arg(long)]
    no_serve: bool,
    /// The address and port to listen on
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    listen: SocketAddr,
}

pub(super) async fn run(database: Option<&str>, args: &Args, out: &mut Out) -> anyhow::Result<Verdict> {
    // The port first: who cannot be served should not wait for the loading.
    let listener = if args.no_serve { None } else { Some(listen(args.listen).await?) };
    let manifest = load::manifest(&args.data)?;
    let database = open::prepared(database.unwrap_or(DATABASE)).await?;
    out.line(format_args!("Database {}", database.shown_url()))?;
    load::files(&database, &args.data, &manifest, out).await?;
    for file in STRATEGIES {
        strategy_file(&database, args, file, out).await?;
    }
    // Before the compile: the scorecards that are due count it.
    let mut work = partnerships(&database, args, out).await?;
    compile(&database, out).await?;
    work.later().await?;
    run_due_warnings(&database, clock::now()).await?;
    if !args.no_serve {
        guarded(args.listen, &database).await?;
    }
    look_at(&database, args, out).await?;
    match listener {
        Some(listener) => serve(listener, database, &Settings { limits: generous(), ..Settings::default() }).await,
        None => Ok(Verdict::Done),
    }
}

/// The demo charges nobody: it is for trying things out.
fn generous() -> Limits {
    Limits { cost_per_hour: 0, ..Limits::default() }
}

async fn strategy_file(database: &Database, args: &Args, file: &str, out: &mut Out) -> anyhow::Result<()> {
    let text = load::read(&args.data.join("strategies").join(file))?;
    let text = String::from_utf8(text).map_err(|_| anyhow::anyhow!("{file} is not text"))?;
    let loaded = strategy::load(database, &text, file, clock::now()).await?;
    let what = if loaded.knowledge.is_some() { "loaded" } else { "there already" };
    out.line(format_args!("  strategy '{}', version {}: {what}", loaded.code, loaded.version))?;
    Ok(())
}

/// Partnership work that nobody does, so that every question about it has something to show.
async fn partnerships(database: &Database, args: &Args, out: &mut Out) -> anyhow::Result<Work> {
    let text = load::read(&args.data.join("demo").join("partnerships.toml"))?;
    let text = String::from_utf8(text).map_err(|_| anyhow::anyhow!("partnerships.toml is not text"))?;
    let mint = || uuid::Uuid::now_v7().simple().to_string();
    let loaded = load_file(database, &text, "Invented for demonstration", (clock::now(), &mint)).await?;
    load::invented_schools(database, &args.data).await?;
    let text = load::read(&args.data.join("demo").join("work.toml"))?;
    let mut work = Work::read(&String::from_utf8_lossy(&text), database)?;
    let steps = work.first().await?;
    out.line(format_args!(
        "  {loaded} partnerships and {steps} steps of a year's work, invented: read them with a token"
    ))?;
    Ok(work)
}

async fn compile(database: &Database, out: &mut Out) -> anyhow::Result<()> {
    let mut runs = sextant_jobs::run_due_scorecards(database, clock::now()).await?;
    runs.extend(sextant_jobs::run_due_snapshots(database, clock::now()).await?);
    if runs.is_empty() {
        out.line("  scorecards and snapshots: all that are due were published before")?;
    }
    for run in runs {
        let result = match run.result {
            Ok(compiled) => format!("revision {}, {} lines", compiled.revision, compiled.lines),
            Err(error) => format!("not compiled: {error}"),
        };
        out.line(format_args!("  '{}', {}: {result}", run.strategy, run.what))?;
    }
    Ok(())
}

/// What to try first.
async fn look_at(database: &Database, args: &Args, out: &mut Out) -> anyhow::Result<()> {
    let (code, term) = SHOWN;
    let found = scorecards::find(database.read(), code, TermOfYear::parse(term)?, None).await?;
    if let Some(card) = found {
        out.line(format_args!("\nThurrock, {term}, as known on {}:\n  {}", card.as_known_at, card.content_hash))?;
    }
    let url = format!("http://{}", args.listen);
    let database = database.shown_url();
    if args.no_serve {
        out.line(format_args!("\nServe it:  sextant serve --database {database} --listen {}", args.listen))?;
    }
    out.line(format_args!(
        "\nTo look at:
  1. {url}/  the workbench: click 'Where are we behind?' in the list of ready questions
  2. {url}/scorecard?strategy={code}&term={term}  the same as a plain page, every reason beside its figure
  3. {url}/scorecard?strategy=demonstration-2024&term={term}  an invented strategy with targets, so with colours
  4. {url}/snapshot?strategy={code}&year={YEAR}  five years of progress, and whether the strategy's own test was met
  5. {url}/docs/questions  every ready question as a plain page that runs without scripts, and the documentation
  6. sextant token create --database {database} --council thurrock --role officer --name 'My first token'  lets you read and
     write the invented partnership work: put 'Authorization: Bearer …' under Headers in the workbench
  In a terminal:  sextant scorecard show --database {database} --strategy {code} --term {term}
                  sextant snapshot show --database {database} --strategy {code} --year {YEAR}"
    ))?;
    if !args.no_serve {
        out.line("\nServing; Ctrl-C stops.")?;
    }
    Ok(())
}
