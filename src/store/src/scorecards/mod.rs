//! Scorecards: loading what they are compiled from, and publishing immutable revisions.

mod counts;
mod findings;
mod inputs;
mod publish;
mod read;
mod series;

pub use self::series::{ENGLAND, REGIONS, read_measure};
pub(crate) use counts::counts;
pub(crate) use findings::findings;
pub(crate) use inputs::supplied;
pub use inputs::{InputsRequest, load_inputs};
pub use publish::{NewRevision, Published, publish};
pub use read::{find, lines, newest, published, published_names, published_terms};
pub(crate) use series::{Row, field, point, releases, rows, series_ids};
