//! What is refused, with nothing written.

use sextant_store::archive::{Archive, ArchiveError};
use sextant_store::migrate;
use sha2::{Digest, Sha256};

use super::{counts, exported, exported_to, import};
use crate::support::files::{Files, gunzip};
use crate::support::{Db, Empty, Engine, Prepared, both, database};

/// An archive taken apart into its lines.
struct Lines(Vec<String>);

impl Lines {
    /// Without the trailer.
    fn of(text: &str) -> Self {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.pop();
        Self(lines)
    }

    /// The first line with other words.
    fn header(mut self, from: &str, to: &str) -> Self {
        assert!(self.0[0].contains(from), "{from}: {}", self.0[0]);
        self.0[0] = self.0[0].replacen(from, to, 1);
        self
    }

    /// The first row of a table, as something else.
    fn first(mut self, table: &str, change: impl Fn(&str) -> String) -> Self {
        let start = format!("[\"{table}\",");
        let row = self.0.iter_mut().find(|line| line.starts_with(&start)).unwrap();
        *row = change(row);
        self
    }

    /// With a trailer that fits.
    fn sealed(&self) -> String {
        let text = self.0.iter().map(|line| format!("{line}\n")).collect::<String>();
        let sha256 = format!("{:x}", Sha256::digest(&text));
        format!("{text}{{\"sha256\":\"{sha256}\"}}\n")
    }
}

#[track_caller]
fn refused(files: &Files, name: &str, bytes: &[u8], expected: fn(&ArchiveError) -> bool) {
    let said = Archive::open(&files.write(name, bytes)).map(drop).unwrap_err();
    assert!(expected(&said), "{name}: {said:?}");
    assert!(said.to_string().contains("Nothing was written"), "{name}: {said}");
}

#[track_caller]
fn refused_text(files: &Files, name: &str, text: &str, expected: fn(&ArchiveError) -> bool) {
    let bytes = std::fs::read(files.gzip("made.gz", text)).unwrap();
    refused(files, name, &bytes, expected);
}

fn is_foreign(error: &ArchiveError) -> bool {
    matches!(error, ArchiveError::NotAnArchive { .. })
}

fn is_truncated(error: &ArchiveError) -> bool {
    matches!(error, ArchiveError::Truncated { .. })
}

fn is_altered(error: &ArchiveError) -> bool {
    matches!(error, ArchiveError::Altered { .. })
}

/// The files need no database; they are read before one is opened.
#[test]
fn a_file_that_is_not_a_whole_archive_of_this_version_is_refused() {
    database::run(Engine::Sqlite, async |db: Prepared| {
        let files = Files::new();
        let whole = exported(&db).await.0;
        let text = String::from_utf8(gunzip(&files.write("whole.gz", &whole))).unwrap();
        let header = text.lines().next().unwrap();

        refused(&files, "empty", b"", is_foreign);
        refused(&files, "plain", text.as_bytes(), is_foreign);
        refused_text(&files, "another file", "code,name\n1,a\n", is_foreign);
        refused_text(&files, "one endless line", &"x".repeat(1000), is_truncated);
        refused_text(&files, "another's JSON", "{\"format\":\"other\",\"version\":1}\n", is_foreign);

        for end in [3, 12, whole.len() / 2, whole.len() - 1] {
            refused(&files, "cut", &whole[..end], is_truncated);
        }
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        refused_text(&files, "without its trailer", &lines[..lines.len() - 1].concat(), is_truncated);
        refused_text(&files, "without its last line feed", text.trim_end(), is_truncated);
        refused_text(&files, "its first line alone", &format!("{header}\n"), is_truncated);

        let mut damaged = whole.clone();
        damaged[whole.len() / 2] ^= 0x10;
        refused(&files, "damaged", &damaged, is_altered);
        refused_text(&files, "other text", &text.replacen("England", "Scotland", 1), is_altered);
        refused_text(&files, "a row less", &[&lines[..9], &lines[10..]].concat().concat(), is_altered_or_cut);
        refused_text(&files, "a row more", &[&lines[..9], &lines[8..]].concat().concat(), is_altered);
        refused_text(
            &files,
            "another order",
            &[&lines[..8], &[lines[9], lines[8]], &lines[10..]].concat().concat(),
            is_altered,
        );
        refused_text(&files, "one line more", &format!("{text}{{}}\n"), is_altered);
        refused(&files, "more bytes", &[&whole[..], b"more"].concat(), is_altered);
        refused(&files, "twice", &[&whole[..], &whole[..]].concat(), is_altered);

        let version = Lines::of(&text).header("\"version\":1", "\"version\":2").sealed();
        refused_text(&files, "another form", &version, |said| {
            matches!(said, ArchiveError::OtherVersion { found: 2, .. })
        });
        let migration = Lines::of(&text).header("\"migration\":\"m", "\"migration\":\"n").sealed();
        refused_text(
            &files,
            "other tables",
            &migration,
            |said| matches!(said, ArchiveError::OtherMigration { found, known, .. } if found[1..] == known[1..]),
        );
        let column = Lines::of(&text).header("\"publisher\"", "\"printer\"").sealed();
        refused_text(&files, "another column", &column, is_altered);

        Archive::open(&files.gzip("as it was.gz", &text)).unwrap();
    });
}

