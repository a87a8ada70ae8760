//! The parts of a line, as they are compared.

use std::collections::BTreeMap;

use super::{FieldChange, LineField, Shown};

/// The parts of one side; one that it does not have is absent.
pub(crate) type Parts = BTreeMap<LineField, Shown>;

/// The parts whose exact values differ, in order.
pub(crate) fn changes(before: &Parts, after: &Parts) -> Vec<FieldChange> {
    let change = |field| FieldChange { field, before: before.get(&field).cloned(), after: after.get(&field).cloned() };
    let exact = |shown: &Option<Shown>| shown.as_ref().map(|shown| shown.exact.clone());
    let all = LineField::ALL.iter().copied().map(change);
    all.filter(|change| exact(&change.before) != exact(&change.after)).collect()
}
