//! A mapping, checked.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use sextant_domain::measure::DataStatus;
use sextant_domain::outcome::{SeriesKey, TOTAL};
use sextant_domain::period::Basis;
use toml::Spanned;

use super::place::{Level, PlaceColumns};
use super::raw::{RawFilter, RawIndicator, RawMapping};
use crate::FileError;
use crate::columns::Columns;

/// A mapping may describe so many groups: the product of the members of its filters.
const GROUPS: usize = 20_000;

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
/// - `[[filter]]`: `column` (one, or several whose cells are joined by ` / `), the cell(s) that mean `total`, the `members`
///   (cell = `dimension:member`), and `total-at`, the levels on which every cell counts as total;
/// - `[[indicator]]`: `code`, `column`, `numerator`, `denominator`, a `basis` of its own, a `breakdown` of its own,
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
        required.extend(self.filters.iter().flat_map(|filter| filter.columns.iter().cloned()));
        for indicator in &self.indicators {
            required.push(indicator.column.clone());
            required.extend(indicator.numerator.iter().chain(&indicator.denominator).cloned());
        }
        required.dedup();
        columns.missing(required)
    }
}

/// Checks the parts of a mapping; `text` gives the lines.
struct Check<'a> {
    text: &'a str,
}

impl Check<'_> {
    fn wrong(&self, value: &Spanned<String>, expected: &str) -> FileError {
        let line = Some(line_at(self.text, value.span().start));
        FileError::Mapping { line, message: format!("'{}' is not {expected}", value.get_ref()) }
    }

    fn mapping(&self, raw: RawMapping) -> Result<Mapping, FileError> {
        if raw.indicator.is_empty() {
            return Err(FileError::Mapping { line: None, message: "it names no [[indicator]]".to_owned() });
        }
        let filters = raw.filter.into_iter().map(|filter| self.filter(filter)).collect::<Result<Vec<_>, _>>()?;
        let groups = groups(&filters)?;
        let (indicators, series) = self.indicators(raw.indicator, &groups)?;
        let refuse_other = match raw.other.as_ref().map(|other| other.get_ref().as_str()) {
            None | Some("ignore") => false,
            Some("refuse") => true,
            Some(_) => {
                return Err(raw.other.map_or_else(unreachable_mapping, |other| self.wrong(&other, "ignore or refuse")));
            }
        };
        let place = raw.place;
        Ok(Mapping {
            name: raw.name,
            title: raw.title,
            levels: self.levels(&raw.levels)?,
            refuse_other,
            period: PeriodRule {
                column: raw.period.column,
                identifier: raw.period.identifier,
                basis: raw.period.basis.as_ref().map(|basis| self.basis(basis)).transpose()?,
                words: self.words(&raw.period.words, |basis| self.basis(basis))?,
            },
            place: PlaceColumns {
                level: place.level,
                country: place.country,
                region: place.region,
                authority: place.authority,
                authority_number: place.authority_number,
                school: place.school,
            },
            status: StatusRule {
                always: raw.status.always.as_ref().map(|status| self.status(status)).transpose()?,
                column: raw.status.column,
                words: self.words(&raw.status.words, |status| self.status(status))?,
            },
            filters,
            indicators,
            series,
        })
    }

    fn levels(&self, levels: &[Spanned<String>]) -> Result<Vec<Level>, FileError> {
        let expected = "a level that can be taken: National, Regional, Local authority or School";
        levels.iter().map(|level| Level::parse(level.get_ref()).ok_or_else(|| self.wrong(level, expected))).collect()
    }

    fn basis(&self, basis: &Spanned<String>) -> Result<Basis, FileError> {
        let expected = "a basis: ACADEMIC_YEAR, AUTUMN_TERM, CALENDAR_YEAR, CENSUS_POINT …";
        Basis::from_code(basis.get_ref()).ok_or_else(|| self.wrong(basis, expected))
    }

    fn status(&self, status: &Spanned<String>) -> Result<DataStatus, FileError> {
        let expected = "a status: PROVISIONAL, REVISED, FINAL, PUBLISHED or MANAGEMENT_INFORMATION";
        DataStatus::from_code(status.get_ref()).ok_or_else(|| self.wrong(status, expected))
    }

    fn words<T>(
        &self,
        words: &BTreeMap<String, Spanned<String>>,
        read: impl Fn(&Spanned<String>) -> Result<T, FileError>,
    ) -> Result<BTreeMap<String, T>, FileError> {
        words.iter().map(|(word, value)| Ok((word.to_lowercase(), read(value)?))).collect()
    }

    fn filter(&self, raw: RawFilter) -> Result<Filter, FileError> {
        let mut members = vec![TOTAL.to_owned()];
        let mut places = HashMap::new();
        for total in raw.total.map(super::raw::OneOrMore::into_vec).unwrap_or_default() {
            places.insert(total.to_lowercase(), 0);
        }
        for (cell, code) in raw.members {
            if !is_breakdown(code.get_ref()) {
                return Err(self.wrong(&code, "a breakdown: write dimension:member in small letters, as in sex:girls"));
            }
            let known = members.iter().position(|member| member == code.get_ref());
            let place = known.unwrap_or_else(|| {
                members.push(code.get_ref().clone());
                members.len() - 1
            });
            places.insert(cell.to_lowercase(), place);
        }
        Ok(Filter { columns: raw.column.into_vec(), places, total_at: self.levels(&raw.total_at)?, members })
    }

    /// The indicators, and every series that they can give.
    fn indicators(
        &self,
        raw: Vec<RawIndicator>,
        groups: &[String],
    ) -> Result<(Vec<Measured>, Vec<Arc<SeriesKey>>), FileError> {
        let mut keys: Vec<Vec<Option<SeriesKey>>> = Vec::new();
        for indicator in &raw {
            let own = indicator.breakdown.as_ref().map_or(TOTAL, |own| own.get_ref().as_str());
            if let Some(wrong) = indicator.breakdown.as_ref().filter(|own| !is_breakdown(own.get_ref())) {
                return Err(self.wrong(wrong, "a breakdown: write dimension:member in small letters, as in sex:girls"));
            }
            let key = |group: &String| {
                let breakdown = join([own, group])?;
                takes(indicator, &breakdown).then(|| SeriesKey { indicator: indicator.code.clone(), breakdown })
            };
            keys.push(groups.iter().map(key).collect());
        }
        let all: BTreeSet<&SeriesKey> = keys.iter().flatten().flatten().collect();
        let series: Vec<Arc<SeriesKey>> = all.into_iter().map(|key| Arc::new(key.clone())).collect();
        let pointer = |key: Option<SeriesKey>| series.iter().find(|series| Some(&***series) == key.as_ref()).cloned();
        let measured = raw.into_iter().zip(keys).map(|(indicator, keys)| {
            Ok(Measured {
                basis: indicator.basis.as_ref().map(|basis| self.basis(basis)).transpose()?,
                column: indicator.column.into_inner(),
                numerator: indicator.numerator,
                denominator: indicator.denominator,
                share_of_one: indicator.share_of_one,
                years_later: indicator.years_later,
                series: keys.into_iter().map(pointer).collect(),
            })
        });
        Ok((measured.collect::<Result<Vec<_>, FileError>>()?, series))
    }
}

