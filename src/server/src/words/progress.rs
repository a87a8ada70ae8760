//! A line of a progress snapshot in words.

use std::collections::HashSet;

use sextant_domain::outcome::TOTAL;
use sextant_domain::progress::{BaselineKind, BaselineText, PathPoint, ProgressLine, ProgressTarget, ProgressVerdict};
use sextant_domain::rules::GapDefinition;
use sextant_domain::strategy::TargetBenchmark;
use sextant_domain::{Figure, Unit};

use super::{carried, shown};

/// A line of a snapshot, ready to be shown.
#[derive(Debug)]
pub(crate) struct ProgressWords {
    /// The indicator's code.
    pub(crate) code: String,
    /// The indicator's name.
    pub(crate) name: String,
    /// The pupil group; empty for everybody.
    pub(crate) group: String,
    /// The unit, where the figures do not carry it; empty otherwise.
    pub(crate) unit: String,
    /// The baseline's figure; empty where there is none.
    pub(crate) baseline: String,
    /// The period of the baseline; empty where there is none.
    pub(crate) baseline_period: String,
    /// The years, the oldest first.
    pub(crate) path: Vec<PointWords>,
    /// The number to reach; empty where no source states one or its benchmark is not known.
    pub(crate) target: String,
    /// The period of the target; empty where there is none.
    pub(crate) target_period: String,
    /// `on trajectory`, `cannot say` …
    pub(crate) verdict: &'static str,
    /// Reasons, evidence and caveats, each a sentence.
    pub(crate) notes: Vec<String>,
}

/// One year of a path, ready to be shown.
#[derive(Debug)]
pub(crate) struct PointWords {
    /// The academic year.
    pub(crate) year: String,
    /// Whether it belongs to the strategy's window.
    pub(crate) in_window: bool,
    /// The figure, or why there is none in a word or two.
    pub(crate) text: String,
    /// The exact figure; `None` where there is none.
    pub(crate) value: Option<Figure>,
    /// Whether a line may be drawn from the figure of the year before to this one.
    pub(crate) joined: bool,
    /// Whether a figure stands before this one to which no line may be drawn.
    pub(crate) broken: bool,
    /// What is asked for by this year; empty where nothing is.
    pub(crate) expected: String,
    /// The same, exact.
    pub(crate) asked: Option<Figure>,
}

impl ProgressWords {
    /// The words of a line.
    pub(crate) fn of(line: &ProgressLine) -> Self {
        let unit = Unit::from_code(&line.unit).unwrap_or(Unit::Unstated);
        let figure = |figure: Figure| figure_text(figure, line.decimals, unit);
        let baseline = line.baseline.as_ref();
        let target = line.target.as_ref();
        Self {
            code: line.indicator.clone(),
            name: line.name.clone(),
            group: if line.breakdown == TOTAL { String::new() } else { line.breakdown.clone() },
            unit: if carried(unit) { String::new() } else { unit.words().to_owned() },
            baseline: baseline.map(|it| figure(it.value)).unwrap_or_default(),
            baseline_period: baseline.map(|it| it.period.label.clone()).unwrap_or_default(),
            path: path(&line.path, unit, &figure),
            target: target.and_then(|it| it.value).map(&figure).unwrap_or_default(),
            target_period: target.map(|it| it.period.label.clone()).unwrap_or_default(),
            verdict: verdict(&line.verdict.verdict),
            notes: notes(line, &figure),
        }
    }
}

/// The words of a verdict's code.
pub(crate) fn verdict(code: &str) -> &'static str {
    ProgressVerdict::from_code(code).unwrap_or(ProgressVerdict::CannotSay).words()
}

/// A figure at the decimals of its indicator, with its unit where figures carry it.
pub(crate) fn figure_text(figure: Figure, decimals: i64, unit: Unit) -> String {
    let number = figure.display(u8::try_from(decimals).unwrap_or_default());
    match unit {
        Unit::Percent => format!("{number}%"),
        Unit::Pounds => format!("£{number}"),
        _ => number,
    }
}

