//! A strategy held against the catalogue and the rules.

mod headline;
mod progress;
mod targets;

use sextant_domain::rules::{RagRule, Range};
use sextant_domain::strategy::IndicatorUse;
use sextant_domain::{AcademicYear, Basis, Figure, Period};

use super::{StrategyFile, UseLines};
use crate::files::catalogue::{Catalogue, CatalogueIndicator};
use crate::files::lines::{FileProblem, Problems};

/// What a strategy may refer to.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The indicators.
    pub catalogue: &'a Catalogue,
    /// The RAG rules.
    pub rag_rules: &'a [RagRule],
    /// The codes of the direction-of-travel rules.
    pub direction_rules: &'a [&'a str],
}

impl Known<'_> {
    fn rag_codes(&self) -> Vec<&str> {
        self.rag_rules.iter().map(|rule| rule.code.as_str()).collect()
    }
}

/// A use with everything it is held against.
struct UseCase<'a> {
    used: &'a IndicatorUse,
    lines: &'a UseLines,
    entry: &'a CatalogueIndicator,
    /// The rule that colours it, where there is such a rule.
    rule: Option<&'a RagRule>,
    window: (AcademicYear, AcademicYear),
}

impl StrategyFile {
    /// Holds the strategy against what is known: indicators, pupil groups, rules, and the sense of its targets, baselines,
    /// trajectories and headline test.
    ///
    /// # Errors
    /// Every mistake with its line.
    pub fn validate(&self, known: &Known<'_>) -> Result<(), Vec<FileProblem>> {
        let mut problems = Problems::new(&self.file, "");
        rule(&self.strategy.rag_rule, &known.rag_codes(), "RAG rule", self.lines.rag_rule, &mut problems);
        let direction = &self.strategy.direction_rule;
        rule(direction, known.direction_rules, "direction-of-travel rule", self.lines.direction_rule, &mut problems);
        let commitments = self.strategy.priorities.iter().flat_map(|priority| &priority.commitments);
        for (used, lines) in commitments.flat_map(|commitment| &commitment.uses).zip(&self.lines.uses) {
            self.check_use(used, lines, known, &mut problems);
        }
        if let Some(test) = &self.strategy.headline {
            headline::check(test, &self.lines.basket, known, &mut problems);
        }
        problems.finish(Some(()))
    }

    fn check_use(&self, used: &IndicatorUse, lines: &UseLines, known: &Known<'_>, problems: &mut Problems<'_>) {
        if let Some(code) = &used.rag_rule {
            rule(code, &known.rag_codes(), "RAG rule", lines.indicator, problems);
        }
        let Some(entry) = find(&used.indicator, &used.breakdown, lines.indicator, known, problems) else { return };
        let code = used.rag_rule.as_ref().unwrap_or(&self.strategy.rag_rule);
        let rule = known.rag_rules.iter().find(|rule| rule.code == *code);
        let case = UseCase { used, lines, entry, rule, window: self.strategy.window };
        targets::check(&case, problems);
        if check_bases(&case, problems) {
            progress::check(&case, problems);
        }
    }
}

fn rule(code: &str, known: &[&str], kind: &str, line: u32, problems: &mut Problems<'_>) {
    if !known.contains(&code) {
        problems.add_at(line, format!("there is no {kind} '{code}'"), format!("Write one of {}", known.join(", ")));
    }
}

/// An indicator of the catalogue, with a mistake for it or the pupil group where there is none.
fn find<'a>(
    code: &str,
    breakdown: &str,
    line: u32,
    known: &Known<'a>,
    problems: &mut Problems<'_>,
) -> Option<&'a CatalogueIndicator> {
    let Some(entry) = known.catalogue.get(code) else {
        let what = format!("there is no indicator '{code}' in the catalogue");
        problems.add_at(line, what, format!("Write one of {}", alike(code, known.catalogue)));
        return None;
    };
    let groups = entry.breakdowns();
    if !groups.contains(&breakdown) {
        let what = format!("{code} has no figures for the group '{breakdown}'");
        problems.add_at(line, what, format!("Write breakdown as one of {}", groups.join(", ")));
    }
    Some(entry)
}

/// The codes under the same heading, or the headings.
fn alike(code: &str, catalogue: &Catalogue) -> String {
    let heading = code.split('-').next().unwrap_or_default();
    let all = || catalogue.indicators.iter().map(|entry| entry.indicator.code.as_str());
    let same: Vec<_> = all().filter(|other| other.split('-').next() == Some(heading)).collect();
    if same.is_empty() { all().collect::<Vec<_>>().join(", ") } else { same.join(", ") }
}

/// Whether targets, baselines and trajectory are for the kind of period that the indicator's figures are by. All of a use are
/// read on one basis, so the first thing that there is tells of all.
fn check_bases(case: &UseCase<'_>, problems: &mut Problems<'_>) -> bool {
    let (used, lines) = (case.used, case.lines);
    let target = used.targets.first().map(|target| ("target", target.period)).zip(lines.targets.first());
    let baseline = used.baselines.first().map(|baseline| ("baseline", baseline.period)).zip(lines.baselines.first());
    let points = used.trajectory.iter().flat_map(|plan| &plan.points);
    let point = points.map(|(period, _)| ("point of the trajectory", *period)).zip(&lines.points).next();
    let Some(((name, period), line)) = target.or(baseline).or(point) else { return true };
    check_basis(name, period, *line, case.entry, problems)
}

fn check_basis(name: &str, period: Period, line: u32, entry: &CatalogueIndicator, problems: &mut Problems<'_>) -> bool {
    let differs = |basis: &Basis| !basis.covers(period.basis());
    let Some(basis) = entry.basis().filter(differs) else { return true };
    let (code, of_period) = (&entry.indicator.code, period.basis().words());
    let what = format!("the figures of {code} are by {}, the {name} is by {of_period}", basis.words());
    problems.add_at(line, what, format!("Write basis = \"{}\" at the use", basis.code()));
    false
}

fn check_range(value: Figure, line: u32, entry: &CatalogueIndicator, problems: &mut Problems<'_>) {
    let range = Range::of(&entry.indicator);
    if !range.contains(value) {
        let what = format!("{value} is not a possible figure of {}", entry.indicator.code);
        let end = |figure: Option<Figure>| figure.map_or_else(|| "no limit".to_owned(), |figure| figure.to_string());
        problems.add_at(line, what, format!("Figures lie between {} and {}", end(range.low), end(range.high)));
    }
}
