//! The tables as sea-orm entities; one file per table. What a column means is written in the migrations.

#![expect(missing_docs, reason = "columns are described where they are made: in the migrations")]

pub mod baseline;
pub mod benchmark_group;
pub mod benchmark_member;
pub mod break_version;
pub mod breakdown;
pub mod calendar_term;
pub mod commitment;
pub mod council;
pub mod council_version;
pub mod definition_version;
pub mod finding;
pub mod headline_basket;
pub mod headline_test;
pub mod indicator;
pub mod indicator_definition;
pub mod indicator_outlook;
pub mod indicator_use;
pub mod indicator_version;
pub mod inspection;
pub mod judgement;
pub mod ledger_entry;
pub mod measure_mapping;
pub mod outcome;
pub mod place;
pub mod place_code;
pub mod place_succession;
pub mod place_version;
pub mod priority;
pub mod rule;
pub mod school;
pub mod school_link;
pub mod scorecard;
pub mod scorecard_line;
pub mod series;
pub mod series_break;
pub mod snapshot;
pub mod snapshot_due;
pub mod snapshot_line;
pub mod source;
pub mod strategy;
pub mod target;
pub mod trajectory_point;
pub mod trust;
pub mod trust_membership;
