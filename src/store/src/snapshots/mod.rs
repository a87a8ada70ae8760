//! Strategy progress snapshots: loading what they are compiled from, and publishing immutable revisions.

mod history;
mod indicators;
mod inputs;
mod publish;
mod read;

pub(crate) use indicators::{Known, load_indicators};
pub use inputs::{SnapshotRequest, load_inputs};
pub use publish::{NewSnapshot, publish};
pub use read::{find, lines, published, published_names, published_years};
