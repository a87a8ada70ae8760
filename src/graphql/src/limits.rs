//! The limits, on by default.

/// How deep fields may be nested.
pub const DEPTH: usize = 12;
/// The most rows of a page.
pub const PAGE: u64 = crate::paging::MAX_PAGE as u64;
/// The most points an operation may cost.
pub const COST: usize = 5_000;
/// The most aliases of a document.
pub const ALIASES: usize = 30;
/// The most directives on one field.
pub const DIRECTIVES: usize = 4;
/// How deep introspection may be nested; the standard query needs 15.
pub const INTROSPECTION_DEPTH: usize = 20;
