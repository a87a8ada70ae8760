//! Schools, their links, trusts and dated memberships.

crate::sql::step! {
    /// A school, a trust and a membership are versioned by the knowledge number; the latest version not after it holds.
    up: "
CREATE TABLE school (
    urn INTEGER NOT NULL,
    knowledge BIGINT NOT NULL,
    fingerprint BIGINT NOT NULL,
    la_id INTEGER NOT NULL,
    establishment INTEGER,
    laestab INTEGER,
    ukprn INTEGER,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    kind_code TEXT NOT NULL,
    kind_name TEXT NOT NULL,
    group_code TEXT NOT NULL,
    group_name TEXT NOT NULL,
    status SMALLINT NOT NULL,
    phase SMALLINT NOT NULL,
    opened DATE,
    closed DATE,
    reason_opened TEXT NOT NULL,
    reason_closed TEXT NOT NULL,
    low_age SMALLINT,
    high_age SMALLINT,
    capacity INTEGER,
    pupils INTEGER,
    sixth_form BOOLEAN,
    nursery BOOLEAN,
    postcode TEXT NOT NULL,
    PRIMARY KEY (urn, knowledge)
);
CREATE INDEX school_la ON school (la_id, urn);
CREATE INDEX school_laestab ON school (laestab);
CREATE TABLE school_link (
    predecessor_urn INTEGER NOT NULL,
    successor_urn INTEGER NOT NULL,
    kind TEXT NOT NULL,
    on_day DATE,
    knowledge BIGINT NOT NULL,
    PRIMARY KEY (predecessor_urn, successor_urn, kind)
);
CREATE INDEX school_link_successor ON school_link (successor_urn);
CREATE TABLE trust (
    uid INTEGER NOT NULL,
    knowledge BIGINT NOT NULL,
    fingerprint BIGINT NOT NULL,
    group_id TEXT NOT NULL,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    kind SMALLINT NOT NULL,
    companies_house TEXT NOT NULL,
    ukprn INTEGER,
    opened DATE,
    closed DATE,
    open BOOLEAN NOT NULL,
    PRIMARY KEY (uid, knowledge)
);
CREATE TABLE trust_membership (
    urn INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    from_day DATE NOT NULL,
    knowledge BIGINT NOT NULL,
    to_day DATE,
    kind SMALLINT NOT NULL,
    confidence SMALLINT NOT NULL,
    PRIMARY KEY (urn, uid, from_day, knowledge)
);
CREATE INDEX trust_membership_trust ON trust_membership (uid, urn);
",
    down: "
DROP TABLE trust_membership;
DROP TABLE trust;
DROP TABLE school_link;
DROP TABLE school;
"
}
