//! The school landscape, counted: the principle of trusts that are large enough and span both phases.

use std::collections::BTreeMap;

use crate::school::{Phase, TrustKind, Urn};

/// The principle: "at least five schools from both primary and secondary phases in a single MAT".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrustPrinciple {
    /// At least this many schools in the trust.
    pub schools: u32,
    /// Whether schools of neither phase (special schools, alternative provision, nursery, 16 plus) count as schools. They
    /// never count for a phase.
    pub counts_neither_phase: bool,
}

impl Default for TrustPrinciple {
    /// Five schools, special schools and alternative provision included.
    fn default() -> Self {
        Self { schools: 5, counts_neither_phase: true }
    }
}

/// An open school that is a member of a trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MemberSchool {
    /// The trust's group UID.
    pub trust: u32,
    /// Which kind of trust.
    pub kind: TrustKind,
    /// The school.
    pub urn: Urn,
    /// Its phase.
    pub phase: Phase,
}

/// One multi-academy trust with what was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedTrust {
    /// The group UID.
    pub uid: u32,
    /// Its schools that count.
    pub schools: u32,
    /// Those that teach primary pupils; an all-through school counts here and below.
    pub primary: u32,
    /// Those that teach secondary pupils.
    pub secondary: u32,
    /// Whether the trust meets the principle.
    pub meets: bool,
}

/// The multi-academy trusts of an area, counted against the principle, by UID.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrincipleCount {
    /// Every multi-academy trust with an open school in the area.
    pub trusts: Vec<CountedTrust>,
}

impl PrincipleCount {
    /// How many meet the principle.
    pub fn meeting(&self) -> usize {
        self.trusts.iter().filter(|trust| trust.meets).count()
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.trusts.len()
    }
}

impl TrustPrinciple {
    /// Counts the open schools of one authority: schools that a trust runs elsewhere are not among them, so a large national
    /// trust with one school here does not meet the principle here. Trusts of other kinds are left out. A school listed
    /// twice counts once.
    pub fn count(self, schools: &[MemberSchool]) -> PrincipleCount {
        let mut by_trust: BTreeMap<u32, BTreeMap<Urn, Phase>> = BTreeMap::new();
        for school in schools.iter().filter(|school| school.kind == TrustKind::MultiAcademy) {
            by_trust.entry(school.trust).or_default().insert(school.urn, school.phase);
        }
        PrincipleCount { trusts: by_trust.into_iter().map(|(uid, schools)| self.judge(uid, &schools)).collect() }
    }

    fn judge(self, uid: u32, schools: &BTreeMap<Urn, Phase>) -> CountedTrust {
        let count = |wanted: fn(Phase) -> bool| schools.values().filter(|phase| wanted(**phase)).count() as u32;
        let (primary, secondary) = (count(Phase::is_primary), count(Phase::is_secondary));
        let neither = count(|phase| !phase.is_primary() && !phase.is_secondary());
        let all = schools.len() as u32;
        let counted = if self.counts_neither_phase { all } else { all - neither };
        let meets = counted >= self.schools && primary > 0 && secondary > 0;
        CountedTrust { uid, schools: counted, primary, secondary, meets }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PRIMARY: Phase = Phase::Primary;
    const SECONDARY: Phase = Phase::Secondary;
    const SPECIAL: Phase = Phase::NotApplicable;

    fn trust(uid: u32, kind: TrustKind, phases: &[Phase]) -> Vec<MemberSchool> {
        (0..)
            .zip(phases)
            .map(|(at, phase)| MemberSchool { trust: uid, kind, urn: uid * 100 + at, phase: *phase })
            .collect()
    }

    #[track_caller]
    fn check(phases: &[Phase], counts_neither_phase: bool, meets: bool) {
        let principle = TrustPrinciple { counts_neither_phase, ..TrustPrinciple::default() };
        let counted = principle.count(&trust(1, TrustKind::MultiAcademy, phases));
        assert_eq!(counted.meeting(), usize::from(meets), "{:?}", counted.trusts);
        assert_eq!(counted.total(), 1);
    }

    #[test]
    fn five_schools_of_both_phases_meet_the_principle() {
        check(&[PRIMARY, PRIMARY, PRIMARY, PRIMARY, SECONDARY], true, true);
        check(&[PRIMARY, PRIMARY, PRIMARY, SECONDARY], true, false);
        check(&[PRIMARY; 7], true, false);
        check(&[SECONDARY; 7], true, false);
    }

    #[test]
    fn an_all_through_school_counts_for_both_phases_and_once_as_a_school() {
        check(&[PRIMARY, PRIMARY, PRIMARY, PRIMARY, Phase::AllThrough], true, true);
        check(&[Phase::AllThrough; 5], true, true);
        check(&[Phase::AllThrough; 4], true, false);
    }

    #[test]
    fn special_schools_count_as_schools_where_the_principle_says_so() {
        let phases = [PRIMARY, PRIMARY, PRIMARY, SECONDARY, SPECIAL];
        check(&phases, true, true);
        check(&phases, false, false);
        check(&[PRIMARY, SPECIAL, SPECIAL, SPECIAL, SPECIAL], true, false);
    }

    #[test]
    fn only_multi_academy_trusts_are_counted_and_listed_in_order() {
        let both = [PRIMARY, PRIMARY, PRIMARY, PRIMARY, SECONDARY];
        let mut schools = trust(9, TrustKind::MultiAcademy, &[PRIMARY]);
        schools.extend(trust(3, TrustKind::MultiAcademy, &both));
        schools.extend(trust(4, TrustKind::SingleAcademy, &both));
        schools.extend(trust(5, TrustKind::Federation, &both));
        schools.extend(trust(3, TrustKind::MultiAcademy, &both));
        let counted = TrustPrinciple::default().count(&schools);
        assert_eq!(counted.trusts.iter().map(|trust| trust.uid).collect::<Vec<_>>(), [3, 9]);
        assert_eq!((counted.meeting(), counted.total()), (1, 2));
        assert_eq!(counted.trusts[0].schools, 5, "a school listed twice counts once");
    }

    proptest! {
        #[test]
        fn another_school_never_breaks_the_principle(
            phases in prop::collection::vec(prop::sample::select(Phase::ALL), 1..12),
            counts_neither_phase in any::<bool>(),
        ) {
            let principle = TrustPrinciple { counts_neither_phase, ..TrustPrinciple::default() };
            let meeting = |phases: &[Phase]| principle.count(&trust(1, TrustKind::MultiAcademy, phases)).meeting();
            let (fewer, all) = (meeting(&phases[..phases.len() - 1]), meeting(&phases));
            prop_assert!(fewer <= all);
        }

        #[test]
        fn the_order_of_schools_does_not_matter(phases in prop::collection::vec(prop::sample::select(Phase::ALL), 1..12)) {
            let mut schools = trust(1, TrustKind::MultiAcademy, &phases);
            let forth = TrustPrinciple::default().count(&schools);
            schools.reverse();
            prop_assert_eq!(forth, TrustPrinciple::default().count(&schools));
        }
    }
}
