//! The command line.

mod archive;
mod demo;
mod diff;
mod doctor;
mod explain;
mod import;
mod migrate;
mod output;
mod schema;
mod scorecard;
mod serve;
mod snapshot;
mod strategy;
mod token;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::telemetry::{self, LogFormat, Program};
use output::Out;

/// The database where none is named.
const DEFAULT_DATABASE: &str = "sqlite://sextant.db";
/// The variable that names the database.
const DATABASE_VARIABLE: &str = "SEXTANT_DATABASE_URL";

/// Keeps a council's education strategy and tells, every term, where it stands.
#[derive(Debug, Parser)]
#[command(name = "sextant", version, propagate_version = true, arg_required_else_help = true)]
pub struct Cli {
    /// The database: sqlite://FILE or postgres://USER@HOST/NAME
    ///
    /// Where it is not given, the environment variable SEXTANT_DATABASE_URL names it, and failing that it is
    /// sqlite://sextant.db. (`sextant demo` heeds this option only, and uses sqlite://sextant-demo.db otherwise.)
    #[arg(long, global = true, value_name = "URL")]
    database: Option<String>,
    /// The form of the log on standard error; SEXTANT_LOG filters it, for example SEXTANT_LOG=debug
    #[arg(long, global = true, value_enum, default_value = "text", value_name = "FORMAT")]
    log_format: LogFormat,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Load the bundled extract of real data, compile the scorecards and snapshots that are due, and serve them
    Demo(demo::Args),
    /// Serve GraphQL, the workbench and the pages, and compile scorecards and snapshots when they are due
    Serve(serve::Args),
    /// Make a database, or bring it to this version
    Migrate,
    /// Import a publisher's file, plain or gzipped
    Import(import::Args),
    /// A council's strategy
    #[command(subcommand)]
    Strategy(strategy::Command),
    /// The termly priority scorecard
    #[command(subcommand)]
    Scorecard(scorecard::Command),
    /// Say how every figure of a scorecard's line came about, step by step, with the file and line of each input
    Explain(explain::Args),
    /// Say what differs between two scorecards or two progress snapshots, and why: two revisions, two terms or years, or one as
    /// known on two days
    Diff(diff::Args),
    /// Compile every published scorecard and snapshot again as known then, and compare the hashes
    Verify(verify::Args),
    /// The strategy progress snapshot
    #[command(subcommand)]
    Snapshot(snapshot::Command),
    /// The GraphQL schema
    #[command(subcommand)]
    Schema(schema::Command),
    /// Copy an installation: all of a database in one file, and back into an empty one of either engine
    #[command(subcommand)]
    Archive(archive::Command),
    /// Tokens: who may read and write a council's partnership work
    #[command(subcommand)]
    Token(token::Command),
    /// Check a database and say what is wrong with it
    Doctor,
}

impl Command {
    const fn program(&self) -> Program {
        match self {
            Self::Serve(_) => Program::Server,
            Self::Demo(_) => Program::Demo,
            _ => Program::Command,
        }
    }
}

/// What a command came to, where it did not fail.
pub(crate) enum Verdict {
    /// It did what was asked.
    Done,
    /// It found problems and has listed them.
    Problems,
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    telemetry::start(cli.log_format, cli.command.program());
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&anyhow::anyhow!("the program could not start its threads: {error}")),
    };
    let result = runtime.block_on(run(cli, &mut Out::stdout()));
    // A blocking read that is still under way must not hold up the end of the program.
    runtime.shutdown_background();
    match result {
        Ok(Verdict::Done) => ExitCode::SUCCESS,
        Ok(Verdict::Problems) => ExitCode::FAILURE,
        // `sextant schema print | head` has read enough: nothing went wrong.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn fail(error: &anyhow::Error) -> ExitCode {
    use std::io::Write as _;
    // Nobody is left to be told when standard error is gone, too.
    let _ = writeln!(std::io::stderr(), "error: {error}");
    ExitCode::FAILURE
}

