//! Statistical neighbours under the list in force and under every earlier one.

use crate::rules::{MeanOfNeighbours, mean_of_neighbours};

use super::view::View;
use super::{Inputs, NeighbourEdition, NeighbourMean, text};

/// The means of a line's neighbours: by the list in force on the day, and by the earlier lists, newest first.
#[derive(Default)]
pub(crate) struct Neighbours<'a> {
    pub(crate) current: Option<(&'a NeighbourEdition, MeanOfNeighbours)>,
    pub(crate) earlier: Vec<(&'a NeighbourEdition, MeanOfNeighbours)>,
}

impl<'a> Neighbours<'a> {
    /// Computes them. A list that is not in force yet on the day counts nowhere; without measures there is nothing to show.
    pub(crate) fn of(inputs: &'a Inputs, view: &View) -> Self {
        if view.authorities.is_empty() {
            return Self::default();
        }
        let in_force = inputs.neighbour_lists.iter().filter(|edition| edition.from <= inputs.as_known_at);
        let mean = |edition: &'a NeighbourEdition| (edition, mean_of_neighbours(&edition.members, &view.authorities));
        let mut means: Vec<_> = in_force.map(mean).collect();
        let current = means.pop();
        means.reverse();
        Self { current, earlier: means }
    }
}

/// The mean as it is published.
pub(crate) fn published(found: &(&NeighbourEdition, MeanOfNeighbours), decimals: u8) -> NeighbourMean {
    let (edition, mean) = found;
    NeighbourMean {
        edition: edition.edition.clone(),
        value: text::cell(mean.value, decimals),
        members: mean.members.into(),
        used: mean.used.into(),
    }
}
