//! The mappings that come with the program.

use std::path::Path;

use super::mapping::Mapping;
use super::reader::KIND;
use crate::columns::Columns;
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
    /// [`FileError::NoMapping`] when none fits, and those of [`super::read`] when the file is no tidy file at all.
    pub fn for_file(path: &Path, known: &[Self]) -> Result<Self, FileError> {
        let fits = |columns: &Columns| known.iter().find(|mapping| mapping.missing(columns).is_empty());
        let missing = |columns: &Columns| match columns.looks_like() == Some(KIND.name) || fits(columns).is_some() {
            true => Vec::new(),
            false => columns.missing(["time_period", "geographic_level"]),
        };
        let table = Table::open_by(Source::open(path)?, &KIND, missing)?;
        fits(table.columns())
            .cloned()
            .ok_or_else(|| FileError::NoMapping { known: known.iter().map(|mapping| mapping.name.clone()).collect() })
    }
}
