//! The parts of a line, as they are compared and shown.

use crate::diff::parts::Parts;
use crate::diff::{LineField, Shown};
use crate::figure::Figure;
use crate::indicator::Polarity;
use crate::rules::{RagReason, Rating, Verdict, lead};
use crate::scorecard::{Cell, Direction, Line, LineState, NeighbourMean, Rag, Rank, ScoredTarget};

/// What a line shows, part by part; a part that it does not have is absent.
pub(super) fn of(line: &Line) -> Parts {
    let cell = |cell: &Cell| Shown { exact: cell.exact(), display: cell.display.clone() };
    let places = u8::try_from(line.decimals).unwrap_or(6);
    let period = line
        .period
        .as_ref()
        .map(|period| Shown { exact: format!("{} {}", period.basis, period.label), display: period.label.clone() });
    let parts = [
        (LineField::Period, period),
        (LineField::Value, Some(cell(&line.value))),
        (LineField::England, line.england.as_ref().map(|england| cell(&england.value))),
        (LineField::LeadOverEngland, lead_over_england(line, places)),
        (LineField::Region, line.region.as_ref().map(|region| cell(&region.value))),
        (LineField::Neighbours, line.neighbours.as_ref().map(neighbours)),
        (LineField::Rank, line.rank.as_ref().map(rank)),
        (LineField::Target, line.target.as_ref().map(|it| target(it, places))),
        (LineField::Rating, Some(rating(&line.rag))),
        (LineField::Direction, Some(direction(&line.direction, places))),
        (LineField::State, Some(state(&line.state))),
    ];
    parts.into_iter().filter_map(|(field, shown)| Some((field, shown?))).collect()
}

fn lead_over_england(line: &Line, places: u8) -> Option<Shown> {
    let polarity = Polarity::from_code(&line.polarity)?;
    let ahead = lead(polarity, line.value.value?, line.england.as_ref()?.value.value?)?;
    let ahead = Figure::from_millionths(i64::try_from(ahead).ok()?);
    Some(Shown { exact: ahead.to_string(), display: ahead.display(places) })
}

fn neighbours(mean: &NeighbourMean) -> Shown {
    let (edition, used, members) = (&mean.edition, mean.used, mean.members);
    Shown {
        exact: format!("{} by {edition}, {used} of {members}", mean.value.exact()),
        display: format!("{} ({used} of {members} on the list of {edition})", mean.value.display),
    }
}

fn rank(rank: &Rank) -> Shown {
    let ties = if rank.tied > 1 { format!(", {} tied", rank.tied) } else { String::new() };
    let exact = format!("{} of {}, {} tied", rank.position, rank.of, rank.tied);
    Shown { exact, display: format!("{} of {}{ties}", rank.position, rank.of) }
}

fn target(target: &ScoredTarget, places: u8) -> Shown {
    let marks = [("", Some(target.value)), (", floor ", target.floor), (", stretch ", target.stretch)];
    let text = |show: &dyn Fn(Figure) -> String| -> String {
        marks.iter().filter_map(|(name, figure)| Some(format!("{name}{}", show((*figure)?)))).collect()
    };
    Shown { exact: text(&|figure| figure.to_string()), display: text(&|figure| figure.display(places)) }
}

fn rating(rag: &Rag) -> Shown {
    let rating = Rating::from_code(&rag.rating).map_or(rag.rating.as_str(), |rating| rating.words());
    let reason = RagReason::from_code(&rag.reason).map_or(rag.reason.as_str(), |reason| reason.words());
    Shown { exact: format!("{} {}", rag.rating, rag.reason), display: format!("{rating}: {reason}") }
}

fn direction(direction: &Direction, places: u8) -> Shown {
    let words = Verdict::from_code(&direction.verdict).map_or(direction.verdict.as_str(), |verdict| verdict.words());
    let Some(change) = direction.change else {
        return Shown { exact: direction.verdict.clone(), display: words.to_owned() };
    };
    let sign = if change > Figure::ZERO { "+" } else { "" };
    Shown {
        exact: format!("{} {change}", direction.verdict),
        display: format!("{words} ({sign}{})", change.display(places)),
    }
}

fn state(code: &str) -> Shown {
    let display = LineState::from_code(code).map_or(code, |state| state.words()).to_owned();
    Shown { exact: code.to_owned(), display }
}
