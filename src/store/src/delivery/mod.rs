//! Partnership work: records that people write, each with a version, an audit entry for every change, and keys under which a
//! write happens once.

mod audit;
mod organisations;
mod partnerships;

pub use audit::{claim, record};
pub use organisations::{
    designations_of, find_designation, find_organisation, insert_designation, insert_organisation, organisation_of,
    register_has, update_designation, update_organisation,
};
pub use partnerships::{
    MovedOutcome, commitments_of, find_member, find_partnership, insert_member, insert_partnership, members_of, moves,
    outcomes_of, serves, unknown_commitments, unused_outcomes, update_member, update_partnership,
};