fn path(points: &[PathPoint], unit: Unit, figure: &impl Fn(Figure) -> String) -> Vec<PointWords> {
    let mut words = Vec::new();
    let (mut before, mut last): (Option<&str>, Option<&str>) = (None, None);
    for point in points {
        let segment = point.segment.as_deref();
        words.push(PointWords {
            year: point.year.clone(),
            in_window: point.in_window,
            text: shown(&point.value, unit).text,
            value: point.value.value,
            joined: segment.is_some() && segment == before,
            broken: segment.is_some() && last.is_some() && segment != last,
            expected: point.expected.map(figure).unwrap_or_default(),
            asked: point.expected,
        });
        before = segment;
        last = segment.or(last);
    }
    words
}

/// The years of a gap by the definition that its line is not by.
fn by_the_other_definition(line: &ProgressLine, figure: &impl Fn(Figure) -> String) -> Option<String> {
    let definition = GapDefinition::from_code(&line.gap.as_ref()?.definition)?.other();
    let year = |point: &PathPoint| Some(format!("{} in {}", figure(point.by_other_definition?), point.period.label));
    let years: Vec<String> = line.path.iter().filter_map(year).collect();
    Some(format!("The same gap {}: {}.", definition.words(), years.join(", ")))
}

/// Everything that stands below the figures, each sentence once.
fn notes(line: &ProgressLine, figure: &impl Fn(Figure) -> String) -> Vec<String> {
    let mut notes = vec![line.verdict.message.clone()];
    notes.extend(line.baseline.as_ref().map(|it| baseline(it, figure)));
    notes.extend(line.target.as_ref().map(|it| target(it, figure, &line.unit)));
    if line.baseline.is_some() && line.current.is_some() {
        notes.push(format!("Change since the baseline: {}", line.change.message));
    }
    notes.extend(line.gap.as_ref().map(|gap| gap.message.clone()));
    notes.extend(by_the_other_definition(line, figure));
    notes.extend(line.pace.as_ref().map(|pace| pace.message.clone()));
    notes.push(format!("Forecast: {}", line.forecast.message));
    notes.extend(line.control.as_ref().map(|control| control.message.clone()));
    notes.extend(line.pooled.as_ref().map(|pooled| {
        let interval = pooled.interval.as_ref();
        let within = interval.map(|it| format!(" ({} to {})", figure(it.low), figure(it.high))).unwrap_or_default();
        format!("{} to {} taken together: {}{within}.", pooled.first.label, pooled.last.label, figure(pooled.value))
    }));
    notes.extend(missing_years(&line.path));
    // What left years without a figure has been told with them.
    let breaks = line.breaks.iter().filter(|it| line.path.iter().all(|point| point.why_missing != it.note));
    notes.extend(breaks.map(|it| format!("Break at {}: {}", it.first.label, it.note)));
    notes.push(line.finality.message.clone());
    notes.extend(line.caveats.iter().map(|caveat| caveat.message.clone()));
    let mut seen = HashSet::new();
    notes.retain(|note| !note.is_empty() && seen.insert(note.clone()));
    notes
}

fn baseline(it: &BaselineText, figure: &impl Fn(Figure) -> String) -> String {
    let kind = BaselineKind::from_code(&it.kind).map_or("", BaselineKind::words);
    let told = match it.approved_on {
        Some(day) => format!("{kind} by {} on {day}. {}", it.approved_by, it.why),
        None if it.why.is_empty() => format!("{kind}."),
        // Where nobody approved it, the sentence says how it was chosen.
        None => return format!("Baseline: {} in {}. {}", figure(it.value), it.period.label, it.why),
    };
    format!("Baseline: {} in {}, {}", figure(it.value), it.period.label, told.trim_end())
}

