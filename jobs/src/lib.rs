//! What runs by itself, and when.

mod due;
mod schedule;
pub mod scorecard;

pub use due::{DueRun, run_due};
pub use schedule::{ScheduledJob, schedule};
