//! The manifest of a bundled extract (`data/extract/manifest.toml`): which files to load, in which order, as released when.

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::lines::{FileProblem, Problems};
use crate::imports::Kind;

/// The files of an extract in the order in which they are loaded: by release, so that knowledge never goes backwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The files.
    pub entries: Vec<ManifestEntry>,
}

/// One file to load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestEntry {
    /// What kind of file it is.
    pub kind: Kind,
    /// Its name, beside the manifest.
    pub file: String,
    /// The day of release that it is loaded as.
    pub released: NaiveDate,
    /// The mapping for a file of Explore Education Statistics: `ehc-20-weeks`.
    pub mapping: Option<String>,
    /// Who published it.
    pub publisher: String,
    /// The publication's title.
    pub title: String,
    /// What should be known about the date or the content; empty where nothing.
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawManifest {
    file: Vec<RawEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    kind: Spanned<String>,
    file: Spanned<String>,
    released: Spanned<Datetime>,
    mapping: Option<String>,
    publisher: String,
    title: String,
    #[serde(default)]
    note: String,
}

/// Reads a manifest.
///
/// # Errors
/// Every mistake with its line; a mistake of syntax alone.
pub fn parse(text: &str, file_name: &str) -> Result<Manifest, Vec<FileProblem>> {
    let mut problems = Problems::new(file_name, text);
    let raw: RawManifest = problems.tables()?;
    let mut entries: Vec<ManifestEntry> = Vec::new();
    for raw in raw.file {
        let kind = problems.word(&raw.kind, &Kind::ALL, Kind::from_code, Kind::code);
        let released = problems.day(&raw.released);
        let (Some(kind), Some(released)) = (kind, released) else { continue };
        if entries.last().is_some_and(|before| released < before.released) {
            problems.add(
                &raw.released.span(),
                "released before the file above it",
                "Put the files in the order of their release",
            );
        }
        if (kind == Kind::Ees) != raw.mapping.is_some() {
            problems.add(
                &raw.kind.span(),
                "a mapping belongs to every file of kind ees and to no other",
                "Add or take out mapping",
            );
        }
        if raw.file.get_ref().contains(['/', '\\']) || raw.file.get_ref().starts_with('.') {
            problems.add(&raw.file.span(), "the file is not a name", "Name a file that lies beside the manifest");
        }
        entries.push(ManifestEntry {
            kind,
            file: raw.file.into_inner(),
            released,
            mapping: raw.mapping,
            publisher: raw.publisher,
            title: raw.title,
            note: raw.note,
        });
    }
    problems.finish(Some(Manifest { entries }))
}

#[cfg(test)]
mod tests;
