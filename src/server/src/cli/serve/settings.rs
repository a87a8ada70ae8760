//! How `sextant serve` is set: limits, trusted documents, what stands in front.

use std::path::{Path, PathBuf};

use crate::http::{Settings, Statuses};

#[derive(Debug, Default, clap::Args)]
pub(super) struct SettingsArgs {
    /// A TOML file with limits other than the usual ones, such as `cost-per-hour = 200000`; /graphql/limits lists them
    #[arg(long, value_name = "FILE")]
    limits: Option<PathBuf>,
    /// A manifest of documents that may be asked for by their ids: a JSON object of texts by id. May be given several times
    #[arg(long = "documents", value_name = "FILE")]
    documents: Vec<PathBuf>,
    /// Answer trusted documents alone: those that are shipped, and those of the manifests
    #[arg(long)]
    trusted_only: bool,
    /// A proxy stands in front and says in X-Forwarded-For who asks
    #[arg(long)]
    behind_proxy: bool,
    /// Which status codes answers of type application/graphql-response+json have
    #[arg(long, value_enum, default_value_t)]
    statuses: Statuses,
}

impl SettingsArgs {
    /// The settings, with the files read.
    ///
    /// # Errors
    /// Names the file that cannot be read, and what is wrong with it.
    pub(super) fn read(&self) -> anyhow::Result<Settings> {
        let limits = match &self.limits {
            Some(file) => toml::from_str(&text(file)?)
                .map_err(|error| anyhow::anyhow!("the limits in {} cannot be read: {error}", file.display()))?,
            None => Default::default(),
        };
        let manifests = self.documents.iter().map(|file| text(file)).collect::<anyhow::Result<_>>()?;
        let Self { trusted_only, behind_proxy, statuses, .. } = *self;
        Ok(Settings { limits, manifests, trusted_only, behind_proxy, statuses })
    }
}

fn text(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).map_err(|error| anyhow::anyhow!("{} cannot be read: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_from_a_file_and_the_rest_stays_as_usual() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("limits.toml");
        let args = SettingsArgs { limits: Some(file.clone()), ..SettingsArgs::default() };
        assert!(args.read().unwrap_err().to_string().contains("limits.toml cannot be read"));
        std::fs::write(&file, "cost = 10\ncost-per-hour = 0\n").unwrap();
        let limits = args.read().unwrap().limits;
        assert_eq!((limits.cost, limits.cost_per_hour, limits.depth), (10, 0, 12));
        std::fs::write(&file, "csot = 10\n").unwrap();
        let told = args.read().unwrap_err().to_string();
        assert!(told.contains("csot") && told.contains("cost"), "{told}");
    }
}
