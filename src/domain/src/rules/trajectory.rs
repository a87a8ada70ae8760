//! The way from a baseline to a target.

use crate::measure::coded;

/// How the way is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TrajectoryMethod {
    /// A straight line in years.
    Linear,
    /// Milestones that hold until the next one.
    Stepped,
    /// A value for every named period.
    Manual,
}

coded!(TrajectoryMethod {
    Linear = 1, "LINEAR", "a straight line";
    Stepped = 2, "STEPPED", "milestones";
    Manual = 3, "MANUAL", "a value for every named period";
});
