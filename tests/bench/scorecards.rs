//! Compiling one council's scorecard on a warm database.

use std::path::Path;
use std::time::Instant;

use chrono::Days;
use sextant_domain::TermOfYear;
use sextant_domain::scorecard::compile;
use sextant_jobs::scorecard::{CompileRequest, compile_scorecard};
use sextant_service::setup;
use sextant_store::scorecards::{InputsRequest, load_inputs};
use sextant_store::{Database, ledger, strategies};

use crate::{extract, median, now, postgres};

const TIMES: u64 = 50;
const STRATEGY: &str = "demonstration-2024";
const TERM: &str = "2025/26-summer";

/// Loads the extract into both engines and compiles.
pub(crate) async fn measure(folder: &Path) {
    println!("\nScorecard of {STRATEGY}, {TERM}, on the bundled extract, median of {TIMES}");
    let name = format!("sextant_bench_cards_{}", std::process::id());
    postgres::create(&name, None).await;
    let file = folder.join("cards.sqlite3");
    for (engine, url) in [("PostgreSQL", postgres::url_of(&name)), ("SQLite", format!("sqlite://{}", file.display()))] {
        let database = Database::open(&url).await.unwrap();
        setup::prepare(&database, now()).await.unwrap();
        extract::load_everything(&database).await;
        compiled(engine, &database).await;
        published(engine, &database).await;
        database.close().await.unwrap();
    }
    postgres::drop(&name).await;
}

/// Loading the inputs and compiling, without publishing.
async fn compiled(engine: &str, database: &Database) {
    let stored = strategies::load(database.read(), STRATEGY).await.unwrap().unwrap();
    let knowledge = ledger::latest(database.read()).await.unwrap();
    let request = InputsRequest {
        strategy: &stored,
        term: TermOfYear::parse(TERM).unwrap(),
        as_known_at: now().date_naive(),
        knowledge,
        previous_knowledge: knowledge - 3,
        catalogue: None,
        rules: None,
    };
    let (mut whole, mut pure) = (Vec::new(), Vec::new());
    let before = database.statements();
    for _ in 0..TIMES {
        let start = Instant::now();
        let inputs = load_inputs(database.read(), &request).await.unwrap();
        let loaded = Instant::now();
        let card = compile(&inputs);
        pure.push(loaded.elapsed().as_secs_f64());
        whole.push(start.elapsed().as_secs_f64());
        assert_eq!(card.priorities.len(), 6);
    }
    let statements = (database.statements() - before) / TIMES;
    let (whole, pure) = (1000.0 * median(whole), 1000.0 * median(pure));
    println!("{engine}, load and compile: {whole:.1} ms (of which compiling {pure:.1} ms), {statements} statements");
}

/// The whole job: another day each time, so that each is a revision of its own.
async fn published(engine: &str, database: &Database) {
    let mut took = Vec::new();
    let before = database.statements();
    for days in 0..TIMES {
        let as_known_at = now().date_naive().checked_sub_days(Days::new(days));
        let request = CompileRequest {
            strategy: STRATEGY.to_owned(),
            term: TermOfYear::parse(TERM).unwrap(),
            as_known_at,
            trigger: "bench",
        };
        let start = Instant::now();
        let compiled = compile_scorecard(database, &request, now()).await.unwrap();
        took.push(start.elapsed().as_secs_f64());
        assert!(compiled.is_new);
    }
    let statements = (database.statements() - before) / TIMES;
    println!("{engine}, load, compile and publish: {:.1} ms, {statements} statements", 1000.0 * median(took));
}
