//! What differs between two results, and why: the words that every kind of result shares.
//!
//! Two scorecards are compared by [`diff_scorecards`]: two revisions, two terms, or one term as known on two days.

mod codes;
mod model;

pub use crate::scorecard::{ScorecardSide, diff_scorecards};
pub use codes::{ChangeCause, LineChange, LineField};
pub use model::{Cause, CauseCount, FieldChange, LineDiff, ScorecardDiff, Shown};
