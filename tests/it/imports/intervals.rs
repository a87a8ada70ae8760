//! The interval that a publisher gives with a figure stands beside it, and is restated like it.

use sextant_domain::DataStatus;
use sextant_service::imports::{ImportRequest, Kind};

use crate::contract::ask;
use crate::support::extract::{project, try_import};
use crate::support::files::Files;
use crate::support::{Db, Prepared, both, day};

/// Thurrock's rows of the children looked after, of which 2023/24 reads -1.74, between -2.39 and -1.09.
fn published() -> String {
    std::fs::read_to_string(project("src/ingest/fixtures/ees_cin_ks4.csv")).unwrap()
}

fn request(files: &Files, name: &str, text: &str, released: &str) -> ImportRequest {
    ImportRequest {
        kind: Kind::Ees,
        file: files.write(name, text),
        released: day(released),
        status: DataStatus::Published,
        title: String::new(),
        mapping: Some("cin-ks4".to_owned()),
        dry_run: false,
    }
}

async fn interval(db: &Db, year: &str, known: &str) -> serde_json::Value {
    let query = format!(
        "{{ outcomes(asKnownAt: \"{known}\", filter: {{indicator: {{eq: \"ATT-15\"}}, place: {{eq: \"883\"}}, \
         period: {{eq: {{label: \"{year}\"}}}}}}) {{ nodes {{ cause value {{ value interval {{ low high method }} }} }} }} }}"
    );
    ask(db, &query).await["outcomes"]["nodes"][0].clone()
}

both! {
    async fn a_published_interval_is_kept_and_a_changed_one_is_a_restatement(db: Prepared) {
        let files = Files::new();
        let first = request(&files, "first.csv", &published(), "2026-04-16");
        try_import(&db, &first).await.unwrap();
        let known = serde_json::json!({
            "cause": "NEW",
            "value": { "value": "-1.74", "interval": { "low": "-2.39", "high": "-1.09", "method": "PUBLISHED" } },
        });
        assert_eq!(interval(&db, "2023/24", "2026-04-16").await, known);
        let without = &interval(&db, "2024/25", "2026-04-16").await["value"];
        assert_eq!(*without, serde_json::json!({ "value": null, "interval": null }));
        let again = try_import(&db, &request(&files, "again.csv", &published(), "2026-04-17")).await.unwrap();
        assert_eq!((again.counts.new, again.counts.restated, again.counts.unchanged), (0, 0, 14));
        let wider = published().replace("-1.74,-2.39,-1.09", "-1.74,-2.4,-1.09");
        let later = try_import(&db, &request(&files, "wider.csv", &wider, "2026-05-01")).await.unwrap();
        assert_eq!((later.counts.new, later.counts.restated, later.counts.unchanged), (0, 1, 13));
        let now = interval(&db, "2023/24", "2026-05-01").await;
        assert_eq!((&now["cause"], &now["value"]["interval"]["low"]), (&"RELEASE".into(), &"-2.4".into()));
        assert_eq!(interval(&db, "2023/24", "2026-04-30").await, known);
    }
}
