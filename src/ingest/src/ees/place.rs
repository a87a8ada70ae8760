//! Geographic levels and the codes that name a place on each.

use sextant_domain::place::{OnsCode, PlaceKey};

use crate::cell;
use crate::columns::{Col, Columns};
use crate::row::Refusal;
use crate::table::Record;

/// A geographic level that can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    National,
    Regional,
    Authority,
    School,
}

impl Level {
    /// The publisher's words for the level.
    pub(super) fn parse(words: &str) -> Option<Self> {
        match words.trim().to_lowercase().as_str() {
            "national" => Some(Self::National),
            "regional" | "region" => Some(Self::Regional),
            "local authority" => Some(Self::Authority),
            "school" => Some(Self::School),
            _ => None,
        }
    }
}

/// The columns that name places, by their names.
#[derive(Clone, Debug)]
pub(super) struct PlaceColumns {
    pub(super) level: String,
    pub(super) country: String,
    pub(super) region: String,
    pub(super) authority: String,
    pub(super) authority_number: String,
    pub(super) school: String,
}

impl PlaceColumns {
    /// The columns that these levels cannot do without.
    pub(super) fn required(&self, levels: &[Level]) -> Vec<String> {
        let of_level = |level: &Level| match level {
            Level::National => self.country.clone(),
            Level::Regional => self.region.clone(),
            Level::Authority => format!("{}|{}", self.authority, self.authority_number),
            Level::School => self.school.clone(),
        };
        std::iter::once(self.level.clone()).chain(levels.iter().map(of_level)).collect()
    }

    pub(super) fn find(&self, columns: &Columns) -> PlaceCols {
        PlaceCols {
            level: columns.find(&self.level),
            country: columns.find(&self.country),
            region: columns.find(&self.region),
            authority: columns.find(&self.authority),
            authority_number: columns.find(&self.authority_number),
            school: columns.find(&self.school),
        }
    }
}

/// Where they stand.
pub(super) struct PlaceCols {
    pub(super) level: Col,
    country: Col,
    region: Col,
    authority: Col,
    authority_number: Col,
    school: Col,
}

impl PlaceCols {
    /// The place of a row on this level.
    pub(super) fn place(&self, record: &Record<'_>, level: Level) -> Result<PlaceKey, Refusal> {
        let ons = |col: Col| OnsCode::parse(&record.text(col)).map(PlaceKey::Ons);
        match level {
            Level::National => {
                ons(self.country).ok_or_else(|| record.refuse(self.country, "this is not the code of a country"))
            }
            Level::Regional => {
                ons(self.region).ok_or_else(|| record.refuse(self.region, "this is not the code of a region"))
            }
            Level::Authority => ons(self.authority)
                .or_else(|| self.number(record))
                .ok_or_else(|| record.refuse(self.authority, "there is neither an authority's code nor its number")),
            Level::School => cell::whole(&record.text(self.school))
                .filter(|number| (1_000_000..10_000_000).contains(number))
                .map(PlaceKey::LaEstab)
                .ok_or_else(|| record.refuse(self.school, "this is not a school's LAESTAB of seven digits")),
        }
    }

    /// Authorities that were abolished before they got a nine-character code have only their number.
    fn number(&self, record: &Record<'_>) -> Option<PlaceKey> {
        cell::whole(&record.text(self.authority_number))
            .filter(|number| (200..1000).contains(number))
            .map(PlaceKey::Dfe)
    }
}