/// A line less, and the trailer stands where a row should be: the file ends before the trailer is due.
fn is_altered_or_cut(error: &ArchiveError) -> bool {
    is_altered(error) || is_truncated(error)
}

both! {
    async fn rows_that_do_not_fit_leave_nothing_behind(db: Prepared) {
        let files = Files::new();
        let text = String::from_utf8(gunzip(&exported_to(&db, &files).await)).unwrap();
        let made = [
            ("text for a number", Lines::of(&text).first("rule", |row| row.replacen("\",1,", "\",\"1\",", 1))),
            ("another table", Lines::of(&text).first("rule", |row| row.replacen("rule", "ruler", 1))),
            ("a value less", Lines::of(&text).first("rule", |row| row.replacen(",1,", ",", 1))),
            ("no row at all", Lines::of(&text).first("rule", |_| "{}".to_owned())),
            ("an unknown place", Lines::of(&text).first("place_succession", |_| "[\"place_succession\",[1,2,null]]".to_owned())),
        ];
        database::with_empty(db.engine, async |copy| {
            for (name, lines) in &made {
                let said = import(&copy, &files.gzip("made.gz", lines.sealed())).await.unwrap_err();
                let fits = match *name {
                    "an unknown place" => matches!(said, ArchiveError::Store(_)),
                    _ => is_altered(&said),
                };
                assert!(fits, "{name}: {said:?}");
                assert!(counts(&copy).await.iter().all(|(_, rows)| *rows == 0), "{name}: {:?}", counts(&copy).await);
            }
            // The same database takes the archive as it was.
            import(&copy, &files.gzip("whole.gz", &text)).await.unwrap();
            assert_eq!(counts(&copy).await, counts(&db).await);
        })
        .await;
    }

    async fn a_database_in_use_is_refused(db: Prepared) {
        let files = Files::new();
        let file = exported_to(&db, &files).await;
        let before = counts(&db).await;
        let said = import(&db, &file).await.unwrap_err();
        assert!(matches!(said, ArchiveError::NotEmpty { table: "ledger_entry", .. }), "{said:?}");
        let said = said.to_string();
        assert!(said.contains(&db.store.shown_url()) && said.contains("--database"), "{said}");
        assert_eq!(counts(&db).await, before);
    }

    /// A ledger of another version is not even migrated.
    async fn a_ledger_of_another_version_is_left_as_it_is(db: Empty) {
        let files = Files::new();
        let file = prepared_elsewhere(&files).await;
        db.execute("CREATE TABLE ledger_entry (knowledge BIGINT)").await.unwrap();
        db.execute("INSERT INTO ledger_entry VALUES (1)").await.unwrap();
        let said = import(&db, &file).await.unwrap_err();
        assert!(matches!(said, ArchiveError::NotEmpty { .. }), "{said:?}");
        db.execute("SELECT 1 FROM source").await.unwrap_err();
        db.execute("SELECT 1 FROM seaql_migrations").await.unwrap_err();
    }

    async fn a_table_with_rows_is_refused_although_the_ledger_is_empty(db: Empty) {
        let files = Files::new();
        let file = prepared_elsewhere(&files).await;
        migrate::migrate(&db.store).await.unwrap();
        db.execute("INSERT INTO breakdown (code, name) VALUES ('mine', 'Mine')").await.unwrap();
        let said = import(&db, &file).await.unwrap_err();
        assert!(matches!(said, ArchiveError::NotEmpty { table: "breakdown", .. }), "{said:?}");
        assert_eq!(counts(&db).await.iter().map(|(_, rows)| rows).sum::<i64>(), 1);
    }

    async fn tables_of_another_version_are_not_exported(db: Empty) {
        let said = sextant_store::archive::export(&db.store, crate::support::now(), Vec::new()).await.unwrap_err();
        assert!(matches!(said, ArchiveError::NotCurrent { .. }), "{said:?}");
    }
}

/// The archive of a prepared database.
async fn prepared_elsewhere(files: &Files) -> std::path::PathBuf {
    let url = format!("sqlite://{}", files.write("other.db", "").display());
    let other = Db::open(Engine::Sqlite, &url).await;
    database::prepare(&other).await;
    let file = exported_to(&other, files).await;
    other.store.close().await.unwrap();
    file
}
