//! Council-owned: early-warning flags, raised by rules and closed by people.

crate::sql::step! {
    /// `subject` and `occasion` say what a flag is about and when: a rule raises each once. What the subject is stands in the
    /// columns behind it, so that flags can be asked for by it. `raised_at` and `closed_at` are in milliseconds since 1970.
    up: "
CREATE TABLE flag (
    council_code TEXT NOT NULL REFERENCES council (code),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    rule SMALLINT NOT NULL,
    subject TEXT NOT NULL,
    occasion TEXT NOT NULL,
    reason TEXT NOT NULL,
    raised_on DATE NOT NULL,
    raised_at BIGINT NOT NULL,
    urn INTEGER,
    action_id TEXT,
    partnership_id TEXT,
    strategy_code TEXT,
    indicator_code TEXT,
    breakdown TEXT,
    status SMALLINT NOT NULL,
    closed_at BIGINT,
    closed_by TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (council_code, id),
    UNIQUE (council_code, rule, subject, occasion),
    FOREIGN KEY (council_code, action_id) REFERENCES action (council_code, id),
    FOREIGN KEY (council_code, partnership_id) REFERENCES partnership (council_code, id)
);
CREATE INDEX flag_status ON flag (council_code, status, raised_on);
CREATE INDEX flag_school ON flag (council_code, urn);
",
    down: "
DROP TABLE flag;
"
}
