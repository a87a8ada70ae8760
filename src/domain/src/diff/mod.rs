//! What differs between two results, and why: the words that every kind of result shares.
//!
//! Two scorecards are compared by [`diff_scorecards`], two progress snapshots by [`diff_snapshots`]: two revisions, two terms
//! or years, or one as known on two days.

mod codes;
mod model;
pub(crate) mod noted;
pub(crate) mod pairing;
pub(crate) mod parts;
pub(crate) mod strands;
pub(crate) mod words;

pub use crate::progress::{SnapshotSide, diff_snapshots};
pub use crate::scorecard::{ScorecardSide, diff_scorecards};
pub use codes::{ChangeCause, LineChange, LineField};
pub use model::*;
