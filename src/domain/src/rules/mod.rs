//! The rules of a scorecard, each a versioned row of data and a pure function.

mod direction;
mod gap;
mod rag;

pub use direction::DirectionRule;
pub use gap::GapDefinition;
pub use rag::RagRule;
