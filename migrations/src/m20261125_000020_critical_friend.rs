//! Council-owned: the policy of risk tiers, what was put on record under it, visits to schools, and agreed actions.

crate::sql::step! {
    /// Policies, assessments and changed due dates only grow. `risk_assessment.elevated` is what the policy says of the tier.
    /// `entered_at` is in milliseconds since 1970. A visit's tier is that of the assessment it names; `pack` is the canonical
    /// JSON of what was known of the school on the day, `pack_knowledge` the ledger position it was read at; both stay empty
    /// until the visit was held. An action that names a visit has the visit's school.
    up: "
CREATE TABLE risk_policy (
    council_code TEXT NOT NULL REFERENCES council (code),
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    approved_on DATE NOT NULL,
    approved_by TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (council_code, id),
    UNIQUE (council_code, code, version)
);
CREATE TABLE risk_tier (
    council_code TEXT NOT NULL,
    policy_id TEXT NOT NULL,
    number SMALLINT NOT NULL,
    name TEXT NOT NULL,
    criteria TEXT NOT NULL,
    elevated BOOLEAN NOT NULL,
    visit_weeks SMALLINT,
    PRIMARY KEY (council_code, policy_id, number),
    FOREIGN KEY (council_code, policy_id) REFERENCES risk_policy (council_code, id)
);
CREATE TABLE risk_assessment (
    council_code TEXT NOT NULL,
    id TEXT NOT NULL,
    urn INTEGER NOT NULL,
    policy_id TEXT NOT NULL,
    tier SMALLINT NOT NULL,
    elevated BOOLEAN NOT NULL,
    rationale TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_on DATE NOT NULL,
    review_by DATE,
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (council_code, id),
    FOREIGN KEY (council_code, policy_id, tier) REFERENCES risk_tier (council_code, policy_id, number)
);
CREATE INDEX risk_assessment_school ON risk_assessment (council_code, urn, decided_on);
CREATE TABLE visit (
    council_code TEXT NOT NULL REFERENCES council (code),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    urn INTEGER NOT NULL,
    day DATE NOT NULL,
    purpose TEXT NOT NULL,
    lead_officer TEXT NOT NULL,
    status SMALLINT NOT NULL,
    tier SMALLINT,
    assessment_id TEXT,
    pack TEXT,
    pack_sha256 TEXT,
    pack_knowledge BIGINT,
    note TEXT NOT NULL,
    shared_on DATE,
    PRIMARY KEY (council_code, id),
    FOREIGN KEY (council_code, assessment_id) REFERENCES risk_assessment (council_code, id)
);
CREATE INDEX visit_school ON visit (council_code, urn, day);
CREATE INDEX visit_day ON visit (council_code, day, id);
CREATE TABLE action (
    council_code TEXT NOT NULL REFERENCES council (code),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    source SMALLINT NOT NULL,
    visit_id TEXT,
    urn INTEGER,
    agreed_on DATE NOT NULL,
    due DATE NOT NULL,
    status SMALLINT NOT NULL,
    closed_on DATE,
    evidence TEXT NOT NULL,
    PRIMARY KEY (council_code, id),
    FOREIGN KEY (council_code, visit_id) REFERENCES visit (council_code, id)
);
CREATE INDEX action_due ON action (council_code, status, due);
CREATE INDEX action_school ON action (council_code, urn);
CREATE INDEX action_visit ON action (council_code, visit_id);
CREATE TABLE action_due_change (
    council_code TEXT NOT NULL,
    action_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,
    reason TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (council_code, action_id, version),
    FOREIGN KEY (council_code, action_id) REFERENCES action (council_code, id)
);
",
    down: "
DROP TABLE action_due_change;
DROP TABLE action;
DROP TABLE visit;
DROP TABLE risk_assessment;
DROP TABLE risk_tier;
DROP TABLE risk_policy;
",
    growing: ["risk_policy", "risk_tier", "risk_assessment", "action_due_change"]
}
