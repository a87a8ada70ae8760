//! Every figure is provable: explained down to the line of a file, compared with its cause, compiled again to the same hash.

mod compared;
mod compared_snapshots;
mod explained;
mod explained_progress;
mod progress;
mod verified;
