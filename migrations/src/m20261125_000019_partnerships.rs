//! Council-owned: partner organisations, their designations, partnerships with members and what they serve.

crate::sql::step! {
    /// `version` rises with every change of a record: a change that names another is refused. Days are half-open: `to_day` is
    /// the first on which it no longer holds. A school or a trust is referenced by `urn` or `trust_uid`, its name is the
    /// register's.
    up: "
CREATE TABLE organisation (
    council_code TEXT NOT NULL REFERENCES council (code),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    kind SMALLINT NOT NULL,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    urn INTEGER,
    trust_uid INTEGER,
    identifier TEXT NOT NULL,
    area TEXT NOT NULL,
    PRIMARY KEY (council_code, id),
    UNIQUE (council_code, urn),
    UNIQUE (council_code, trust_uid)
);
CREATE TABLE designation (
    council_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    organisation_id TEXT NOT NULL,
    kind SMALLINT NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE,
    area TEXT NOT NULL,
    PRIMARY KEY (council_code, id),
    FOREIGN KEY (council_code, organisation_id) REFERENCES organisation (council_code, id)
);
CREATE INDEX designation_organisation ON designation (council_code, organisation_id);
CREATE TABLE partnership (
    council_code TEXT NOT NULL REFERENCES council (code),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    kind SMALLINT NOT NULL,
    title TEXT NOT NULL,
    folded_title TEXT NOT NULL,
    purpose TEXT NOT NULL,
    lead_officer TEXT NOT NULL,
    status SMALLINT NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE,
    agreement TEXT NOT NULL,
    data_sharing_basis TEXT NOT NULL,
    review_on DATE,
    PRIMARY KEY (council_code, id)
);
CREATE INDEX partnership_status ON partnership (council_code, status, id);
CREATE TABLE partnership_member (
    council_code TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    partnership_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    role SMALLINT NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE,
    PRIMARY KEY (council_code, id),
    FOREIGN KEY (council_code, partnership_id) REFERENCES partnership (council_code, id),
    FOREIGN KEY (council_code, organisation_id) REFERENCES organisation (council_code, id)
);
CREATE INDEX partnership_member_partnership ON partnership_member (council_code, partnership_id);
CREATE INDEX partnership_member_organisation ON partnership_member (council_code, organisation_id);
CREATE TABLE partnership_commitment (
    council_code TEXT NOT NULL,
    partnership_id TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    commitment_code TEXT NOT NULL,
    PRIMARY KEY (council_code, partnership_id, strategy_code, commitment_code),
    FOREIGN KEY (council_code, partnership_id) REFERENCES partnership (council_code, id)
);
CREATE INDEX partnership_commitment_served ON partnership_commitment (council_code, strategy_code, commitment_code);
CREATE TABLE partnership_outcome (
    council_code TEXT NOT NULL,
    partnership_id TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    indicator_code TEXT NOT NULL,
    breakdown TEXT NOT NULL,
    PRIMARY KEY (council_code, partnership_id, strategy_code, indicator_code, breakdown),
    FOREIGN KEY (council_code, partnership_id) REFERENCES partnership (council_code, id)
);
CREATE INDEX partnership_outcome_moved ON partnership_outcome (council_code, strategy_code, indicator_code, breakdown);
",
    down: "
DROP TABLE partnership_outcome;
DROP TABLE partnership_commitment;
DROP TABLE partnership_member;
DROP TABLE partnership;
DROP TABLE designation;
DROP TABLE organisation;
"
}
