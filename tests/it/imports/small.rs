//! A small edition of the Local Authority Interactive Tool in the publisher's shape.

use crate::support::extract::try_import;
use crate::support::files::Files;
use crate::support::{Db, day};
use sextant_domain::DataStatus;
use sextant_service::ServiceError;
use sextant_service::imports::{ImportReport, ImportRequest, Kind};

/// The header of an edition.
pub(super) const HEADER: &str = "LA and Regions,LA Number,Region,Short Desc,Years,Values\n";

/// An edition: rows of place, year, value for the key stage 2 measure of the catalogue (`ATT-08`).
pub(super) fn edition(rows: &[(&str, &str, &str)]) -> String {
    let mut text = HEADER.to_owned();
    for (place, year, value) in rows {
        text.push_str(&format!("Somewhere,{place}.0,Some region,KS2RWM_Expected_STD,{year},{value}\n"));
    }
    text
}

/// How to import a file as an edition of a day.
pub(super) fn lait(file: std::path::PathBuf, released: &str) -> ImportRequest {
    ImportRequest {
        kind: Kind::Lait,
        file,
        released: day(released),
        status: DataStatus::Published,
        title: String::new(),
        mapping: None,
        dry_run: false,
    }
}

/// Imports an edition made of rows.
pub(super) async fn import_edition(
    db: &Db,
    released: &str,
    rows: &[(&str, &str, &str)],
) -> Result<ImportReport, ServiceError> {
    let files = Files::new();
    try_import(db, &lait(files.write("edition.csv", edition(rows)), released)).await
}
