//! Gaps between pupil groups.

use crate::measure::{DataStatus, Measure, MissingReason, coded};

/// How a gap is defined. The definitions disagree, so the definition stands beside every gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapDefinition {
    /// The authority's others minus the authority's group.
    WithinAuthority,
    /// England's others minus the authority's group.
    ToNationalOthers,
}

coded!(GapDefinition {
    WithinAuthority = 1, "WITHIN_AUTHORITY", "within the authority";
    ToNationalOthers = 2, "TO_NATIONAL_OTHERS", "to other pupils nationally";
});

impl GapDefinition {
    /// The definition that is shown beside this one, for honesty.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::WithinAuthority => Self::ToNationalOthers,
            Self::ToNationalOthers => Self::WithinAuthority,
        }
    }

    /// Whom the group is held against: the authority's own others or England's.
    #[must_use]
    pub const fn others(self, local: Measure, national: Measure) -> Measure {
        match self {
            Self::WithinAuthority => local,
            Self::ToNationalOthers => national,
        }
    }
}

/// The gap `others - group`, as final as the less final of its arms; where an arm is missing, missing for the arm's reason
/// (the group's first).
pub fn difference(others: Measure, group: Measure) -> Measure {
    match (others, group) {
        (Measure::Value(left, first), Measure::Value(right, second)) => left.checked_sub(right).map_or(
            Measure::Missing(MissingReason::Quality), // Further apart than the ledger can hold: no real pair is.
            |gap| Measure::Value(gap, least_final([first, second])),
        ),
        (_, Measure::Missing(reason)) | (Measure::Missing(reason), _) => Measure::Missing(reason),
    }
}

/// The standing of something derived from several figures: that of the least final one.
pub fn least_final(statuses: impl IntoIterator<Item = DataStatus>) -> DataStatus {
    statuses.into_iter().min_by_key(|status| finality(*status)).unwrap_or(DataStatus::Published)
}

/// Whether a figure is less final than another. A figure whose publisher does not say how final it is stands between
/// provisional and revised.
pub fn is_less_final(one: DataStatus, other: DataStatus) -> bool {
    finality(one) < finality(other)
}

const fn finality(status: DataStatus) -> u8 {
    match status {
        DataStatus::ManagementInformation => 0,
        DataStatus::Provisional => 1,
        DataStatus::Published => 2,
        DataStatus::Revised => 3,
        DataStatus::Final => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use proptest::prelude::*;

    fn value(units: i64) -> Measure {
        Measure::Value(Figure::whole(units), DataStatus::Published)
    }

    /// Thurrock's disadvantaged and other pupils, England's disadvantaged and other pupils, reading, writing and maths at
    /// key stage 2, from the edition of 8 April 2026; the gaps are those of the research notes.
    #[test]
    fn key_stage_2_gaps_by_both_definitions() {
        for (year, [group, others, national_group, national_others], [within, national, england]) in KEY_STAGE_2 {
            let gap = |definition: GapDefinition| {
                difference(definition.others(value(others), value(national_others)), value(group))
            };
            assert_eq!(gap(GapDefinition::WithinAuthority), value(within), "{year} within");
            assert_eq!(gap(GapDefinition::ToNationalOthers), value(national), "{year} to national others");
            assert_eq!(difference(value(national_others), value(national_group)), value(england), "{year} England");
        }
    }

    const KEY_STAGE_2: [(&str, [i64; 4], [i64; 3]); 5] = [
        ("2018/19", [57, 76, 51, 72], [19, 15, 21]),
        ("2021/22", [50, 67, 43, 66], [17, 16, 23]),
        ("2022/23", [49, 69, 44, 67], [20, 18, 23]),
        ("2023/24", [52, 72, 46, 68], [20, 16, 22]),
        ("2024/25", [58, 74, 48, 70], [16, 12, 22]),
    ];

    #[test]
    fn a_missing_arm_gives_its_reason() {
        let hidden = Measure::Missing(MissingReason::Confidential);
        let late = Measure::Missing(MissingReason::NotYetPublished);
        assert_eq!(difference(value(70), hidden), hidden);
        assert_eq!(difference(late, value(50)), late);
        assert_eq!(difference(late, hidden), hidden);
    }

    #[test]
    fn a_gap_is_as_final_as_its_less_final_arm() {
        let at = |status| Measure::Value(Figure::ZERO, status);
        let check = |left, right, expected| assert_eq!(difference(at(left), at(right)), at(expected));
        check(DataStatus::Final, DataStatus::Provisional, DataStatus::Provisional);
        check(DataStatus::Published, DataStatus::Revised, DataStatus::Published);
        check(DataStatus::Final, DataStatus::Final, DataStatus::Final);
    }

    proptest! {
        #[test]
        fn swapping_the_arms_flips_the_gap(left in any::<i32>(), right in any::<i32>()) {
            let forth = difference(value(left.into()), value(right.into())).figure().unwrap();
            let back = difference(value(right.into()), value(left.into())).figure().unwrap();
            prop_assert_eq!(forth.millionths(), -back.millionths());
        }
    }
}
