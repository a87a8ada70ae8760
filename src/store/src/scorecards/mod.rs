//! Scorecards: loading what they are compiled from, and publishing immutable revisions.

mod inputs;
mod publish;
mod series;

pub use inputs::{InputsRequest, load_inputs};
pub use publish::{NewRevision, Published, publish};
