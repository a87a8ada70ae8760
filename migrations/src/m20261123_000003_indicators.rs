//! Indicators with their definitions and breaks, and the series in which their outcomes stand.

crate::sql::step! {
    /// A series is an indicator for a pupil group from one source.
    up: "
CREATE TABLE indicator (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    topic TEXT NOT NULL,
    polarity SMALLINT NOT NULL,
    unit SMALLINT NOT NULL,
    decimals SMALLINT NOT NULL,
    lowest BIGINT,
    highest BIGINT,
    discontinued TEXT,
    in_catalogue BOOLEAN NOT NULL,
    supply TEXT NOT NULL,
    knowledge BIGINT NOT NULL
);
CREATE TABLE indicator_outlook (
    indicator_code TEXT NOT NULL REFERENCES indicator (code),
    knowledge BIGINT NOT NULL,
    next_expected DATE,
    discontinued TEXT,
    PRIMARY KEY (indicator_code, knowledge)
);
CREATE TABLE indicator_definition (
    indicator_code TEXT NOT NULL REFERENCES indicator (code),
    version SMALLINT NOT NULL,
    text TEXT NOT NULL,
    basis SMALLINT NOT NULL,
    coverage TEXT NOT NULL,
    first_period INTEGER,
    PRIMARY KEY (indicator_code, version)
);
CREATE TABLE series_break (
    indicator_code TEXT NOT NULL REFERENCES indicator (code),
    first_period INTEGER NOT NULL,
    kind SMALLINT NOT NULL,
    severity SMALLINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (indicator_code, first_period, kind)
);
CREATE TABLE measure_mapping (
    source_code TEXT NOT NULL,
    measure TEXT NOT NULL,
    indicator_code TEXT NOT NULL REFERENCES indicator (code),
    breakdown TEXT NOT NULL,
    basis SMALLINT NOT NULL,
    PRIMARY KEY (source_code, measure)
);
CREATE TABLE breakdown (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE series (
    id INTEGER NOT NULL PRIMARY KEY,
    source_code TEXT NOT NULL REFERENCES source (code),
    indicator_code TEXT NOT NULL,
    breakdown TEXT NOT NULL REFERENCES breakdown (code),
    UNIQUE (source_code, indicator_code, breakdown)
);
CREATE INDEX series_indicator ON series (indicator_code, breakdown);
",
    down: "
DROP TABLE series;
DROP TABLE breakdown;
DROP TABLE measure_mapping;
DROP TABLE series_break;
DROP TABLE indicator_definition;
DROP TABLE indicator_outlook;
DROP TABLE indicator;
"
}
