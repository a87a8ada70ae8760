//! Importing whole editions.

use std::path::Path;

use sextant_service::setup;
use sextant_store::Database;

use crate::child::{self, Took};
use crate::{extract, median, now, postgres, reference};

/// Both engines by their words.
const ENGINES: [&str; 2] = ["PostgreSQL", "SQLite"];

/// The name of the database of a run.
fn name() -> String {
    format!("sextant_bench_{}", std::process::id())
}

/// An empty database with the catalogue and the dictionary in it.
async fn fresh(engine: &str, folder: &Path) -> String {
    let url = if engine == "SQLite" {
        let file = folder.join("bench.sqlite3");
        for suffix in ["", "-wal", "-shm"] {
            drop(std::fs::remove_file(folder.join(format!("bench.sqlite3{suffix}"))));
        }
        format!("sqlite://{}", file.display())
    } else {
        postgres::drop(&name()).await;
        postgres::create(&name(), None).await;
        postgres::url_of(&name())
    };
    let database = Database::open(&url).await.unwrap();
    setup::prepare(&database, now()).await.unwrap();
    extract::load_dictionary(&database).await;
    database.close().await.unwrap();
    url
}

fn print(what: &str, runs: &[Took], against: Option<(&str, f64)>) -> f64 {
    let seconds = median(runs.iter().map(|it| it.seconds).collect());
    let last = runs.last().unwrap();
    let peak = runs.iter().map(|it| it.peak_mib).max().unwrap_or_default();
    print!(
        "{what}: {seconds:.2} s ({} rows read, {} written, {} refused, {} statements), peak memory {peak} MiB",
        last.rows, last.written, last.refused, last.statements
    );
    match against {
        Some((other, reference)) => println!("; {other} {reference:.2} s; ratio {:.2}", seconds / reference),
        None => println!(),
    }
    seconds
}

/// An edition of the Interactive Tool: the first, beside the engine's own loader, and the same again.
pub(crate) async fn lait(folder: &Path, file: &Path, runs: usize) {
    println!("\nLAIT, {}, median of {runs}", file.file_name().unwrap_or_default().display());
    let rows = folder.join("rows.csv");
    for engine in ENGINES {
        let (mut first, mut again, mut references) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..runs {
            let url = fresh(engine, folder).await;
            first.push(child::run(&url, "lait", file, "2026-04-08"));
            again.push(child::run(&url, "lait", file, "2026-04-09"));
            if engine == "PostgreSQL" {
                if !rows.exists() {
                    reference::dump(&url, &rows).await;
                }
                references.push(reference::copy(&rows).await);
            } else {
                references.extend(reference::shell_import(folder, &rows));
            }
        }
        let other = if engine == "PostgreSQL" { "COPY" } else { "sqlite3 .import" };
        let reference = (references.len() == runs).then(|| (other, median(references)));
        if reference.is_none() {
            println!(
                "the sqlite3 shell is not here: there is nothing to hold SQLite against (apt-get install sqlite3)"
            );
        }
        print(&format!("{engine}, first edition"), &first, reference);
        print(&format!("{engine}, next edition, nothing different"), &again, None);
    }
    postgres::drop(&name()).await;
}

/// An edition of the register of schools.
pub(crate) async fn gias(folder: &Path, file: &Path, runs: usize) {
    println!("\nGIAS, {}, median of {runs}", file.file_name().unwrap_or_default().display());
    for engine in ENGINES {
        let (mut first, mut again) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            let url = fresh(engine, folder).await;
            first.push(child::run(&url, "gias", file, "2025-07-18"));
            again.push(child::run(&url, "gias", file, "2025-07-19"));
        }
        print(&format!("{engine}, first edition"), &first, None);
        print(&format!("{engine}, next edition, nothing different"), &again, None);
    }
    postgres::drop(&name()).await;
}
