//! Causes as they are found, before it is known which of them matter to what is shown.

use std::collections::BTreeMap;

use crate::diff::{Cause, ChangeCause, LineField};

/// What a colour is made from: each can be another between two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Component {
    /// The council's own figure.
    Value,
    /// The target and the floor.
    Target,
    /// The comparable figure of the period before.
    Previous,
    /// The standing among authorities.
    Standing,
    /// The rule.
    Rule,
    /// Polarity, unit and limits.
    Meaning,
}

#[derive(Default)]
struct Entry {
    messages: Vec<String>,
    fields: Vec<LineField>,
    components: Vec<Component>,
}

/// Causes found so far, by code.
#[derive(Default)]
pub(super) struct Causes(BTreeMap<ChangeCause, Entry>);

impl Causes {
    /// Notes a cause with the fields it can touch and the components of the colour it changes.
    pub(super) fn note(&mut self, cause: ChangeCause, message: String, fields: &[LineField], components: &[Component]) {
        let entry = self.0.entry(cause).or_default();
        if !entry.messages.contains(&message) {
            entry.messages.push(message);
        }
        entry.fields.extend(fields);
        entry.components.extend(components);
    }

    /// The causes that touch one of the fields that changed. A colour is touched by those alone that had a part in deciding it,
    /// where it is another colour.
    pub(super) fn told(self, changed: &[LineField], deciding: &[Component]) -> Vec<Cause> {
        let tell = |(cause, entry): (ChangeCause, Entry)| {
            let mut fields: Vec<_> = entry.fields.into_iter().filter(|field| changed.contains(field)).collect();
            fields.sort();
            fields.dedup();
            let moved_rating = entry.components.iter().any(|component| deciding.contains(component));
            let message = entry.messages.join(" ");
            (moved_rating || !fields.is_empty()).then_some(Cause { cause, message, fields, moved_rating })
        };
        self.0.into_iter().filter_map(tell).collect()
    }
}
