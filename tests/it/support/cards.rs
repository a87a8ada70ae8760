//! Published scorecards, as they were published.

use sextant_domain::scorecard::{Line, Scorecard};
use sextant_domain::{Figure, TermOfYear};
use sextant_store::scorecards;

use super::Db;

/// A published scorecard: what its content says.
pub(crate) async fn card(db: &Db, strategy: &str, term: &str, revision: Option<i32>) -> Scorecard {
    let term = TermOfYear::parse(term).unwrap();
    let found = scorecards::find(db.store.read(), strategy, term, revision).await.unwrap();
    serde_json::from_str(&found.unwrap_or_else(|| panic!("no scorecard {strategy} {term}")).content).unwrap()
}

/// The line of an indicator for everybody.
#[track_caller]
pub(crate) fn line<'a>(card: &'a Scorecard, indicator: &str) -> &'a Line {
    line_of(card, indicator, "total")
}

/// The line of an indicator for a pupil group.
#[track_caller]
pub(crate) fn line_of<'a>(card: &'a Scorecard, indicator: &str, breakdown: &str) -> &'a Line {
    lines(card)
        .find(|line| line.indicator == indicator && line.breakdown == breakdown)
        .unwrap_or_else(|| panic!("{} {} has no line {indicator} for {breakdown}", card.strategy, card.term))
}

/// All lines.
pub(crate) fn lines(card: &Scorecard) -> impl Iterator<Item = &Line> {
    card.priorities.iter().flat_map(|priority| &priority.lines)
}

/// The codes of a line's caveats.
pub(crate) fn caveats(line: &Line) -> Vec<&str> {
    line.caveats.iter().map(|caveat| caveat.code.as_str()).collect()
}

/// `45.2` as a figure.
#[track_caller]
pub(crate) fn figure(text: &str) -> Figure {
    Figure::parse(text).unwrap()
}
