//! What an activity is expected to do to an indicator: said before it starts, or not at all.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Problem, ProblemCode};
use crate::figure::Figure;
use crate::measure::coded;

/// Which way an indicator is expected to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EffectDirection {
    /// It rises.
    Up,
    /// It falls.
    Down,
    /// It stays where it would otherwise move.
    Hold,
}

coded!(EffectDirection {
    Up = 1, "UP", "up";
    Down = 2, "DOWN", "down";
    Hold = 3, "HOLD", "hold";
});

impl EffectDirection {
    fn of(change: Figure) -> Self {
        match change.millionths() {
            0 => Self::Hold,
            more if more > 0 => Self::Up,
            _ => Self::Down,
        }
    }
}

/// An expected effect as somebody describes it: a direction, a change in the indicator's unit, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedEffect {
    /// The strategy's code.
    pub strategy: String,
    /// The indicator's code.
    pub indicator: String,
    /// The pupil group.
    pub breakdown: String,
    /// Which way.
    pub direction: Option<EffectDirection>,
    /// By how much.
    pub change: Option<Figure>,
}

/// An expected effect with the day on which it was stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedEffect {
    /// Which way.
    pub direction: EffectDirection,
    /// By how much, where that was said.
    pub change: Option<Figure>,
    /// The day on which it was stated as it is now.
    pub stated_on: NaiveDate,
}

/// What an effect is about: strategy, indicator, pupil group.
pub type EffectKey = (String, String, String);

/// The effects of an activity that begins on a day, each with the day on which it was stated. Those that say what they said
/// keep their day. Once the activity has begun, none is added, changed or dropped: what was expected is not for hindsight.
pub fn stated_effects(
    drafts: &[ExpectedEffect],
    before: &BTreeMap<EffectKey, StatedEffect>,
    (from, today): (NaiveDate, NaiveDate),
    problems: &mut Vec<Problem>,
) -> BTreeMap<EffectKey, StatedEffect> {
    let mut stated = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let Some(direction) = direction(&format!("expectedEffects.{at}"), draft, problems) else { continue };
        let key = (draft.strategy.clone(), draft.indicator.clone(), draft.breakdown.clone());
        let same = before.get(&key).filter(|it| (it.direction, it.change) == (direction, draft.change));
        let stated_on = same.map_or(today, |it| it.stated_on);
        let effect = StatedEffect { direction, change: draft.change, stated_on };
        if stated.insert(key, effect).is_some() {
            let message = format!("{} is there twice for '{}': say it once.", draft.indicator, draft.breakdown);
            problems.push(Problem::new(format!("expectedEffects.{at}"), ProblemCode::Duplicate, message));
        }
    }
    if today >= from && stated != *before {
        let message = format!(
            "The activity began on {from}: what it is expected to do is stated before that day, and not added, changed or \
             dropped afterwards. Leave the expected effects as they are."
        );
        problems.push(Problem::new("expectedEffects", ProblemCode::StateNotAllowed, message));
    }
    stated
}

fn direction(field: &str, draft: &ExpectedEffect, problems: &mut Vec<Problem>) -> Option<EffectDirection> {
    match (draft.direction, draft.change.map(EffectDirection::of)) {
        (None, None) => {
            let message = "Say which way the indicator is expected to move, or by how much.";
            problems.push(Problem::new(format!("{field}.direction"), ProblemCode::Required, message));
            None
        }
        (Some(said), Some(implied)) if said != implied => {
            let message = format!("The change is '{}' and the direction '{}'.", implied.words(), said.words());
            problems.push(Problem::new(format!("{field}.change"), ProblemCode::OutOfRange, message));
            None
        }
        (said, implied) => said.or(implied),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn effect(indicator: &str, direction: Option<EffectDirection>, change: Option<&str>) -> ExpectedEffect {
        ExpectedEffect {
            strategy: "thurrock-2019".into(),
            indicator: indicator.into(),
            breakdown: "total".into(),
            direction,
            change: change.map(|text| Figure::parse(text).unwrap()),
        }
    }

    type Stated = BTreeMap<EffectKey, StatedEffect>;

    fn state(drafts: &[ExpectedEffect], before: &Stated, today: &str) -> (Stated, Vec<(String, ProblemCode)>) {
        let mut found = Vec::new();
        let stated = stated_effects(drafts, before, (day("2025-09-01"), day(today)), &mut found);
        (stated, found.into_iter().map(|it| (it.field, it.code)).collect())
    }

    #[test]
    fn effects_are_stated_before_the_start() {
        let one = [effect("ATT-08", Some(EffectDirection::Up), Some("1.5"))];
        let (first, problems) = state(&one, &Stated::new(), "2025-08-31");
        assert_eq!(problems, []);
        assert_eq!(first.values().next().unwrap().stated_on, day("2025-08-31"));
        // They stay as they are, with the day on which they were stated.
        assert_eq!(state(&one, &first, "2025-12-01"), (first.clone(), vec![]));
        let refused = vec![("expectedEffects".to_owned(), ProblemCode::StateNotAllowed)];
        assert_eq!(state(&one, &Stated::new(), "2025-09-01").1, refused);
        let other = [effect("ATT-08", None, Some("1.4"))];
        assert_eq!(state(&other, &first, "2025-09-01").1, refused);
        assert_eq!(state(&[], &first, "2025-09-01").1, refused, "what did not come true is not dropped");
        assert_eq!(state(&[], &Stated::new(), "2025-09-01").1, []);
        let later = state(&other, &first, "2025-08-31").0;
        assert_eq!(later.values().next().unwrap().stated_on, day("2025-08-31"));
    }

    #[test]
    fn an_effect_says_which_way_or_by_how_much() {
        let field = |of: &str, code| vec![(format!("expectedEffects.0{of}"), code)];
        let check = |drafts: &[ExpectedEffect]| state(drafts, &Stated::new(), "2025-01-01");
        assert_eq!(check(&[effect("A", None, None)]).1, field(".direction", ProblemCode::Required));
        let against = effect("A", Some(EffectDirection::Up), Some("-1"));
        assert_eq!(check(&[against]).1, field(".change", ProblemCode::OutOfRange));
        let implied = check(&[effect("A", None, Some("-0.000001"))]).0;
        assert_eq!(implied.values().next().unwrap().direction, EffectDirection::Down);
        let twice = [effect("A", Some(EffectDirection::Hold), None), effect("A", Some(EffectDirection::Up), None)];
        assert_eq!(check(&twice).1, [("expectedEffects.1".to_owned(), ProblemCode::Duplicate)]);
    }

    proptest! {
        /// Whatever is said again unchanged passes on any day; whatever is new passes exactly before the start.
        #[test]
        fn the_start_divides(change in -5_i64..5, on in 0_u64..20, again in any::<bool>()) {
            let drafts = [ExpectedEffect { change: Some(Figure::whole(change)), ..effect("A", None, None) }];
            let (first, _) = state(&drafts, &Stated::new(), "2025-08-01");
            let today = day("2025-08-22") + chrono::Days::new(on);
            let before = if again { first } else { Stated::new() };
            let (_, problems) = state(&drafts, &before, &today.to_string());
            prop_assert_eq!(problems.is_empty(), again || today < day("2025-09-01"));
        }
    }
}
