//! The principle of trusts that are large enough and span both phases, counted in an authority and nationally.

use std::collections::BTreeMap;

use super::missing::{Scope, ScopedCount};
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedTrust {
    /// The group UID.
    pub uid: u32,
    /// Its schools in the authority.
    pub local: ScopedCount,
    /// Its schools wherever they lie, those of the authority among them.
    pub national: ScopedCount,
}

impl CountedTrust {
    /// What was counted in a scope.
    pub const fn scoped(&self, scope: Scope) -> &ScopedCount {
        match scope {
            Scope::Local => &self.local,
            Scope::National => &self.national,
        }
    }
}

/// The multi-academy trusts of an area, counted against the principle, by UID.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrincipleCount {
    /// Every multi-academy trust with an open school in the area.
    pub trusts: Vec<CountedTrust>,
}

impl PrincipleCount {
    /// How many meet the principle.
    pub fn meeting(&self, scope: Scope) -> usize {
        self.met(scope).count()
    }

    /// How many of the authority's own schools are in a trust that meets the principle.
    pub fn schools_in_meeting(&self, scope: Scope) -> u32 {
        self.met(scope).map(|trust| trust.local.schools).sum()
    }

    /// How many trusts there are.
    pub fn total(&self) -> usize {
        self.trusts.len()
    }

    fn met(&self, scope: Scope) -> impl Iterator<Item = &CountedTrust> {
        self.trusts.iter().filter(move |trust| trust.scoped(scope).meets())
    }
}

/// The schools of each trust with their phases.
type ByTrust = BTreeMap<u32, BTreeMap<Urn, Phase>>;

impl TrustPrinciple {
    /// Counts the trusts that have at least one of the schools `here`: locally from the schools `here` alone, so that a large
    /// national trust with one school here does not meet the principle here; nationally from the schools `here` and
    /// `elsewhere` together. All schools must be open. Trusts of other kinds are left out. A school listed twice, in one list
    /// or in both, counts once, by the phase that the list `here` gives it.
    pub fn count(self, here: &[MemberSchool], elsewhere: &[MemberSchool]) -> PrincipleCount {
        let local = by_trust(here);
        let mut national = local.clone();
        for (trust, schools) in by_trust(elsewhere) {
            // A trust without a school here is not one of the area's.
            if let Some(all) = national.get_mut(&trust) {
                schools.into_iter().for_each(|(urn, phase)| _ = all.entry(urn).or_insert(phase));
            }
        }
        let trusts = local.iter().zip(national.values()).map(|((uid, own), all)| CountedTrust {
            uid: *uid,
            local: self.judge(Scope::Local, own),
            national: self.judge(Scope::National, all),
        });
        PrincipleCount { trusts: trusts.collect() }
    }

    fn judge(self, scope: Scope, schools: &BTreeMap<Urn, Phase>) -> ScopedCount {
        let count = |wanted: fn(Phase) -> bool| schools.values().filter(|phase| wanted(**phase)).count() as u32;
        let (primary, secondary) = (count(Phase::is_primary), count(Phase::is_secondary));
        let neither = count(|phase| !phase.is_primary() && !phase.is_secondary());
        let all = schools.len() as u32;
        let counted = if self.counts_neither_phase { all } else { all - neither };
        ScopedCount::new(scope, self.schools, counted, primary, secondary)
    }
}

