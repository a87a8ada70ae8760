//! Strategy progress snapshots: loading what they are compiled from, and publishing immutable revisions.

mod history;
mod inputs;
mod publish;
mod read;

pub use inputs::{SnapshotRequest, load_inputs};
pub use publish::{NewSnapshot, publish};
pub use read::{find, lines, published, published_names, published_years};
