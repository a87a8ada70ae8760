//! The outcome ledger: bitemporal, append-only.

crate::sql::step! {
    /// A row holds from its knowledge number until a later row of the same series, place and period.
    ///
    /// There are no foreign keys on this table: half a million rows arrive at once, their ids were looked up in the same
    /// transaction, and neither series nor places are ever deleted. `sextant doctor` checks that none is orphaned.
    up: "
CREATE TABLE outcome (
    series_id INTEGER NOT NULL,
    place_id INTEGER NOT NULL,
    period INTEGER NOT NULL,
    knowledge BIGINT NOT NULL,
    value BIGINT,
    reason SMALLINT,
    status SMALLINT NOT NULL,
    cause SMALLINT NOT NULL,
    line INTEGER NOT NULL,
    raw TEXT NOT NULL,
    numerator BIGINT,
    denominator BIGINT,
    PRIMARY KEY (series_id, place_id, period, knowledge),
    CHECK ((value IS NULL) <> (reason IS NULL))
) {clustered};
",
    down: "
DROP TABLE outcome;
"
}
