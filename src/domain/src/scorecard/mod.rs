//! The termly priority scorecard: inputs in, scorecard out.

mod benchmarks;
mod canonical;
mod caveats;
mod compile;
mod diff;
mod due;
mod explain;
pub(crate) mod findings;
#[cfg(test)]
pub(crate) mod fixtures;
pub(crate) mod gap_view;
mod inputs;
mod line;
mod model;
pub(crate) mod neighbours;
mod notes;
mod state;
mod targets;
#[cfg(test)]
mod tests;
pub(crate) mod text;
mod verdicts;
pub(crate) mod view;

pub use canonical::{CanonicalError, canonical_bytes, content_hash, sha256_hex};
pub use caveats::CaveatCode;
pub use compile::compile;
pub use diff::{ScorecardSide, diff_scorecards};
pub use due::{DUE_HOUR, deadline_instant, due_at, due_terms, previous_deadline};
pub use explain::{explain_line, explain_lines};
pub use inputs::*;
pub(crate) use line::stand_in;
pub use model::*;
pub use state::LineState;

/// Integers as text, because canonical JSON carries numbers as strings.
pub(crate) mod as_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(number: &i64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(number)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