fn target(it: &ProgressTarget, figure: &impl Fn(Figure) -> String, unit: &str) -> String {
    let value = it.value.map_or_else(|| "not known yet".to_owned(), figure);
    let follows = it.benchmark.as_ref().map(|used| {
        let kind = TargetBenchmark::from_code(&used.kind).map_or("a benchmark", TargetBenchmark::words);
        format!(", following {kind}")
    });
    let distance = it.distance.map(|distance| {
        let far = figure(distance.abs());
        // The distance between two percentages is one of points.
        let far = match far.strip_suffix('%') {
            Some(number) if unit == Unit::Percent.code() => format!("{number} percentage points"),
            _ => far,
        };
        format!("; {far} {} it", if distance < Figure::ZERO { "short of" } else { "beyond" })
    });
    format!(
        "Target for {}: {value}{}{}; version {}, approved by {} on {}.",
        it.period.label,
        follows.unwrap_or_default(),
        distance.unwrap_or_default(),
        it.version,
        it.approved_by,
        it.approved_on
    )
}

/// Why years have no figure: those with the same reason together.
fn missing_years(points: &[PathPoint]) -> Vec<String> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for point in points.iter().filter(|point| !point.why_missing.is_empty()) {
        // A sentence that begins with its own period says the same of every year but for that.
        let own = format!("No figure for {}: ", point.period.label);
        let why = point.why_missing.strip_prefix(&own).unwrap_or(&point.why_missing);
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, years)) => years.push(&point.year),
            None => reasons.push((why, vec![&point.year])),
        }
    }
    reasons.into_iter().map(|(why, years)| format!("No figure for {}: {why}", years.join(", "))).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use sextant_domain::progress::BreakText;

    use super::*;

    fn cell(value: Option<&str>) -> serde_json::Value {
        match value {
            Some(value) => serde_json::json!({"value": format!("{value}00000"), "status": "FINAL",
                                              "missing_reason": null, "display": value}),
            None => serde_json::json!({"value": null, "status": "MISSING", "missing_reason": "NOT_COLLECTED",
                                       "display": "not collected"}),
        }
    }

    fn point(year: &str, value: Option<&str>, segment: Option<&str>, expected: Option<&str>) -> serde_json::Value {
        let why = if value.is_none() { "No tests were held." } else { "" };
        serde_json::json!({
            "year": year, "in_window": year != "2018/19", "period": period(year), "value": cell(value),
            "why_missing": why, "release": null, "segment": segment, "comparable_with_baseline": value.is_some(),
            "england": null, "neighbours": null, "expected": expected, "distance": null, "change": change(),
        })
    }

    fn period(label: &str) -> serde_json::Value {
        serde_json::json!({"label": label, "basis": "ACADEMIC_YEAR"})
    }

    fn change() -> serde_json::Value {
        serde_json::json!({"from": period("2018/19"), "change": "-4.0", "evidence": "NOT_TESTED",
                           "reason": "NO_NUMERATORS", "interval": null, "message": "Down by 4.0: not tested."})
    }

    /// KS2 reading, writing and maths at Thurrock: 65 in 2018/19, no tests in 2019/20 and 2020/21, 59 in 2021/22.
    pub(crate) fn line() -> ProgressLine {
        let value = serde_json::json!({
            "commitment": "1.1", "indicator": "ATT-08", "name": "KS2 <RWM> & more", "polarity": "HIGH",
            "unit": "PERCENT", "decimals": "1", "definition_version": "1", "breakdown": "total",
            "baseline": {"period": period("2018/19"), "value": "65.0", "display": "65.0", "kind": "BEFORE_WINDOW",
                         "restated_to": null, "approved_on": null, "approved_by": "", "why": ""},
            "path": [
                point("2018/19", Some("65.0"), Some("1"), None),
                point("2019/20", None, None, Some("67.0")),
                point("2020/21", None, None, Some("69.0")),
                point("2021/22", Some("59.0"), Some("2"), Some("71.0")),
                point("2022/23", Some("60.0"), Some("2"), Some("73.0")),
            ],
            "breaks": [], "observed_years": "2", "comparable_years": "2",
            "current": {"period": period("2022/23"), "value": cell(Some("60.0")), "interval": null, "rank": null},
            "change": change(), "gap": null,
            "target": {"period": period("2022/23"), "version": "1", "value": "73.0", "benchmark": null, "floor": null,
                       "stretch": null, "distance": "-13.0", "method": "LINEAR", "approved_on": "2019-10-08",
                       "approved_by": "Cabinet"},
            "pace": null,
            "verdict": {"verdict": "BEHIND", "reason": "TARGET_MISSED", "message": "60.0 misses the target of 73.0."},
            "forecast": {"reason": "WINDOW_OVER", "period": null, "value": null, "interval": null, "points": "0",
                         "message": "The end has been observed already."},
            "control": null, "pooled": null,
            "finality": {"code": "FINAL", "message": "The figure for 2022/23 is final."},
            "caveats": [{"code": "YEARS_MISSING", "message": "2 of the 4 years of the window have a figure."}],
        });
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_line_reads_as_words() {
        let words = ProgressWords::of(&line());
        assert_eq!((words.baseline.as_str(), words.baseline_period.as_str()), ("65.0%", "2018/19"));
        assert_eq!((words.target.as_str(), words.verdict), ("73.0%", "behind"));
        let said = words.notes.join("\n");
        for part in [
            "Baseline: 65.0% in 2018/19, the last year before the window.",
            "Target for 2022/23: 73.0%; 13.0 percentage points short of it; version 1, approved by Cabinet on 2019-10-08.",
            "No figure for 2019/20, 2020/21: No tests were held.",
            "Change since the baseline: Down by 4.0: not tested.",
        ] {
            assert!(said.contains(part), "'{part}' is missing in\n{said}");
        }
        assert_eq!(words.notes[0], "60.0 misses the target of 73.0.", "the verdict's reason comes first");
    }

    #[test]
    fn no_line_crosses_the_missing_years() {
        let words = ProgressWords::of(&line());
        let marks: Vec<_> = words.path.iter().map(|it| (it.text.as_str(), it.joined, it.broken)).collect();
        assert_eq!(
            marks,
            [
                ("65.0%", false, false),
                ("not collected", false, false),
                ("not collected", false, false),
                ("59.0%", false, true),
                ("60.0%", true, false),
            ]
        );
    }

    #[test]
    fn a_break_without_a_missing_year_breaks_the_line_too() {
        let mut line = line();
        line.path[4].segment = Some("3".to_owned());
        let words = ProgressWords::of(&line);
        assert!(words.path[4].broken && !words.path[4].joined);
    }

    #[test]
    fn nothing_is_told_twice() {
        let mut line = line();
        for point in line.path.iter_mut().filter(|point| point.value.value.is_none()) {
            point.why_missing = format!("No figure for {}: not available.", point.period.label);
        }
        let note = "No tests were held.".to_owned();
        let first = line.path[3].period.clone();
        line.breaks = vec![BreakText { first, kind: "METHOD".to_owned(), severity: "CAUTION".to_owned(), note }];
        let said = ProgressWords::of(&line).notes.join("\n");
        assert!(said.contains("No figure for 2019/20, 2020/21: not available."), "{said}");
        assert!(said.contains("Break at 2021/22: No tests were held."), "{said}");
        line.path[1].why_missing = line.breaks[0].note.clone();
        let said = ProgressWords::of(&line).notes.join("\n");
        assert_eq!(said.matches("No tests were held.").count(), 1, "{said}");
        line.baseline.as_mut().unwrap().why = "The last year before the window.".to_owned();
        let said = ProgressWords::of(&line).notes.join("\n");
        assert!(said.contains("Baseline: 65.0% in 2018/19. The last year before the window."), "{said}");
        assert_eq!(said.to_lowercase().matches("the last year before the window").count(), 1, "{said}");
    }
}
