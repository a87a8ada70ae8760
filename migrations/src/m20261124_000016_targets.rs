//! Council-owned: what progress is held against. Baselines, relative targets, the way between the two, the headline test made
//! computable, and the days on which snapshots are due. Every key carries the council.

crate::sql::step! {
    /// A target's `value` is the number, or with `aim_benchmark` by how much the benchmark is to be bettered. An indicator's
    /// use without a `trajectory_method` goes the straight way.
    up: "
ALTER TABLE target ADD COLUMN aim_benchmark SMALLINT;
ALTER TABLE target ADD COLUMN withdrawn_on DATE;
ALTER TABLE indicator_use ADD COLUMN trajectory_method SMALLINT;
CREATE TABLE baseline (
    council_code TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    strategy_version BIGINT NOT NULL,
    commitment_code TEXT NOT NULL,
    use_position SMALLINT NOT NULL,
    position SMALLINT NOT NULL,
    period INTEGER NOT NULL,
    value BIGINT NOT NULL,
    approved_on DATE NOT NULL,
    approved_by TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (council_code, strategy_code, strategy_version, commitment_code, use_position, position),
    FOREIGN KEY (council_code, strategy_code, strategy_version, commitment_code, use_position)
        REFERENCES indicator_use (council_code, strategy_code, strategy_version, commitment_code, position)
);
CREATE TABLE trajectory_point (
    council_code TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    strategy_version BIGINT NOT NULL,
    commitment_code TEXT NOT NULL,
    use_position SMALLINT NOT NULL,
    position SMALLINT NOT NULL,
    period INTEGER NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (council_code, strategy_code, strategy_version, commitment_code, use_position, position),
    FOREIGN KEY (council_code, strategy_code, strategy_version, commitment_code, use_position)
        REFERENCES indicator_use (council_code, strategy_code, strategy_version, commitment_code, position)
);
CREATE TABLE headline_test (
    council_code TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    strategy_version BIGINT NOT NULL,
    population SMALLINT NOT NULL,
    share BIGINT NOT NULL,
    year_start SMALLINT NOT NULL,
    required INTEGER NOT NULL,
    tie_rule SMALLINT NOT NULL,
    status SMALLINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (council_code, strategy_code, strategy_version),
    FOREIGN KEY (council_code, strategy_code, strategy_version) REFERENCES strategy (council_code, code, version)
);
CREATE TABLE headline_basket (
    council_code TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    strategy_version BIGINT NOT NULL,
    position SMALLINT NOT NULL,
    indicator_code TEXT NOT NULL REFERENCES indicator (code),
    breakdown TEXT NOT NULL,
    PRIMARY KEY (council_code, strategy_code, strategy_version, position),
    FOREIGN KEY (council_code, strategy_code, strategy_version)
        REFERENCES headline_test (council_code, strategy_code, strategy_version)
);
CREATE TABLE snapshot_due (
    council_code TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    strategy_version BIGINT NOT NULL,
    year_start SMALLINT NOT NULL,
    paper_deadline DATE NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (council_code, strategy_code, strategy_version, year_start),
    FOREIGN KEY (council_code, strategy_code, strategy_version) REFERENCES strategy (council_code, code, version)
);
",
    down: "
DROP TABLE snapshot_due;
DROP TABLE headline_basket;
DROP TABLE headline_test;
DROP TABLE trajectory_point;
DROP TABLE baseline;
ALTER TABLE indicator_use DROP COLUMN trajectory_method;
ALTER TABLE target DROP COLUMN withdrawn_on;
ALTER TABLE target DROP COLUMN aim_benchmark;
"
}
