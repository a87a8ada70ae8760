//! The register of groups.

use sextant_domain::school::TrustRecord;

use super::group_kind;
use crate::columns::{Kind, kind};
use crate::row::{Flow, Row, Tail};
use crate::table::Table;
use crate::{FileError, Source};

const KIND: Kind = Kind {
    name: kind::GROUPS,
    required: &["Group UID", "Group Name", "Group Type (code)|Group Type", "Group Status (code)|Group Status"],
    ragged: false,
};

pub(super) fn read(source: Source, visit: &mut dyn FnMut(Row<TrustRecord>) -> Flow) -> Result<Tail, FileError> {
    let table = Table::open(source, &KIND)?;
    let col = |names| table.columns().find(names);
    let (uid, group_id, name) = (col("Group UID"), col("Group ID"), col("Group Name"));
    let (code, words) = (col("Group Type (code)"), col("Group Type"));
    let (companies_house, ukprn) = (col("Companies House Number"), col("UKPRN"));
    let (opened, incorporated, closed) = (col("Open date"), col("Incorporated on (open date)"), col("Closed Date"));
    let status = col("Group Status (code)|Group Status");
    let tail = table.drive(visit, |record, sink| {
        let opened = match record.date(opened)? {
            Some(day) => Some(day),
            None => record.date(incorporated)?,
        };
        sink.emit(Ok(TrustRecord {
            uid: record.required(uid)?,
            group_id: record.owned(group_id),
            name: record.owned(name),
            kind: group_kind(&record.text(code), &record.text(words)),
            companies_house: record.owned(companies_house),
            ukprn: record.number(ukprn)?,
            opened,
            closed: record.date(closed)?,
            open: record.text(status).eq_ignore_ascii_case("open"),
        }));
        Ok(())
    })?;
    Ok(Tail { layout: "all groups", ..tail })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{collect, day, refuses_bad_files};
    use sextant_domain::school::TrustKind;

    const GROUPS: &[u8] = include_bytes!("../../fixtures/gias_groups.csv");

    #[test]
    fn groups_are_read() {
        let groups = collect(GROUPS, read).unwrap();
        assert!(groups.refusals.is_empty(), "{:?}", groups.refusals);
        let group = |uid| groups.records.iter().find(|group| group.uid == uid).unwrap();
        let closed = group(1000);
        assert_eq!((closed.kind, closed.open), (TrustKind::Federation, false));
        assert_eq!((closed.opened, closed.closed), (Some(day(2009, 1, 6)), Some(day(2010, 8, 31))));
        let trust = group(3939);
        assert_eq!((trust.kind, trust.open), (TrustKind::MultiAcademy, true));
        assert_eq!(trust.companies_house, "04468267");
        assert_eq!(trust.opened, Some(day(2002, 6, 24)), "the day of incorporation where there is no open date");
    }

    #[test]
    fn bad_files_are_refused() {
        refuses_bad_files(GROUPS, read);
    }
}
