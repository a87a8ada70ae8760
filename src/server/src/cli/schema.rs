//! `sextant schema`.

use clap::Subcommand;

use super::Verdict;
use super::output::Out;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the schema definition language to standard output; needs no database
    Print,
}

pub(super) fn run(command: &Command, out: &mut Out) -> anyhow::Result<Verdict> {
    match command {
        Command::Print => out.text(&sextant_graphql::sdl())?,
    }
    Ok(Verdict::Done)
}
