//! Council-owned: scrutiny with its thread from the recommendation to the action, equality impacts, commentary on lines.

crate::sql::step! {
    /// Comments, progress and versions of commentary only grow; the newest version of a commentary counts. `response_due` is what
    /// the rule makes of `received_on`, kept so that lists can ask for it. An impact has one subject: the columns of the others
    /// are empty. `line_hash` is the SHA-256 of the published line's content. SQLite adds no foreign key of two columns to a
    /// table that is there, so that `action.recommendation_id` is looked up on writing.
    up: "
CREATE TABLE scrutiny_meeting (
    council_code TEXT NOT NULL REFERENCES council (code),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    folded_body TEXT NOT NULL,
    day DATE NOT NULL,
    title TEXT NOT NULL,
    folded_title TEXT NOT NULL,
    agenda_item TEXT NOT NULL,
    PRIMARY KEY (council_code, id)
);
CREATE INDEX scrutiny_meeting_day ON scrutiny_meeting (council_code, day, id);
CREATE TABLE scrutiny_feedback (
    council_code TEXT NOT NULL,
    id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    text TEXT NOT NULL,
    strategy_code TEXT,
    commitment_code TEXT,
    indicator_code TEXT,
    breakdown TEXT,
    recorded_by TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (council_code, id),
    FOREIGN KEY (council_code, meeting_id) REFERENCES scrutiny_meeting (council_code, id)
);
CREATE INDEX scrutiny_feedback_meeting ON scrutiny_feedback (council_code, meeting_id);
CREATE TABLE recommendation (
    council_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    meeting_id TEXT NOT NULL,
    text TEXT NOT NULL,
    addressed_to TEXT NOT NULL,
    folded_addressed_to TEXT NOT NULL,
    received_on DATE NOT NULL,
    response_due DATE NOT NULL,
    responded_on DATE,
    accepted SMALLINT,
    reason TEXT NOT NULL,
    response TEXT NOT NULL,
    implementation SMALLINT NOT NULL,
    PRIMARY KEY (council_code, id),
    FOREIGN KEY (council_code, meeting_id) REFERENCES scrutiny_meeting (council_code, id)
);
CREATE INDEX recommendation_meeting ON recommendation (council_code, meeting_id);
CREATE INDEX recommendation_due ON recommendation (council_code, response_due, id);
CREATE TABLE recommendation_commitment (
    council_code TEXT NOT NULL,
    recommendation_id TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    commitment_code TEXT NOT NULL,
    PRIMARY KEY (council_code, recommendation_id, strategy_code, commitment_code),
    FOREIGN KEY (council_code, recommendation_id) REFERENCES recommendation (council_code, id)
);
CREATE TABLE recommendation_outcome (
    council_code TEXT NOT NULL,
    recommendation_id TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    indicator_code TEXT NOT NULL,
    breakdown TEXT NOT NULL,
    PRIMARY KEY (council_code, recommendation_id, strategy_code, indicator_code, breakdown),
    FOREIGN KEY (council_code, recommendation_id) REFERENCES recommendation (council_code, id)
);
CREATE TABLE recommendation_progress (
    council_code TEXT NOT NULL,
    recommendation_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    day DATE NOT NULL,
    status SMALLINT NOT NULL,
    note TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (council_code, recommendation_id, version),
    FOREIGN KEY (council_code, recommendation_id) REFERENCES recommendation (council_code, id)
);
ALTER TABLE action ADD COLUMN recommendation_id TEXT;
CREATE INDEX action_recommendation ON action (council_code, recommendation_id);
CREATE TABLE equality_impact (
    council_code TEXT NOT NULL REFERENCES council (code),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    subject SMALLINT NOT NULL,
    strategy_code TEXT,
    commitment_code TEXT,
    activity_id TEXT,
    characteristic SMALLINT NOT NULL,
    group_name TEXT NOT NULL,
    impact SMALLINT NOT NULL,
    evidence TEXT NOT NULL,
    consulted TEXT NOT NULL,
    mitigation TEXT NOT NULL,
    review_on DATE,
    PRIMARY KEY (council_code, id)
);
CREATE INDEX equality_impact_strategy ON equality_impact (council_code, strategy_code, commitment_code);
CREATE INDEX equality_impact_activity ON equality_impact (council_code, activity_id);
CREATE TABLE commentary (
    council_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    strategy_code TEXT NOT NULL,
    year_start SMALLINT NOT NULL,
    term SMALLINT NOT NULL,
    revision INTEGER NOT NULL,
    indicator_code TEXT NOT NULL,
    breakdown TEXT NOT NULL,
    line_hash TEXT NOT NULL,
    text TEXT NOT NULL,
    state SMALLINT NOT NULL,
    based_on TEXT,
    author TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (council_code, id, version),
    FOREIGN KEY (council_code, strategy_code, year_start, term, revision)
        REFERENCES scorecard (council_code, strategy_code, year_start, term, revision)
);
CREATE INDEX commentary_line ON commentary (strategy_code, year_start, term, revision, indicator_code, breakdown);
",
    down: "
DROP TABLE commentary;
DROP TABLE equality_impact;
DROP INDEX action_recommendation;
ALTER TABLE action DROP COLUMN recommendation_id;
DROP TABLE recommendation_progress;
DROP TABLE recommendation_outcome;
DROP TABLE recommendation_commitment;
DROP TABLE recommendation;
DROP TABLE scrutiny_feedback;
DROP TABLE scrutiny_meeting;
",
    growing: ["scrutiny_feedback", "recommendation_progress", "commentary"]
}
