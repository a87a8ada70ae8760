//! Logs: on standard error, so that standard output holds nothing but what was asked for.

use std::io::IsTerminal as _;

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

/// The form of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object per line, for machines.
    Json,
}

/// The variable that filters the log, in the manner of `RUST_LOG`: `debug`, `warn,sextant_jobs=debug` …
pub(crate) const FILTER: &str = "SEXTANT_LOG";

/// What a server logs when nothing is said: what its own crates do, and the warnings of all others.
const SERVER: &str = "warn,sextant_server=info,sextant_service=info,sextant_jobs=info,sextant_store=info,\
                      sextant_graphql=info";
/// What the demo logs: its steps are on standard output already.
const DEMO: &str = "warn,sextant_server=info";
/// What a command logs: it reports its result itself.
const COMMAND: &str = "warn";

/// Who logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    /// A server.
    Server,
    /// The demo.
    Demo,
    /// Any other command.
    Command,
}

/// Starts logging.
pub(crate) fn start(format: LogFormat, program: Program) {
    let default = match program {
        Program::Server => SERVER,
        Program::Demo => DEMO,
        Program::Command => COMMAND,
    };
    let filter = EnvFilter::try_from_env(FILTER).unwrap_or_else(|_| EnvFilter::new(default));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second subscriber, as a test might start, is no reason to stop.
    let _ = match format {
        LogFormat::Text => builder.with_ansi(std::io::stderr().is_terminal()).try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
}
