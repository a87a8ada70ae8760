//! Which part of what a colour is made from decided that it is another.

use crate::rules::{RagCase, RagRule, Rating};
use crate::scorecard::line::Draft;

use super::found::Component;

/// What a colour is asked of, with the rule that answers.
#[derive(Clone)]
struct Question<'a> {
    rule: Option<&'a RagRule>,
    case: RagCase,
}

impl<'a> Question<'a> {
    fn of(draft: &Draft<'a>) -> Self {
        Self { rule: draft.inputs.rag_rules.get(draft.rag_code()), case: draft.rag_case(&draft.targets()) }
    }

    fn rating(&self) -> Rating {
        self.rule.map_or(Rating::None, |rule| rule.assess(&self.case).rating)
    }

    /// The same question with one component taken from another.
    fn with(&self, component: Component, other: &Self) -> Self {
        let mut mixed = self.clone();
        match component {
            Component::Value => mixed.case.value = other.case.value,
            Component::Target => mixed.case.target = other.case.target.clone(),
            Component::Previous => mixed.case.previous = other.case.previous,
            Component::Standing => mixed.case.standing = other.case.standing,
            Component::Rule => mixed.rule = other.rule,
            Component::Meaning => {
                (mixed.case.polarity, mixed.case.unit) = (other.case.polarity, other.case.unit);
                mixed.case.range = other.case.range;
            }
        }
        mixed
    }

    fn differs(&self, component: Component, other: &Self) -> bool {
        let (one, two) = (&self.case, &other.case);
        match component {
            Component::Value => one.value != two.value,
            Component::Target => one.target != two.target,
            Component::Previous => one.previous != two.previous,
            Component::Standing => one.standing != two.standing,
            Component::Rule => self.rule != other.rule,
            Component::Meaning => (one.polarity, one.unit, one.range) != (two.polarity, two.unit, two.range),
        }
    }
}

const COMPONENTS: [Component; 6] = [
    Component::Value,
    Component::Target,
    Component::Previous,
    Component::Standing,
    Component::Rule,
    Component::Meaning,
];

/// The components that decided that the colour is another: those which, changed alone on the earlier side, would have given
/// another colour, or which, left alone on the later side, would. Where no single one would, all that differ did it together.
pub(super) fn deciding(before: &Draft<'_>, after: &Draft<'_>) -> Vec<Component> {
    let (old, new) = (Question::of(before), Question::of(after));
    let differing: Vec<_> = COMPONENTS.into_iter().filter(|component| old.differs(*component, &new)).collect();
    let decides = |component: &Component| {
        old.with(*component, &new).rating() != old.rating() || new.with(*component, &old).rating() != new.rating()
    };
    let decided: Vec<_> = differing.iter().copied().filter(decides).collect();
    if decided.is_empty() { differing } else { decided }
}
