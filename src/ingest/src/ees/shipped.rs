//! The mappings that come with the program.

use std::path::Path;

use super::mapping::Mapping;
use super::reader::KIND;
use crate::table::Table;
use crate::{FileError, Source};

/// The shipped mappings, as text.
const SHIPPED: &[&str] = &[
    include_str!("../../mappings/absence-by-term.toml"),
    include_str!("../../mappings/cin-ks2.toml"),
    include_str!("../../mappings/cin-ks4.toml"),
    include_str!("../../mappings/early-years.toml"),
    include_str!("../../mappings/ehc-20-weeks.toml"),
    include_str!("../../mappings/exclusions.toml"),
    include_str!("../../mappings/neet.toml"),
    include_str!("../../mappings/school-places.toml"),
];

impl Mapping {
    /// The mappings that come with the program.
    ///
    /// # Errors
    /// None: a test reads them all. The type is that of [`Mapping::parse`].
    pub fn shipped() -> Result<Vec<Self>, FileError> {
        SHIPPED.iter().map(|text| Self::parse(text)).collect()
    }

    /// The mapping among `known` whose columns the file has, told by its header; the first where several fit.
    ///
    /// # Errors
    /// [`FileError`] when the file is no table, and [`FileError::OtherKind`] when no mapping fits.
    pub fn for_file(path: &Path, known: &[Self]) -> Result<Self, FileError> {
        let missing = |columns: &_| {
            let best = known.iter().map(|mapping| mapping.missing(columns)).min_by_key(Vec::len);
            best.unwrap_or_else(|| vec!["(there is no mapping)".to_owned()])
        };
        let table = Table::open_by(Source::open(path)?, &KIND, missing)?;
        let fits = known.iter().find(|mapping| mapping.missing(table.columns()).is_empty());
        fits.cloned().ok_or_else(|| FileError::OtherKind {
            expected: KIND.name,
            looks_like: "a file that no mapping describes".to_owned(),
        })
    }
}
