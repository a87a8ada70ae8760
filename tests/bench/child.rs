//! One import in a process of its own, so that its memory is its own.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use sextant_store::Database;

use crate::{extract, machine};

/// The first word of the command line of such a process.
pub(crate) const WORD: &str = "import-in-a-child";

/// What an import took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Took {
    pub(crate) seconds: f64,
    pub(crate) peak_mib: u64,
    pub(crate) rows: u64,
    pub(crate) written: u64,
    pub(crate) refused: u64,
    pub(crate) statements: u64,
}

/// The child: imports and prints what it took. `words`: URL, kind, file, day of release.
pub(crate) async fn import(words: &[String]) {
    let [url, kind, file, released] = words else { panic!("{WORD} URL KIND FILE DAY") };
    let database = Database::open(url).await.unwrap();
    let (start, before) = (Instant::now(), database.statements());
    let report = extract::load(&database, extract::kind(kind), file.into(), released).await;
    let seconds = start.elapsed().as_secs_f64();
    let counts = report.counts;
    let written = counts.new + counts.restated + counts.withdrawn;
    let statements = database.statements() - before;
    println!("{seconds} {} {} {written} {} {statements}", machine::peak_mib(), counts.read, counts.refused);
    database.close().await.unwrap();
}

/// Runs such a child.
pub(crate) fn run(url: &str, kind: &str, file: &Path, released: &str) -> Took {
    let told = Command::new(std::env::current_exe().unwrap())
        .args([WORD, url, kind])
        .arg(file)
        .arg(released)
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let text = String::from_utf8(told.stdout).unwrap();
    let numbers: Vec<f64> = text.split_whitespace().map(|it| it.parse().unwrap()).collect();
    let [seconds, rest @ ..] = numbers.as_slice() else { panic!("{text}") };
    let [peak_mib, rows, written, refused, statements] = rest.iter().map(|it| *it as u64).collect::<Vec<_>>()[..]
    else {
        panic!("{text}")
    };
    Took { seconds: *seconds, peak_mib, rows, written, refused, statements }
}
