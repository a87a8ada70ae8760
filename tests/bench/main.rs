//! How long the heavy things take, beside what the databases' own loaders take for the same rows on the same machine.
//!
//! `make bench ARGS='[--lait FILE] [--gias FILE] [--runs N] [--only PART]'`; it starts a throw-away PostgreSQL where none is given.
//!
//! Without files it makes some of full size in the publishers' shape. Nothing here fails when it is slow: it prints.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should stop where it stands")]

mod child;
mod contract;
mod delivery;
mod editions;
mod extract;
mod http;
mod machine;
mod made;
#[path = "../it/support/postgres.rs"]
mod postgres;
mod reference;
mod scorecards;
mod snapshots;

use std::path::PathBuf;
use std::process::Command;

use chrono::{DateTime, Utc};

/// What was asked for on the command line.
#[derive(Debug)]
struct Asked {
    lait: Option<PathBuf>,
    gias: Option<PathBuf>,
    runs: usize,
    /// One part alone: editions, scorecards, snapshots, delivery, contract.
    only: Option<String>,
}

/// The clock of the tests.
fn now() -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

/// The middle one of some numbers.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

fn asked() -> Asked {
    let mut asked =
        Asked { lait: std::env::var_os("SEXTANT_BENCH_LAIT").map(Into::into), gias: None, runs: 3, only: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next();
        match (word.as_str(), value) {
            ("--lait", Some(file)) => asked.lait = Some(file.into()),
            ("--gias", Some(file)) => asked.gias = Some(file.into()),
            ("--runs", Some(number)) => asked.runs = number.parse().unwrap(),
            ("--only", Some(part)) => asked.only = Some(part),
            // What `cargo bench` adds.
            ("--bench", _) => {}
            _ => panic!("bench [--lait FILE] [--gias FILE] [--runs N] [--only PART]; '{word}' was not understood"),
        }
    }
    asked
}

/// Runs this program once more with a throw-away PostgreSQL beside it.
fn on_a_server_of_its_own() {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("postgres.sh");
    let program = std::env::current_exe().unwrap();
    let ended = Command::new(script).arg("run").arg(program).args(std::env::args_os().skip(1)).status().unwrap();
    std::process::exit(ended.code().unwrap_or(1));
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let words: Vec<String> = std::env::args().collect();
    if words.get(1).is_some_and(|word| word == child::WORD) {
        runtime.block_on(child::import(&words[2..]));
        return;
    }
    if words.get(1).is_some_and(|word| word == snapshots::WORD) {
        runtime.block_on(snapshots::child(&words[2..]));
        return;
    }
    if std::env::var_os("SEXTANT_TEST_POSTGRES").is_none() {
        on_a_server_of_its_own();
        return;
    }
    let asked = asked();
    let folder = tempfile::tempdir().unwrap();
    machine::print();
    let wants = |part: &str| asked.only.as_deref().is_none_or(|only| only == part);
    let lait = || asked.lait.clone().unwrap_or_else(|| made::lait(&folder.path().join("lait.csv")));
    let gias = || asked.gias.clone().unwrap_or_else(|| made::gias(&folder.path().join("gias.csv")));
    runtime.block_on(async {
        if wants("editions") {
            editions::lait(folder.path(), &lait(), asked.runs).await;
            editions::gias(folder.path(), &gias(), asked.runs).await;
        }
        if wants("scorecards") {
            scorecards::measure(folder.path()).await;
        }
        if wants("snapshots") {
            snapshots::measure(folder.path(), &lait()).await;
        }
        if wants("delivery") {
            delivery::measure(folder.path()).await;
        }
        if wants("contract") {
            contract::measure(&lait(), &gias()).await;
        }
    });
}
