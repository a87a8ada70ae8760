//! Reading the dates of a strategy: its term calendar, and when its progress snapshots are due.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use sextant_domain::strategy::{CalendarTerm, SnapshotDue};
use sextant_domain::{AcademicYear, Term, TermOfYear};

use super::of_version;
use crate::entities::{calendar_term, snapshot_due, strategy};
use crate::error::{Result, unknown};

/// The term calendar in the order of time.
pub(super) async fn calendar(connection: &impl ConnectionTrait, of: &strategy::Model) -> Result<Vec<CalendarTerm>> {
    let rows = of_version!(calendar_term, of)
        .order_by_asc(calendar_term::Column::YearStart)
        .order_by_asc(calendar_term::Column::Term)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let year = year(row.year_start)?;
            let term = Term::from_number(row.term).ok_or_else(|| unknown("term", row.term))?;
            Ok(CalendarTerm {
                term: TermOfYear { year, term },
                starts: row.starts,
                ends: row.ends,
                paper_deadline: row.paper_deadline,
                meeting: row.meeting,
                source: row.source,
            })
        })
        .collect()
}

/// When snapshots are due, oldest first.
pub(super) async fn snapshots(connection: &impl ConnectionTrait, of: &strategy::Model) -> Result<Vec<SnapshotDue>> {
    let rows = of_version!(snapshot_due, of).order_by_asc(snapshot_due::Column::YearStart).all(connection).await?;
    let read = |row: snapshot_due::Model| {
        Ok(SnapshotDue { year: year(row.year_start)?, paper_deadline: row.paper_deadline, source: row.source })
    };
    rows.into_iter().map(read).collect()
}

/// The academic year that starts in a calendar year.
pub(super) fn year(start: i16) -> Result<AcademicYear> {
    AcademicYear::starting(i32::from(start)).ok_or_else(|| unknown("academic year", start))
}
