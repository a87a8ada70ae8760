//! Sources and the ledger of everything that was ever imported or written.

crate::sql::step! {
    /// One ledger entry is one position on the second time axis: the knowledge number.
    up: "
CREATE TABLE source (
    code TEXT NOT NULL PRIMARY KEY,
    publisher TEXT NOT NULL,
    title TEXT NOT NULL,
    licence TEXT NOT NULL
);
CREATE TABLE ledger_entry (
    knowledge BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    source_code TEXT NOT NULL REFERENCES source (code),
    title TEXT NOT NULL,
    status SMALLINT NOT NULL,
    published_on DATE NOT NULL,
    known_on DATE NOT NULL,
    recorded_at BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    rows_read BIGINT NOT NULL,
    rows_new BIGINT NOT NULL,
    rows_restated BIGINT NOT NULL,
    rows_withdrawn BIGINT NOT NULL,
    rows_unchanged BIGINT NOT NULL,
    rows_refused BIGINT NOT NULL
);
CREATE INDEX ledger_entry_source ON ledger_entry (source_code, knowledge);
CREATE INDEX ledger_entry_known ON ledger_entry (known_on, knowledge);
",
    down: "
DROP TABLE ledger_entry;
DROP TABLE source;
"
}
