//! The rules of a scorecard, each a versioned row of data and a pure function.
//!
//! A rule answers with a verdict or with the reason why there is none; both are codes of a closed list with a sentence
//! beside them. All rules compute on unrounded figures.

mod benchmark;
mod comparable;
mod control;
mod direction;
mod evidence;
mod forecast;
mod gap;
mod gap_change;
mod headline;
mod integrity;
mod interval;
mod pace;
mod pool;
mod rag;
mod range;
mod rank;
mod shipped;
mod trajectory;

pub use benchmark::{MeanOfNeighbours, is_possibly_stale, is_sum_of_rates, mean_of_neighbours};
pub use comparable::{Comparable, NotComparable, Span, comparable, comparable_since};
pub use control::{ControlLimits, ControlReason, control_limits};
pub use direction::{DirectionCase, DirectionReason, DirectionRule, DirectionVerdict, Verdict, explain_not_comparable};
pub(crate) use evidence::unit_scale;
pub use evidence::{Evidence, EvidenceReason, EvidenceVerdict, Evidenced, evidence};
pub use forecast::{Forecast, ForecastReason, ForecastRefusal, forecast};
pub use gap::{GapDefinition, difference, is_less_final, least_final};
pub use gap_change::{GapChange, gap_change};
pub use headline::{
    HeadlineStanding, HeadlineTally, HeadlineVerdict, Population, TieRule, headline_standing, headline_verdict,
};
pub use integrity::{
    FindingSeverity, IntegrityCheck, IntegrityFinding, coverage_mismatch, label_shift, out_of_range, sources_disagree,
    stale, status_regression, sum_of_rates,
};
pub use interval::{Interval, IntervalMethod, newcombe, poisson_rate, wilson};
pub use pace::{BestRate, best_rate, required_rate};
pub use pool::{Pooled, pool, pool_of_unit};
pub use rag::{RagCase, RagFamily, RagReason, RagRule, RagVerdict, Rating, TargetStanding, is_near_zero};
pub use range::Range;
pub use rank::{Quartile, RankRefusal, Standing, TopQuarter, standing, top_quarter};
pub use shipped::{Shipped, direction_rules, rag_rules};
pub use trajectory::{Trajectory, TrajectoryError, TrajectoryMethod, in_window};

use crate::figure::Figure;
use crate::indicator::Polarity;

/// A figure in millionths, wide enough that differences and products cannot overflow.
pub(crate) fn wide(figure: Figure) -> i128 {
    i128::from(figure.millionths())
}

/// How far `value` lies beyond `other` in the better direction, in millionths; negative where it falls short. `None` where
/// neither direction is better.
pub(crate) fn lead(polarity: Polarity, value: Figure, other: Figure) -> Option<i128> {
    match polarity {
        Polarity::High => Some(wide(value) - wide(other)),
        Polarity::Low => Some(wide(other) - wide(value)),
        Polarity::NearTarget | Polarity::None => None,
    }
}

/// Two figures as people read them, with as many more decimals as it takes to tell them apart: 69.96 against 70.00, not
/// 70.0 against 70.0.
pub(crate) fn apart(value: Figure, other: Figure, decimals: u8) -> (String, String) {
    let show = |places| (value.display(places), other.display(places));
    (decimals..6).map(show).find(|(left, right)| left != right || value == other).unwrap_or_else(|| show(6))
}
