//! How many schools and trusts there are among the open schools of an authority.

use std::collections::BTreeSet;

use crate::figure::Figure;
use crate::register::{Counted, OpenSchool, counted};
use crate::school::TrustKind;

/// The open state-funded schools and their trusts, counted. Each count takes the sentence that says what it rests on.
pub(super) struct Tally {
    open: usize,
    academies: usize,
    trusts: BTreeSet<(u32, TrustKind)>,
    in_multi_academy_trusts: usize,
}

impl Tally {
    pub(super) fn of(open: &[OpenSchool]) -> Self {
        let funded: Vec<_> = open.iter().filter(|school| school.state_funded).collect();
        let trusts = || funded.iter().filter_map(|school| school.trust);
        Self {
            open: funded.len(),
            academies: funded.iter().filter(|school| school.academy).count(),
            trusts: trusts().collect(),
            in_multi_academy_trusts: trusts().filter(|(_, kind)| *kind == TrustKind::MultiAcademy).count(),
        }
    }

    pub(super) fn open(&self, note: &str) -> Counted {
        counted(self.open, format!("{} open state-funded schools. {note}", self.open))
    }

    pub(super) fn academies(&self, note: &str) -> Counted {
        counted(self.academies, self.academies_note(note))
    }

    pub(super) fn academies_share(&self, note: &str) -> Counted {
        // There is a school, or nobody would ask.
        let share = Figure::whole(100).scale(self.academies as i64, self.open as i64).unwrap_or(Figure::ZERO);
        Counted { figure: share, note: self.academies_note(note) }
    }

    fn academies_note(&self, note: &str) -> String {
        format!("{} of {} open state-funded schools are academies or free schools. {note}", self.academies, self.open)
    }

    pub(super) fn trusts(&self, kind: TrustKind, note: &str) -> Counted {
        let (number, all) = (self.trusts.iter().filter(|(_, other)| *other == kind).count(), self.trusts.len());
        counted(number, format!("{number} of {all} trusts with a school here are {}s. {note}", kind.words()))
    }

    pub(super) fn in_multi_academy_trusts(&self, note: &str) -> Counted {
        let (number, open) = (self.in_multi_academy_trusts, self.open);
        counted(number, format!("{number} of {open} open state-funded schools are in a multi-academy trust. {note}"))
    }
}
