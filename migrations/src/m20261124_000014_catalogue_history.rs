//! What the catalogue, the register of places and a council's entry said when.

crate::sql::step! {
    /// `indicator`, `indicator_definition`, `series_break`, `place` and `council` hold what is said now. Beside each stands a
    /// history: a version holds from its knowledge number until a later one of the same code. The definitions and breaks of a
    /// version carry the version's number. What is there already was said, as far as anybody wrote it down, from the
    /// beginning. Schools are not in the history of places: nothing that is published hangs on the name of one.
    up: "
CREATE TABLE indicator_version (
    code TEXT NOT NULL,
    knowledge BIGINT NOT NULL,
    name TEXT NOT NULL,
    topic TEXT NOT NULL,
    polarity SMALLINT NOT NULL,
    unit SMALLINT NOT NULL,
    decimals SMALLINT NOT NULL,
    lowest BIGINT,
    highest BIGINT,
    discontinued TEXT,
    in_catalogue BOOLEAN NOT NULL,
    supply TEXT NOT NULL,
    PRIMARY KEY (code, knowledge)
);
CREATE TABLE definition_version (
    indicator_code TEXT NOT NULL,
    knowledge BIGINT NOT NULL,
    version SMALLINT NOT NULL,
    text TEXT NOT NULL,
    basis SMALLINT NOT NULL,
    coverage TEXT NOT NULL,
    first_period INTEGER,
    PRIMARY KEY (indicator_code, knowledge, version),
    FOREIGN KEY (indicator_code, knowledge) REFERENCES indicator_version (code, knowledge)
);
CREATE TABLE break_version (
    indicator_code TEXT NOT NULL,
    knowledge BIGINT NOT NULL,
    first_period INTEGER NOT NULL,
    kind SMALLINT NOT NULL,
    severity SMALLINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (indicator_code, knowledge, first_period, kind),
    FOREIGN KEY (indicator_code, knowledge) REFERENCES indicator_version (code, knowledge)
);
CREATE TABLE place_version (
    id INTEGER NOT NULL,
    knowledge BIGINT NOT NULL,
    level SMALLINT NOT NULL,
    name TEXT NOT NULL,
    region_id INTEGER,
    from_day DATE,
    to_day DATE,
    PRIMARY KEY (id, knowledge)
);
CREATE TABLE council_version (
    code TEXT NOT NULL,
    knowledge BIGINT NOT NULL,
    name TEXT NOT NULL,
    place_id INTEGER NOT NULL,
    PRIMARY KEY (code, knowledge)
);
INSERT INTO indicator_version (code, knowledge, name, topic, polarity, unit, decimals, lowest, highest, discontinued,
    in_catalogue, supply)
    SELECT code, knowledge, name, topic, polarity, unit, decimals, lowest, highest, discontinued, in_catalogue, supply
    FROM indicator;
INSERT INTO definition_version (indicator_code, knowledge, version, text, basis, coverage, first_period)
    SELECT d.indicator_code, i.knowledge, d.version, d.text, d.basis, d.coverage, d.first_period
    FROM indicator_definition d JOIN indicator i ON i.code = d.indicator_code;
INSERT INTO break_version (indicator_code, knowledge, first_period, kind, severity, note)
    SELECT b.indicator_code, i.knowledge, b.first_period, b.kind, b.severity, b.note
    FROM series_break b JOIN indicator i ON i.code = b.indicator_code;
INSERT INTO place_version (id, knowledge, level, name, region_id, from_day, to_day)
    SELECT p.id, COALESCE((SELECT MIN(e.knowledge) FROM ledger_entry e WHERE e.kind = 'catalogue'), 0), p.level, p.name,
    p.region_id, p.from_day, p.to_day FROM place p
    WHERE EXISTS (SELECT 1 FROM place_code c WHERE c.place_id = p.id);
INSERT INTO council_version (code, knowledge, name, place_id)
    SELECT c.code, COALESCE((SELECT MIN(s.knowledge) FROM strategy s WHERE s.council_code = c.code), 0), c.name, c.place_id
    FROM council c;
",
    down: "
DROP TABLE council_version;
DROP TABLE place_version;
DROP TABLE break_version;
DROP TABLE definition_version;
DROP TABLE indicator_version;
",
    growing: ["indicator_version", "definition_version", "break_version", "place_version", "council_version"]
}
