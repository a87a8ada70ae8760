//! What made a gap change.
//!
//! A gap is the others' figure minus the group's, so its change is the others' change minus the group's. A gap that
//! closed because the others fell back, while the group got no better, is *closed by levelling down*: nobody was
//! helped, and it must not be reported as progress.

use crate::figure::Figure;
use crate::indicator::Polarity;

use super::lead;

/// The change of a gap and of its two arms, each later minus earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GapChange {
    /// The change of the group.
    pub group_change: Figure,
    /// The change of the others.
    pub others_change: Figure,
    /// The change of the gap: the others' minus the group's.
    pub gap_change: Figure,
    /// The group was behind, is less far behind now, and got no better.
    pub closed_by_levelling_down: bool,
}

/// Decomposes the change of a gap. Either side is the group's figure and the others' of one period; `polarity_of_arms`
/// says which direction is better for the arms (not for the gap, whose polarity is its own).
///
/// Behind means short of the others in the better direction: below them where more is better, above them where less is.
/// A group that was ahead had no gap to close.
///
/// `None` where neither direction is better for the arms, and for figures too far apart to be held.
pub fn gap_change(before: (Figure, Figure), after: (Figure, Figure), polarity_of_arms: Polarity) -> Option<GapChange> {
    let behind = |(group, others): (Figure, Figure)| lead(polarity_of_arms, others, group).map(|by| by.max(0));
    let closed = behind(after)? < behind(before)?;
    let improved = lead(polarity_of_arms, after.0, before.0)? > 0;
    let (group_change, others_change) = (after.0.checked_sub(before.0)?, after.1.checked_sub(before.1)?);
    Some(GapChange {
        group_change,
        others_change,
        gap_change: others_change.checked_sub(group_change)?,
        closed_by_levelling_down: closed && !improved,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::wide;
    use proptest::prelude::*;

    fn arms(group: &str, others: &str) -> (Figure, Figure) {
        (Figure::parse(group).unwrap(), Figure::parse(others).unwrap())
    }

    #[track_caller]
    fn check(polarity: Polarity, before: (Figure, Figure), after: (Figure, Figure), expected: [&str; 3], down: bool) {
        let found = gap_change(before, after, polarity).unwrap();
        let changes = [found.group_change, found.others_change, found.gap_change].map(|figure| figure.to_string());
        assert_eq!((changes, found.closed_by_levelling_down), (expected.map(str::to_owned), down));
    }

    /// Thurrock's disadvantaged and other pupils, and England's others, reading, writing and maths.
    #[test]
    fn key_stage_2_narrowed_within_the_authority_by_levelling_down() {
        let high = Polarity::High;
        // 2018/19 to 2021/22: within the authority 19 to 17, because the others fell further than the group.
        check(high, arms("57", "76"), arms("50", "67"), ["-7", "-9", "-2"], true);
        // The same years against England's others: 15 to 16, wider.
        check(high, arms("57", "72"), arms("50", "66"), ["-7", "-6", "1"], false);
        // 2018/19 to 2024/25: 19 to 16 within, 15 to 12 to England's others; the group gained a point.
        check(high, arms("57", "76"), arms("58", "74"), ["1", "-2", "-3"], false);
        check(high, arms("57", "72"), arms("58", "70"), ["1", "-2", "-3"], false);
        // 2021/22 to 2022/23: 17 to 20.
        check(high, arms("50", "67"), arms("49", "69"), ["-1", "2", "3"], false);
    }

    /// Thurrock's Attainment 8: 12.6 points within the authority and 14.7 to England's others in 2024/25.
    #[test]
    fn key_stage_4_gaps_are_decomposed_too() {
        let high = Polarity::High;
        check(high, arms("35", "46.9"), arms("37.1", "47.8"), ["2.1", "0.9", "-1.2"], false);
        check(high, arms("37.1", "47.8"), arms("35.7", "48.3"), ["-1.4", "0.5", "1.9"], false);
        check(high, arms("37.1", "50"), arms("35.7", "50.4"), ["-1.4", "0.4", "1.8"], false);
        // 2016/17 to 2017/18: 10.7 to 11.2, both fell; 2020/21 to 2022/23: 14.0 to 11.9, both fell, the others further.
        check(high, arms("36.7", "47.4"), arms("34.5", "45.7"), ["-2.2", "-1.7", "0.5"], false);
        check(high, arms("38.8", "52.8"), arms("35", "46.9"), ["-3.8", "-5.9", "-2.1"], true);
    }

    #[test]
    fn where_less_is_better_the_gap_is_below_zero() {
        // Absence of the group 10, of the others 6: the others get worse while the group stands still.
        check(Polarity::Low, arms("10", "6"), arms("10", "8"), ["0", "2", "2"], true);
        check(Polarity::Low, arms("10", "6"), arms("9", "6"), ["-1", "0", "1"], false);
        check(Polarity::Low, arms("5", "6"), arms("6", "8"), ["1", "2", "1"], false);
    }

    #[test]
    fn a_group_that_stood_still_was_not_helped() {
        check(Polarity::High, arms("50", "60"), arms("50", "58"), ["0", "-2", "-2"], true);
        check(Polarity::High, arms("50", "60"), arms("50", "45"), ["0", "-15", "-15"], true);
        check(Polarity::High, arms("50", "60"), arms("50", "60"), ["0", "0", "0"], false);
    }

    #[test]
    fn without_a_better_direction_nothing_is_levelled() {
        for polarity in [Polarity::None, Polarity::NearTarget] {
            assert_eq!(gap_change(arms("50", "60"), arms("50", "58"), polarity), None);
        }
    }

    fn any_arms() -> impl Strategy<Value = (Figure, Figure)> {
        (-1000_i64..1000, -1000_i64..1000).prop_map(|(group, others)| (Figure::whole(group), Figure::whole(others)))
    }

    proptest! {
        #[test]
        fn the_gap_changes_by_what_its_arms_do(before in any_arms(), after in any_arms()) {
            let found = gap_change(before, after, Polarity::High).unwrap();
            let gap = |(group, others): (Figure, Figure)| wide(others) - wide(group);
            prop_assert_eq!(wide(found.gap_change), gap(after) - gap(before));
            prop_assert_eq!(wide(found.gap_change), wide(found.others_change) - wide(found.group_change));
        }

        #[test]
        fn levelling_down_means_the_others_got_worse(before in any_arms(), after in any_arms()) {
            let high = gap_change(before, after, Polarity::High).unwrap();
            if high.closed_by_levelling_down {
                prop_assert!(high.others_change < Figure::ZERO && high.group_change <= Figure::ZERO);
                prop_assert!(high.gap_change < Figure::ZERO);
            }
            let mirror = |(group, others): (Figure, Figure)| {
                (Figure::from_millionths(-group.millionths()), Figure::from_millionths(-others.millionths()))
            };
            let low = gap_change(mirror(before), mirror(after), Polarity::Low).unwrap();
            prop_assert_eq!(low.closed_by_levelling_down, high.closed_by_levelling_down);
        }
    }
}
