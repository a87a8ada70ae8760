//! What people do with Sextant: one use case is one transaction, one permission check and one audit entry.

pub mod files;
