//! Council-owned: published scorecards, immutable revisions with their lines.

crate::sql::step! {
    /// `content` is the canonical JSON that `content_hash` is the SHA-256 of; `manifest` says what it was compiled from.
    up: "
CREATE TABLE scorecard (
    council_code TEXT NOT NULL REFERENCES council (code),
    strategy_code TEXT NOT NULL,
    year_start SMALLINT NOT NULL,
    term SMALLINT NOT NULL,
    revision INTEGER NOT NULL,
    strategy_version BIGINT NOT NULL,
    as_known_at DATE NOT NULL,
    knowledge BIGINT NOT NULL,
    reason TEXT NOT NULL,
    manifest TEXT NOT NULL,
    manifest_hash TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    content TEXT NOT NULL,
    compiled_at BIGINT NOT NULL,
    trigger TEXT NOT NULL,
    PRIMARY KEY (council_code, strategy_code, year_start, term, revision),
    UNIQUE (council_code, strategy_code, year_start, term, manifest_hash)
);
CREATE TABLE scorecard_line (
    council_code TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    year_start SMALLINT NOT NULL,
    term SMALLINT NOT NULL,
    revision INTEGER NOT NULL,
    position SMALLINT NOT NULL,
    priority_number SMALLINT NOT NULL,
    commitment_code TEXT NOT NULL,
    indicator_code TEXT NOT NULL,
    breakdown TEXT NOT NULL,
    state TEXT NOT NULL,
    rating TEXT NOT NULL,
    direction TEXT NOT NULL,
    rule_code TEXT NOT NULL,
    rule_version BIGINT NOT NULL,
    value BIGINT,
    content TEXT NOT NULL,
    PRIMARY KEY (council_code, strategy_code, year_start, term, revision, position),
    FOREIGN KEY (council_code, strategy_code, year_start, term, revision)
        REFERENCES scorecard (council_code, strategy_code, year_start, term, revision)
);
CREATE INDEX scorecard_line_indicator ON scorecard_line (indicator_code, rating);
",
    down: "
DROP TABLE scorecard_line;
DROP TABLE scorecard;
"
}
