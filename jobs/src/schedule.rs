//! The schedule, as data.

use serde::Deserialize;

const SCHEDULE: &str = include_str!("../schedule.toml");

/// A job with its heartbeat.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct ScheduledJob {
    /// The name.
    pub name: String,
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
            assert_eq!(job.heartbeat.split(' ').count(), 6, "{} needs seconds first", job.name);
            assert!(runbook.contains(&format!("`{}`", job.name)), "jobs/README.md does not describe {}", job.name);
        }
    }
}
