//! Rank and quartile among authorities, with ties.
//!
//! Competition ranking: authorities that share a value share the best rank. A quartile is claimed from the best rank and is
//! robust only when the worst rank of the tie lies in the same quartile. Shares are compared as whole numbers, exactly.

use crate::figure::Figure;
use crate::indicator::Polarity;
use crate::measure::{Measure, MissingReason, coded};

use super::lead;

/// A quarter of the ranking; A is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quartile {
    /// Rank within the best 25%.
    A,
    /// Beyond 25% and within 50%.
    B,
    /// Beyond 50% and within 75%.
    C,
    /// Beyond 75%.
    D,
}

coded!(Quartile {
    A = 1, "A", "top quarter";
    B = 2, "B", "second quarter";
    C = 3, "C", "third quarter";
    D = 4, "D", "bottom quarter";
});

/// Why an authority is not ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RankRefusal {
    /// Neither more nor less is better.
    NoPolarity,
    /// Close to a target is better: authorities with other targets cannot be put in order.
    NearTarget,
    /// The authority's own value is suppressed: a rank would give it away.
    Suppressed,
    /// The authority has no value.
    NoValue,
    /// The authority's own value is impossible.
    Quality,
    /// Fewer than four authorities have a value: there are no quarters.
    TooFew,
}

coded!(RankRefusal {
    NoPolarity = 1, "NO_POLARITY", "neither more nor less is better, so there is no order to stand in";
    NearTarget = 2, "NEAR_TARGET", "being close to the target is better, so more or less gives no order";
    Suppressed = 3, "SUPPRESSED", "the value is suppressed, and a rank would give it away";
    NoValue = 4, "NO_VALUE", "there is no value to rank";
    Quality = 5, "QUALITY", "the value failed a quality check";
    TooFew = 6, "TOO_FEW", "fewer than four authorities have a value";
});

/// Where a value stands among the authorities that have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Authorities strictly better.
    pub better: u32,
    /// Authorities that share the value, itself included: at least 1.
    pub tied: u32,
    /// Authorities with a value, itself included.
    pub of: u32,
    /// Authorities without one.
    pub missing: u32,
}

impl Standing {
    /// The best rank that the value can claim.
    pub const fn position(self) -> u32 {
        self.better + 1
    }

    /// The worst rank of those who share the value.
    pub const fn worst_position(self) -> u32 {
        self.better + self.tied
    }

    /// The best quartile that the value can claim.
    pub const fn quartile(self) -> Quartile {
        self.quartile_of(self.position())
    }

    /// The quartile of the worst rank of the tie.
    pub const fn worst_quartile(self) -> Quartile {
        self.quartile_of(self.worst_position())
    }

    /// Whether the quartile holds however the tie is broken.
    pub fn is_robust(self) -> bool {
        self.quartile() == self.worst_quartile()
    }

    /// A rank is in the top quarter when it is at most 25% of all, and so on; in whole numbers: `4 × rank <= quarter × N`.
    const fn quartile_of(self, rank: u32) -> Quartile {
        let (rank, of) = (4 * rank as u64, self.of as u64);
        if rank <= of {
            Quartile::A
        } else if rank <= 2 * of {
            Quartile::B
        } else if rank <= 3 * of {
            Quartile::C
        } else {
            Quartile::D
        }
    }
}

/// The edge of the top quarter: the figure of the last authority whose rank is at most 25% of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TopQuarter {
    /// The figure.
    pub edge: Figure,
    /// The rank it has, counted without regard to ties: a quarter of `of`, rounded down.
    pub rank: u32,
    /// Authorities with a value.
    pub of: u32,
}

/// The edge of the top quarter among the authorities that have a value, the authority itself among them: the figure at rank
/// `floor(N / 4)` in the better order. Whoever reaches it claims a place in the top quarter, as [`Standing::quartile`] says.
/// `None` where neither direction is better, or fewer than four have a value.
pub fn top_quarter(polarity: Polarity, authorities: impl IntoIterator<Item = Measure>) -> Option<TopQuarter> {
    let mut figures: Vec<Figure> = authorities.into_iter().filter_map(Measure::figure).collect();
    figures.sort_unstable();
    match polarity {
        Polarity::High => figures.reverse(),
        Polarity::Low => {}
        Polarity::NearTarget | Polarity::None => return None,
    }
    let rank = figures.len() / 4;
    let edge = *figures.get(rank.checked_sub(1)?)?;
    Some(TopQuarter { edge, rank: rank as u32, of: figures.len() as u32 })
}

