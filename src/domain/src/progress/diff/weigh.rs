//! What each cause did: it is tried alone, once carried to the earlier side, and once taken away from the later.

use crate::diff::noted::Noted;
use crate::diff::parts::Parts;
use crate::diff::{Cause, ChangeCause, LineField};

use super::made::Made;
use super::patch::Patch;

/// What is asked of a line: its parts, and the code of its judgement.
pub(super) type Told = (Parts, String);

/// What really changed between the two published lines.
pub(super) struct Changed<'a> {
    pub(super) fields: &'a [LineField],
    pub(super) judgement: bool,
}

/// The causes with the parts that each touches.
///
/// A cause touches a part when the earlier side with that cause alone, or the later side without it, would show the part
/// otherwise. Where no single cause would, all of them did it together. So is the judgement moved.
pub(super) fn weigh(
    (before, after): (&Made, &Made),
    noted: Noted<Patch>,
    changed: &Changed<'_>,
    ask: impl Fn(&Made) -> Told,
) -> Vec<Cause> {
    let (earlier, later) = (ask(before), ask(after));
    let mixed = |onto: &Made, from: &Made, patches: &[Patch]| {
        let mut mixed = onto.clone();
        patches.iter().for_each(|patch| patch.apply(&mut mixed, from));
        ask(&mixed)
    };
    let tried = noted.into_causes().map(|(cause, message, patches): (ChangeCause, String, Vec<Patch>)| {
        let with = mixed(before, after, &patches);
        let without = mixed(after, before, &patches);
        let touches = |field: &LineField| differ(&with, &earlier, *field) || differ(&without, &later, *field);
        let fields = changed.fields.iter().copied().filter(touches).collect();
        let moved_judgement = changed.judgement && (with.1 != earlier.1 || without.1 != later.1);
        Cause { cause, message, fields, moved_judgement }
    });
    let mut causes: Vec<Cause> = tried.collect();
    together(&mut causes, changed);
    causes.retain(|cause| cause.moved_judgement || !cause.fields.is_empty());
    causes
}

fn differ(one: &Told, other: &Told, field: LineField) -> bool {
    let exact = |told: &Told| told.0.get(&field).map(|shown| shown.exact.clone());
    exact(one) != exact(other)
}

/// What no cause did alone, all of them did.
fn together(causes: &mut [Cause], changed: &Changed<'_>) {
    for field in changed.fields {
        if !causes.iter().any(|cause| cause.fields.contains(field)) {
            for cause in causes.iter_mut() {
                cause.fields.push(*field);
                cause.fields.sort();
            }
        }
    }
    if changed.judgement && !causes.iter().any(|cause| cause.moved_judgement) {
        causes.iter_mut().for_each(|cause| cause.moved_judgement = true);
    }
}
