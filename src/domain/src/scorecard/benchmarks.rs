//! What relative targets are measured against, for a line's period and as known on the day.

use crate::figure::Figure;
use crate::rules::top_quarter;
use crate::strategy::TargetBenchmark;

use super::line::Draft;
use super::view::find;

/// A benchmark that is known, with what it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// In words, with the edition where it has one.
    pub(super) label: String,
    pub(super) value: Figure,
    pub(super) used: u32,
    pub(super) of: u32,
}

/// The benchmarks of a line; `None` where one is not published, was withheld, or cannot be computed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Benchmarks {
    national: Option<Known>,
    neighbours: Option<Known>,
    top_quarter: Option<Known>,
}

impl Benchmarks {
    pub(super) fn get(&self, of: TargetBenchmark) -> Option<&Known> {
        match of {
            TargetBenchmark::National => self.national.as_ref(),
            TargetBenchmark::Neighbours => self.neighbours.as_ref(),
            TargetBenchmark::TopQuarter => self.top_quarter.as_ref(),
        }
    }
}

impl Draft<'_> {
    /// The benchmarks of the line's period. Impossible figures count nowhere.
    pub(super) fn benchmarks(&self) -> Benchmarks {
        Benchmarks { national: self.national(), neighbours: self.neighbours_mean(), top_quarter: self.top_quarter() }
    }

    fn national(&self) -> Option<Known> {
        let (period, _) = self.current?;
        let value = self.range.screen(find(&self.view.england, period)?).figure()?;
        Some(Known { label: TargetBenchmark::National.words().to_owned(), value, used: 1, of: 1 })
    }

    /// By the list in force on the day.
    fn neighbours_mean(&self) -> Option<Known> {
        let (edition, mean) = self.neighbours.current.as_ref()?;
        let label = format!("neighbours of {}", edition.edition);
        Some(Known { label, value: mean.value.figure()?, used: mean.used, of: mean.members })
    }

    /// Among all authorities, the council's own included.
    fn top_quarter(&self) -> Option<Known> {
        let authorities = &self.view.authorities;
        let found = top_quarter(self.entry.indicator.polarity, authorities.values().copied())?;
        let label = format!("rank {} of {}", found.rank, found.of);
        Some(Known { label, value: found.edge, used: found.of, of: found.of })
    }
}
