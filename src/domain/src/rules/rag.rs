//! Red, amber, green.
//!
//! A colour is given on unrounded figures, and only where every input of the rule stands; otherwise the verdict is no colour
//! with the reason. A colour is never shown without its word.

mod decide;
mod family;
mod message;
mod reason;
#[cfg(test)]
mod tests;

pub use decide::is_near_zero;
pub use family::{RagFamily, RagRule};
pub use reason::{RagReason, Rating};

use crate::figure::Figure;
use crate::indicator::{Polarity, Unit};
use crate::measure::Measure;

use super::{Range, Standing};

/// What a rule is asked to colour.
#[derive(Clone, Debug)]
pub struct RagCase {
    /// Which direction is better.
    pub polarity: Polarity,
    /// The unit of all figures here.
    pub unit: Unit,
    /// Decimals shown in the message.
    pub decimals: u8,
    /// Which figures are possible.
    pub range: Range,
    /// The council's own value.
    pub value: Measure,
    /// The target for the value's period.
    pub target: TargetStanding,
    /// The value of the period right before, where the two may be compared.
    pub previous: Option<Figure>,
    /// Where the value stands among authorities, where it is ranked.
    pub standing: Option<Standing>,
}

/// Whether there is a target for exactly the period of the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetStanding {
    /// There is.
    Set {
        /// The value to reach.
        target: Figure,
        /// The value not to fall below.
        floor: Option<Figure>,
    },
    /// There are targets, but none for this period: the sentence says for which.
    OtherPeriod(String),
    /// There is one, and the benchmark that it follows is not known: the sentence says which.
    NoBenchmark(String),
    /// No source states a target.
    None,
}

/// The answer of a RAG rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RagVerdict {
    /// The colour, or none.
    pub rating: Rating,
    /// Why.
    pub reason: RagReason,
    /// The same in a sentence.
    pub message: String,
}

impl RagRule {
    /// The colour of a case, or why it has none.
    pub fn assess(&self, case: &RagCase) -> RagVerdict {
        let reason = decide::decide(self.family, case);
        RagVerdict { rating: reason.rating(), reason, message: message::message(self.family, case, reason) }
    }
}
