//! How much a caller may ask in an hour: points that come back evenly, as the hour goes by.
//!
//! A bucket holds the points of one hour, fills at that many an hour, and an operation takes out what it costs before anything is read.
//! Who asks for more than is in it is told when there will be enough.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use moka::sync::Cache;

/// An hour in milliseconds.
const HOUR: u64 = 3_600_000;
/// Callers that are remembered; those who asked longest ago are forgotten first.
const CALLERS: u64 = 100_000;

/// What a caller has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The points of an hour.
    pub limit: u64,
    /// Those that are left.
    pub remaining: u64,
    /// When all will be there again.
    pub full_at: DateTime<Utc>,
}

/// An operation that costs more than the caller has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    /// What is left.
    pub balance: Balance,
    /// How long until there is enough; `None` where an hour does not bring it.
    pub wait: Option<Duration>,
}

/// Points times an hour's milliseconds, so that a millisecond brings a whole number: `limit` of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bucket {
    held: u64,
    at: DateTime<Utc>,
}

impl Bucket {
    fn full(limit: u64, now: DateTime<Utc>) -> Self {
        Self { held: limit.saturating_mul(HOUR), at: now }
    }

    /// The bucket at a later instant. A clock that goes back brings nothing.
    fn filled(self, limit: u64, now: DateTime<Utc>) -> Self {
        let passed = u64::try_from((now - self.at).num_milliseconds()).unwrap_or(0);
        let held = self.held.saturating_add(limit.saturating_mul(passed)).min(limit.saturating_mul(HOUR));
        Self { held, at: self.at.max(now) }
    }

    fn spend(self, cost: u64) -> Option<Self> {
        Some(Self { held: self.held.checked_sub(cost.saturating_mul(HOUR))?, ..self })
    }

    fn balance(self, limit: u64) -> Balance {
        let missing = limit.saturating_mul(HOUR) - self.held;
        Balance { limit, remaining: self.held / HOUR, full_at: self.at + after(missing, limit) }
    }

    fn wait(self, cost: u64, limit: u64) -> Option<Duration> {
        let missing = cost.saturating_mul(HOUR).saturating_sub(self.held);
        (cost <= limit).then(|| Duration::from_millis(missing.div_ceil(limit.max(1))))
    }
}

fn after(missing: u64, limit: u64) -> TimeDelta {
    TimeDelta::milliseconds(i64::try_from(missing.div_ceil(limit.max(1))).unwrap_or(i64::MAX / 2))
}

/// The buckets of all callers, in this process: with several replicas each keeps its own.
#[derive(Clone, Debug)]
pub(crate) struct Rate {
    buckets: Cache<String, Arc<Mutex<Bucket>>>,
}

impl Rate {
    pub(crate) fn new() -> Self {
        // A bucket that nobody asked of for an hour is full: it need not be remembered.
        let buckets = Cache::builder().max_capacity(CALLERS).time_to_idle(Duration::from_millis(HOUR)).build();
        Self { buckets }
    }

    /// Takes what an operation costs; with a cost of nothing it tells the balance.
    ///
    /// # Errors
    /// [`Spent`], with nothing taken.
    pub(crate) fn spend(&self, caller: &str, cost: u64, limit: u64, now: DateTime<Utc>) -> Result<Balance, Spent> {
        let bucket = self.buckets.get_with_by_ref(caller, || Arc::new(Mutex::new(Bucket::full(limit, now))));
        let mut bucket = bucket.lock().unwrap_or_else(PoisonError::into_inner);
        *bucket = bucket.filled(limit, now);
        match bucket.spend(cost) {
            Some(less) => {
                *bucket = less;
                Ok(less.balance(limit))
            }
            None => Err(Spent { balance: bucket.balance(limit), wait: bucket.wait(cost, limit) }),
        }
    }
}

#[cfg(test)]
mod tests;
