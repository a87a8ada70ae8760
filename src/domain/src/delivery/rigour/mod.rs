//! Priority 6 measured from the council's own records: how constant and how critical the critical friend was.
//!
//! A figure speaks of a term or of an academic year **so far**: of the days from its first to [`Window::through`], the last day
//! that is over when it is counted. It is provisional until the period is over. Every day belongs to one term, which runs from
//! its first day to the day before the next one begins, so that an action that falls due in the holidays is counted.
//!
//! | code | counted |
//! | --- | --- |
//! | RIG-01 | visits held ÷ visits whose day lay in the term, whether held, missed or cancelled |
//! | RIG-02 | notes shared within [`NOTE_DAYS`] working days ÷ visits held in the term whose note was shared or is late |
//! | RIG-03 | actions closed by their due day ÷ actions due in the term |
//! | RIG-04 | assessments of the term that put a school in another tier than it was in before |
//! | RIG-05 | sensitivity of the no-surprise ledger, year so far ([`super::no_surprise`]) |
//! | RIG-06 | academies engaged in the year so far ÷ open academies |
//! | RIG-07 | lines of the scorecard that are overdue ÷ its lines, these twelve left out |
//! | RIG-08 | lines whose colour changed since the last scorecard only by restatement, these twelve left out |
//! | RIG-09 | recommendations answered by the day their response was due ÷ those answered or due in the year so far |
//! | RIG-10 | pounds awarded in the year so far |
//! | RIG-11 | active partnerships with outcome, owner and review date ÷ active partnerships, on the day |
//! | RIG-12 | activities with evidence of at least a comparison ÷ activities that ended in the year so far |
//!
//! A share of nothing is not applicable, never 0% and never 100%. A measure of which the council has no record at all has no
//! figure: nothing was measured. **RIG-05 is withheld** where fewer than [`FEWEST_INSPECTIONS`] inspections were adverse,
//! because a scorecard is public, and which tier a single school was in is not.

mod facts;
mod measures;
#[cfg(test)]
mod tests;

pub use facts::{
    ActivityFact, BidFact, Engagement, LineFacts, PartnershipFact, RecommendationFact, RigourFacts, VisitFact,
};
pub use measures::{
    FEWEST_INSPECTIONS, INDICATORS, NOTE_DAYS, RecordedMeasure, Window, due_by_working_days, measures, windows,
};
