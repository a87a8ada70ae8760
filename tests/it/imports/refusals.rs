//! Files that are not what they should be: a clear error, and nothing left behind.

use sextant_ingest::FileError;
use sextant_service::ServiceError;
use sextant_service::imports::Kind;

use super::small::{HEADER, edition, import_edition, lait};
use crate::support::extract::{project, request, try_import};
use crate::support::files::{Files, gunzip};
use crate::support::{Db, Prepared, both};

/// How many rows every table has that an import could write to.
async fn rows(db: &Db) -> Vec<(&'static str, i64)> {
    let mut rows = Vec::new();
    for table in [
        "ledger_entry",
        "source",
        "outcome",
        "series",
        "breakdown",
        "place",
        "school",
        "school_link",
        "trust",
        "trust_membership",
        "inspection",
        "judgement",
        "benchmark_group",
        "benchmark_member",
        "indicator",
    ] {
        rows.push((table, db.number(&format!("SELECT COUNT(*) FROM {table}")).await));
    }
    rows
}

/// Something is in the ledger already, so that "nothing left behind" is more than "nothing there".
const LOADED: [(&str, &str, &str); 2] = [("883", "2023", "60"), ("883", "2024", "66")];

/// What should be said of a file.
type Expected = fn(&ServiceError) -> bool;

fn is_empty(error: &ServiceError) -> bool {
    matches!(error, ServiceError::File(FileError::Empty { .. }))
}

fn is_binary(error: &ServiceError) -> bool {
    matches!(error, ServiceError::File(FileError::Binary { .. }))
}

fn is_cut(error: &ServiceError) -> bool {
    matches!(error, ServiceError::File(FileError::Truncated { .. } | FileError::Damaged { .. }))
}

fn lacks_columns(error: &ServiceError) -> bool {
    matches!(error, ServiceError::File(FileError::MissingColumns { .. }))
}

fn is_other_kind(error: &ServiceError) -> bool {
    matches!(error, ServiceError::File(FileError::OtherKind { .. } | FileError::MissingColumns { .. }))
}

fn nothing_imported(error: &ServiceError) -> bool {
    matches!(error, ServiceError::NothingImported { .. })
}

