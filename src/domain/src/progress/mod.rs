//! The strategy progress snapshot: inputs in, snapshot out.

mod aim;
mod answers;
mod baseline;
mod change;
mod codes;
mod compile;
mod course;
mod diff;
mod explain;
mod finality;
mod headline;
mod inputs;
mod landscape;
mod line;
mod model;
mod outlook;
mod path;
mod speed;
#[cfg(test)]
pub(crate) mod tests;
mod verdict;
mod years;

pub use answers::*;
pub use codes::*;
pub use compile::compile_snapshot;
pub use diff::{SnapshotSide, diff_snapshots};
pub use explain::explain_progress;
pub use inputs::ProgressInputs;
pub use landscape::LandscapeMeasure;
pub use model::*;
