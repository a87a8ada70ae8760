//! LAIT, the Department for Education's Local Authority Interactive Tool: its editions and its data dictionary.

mod dictionary;
mod edition;

pub use dictionary::{LaitDictionaryEntry, dictionary};
pub use edition::{LaitMeasure, read};
