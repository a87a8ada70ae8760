//! The clock: the one place that asks what time it is.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sextant_graphql::Clock;

/// The instant of now.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads the clock; everybody else is handed it"
)]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// The clock as a value, to hand on.
pub fn clock() -> Clock {
    Arc::new(now)
}
