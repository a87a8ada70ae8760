//! The catalogue of indicators (`data/catalogue/indicators.toml`) and what supplies each of them.

mod raw;

use std::collections::BTreeMap;

use sextant_domain::outcome::{SeriesKey, TOTAL};
use sextant_domain::rules::GapDefinition;
use sextant_domain::{Basis, Indicator};

use super::lines::{FileProblem, Problems};

/// The indicators in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    /// The indicators.
    pub indicators: Vec<CatalogueIndicator>,
}

/// An indicator with what supplies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueIndicator {
    /// The indicator.
    pub indicator: Indicator,
    /// The dataset it comes from, as the list in `data/README.md` names it: `D04`.
    pub source: String,
    /// Where its figures come from; at least one. Several only where all of them are published, one per breakdown.
    pub supplies: Vec<Supply>,
}

/// Where the figures of an indicator come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Supply {
    /// A measure of the Local Authority Interactive Tool.
    Lait {
        /// Its code in the tool's dictionary, with the publisher's spaces.
        measure: String,
        /// The pupil group it speaks of.
        breakdown: String,
    },
    /// A tidy file of Explore Education Statistics.
    Ees {
        /// The mapping that reads it: `school-places`.
        mapping: String,
        /// The pupil group it speaks of.
        breakdown: String,
    },
    /// The difference of two series of the catalogue: others minus group.
    Gap {
        /// Whose others.
        definition: GapDefinition,
        /// The group's series.
        group: SeriesKey,
        /// The others' series.
        others: SeriesKey,
    },
    /// Counted from the register of schools and the inspections.
    Counted(Counted),
    /// Counted from the council's own records, term by term, and from which.
    Recorded(String),
    /// Nothing supplies it yet, and why.
    None(String),
}

/// What is counted from the register of schools and the inspections, for one authority on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counted {
    /// Percent of the report-card grades of open state-funded schools that are at the expected standard or above.
    ReportCardGradesExpected,
    /// Percent of the open state-funded schools with a report card whose every area is at the expected standard or above.
    ReportCardSchoolsExpected,
    /// Open state-funded schools in a category of concern or with safeguarding not met.
    SchoolsInConcern,
    /// Multi-academy trusts with five open schools in the authority, one of them primary and one secondary at least.
    MatsMeetingPrinciple,
    /// Open state-funded schools.
    OpenStateFundedSchools,
    /// Percent of the open state-funded schools that are academies or free schools.
    AcademiesShare,
}

impl Counted {
    /// Every count.
    pub const ALL: &'static [Self] = &[
        Self::ReportCardGradesExpected,
        Self::ReportCardSchoolsExpected,
        Self::SchoolsInConcern,
        Self::MatsMeetingPrinciple,
        Self::OpenStateFundedSchools,
        Self::AcademiesShare,
    ];

    /// The word in the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ReportCardGradesExpected => "report-card-grades-expected",
            Self::ReportCardSchoolsExpected => "report-card-schools-expected",
            Self::SchoolsInConcern => "schools-in-concern",
            Self::MatsMeetingPrinciple => "mats-meeting-principle",
            Self::OpenStateFundedSchools => "open-state-funded-schools",
            Self::AcademiesShare => "academies-share",
        }
    }

    /// The count with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|counted| counted.code() == code)
    }
}

impl CatalogueIndicator {
    /// The kind of period its figures speak of: that of its latest definition.
    pub fn basis(&self) -> Option<Basis> {
        self.indicator.definitions.last().map(|definition| definition.basis)
    }

    /// The pupil groups it has figures for; only [`TOTAL`] where nothing is published by group.
    pub fn breakdowns(&self) -> Vec<&str> {
        let published: Vec<&str> = self
            .supplies
            .iter()
            .filter_map(|supply| match supply {
                Supply::Lait { breakdown, .. } | Supply::Ees { breakdown, .. } => Some(breakdown.as_str()),
                _ => None,
            })
            .collect();
        if published.is_empty() { vec![TOTAL] } else { published }
    }
}

impl Catalogue {
    /// The indicator with this code.
    pub fn get(&self, code: &str) -> Option<&CatalogueIndicator> {
        self.indicators.iter().find(|entry| entry.indicator.code == code)
    }

    /// By measure of the Local Authority Interactive Tool: the series it feeds and the basis that its labels are read on.
    pub fn lait(&self) -> BTreeMap<&str, (SeriesKey, Basis)> {
        let mut measures = BTreeMap::new();
        for entry in &self.indicators {
            for supply in &entry.supplies {
                if let (Supply::Lait { measure, breakdown }, Some(basis)) = (supply, entry.basis()) {
                    let series = SeriesKey { indicator: entry.indicator.code.clone(), breakdown: breakdown.clone() };
                    measures.insert(measure.as_str(), (series, basis));
                }
            }
        }
        measures
    }
}

/// Reads the catalogue.
///
/// # Errors
/// Every mistake with its line; a mistake of syntax alone.
pub fn parse(text: &str, file_name: &str) -> Result<Catalogue, Vec<FileProblem>> {
    let mut problems = Problems::new(file_name, text);
    let file: raw::File = problems.tables()?;
    let read = raw::read(file, &mut problems);
    problems.finish(Some(Catalogue { indicators: read }))
}

#[cfg(test)]
mod tests;
