//! Partnership work: records that people write, each with a version, an audit entry for every change, and keys under which a
//! write happens once.

mod actions;
mod audit;
mod commentary;
mod equality;
mod organisations;
mod partnerships;
pub(crate) mod risk;
mod scrutiny;
mod visits;

pub use actions::{find_action, insert_action, insert_due_change, update_action};
pub use audit::{claim, record};
pub use commentary::{insert_commentary, newest_commentary, published_line};
pub use equality::{find_impact, has_strategy, insert_impact, update_impact};
pub use organisations::{
    designations_of, find_designation, find_organisation, insert_designation, insert_organisation, organisation_of,
    register_has, update_designation, update_organisation,
};
pub use partnerships::{
    MovedOutcome, commitments_of, find_member, find_partnership, insert_member, insert_partnership, members_of, moves,
    outcomes_of, serves, unknown_commitments, unused_outcomes, update_member, update_partnership,
};
pub use risk::{assessments_of, find_policy, insert_assessment, insert_policy, newest_policy, superseded_on};
pub use scrutiny::{
    find_meeting, find_recommendation, insert_feedback, insert_meeting, insert_progress, insert_recommendation,
    is_about, on_record, progress_of, recommendation_about, update_meeting, update_recommendation,
};
pub use visits::{data_pack, find_visit, insert_visit, update_visit};
