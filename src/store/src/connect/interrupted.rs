//! Ends statements of SQLite that take too long.
//!
//! SQLite has no time-out of its own, and a statement goes on when nobody waits for it any more. It calls back as it works, and stops
//! where the answer says so: every connection is given the instant at which it must stop as it is taken from the pool.

use std::time::{Duration, Instant};

use sqlx::Sqlite;
use sqlx::pool::PoolOptions;
use sqlx::sqlite::SqliteConnection;

/// How many steps of SQLite's machine lie between two looks at the clock: about a millisecond of work.
const STEPS: i32 = 100_000;

/// A pool whose connections stop working `longest` after they are taken.
pub(super) fn pool(pool: PoolOptions<Sqlite>, longest: Duration) -> PoolOptions<Sqlite> {
    pool.after_connect(move |connection, _| Box::pin(until(connection, longest)))
        .before_acquire(move |connection, _| Box::pin(async move { until(connection, longest).await.map(|()| true) }))
}

async fn until(connection: &mut SqliteConnection, longest: Duration) -> sqlx::Result<()> {
    let end = Instant::now() + longest;
    connection.lock_handle().await?.set_progress_handler(STEPS, move || Instant::now() < end);
    Ok(())
}
