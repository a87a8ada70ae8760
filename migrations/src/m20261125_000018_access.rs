//! Council-owned: who may ask what, and who changed what.

crate::sql::step! {
    /// Of a token the database holds its public part (`id`) and the SHA-256 of the whole. An audit entry has the record before
    /// and after as canonical JSON; of several writes with one idempotency key the first counts.
    up: "
CREATE TABLE access_token (
    id TEXT NOT NULL PRIMARY KEY,
    council_code TEXT NOT NULL REFERENCES council (code),
    role SMALLINT NOT NULL,
    name TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    last_used_at BIGINT
);
CREATE TABLE audit_entry (
    council_code TEXT NOT NULL REFERENCES council (code),
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    token_id TEXT NOT NULL,
    act SMALLINT NOT NULL,
    kind SMALLINT NOT NULL,
    record_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (council_code, id)
);
CREATE INDEX audit_entry_record ON audit_entry (council_code, kind, record_id, id);
CREATE TABLE idempotency_key (
    council_code TEXT NOT NULL REFERENCES council (code),
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    kind SMALLINT NOT NULL,
    record_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (council_code, key)
);
",
    down: "
DROP TABLE idempotency_key;
DROP TABLE audit_entry;
DROP TABLE access_token;
",
    growing: ["audit_entry", "idempotency_key"]
}
