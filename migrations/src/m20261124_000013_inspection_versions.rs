//! What was known of an inspection when: nothing of it is filled in in place any more.

crate::sql::step! {
    /// An inspection holds from its knowledge number until a later row of the same id. A judgement is given once and stays;
    /// it came with the version of its own knowledge number. A stored inspection keeps the number of the file that was last
    /// heard of it: which part of it came earlier was not written down then.
    up: "
CREATE TABLE inspection_before AS SELECT * FROM inspection;
CREATE TABLE judgement_before AS SELECT * FROM judgement;
DROP TABLE judgement;
DROP TABLE inspection;
CREATE TABLE inspection (
    id INTEGER NOT NULL,
    knowledge BIGINT NOT NULL,
    urn INTEGER NOT NULL,
    number TEXT,
    framework SMALLINT NOT NULL,
    kind SMALLINT NOT NULL,
    started DATE NOT NULL,
    published DATE,
    concern SMALLINT,
    outcome TEXT NOT NULL,
    PRIMARY KEY (id, knowledge)
);
CREATE INDEX inspection_urn ON inspection (urn, started);
CREATE TABLE judgement (
    inspection_id INTEGER NOT NULL,
    area SMALLINT NOT NULL,
    scale SMALLINT NOT NULL,
    grade SMALLINT NOT NULL,
    knowledge BIGINT NOT NULL,
    PRIMARY KEY (inspection_id, area),
    FOREIGN KEY (inspection_id, knowledge) REFERENCES inspection (id, knowledge),
    CHECK (grade IN (21, 22) OR (scale = 4 AND grade BETWEEN 1 AND 4) OR (scale = 5 AND grade BETWEEN 11 AND 15))
);
INSERT INTO inspection (id, knowledge, urn, number, framework, kind, started, published, concern, outcome)
    SELECT id, knowledge, urn, number, framework, kind, started, published, concern, outcome FROM inspection_before;
INSERT INTO judgement (inspection_id, area, scale, grade, knowledge)
    SELECT j.inspection_id, j.area, j.scale, j.grade, i.knowledge
    FROM judgement_before j JOIN inspection_before i ON i.id = j.inspection_id;
DROP TABLE judgement_before;
DROP TABLE inspection_before;
",
    down: "
CREATE TABLE inspection_before AS SELECT i.* FROM inspection i
    WHERE NOT EXISTS (SELECT 1 FROM inspection n WHERE n.id = i.id AND n.knowledge > i.knowledge);
CREATE TABLE judgement_before AS SELECT * FROM judgement;
DROP TABLE judgement;
DROP TABLE inspection;
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
INSERT INTO inspection (id, urn, number, framework, kind, started, published, concern, outcome, knowledge)
    SELECT id, urn, number, framework, kind, started, published, concern, outcome, knowledge FROM inspection_before;
INSERT INTO judgement (inspection_id, area, scale, grade)
    SELECT inspection_id, area, scale, grade FROM judgement_before;
DROP TABLE judgement_before;
DROP TABLE inspection_before;
",
    growing: ["inspection", "judgement"]
}
