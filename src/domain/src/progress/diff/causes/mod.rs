//! Finding the causes: each kind of input is compared on its own, and every difference becomes a patch.

mod approved;
mod field;
mod published;

use crate::diff::ChangeCause as Why;
use crate::diff::noted::Noted;
use crate::diff::strands::{Strand, Whose};
use crate::diff::words::{capital, catalogue, lists};
use crate::period::Period;
use crate::progress::years;
use crate::rules::GapDefinition;
use crate::scorecard::{IndicatorInputs, Supply};

use super::made::Given;
use super::patch::Patch;

pub(super) use approved::test;

/// Everything that differs between what two lines, or two items of a headline test, are made from.
pub(super) fn between(before: &Given<'_>, after: &Given<'_>) -> Noted<Patch> {
    let pair = Pair { before, after };
    let mut found = Noted::default();
    pair.meaning(&mut found);
    pair.series(&mut found);
    pair.list(&mut found);
    pair.approved(&mut found);
    pair.place(&mut found);
    pair.time(&mut found);
    found
}

/// The inputs of a line on both sides.
struct Pair<'a, 'b> {
    before: &'a Given<'b>,
    after: &'a Given<'b>,
}

impl Pair<'_, '_> {
    /// The published series whose figures a line can show, with the council's own others of every gap.
    fn strands(&self) -> Vec<Strand<'_>> {
        let all = Strand::all(self.before.published(), self.after.published());
        all.into_iter().filter(|strand| strand.whose != Whose::Region).collect()
    }

    /// Whether the council's own figure of a period is what it was.
    fn own_stood(&self, period: Period) -> bool {
        let strands = Strand::of(self.before.published(), self.after.published());
        strands.iter().filter(|strand| strand.whose == Whose::Own).all(|strand| strand.moved(period).is_none())
    }

    /// The indicator as the catalogue has it.
    fn meaning(&self, found: &mut Noted<Patch>) {
        let (old, new) = (&self.before.entry.indicator, &self.after.entry.indicator);
        let mut differing = catalogue(old, new);
        differing.extend((old.decimals != new.decimals).then_some("its decimals"));
        if !differing.is_empty() {
            let message = format!("The catalogue says otherwise than before: {}.", differing.join(", "));
            found.note(Why::Definition, message, [Patch::Indicator]);
        }
    }

    /// How the figures come about, and where they come about alike, the figures.
    fn series(&self, found: &mut Noted<Patch>) {
        let (old, new) = (kind(&self.before.entry), kind(&self.after.entry));
        if old != new {
            let message = format!("The figure was {old} and is {new} now.");
            return found.note(Why::Definition, message, [Patch::Supply]);
        }
        match (self.is_there(self.before), self.is_there(self.after)) {
            (false, true) => {
                let message = format!("'{}' is published now; it was not.", self.after.usage.breakdown);
                found.note(Why::NewRelease, message, [Patch::Supply]);
            }
            (true, false) => {
                let message = format!("'{}' is no longer published.", self.before.usage.breakdown);
                found.note(Why::NewRelease, message, [Patch::Supply]);
            }
            (true, true) => {
                self.published(found);
                self.checks(found);
                self.neighbours(found);
                self.field(found);
            }
            (false, false) => {}
        }
    }

    fn is_there(&self, given: &Given<'_>) -> bool {
        match &given.entry.supply {
            Supply::Published(groups) => groups.contains_key(&given.usage.breakdown),
            _ => true,
        }
    }

    /// The neighbours' list in force.
    fn list(&self, found: &mut Noted<Patch>) {
        let (old, new) = (self.before.inputs.neighbours(), self.after.inputs.neighbours());
        if let Some(message) = lists(old, new) {
            found.note(Why::BenchmarkList, message, [Patch::List]);
        }
    }

    /// The years that have ended.
    fn time(&self, found: &mut Noted<Patch>) {
        let (from, to) = (self.before.day(), self.after.day());
        let last = |given: &Given<'_>| years::shown(given.inputs.strategy.window, given.day()).last().copied();
        if from == to {
            return;
        }
        let message = match (last(self.before), last(self.after)) {
            (Some(old), Some(new)) if old != new => {
                format!("The years are shown up to {new}, the last that had ended by {to}; up to {old} before.")
            }
            _ => format!("Told as of {to}, not of {from}."),
        };
        found.note(Why::PassageOfTime, message, [Patch::Day]);
    }
}

/// How figures come about, in words.
fn kind(entry: &IndicatorInputs) -> &'static str {
    match &entry.supply {
        Supply::Published(_) => "published",
        Supply::Gap { definition: GapDefinition::WithinAuthority, .. } => "the gap within the authority",
        Supply::Gap { definition: GapDefinition::ToNationalOthers, .. } => "the gap to other pupils nationally",
        Supply::Counted { .. } => "counted from the register",
        Supply::Unsupplied(_) => "not supplied",
    }
}

/// Periods in words, oldest first; many as the first, the last and how many.
fn periods(periods: &[Period]) -> String {
    match periods {
        [first, .., last] if periods.len() > 3 => format!("{} years from {first} to {last}", periods.len()),
        few => few.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// The name of a strand without what it is a figure of: `the council's figures for the group`.
fn plural(strand: &Strand<'_>) -> String {
    capital(&strand.name).replace("figure", "figures")
}