fn unreachable_mapping() -> FileError {
    FileError::Mapping { line: None, message: "'other' must be ignore or refuse".to_owned() }
}

/// Whether the indicator is taken for this group.
fn takes(indicator: &RawIndicator, breakdown: &str) -> bool {
    let has = |dimension: &String| breakdown.split('+').any(|pair| pair.split(':').next() == Some(dimension.as_str()));
    indicator.only_with.as_ref().is_none_or(has) && !indicator.never_with.iter().any(has)
}

/// The breakdown of every combination of members; the last filter runs fastest.
fn groups(filters: &[Filter]) -> Result<Vec<String>, FileError> {
    let mut groups = vec![TOTAL.to_owned()];
    for filter in filters {
        if groups.len() * filter.members.len() > GROUPS {
            return Err(FileError::Mapping {
                line: None,
                message: format!("its filters make more than {GROUPS} groups"),
            });
        }
        let all = groups.iter().flat_map(|group| filter.members.iter().map(|member| join([group.as_str(), member])));
        groups = all.collect::<Option<Vec<_>>>().ok_or_else(|| {
            let message = "two filters have members of the same dimension".to_owned();
            FileError::Mapping { line: None, message }
        })?;
    }
    Ok(groups)
}

/// Joins breakdowns: the pairs in alphabetical order, `total` for none. `None` when a dimension would stand twice.
fn join<'a>(breakdowns: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut pairs: Vec<&str> =
        breakdowns.into_iter().filter(|breakdown| *breakdown != TOTAL).flat_map(|b| b.split('+')).collect();
    pairs.sort_unstable();
    let dimension = |pair: &str| pair.split(':').next().map(str::to_owned);
    let twice = pairs.windows(2).any(|two| dimension(two[0]) == dimension(two[1]));
    match (twice, pairs.is_empty()) {
        (true, _) => None,
        (false, true) => Some(TOTAL.to_owned()),
        (false, false) => Some(pairs.join("+")),
    }
}

/// `dimension:member`, or several joined by `+` in alphabetical order.
fn is_breakdown(code: &str) -> bool {
    let word = |text: &str| {
        text.split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
    };
    let pair = |pair: &str| pair.split_once(':').is_some_and(|(dimension, member)| word(dimension) && word(member));
    code.split('+').all(pair) && code.split('+').is_sorted()
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}
