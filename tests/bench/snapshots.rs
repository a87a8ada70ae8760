//! Compiling strategy progress snapshots: one council's, and the whole country's; verifying; reading as known then.
//!
//! The ledger holds a whole edition of the Interactive Tool and, over it, the seven editions of the bundled extract.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use sextant_domain::AcademicYear;
use sextant_domain::progress::compile_snapshot;
use sextant_jobs::scorecard::{CompileRequest, compile_scorecard};
use sextant_jobs::snapshot::{CompileSnapshotRequest, compile_strategy_snapshot};
use sextant_jobs::verify::{self, VerifyRequest};
use sextant_service::{setup, strategy};
use sextant_store::snapshots::{SnapshotRequest, load_inputs};
use sextant_store::{Database, ledger, query, strategies};

use crate::{extract, machine, median, now, postgres};

/// The first word of the command line of a process that compiles the whole country.
pub(crate) const WORD: &str = "snapshots-in-a-child";

const TIMES: usize = 20;
const STRATEGY: &str = "thurrock-2019";

/// Loads the ledger into both engines and measures.
pub(crate) async fn measure(folder: &Path, lait: &Path) {
    println!("\nSnapshots of the core set, LAIT's whole history loaded");
    let name = format!("sextant_bench_snapshots_{}", std::process::id());
    postgres::create(&name, None).await;
    let file = folder.join("snapshots.sqlite3");
    for (engine, url) in [("PostgreSQL", postgres::url_of(&name)), ("SQLite", format!("sqlite://{}", file.display()))] {
        let database = Database::open(&url).await.unwrap();
        setup::prepare(&database, now()).await.unwrap();
        extract::load_dictionary(&database).await;
        extract::load(&database, extract::kind("lait"), lait.to_owned(), "2020-01-02").await;
        extract::load_everything(&database).await;
        let councils = extract::load_every_council(&database).await;
        one(engine, &database).await;
        known_then(engine, &database).await;
        verified(engine, &database).await;
        database.close().await.unwrap();
        country(engine, &url, councils);
    }
    postgres::drop(&name).await;
}

async fn load_and_compile(database: &Database, code: &str, day: NaiveDate) -> usize {
    let stored = strategies::load(database.read(), code).await.unwrap().unwrap();
    let knowledge = ledger::known_at(database.read(), day).await.unwrap();
    let year = AcademicYear::starting(2025).unwrap();
    let request = SnapshotRequest { strategy: &stored, year, as_known_at: day, knowledge, catalogue: None };
    let snapshot = compile_snapshot(&load_inputs(database.read(), &request).await.unwrap());
    snapshot.priorities.iter().map(|priority| priority.lines.len()).sum()
}

/// One council's snapshot on a warm database.
async fn one(engine: &str, database: &Database) {
    let day = now().date_naive();
    let mut took = Vec::new();
    let before = database.statements();
    for _ in 0..TIMES {
        let start = Instant::now();
        assert!(load_and_compile(database, STRATEGY, day).await >= 44);
        took.push(start.elapsed().as_secs_f64());
    }
    let statements = (database.statements() - before) / TIMES as u64;
    println!("{engine}, one council, load and compile: {:.1} ms, {statements} statements", 1000.0 * median(took));
}

/// The same page of outcomes and the same snapshot, as known today and as known then, in turn.
async fn known_then(engine: &str, database: &Database) {
    let (today, then) = (now().date_naive(), "2025-12-10".parse().unwrap());
    let (mut page_now, mut page_then, mut whole_now, mut whole_then) = (vec![], vec![], vec![], vec![]);
    for _ in 0..TIMES {
        for (day, pages, wholes) in [(today, &mut page_now, &mut whole_now), (then, &mut page_then, &mut whole_then)] {
            let start = Instant::now();
            let known = ledger::known_at(database.read(), day).await.unwrap();
            page(database, known).await;
            pages.push(start.elapsed().as_secs_f64());
            let start = Instant::now();
            load_and_compile(database, STRATEGY, day).await;
            wholes.push(start.elapsed().as_secs_f64());
        }
    }
    let told = |what: &str, today: Vec<f64>, then: Vec<f64>| {
        let (today, then) = (1000.0 * median(today), 1000.0 * median(then));
        println!(
            "{engine}, {what}: today {today:.2} ms, as known on 2025-12-10 {then:.2} ms; ratio {:.2}",
            then / today
        );
    };
    told("a page of 100 outcomes", page_now, page_then);
    told("a snapshot", whole_now, whole_then);
}

