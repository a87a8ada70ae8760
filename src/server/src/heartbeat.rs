//! The heartbeat: asks, every so often, what is due.
//!
//! tokio-cron-scheduler is only the alarm clock: one UTC cron job per entry of the schedule, nothing stored, no zones. What
//! is due is written in the database, and the body is idempotent, so that a missed, doubled or late tick does no harm.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use sextant_jobs::{JobName, ScheduledJob};
use sextant_store::Database;
use tokio::sync::Mutex;
use tokio_cron_scheduler::{Job, JobScheduler};
use tokio_util::task::TaskTracker;

use crate::interval::interval;
use sextant_graphql::Clock;

/// How long one look may take before it is given up; the next tick looks again.
const LIMIT: Duration = Duration::from_secs(20 * 60);
/// Readiness fails when no tick was recorded for this many intervals.
const MISSED: i32 = 3;

/// When the heartbeat last ticked, for the readiness check.
#[derive(Debug)]
pub struct Pulse {
    last: AtomicI64,
    interval: chrono::Duration,
}

impl Pulse {
    /// A heart that beats every `interval` and has just begun to.
    pub fn new(interval: chrono::Duration, now: DateTime<Utc>) -> Self {
        Self { last: AtomicI64::new(now.timestamp()), interval }
    }

    fn beat(&self, now: DateTime<Utc>) {
        self.last.store(now.timestamp(), Ordering::Relaxed);
    }

    /// Seconds since the last tick, when they are more than three intervals; `None` while all is well.
    pub fn silent_for(&self, now: DateTime<Utc>) -> Option<i64> {
        let silent = now.timestamp() - self.last.load(Ordering::Relaxed);
        (silent > (self.interval * MISSED).num_seconds()).then_some(silent)
    }
}

/// The running heartbeat.
pub struct Heartbeat {
    scheduler: JobScheduler,
    running: TaskTracker,
    /// When it last ticked.
    pub pulse: Arc<Pulse>,
}

impl std::fmt::Debug for Heartbeat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Heartbeat").field("pulse", &self.pulse).finish_non_exhaustive()
    }
}

impl Heartbeat {
    /// Looks once at once, and then whenever the schedule says.
    ///
    /// # Errors
    /// When the schedule is not readable or the scheduler does not start.
    pub async fn start(database: Database, clock: Clock) -> anyhow::Result<Self> {
        let schedule = sextant_jobs::schedule()?;
        let intervals = schedule.iter().filter_map(|job| interval(&job.heartbeat, clock()));
        let shortest = intervals.min().unwrap_or_else(|| chrono::Duration::seconds(30));
        let pulse = Arc::new(Pulse::new(shortest, clock()));
        let running = TaskTracker::new();
        let scheduler = JobScheduler::new().await?;
        for job in schedule {
            let (database, clock, pulse) = (database.clone(), Arc::clone(&clock), Arc::clone(&pulse));
            let look = Look { job: job.name, database, clock, pulse, running: running.clone(), turn: Arc::default() };
            scheduler.add(cron_job(&job, look.clone())?).await?;
            look.tick();
        }
        scheduler.start().await?;
        Ok(Self { scheduler, running, pulse })
    }

    /// Ticks no more, and waits for the look that is under way.
    pub async fn stop(mut self) {
        if let Err(error) = self.scheduler.shutdown().await {
            tracing::warn!(%error, "the scheduler did not stop");
        }
        self.running.close();
        self.running.wait().await;
    }
}

fn cron_job(job: &ScheduledJob, look: Look) -> anyhow::Result<Job> {
    let made = Job::new_async(job.heartbeat.as_str(), move |_, _| {
        look.tick();
        Box::pin(std::future::ready(()))
    });
    made.map_err(|error| anyhow::anyhow!("the job '{}' cannot be scheduled: {error}", job.name.as_str()))
}

/// What a tick of one job needs.
#[derive(Clone)]
struct Look {
    job: JobName,
    database: Database,
    clock: Clock,
    pulse: Arc<Pulse>,
    running: TaskTracker,
    turn: Arc<Mutex<()>>,
}

impl Look {
    /// Starts a look on a task of its own, so that a panic or a long look never reaches the scheduler. While one is under way
    /// a tick passes: the next one sees what it would have seen.
    fn tick(&self) {
        self.pulse.beat((self.clock)());
        let Ok(turn) = Arc::clone(&self.turn).try_lock_owned() else { return };
        let (job, database, now) = (self.job, self.database.clone(), (self.clock)());
        let look = tokio::spawn(async move { run(job, &database, now).await });
        self.running.spawn(async move {
            let _turn = turn;
            let abort = look.abort_handle();
            match tokio::time::timeout(LIMIT, look).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::error!(%error, "the heartbeat's look broke off"),
                Err(_) => {
                    abort.abort();
                    tracing::error!(seconds = LIMIT.as_secs(), "the heartbeat's look took too long and was given up");
                }
            }
        });
    }
}

async fn run(job: JobName, database: &Database, now: DateTime<Utc>) {
    match job.run(database, now).await {
        Ok(runs) => {
            for run in runs {
                // Errors have been logged where they happened.
                if let Ok(compiled) = run.result {
                    let (strategy, hash) = (run.strategy, compiled.content_hash);
                    tracing::info!(strategy, what = run.what, revision = compiled.revision, hash, "published when due");
                }
            }
        }
        Err(error) => tracing::error!(%error, "the heartbeat could not ask what is due"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn a_heart_is_missed_after_three_intervals() {
        let pulse = Pulse::new(chrono::Duration::seconds(30), at(0));
        assert_eq!(pulse.silent_for(at(90)), None);
        assert_eq!(pulse.silent_for(at(91)), Some(91));
        pulse.beat(at(91));
        assert_eq!(pulse.silent_for(at(180)), None);
    }

    #[tokio::test]
    async fn the_schedule_starts_ticks_and_stops() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(&format!("sqlite://{}/a.db", folder.path().display())).await.unwrap();
        sextant_service::setup::prepare(&database, at(0)).await.unwrap();
        let heartbeat = Heartbeat::start(database, Arc::new(|| at(5))).await.unwrap();
        assert_eq!(heartbeat.pulse.silent_for(at(6)), None);
        heartbeat.stop().await;
    }
}