fn by_trust(schools: &[MemberSchool]) -> ByTrust {
    let mut by_trust = ByTrust::new();
    for school in schools.iter().filter(|school| school.kind == TrustKind::MultiAcademy) {
        by_trust.entry(school.trust).or_default().insert(school.urn, school.phase);
    }
    by_trust
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::landscape::MissingPart;
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
        let schools = trust(1, TrustKind::MultiAcademy, phases);
        let counted = principle.count(&schools, &[]);
        assert_eq!(counted.meeting(Scope::Local), usize::from(meets), "{:?}", counted.trusts);
        let nationally = principle.count(&schools[..1], &schools);
        assert_eq!(nationally.meeting(Scope::National), usize::from(meets), "{:?}", nationally.trusts);
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
        let counted = TrustPrinciple::default().count(&schools, &trust(7, TrustKind::MultiAcademy, &both));
        assert_eq!(counted.trusts.iter().map(|trust| trust.uid).collect::<Vec<_>>(), [3, 9]);
        assert_eq!((counted.meeting(Scope::Local), counted.total()), (1, 2));
        assert_eq!(counted.trusts[0].local.schools, 5, "a school listed twice counts once");
    }

    #[test]
    fn schools_elsewhere_count_nationally_and_the_areas_own_are_told_apart() {
        let mut all = trust(1, TrustKind::MultiAcademy, &[PRIMARY, PRIMARY, SECONDARY, PRIMARY, PRIMARY, PRIMARY]);
        all.extend(trust(2, TrustKind::MultiAcademy, &[PRIMARY, SPECIAL]));
        let here: Vec<_> = all.iter().copied().filter(|school| school.urn % 100 < 2).collect();
        let counted = TrustPrinciple::default().count(&here, &all);
        let told = |scope: Scope| (counted.meeting(scope), counted.schools_in_meeting(scope));
        assert_eq!((told(Scope::Local), told(Scope::National)), ((0, 0), (1, 2)));
        let (local, national) = (&counted.trusts[0].local, &counted.trusts[0].national);
        assert_eq!((local.schools, local.primary, local.secondary), (2, 2, 0));
        assert_eq!((national.schools, national.primary, national.secondary), (6, 5, 1));
    }

    fn phases() -> impl Strategy<Value = Vec<Phase>> {
        prop::collection::vec(prop::sample::select(Phase::ALL), 1..12)
    }

    proptest! {
        #[test]
        fn another_school_never_breaks_the_principle(phases in phases(), counts_neither_phase in any::<bool>()) {
            let principle = TrustPrinciple { counts_neither_phase, ..TrustPrinciple::default() };
            let schools = trust(1, TrustKind::MultiAcademy, &phases);
            let meeting = |here: &[MemberSchool]| principle.count(here, &schools).meeting(Scope::Local);
            prop_assert!(meeting(&schools[..phases.len() - 1]) <= meeting(&schools));
        }

        #[test]
        fn whoever_meets_the_principle_here_meets_it_nationally(phases in phases(), elsewhere in phases()) {
            let here = trust(1, TrustKind::MultiAcademy, &phases);
            let elsewhere = trust(1, TrustKind::MultiAcademy, &elsewhere);
            let counted = TrustPrinciple::default().count(&here, &elsewhere);
            prop_assert!(counted.meeting(Scope::Local) <= counted.meeting(Scope::National));
        }

        #[test]
        fn a_trust_that_gets_what_it_is_missing_meets_the_principle(
            mut phases in phases(),
            counts_neither_phase in any::<bool>(),
        ) {
            let principle = TrustPrinciple { counts_neither_phase, ..TrustPrinciple::default() };
            let counted = principle.count(&trust(1, TrustKind::MultiAcademy, &phases), &[]);
            for missing in &counted.trusts[0].local.missing {
                let phase = if missing.part == MissingPart::NoSecondary { SECONDARY } else { PRIMARY };
                phases.extend(vec![phase; missing.schools as usize]);
            }
            let counted = principle.count(&trust(1, TrustKind::MultiAcademy, &phases), &[]);
            prop_assert_eq!(counted.meeting(Scope::Local), 1);
        }

        #[test]
        fn the_order_of_schools_does_not_matter(phases in phases()) {
            let mut schools = trust(1, TrustKind::MultiAcademy, &phases);
            let forth = TrustPrinciple::default().count(&schools, &[]);
            schools.reverse();
            prop_assert_eq!(forth, TrustPrinciple::default().count(&schools, &[]));
        }
    }
}
