//! Every file of the bundled extract: what came of its rows, against numbers counted from the files by other means.

use sextant_store::ledger::Counts;

use crate::support::extract::{entries, request, try_import};
use crate::support::{Db, Loaded, LoadedCopy, Prepared, both};

/// The counts of a file's ledger entry: read, new, restated, withdrawn, unchanged, refused.
async fn recorded(db: &Db, file: &str) -> [i64; 6] {
    let mut counts = [0; 6];
    let columns = ["read", "new", "restated", "withdrawn", "unchanged", "refused"];
    for (count, column) in counts.iter_mut().zip(columns) {
        let sql = format!("SELECT rows_{column} FROM ledger_entry WHERE file_name = '{file}'");
        *count = db.number(&sql).await;
    }
    counts
}

both! {
    /// Counted with Python from the seven files: a key is measure, LA number and the first year of the label; a key's value is
    /// the number rounded half up to six decimals (or the symbol) together with the standing in brackets. An edition is held
    /// against everything that the editions before it said last. No edition of the extract lost a key in the middle of its
    /// series.
    async fn editions_of_the_interactive_tool(db: Loaded) {
        let expected = [
            ("2024-11-25", [87_210, 87_210, 0, 0, 0, 0]),
            ("2025-04-07", [96_900, 9_690, 3_941, 0, 83_269, 0]),
            ("2025-07-22", [96_730, 5_780, 4_587, 0, 86_363, 0]),
            ("2025-10-27", [99_110, 3_230, 5_898, 0, 89_982, 0]),
            ("2025-12-02", [101_150, 2_040, 774, 0, 98_336, 0]),
            ("2025-12-22", [101_150, 0, 513, 0, 100_637, 0]),
            ("2026-04-08", [102_000, 2_040, 7_536, 0, 92_424, 0]),
        ];
        for (edition, counts) in expected {
            assert_eq!(recorded(&db, &format!("lait_{edition}.csv.gz")).await, counts, "edition of {edition}");
        }
        let rows: i64 = expected.iter().map(|(_, counts)| counts[1] + counts[2] + counts[3]).sum();
        let stored = "SELECT COUNT(*) FROM outcome o JOIN series s ON s.id = o.series_id WHERE s.source_code = 'lait'";
        assert_eq!(db.number(stored).await, rows);
    }

    /// Counted with Python's csv module: the data rows of each file; every one of them is read.
    async fn every_row_is_read_and_none_refused(db: Loaded) {
        let expected = [
            ("Management_information_-_schools_-_28_February_2015.provider-level.csv.gz", 1_859),
            ("england_ofsted-schools_as_at_31_July_2018.csv.gz", 2_023),
            ("absence_by_term.csv.gz", 9_680),
            ("exclusions_by_geographic_level.csv.gz", 7_709),
            ("1_eyfsp_headline_measures_2022.csv.gz", 10_992),
            ("UD_NEETNK_LA_dashboard_2023_final.csv.gz", 160),
            ("sen2_timeliness_20_week.csv.gz", 12_212),
            ("scorecard_data_2025_2023.csv.gz", 462),
            ("grouplinks_edubaseallacademiesandfree20240329.csv.gz", 302),
            ("edubasealldata20250115.csv.gz", 2_385),
            ("edubasealldata20250718.csv.gz", 2_405),
            ("allgroupsdata20250718.csv.gz", 341),
            ("links_edubasealldata20250718.csv.gz", 3_039),
        ];
        for (file, rows) in expected {
            let [read, .., refused] = recorded(&db, file).await;
            assert_eq!((read, refused), (rows, 0), "{file}");
        }
        let all = db.texts("SELECT file_name FROM ledger_entry WHERE kind LIKE 'import:%' ORDER BY knowledge").await;
        let manifest: Vec<String> = entries().into_iter().map(|entry| entry.file).collect();
        assert_eq!(all, manifest, "loaded in the manifest's order");
    }

    /// Counted with Python: 20 of the 2,405 schools of July are not in January's edition; of the others 209 say the same in
    /// every column that is kept. The rest differ in one, or (a few) in their trust alone.
    async fn the_second_edition_of_the_register_of_schools(db: Loaded) {
        let [read, new, _, _, unchanged, _] = recorded(&db, "edubasealldata20250718.csv.gz").await;
        assert_eq!((read, new), (2_405, 20));
        assert!(unchanged <= 209, "at most the 209 schools whose own columns are the same: {unchanged}");
        assert_eq!(db.number("SELECT COUNT(*) FROM school WHERE knowledge = 12").await, 2_385);
        assert_eq!(db.number("SELECT COUNT(*) FROM school WHERE knowledge = 16").await, 20 + 2_176);
    }

    /// Counted with Python: of 3,039 rows 44 are no succession (20 sixth form centre schools, 18 sixth form centre links, 6
    /// results of an amalgamation); each succession stands twice, once from either side, and 1,501 differ.
    async fn links_between_schools(db: Loaded) {
        let file = "links_edubasealldata20250718.csv.gz";
        assert_eq!(recorded(&db, file).await, [3_039, 1_501, 0, 0, 1_494, 0]);
        assert_eq!(db.number("SELECT COUNT(*) FROM school_link").await, 1_501);
    }

    /// Counted with Python: 970 rows for all plans, 323 for male and 321 for female; each has two figures. Ages and ethnic
    /// groups are not taken.
    async fn education_health_and_care_plans(db: Loaded) {
        let [_, new, ..] = recorded(&db, "sen2_timeliness_20_week.csv.gz").await;
        assert_eq!(new, 2 * (970 + 323 + 321));
    }

    /// Counted with Python: 150 authorities, nine regions and England, four figures each.
    async fn not_in_education_employment_or_training(db: Loaded) {
        assert_eq!(recorded(&db, "UD_NEETNK_LA_dashboard_2023_final.csv.gz").await, [160, 4 * 160, 0, 0, 0, 0]);
    }

    /// Whatever is loaded again says so and writes nothing: of each source its newest edition, of events every file.
    async fn the_same_file_twice_changes_nothing(db: LoadedCopy) {
        let entries = entries();
        let tables = ["ledger_entry", "outcome", "series", "school", "trust", "trust_membership", "inspection", "judgement"];
        let mut before = Vec::new();
        for table in tables {
            before.push(db.number(&format!("SELECT COUNT(*) FROM {table}")).await);
        }
        for (at, entry) in entries.iter().enumerate() {
            let same_source = |other: &&_| same_source(entry, other);
            if entries[at + 1..].iter().find(same_source).is_some() {
                continue;
            }
            let report = try_import(&db, &request(&entry.file)).await.unwrap();
            assert_eq!(report.knowledge, None, "{}: {:?}", entry.file, report.counts);
            assert!(!report.counts.changes_something(), "{}: {:?}", entry.file, report.counts);
            assert!(report.counts.unchanged > 0, "{}: {:?}", entry.file, report.counts);
        }
        for (table, rows) in tables.into_iter().zip(before) {
            assert_eq!(db.number(&format!("SELECT COUNT(*) FROM {table}")).await, rows, "{table}");
        }
    }

    async fn a_dry_run_counts_and_writes_nothing(db: Prepared) {
        for file in ["sn_may_2025.xlsx", "UD_NEETNK_LA_dashboard_2023_final.csv.gz"] {
            let mut request = request(file);
            request.dry_run = true;
            let ledger = db.number("SELECT COUNT(*) FROM ledger_entry").await;
            let dry = try_import(&db, &request).await.unwrap();
            assert_eq!((dry.knowledge, dry.dry_run), (None, true));
            assert_eq!(db.number("SELECT COUNT(*) FROM ledger_entry").await, ledger);
            for (table, kind) in [("outcome", "gz"), ("series", "gz"), ("benchmark_group", "xlsx")] {
                if file.ends_with(kind) {
                    assert_eq!(db.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
                }
            }
            assert_ne!(dry.counts, Counts::default());
            let mut again = request.clone();
            again.dry_run = true;
            assert_eq!(try_import(&db, &again).await.unwrap().counts, dry.counts, "it is still to be done");
            again.dry_run = false;
            let real = try_import(&db, &again).await.unwrap();
            assert_eq!(real.counts, dry.counts, "a dry run shows what would happen");
            assert!(real.knowledge.is_some());
        }
    }
}

/// Whether a later file of the manifest is the next edition of the same source.
fn same_source(entry: &sextant_service::files::ManifestEntry, other: &sextant_service::files::ManifestEntry) -> bool {
    let supersedes = !["ofsted", "gias-links", "neighbours"].contains(&entry.kind.code());
    supersedes && entry.kind == other.kind && entry.mapping == other.mapping
}
