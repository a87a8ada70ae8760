//! A mapping, checked.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use sextant_domain::measure::DataStatus;
use sextant_domain::outcome::SeriesKey;
use sextant_domain::period::Basis;

use super::check::{Check, line_at};
use super::place::{Level, PlaceColumns};
use super::raw::RawMapping;
use crate::FileError;
use crate::columns::Columns;

/// Which column of a file is which indicator, and so on.
///
/// The keys of the TOML text:
///
/// - `name`, `title`: the code of the mapping and the publication that it reads;
/// - `levels`: the geographic levels that are taken; rows of others are ignored;
/// - `other`: `ignore` (the default) or `refuse` rows of groups that the mapping does not name;
/// - `[period]`: `column` (`time_period`), and either one `basis` for the whole file or the `identifier` column
///   (`time_identifier`) whose `words` tell it, on top of the publisher's usual words;
/// - `[place]`: the columns `level`, `country`, `region`, `authority`, `authority-number`, `school`, where they are named
///   otherwise than usual;
/// - `[status]`: `always` one status, or a `column` with `words` for each;
/// - `[[skip]]`: rows that have one of these `cells` in this `column` are ignored, on every level or only `at` some;
/// - `[[filter]]`: `column` (one, or several whose cells are joined by ` / `), the cell(s) that mean `total`, the `members`
///   (cell = `dimension:member`), and `total-at`, the levels on which every cell counts as total;
/// - `[[indicator]]`: `code`, `column`, `numerator`, `denominator`, the columns `lower` and `upper`
///   of the publisher's interval (both or neither), a `basis` of its own, a `breakdown` of its own,
///   `share-of-one` where the file has 0.138 for 13.8 %, `years-later` where a column speaks of a later year than its row,
///   `only-with` and `never-with` for dimensions that the row's group
///   must or must not have.
#[derive(Clone, Debug)]
pub struct Mapping {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) levels: Vec<Level>,
    pub(super) refuse_other: bool,
    pub(super) period: PeriodRule,
    pub(super) place: PlaceColumns,
    pub(super) status: StatusRule,
    pub(super) skips: Vec<Skip>,
    pub(super) filters: Vec<Filter>,
    pub(super) indicators: Vec<Measured>,
    pub(super) series: Vec<Arc<SeriesKey>>,
}

#[derive(Clone, Debug)]
pub(super) struct PeriodRule {
    pub(super) column: String,
    pub(super) identifier: String,
    pub(super) basis: Option<Basis>,
    pub(super) words: BTreeMap<String, Basis>,
}

#[derive(Clone, Debug)]
pub(super) struct StatusRule {
    pub(super) always: Option<DataStatus>,
    pub(super) column: Option<String>,
    pub(super) words: BTreeMap<String, DataStatus>,
}

/// Rows that are ignored.
#[derive(Clone, Debug)]
pub(super) struct Skip {
    pub(super) column: String,
    pub(super) cells: Vec<String>,
    /// On these levels; on all where none is named.
    pub(super) at: Vec<Level>,
}

/// A filter: its columns, and the place of each cell's member among `members`.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    pub(super) columns: Vec<String>,
    pub(super) places: HashMap<String, usize>,
    pub(super) total_at: Vec<Level>,
    /// The breakdown codes; the first is the total.
    pub(super) members: Vec<String>,
}

/// A column that is an indicator.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) column: String,
    pub(super) numerator: Option<String>,
    pub(super) denominator: Option<String>,
    /// The columns of the publisher's interval, the lower end first.
    pub(super) interval: Option<(String, String)>,
    pub(super) basis: Option<Basis>,
    pub(super) share_of_one: bool,
    pub(super) years_later: u8,
    /// For each group of the filters, the series; `None` where the indicator is not taken for that group.
    pub(super) series: Vec<Option<Arc<SeriesKey>>>,
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// [`FileError::Mapping`] with the line of the mistake.
    pub fn parse(text: &str) -> Result<Self, FileError> {
        let raw: RawMapping = toml::from_str(text).map_err(|error| FileError::Mapping {
            line: error.span().map(|span| line_at(text, span.start)),
            message: error.message().to_owned(),
        })?;
        Check { text }.mapping(raw)
    }

    /// The code of the mapping: `ehc-20-weeks`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The publication that it reads.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Every series that it can give, in order; the list that comes back in [`crate::Tail::series`].
    pub fn series(&self) -> &[Arc<SeriesKey>] {
        &self.series
    }

    /// The columns that a file must have.
    pub(super) fn missing(&self, columns: &Columns) -> Vec<String> {
        let mut required = self.place.required(&self.levels);
        required.push(self.period.column.clone());
        if self.period.basis.is_none() && self.indicators.iter().any(|indicator| indicator.basis.is_none()) {
            required.push(self.period.identifier.clone());
        }
        required.extend(self.status.column.clone());
        required.extend(self.skips.iter().map(|skip| skip.column.clone()));
        required.extend(self.filters.iter().flat_map(|filter| filter.columns.iter().cloned()));
        for indicator in &self.indicators {
            required.push(indicator.column.clone());
            required.extend(indicator.numerator.iter().chain(&indicator.denominator).cloned());
            required.extend(indicator.interval.iter().flat_map(|(lower, upper)| [lower.clone(), upper.clone()]));
        }
        required.dedup();
        columns.missing(required)
    }
}
