//! The tables that hang on a version of a strategy.

use super::*;

/// Declares the loader of a table that hangs on a strategy version.
macro_rules! strategy_rows {
    ($(#[$doc:meta])* $name:ident -> $table:ident by $function:ident) => {
        key!(
            $(#[$doc])*
            $name(String, String, i64) -> Vec<sextant_store::entities::$table::Model>,
            |connection, keys| {
                let versions: Vec<_> = keys.iter().map(|key| (key.0.clone(), key.1.clone(), key.2)).collect();
                let rows = query::strategies::$function(connection, &versions).await?;
                Ok(grouped(rows, |row| {
                    $name(row.council_code.clone(), row.strategy_code.clone(), row.strategy_version)
                }))
            }
        );
    };
}

strategy_rows!(
    /// The priorities of a strategy version.
    PrioritiesOf -> priority by priorities
);
strategy_rows!(
    /// The commitments of a strategy version.
    CommitmentsOf -> commitment by commitments
);
strategy_rows!(
    /// The uses of a strategy version.
    UsesOf -> indicator_use by uses
);
strategy_rows!(
    /// The targets of a strategy version.
    TargetsOf -> target by targets
);
strategy_rows!(
    /// The calendar of a strategy version.
    CalendarOf -> calendar_term by calendars
);
strategy_rows!(
    /// The baselines of a strategy version.
    BaselinesOf -> baseline by baselines
);
strategy_rows!(
    /// The points of the trajectories of a strategy version.
    TrajectoryPointsOf -> trajectory_point by trajectory_points
);
strategy_rows!(
    /// The headline test of a strategy version: none or one.
    HeadlineTestOf -> headline_test by headline_tests
);
strategy_rows!(
    /// The basket of the headline test of a strategy version.
    HeadlineBasketOf -> headline_basket by headline_baskets
);
strategy_rows!(
    /// The days on which snapshots of a strategy version are due.
    SnapshotsDueOf -> snapshot_due by snapshots_due
);
