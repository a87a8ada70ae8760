//! Columns by name, and which kind of file a header belongs to.

use std::collections::HashMap;

use crate::FileError;

/// A kind of file and the columns that it cannot be read without.
///
/// An entry of `required` may name alternatives, separated by `|`, of which one is enough.
pub(crate) struct Kind {
    /// What it is called in messages.
    pub(crate) name: &'static str,
    /// The columns that must be there.
    pub(crate) required: &'static [&'static str],
    /// Whether the publisher leaves off fields at the end of its rows.
    pub(crate) ragged: bool,
}

/// The place of a column in a row; absent where the edition lacks it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Col(pub(crate) Option<usize>);

/// A header: its names as published, and where each stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    published: Vec<String>,
    places: HashMap<String, usize>,
}

impl Columns {
    /// The first of two columns of the same name counts.
    pub(crate) fn new(published: Vec<String>) -> Self {
        let mut places = HashMap::new();
        for (place, name) in published.iter().enumerate() {
            places.entry(normal(name)).or_insert(place);
        }
        places.remove("");
        Self { published, places }
    }

    /// Where the column stands; `names` may hold alternatives separated by `|`, the first that is there counts.
    pub(crate) fn find(&self, names: &str) -> Col {
        Col(names.split('|').find_map(|name| self.places.get(&normal(name)).copied()))
    }

    /// The heading as published; empty for a column that is not there.
    pub(crate) fn heading(&self, col: Col) -> &str {
        col.0.and_then(|place| self.published.get(place)).map_or("", String::as_str)
    }

    /// How many columns there are.
    pub(crate) fn len(&self) -> usize {
        self.published.len()
    }

    /// The required columns that are not there.
    pub(crate) fn missing(&self, required: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<String> {
        let absent = |names: &str| self.find(names).0.is_none();
        let words = |names: &str| names.replace('|', " or ");
        required.into_iter().filter(|names| absent(names.as_ref())).map(|names| words(names.as_ref())).collect()
    }

    /// The error of a file whose header lacks `missing`: another kind of file where its header shows one.
    pub(crate) fn wrong(&self, expected: &'static str, missing: Vec<String>) -> FileError {
        match self.looks_like() {
            Some(kind) if kind != expected => FileError::OtherKind { expected, looks_like: kind.to_owned() },
            _ if self.published.len() <= 1 => {
                let words: String = self.published.concat().chars().take(60).collect();
                FileError::OtherKind {
                    expected,
                    looks_like: format!("a text that is no table; it begins with '{words}'"),
                }
            }
            _ => FileError::MissingColumns { kind: expected, missing, found: self.published.clone() },
        }
    }

    /// The kind of file that has such a header.
    pub(crate) fn looks_like(&self) -> Option<&'static str> {
        let all_there = |columns: &[&str]| columns.iter().all(|name| self.places.contains_key(&normal(name)));
        SIGNATURES.iter().find(|(_, columns)| all_there(columns)).map(|(name, _)| *name)
    }
}

/// A heading without what differs between editions: blanks around it, runs of blanks, case, byte order mark.
pub(crate) fn normal(name: &str) -> String {
    name.trim_start_matches('\u{feff}').split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Names of kinds, shared by the readers and the signatures, so that "another kind" is never the same kind.
pub(crate) mod kind {
    pub(crate) const GIAS: &str = "the register of establishments (GIAS)";
    pub(crate) const GROUPS: &str = "the register of groups (GIAS)";
    pub(crate) const GROUP_LINKS: &str = "the group links (GIAS)";
    pub(crate) const LINKS: &str = "the establishment links (GIAS)";
    pub(crate) const OFSTED: &str = "Ofsted inspection outcomes";
    pub(crate) const LAIT: &str = "an edition of LAIT";
    pub(crate) const DICTIONARY: &str = "the LAIT data dictionary";
    pub(crate) const NEIGHBOURS: &str = "a statistical neighbours list";
    pub(crate) const EES: &str = "an Explore Education Statistics file";
}

/// Columns that together tell a kind of file; the first that fits counts.
const SIGNATURES: &[(&str, &[&str])] = &[
    (kind::GROUP_LINKS, &["URN", "Linked UID", "Group Type"]),
    (kind::GROUPS, &["Group UID", "Group Name", "Group Type"]),
    (kind::LINKS, &["URN", "LinkURN", "LinkType"]),
    (kind::GIAS, &["URN", "EstablishmentName", "EstablishmentNumber"]),
    (kind::OFSTED, &["URN", "Inspection number of latest graded inspection"]),
    (kind::OFSTED, &["URN", "Inspection number of latest OEIF graded inspection"]),
    (kind::OFSTED, &["URN", "Inspection number", "Inspection start date"]),
    (kind::OFSTED, &["URN", "Overall effectiveness: how good is the school"]),
    (kind::OFSTED, &["URN", "Inspection date", "Overall effectiveness"]),
    (kind::LAIT, &["LA Number", "Short Desc", "Years", "Values"]),
    (kind::DICTIONARY, &["Measure_short", "Polarity", "Year_Type"]),
    (kind::NEIGHBOURS, &["LA num", "SN1", "SNP"]),
    (kind::NEIGHBOURS, &["LA number", "SN1", "SN10"]),
    (kind::EES, &["time_period", "geographic_level"]),
    ("a performance table", &["RECTYPE", "URN"]),
    ("a performance table", &["URN", "SCHNAME"]),
    ("a Fingertips file", &["Indicator ID", "Area Code"]),
    ("a column description of Explore Education Statistics", &["col_name", "col_type"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(names: &[&str]) -> Columns {
        Columns::new(names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn names_are_found_whatever_their_blanks_and_case() {
        let columns = columns(&["\u{feff}URN ", "Latest OEIF  safeguarding is effective?", "", "urn"]);
        assert_eq!(columns.find("urn"), Col(Some(0)));
        assert_eq!(columns.find("latest oeif safeguarding is effective?"), Col(Some(1)));
        assert_eq!(columns.find("Name|URN"), Col(Some(0)));
        assert_eq!(columns.find(""), Col(None));
        assert_eq!(columns.missing(["URN", "Name|Title"]), ["Name or Title"]);
    }

    #[test]
    fn headers_tell_their_kind() {
        assert_eq!(columns(&["URN", "LinkURN", "LinkName", "LinkType"]).looks_like(), Some(kind::LINKS));
        assert_eq!(columns(&["time_identifier", "Time_Period", "geographic_level"]).looks_like(), Some(kind::EES));
        assert_eq!(columns(&["a", "b"]).looks_like(), None);
    }
}
