//! Links between establishments.

use sextant_domain::school::LinkRecord;

use crate::columns::{Kind, kind};
use crate::row::{Flow, Row, Tail};
use crate::table::Table;
use crate::{FileError, Source};

const KIND: Kind = Kind { name: kind::LINKS, required: &["URN", "LinkURN", "LinkType"], ragged: false };

pub(super) fn read(source: Source, visit: &mut dyn FnMut(Row<LinkRecord>) -> Flow) -> Result<Tail, FileError> {
    let table = Table::open(source, &KIND)?;
    let col = |name| table.columns().find(name);
    let (urn, linked, words, on) = (col("URN"), col("LinkURN"), col("LinkType"), col("LinkEstablishedDate"));
    let tail = table.drive(visit, |record, sink| {
        let words = record.text(words);
        let Some((side, kind)) = side_and_kind(&words) else {
            sink.ignore(&format!("the link type '{words}' tells neither predecessor nor successor"));
            return Ok(());
        };
        let (this, other) = (record.required(urn)?, record.required(linked)?);
        if this == other {
            return Err(record.refuse(linked, "an establishment cannot be linked with itself"));
        }
        let (predecessor, successor) = match side {
            Side::Predecessor => (other, this),
            Side::Successor => (this, other),
        };
        sink.emit(Ok(LinkRecord { predecessor, successor, kind, on: record.date(on)? }));
        Ok(())
    })?;
    Ok(Tail { layout: "establishment links", ..tail })
}

/// What the linked establishment is to the one of the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Predecessor,
    Successor,
}

/// `Predecessor - Split School` is a predecessor and `split school`.
fn side_and_kind(words: &str) -> Option<(Side, String)> {
    let words = words.to_lowercase();
    let (side, rest) = if let Some(rest) = words.strip_prefix("predecessor") {
        (Side::Predecessor, rest)
    } else {
        (Side::Successor, words.strip_prefix("successor")?)
    };
    Some((side, rest.trim_start_matches([' ', '-']).trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{collect, day, refuses_bad_files};

    const LINKS: &[u8] = include_bytes!("../../fixtures/gias_links.csv");

    #[test]
    fn link_types_are_read() {
        let check = |words, expected: Option<(Side, &str)>| {
            assert_eq!(side_and_kind(words), expected.map(|(side, kind)| (side, kind.to_owned())), "{words}");
        };
        check("Successor", Some((Side::Successor, "")));
        check("Predecessor - merged", Some((Side::Predecessor, "merged")));
        check("Successor - Split School", Some((Side::Successor, "split school")));
        check("Predecessor - amalgamated", Some((Side::Predecessor, "amalgamated")));
        for other in ["Result of Amalgamation", "Sixth Form Centre Link", "Other", "Closure", ""] {
            check(other, None);
        }
    }

    #[test]
    fn both_sides_of_a_link_come_out_the_same() {
        let links = collect(LINKS, read).unwrap();
        let sides: Vec<_> = links.records.iter().filter(|link| link.predecessor == 136_854).collect();
        assert_eq!(sides.len(), 2, "{:?}", links.records);
        assert_eq!(sides[0], sides[1]);
        assert_eq!((sides[0].successor, sides[0].on), (151_441, Some(day(2025, 1, 1))));
        assert_eq!(links.tail.ignored.values().sum::<u64>(), 2, "{:?}", links.tail.ignored);
    }

    #[test]
    fn bad_files_are_refused() {
        refuses_bad_files(LINKS, read);
    }
}
