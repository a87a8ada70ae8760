//! What the tests stand on: two databases, a fixed clock, the bundled extract.

pub(crate) mod cards;
pub(crate) mod database;
pub(crate) mod extract;
pub(crate) mod files;
pub(crate) mod fixture;
pub(crate) mod postgres;

use chrono::{DateTime, NaiveDate, Utc};

pub(crate) use database::{Db, Empty, Engine, Loaded, LoadedCopy, Prepared};

/// The one clock of all tests: 23 November 2026, noon.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

/// `2025-07-18` as a day.
#[track_caller]
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Makes two tests of each function, `sqlite::NAME` and `postgres::NAME`. The function's argument says what it wants:
/// [`Empty`], [`Prepared`], [`Loaded`] or [`LoadedCopy`].
macro_rules! both {
    ($( $(#[$about:meta])* async fn $name:ident($db:ident: $kind:ty) $body:block )*) => {
        $( $(#[$about])* async fn $name($db: $kind) $body )*

        mod sqlite {
            $( #[test] fn $name() { crate::support::database::run(crate::support::Engine::Sqlite, super::$name); } )*
        }

        mod postgres {
            $( #[test] fn $name() { crate::support::database::run(crate::support::Engine::Postgres, super::$name); } )*
        }
    };
}
pub(crate) use both;
