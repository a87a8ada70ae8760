//! Control limits: how far a series moves when nothing has changed.
//!
//! The XmR chart of individual values: the limits are the mean of the points plus and minus 2.66 times their mean
//! moving range, the mean distance from each point to the next (2.66 is 3 over 1.128, the ratio of the mean range of
//! two to the standard deviation). A point outside of the limits is a signal; everything inside is what the series does
//! anyhow.
//!
//! Yearly series of one authority rarely have the points to say so. With fewer than twelve the limits are shown and
//! called uninformative, and so are limits that enclose every possible figure: no figure could ever be a signal. The
//! points must be consecutive, on one side of any break, and must not overlap: a rolling average moves too little by
//! its making.

use crate::figure::Figure;
use crate::measure::coded;

use super::benchmark::decimals_in_use;
use super::{Range, wide};

/// The fewest points that limits can be trusted with.
const ENOUGH: usize = 12;

/// Whether control limits say anything, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ControlReason {
    /// A figure outside of the limits is a signal.
    Informative,
    /// Fewer than twelve points.
    TooFewPoints,
    /// The limits enclose every possible figure.
    LimitsBeyondRange,
}

coded!(ControlReason {
    Informative = 1, "INFORMATIVE", "a figure outside of the limits is a signal";
    TooFewPoints = 2, "TOO_FEW_POINTS", "fewer than twelve points";
    LimitsBeyondRange = 3, "LIMITS_BEYOND_RANGE", "the limits enclose every possible figure";
});

/// The control limits of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlLimits {
    /// How many points they rest on.
    pub points: u32,
    /// The mean of the points.
    pub mean: Figure,
    /// The mean distance from each point to the next.
    pub moving_range: Figure,
    /// The lower limit as computed; it may lie below what is possible.
    pub lower: Figure,
    /// The upper limit as computed; it may lie above what is possible.
    pub upper: Figure,
    /// Whether a limit lies outside of what is possible, so that a chart shows it clipped: see [`Self::shown`].
    pub clipped: bool,
    /// Whether a figure outside of the limits may be called a signal.
    pub informative: bool,
    /// Why, or why not.
    pub reason: ControlReason,
    /// The same in a sentence.
    pub message: String,
}

impl ControlLimits {
    /// The limits as a chart shows them: no further than what is possible.
    pub fn shown(&self, range: Range) -> (Figure, Figure) {
        (clip(self.lower, range), clip(self.upper, range))
    }

    /// Whether a figure is a signal: outside of limits that say something.
    pub fn is_signal(&self, figure: Figure) -> bool {
        self.informative && (figure < self.lower || self.upper < figure)
    }
}

/// The control limits of consecutive `points`, oldest first, of a measure whose figures lie within `range`. `None` for
/// fewer than two points, which have no moving range, and for limits that do not fit.
pub fn control_limits(points: &[Figure], range: Range) -> Option<ControlLimits> {
    let (mean, count) = Figure::mean(points.iter().copied())?;
    let (moving_range, _) = Figure::mean(points.windows(2).map(step).collect::<Option<Vec<_>>>()?)?;
    let reach = moving_range.scale(266, 100)?;
    let (lower, upper) = (mean.checked_sub(reach)?, mean.checked_add(reach)?);
    let reason = match range {
        Range { low: Some(low), high: Some(high) } if lower <= low && high <= upper => ControlReason::LimitsBeyondRange,
        _ if count < ENOUGH => ControlReason::TooFewPoints,
        _ => ControlReason::Informative,
    };
    Some(ControlLimits {
        points: u32::try_from(count).ok()?,
        mean,
        moving_range,
        lower,
        upper,
        clipped: !range.contains(lower) || !range.contains(upper),
        informative: reason == ControlReason::Informative,
        reason,
        message: message(reason, count, (lower, upper), decimals_in_use(points)),
    })
}

/// The nearest figure that is possible.
pub(super) fn clip(figure: Figure, range: Range) -> Figure {
    let raised = range.low.map_or(figure, |low| figure.max(low));
    range.high.map_or(raised, |high| raised.min(high))
}

fn step(pair: &[Figure]) -> Option<Figure> {
    let distance = pair.iter().map(|figure| wide(*figure)).reduce(|first, second| (second - first).abs())?;
    i64::try_from(distance).ok().map(Figure::from_millionths)
}

