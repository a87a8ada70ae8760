//! Inspections and judgements; the two scales are kept apart by a check.

crate::sql::step! {
    /// A judgement's grade belongs to its scale: 1 to 4 on the 4-point scale, 11 to 15 on the 5-point scale; 21 and 22 are
    /// safeguarding met and not met, which both frameworks have.
    up: "
CREATE TABLE inspection (
    id INTEGER NOT NULL PRIMARY KEY,
    urn INTEGER NOT NULL,
    number TEXT,
    framework SMALLINT NOT NULL,
    kind SMALLINT NOT NULL,
    started DATE NOT NULL,
    published DATE,
    concern SMALLINT,
    outcome TEXT NOT NULL,
    knowledge BIGINT NOT NULL
);
CREATE INDEX inspection_urn ON inspection (urn, started);
CREATE TABLE judgement (
    inspection_id INTEGER NOT NULL REFERENCES inspection (id),
    area SMALLINT NOT NULL,
    scale SMALLINT NOT NULL,
    grade SMALLINT NOT NULL,
    PRIMARY KEY (inspection_id, area),
    CHECK (grade IN (21, 22) OR (scale = 4 AND grade BETWEEN 1 AND 4) OR (scale = 5 AND grade BETWEEN 11 AND 15))
);
",
    down: "
DROP TABLE judgement;
DROP TABLE inspection;
"
}
