//! What runs by itself, and when.

pub mod compare;
pub mod compare_snapshots;
mod due;
pub mod explain;
pub mod measures;
pub mod recompile;
mod schedule;
pub mod scorecard;
pub mod snapshot;
pub mod verify;
mod warnings;

pub use due::{DueRun, run_due_scorecards, run_due_snapshots};
pub use measures::{Recorded, run_due_measures};
pub use schedule::{JobName, ScheduledJob, schedule};
pub use warnings::{Raised, run_due_warnings};