async fn page(database: &Database, known: i64) {
    use query::outcomes::OutcomeField as F;
    use query::{Filter, Order, PageRequest, Scalar, Test};
    let text = |field, text: &str| Filter::Is(field, Test::Eq(Scalar::Text(text.to_owned())));
    let filter = Filter::All(vec![text(F::Indicator, "ATT-08"), text(F::Source, "lait")]);
    let order = vec![Order { field: F::Value, descending: true }];
    let request = PageRequest { size: 100, backward: false, after: None, before: None, order };
    let found = query::outcomes::list(database.read(), &filter, &request, known).await.unwrap();
    assert_eq!(found.rows.len(), 100);
}

/// A hundred published results, verified.
async fn verified(engine: &str, database: &Database) {
    for days in 0..50 {
        let as_known_at = now().date_naive().checked_sub_days(Days::new(days));
        let (strategy, trigger) = (STRATEGY.to_owned(), "bench");
        let card = CompileRequest {
            strategy: strategy.clone(),
            term: sextant_domain::TermOfYear::parse("2025/26-summer").unwrap(),
            as_known_at,
            trigger,
        };
        compile_scorecard(database, &card, now()).await.unwrap();
        let snapshot = CompileSnapshotRequest { strategy, year: AcademicYear::starting(2025), as_known_at, trigger };
        compile_strategy_snapshot(database, &snapshot, now()).await.unwrap();
    }
    let start = Instant::now();
    let report = verify::verify(database, &VerifyRequest::default()).await.unwrap();
    let seconds = start.elapsed().as_secs_f64();
    let (results, wrong) = (report.checked(), report.problems().count());
    println!("{engine}, verify: {results} published results in {seconds:.2} s, {wrong} do not match");
}

/// Every council's snapshot in a process of its own: half of them, then all, to see whether it is linear.
fn country(engine: &str, url: &str, councils: usize) {
    for share in [2, 1] {
        let told = Command::new(std::env::current_exe().unwrap())
            .args([WORD, url, &(councils / share).to_string()])
            .output()
            .unwrap();
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        print!("{engine}, {}", String::from_utf8_lossy(&told.stdout));
    }
}

/// The child: compiles the snapshots of so many councils. `words`: URL, how many.
pub(crate) async fn child(words: &[String]) {
    let [url, many] = words else { panic!("{WORD} URL N") };
    let database = Database::open(url).await.unwrap();
    let codes = strategies::load_all_codes(database.read()).await.unwrap();
    let councils: Vec<&String> = codes.iter().filter(|code| code.starts_with("bench-")).collect();
    let many: usize = many.parse().unwrap();
    let start = Instant::now();
    for code in councils.iter().take(many) {
        load_and_compile(&database, code, now().date_naive()).await;
    }
    let seconds = start.elapsed().as_secs_f64();
    let each = 1000.0 * seconds / many as f64;
    println!("{many} councils' snapshots: {seconds:.2} s, {each:.1} ms each, peak memory {} MiB", machine::peak_mib());
    database.close().await.unwrap();
}

/// The strategy of one council as that of another: the same core set for another authority.
pub(crate) async fn load_as(database: &Database, text: &str, number: i32) {
    let text = text
        .replace("\"thurrock-2019\"", &format!("\"bench-{number}\""))
        .replace("code = \"thurrock\"", &format!("code = \"council-{number}\""))
        .replace("authority = 883", &format!("authority = {number}"));
    strategy::load(database, &text, "bench.toml", now()).await.unwrap();
}
