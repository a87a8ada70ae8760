//! Council-owned: published strategy progress snapshots, immutable revisions with their lines.

crate::sql::step! {
    /// `content` is the canonical JSON that `content_hash` is the SHA-256 of; `manifest` says what it was compiled from.
    up: "
CREATE TABLE snapshot (
    council_code TEXT NOT NULL REFERENCES council (code),
    strategy_code TEXT NOT NULL,
    year_start SMALLINT NOT NULL,
    revision INTEGER NOT NULL,
    strategy_version BIGINT NOT NULL,
    as_known_at DATE NOT NULL,
    knowledge BIGINT NOT NULL,
    is_final BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    manifest TEXT NOT NULL,
    manifest_hash TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    content TEXT NOT NULL,
    compiled_at BIGINT NOT NULL,
    trigger TEXT NOT NULL,
    PRIMARY KEY (council_code, strategy_code, year_start, revision),
    UNIQUE (council_code, strategy_code, year_start, manifest_hash)
);
CREATE TABLE snapshot_line (
    council_code TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    year_start SMALLINT NOT NULL,
    revision INTEGER NOT NULL,
    position SMALLINT NOT NULL,
    priority_number SMALLINT NOT NULL,
    commitment_code TEXT NOT NULL,
    indicator_code TEXT NOT NULL,
    breakdown TEXT NOT NULL,
    verdict TEXT NOT NULL,
    finality TEXT NOT NULL,
    value BIGINT,
    content TEXT NOT NULL,
    PRIMARY KEY (council_code, strategy_code, year_start, revision, position),
    FOREIGN KEY (council_code, strategy_code, year_start, revision)
        REFERENCES snapshot (council_code, strategy_code, year_start, revision)
);
CREATE INDEX snapshot_line_indicator ON snapshot_line (indicator_code, verdict);
",
    down: "
DROP TABLE snapshot_line;
DROP TABLE snapshot;
",
    growing: ["snapshot", "snapshot_line"]
}
