//! Lines of scorecards and snapshots in the words of a page or a terminal. Colours are always words, too.

pub(crate) mod headline;
pub(crate) mod landscape;
pub(crate) mod progress;

use sextant_domain::Unit;
use sextant_domain::outcome::TOTAL;
use sextant_domain::rules::{Rating, Verdict};
use sextant_domain::scorecard::{Cell, Line, LineState, Rank};

/// A line, ready to be shown.
#[derive(Debug)]
pub(crate) struct LineWords {
    /// The indicator's code.
    pub(crate) code: String,
    /// The indicator's name.
    pub(crate) name: String,
    /// The pupil group; empty for everybody.
    pub(crate) group: String,
    /// The unit, where the figures do not carry it; empty otherwise.
    pub(crate) unit: String,
    /// The period; empty where nothing was ever published.
    pub(crate) period: String,
    /// What happened to it: `new this term`, `overdue` …
    pub(crate) state: String,
    /// The council's value.
    pub(crate) value: Shown,
    /// England's; `None` where there is none to compare with.
    pub(crate) england: Option<Shown>,
    /// The neighbours' mean.
    pub(crate) neighbours: Option<Shown>,
    /// `38 of 153, 7 tied`; empty without a rank.
    pub(crate) rank: String,
    /// `green`, `amber`, `red`, `no colour`.
    pub(crate) rating: &'static str,
    /// `improving`, `not assessable` …
    pub(crate) direction: &'static str,
    /// Reasons and caveats, each a sentence.
    pub(crate) notes: Vec<String>,
}

/// A figure, or why there is none.
#[derive(Debug)]
pub(crate) struct Shown {
    /// What a person reads: the figure with its unit, or the reason.
    pub(crate) text: String,
    /// Whether it is a figure.
    pub(crate) is_figure: bool,
}

impl LineWords {
    /// The words of a line.
    pub(crate) fn of(line: &Line) -> Self {
        let unit = Unit::from_code(&line.unit).unwrap_or(Unit::Unstated);
        let shown = |cell: &Cell| shown(cell, unit);
        Self {
            code: line.indicator.clone(),
            name: line.name.clone(),
            group: if line.breakdown == TOTAL { String::new() } else { line.breakdown.clone() },
            unit: if carried(unit) { String::new() } else { unit.words().to_owned() },
            period: line.period.as_ref().map(|period| period.label.clone()).unwrap_or_default(),
            state: LineState::from_code(&line.state)
                .map_or_else(|| line.state.clone(), |state| state.words().to_owned()),
            value: shown(&line.value),
            england: line.england.as_ref().map(|england| shown(&england.value)),
            neighbours: line.neighbours.as_ref().map(|neighbours| shown(&neighbours.value)),
            rank: line.rank.as_ref().map(rank).unwrap_or_default(),
            rating: rating(&line.rag.rating),
            direction: Verdict::from_code(&line.direction.verdict).map_or("not assessable", Verdict::words),
            notes: notes(line),
        }
    }
}

/// The words of a rating's code.
pub(crate) fn rating(code: &str) -> &'static str {
    Rating::from_code(code).map_or("no colour", Rating::words)
}

/// Whether figures carry the unit themselves.
const fn carried(unit: Unit) -> bool {
    matches!(unit, Unit::Percent | Unit::Pounds)
}

fn shown(cell: &Cell, unit: Unit) -> Shown {
    let figure = &cell.display;
    let text = match (cell.value, unit) {
        (Some(_), Unit::Percent) => format!("{figure}%"),
        (Some(_), Unit::Pounds) => format!("£{figure}"),
        _ => figure.clone(),
    };
    Shown { text, is_figure: cell.value.is_some() }
}

/// `38 of 153, 7 tied`.
pub(crate) fn rank(rank: &Rank) -> String {
    let ties = if rank.tied > 1 { format!(", {} tied", rank.tied) } else { String::new() };
    format!("{} of {}{ties}", rank.position, rank.of)
}

/// Which quarter of the authorities it is in, and whether that is certain.
fn quarter(rank: &Rank) -> String {
    let quarter = match rank.quartile.as_str() {
        "A" => "top",
        "B" => "second",
        "C" => "third",
        _ => "bottom",
    };
    if rank.robustness == "ROBUST" {
        return format!("In the {quarter} quarter of authorities, however ties are broken.");
    }
    format!("Possibly in the {quarter} quarter of authorities: it depends on how ties are broken.")
}

fn notes(line: &Line) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(rank) = &line.rank {
        notes.push(quarter(rank));
    }
    notes.extend([line.rag.message.clone(), line.direction.message.clone()]);
    notes.extend(line.caveats.iter().map(|caveat| caveat.message.clone()));
    let mut seen = std::collections::HashSet::new();
    notes.retain(|note| !note.is_empty() && seen.insert(note.clone()));
    notes
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A line as the domain publishes it, with the figures of the brief: 16-17 NEET or not known 2025.
    pub(crate) fn line() -> Line {
        let cell = |value: &str| {
            serde_json::json!({"value": format!("{value}00000"), "status": "PUBLISHED", "missing_reason": null,
                               "display": value})
        };
        let value = serde_json::json!({
            "commitment": "4.1", "indicator": "EMP-01", "name": "16 to 17 <NEET> & not known", "polarity": "LOW",
            "unit": "PERCENT", "decimals": "1", "definition_version": "1", "breakdown": "total",
            "period": {"label": "2025", "basis": "CALENDAR_YEAR"}, "state": "NEW", "value": cell("3.8"),
            "release": null, "next_expected": null, "previous": null,
            "england": {"name": "England", "coverage": "", "value": cell("5.6")}, "region": null,
            "neighbours": null, "earlier_lists": [],
            "rank": {"position": "38", "better": "37", "tied": "7", "of": "153", "missing": "0", "quartile": "A",
                     "robustness": "POSSIBLE"},
            "target": null,
            "rag": {"rating": "NONE", "rule": {"code": "target-floor", "version": "1"}, "reason": "NO_TARGET",
                    "message": "No source states a target."},
            "direction": {"verdict": "IMPROVING", "change": null, "rule": {"code": "previous-period", "version": "1"},
                          "reason": "CHANGED", "message": "3.8 after 4.0."},
            "gap": null,
            "caveats": [{"code": "COVERAGE", "message": "No source states a target."}],
        });
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_line_reads_as_words() {
        let words = LineWords::of(&line());
        assert_eq!((words.value.text.as_str(), words.value.is_figure), ("3.8%", true));
        assert_eq!(words.england.map(|england| england.text).as_deref(), Some("5.6%"));
        assert_eq!(words.rank, "38 of 153, 7 tied");
        assert_eq!((words.rating, words.direction, words.state.as_str()), ("no colour", "improving", "new this term"));
        assert_eq!(
            words.notes,
            [
                "Possibly in the top quarter of authorities: it depends on how ties are broken.",
                "No source states a target.",
                "3.8 after 4.0."
            ],
            "each sentence once"
        );
    }

    #[test]
    fn a_missing_value_is_its_reason_and_carries_no_unit() {
        let mut line = line();
        line.value = Cell {
            value: None,
            status: "MISSING".to_owned(),
            missing_reason: Some("CONFIDENTIAL".to_owned()),
            display: "suppressed by the publisher".to_owned(),
        };
        line.rank = None;
        let words = LineWords::of(&line);
        assert_eq!((words.value.text.as_str(), words.value.is_figure), ("suppressed by the publisher", false));
        assert_eq!(words.rank, "");
    }
}
