//! Databases that take long to fill are filled once per run, and copied.
//!
//! nextest runs every test in a process of its own, so what they share lies in files: a folder for the run, and in it, for
//! every template, a lock and a mark that says how filling it went.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use futures_util::FutureExt;
use tempfile::TempDir;

use super::database::{Begins, Db, Engine, prepare};
use super::{extract, postgres};

/// How full a template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Places, catalogue, rules.
    Prepared,
    /// And the extract, the strategies, the scorecards.
    Loaded,
}

impl Stage {
    const fn word(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Loaded => "loaded",
        }
    }
}

/// A database made for a test.
pub(crate) struct Own {
    /// Its URL.
    pub(crate) url: String,
    /// Its name on the server, where it is to be dropped.
    pub(crate) database: Option<String>,
    /// The folder of its file.
    _folder: Option<TempDir>,
}

/// Makes a database.
pub(crate) async fn make(engine: Engine, begins: Begins) -> Own {
    match (engine, begins) {
        (Engine::Sqlite, Begins::Shared) => {
            let file = template(engine, Stage::Loaded).await;
            Own { url: format!("sqlite://{file}"), database: None, _folder: None }
        }
        (Engine::Sqlite, _) => {
            let folder = tempfile::tempdir_in(run_folder()).unwrap();
            let file = folder.path().join("test.sqlite3");
            if let Begins::CopyOf(stage) = begins {
                fs::copy(template(engine, stage).await, &file).unwrap();
            }
            Own { url: format!("sqlite://{}", file.display()), database: None, _folder: Some(folder) }
        }
        (Engine::Postgres, Begins::Shared) => {
            let name = template(engine, Stage::Loaded).await;
            Own { url: postgres::url_of(&format!("{name}_shared")), database: None, _folder: None }
        }
        (Engine::Postgres, _) => {
            let from = match begins {
                Begins::CopyOf(stage) => Some(template(engine, stage).await),
                _ => None,
            };
            let name = unique_name();
            postgres::create(&name, from.as_deref()).await;
            Own { url: postgres::url_of(&name), database: Some(name), _folder: None }
        }
    }
}

/// The template of this run, filled by whoever asks first: a file's path or a database's name.
async fn template(engine: Engine, stage: Stage) -> String {
    let key = format!("{}-{}", engine.word(), stage.word());
    let folder = run_folder();
    let lock = folder.join(format!("{key}.lock"));
    // Held until the file is closed; whoever waits here finds the mark.
    let lock = tokio::task::spawn_blocking(move || {
        let file = File::create(lock).unwrap();
        file.lock().unwrap();
        file
    });
    let _lock = lock.await.unwrap();
    let mark = folder.join(format!("{key}.done"));
    if let Ok(said) = fs::read_to_string(&mark) {
        let (outcome, name) = said.split_once(' ').unwrap();
        assert_eq!(outcome, "ok", "another test of this run failed to fill the {key} database: {name}");
        return name.to_owned();
    }
    fs::write(&mark, format!("failed see the first test that wanted the {key} database")).unwrap();
    let filled = std::panic::AssertUnwindSafe(fill(engine, stage, &folder)).catch_unwind().await;
    match filled {
        Ok(name) => {
            fs::write(&mark, format!("ok {name}")).unwrap();
            name
        }
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

async fn fill(engine: Engine, stage: Stage, folder: &Path) -> String {
    let (name, url) = match engine {
        Engine::Sqlite => {
            let file = folder.join(format!("{}.sqlite3", stage.word()));
            (file.display().to_string(), format!("sqlite://{}", file.display()))
        }
        Engine::Postgres => {
            let name = unique_name();
            postgres::create(&name, None).await;
            let url = postgres::url_of(&name);
            (name, url)
        }
    };
    let db = Db::open(engine, &url).await;
    prepare(&db).await;
    if stage == Stage::Loaded {
        extract::load_everything(&db).await;
    }
    db.store.close().await.unwrap();
    if engine == Engine::Postgres && stage == Stage::Loaded {
        // The template itself must have no visitors while it is copied.
        postgres::create(&format!("{name}_shared"), Some(&name)).await;
    }
    name
}

fn unique_name() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    format!("sextant_test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// The folder of this run, made when it is not there; folders of runs long gone are taken away.
fn run_folder() -> PathBuf {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let run = std::env::var("NEXTEST_RUN_ID").unwrap_or_else(|_| std::process::id().to_string());
    let folder = root.join(format!("run-{run}"));
    if !folder.exists() {
        remove_old_runs(&root);
        fs::create_dir_all(&folder).unwrap();
    }
    folder
}

fn remove_old_runs(root: &Path) {
    let Ok(entries) = fs::read_dir(root) else { return };
    for entry in entries.flatten() {
        let age = entry.metadata().and_then(|data| data.modified()).ok().and_then(|at| at.elapsed().ok());
        let is_run = entry.file_name().to_string_lossy().starts_with("run-");
        if is_run && age.is_some_and(|age| age > Duration::from_secs(30 * 60)) {
            // Another test of this run may be taking it away as well.
            drop(fs::remove_dir_all(entry.path()));
        }
    }
}
