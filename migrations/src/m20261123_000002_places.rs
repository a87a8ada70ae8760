//! Places, the codes they have had, and who took their place.

crate::sql::step! {
    /// A place's id is its DfE number; a school that an outcome speaks of has its LAESTAB.
    up: "
CREATE TABLE place (
    id INTEGER NOT NULL PRIMARY KEY,
    level SMALLINT NOT NULL,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    region_id INTEGER,
    from_day DATE,
    to_day DATE
);
CREATE INDEX place_level ON place (level, name);
CREATE TABLE place_code (
    scheme TEXT NOT NULL,
    code TEXT NOT NULL,
    place_id INTEGER NOT NULL REFERENCES place (id),
    from_day DATE,
    to_day DATE,
    PRIMARY KEY (scheme, code, place_id)
);
CREATE INDEX place_code_place ON place_code (place_id);
CREATE TABLE place_succession (
    predecessor_id INTEGER NOT NULL REFERENCES place (id),
    successor_id INTEGER NOT NULL REFERENCES place (id),
    on_day DATE,
    PRIMARY KEY (predecessor_id, successor_id)
);
",
    down: "
DROP TABLE place_succession;
DROP TABLE place_code;
DROP TABLE place;
"
}
