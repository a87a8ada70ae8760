//! Tidy files of Explore Education Statistics, and wide files of that family, read by a mapping.
//!
//! A [`Mapping`] says which column is which indicator, which filters are which breakdown, which geographic levels are taken
//! and what kind of time the periods are. Mappings are TOML; some are shipped, any other can be written.

mod breakdown;
mod check;
mod mapping;
mod period;
mod place;
mod raw;
mod reader;
mod shipped;

pub use mapping::Mapping;
pub use reader::read;

#[cfg(test)]
mod tests;