both! {
    async fn a_bad_edition_leaves_nothing_behind(db: Prepared) {
        import_edition(&db, "2025-01-01", &LOADED).await.unwrap();
        let before = rows(&db).await;
        let files = Files::new();
        let good = edition(&[("883", "2024", "67"), ("970", "2024", "61")]);
        let no_values = good.replace(",Values\n", ",Figures\n");
        let schools = gunzip(&project("data/extract/allgroupsdata20250718.csv.gz"));
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01".repeat(50);
        let places = edition(&[("1", "2024", "67"), ("2", "2024", "61")]);
        let cases: [(&str, Vec<u8>, Expected); 8] = [
            ("empty.csv", Vec::new(), is_empty),
            ("header.csv", HEADER.as_bytes().to_vec(), is_empty),
            ("blank.csv", b"\n\n\n".to_vec(), is_empty),
            ("picture.csv", png, is_binary),
            ("columns.csv", no_values.into_bytes(), lacks_columns),
            ("groups.csv", schools, is_other_kind),
            ("cut.csv", good.as_bytes()[..good.len() - 30].to_vec(), is_cut),
            ("nowhere.csv", places.into_bytes(), nothing_imported),
        ];
        for (name, content, expected) in cases {
            for path in [files.write(name, &content), files.gzip(&format!("{name}.gz"), &content)] {
                let error = try_import(&db, &lait(path.clone(), "2025-02-01")).await.unwrap_err();
                assert!(expected(&error), "{}: {error:?}", path.display());
                assert!(error.to_string().to_lowercase().contains("nothing"), "says that nothing was written: {error}");
                assert_eq!(rows(&db).await, before, "{}", path.display());
            }
        }
        let missing = lait(files.write("x", "x").with_file_name("not-there.csv"), "2025-02-01");
        let error = try_import(&db, &missing).await.unwrap_err();
        assert!(matches!(error, ServiceError::File(FileError::NotAFile { .. })), "{error:?}");
    }

    /// The damage shows only after tens of thousands of rows have been written.
    async fn a_large_file_that_ends_too_early_leaves_nothing_behind(db: Prepared) {
        let before = rows(&db).await;
        let whole = std::fs::read(project("data/extract/lait_2024-11-25.csv.gz")).unwrap();
        let files = Files::new();
        for share in [50, 90, 99] {
            let cut = files.write("cut.csv.gz", &whole[..whole.len() * share / 100]);
            let error = try_import(&db, &lait(cut, "2024-11-25")).await.unwrap_err();
            assert!(is_cut(&error), "{share}%: {error:?}");
            assert_eq!(rows(&db).await, before, "{share}%");
        }
        let mut damaged = whole.clone();
        let middle = whole.len() / 2;
        damaged[middle..middle + 64].fill(0);
        let error = try_import(&db, &lait(files.write("damaged.csv.gz", damaged), "2024-11-25")).await.unwrap_err();
        assert!(matches!(error, ServiceError::File(_)), "{error:?}");
        assert_eq!(rows(&db).await, before);
    }

    async fn a_file_of_another_kind_leaves_nothing_behind(db: Prepared) {
        let before = rows(&db).await;
        let files = [
            (Kind::Gias, "edubasealldata20250718.csv.gz"),
            (Kind::GiasGroups, "allgroupsdata20250718.csv.gz"),
            (Kind::GiasLinks, "links_edubasealldata20250718.csv.gz"),
            (Kind::GiasGroupLinks, "grouplinks_edubaseallacademiesandfree20240329.csv.gz"),
            (Kind::Ofsted, "england_ofsted-schools_as_at_31_July_2018.csv.gz"),
            (Kind::Lait, "lait_2024-11-25.csv.gz"),
            (Kind::LaitDictionary, "lait_data_dictionary_2026-04-08.csv.gz"),
            (Kind::Neighbours, "sn_may_2025.xlsx"),
            (Kind::Ees, "UD_NEETNK_LA_dashboard_2023_final.csv.gz"),
        ];
        for (meant, _) in files {
            for (kind, file) in files.into_iter().filter(|(kind, _)| *kind != meant) {
                let mut wrong = request(file);
                wrong.kind = meant;
                match try_import(&db, &wrong).await {
                    Err(ServiceError::File(_)) => {}
                    other => panic!("{file} ({kind:?}) imported as {meant:?}: {other:?}"),
                }
            }
        }
        assert_eq!(rows(&db).await, before);
    }

    async fn refused_rows_are_listed_and_the_others_land(db: Prepared) {
        let files = Files::new();
        let text = edition(&[
            ("883", "2024", "67"),
            ("883", "2024", "68"),
            ("883", "0", "1"),
            ("4", "2024", "1"),
            ("970", "2024", "sixty"),
            ("970", "2023", "x"),
        ]);
        let report = try_import(&db, &lait(files.write("edition.csv", text), "2025-01-01")).await.unwrap();
        assert_eq!((report.counts.read, report.counts.new, report.counts.refused), (6, 2, 4));
        let listed: Vec<(u64, &str, &str)> =
            report.refusals.iter().map(|it| (it.line, it.column.as_str(), it.value.as_str())).collect();
        let lines: Vec<u64> = listed.iter().map(|(line, ..)| *line).collect();
        assert_eq!(lines, [3, 4, 5, 6], "{listed:?}");
        assert!(report.refusals.iter().all(|it| !it.reason.is_empty() && !it.value.is_empty()), "{listed:?}");
        assert_eq!(db.number("SELECT COUNT(*) FROM outcome").await, 2);
        assert_eq!(db.number("SELECT rows_refused FROM ledger_entry ORDER BY knowledge DESC LIMIT 1").await, 4);
    }
}
