//! How long a cron expression waits between two ticks.

use std::str::FromStr as _;

use chrono::{DateTime, Duration, Utc};
use croner::Cron;

/// The time between the next two ticks after `now`; `None` when the expression is wrong or never ticks again.
pub(crate) fn interval(cron: &str, now: DateTime<Utc>) -> Option<Duration> {
    let cron = Cron::from_str(cron).ok()?;
    let first = cron.find_next_occurrence(&now, false).ok()?;
    let second = cron.find_next_occurrence(&first, false).ok()?;
    Some(second - first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cron: &str, seconds: Option<i64>) {
        assert_eq!(interval(cron, DateTime::UNIX_EPOCH).map(|gap| gap.num_seconds()), seconds, "{cron}");
    }

    #[test]
    fn the_interval_is_read_from_the_expression() {
        check("*/30 * * * * *", Some(30));
        check("0 */5 * * * *", Some(300));
        check("0 0 6 * * *", Some(86_400));
        check("every half minute", None);
    }
}
