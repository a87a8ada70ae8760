//! Partnership work: records that people write, each with a version, an audit entry for every change, and keys under which a
//! write happens once.

mod actions;
mod activities;
mod audit;
mod commentary;
mod contributions;
mod equality;
mod flags;
mod funding;
mod organisations;
mod partnerships;
mod rigour;
pub(crate) mod risk;
mod scrutiny;
mod visits;

pub use actions::{find_action, insert_action, insert_due_change, update_action};
pub use activities::{
    ActivityParts, find_activity, insert_activity, parts_of, set_parts, unknown_activities, unregistered,
    update_activity,
};
pub use audit::{claim, record};
pub use commentary::{insert_commentary, newest_commentary, published_line};
pub use contributions::{
    claim_inputs, find_contribution, insert_contribution, other_shares, place_of, update_contribution,
};
pub use equality::{find_impact, has_strategy, insert_impact, update_impact};
pub use flags::{find_flag, insert_flag, raised, update_flag, warning_facts};
pub use funding::{
    activities_of_bid, activities_of_stream, find_bid, find_stream, insert_bid, insert_stream, set_bid_activities,
    set_stream_activities, update_bid, update_stream,
};
pub use organisations::{
    designations_of, find_designation, find_organisation, insert_designation, insert_organisation, organisation_of,
    register_has, update_designation, update_organisation,
};
pub use partnerships::{
    MovedOutcome, commitments_of, find_member, find_partnership, insert_member, insert_partnership, members_of, moves,
    outcomes_of, serves, unknown_commitments, unused_outcomes, update_member, update_partnership,
};
pub use rigour::rigour_facts;
pub use risk::{assessments_of, find_policy, insert_assessment, insert_policy, newest_policy, superseded_on};
pub use scrutiny::{
    find_meeting, find_recommendation, insert_feedback, insert_meeting, insert_progress, insert_recommendation,
    is_about, on_record, progress_of, recommendation_about, update_meeting, update_recommendation,
};
pub use visits::{data_pack, find_visit, insert_visit, update_visit};
