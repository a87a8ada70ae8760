//! The limits that every operation is held to. They are on by default, can be set in a file, and are reported.

use serde::{Deserialize, Serialize};

/// The most rows of a page.
pub const PAGE: u64 = crate::paging::MAX_PAGE as u64;

/// How much an operation may ask, how long it may take, and how much a caller may ask in an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// The most characters of a document.
    pub characters: usize,
    /// The most tokens of a document: names, numbers, texts and single signs.
    pub tokens: usize,
    /// The most operations of a document, of which one is executed.
    pub operations: usize,
    /// The most fragments that a document may define.
    pub fragments: usize,
    /// How deep fragments may spread fragments.
    pub spread_depth: usize,
    /// The most aliases of a document.
    pub aliases: usize,
    /// The most directives of a document.
    pub directives: usize,
    /// The most directives on one field.
    pub directives_per_field: usize,
    /// The most fields of an operation at the root.
    pub root_fields: usize,
    /// The most fields of an operation with its fragments written out.
    pub fields: usize,
    /// How deep fields may be nested.
    pub depth: usize,
    /// How deep fields may be nested that ask for the schema itself; the standard query needs 15.
    pub introspection_depth: usize,
    /// The most points an operation may cost: a field costs 1, a list its rows times what each costs, a total count 20.
    pub cost: usize,
    /// The points a caller may spend in an hour; none where it is 0.
    pub cost_per_hour: u64,
    /// How many times as much a holder of a token may spend in an hour.
    pub token_factor: u64,
    /// The most errors of an answer; one more says how many were left out.
    pub errors: usize,
    /// Seconds that one statement may take in the database.
    pub statement_seconds: u64,
    /// Seconds that an operation may take.
    pub request_seconds: u64,
    /// Operations that are executed at once.
    pub concurrent: usize,
    /// Operations that wait for their turn; further ones are sent away for a moment.
    pub queued: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            characters: 15_000,
            tokens: 2_000,
            operations: 10,
            fragments: 50,
            spread_depth: 10,
            aliases: 30,
            directives: 50,
            directives_per_field: 4,
            root_fields: 20,
            fields: 2_000,
            depth: 12,
            introspection_depth: 20,
            cost: 5_000,
            cost_per_hour: 50_000,
            token_factor: 10,
            errors: 20,
            statement_seconds: 3,
            request_seconds: 9,
            concurrent: 64,
            queued: 128,
        }
    }
}

impl Limits {
    /// How deep the library may go: beyond both depths, which are measured before it reads anything.
    pub(crate) fn recursion(&self) -> usize {
        4 * self.depth.max(self.introspection_depth).max(16)
    }
}
