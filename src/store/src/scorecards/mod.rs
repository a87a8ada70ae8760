//! Scorecards: loading what they are compiled from, and publishing immutable revisions.

mod inputs;
mod publish;
mod read;
mod series;

pub use self::series::read_measure;
pub use inputs::{InputsRequest, load_inputs};
pub use publish::{NewRevision, Published, publish};
pub use read::{find, lines, published_terms};
