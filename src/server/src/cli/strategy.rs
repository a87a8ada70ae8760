//! `sextant strategy`.

use std::path::PathBuf;

use clap::Subcommand;

use super::Verdict;
use super::output::Out;
use crate::{clock, open};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Load a council's strategy from its file; a changed file becomes the next version
    Load {
        /// The strategy's TOML file
        file: PathBuf,
    },
}

pub(super) async fn run(url: &str, command: Command, out: &mut Out) -> anyhow::Result<Verdict> {
    let Command::Load { file } = command;
    let text = std::fs::read_to_string(&file)
        .map_err(|error| anyhow::anyhow!("'{}' could not be read: {error}. Check the path", file.display()))?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let database = open::prepared(url).await?;
    let loaded = sextant_service::strategy::load(&database, &text, &name, clock::now()).await?;
    out.line(match loaded.knowledge {
        Some(_) => format!("'{}' is loaded as version {}.", loaded.code, loaded.version),
        None => format!("Nothing changed: '{}' says what version {} already says.", loaded.code, loaded.version),
    })?;
    Ok(Verdict::Done)
}