/// Ranks `own` among the `others` (the authority itself not among them). Others without a value are left out and counted.
///
/// # Errors
/// [`RankRefusal`] where a rank would say nothing, or too much.
pub fn standing(
    polarity: Polarity,
    own: Measure,
    others: impl IntoIterator<Item = Measure>,
) -> Result<Standing, RankRefusal> {
    let own = rankable(polarity, own)?;
    let mut found = Standing { better: 0, tied: 1, of: 1, missing: 0 };
    for other in others {
        let Some(figure) = other.figure() else {
            found.missing += 1;
            continue;
        };
        found.of += 1;
        let ahead = lead(polarity, figure, own).unwrap_or_default();
        found.better += u32::from(ahead > 0);
        found.tied += u32::from(ahead == 0);
    }
    if found.of < 4 { Err(RankRefusal::TooFew) } else { Ok(found) }
}

fn rankable(polarity: Polarity, own: Measure) -> Result<Figure, RankRefusal> {
    match polarity {
        Polarity::None => return Err(RankRefusal::NoPolarity),
        Polarity::NearTarget => return Err(RankRefusal::NearTarget),
        Polarity::High | Polarity::Low => {}
    }
    match own {
        Measure::Value(figure, _) => Ok(figure),
        Measure::Missing(MissingReason::Confidential | MissingReason::SuppressedHere) => Err(RankRefusal::Suppressed),
        Measure::Missing(MissingReason::Quality) => Err(RankRefusal::Quality),
        Measure::Missing(_) => Err(RankRefusal::NoValue),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::DataStatus;
    use proptest::prelude::*;

    fn value(millionths: i64) -> Measure {
        Measure::Value(Figure::from_millionths(millionths), DataStatus::Published)
    }

    /// A field of `better`, `tied` (itself included) and the rest, and what is said of it.
    #[track_caller]
    fn check(better: usize, tied: usize, of: usize, position: u32, quartile: Quartile, robust: bool) {
        let others = std::iter::repeat_n(value(2), better)
            .chain(std::iter::repeat_n(value(1), tied - 1))
            .chain(std::iter::repeat_n(value(0), of - better - tied));
        let found = standing(Polarity::High, value(1), others).unwrap();
        assert_eq!((found.position(), found.quartile(), found.is_robust()), (position, quartile, robust));
        assert_eq!((found.better, found.tied, found.of), (better as u32, tied as u32, of as u32));
    }

    #[test]
    fn top_quarter_of_key_stage_2_is_possible_not_robust() {
        check(36, 9, 150, 37, Quartile::A, false);
    }

    #[test]
    fn neet_is_possibly_in_the_top_quarter() {
        // Better is lower there; the counts are what matters. 38 of 153 is 24.8%, 44 of 153 is 28.8%.
        check(37, 7, 153, 38, Quartile::A, false);
    }

    #[test]
    fn quarters_include_their_upper_end() {
        check(0, 1, 4, 1, Quartile::A, true);
        check(1, 1, 4, 2, Quartile::B, true);
        check(2, 1, 4, 3, Quartile::C, true);
        check(3, 1, 4, 4, Quartile::D, true);
        check(36, 1, 148, 37, Quartile::A, true);
        check(37, 1, 151, 38, Quartile::B, true);
        check(0, 4, 4, 1, Quartile::A, false);
        check(70, 6, 150, 71, Quartile::B, false);
        check(110, 3, 150, 111, Quartile::C, false);
    }

    #[test]
    fn what_must_not_be_ranked_is_refused() {
        let others = || (0..10).map(value);
        let check = |polarity, own, expected| assert_eq!(standing(polarity, own, others()), Err(expected));
        check(Polarity::None, value(1), RankRefusal::NoPolarity);
        check(Polarity::NearTarget, value(1), RankRefusal::NearTarget);
        check(Polarity::High, Measure::Missing(MissingReason::Confidential), RankRefusal::Suppressed);
        check(Polarity::High, Measure::Missing(MissingReason::SuppressedHere), RankRefusal::Suppressed);
        check(Polarity::Low, Measure::Missing(MissingReason::Unstated), RankRefusal::NoValue);
        check(Polarity::Low, Measure::Missing(MissingReason::Quality), RankRefusal::Quality);
        assert_eq!(standing(Polarity::High, value(1), [value(1), value(2)]), Err(RankRefusal::TooFew));
    }

    #[test]
    fn missing_authorities_are_counted_not_ranked() {
        let gone = Measure::Missing(MissingReason::Unstated);
        let found = standing(Polarity::High, value(3), [value(1), gone, value(2), gone, value(4)]).unwrap();
        assert_eq!(found, Standing { better: 1, tied: 1, of: 4, missing: 2 });
    }

    #[test]
    fn the_edge_of_the_top_quarter_is_the_last_rank_within_it() {
        let check = |polarity, of: i64, expected: Option<(i64, u32)>| {
            let found = top_quarter(polarity, (1..=of).map(value));
            let read = found.map(|it| (it.edge.millionths(), it.rank));
            assert_eq!(read, expected, "{polarity:?} of {of}");
        };
        check(Polarity::High, 152, Some((115, 38)));
        check(Polarity::High, 151, Some((115, 37)));
        check(Polarity::Low, 151, Some((37, 37)));
        check(Polarity::Low, 4, Some((1, 1)));
        check(Polarity::Low, 3, None);
        check(Polarity::NearTarget, 152, None);
        check(Polarity::None, 152, None);
    }

    #[test]
    fn authorities_without_a_value_are_not_counted_in_the_top_quarter() {
        let gone = Measure::Missing(MissingReason::Unstated);
        let found = top_quarter(Polarity::High, [value(1), gone, value(2), gone, value(4), value(3)]).unwrap();
        assert_eq!(found, TopQuarter { edge: Figure::from_millionths(4), rank: 1, of: 4 });
    }

    proptest! {
        #[test]
        fn whoever_reaches_the_edge_claims_the_top_quarter(
            low in any::<bool>(), own in -5_i64..5, field in prop::collection::vec(-5_i64..5, 3..60)
        ) {
            let polarity = if low { Polarity::Low } else { Polarity::High };
            let others = || field.iter().copied().map(value);
            let edge = top_quarter(polarity, others().chain([value(own)])).unwrap().edge;
            let reached = lead(polarity, Figure::from_millionths(own), edge).unwrap() >= 0;
            let claimed = standing(polarity, value(own), others()).unwrap().quartile() == Quartile::A;
            prop_assert_eq!(reached, claimed);
        }

        #[test]
        fn ranks_stay_within_the_field(own in -5_i64..5, field in prop::collection::vec(-5_i64..5, 3..60)) {
            let found = standing(Polarity::High, value(own), field.iter().copied().map(value)).unwrap();
            prop_assert!(1 <= found.position() && found.position() <= found.worst_position());
            prop_assert!(found.worst_position() <= found.of);
            prop_assert_eq!(found.of as usize, field.len() + 1);
            prop_assert!(found.quartile() <= found.worst_quartile());
        }

        #[test]
        fn low_polarity_is_the_mirror_of_high(own in -5_i64..5, field in prop::collection::vec(-5_i64..5, 3..60)) {
            let high = standing(Polarity::High, value(own), field.iter().copied().map(value));
            let low = standing(Polarity::Low, value(-own), field.iter().map(|v| value(-v)));
            prop_assert_eq!(high, low);
        }

        #[test]
        fn a_better_value_never_ranks_worse(
            own in -5_i64..5, step in 0_i64..5, field in prop::collection::vec(-5_i64..5, 3..60)
        ) {
            let rank = |own| standing(Polarity::High, value(own), field.iter().copied().map(value)).unwrap();
            prop_assert!(rank(own + step).position() <= rank(own).position());
        }

        #[test]
        fn a_robust_top_quarter_satisfies_the_published_rule(
            better in 0_u32..160, tied in 1_u32..30, worse in 0_u32..160
        ) {
            let found = Standing { better, tied, of: better + tied + worse, missing: 0 };
            let share_at_most_a_quarter = |count: u32| f64::from(count) / f64::from(found.of) <= 0.25;
            let possible = found.quartile() == Quartile::A;
            prop_assert_eq!(possible, share_at_most_a_quarter(better + 1));
            prop_assert_eq!(possible && found.is_robust(), share_at_most_a_quarter(better + tied));
        }
    }
}