async fn run(cli: Cli, out: &mut Out) -> anyhow::Result<Verdict> {
    let named = cli.database;
    let url = || {
        let variable = std::env::var(DATABASE_VARIABLE).ok().filter(|url| !url.is_empty());
        named.clone().or(variable).unwrap_or_else(|| DEFAULT_DATABASE.to_owned())
    };
    match cli.command {
        Command::Demo(args) => demo::run(named.as_deref(), &args, out).await,
        Command::Serve(args) => serve::run(&url(), &args, out).await,
        Command::Migrate => migrate::run(&url(), out).await,
        Command::Import(args) => import::run(&url(), args, out).await,
        Command::Strategy(command) => strategy::run(&url(), command, out).await,
        Command::Scorecard(command) => scorecard::run(&url(), command, out).await,
        Command::Explain(args) => explain::run(&url(), args, out).await,
        Command::Diff(args) => diff::run(&url(), args, out).await,
        Command::Verify(args) => verify::run(&url(), args, out).await,
        Command::Snapshot(command) => snapshot::run(&url(), command, out).await,
        Command::Schema(command) => schema::run(&command, out),
        Command::Archive(command) => archive::run(&url(), command, out).await,
        Command::Token(command) => token::run(&url(), command, out).await,
        Command::Doctor => doctor::run(&url(), out).await,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;
    use clap::error::ErrorKind;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[track_caller]
    fn check(line: &str, expected: Result<(), ErrorKind>) {
        let parsed = Cli::try_parse_from(line.split(' ')).map(|_| ()).map_err(|error| error.kind());
        assert_eq!(parsed, expected, "{line}");
    }

    #[test]
    fn the_names_that_others_rely_on_are_there() {
        for kind in sextant_kinds() {
            check(&format!("sextant import {kind} f.csv --released 2025-12-02"), Ok(()));
        }
        for line in [
            "sextant demo",
            "sextant demo --no-serve --data elsewhere --database sqlite://x.db",
            "sextant serve --listen 127.0.0.1:9000 --database postgres://me@host/db",
            "sextant migrate",
            "sextant import ees f.csv --released 2025-12-02 --dry-run --mapping neet --title T --status provisional",
            "sextant strategy load f.toml",
            "sextant scorecard compile --strategy thurrock-2019 --term 2025/26-autumn",
            "sextant scorecard compile --strategy s --term 2025/26-autumn --as-known-at 2025-11-01",
            "sextant scorecard show --strategy s --term 2025/26-autumn --revision 2 --format json",
            "sextant scorecard show --strategy s --term 2025/26-autumn --format table",
            "sextant explain --strategy s --term 2025/26-autumn --indicator ATT-08",
            "sextant explain --strategy s --term 2025/26-autumn --revision 2 --indicator ATT-11 --group sex:girls",
            "sextant diff --strategy s --term 2025/26-autumn --to-term 2025/26-spring",
            "sextant diff --strategy s --term 2025/26-autumn --from-revision 1 --to-revision 2",
            "sextant diff --strategy s --term 2025/26-autumn --from-known 2025-12-10 --to-known 2026-04-08",
            "sextant diff --strategy s --year 2025/26 --from-known 2025-12-10 --to-known 2026-04-08",
            "sextant diff --strategy s --year 2024/25 --to-year 2025/26 --from-revision 1",
            "sextant verify",
            "sextant verify --strategy thurrock-2019",
            "sextant snapshot compile --strategy thurrock-2019",
            "sextant snapshot compile --strategy s --year 2025/26 --as-known-at 2025-11-01",
            "sextant snapshot show --strategy s --year 2025/26",
            "sextant snapshot show --strategy s --year 2025/26 --revision 2 --format json",
            "sextant schema print",
            "sextant token create --council thurrock --role data-owner --name Dashboard --days 30",
            "sextant token list --council thurrock",
            "sextant token revoke abc",
            "sextant archive export f.gz",
            "sextant archive export f.gz --force",
            "sextant --database postgres://me@host/db archive import f.gz",
            "sextant --database sqlite://x.db doctor",
        ] {
            check(line, Ok(()));
        }
    }

    fn sextant_kinds() -> [&'static str; 9] {
        [
            "gias",
            "gias-groups",
            "gias-links",
            "gias-group-links",
            "ofsted",
            "lait",
            "lait-dictionary",
            "neighbours",
            "ees",
        ]
    }

    #[test]
    fn what_is_mistyped_is_refused_before_anything_is_opened() {
        check("sextant import lait f.csv", Err(ErrorKind::MissingRequiredArgument));
        check("sextant import lait f.csv --released 2.12.2025", Err(ErrorKind::ValueValidation));
        check("sextant import nonsense f.csv --released 2025-12-02", Err(ErrorKind::InvalidValue));
        check("sextant import lait f.csv --released 2025-12-02 --status firm", Err(ErrorKind::InvalidValue));
        check("sextant scorecard compile --strategy s --term 2025-autumn", Err(ErrorKind::ValueValidation));
        check("sextant scorecard show --strategy s --term 2025/26-autumn --format pdf", Err(ErrorKind::InvalidValue));
        check("sextant token create --council c --role public --name n", Err(ErrorKind::InvalidValue));
        check("sextant archive export", Err(ErrorKind::MissingRequiredArgument));
        check("sextant archive import f.gz --force", Err(ErrorKind::UnknownArgument));
        check("sextant diff --strategy s", Err(ErrorKind::MissingRequiredArgument));
        check("sextant diff --strategy s --term 2025/26-autumn --year 2025/26", Err(ErrorKind::ArgumentConflict));
        check("sextant diff --strategy s --term 2025/26-autumn --to-year 2025/26", Err(ErrorKind::ArgumentConflict));
        check("sextant snapshot show --strategy s", Err(ErrorKind::MissingRequiredArgument));
        check("sextant snapshot compile --strategy s --year 2025", Err(ErrorKind::ValueValidation));
        check("sextant snapshot compile --strategy s --as-known-at autumn", Err(ErrorKind::ValueValidation));
        check("sextant serve --listen everywhere", Err(ErrorKind::ValueValidation));
    }
}
