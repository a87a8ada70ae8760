//! Finding the causes: each kind of input is compared on its own.

mod field;
mod judged;
mod published;

use crate::diff::strands::Strand;
use crate::diff::words::catalogue;
use crate::diff::{ChangeCause, LineField};
use crate::period::Period;
use crate::rules::GapDefinition;
use crate::scorecard::findings::blocking;
use crate::scorecard::line::Draft;
use crate::scorecard::{FindingPlace, Supply};
use crate::strategy::{Aim, TargetBenchmark, TargetKind};

use super::found::{Causes, Component};

use ChangeCause as Why;
use Component as Part;
use LineField as Field;

/// Everything that differs between what two lines were made from.
pub(super) fn between(before: &Draft<'_>, after: &Draft<'_>) -> Causes {
    let pair = Pair { before, after };
    let mut found = Causes::default();
    pair.meaning(&mut found);
    pair.supply(&mut found);
    pair.published(&mut found);
    pair.findings(&mut found);
    pair.counted(&mut found);
    pair.field(&mut found);
    pair.lists(&mut found);
    pair.rules(&mut found);
    pair.targets(&mut found);
    pair.time(&mut found);
    found
}

const OWN_FIELDS: [Field; 7] =
    [Field::Value, Field::LeadOverEngland, Field::Rank, Field::Target, Field::Rating, Field::Direction, Field::State];

/// A line on both sides.
struct Pair<'a, 'b> {
    before: &'a Draft<'b>,
    after: &'a Draft<'b>,
}

impl Pair<'_, '_> {
    fn periods(&self) -> (Option<Period>, Option<Period>) {
        let of = |draft: &Draft<'_>| draft.current.map(|(period, _)| period);
        (of(self.before), of(self.after))
    }

    /// The published series that the line is made from.
    fn strands(&self) -> Vec<Strand<'_>> {
        let (old, new) = (self.before, self.after);
        Strand::of((old.entry, &old.usage.breakdown), (new.entry, &new.usage.breakdown))
    }

    /// Whether the line's target follows a benchmark.
    fn follows(&self, benchmark: TargetBenchmark) -> bool {
        let of = |draft: &Draft<'_>| {
            let targets = draft.targets();
            TargetKind::ALL
                .iter()
                .filter_map(|kind| targets.found(*kind))
                .any(|target| matches!(target.aim, Aim::Relative { to, .. } if to == benchmark))
        };
        of(self.before) || of(self.after)
    }

    /// The indicator as the catalogue has it.
    fn meaning(&self, found: &mut Causes) {
        let (old, new) = (&self.before.entry.indicator, &self.after.entry.indicator);
        let (from, to) = self.periods();
        let version = |draft: &Draft<'_>, at| draft.definition(at).map_or(0, |definition| definition.version);
        let (one, two) = (version(self.before, from), version(self.after, to));
        let differing = catalogue(old, new);
        if !differing.is_empty() {
            let message = format!("The catalogue says otherwise than before: {}.", differing.join(", "));
            found.note(Why::Definition, message, Field::ALL, &[Part::Meaning, Part::Previous, Part::Standing]);
        }
        if from != to && one != two {
            let message =
                format!("The period falls under version {two} of the definition, the one before under {one}.");
            found.note(Why::Definition, message, &[Field::Direction], &[Part::Previous]);
        }
    }

    /// How the figures come about at all.
    fn supply(&self, found: &mut Causes) {
        let kind = |supply: &Supply| match supply {
            Supply::Published(_) => "published",
            Supply::Gap { definition: GapDefinition::WithinAuthority, .. } => "the gap within the authority",
            Supply::Gap { definition: GapDefinition::ToNationalOthers, .. } => "the gap to other pupils nationally",
            Supply::Counted { .. } => "counted from the register",
            Supply::Unsupplied(_) => "not supplied",
        };
        let (old, new) = (kind(&self.before.entry.supply), kind(&self.after.entry.supply));
        if old != new {
            let message = format!("The figure was {old} and is {new} now.");
            let parts = [Part::Value, Part::Target, Part::Previous, Part::Standing];
            found.note(Why::Definition, message, Field::ALL, &parts);
        }
    }

    /// Blocking findings on figures of the line's period or the one before it: what they speak of decides nothing.
    fn findings(&self, found: &mut Causes) {
        let (from, to) = self.periods();
        let Some(period) = to.or(from) else { return };
        let of = |draft: &Draft<'_>| -> Vec<(FindingPlace, String)> {
            let places = [FindingPlace::England, FindingPlace::Region, FindingPlace::Own];
            let all = places.into_iter().flat_map(|place| blocking(&draft.view.findings, place));
            let near = all.filter(|it| it.period == period || period.follows(it.period));
            near.map(|it| (it.place, it.message.clone())).collect()
        };
        let (old, new) = (of(self.before), of(self.after));
        let gone = old.iter().filter(|it| !new.contains(it)).map(|it| ("No longer found", it));
        let come = new.iter().filter(|it| !old.contains(it)).map(|it| ("Found on load", it));
        for (word, (place, message)) in gone.chain(come) {
            let message = format!("{word}: {message}");
            match place {
                FindingPlace::Own => {
                    let parts = [Part::Value, Part::Standing, Part::Previous];
                    found.note(Why::Finding, message, &OWN_FIELDS, &parts);
                }
                FindingPlace::England => {
                    found.note(Why::Finding, message, &self.england_fields(), &self.england_parts());
                }
                FindingPlace::Region => found.note(Why::Finding, message, &[Field::Region], &[]),
            }
        }
    }

    /// What was counted from the register of schools.
    fn counted(&self, found: &mut Causes) {
        if let (Supply::Counted { measure: old, period, .. }, Supply::Counted { measure: new, period: same, .. }) =
            (&self.before.entry.supply, &self.after.entry.supply)
            && (old.figure(), old.reason(), period) != (new.figure(), new.reason(), same)
        {
            let (from, to) = (self.before.inputs.as_known_at, self.after.inputs.as_known_at);
            let message = format!("Counted afresh from the register of schools: as known on {to}, not on {from}.");
            let parts = [Part::Value, Part::Standing];
            found.note(Why::NewRelease, message, &OWN_FIELDS, &parts);
        }
    }

    /// The state is told from what was known at an earlier deadline, and from what is overdue by the day.
    fn time(&self, found: &mut Causes) {
        let (from, to) = self.periods();
        if from == to && self.own_stood() {
            let (one, two) = (self.before.inputs.as_known_at, self.after.inputs.as_known_at);
            let message = format!("Nothing came for the line: its state is told as of {two}, not of {one}.");
            found.note(Why::PassageOfTime, message, &[Field::State], &[]);
        }
    }
}
