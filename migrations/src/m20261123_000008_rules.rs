//! Rules as data: each version of each rule is a row.

crate::sql::step! {
    /// `figure_1` and `figure_2` are the parameters in millionths; their meaning depends on the family.
    up: "
CREATE TABLE rule (
    code TEXT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    family TEXT NOT NULL,
    figure_1 BIGINT,
    figure_2 BIGINT,
    description TEXT NOT NULL,
    PRIMARY KEY (code, version)
);
",
    down: "
DROP TABLE rule;
"
}
