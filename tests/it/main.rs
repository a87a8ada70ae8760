//! What is promised: tests over the whole program, each on SQLite and on PostgreSQL where it stores anything.
//!
//! `tests/README.md` says how to run them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

mod support;

mod archive;
mod contract;
mod critical_friend;
mod delivery;
mod filters;
mod findings;
mod house;
mod imports;
mod known;
mod landscape;
mod ledger;
mod migrations;
mod paging;
mod proof;
mod scorecards;
mod strategies;
