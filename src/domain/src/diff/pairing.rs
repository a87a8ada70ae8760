//! Which line of one result is which of another.

use std::collections::BTreeMap;

use super::{Cause, ChangeCause, FieldChange};
use crate::strategy::Strategy;

/// Which line: the indicator, the pupil group, and which of several commitments that use the same.
pub(crate) type Key<'a> = (&'a str, &'a str, usize);

/// What both sides, or one side alone, have of a key.
pub(crate) enum Pair<L> {
    Both(L, L),
    Appeared(L),
    Disappeared(L),
}

/// Lines with the keys of their indicators and pupil groups, in their order.
pub(crate) fn keyed<'a, L>(lines: impl IntoIterator<Item = (&'a str, &'a str, L)>) -> Vec<(Key<'a>, L)> {
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let keyed = |(indicator, breakdown, line): (&'a str, &'a str, L)| {
        let occurrence = seen.entry((indicator, breakdown)).and_modify(|count| *count += 1).or_default();
        ((indicator, breakdown, *occurrence), line)
    };
    lines.into_iter().map(keyed).collect()
}

/// Every line in the order of the later side; those it does not have come last, in the order of the earlier.
pub(crate) fn paired<L: Copy>(earlier: &[(Key<'_>, L)], later: &[(Key<'_>, L)]) -> Vec<Pair<L>> {
    let known: BTreeMap<_, L> = earlier.iter().copied().collect();
    let there: BTreeMap<_, L> = later.iter().copied().collect();
    let both = later.iter().map(|(key, new)| match known.get(key) {
        Some(old) => Pair::Both(*old, *new),
        None => Pair::Appeared(*new),
    });
    let gone = earlier.iter().filter(|(key, _)| !there.contains_key(key)).map(|(_, old)| Pair::Disappeared(*old));
    both.chain(gone).collect()
}

/// Why one side alone has a line: the strategy's file is another, or the strategy is.
pub(crate) fn one_sided(before: (&Strategy, i64), after: (&Strategy, i64), fields: &[FieldChange]) -> Cause {
    let ((old, from), (new, to)) = (before, after);
    let message = if old.code == new.code {
        format!("Version {to} of the strategy's file does not use the indicator as version {from} did.")
    } else {
        format!("'{}' and '{}' do not use the same indicators.", old.code, new.code)
    };
    let fields = fields.iter().map(|change| change.field).collect();
    Cause { cause: ChangeCause::Strategy, message, fields, moved_judgement: false }
}

/// Whether something moved, and every cause that moved it says nothing of how the council does.
pub(crate) fn without_performance(causes: &[Cause]) -> bool {
    let mut movers = causes.iter().filter(|cause| cause.moved_judgement).peekable();
    movers.peek().is_some() && movers.all(|cause| !cause.cause.is_performance())
}
