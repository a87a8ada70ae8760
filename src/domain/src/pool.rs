//! Many figures of one indicator taken together.
//!
//! - The **average** is the sum of the figures over their number: each counts once, a small authority as much as a large one.
//! - The **weighted average** is `per × Σ numerators ÷ Σ denominators` over the figures whose publisher gives both: what the places
//!   would show as one place. `per` is what a rate is told in ([`Unit::per`]): 100 for a percentage.
//!
//! A figure that is missing is in neither. Both are rounded to the nearest millionth, halves away from zero.

use crate::figure::divide_half_away;
use crate::{Figure, Unit};

/// What is added up over figures: pools of parts are joined to the pool of the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pool {
    /// How many figures there are.
    pub figures: u64,
    /// Their sum, in millionths.
    pub sum: i128,
    /// The lowest.
    pub least: Option<Figure>,
    /// The highest.
    pub most: Option<Figure>,
    /// How many of them have a numerator and a denominator.
    pub weighed: u64,
    /// The sum of those numerators, in millionths.
    pub numerator: i128,
    /// The sum of those denominators, in millionths.
    pub denominator: i128,
}

impl Pool {
    /// Both together.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        let either = |pick: fn(Figure, Figure) -> Figure, a: Option<Figure>, b: Option<Figure>| match (a, b) {
            (Some(a), Some(b)) => Some(pick(a, b)),
            (a, b) => a.or(b),
        };
        Self {
            figures: self.figures + other.figures,
            sum: self.sum + other.sum,
            least: either(Ord::min, self.least, other.least),
            most: either(Ord::max, self.most, other.most),
            weighed: self.weighed + other.weighed,
            numerator: self.numerator + other.numerator,
            denominator: self.denominator + other.denominator,
        }
    }

    /// The average of the figures; `None` of none.
    pub fn average(&self) -> Option<Figure> {
        quotient(self.sum, i128::from(self.figures))
    }

    /// The average weighted by denominators; `None` where no figure has one, where they come to zero, or where the unit is no rate.
    pub fn weighted_average(&self, unit: Unit) -> Option<Figure> {
        let per = i128::from(unit.per()?) * i128::from(crate::figure::MILLION);
        quotient(self.numerator.checked_mul(per)?, self.denominator)
    }
}

fn quotient(above: i128, below: i128) -> Option<Figure> {
    if below <= 0 {
        return None;
    }
    i64::try_from(divide_half_away(above, below)).ok().map(Figure::from_millionths)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The pool of one figure.
    fn one(value: i64, parts: Option<(i64, i64)>) -> Pool {
        let figure = Some(Figure::from_millionths(value));
        let (above, below) = parts.unwrap_or_default();
        Pool {
            figures: 1,
            sum: value.into(),
            least: figure,
            most: figure,
            weighed: parts.is_some().into(),
            numerator: above.into(),
            denominator: below.into(),
        }
    }

    fn all(figures: impl IntoIterator<Item = Pool>) -> Pool {
        figures.into_iter().fold(Pool::default(), Pool::join)
    }

    #[test]
    fn a_small_place_counts_as_much_as_a_large_one_unless_weighted() {
        // 1 of 4 is 25%, 300 of 400 is 75%: on average 50%, together 301 of 404.
        let whole = |number: i64| Figure::whole(number).millionths();
        let pool = all([one(whole(25), Some((whole(1), whole(4)))), one(whole(75), Some((whole(300), whole(400))))]);
        assert_eq!(pool.average(), Some(Figure::whole(50)));
        assert_eq!(pool.weighted_average(Unit::Percent), Figure::parse("74.504950").ok());
        assert_eq!(pool.weighted_average(Unit::RatePer1000), Figure::parse("745.049505").ok());
        assert_eq!(pool.weighted_average(Unit::Score), None, "a score is no share of anything");
        assert_eq!((pool.least, pool.most), (Some(Figure::whole(25)), Some(Figure::whole(75))));
    }

    #[test]
    fn nothing_has_no_average() {
        assert_eq!((Pool::default().average(), Pool::default().weighted_average(Unit::Percent)), (None, None));
        assert_eq!(one(5, Some((0, 0))).weighted_average(Unit::Percent), None, "nobody was counted");
    }

    fn figure() -> impl Strategy<Value = Pool> {
        let parts = prop::option::of((0_i64..1_000_000_000_000, 1_i64..1_000_000_000_000));
        (-1_000_000_000_i64..1_000_000_000, parts).prop_map(|(value, parts)| one(value, parts))
    }

    proptest! {
        #[test]
        fn parts_joined_in_any_way_come_to_the_same(figures in prop::collection::vec(figure(), 0..20), cut in 0_usize..20) {
            let cut = cut.min(figures.len());
            let (left, right) = figures.split_at(cut);
            let whole = all(figures.iter().copied());
            prop_assert_eq!(all(left.iter().copied()).join(all(right.iter().copied())), whole);
            prop_assert_eq!(all(figures.iter().rev().copied()), whole);
        }

        #[test]
        fn an_average_lies_between_the_lowest_and_the_highest(figures in prop::collection::vec(figure(), 1..20)) {
            let pool = all(figures);
            prop_assert!(pool.least <= pool.average() && pool.average() <= pool.most);
        }
    }
}
