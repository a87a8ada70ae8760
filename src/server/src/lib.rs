//! The one binary: the command line, the HTTP server and the heartbeat.
//!
//! Only this crate reads the clock, the environment and sockets; everything to its left is handed them.

pub mod cli;
pub mod clock;
pub mod heartbeat;
pub mod http;
mod interval;
mod open;
mod telemetry;
mod terms;
mod words;
