//! When a series came: a scorecard as known earlier must not turn to a source that nobody had yet.

crate::sql::step! {
    /// The import that first brought the series; of those that are there, the one of their oldest outcome.
    up: "
ALTER TABLE series ADD COLUMN knowledge BIGINT NOT NULL DEFAULT 0;
UPDATE series SET knowledge = COALESCE((SELECT MIN(o.knowledge) FROM outcome o WHERE o.series_id = series.id), 0);
",
    down: "
ALTER TABLE series DROP COLUMN knowledge;
"
}
