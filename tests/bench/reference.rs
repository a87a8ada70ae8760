//! What the databases' own loaders take: COPY and the SQLite shell's .import, from rows split into our columns already.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::io::AsyncWriteExt;

use crate::postgres;

const COLUMNS: &str = "series_id INTEGER NOT NULL, place_id INTEGER NOT NULL, period INTEGER NOT NULL, \
     knowledge BIGINT NOT NULL, value BIGINT, reason SMALLINT, status SMALLINT NOT NULL, cause SMALLINT NOT NULL, \
     line INTEGER NOT NULL, raw TEXT NOT NULL, numerator BIGINT, denominator BIGINT, ci_low BIGINT, ci_high BIGINT, \
     PRIMARY KEY (series_id, place_id, period, knowledge)";

/// Writes the outcomes of a database to a file of comma-separated values, in the order in which they were read.
pub(crate) async fn dump(url: &str, to: &Path) {
    use futures_util::StreamExt;
    let mut connection = PgConnection::connect(url).await.unwrap();
    let sql = "COPY (SELECT * FROM outcome ORDER BY line) TO STDOUT (FORMAT csv)";
    let mut rows = connection.copy_out_raw(sql).await.unwrap();
    let mut file = tokio::fs::File::create(to).await.unwrap();
    while let Some(chunk) = rows.next().await {
        file.write_all(&chunk.unwrap()).await.unwrap();
    }
    file.flush().await.unwrap();
}

/// Seconds that COPY takes into an empty table with our primary key, with its commit.
pub(crate) async fn copy(rows: &Path) -> f64 {
    let name = format!("sextant_bench_copy_{}", std::process::id());
    postgres::create(&name, None).await;
    let mut connection = PgConnection::connect(&postgres::url_of(&name)).await.unwrap();
    let table = COLUMNS.replace("TEXT", "TEXT COLLATE \"C\"");
    sqlx::raw_sql(AssertSqlSafe(format!("CREATE TABLE reference ({table})"))).execute(&mut connection).await.unwrap();
    let start = Instant::now();
    let mut copying = connection.copy_in_raw("COPY reference FROM STDIN (FORMAT csv)").await.unwrap();
    // The file's own bytes, as fast as they can be read.
    let mut file = std::fs::File::open(rows).unwrap();
    let mut chunk = vec![0; 1 << 20];
    loop {
        let length = file.read(&mut chunk).unwrap();
        if length == 0 {
            break;
        }
        copying.send(&chunk[..length]).await.unwrap();
    }
    copying.finish().await.unwrap();
    let seconds = start.elapsed().as_secs_f64();
    connection.close().await.unwrap();
    postgres::drop(&name).await;
    seconds
}

/// Seconds that the SQLite shell's `.import` takes into an empty table with our primary key and our settings; `None`
/// without the shell.
pub(crate) fn shell_import(folder: &Path, rows: &Path) -> Option<f64> {
    let file = folder.join("reference.sqlite3");
    for suffix in ["", "-wal", "-shm"] {
        drop(std::fs::remove_file(folder.join(format!("reference.sqlite3{suffix}"))));
    }
    let script = format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE reference ({COLUMNS}) WITHOUT ROWID;\n\
         .import --csv {} reference\n",
        rows.display()
    );
    let start = Instant::now();
    let mut shell =
        Command::new("sqlite3").arg("-batch").arg(&file).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().ok()?;
    std::io::Write::write_all(&mut shell.stdin.take()?, script.as_bytes()).ok()?;
    let ended = shell.wait().ok()?;
    ended.success().then(|| start.elapsed().as_secs_f64())
}
