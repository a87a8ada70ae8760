//! The parts of a progress line, as they are compared and shown.

use crate::diff::parts::Parts;
use crate::diff::{LineField, Shown};
use crate::figure::Figure;
use crate::progress::{
    BaselineKind, BaselineText, ControlText, Finality, ForecastText, GapChangeText, Pace, PooledText, ProgressCaveat,
    ProgressLine, ProgressReason, ProgressTarget, ProgressVerdict, Reach, VerdictText,
};
use crate::rules::ForecastReason;
use crate::scorecard::{Cell, IntervalText, Rank};

use super::years::{self, Told, change};

/// What a line shows, part by part; a part that it does not have is absent. What is told year by year is told of these years
/// where they are said, and beside another line of those alone in which the two differ.
pub(super) fn of(line: &ProgressLine, beside: Option<&ProgressLine>, told: Option<&Told>) -> Parts {
    let places = u8::try_from(line.decimals).unwrap_or(6);
    let current = line.current.as_ref();
    let parts = [
        (LineField::Period, current.map(|it| both(&it.period.label))),
        (LineField::Value, current.map(|it| cell(&it.value))),
        (LineField::Rank, current.and_then(|it| it.rank.as_ref()).map(rank)),
        (LineField::Interval, current.and_then(|it| it.interval.as_ref()).map(|it| interval(it, places))),
        (LineField::Target, line.target.as_ref().map(|it| target(it, places))),
        (LineField::Distance, line.target.as_ref().and_then(|it| it.distance).map(|it| signed(it, places))),
        (LineField::Definition, Some(definition(line))),
        (LineField::Breaks, breaks(line)),
        (LineField::Baseline, line.baseline.as_ref().map(|it| baseline(it, places))),
        (LineField::ChangeSinceBaseline, Some(change(&line.change, places))),
        (LineField::GapArms, line.gap.as_ref().map(|it| gap(it, places))),
        (LineField::Pace, line.pace.as_ref().map(|it| pace(it, places))),
        (LineField::Verdict, Some(verdict(&line.verdict))),
        (LineField::Forecast, Some(forecast(&line.forecast, places))),
        (LineField::ControlLimits, line.control.as_ref().map(|it| control(it, places))),
        (LineField::Pooled, line.pooled.as_ref().map(|it| pooled(it, places))),
        (LineField::Finality, Some(finality(&line.finality.code))),
        (LineField::Caveats, caveats(line)),
    ];
    let whole = parts.into_iter().filter_map(|(field, shown)| Some((field, shown?)));
    whole.chain(years::of(line, beside, told, places)).collect()
}

pub(super) fn cell(cell: &Cell) -> Shown {
    Shown { exact: cell.exact(), display: cell.display.clone() }
}

pub(super) fn rank(rank: &Rank) -> Shown {
    let ties = if rank.tied > 1 { format!(", {} tied", rank.tied) } else { String::new() };
    let exact = format!("{} of {}, {} tied", rank.position, rank.of, rank.tied);
    Shown { exact, display: format!("{} of {}{ties}", rank.position, rank.of) }
}

/// A part that reads as it is.
pub(super) fn both(text: &str) -> Shown {
    Shown { exact: text.to_owned(), display: text.to_owned() }
}

/// A part that is told with its unrounded numbers and with rounded ones.
fn figures(tell: impl Fn(&dyn Fn(Figure) -> String) -> String, places: u8) -> Shown {
    Shown { exact: tell(&|figure| figure.to_string()), display: tell(&|figure| figure.display(places)) }
}

fn signed(figure: Figure, places: u8) -> Shown {
    let sign = if figure > Figure::ZERO { "+" } else { "" };
    Shown { exact: figure.to_string(), display: format!("{sign}{}", figure.display(places)) }
}

fn interval(it: &IntervalText, places: u8) -> Shown {
    figures(|show| format!("{} to {}", show(it.low), show(it.high)), places)
}

fn target(target: &ProgressTarget, places: u8) -> Shown {
    let marks = [("", target.value), (", floor ", target.floor), (", stretch ", target.stretch)];
    let told = |show: &dyn Fn(Figure) -> String| -> String {
        let marks = marks.iter().filter_map(|(name, figure)| Some(format!("{name}{}", show((*figure)?))));
        let text: String = marks.collect();
        let text = if text.is_empty() { "benchmark not known".to_owned() } else { text };
        format!("{text} for {}, version {}", target.period.label, target.version)
    };
    let mut shown = figures(told, places);
    if let Some(used) = &target.benchmark {
        let value = used.value.map_or_else(|| "not known".to_owned(), |value| value.to_string());
        shown.exact +=
            &format!(", {} {} {value} {} of {} by {}", used.kind, used.by, used.edition, used.used, used.period.label);
    }
    shown.exact += &format!(", {}", target.method);
    shown
}

fn definition(line: &ProgressLine) -> Shown {
    let (version, polarity, unit, decimals) = (line.definition_version, &line.polarity, &line.unit, line.decimals);
    Shown {
        exact: format!("{version} {polarity} {unit} {decimals}"),
        display: format!("version {version}, {unit}, polarity {polarity}, {decimals} decimals"),
    }
}

