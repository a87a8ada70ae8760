//! The mapping as it stands in the TOML file.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawMapping {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) levels: Vec<Spanned<String>>,
    pub(super) other: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) period: RawPeriod,
    #[serde(default)]
    pub(super) place: RawPlace,
    #[serde(default)]
    pub(super) status: RawStatus,
    #[serde(default)]
    pub(super) skip: Vec<RawSkip>,
    #[serde(default)]
    pub(super) filter: Vec<RawFilter>,
    #[serde(default)]
    pub(super) indicator: Vec<RawIndicator>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct RawPeriod {
    pub(super) column: String,
    pub(super) identifier: String,
    pub(super) basis: Option<Spanned<String>>,
    pub(super) words: BTreeMap<String, Spanned<String>>,
}

impl Default for RawPeriod {
    fn default() -> Self {
        let (column, identifier) = ("time_period".to_owned(), "time_identifier".to_owned());
        Self { column, identifier, basis: None, words: BTreeMap::new() }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct RawPlace {
    pub(super) level: String,
    pub(super) country: String,
    pub(super) region: String,
    pub(super) authority: String,
    pub(super) authority_number: String,
    pub(super) school: String,
}

impl Default for RawPlace {
    fn default() -> Self {
        Self {
            level: "geographic_level".to_owned(),
            country: "country_code".to_owned(),
            region: "region_code".to_owned(),
            authority: "new_la_code".to_owned(),
            authority_number: "old_la_code".to_owned(),
            school: "laestab|school_laestab".to_owned(),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct RawStatus {
    pub(super) always: Option<Spanned<String>>,
    pub(super) column: Option<String>,
    pub(super) words: BTreeMap<String, Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawSkip {
    pub(super) column: String,
    pub(super) cells: OneOrMore,
    #[serde(default)]
    pub(super) at: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawFilter {
    pub(super) column: OneOrMore,
    #[serde(default)]
    pub(super) total: Option<OneOrMore>,
    #[serde(default)]
    pub(super) total_at: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) members: BTreeMap<String, Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawIndicator {
    pub(super) code: String,
    pub(super) column: Spanned<String>,
    pub(super) numerator: Option<String>,
    pub(super) denominator: Option<String>,
    pub(super) lower: Option<String>,
    pub(super) upper: Option<String>,
    pub(super) breakdown: Option<Spanned<String>>,
    pub(super) basis: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) share_of_one: bool,
    #[serde(default)]
    pub(super) years_later: u8,
    pub(super) only_with: Option<String>,
    #[serde(default)]
    pub(super) never_with: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    pub(super) fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(text) => vec![text],
            Self::More(texts) => texts,
        }
    }
}
