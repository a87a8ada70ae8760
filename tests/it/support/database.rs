//! A database of one's own for each test.

use std::panic::{AssertUnwindSafe, resume_unwind};

use futures_util::FutureExt;
use sextant_service::setup;
use sextant_store::Database;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use super::{fixture, now, postgres};

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    /// The word in file names.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    /// The other one.
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Sqlite => Self::Postgres,
            Self::Postgres => Self::Sqlite,
        }
    }
}

/// An open database.
#[derive(Clone, Debug)]
pub(crate) struct Db {
    /// The store's handle.
    pub(crate) store: Database,
    /// Which engine.
    pub(crate) engine: Engine,
    /// Its URL.
    pub(crate) url: String,
}

impl Db {
    /// Opens the database at `url`.
    pub(crate) async fn open(engine: Engine, url: &str) -> Self {
        Self { store: Database::open(url).await.unwrap(), engine, url: url.to_owned() }
    }

    /// A second handle on the same database, as another process would have.
    pub(crate) async fn another(&self) -> Self {
        Self::open(self.engine, &self.url).await
    }

    /// One number, straight from the database.
    pub(crate) async fn number(&self, sql: &str) -> i64 {
        let sql = AssertSqlSafe(format!("SELECT CAST(({sql}) AS BIGINT)"));
        match self.engine {
            Engine::Sqlite => sqlx::query_scalar(sql).fetch_one(&mut self.sqlite().await).await.unwrap(),
            Engine::Postgres => sqlx::query_scalar(sql).fetch_one(&mut self.server().await).await.unwrap(),
        }
    }

    /// A column of text, straight from the database.
    pub(crate) async fn texts(&self, sql: &str) -> Vec<String> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self.engine {
            Engine::Sqlite => sqlx::query_scalar(sql).fetch_all(&mut self.sqlite().await).await.unwrap(),
            Engine::Postgres => sqlx::query_scalar(sql).fetch_all(&mut self.server().await).await.unwrap(),
        }
    }

    /// Runs a statement past the store; the error in words.
    pub(crate) async fn execute(&self, sql: &str) -> Result<(), String> {
        let sql = AssertSqlSafe(sql.to_owned());
        let done = match self.engine {
            Engine::Sqlite => sqlx::raw_sql(sql).execute(&mut self.sqlite().await).await.map(drop),
            Engine::Postgres => sqlx::raw_sql(sql).execute(&mut self.server().await).await.map(drop),
        };
        done.map_err(|error| error.to_string())
    }

    async fn sqlite(&self) -> SqliteConnection {
        SqliteConnection::connect(&self.url).await.unwrap()
    }

    async fn server(&self) -> PgConnection {
        PgConnection::connect(&self.url).await.unwrap()
    }
}

/// What a test can ask for.
pub(crate) trait Fixture: Sized {
    /// What the database begins as.
    const BEGINS: Begins;
    /// Takes the database.
    fn take(db: Db) -> Self;
}

/// What a database begins as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Begins {
    /// Nothing at all.
    Empty,
    /// A copy of a template.
    CopyOf(fixture::Stage),
    /// The one loaded database of the run, which nobody may change.
    Shared,
}

macro_rules! fixtures {
    ($( $(#[$about:meta])* $name:ident = $begins:expr; )*) => { $(
        $(#[$about])*
        #[derive(Clone, Debug)]
        pub(crate) struct $name(pub(crate) Db);

        impl std::ops::Deref for $name {
            type Target = Db;
            fn deref(&self) -> &Db {
                &self.0
            }
        }

        impl Fixture for $name {
            const BEGINS: Begins = $begins;
            fn take(db: Db) -> Self {
                Self(db)
            }
        }
    )* };
}

fixtures! {
    /// A database without a single table.
    Empty = Begins::Empty;
    /// A database as [`setup::prepare`] leaves it: places, catalogue, rules.
    Prepared = Begins::CopyOf(fixture::Stage::Prepared);
    /// The bundled extract, both strategies and every scorecard that is due. Shared by all tests of a run: only for reading.
    Loaded = Begins::Shared;
    /// The same as a copy that the test may write to.
    LoadedCopy = Begins::CopyOf(fixture::Stage::Loaded);
}

/// Runs one test on a database of its own and takes the database away afterwards. One that failed stays to be looked at for
/// as long as the throw-away server and folder do.
pub(crate) fn run<F: Fixture, Fut: Future<Output = ()>>(engine: Engine, test: impl FnOnce(F) -> Fut) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let own = fixture::make(engine, F::BEGINS).await;
        let db = Db::open(engine, &own.url).await;
        let outcome = AssertUnwindSafe(test(F::take(db.clone()))).catch_unwind().await;
        if let Err(panic) = outcome {
            resume_unwind(panic);
        }
        db.store.close().await.unwrap();
        if let Some(name) = &own.database {
            postgres::drop(name).await;
        }
    });
}

/// Does something with one more database without a single table, and takes it away afterwards unless that failed.
pub(crate) async fn with_empty(engine: Engine, act: impl AsyncFnOnce(Db)) {
    let own = fixture::make(engine, Begins::Empty).await;
    let db = Db::open(engine, &own.url).await;
    act(db.clone()).await;
    db.store.close().await.unwrap();
    if let Some(name) = &own.database {
        postgres::drop(name).await;
    }
}

/// Does something with a handle of its own on a thread and a runtime of its own, as another process would.
pub(crate) async fn apart<T: Send + 'static, Fut: Future<Output = T>>(
    db: &Db,
    act: impl FnOnce(Db) -> Fut + Send + 'static,
) -> T {
    let (engine, url) = (db.engine, db.url.clone());
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let done = runtime.block_on(async {
            let own = Db::open(engine, &url).await;
            let done = act(own.clone()).await;
            own.store.close().await.unwrap();
            done
        });
        assert!(sender.send(done).is_ok(), "the test is gone");
    });
    receiver.await.unwrap_or_else(|_| panic!("the other process stopped: {:?}", thread.join().unwrap_err()))
}

/// Prepares a database as the program does at its start.
pub(crate) async fn prepare(db: &Db) {
    setup::prepare(&db.store, now()).await.unwrap();
}
