//! Which school belongs to which group.

use sextant_domain::school::MembershipRecord;

use super::group_kind;
use crate::columns::{Kind, kind};
use crate::row::{Flow, Row, Tail};
use crate::table::Table;
use crate::{FileError, Source};

/// Ragged: the header has 21 fields and every row 20.
const KIND: Kind = Kind {
    name: kind::GROUP_LINKS,
    required: &["URN", "Linked UID", "Group Name", "Group Type (code)|Group Type", "Joined date"],
    ragged: true,
};

pub(super) fn read(source: Source, visit: &mut dyn FnMut(Row<MembershipRecord>) -> Flow) -> Result<Tail, FileError> {
    let table = Table::open(source, &KIND)?;
    let col = |names| table.columns().find(names);
    let (urn, uid, name, joined) = (col("URN"), col("Linked UID"), col("Group Name"), col("Joined date"));
    let (code, words) = (col("Group Type (code)"), col("Group Type"));
    let tail = table.drive(visit, |record, sink| {
        sink.emit(Ok(MembershipRecord {
            urn: record.required(urn)?,
            uid: record.required(uid)?,
            name: record.owned(name),
            kind: group_kind(&record.text(code), &record.text(words)),
            joined: record.date(joined)?,
        }));
        Ok(())
    })?;
    Ok(Tail { layout: "group links", ..tail })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{collect, day, refuses_bad_files};
    use sextant_domain::school::TrustKind;

    const LINKS: &[u8] = include_bytes!("../../fixtures/gias_group_links.csv");

    #[test]
    fn rows_shorter_than_the_header_are_read() {
        let links = collect(LINKS, read).unwrap();
        assert!(links.refusals.is_empty(), "{:?}", links.refusals);
        let expected = |uid, name: &str, kind, joined| MembershipRecord {
            urn: 105_135,
            uid,
            name: name.to_owned(),
            kind,
            joined: Some(joined),
        };
        assert_eq!(
            links.records[..2],
            [
                expected(2150, "Archdiocese of Southwark", TrustKind::Sponsor, day(2010, 1, 5)),
                expected(4782, "ST PAUL'S ACADEMY", TrustKind::SingleAcademy, day(2005, 9, 1)),
            ]
        );
    }

    #[test]
    fn bad_files_are_refused() {
        refuses_bad_files(LINKS, read);
    }
}
