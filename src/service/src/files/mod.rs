//! Readers of Sextant's own files: the catalogue of indicators, the register of places, a council's strategy, and the
//! manifest of a bundled extract.
//!
//! Every reader takes the text and the file's name and answers with a value, or with [`FileProblem`]s that name the line,
//! what is wrong and what to do. A slip of syntax is reported alone, because nothing after it can be trusted; everything
//! else is reported together.

pub mod catalogue;
pub mod lines;
pub mod manifest;
pub mod places;
pub mod strategy;

pub use catalogue::{Catalogue, CatalogueIndicator, Counted, Supply};
pub use lines::FileProblem;
pub use manifest::{Manifest, ManifestEntry};
pub use places::{CodeSpan, PlaceWithCodes};
pub use strategy::{Known, StrategyFile};
