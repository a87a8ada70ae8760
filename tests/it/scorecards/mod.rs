//! Scorecards compiled from the bundled extract: the answers that can be checked, and what publishing promises.

mod answers;
mod colours;
mod publishing;
mod refusals;
