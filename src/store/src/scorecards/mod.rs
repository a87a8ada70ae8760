//! Scorecards: loading what they are compiled from, and publishing immutable revisions.

mod counts;
mod inputs;
mod publish;
mod read;
mod series;

pub use self::series::read_measure;
pub(crate) use counts::counts;
pub(crate) use inputs::supplied;
pub use inputs::{InputsRequest, load_inputs};
pub use publish::{NewRevision, Published, publish};
pub use read::{find, lines, published, published_terms};
pub(crate) use series::{ENGLAND, REGIONS, field, point, releases, rows, series_ids};
