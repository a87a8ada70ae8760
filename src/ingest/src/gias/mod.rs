//! The register of schools, Get Information about Schools (GIAS): establishments, groups, memberships, links.
//!
//! Names of head teachers, governors and other people stand in these files. They are never read.

mod establishments;
mod group_links;
mod groups;
mod links;

use sextant_domain::school::TrustKind;

use crate::{FileError, Flow, Row, Source, Tail};
use sextant_domain::school::{LinkRecord, MembershipRecord, SchoolRecord, TrustRecord};

/// Reads the establishments: one [`SchoolRecord`] a row.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be imported.
pub fn establishments(source: Source, visit: &mut dyn FnMut(Row<SchoolRecord>) -> Flow) -> Result<Tail, FileError> {
    establishments::read(source, visit)
}

/// Reads the groups (trusts, sponsors, federations): one [`TrustRecord`] a row.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be imported.
pub fn groups(source: Source, visit: &mut dyn FnMut(Row<TrustRecord>) -> Flow) -> Result<Tail, FileError> {
    groups::read(source, visit)
}

/// Reads which school belongs to which group since when: one [`MembershipRecord`] a row.
///
/// A school stands in several rows where it has a trust and a sponsor.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be imported.
pub fn group_links(source: Source, visit: &mut dyn FnMut(Row<MembershipRecord>) -> Flow) -> Result<Tail, FileError> {
    group_links::read(source, visit)
}

/// Reads the links between establishments: one [`LinkRecord`] for each row that tells a predecessor or a successor.
///
/// The register writes most links twice, once from each side; both come out as the same record (predecessor, successor,
/// kind), sometimes with the day on one side only. Dropping the second is left to the caller, who has a unique key. Rows of
/// other types (sixth form centres, expansions) are counted in [`Tail::ignored`].
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be imported.
pub fn links(source: Source, visit: &mut dyn FnMut(Row<LinkRecord>) -> Flow) -> Result<Tail, FileError> {
    links::read(source, visit)
}

/// The kind of group by the register's code, or by its words where the edition has no code.
fn group_kind(code: &str, words: &str) -> TrustKind {
    match (code.trim_start_matches('0'), words.to_lowercase().as_str()) {
        ("6", _) | ("", "multi-academy trust") => TrustKind::MultiAcademy,
        ("10" | "11", _) | ("", "single-academy trust" | "secure single-academy trust") => TrustKind::SingleAcademy,
        ("5", _) | ("", "school sponsor") => TrustKind::Sponsor,
        ("2", _) | ("", "trust") => TrustKind::Foundation,
        ("1", _) | ("", "federation") => TrustKind::Federation,
        _ => TrustKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_groups_are_told_by_code_and_by_words() {
        // The nine pairs of the register of 18 July 2025.
        for (code, words, kind) in [
            ("10", "Single-academy trust", TrustKind::SingleAcademy),
            ("06", "Multi-academy trust", TrustKind::MultiAcademy),
            ("05", "School sponsor", TrustKind::Sponsor),
            ("01", "Federation", TrustKind::Federation),
            ("08", "Children's Centres Group", TrustKind::Other),
            ("02", "Trust", TrustKind::Foundation),
            ("09", "Children's Centres Collaboration", TrustKind::Other),
            ("07", "Umbrella trust", TrustKind::Other),
            ("11", "Secure single-academy trust", TrustKind::SingleAcademy),
        ] {
            assert_eq!(group_kind(code, words), kind, "{code} {words}");
            assert_eq!(group_kind("", words), kind, "{words}");
        }
    }
}
