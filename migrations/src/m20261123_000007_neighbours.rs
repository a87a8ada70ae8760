//! Benchmark groups: the statistical neighbours of each authority, by edition, with the days they are in force.

crate::sql::step! {
    /// An edition is in force from its day until the next edition's.
    up: "
CREATE TABLE benchmark_group (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    edition TEXT NOT NULL,
    from_day DATE NOT NULL,
    knowledge BIGINT NOT NULL,
    UNIQUE (kind, edition)
);
CREATE TABLE benchmark_member (
    group_id INTEGER NOT NULL REFERENCES benchmark_group (id),
    place_id INTEGER NOT NULL,
    position SMALLINT NOT NULL,
    member_id INTEGER NOT NULL,
    closeness TEXT NOT NULL,
    PRIMARY KEY (group_id, place_id, position)
);
",
    down: "
DROP TABLE benchmark_member;
DROP TABLE benchmark_group;
"
}