fn breaks(line: &ProgressLine) -> Option<Shown> {
    let exact: Vec<String> =
        line.breaks.iter().map(|it| format!("{} {} {}", it.first.label, it.kind, it.severity)).collect();
    let display: Vec<String> = line.breaks.iter().map(|it| format!("before {}: {}", it.first.label, it.note)).collect();
    (!exact.is_empty()).then(|| Shown { exact: exact.join("; "), display: display.join("; ") })
}

fn baseline(it: &BaselineText, places: u8) -> Shown {
    let how = BaselineKind::from_code(&it.kind).map_or(it.kind.as_str(), |kind| kind.words());
    let told = |show: &dyn Fn(Figure) -> String| {
        let now = it.restated_to.map(|now| format!(", {} now", show(now))).unwrap_or_default();
        format!("{} in {}{now}: {how}", show(it.value), it.period.label)
    };
    figures(told, places)
}

fn gap(it: &GapChangeText, places: u8) -> Shown {
    let told = |show: &dyn Fn(Figure) -> String| {
        format!("group {}, others {}, gap {}", show(it.group_change), show(it.others_change), show(it.gap_change))
    };
    let mut shown = figures(told, places);
    let optional = |figure: Option<Figure>| figure.map_or_else(|| "–".to_owned(), |figure| figure.to_string());
    let (other, england) = (optional(it.other_definition_change), optional(it.england_change));
    shown.exact += &format!(", {} {other} {england} {}", it.definition, it.closed_by_levelling_down);
    shown
}

fn pace(it: &Pace, places: u8) -> Shown {
    let told = |show: &dyn Fn(Figure) -> String| {
        let shown = |rate: Option<Figure>| rate.map_or_else(|| "–".to_owned(), show);
        let (here, neighbour) = (it.best_here.as_ref(), it.best_neighbour.as_ref());
        format!(
            "{} a year required, best here {}, best of a neighbour {}",
            shown(it.required),
            shown(here.map(|rate| rate.rate)),
            shown(neighbour.map(|rate| rate.rate))
        )
    };
    let mut shown = figures(told, places);
    for rate in it.best_here.iter().chain(&it.best_neighbour) {
        shown.exact += &format!(", {} {} to {}", rate.authority, rate.from.label, rate.to.label);
    }
    shown.exact += &format!(", {}", it.reach);
    let reach = Reach::from_code(&it.reach).map_or(it.reach.as_str(), |reach| reach.words());
    shown.display += &format!(": {reach}");
    shown
}

fn verdict(it: &VerdictText) -> Shown {
    let verdict = ProgressVerdict::from_code(&it.verdict).map_or(it.verdict.as_str(), |verdict| verdict.words());
    let reason = ProgressReason::from_code(&it.reason).map_or(it.reason.as_str(), |reason| reason.words());
    Shown { exact: format!("{} {}", it.verdict, it.reason), display: format!("{verdict}: {reason}") }
}

fn forecast(it: &ForecastText, places: u8) -> Shown {
    let words = ForecastReason::from_code(&it.reason).map_or(it.reason.as_str(), |reason| reason.words());
    let (Some(value), Some(range), Some(period)) = (it.value, &it.interval, &it.period) else {
        let period = it.period.as_ref().map(|period| period.label.clone()).unwrap_or_default();
        return Shown { exact: format!("{} {period}", it.reason), display: words.to_owned() };
    };
    let told = |show: &dyn Fn(Figure) -> String| {
        format!("{} in {} ({} to {})", show(value), period.label, show(range.low), show(range.high))
    };
    let mut shown = figures(told, places);
    shown.exact += &format!(", {} points", it.points);
    shown
}

fn control(it: &ControlText, places: u8) -> Shown {
    let told = |show: &dyn Fn(Figure) -> String| {
        format!("{} to {} around {}, from {} years", show(it.lower), show(it.upper), show(it.mean), it.points)
    };
    let mut shown = figures(told, places);
    shown.exact += &format!(", {}", it.reason);
    shown
}

fn pooled(it: &PooledText, places: u8) -> Shown {
    let told =
        |show: &dyn Fn(Figure) -> String| format!("{} in {} to {}", show(it.value), it.first.label, it.last.label);
    let mut shown = figures(told, places);
    shown.exact += &format!(", {} of {}", it.numerator, it.denominator);
    shown
}

fn finality(code: &str) -> Shown {
    let display = Finality::from_code(code).map_or(code, |finality| finality.words()).to_owned();
    Shown { exact: code.to_owned(), display }
}

fn caveats(line: &ProgressLine) -> Option<Shown> {
    let words =
        |code: &str| ProgressCaveat::from_code(code).map_or(code.to_owned(), |caveat| caveat.words().to_owned());
    let exact: Vec<&str> = line.caveats.iter().map(|caveat| caveat.code.as_str()).collect();
    let display: Vec<String> = exact.iter().map(|code| words(code)).collect();
    (!exact.is_empty()).then(|| Shown { exact: exact.join(", "), display: display.join(", ") })
}
