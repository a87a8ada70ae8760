//! Importing the publishers' files: what arrives, what changes, what is refused.

mod counts;
mod editions;
mod intervals;
mod refusals;
mod schools;
mod small;
