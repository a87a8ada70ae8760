//! The schedule, as data.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sextant_store::Database;

use crate::scorecard::CompileError;
use crate::{DueRun, run_due_measures, run_due_scorecards, run_due_snapshots, run_due_warnings};

const SCHEDULE: &str = include_str!("../schedule.toml");

/// The jobs there are.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum JobName {
    /// The scorecard of every term.
    TermlyScorecards,
    /// The progress snapshot of every year.
    StrategySnapshots,
    /// What councils' own records say of rigour and partnership.
    RigourMeasures,
    /// What rules find that somebody has to look at.
    EarlyWarnings,
}

impl JobName {
    /// The name in the schedule and in the runbook.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TermlyScorecards => "termly-scorecards",
            Self::StrategySnapshots => "strategy-snapshots",
            Self::RigourMeasures => "rigour-measures",
            Self::EarlyWarnings => "early-warnings",
        }
    }

    /// Does what is due.
    ///
    /// # Errors
    /// [`CompileError::Store`] when the database cannot be asked what is due.
    pub async fn run(self, database: &Database, now: DateTime<Utc>) -> Result<Vec<DueRun>, CompileError> {
        match self {
            Self::TermlyScorecards => run_due_scorecards(database, now).await,
            Self::StrategySnapshots => run_due_snapshots(database, now).await,
            // Nothing is published by it; what failed is in the log.
            Self::RigourMeasures => run_due_measures(database, now).await.map(|_| Vec::new()),
            Self::EarlyWarnings => run_due_warnings(database, now).await.map(|_| Vec::new()),
        }
    }
}

/// A job with its heartbeat.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct ScheduledJob {
    /// Which.
    pub name: JobName,
    /// A cron expression in UTC, seconds first.
    pub heartbeat: String,
    /// What it does.
    pub about: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    job: Vec<ScheduledJob>,
}

/// The jobs of `schedule.toml`.
///
/// # Errors
/// When the file is not what this version expects; a test holds that it is.
pub fn schedule() -> Result<Vec<ScheduledJob>, toml::de::Error> {
    Ok(toml::from_str::<File>(SCHEDULE)?.job)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_schedule_is_readable_and_in_the_runbook() {
        let runbook = include_str!("../README.md");
        for job in super::schedule().unwrap() {
            let name = job.name.as_str();
            assert_eq!(job.heartbeat.split(' ').count(), 6, "{name} needs seconds first");
            assert!(runbook.contains(&format!("`{name}`")), "jobs/README.md does not describe {name}");
        }
    }
}
