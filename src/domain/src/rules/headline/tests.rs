use super::*;
use crate::rules::Quartile;
use proptest::prelude::*;

const QUARTER: Figure = Figure::whole(25);

fn ranked(rank: u32, tied: u32, of: u32) -> Result<Standing, RankRefusal> {
    Ok(Standing { better: rank - 1, tied, of, missing: 0 })
}

/// Thurrock's outcomes of 2021/22 as the research notes list them: rank, authorities on the same value, authorities
/// with a value. The notes give no ties for thirteen of them, none of which lies near the edge: they stand alone here.
const BASKET_2021_22: [(&str, u32, u32, u32, HeadlineStanding); 20] = [
    ("good level of development", 31, 3, 152, HeadlineStanding::Robust),
    ("key stage 2", 37, 9, 150, HeadlineStanding::Possible),
    ("key stage 2, disadvantaged", 22, 8, 150, HeadlineStanding::Robust),
    ("phonics", 63, 16, 150, HeadlineStanding::Not),
    ("Attainment 8", 126, 1, 151, HeadlineStanding::Not),
    ("Progress 8", 115, 4, 151, HeadlineStanding::Not),
    ("overall absence", 31, 1, 152, HeadlineStanding::Robust),
    ("not in education, employment or training", 6, 3, 152, HeadlineStanding::Robust),
    ("plans in 20 weeks", 66, 1, 147, HeadlineStanding::Not),
    ("entry to higher education", 144, 2, 151, HeadlineStanding::Not),
    ("Attainment 8, disadvantaged", 55, 1, 151, HeadlineStanding::Not),
    ("persistent absence", 43, 1, 152, HeadlineStanding::Not),
    ("permanent exclusions", 54, 1, 152, HeadlineStanding::Not),
    ("suspensions", 42, 1, 152, HeadlineStanding::Not),
    ("participation", 47, 1, 152, HeadlineStanding::Not),
    ("key stage 4 destinations", 63, 1, 151, HeadlineStanding::Not),
    ("grade 5 in English and maths", 112, 1, 151, HeadlineStanding::Not),
    ("A level points", 89, 1, 150, HeadlineStanding::Not),
    ("level 3 by 19", 107, 1, 149, HeadlineStanding::Not),
    ("entry to higher education, free school meals", 99, 1, 151, HeadlineStanding::Not),
];

#[test]
fn top_quarter_by_2022_is_not_met_with_four_robust_and_one_possible() {
    let standings: Vec<_> = BASKET_2021_22
        .into_iter()
        .map(|(name, rank, tied, of, expected)| {
            let found = headline_standing(ranked(rank, tied, of), QUARTER);
            assert_eq!(found, expected, "{name}");
            found
        })
        .collect();
    let tally = headline_verdict(&standings, 20, TieRule::Robust);
    assert_eq!((tally.robust, tally.possible, tally.not, tally.cannot_say), (4, 1, 15, 0));
    assert_eq!(tally.verdict, HeadlineVerdict::NotMet);
    assert!(tally.message.starts_with("Not met. Of 20 indicators 4 are within"), "{}", tally.message);
    // Met or not depends on what was promised: four of twenty would be, five only by the tie.
    assert_eq!(headline_verdict(&standings, 4, TieRule::Robust).verdict, HeadlineVerdict::Met);
    assert_eq!(headline_verdict(&standings, 5, TieRule::Robust).verdict, HeadlineVerdict::PossiblyMet);
    assert_eq!(headline_verdict(&standings, 5, TieRule::Possible).verdict, HeadlineVerdict::Met);
    assert_eq!(headline_verdict(&standings, 6, TieRule::Possible).verdict, HeadlineVerdict::NotMet);
}

#[test]
fn the_edge_of_the_share_belongs_to_it() {
    let check = |rank, tied, of, share: &str, expected| {
        assert_eq!(headline_standing(ranked(rank, tied, of), Figure::parse(share).unwrap()), expected);
    };
    check(1, 1, 4, "25", HeadlineStanding::Robust);
    check(1, 2, 4, "25", HeadlineStanding::Possible);
    check(2, 1, 4, "25", HeadlineStanding::Not);
    check(50, 1, 150, "33.333333", HeadlineStanding::Not);
    check(50, 1, 150, "33.333334", HeadlineStanding::Robust);
    check(4, 1, 4, "100", HeadlineStanding::Robust);
}

#[test]
fn what_is_not_ranked_may_still_decide() {
    use HeadlineStanding::{CannotSay, Not, Possible, Robust};
    for refusal in RankRefusal::ALL {
        assert_eq!(headline_standing(Err(*refusal), QUARTER), CannotSay);
    }
    let check = |standings: &[HeadlineStanding], required, expected| {
        assert_eq!(headline_verdict(standings, required, TieRule::Robust).verdict, expected, "{standings:?}");
    };
    check(&[Robust, CannotSay, Not], 2, HeadlineVerdict::CannotSay);
    check(&[Robust, CannotSay, Not], 3, HeadlineVerdict::NotMet);
    check(&[Robust, Possible, CannotSay], 2, HeadlineVerdict::PossiblyMet);
    check(&[Possible, CannotSay], 2, HeadlineVerdict::CannotSay);
    check(&[Robust, CannotSay], 1, HeadlineVerdict::Met);
    // A test that asks for nothing proves nothing.
    check(&[], 1, HeadlineVerdict::CannotSay);
    check(&[Robust], 0, HeadlineVerdict::CannotSay);
}

fn any_standings() -> impl Strategy<Value = Vec<HeadlineStanding>> {
    prop::collection::vec(prop::sample::select(HeadlineStanding::ALL), 1..40)
}

proptest! {
    #[test]
    fn a_quarter_is_the_quartile_a(better in 0_u32..160, tied in 1_u32..30, worse in 0_u32..160) {
        let standing = Standing { better, tied, of: better + tied + worse, missing: 0 };
        let found = headline_standing(Ok(standing), QUARTER);
        prop_assert_eq!(found != HeadlineStanding::Not, standing.quartile() == Quartile::A);
        prop_assert_eq!(found == HeadlineStanding::Robust, standing.worst_quartile() == Quartile::A);
    }

    #[test]
    fn every_indicator_is_counted_once(standings in any_standings(), required in 0_u32..40) {
        let tally = headline_verdict(&standings, required, TieRule::Robust);
        let all = tally.robust + tally.possible + tally.not + tally.cannot_say;
        prop_assert_eq!(all as usize, standings.len());
    }

    #[test]
    fn met_stays_met_when_the_rest_becomes_known(
        standings in any_standings(), required in 1_u32..40, kind in any::<bool>()
    ) {
        let tie_rule = if kind { TieRule::Possible } else { TieRule::Robust };
        let with = |known| {
            let settle = |found: &HeadlineStanding| if *found == HeadlineStanding::CannotSay { known } else { *found };
            let settled: Vec<_> = standings.iter().map(settle).collect();
            headline_verdict(&settled, required, tie_rule).verdict
        };
        let (best, worst) = (with(HeadlineStanding::Robust), with(HeadlineStanding::Not));
        match headline_verdict(&standings, required, tie_rule).verdict {
            HeadlineVerdict::Met => prop_assert_eq!(worst, HeadlineVerdict::Met),
            HeadlineVerdict::NotMet => prop_assert_eq!(best, HeadlineVerdict::NotMet),
            HeadlineVerdict::CannotSay => prop_assert!(best != worst),
            HeadlineVerdict::PossiblyMet => prop_assert_eq!(worst, HeadlineVerdict::PossiblyMet),
        }
    }
}
