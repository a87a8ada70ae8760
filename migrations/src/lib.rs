//! What is stored: one file per step, never edited once it has shipped.
//!
//! The steps are written in the SQL that SQLite and PostgreSQL share, so that one text is the whole truth; where the engines
//! must differ, [`sql::run`] has one small switch for it. A step names no crate of ours: entities move on, history does not.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

mod m20261123_000001_ledger;
mod m20261123_000002_places;
mod m20261123_000003_indicators;
mod m20261123_000004_outcomes;
mod m20261123_000005_schools;
mod m20261123_000006_inspections;
mod m20261123_000007_neighbours;
mod m20261123_000008_rules;
mod m20261123_000009_strategies;
mod m20261123_000010_scorecards;
mod m20261123_000011_append_only;
mod m20261124_000012_series_knowledge;
mod m20261124_000013_inspection_versions;
mod m20261124_000014_catalogue_history;
mod m20261124_000015_intervals_and_findings;
mod m20261124_000016_targets;
mod m20261124_000017_snapshots;
mod m20261125_000018_access;
mod m20261125_000019_partnerships;
mod m20261125_000020_critical_friend;
mod m20261125_000021_activities;
mod m20261125_000022_scrutiny;
mod m20261125_000023_flags;
mod sql;

/// The list of steps in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_ledger::Migration),
            Box::new(m20261123_000002_places::Migration),
            Box::new(m20261123_000003_indicators::Migration),
            Box::new(m20261123_000004_outcomes::Migration),
            Box::new(m20261123_000005_schools::Migration),
            Box::new(m20261123_000006_inspections::Migration),
            Box::new(m20261123_000007_neighbours::Migration),
            Box::new(m20261123_000008_rules::Migration),
            Box::new(m20261123_000009_strategies::Migration),
            Box::new(m20261123_000010_scorecards::Migration),
            Box::new(m20261123_000011_append_only::Migration),
            Box::new(m20261124_000012_series_knowledge::Migration),
            Box::new(m20261124_000013_inspection_versions::Migration),
            Box::new(m20261124_000014_catalogue_history::Migration),
            Box::new(m20261124_000015_intervals_and_findings::Migration),
            Box::new(m20261124_000016_targets::Migration),
            Box::new(m20261124_000017_snapshots::Migration),
            Box::new(m20261125_000018_access::Migration),
            Box::new(m20261125_000019_partnerships::Migration),
            Box::new(m20261125_000020_critical_friend::Migration),
            Box::new(m20261125_000021_activities::Migration),
            Box::new(m20261125_000022_scrutiny::Migration),
            Box::new(m20261125_000023_flags::Migration),
        ]
    }
}
