//! The publishers' own intervals, and what checks on load found.

crate::sql::step! {
    /// `ci_low` and `ci_high` are the ends of the interval that the publisher gives with the figure, in millionths.
    ///
    /// A finding is raised or cleared by an import, and holds from there until a later row of the same series, place, period
    /// and check. Like the outcomes it speaks of, it has no foreign keys.
    up: "
ALTER TABLE outcome ADD COLUMN ci_low BIGINT;
ALTER TABLE outcome ADD COLUMN ci_high BIGINT;
CREATE TABLE finding (
    series_id INTEGER NOT NULL,
    place_id INTEGER NOT NULL,
    period INTEGER NOT NULL,
    check_code SMALLINT NOT NULL,
    knowledge BIGINT NOT NULL,
    severity SMALLINT NOT NULL,
    raised BOOLEAN NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (series_id, place_id, period, check_code, knowledge)
) {clustered};
",
    down: "
DROP TABLE finding;
ALTER TABLE outcome DROP COLUMN ci_high;
ALTER TABLE outcome DROP COLUMN ci_low;
",
    growing: ["finding"]
}