fn message(reason: ControlReason, count: usize, (lower, upper): (Figure, Figure), decimals: u8) -> String {
    let limits = format!("{} to {}", lower.display(decimals), upper.display(decimals));
    match reason {
        ControlReason::Informative => {
            format!("Figures outside of {limits} are a signal, by the usual movement of {count} points.")
        }
        ControlReason::TooFewPoints => format!(
            "The limits {limits} rest on {count} points and are not informative: at least {ENOUGH} are needed. Use \
             monthly or termly figures where they are held."
        ),
        ControlReason::LimitsBeyondRange => format!(
            "The limits {limits}, from {count} points, enclose every possible figure, so they are not informative: \
             however the figure moves, it is no signal. Use monthly or termly figures where they are held."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::Unit;
    use proptest::prelude::*;

    fn figures(tokens: &[&str]) -> Vec<Figure> {
        tokens.iter().map(|token| Figure::parse(token).unwrap()).collect()
    }

    /// Thurrock's education, health and care plans within 20 weeks, without exceptions, 2016 to 2024, edition of 8
    /// April 2026.
    const PLANS_IN_20_WEEKS: [&str; 9] = ["38", "13.9", "52.4", "75.8", "86.1", "78.9", "59.9", "88.5", "48.6"];

    #[test]
    fn yearly_timeliness_of_plans_says_nothing() {
        let range = Range::of_unit(Unit::Percent);
        let found = control_limits(&figures(&PLANS_IN_20_WEEKS), range).unwrap();
        assert_eq!(
            (found.points, found.mean.display(1), found.moving_range.display(1)),
            (9, "60.2".into(), "23.9".into())
        );
        assert_eq!((found.lower.display(1), found.upper.display(1)), ("-3.3".into(), "123.7".into()));
        assert!(found.clipped && !found.informative);
        assert_eq!(found.reason, ControlReason::LimitsBeyondRange);
        assert_eq!(found.shown(range), (Figure::ZERO, Figure::whole(100)));
        assert!(!found.is_signal(Figure::parse("48.6").unwrap()), "not even the fall from 88.5");
        assert!(found.message.contains("-3.3 to 123.7") && found.message.contains("9 points"), "{}", found.message);
    }

    #[test]
    fn twelve_points_are_enough() {
        let range = Range::of_unit(Unit::Percent);
        let monthly = figures(&["90", "91", "90", "92", "91", "90", "91", "92", "90", "91", "90", "91"]);
        let found = control_limits(&monthly, range).unwrap();
        // Mean 1089/12 = 90.75, moving ranges 13/11 on the mean: limits 90.75 ± 3.14.
        assert_eq!((found.lower.display(2), found.upper.display(2)), ("87.61".into(), "93.89".into()));
        assert_eq!((found.reason, found.clipped), (ControlReason::Informative, false));
        assert!(found.is_signal(Figure::whole(87)) && found.is_signal(Figure::whole(94)));
        assert!(!found.is_signal(Figure::whole(88)));
        let eleven = control_limits(&monthly[..11], range).unwrap();
        assert_eq!((eleven.reason, eleven.informative), (ControlReason::TooFewPoints, false));
    }

    #[test]
    fn one_limit_beyond_the_range_is_clipped_and_the_other_still_speaks() {
        let counts: Vec<_> = [0, 3, 1, 0, 2, 1, 0, 3, 1, 0, 2, 1].map(Figure::whole).to_vec();
        let range = Range::of_unit(Unit::Count);
        let found = control_limits(&counts, range).unwrap();
        assert!(found.clipped && found.informative && found.lower < Figure::ZERO);
        assert_eq!(found.shown(range), (Figure::ZERO, found.upper));
        assert!(found.is_signal(Figure::whole(40)));
    }

    #[test]
    fn one_point_has_no_limits() {
        assert_eq!(control_limits(&[], Range::default()), None);
        assert_eq!(control_limits(&[Figure::whole(1)], Range::default()), None);
        assert!(control_limits(&[Figure::whole(1), Figure::whole(2)], Range::default()).is_some());
    }

    proptest! {
        #[test]
        fn limits_enclose_the_mean_and_move_with_the_points(
            values in prop::collection::vec(-1000_i64..1000, 2..40), shift in -1000_i64..1000
        ) {
            let limits = |shift| {
                let points: Vec<_> = values.iter().map(|value| Figure::whole(value + shift)).collect();
                control_limits(&points, Range::default()).unwrap()
            };
            let (here, there) = (limits(0), limits(shift));
            prop_assert!(here.lower <= here.mean && here.mean <= here.upper);
            prop_assert_eq!(here.moving_range, there.moving_range);
            prop_assert!((wide(there.upper) - wide(here.upper) - wide(Figure::whole(shift))).abs() <= 1);
            prop_assert_eq!(here.informative, values.len() >= 12);
        }

        #[test]
        fn time_turned_round_has_the_same_limits(values in prop::collection::vec(0_i64..100, 2..40)) {
            let forth: Vec<_> = values.iter().copied().map(Figure::whole).collect();
            let back: Vec<_> = forth.iter().rev().copied().collect();
            let range = Range::of_unit(Unit::Percent);
            prop_assert_eq!(control_limits(&forth, range), control_limits(&back, range));
        }
    }
}
