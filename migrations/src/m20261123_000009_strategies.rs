//! Council-owned: strategies with everything in them. Every key carries the council.

crate::sql::step! {
    /// A strategy's file is loaded as a new version; earlier versions stay.
    up: "
CREATE TABLE council (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    place_id INTEGER NOT NULL
);
CREATE TABLE strategy (
    council_code TEXT NOT NULL REFERENCES council (code),
    code TEXT NOT NULL,
    version BIGINT NOT NULL,
    knowledge BIGINT NOT NULL,
    title TEXT NOT NULL,
    vision TEXT NOT NULL,
    status SMALLINT NOT NULL,
    invented BOOLEAN NOT NULL,
    stated_start DATE NOT NULL,
    stated_end DATE NOT NULL,
    window_first INTEGER NOT NULL,
    window_last INTEGER NOT NULL,
    window_note TEXT NOT NULL,
    test_date DATE,
    test TEXT NOT NULL,
    in_force_from DATE NOT NULL,
    superseded_on DATE,
    source TEXT NOT NULL,
    rag_rule TEXT NOT NULL,
    direction_rule TEXT NOT NULL,
    PRIMARY KEY (council_code, code, version)
);
CREATE UNIQUE INDEX strategy_code ON strategy (code, version);
CREATE TABLE priority (
    council_code TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    strategy_version BIGINT NOT NULL,
    number SMALLINT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    PRIMARY KEY (council_code, strategy_code, strategy_version, number),
    FOREIGN KEY (council_code, strategy_code, strategy_version) REFERENCES strategy (council_code, code, version)
);
CREATE TABLE commitment (
    council_code TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    strategy_version BIGINT NOT NULL,
    priority_number SMALLINT NOT NULL,
    position SMALLINT NOT NULL,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    kind SMALLINT NOT NULL,
    no_measure TEXT,
    PRIMARY KEY (council_code, strategy_code, strategy_version, code),
    FOREIGN KEY (council_code, strategy_code, strategy_version, priority_number)
        REFERENCES priority (council_code, strategy_code, strategy_version, number)
);
CREATE TABLE indicator_use (
    council_code TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    strategy_version BIGINT NOT NULL,
    commitment_code TEXT NOT NULL,
    position SMALLINT NOT NULL,
    indicator_code TEXT NOT NULL REFERENCES indicator (code),
    breakdown TEXT NOT NULL,
    rag_rule TEXT,
    PRIMARY KEY (council_code, strategy_code, strategy_version, commitment_code, position),
    FOREIGN KEY (council_code, strategy_code, strategy_version, commitment_code)
        REFERENCES commitment (council_code, strategy_code, strategy_version, code)
);
CREATE TABLE target (
    council_code TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    strategy_version BIGINT NOT NULL,
    commitment_code TEXT NOT NULL,
    use_position SMALLINT NOT NULL,
    position SMALLINT NOT NULL,
    kind SMALLINT NOT NULL,
    period INTEGER NOT NULL,
    value BIGINT NOT NULL,
    approved_on DATE NOT NULL,
    approved_by TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (council_code, strategy_code, strategy_version, commitment_code, use_position, position),
    FOREIGN KEY (council_code, strategy_code, strategy_version, commitment_code, use_position)
        REFERENCES indicator_use (council_code, strategy_code, strategy_version, commitment_code, position)
);
CREATE TABLE calendar_term (
    council_code TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    strategy_version BIGINT NOT NULL,
    year_start SMALLINT NOT NULL,
    term SMALLINT NOT NULL,
    starts DATE NOT NULL,
    ends DATE NOT NULL,
    paper_deadline DATE NOT NULL,
    meeting DATE,
    source TEXT NOT NULL,
    PRIMARY KEY (council_code, strategy_code, strategy_version, year_start, term),
    FOREIGN KEY (council_code, strategy_code, strategy_version) REFERENCES strategy (council_code, code, version)
);
",
    down: "
DROP TABLE calendar_term;
DROP TABLE target;
DROP TABLE indicator_use;
DROP TABLE commitment;
DROP TABLE priority;
DROP TABLE strategy;
DROP TABLE council;
"
}
