//! Causes as they are found, before it is known which of them matter to what is shown.

use crate::diff::noted::Noted;
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

/// What a cause can do: touch a part of the line, or change a component of the colour.
enum Note {
    Field(LineField),
    Component(Component),
}

/// Causes found so far.
#[derive(Default)]
pub(super) struct Causes(Noted<Note>);

impl Causes {
    /// Notes a cause with the fields it can touch and the components of the colour it changes.
    pub(super) fn note(&mut self, cause: ChangeCause, message: String, fields: &[LineField], components: &[Component]) {
        let fields = fields.iter().copied().map(Note::Field);
        self.0.note(cause, message, fields.chain(components.iter().copied().map(Note::Component)));
    }

    /// The causes that touch one of the fields that changed. A colour is touched by those alone that had a part in deciding it,
    /// where it is another colour.
    pub(super) fn told(self, changed: &[LineField], deciding: &[Component]) -> Vec<Cause> {
        let tell = |(cause, message, notes): (ChangeCause, String, Vec<Note>)| {
            let mut fields: Vec<_> = notes.iter().filter_map(|note| changed_field(note, changed)).collect();
            fields.sort();
            fields.dedup();
            let moved_judgement =
                notes.iter().any(|note| matches!(note, Note::Component(component) if deciding.contains(component)));
            (moved_judgement || !fields.is_empty()).then_some(Cause { cause, message, fields, moved_judgement })
        };
        self.0.into_causes().filter_map(tell).collect()
    }
}

fn changed_field(note: &Note, changed: &[LineField]) -> Option<LineField> {
    match note {
        Note::Field(field) => changed.contains(field).then_some(*field),
        Note::Component(_) => None,
    }
}
