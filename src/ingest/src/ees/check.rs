//! Checks a mapping part by part, and says on which line a mistake is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use sextant_domain::measure::DataStatus;
use sextant_domain::outcome::{SeriesKey, TOTAL};
use sextant_domain::period::Basis;
use toml::Spanned;

use super::breakdown::{groups, is_breakdown, join, takes};
use super::mapping::{Filter, Mapping, Measured, PeriodRule, Skip, StatusRule};
use super::place::{Level, PlaceColumns};
use super::raw::{OneOrMore, RawFilter, RawIndicator, RawMapping, RawSkip};
use crate::FileError;

/// Checks the parts of a mapping; `text` gives the lines.
pub(super) struct Check<'a> {
    pub(super) text: &'a str,
}

impl Check<'_> {
    fn wrong(&self, value: &Spanned<String>, expected: &str) -> FileError {
        let line = Some(line_at(self.text, value.span().start));
        FileError::Mapping { line, message: format!("'{}' is not {expected}", value.get_ref()) }
    }

    pub(super) fn mapping(&self, raw: RawMapping) -> Result<Mapping, FileError> {
        if raw.indicator.is_empty() {
            return Err(FileError::Mapping { line: None, message: "it names no [[indicator]]".to_owned() });
        }
        let skip =
            |raw: RawSkip| Ok(Skip { column: raw.column, cells: raw.cells.into_vec(), at: self.levels(&raw.at)? });
        let skips = raw.skip.into_iter().map(skip).collect::<Result<Vec<_>, FileError>>()?;
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
            skips,
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
        for total in raw.total.map(OneOrMore::into_vec).unwrap_or_default() {
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
                interval: interval(indicator.lower, indicator.upper)?,
                share_of_one: indicator.share_of_one,
                years_later: indicator.years_later,
                series: keys.into_iter().map(pointer).collect(),
            })
        });
        Ok((measured.collect::<Result<Vec<_>, FileError>>()?, series))
    }
}

/// The columns of an interval: it has two ends.
fn interval(lower: Option<String>, upper: Option<String>) -> Result<Option<(String, String)>, FileError> {
    match (lower, upper) {
        (None, None) => Ok(None),
        (Some(lower), Some(upper)) => Ok(Some((lower, upper))),
        (Some(only), None) | (None, Some(only)) => Err(FileError::Mapping {
            line: None,
            message: format!("an interval has two ends, and '{only}' is one of them: name both 'lower' and 'upper'"),
        }),
    }
}

fn unreachable_mapping() -> FileError {
    FileError::Mapping { line: None, message: "'other' must be ignore or refuse".to_owned() }
}

/// The line of a place in the text; the first is 1.
pub(super) fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}
