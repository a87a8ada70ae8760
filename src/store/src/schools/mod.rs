//! Schools, trusts, memberships and links: each edition of the register adds the versions that differ.

mod fingerprint;
mod links;
mod memberships;
mod trusts;
mod write;

pub use links::write_links;
pub use memberships::MembershipWriter;
pub use trusts::write_trusts;
pub use write::SchoolWriter;
