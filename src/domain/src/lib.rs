//! The rules of Sextant: values in, values out.
//!
//! Nothing here is asynchronous, reads a clock, knows a database or speaks GraphQL. What a rule needs it is handed; what it
//! decides it returns, with the reason.

pub mod academic;
pub mod access;
pub mod delivery;
pub mod diff;
pub mod explain;
pub mod figure;
pub mod indicator;
pub mod inspection;
pub mod landscape;
pub mod measure;
pub mod neighbours;
pub mod outcome;
pub mod period;
pub mod place;
pub mod pool;
pub mod progress;
pub mod register;
pub mod rules;
pub mod school;
pub mod scorecard;
pub mod strategy;

pub use academic::{AcademicYear, Term, TermOfYear};
pub use figure::Figure;
pub use indicator::{Indicator, Polarity, Unit};
pub use measure::{DataStatus, Measure, MissingReason};
pub use period::{Basis, Period};
