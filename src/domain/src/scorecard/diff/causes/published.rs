//! What the published series say: the council's own, England's, the region's.

use crate::diff::strands::{Moved, Strand, Whose, is_to_national};
use crate::diff::words::{capital, name};
use crate::period::Period;
use crate::scorecard::Point;
use crate::strategy::TargetBenchmark;

use super::{Causes, Field, OWN_FIELDS, Pair, Part, Why};

impl Pair<'_, '_> {
    /// The published series: the council's own, England's, the region's.
    pub(super) fn published(&self, found: &mut Causes) {
        let strands = self.strands();
        let (from, to) = self.periods();
        if from != to {
            self.new_period(found, from, to);
        }
        let Some(period) = to.or(from) else { return };
        let own_stood = self.own_stood();
        for strand in &strands {
            match strand.moved(period).filter(|_| from == to) {
                Some(moved) => self.point(found, strand, &moved, period, own_stood),
                None if from == to => self.reach(found, strand),
                None => {}
            }
            // A period that the earlier side did not have at all is news, not a restatement.
            let earlier = period.previous();
            if let Some(moved) = strand.moved(earlier).filter(|moved| moved.before.is_some() || from == to) {
                self.earlier_point(found, strand, &moved, earlier);
            }
        }
        if from == to && self.before.view.england_impossible != self.after.view.england_impossible {
            let now = if self.after.view.england_impossible { "is now" } else { "is no longer" };
            let message = format!("England's figure for {period} {now} withheld as the sum of its regions' rates.");
            found.note(Why::BenchmarkCorrected, message, &self.england_fields(), &self.england_parts());
        }
    }

    /// Whether the council's own figure of the period is what it was.
    pub(super) fn own_stood(&self) -> bool {
        let (_, to) = self.periods();
        let strands = self.strands();
        let mut own = strands.iter().filter(|strand| strand.whose == Whose::Own);
        to.is_none_or(|period| own.all(|strand| strand.moved(period).is_none()))
    }

    fn new_period(&self, found: &mut Causes, from: Option<Period>, to: Option<Period>) {
        let label = |period: Option<Period>| period.map_or_else(|| "nothing".to_owned(), |period| period.to_string());
        let release = self.after.view.release.as_ref().filter(|_| to > from);
        let came = release.map(|release| format!(", with {}", name(release))).unwrap_or_default();
        let message = format!("The line shows {} where it showed {}{came}.", label(to), label(from));
        let parts = [Part::Value, Part::Target, Part::Previous, Part::Standing];
        found.note(Why::NewRelease, message, Field::ALL, &parts);
    }

    /// A point of the line's period.
    fn point(&self, found: &mut Causes, strand: &Strand<'_>, moved: &Moved<'_>, period: Period, own_stood: bool) {
        let cause = match (strand.whose, strand.cause(moved)) {
            (Whose::England | Whose::Region, Why::Restatement | Why::MethodChange) if own_stood => {
                Why::BenchmarkCorrected
            }
            (_, cause) => cause,
        };
        let message = strand.sentence(cause, moved, period);
        match strand.whose {
            Whose::Own => {
                found.note(cause, message, &OWN_FIELDS, &[Part::Value, Part::Standing]);
            }
            Whose::England => found.note(cause, message, &self.england_fields(), &self.england_parts()),
            Whose::Region => found.note(cause, message, &[Field::Region], &[]),
        }
    }

    /// How far a benchmark's series reaches: whether its figure is not yet published, or will not be.
    fn reach(&self, found: &mut Causes, strand: &Strand<'_>) {
        let last = |points: &[Point]| points.last().map(|point| point.period);
        let (from, to) = (last(strand.before), last(strand.after));
        if strand.whose != Whose::Own && from != to {
            let say = |period: Option<Period>| period.map_or_else(|| "nothing".to_owned(), |period| period.to_string());
            let message =
                format!("{} reaches up to {} where it reached {}.", capital(&strand.name), say(to), say(from));
            found.note(Why::NewRelease, message, &[Field::England, Field::Region], &[]);
        }
    }

    /// England's others are an arm of every gap to national others: they move it, and everybody's rank.
    pub(super) fn england_fields(&self) -> Vec<Field> {
        let mut fields = vec![Field::England, Field::LeadOverEngland];
        if self.is_to_national() {
            fields.extend([Field::Region, Field::Neighbours]);
            fields.extend(OWN_FIELDS);
        }
        if self.follows(TargetBenchmark::National) {
            fields.extend([Field::Target, Field::Rating]);
        }
        fields
    }

    pub(super) fn england_parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        if self.is_to_national() {
            parts.extend([Part::Value, Part::Standing]);
        }
        if self.follows(TargetBenchmark::National) {
            parts.push(Part::Target);
        }
        parts
    }

    fn is_to_national(&self) -> bool {
        is_to_national(self.before.entry) || is_to_national(self.after.entry)
    }

    /// A point of the period before: the direction of travel is told from it, and by some rules the colour.
    fn earlier_point(&self, found: &mut Causes, strand: &Strand<'_>, moved: &Moved<'_>, period: Period) {
        if strand.whose == Whose::Own || (strand.whose == Whose::England && self.is_to_national()) {
            let cause = strand.cause(moved);
            let message = strand.sentence(cause, moved, period);
            found.note(cause, message, &[Field::Direction, Field::Rating], &[Part::Previous]);
        }
    }
}
