//! Council-owned: what partnerships do, with what money, and which outcomes that is claimed to have moved.

crate::sql::step! {
    /// Money is in pence; a change, a share and every figure in millionths, a period by its code. What an activity is expected to
    /// do carries the day on which it was stated. The figures of a contribution are those of the ledger at `knowledge`, frozen when
    /// it was claimed; `caveats` has one to a line. Days are half-open: `to_day` is the first on which it is over.
    up: "
CREATE TABLE activity (
    council_code TEXT NOT NULL REFERENCES council (code),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    partnership_id TEXT NOT NULL,
    kind SMALLINT NOT NULL,
    title TEXT NOT NULL,
    folded_title TEXT NOT NULL,
    status SMALLINT NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE,
    sessions INTEGER,
    pupils INTEGER,
    staff INTEGER,
    target_group TEXT NOT NULL,
    cost BIGINT,
    PRIMARY KEY (council_code, id),
    FOREIGN KEY (council_code, partnership_id) REFERENCES partnership (council_code, id)
);
CREATE INDEX activity_partnership ON activity (council_code, partnership_id);
CREATE INDEX activity_from ON activity (council_code, from_day, id);
CREATE TABLE activity_school (
    council_code TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    urn INTEGER NOT NULL,
    PRIMARY KEY (council_code, activity_id, urn),
    FOREIGN KEY (council_code, activity_id) REFERENCES activity (council_code, id)
);
CREATE INDEX activity_school_reached ON activity_school (council_code, urn);
CREATE TABLE activity_commitment (
    council_code TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    commitment_code TEXT NOT NULL,
    PRIMARY KEY (council_code, activity_id, strategy_code, commitment_code),
    FOREIGN KEY (council_code, activity_id) REFERENCES activity (council_code, id)
);
CREATE INDEX activity_commitment_served ON activity_commitment (council_code, strategy_code, commitment_code);
CREATE TABLE activity_effect (
    council_code TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    indicator_code TEXT NOT NULL,
    breakdown TEXT NOT NULL,
    direction SMALLINT NOT NULL,
    change BIGINT,
    stated_on DATE NOT NULL,
    PRIMARY KEY (council_code, activity_id, strategy_code, indicator_code, breakdown),
    FOREIGN KEY (council_code, activity_id) REFERENCES activity (council_code, id)
);
CREATE TABLE funding_bid (
    council_code TEXT NOT NULL REFERENCES council (code),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    folded_title TEXT NOT NULL,
    funder TEXT NOT NULL,
    scheme TEXT NOT NULL,
    sought BIGINT NOT NULL,
    awarded BIGINT,
    deadline DATE,
    decision SMALLINT NOT NULL,
    decided_on DATE,
    conditions TEXT NOT NULL,
    match_funding BIGINT,
    PRIMARY KEY (council_code, id)
);
CREATE INDEX funding_bid_decision ON funding_bid (council_code, decision, id);
CREATE TABLE funding_bid_activity (
    council_code TEXT NOT NULL,
    bid_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    PRIMARY KEY (council_code, bid_id, activity_id),
    FOREIGN KEY (council_code, bid_id) REFERENCES funding_bid (council_code, id),
    FOREIGN KEY (council_code, activity_id) REFERENCES activity (council_code, id)
);
CREATE INDEX funding_bid_activity_paid ON funding_bid_activity (council_code, activity_id);
CREATE TABLE funding_stream (
    council_code TEXT NOT NULL REFERENCES council (code),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    folded_title TEXT NOT NULL,
    funder TEXT NOT NULL,
    scheme TEXT NOT NULL,
    bid_id TEXT,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,
    allocation BIGINT NOT NULL,
    spend BIGINT NOT NULL,
    variance_note TEXT NOT NULL,
    PRIMARY KEY (council_code, id),
    FOREIGN KEY (council_code, bid_id) REFERENCES funding_bid (council_code, id)
);
CREATE INDEX funding_stream_bid ON funding_stream (council_code, bid_id);
CREATE TABLE funding_stream_activity (
    council_code TEXT NOT NULL,
    stream_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    PRIMARY KEY (council_code, stream_id, activity_id),
    FOREIGN KEY (council_code, stream_id) REFERENCES funding_stream (council_code, id),
    FOREIGN KEY (council_code, activity_id) REFERENCES activity (council_code, id)
);
CREATE INDEX funding_stream_activity_paid ON funding_stream_activity (council_code, activity_id);
CREATE TABLE contribution (
    council_code TEXT NOT NULL REFERENCES council (code),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    activity_id TEXT NOT NULL,
    strategy_code TEXT NOT NULL,
    indicator_code TEXT NOT NULL,
    breakdown TEXT NOT NULL,
    place_id INTEGER NOT NULL,
    before_period INTEGER NOT NULL,
    after_period INTEGER NOT NULL,
    method SMALLINT NOT NULL,
    strength SMALLINT NOT NULL,
    comparator SMALLINT,
    similar_schools TEXT NOT NULL,
    confounders TEXT NOT NULL,
    share BIGINT,
    reviewed_by TEXT NOT NULL,
    reviewed_on DATE,
    claimed_on DATE NOT NULL,
    knowledge BIGINT NOT NULL,
    before_value BIGINT NOT NULL,
    before_status SMALLINT NOT NULL,
    after_value BIGINT NOT NULL,
    after_status SMALLINT NOT NULL,
    change BIGINT NOT NULL,
    compared_with TEXT NOT NULL,
    compared_before BIGINT,
    compared_before_status SMALLINT,
    compared_after BIGINT,
    compared_after_status SMALLINT,
    net_change BIGINT,
    caveats TEXT NOT NULL,
    PRIMARY KEY (council_code, id),
    FOREIGN KEY (council_code, activity_id) REFERENCES activity (council_code, id)
);
CREATE INDEX contribution_activity ON contribution (council_code, activity_id);
CREATE INDEX contribution_outcome ON contribution (council_code, strategy_code, indicator_code, breakdown, before_period, after_period);
",
    down: "
DROP TABLE contribution;
DROP TABLE funding_stream_activity;
DROP TABLE funding_stream;
DROP TABLE funding_bid_activity;
DROP TABLE funding_bid;
DROP TABLE activity_effect;
DROP TABLE activity_commitment;
DROP TABLE activity_school;
DROP TABLE activity;
"
}
