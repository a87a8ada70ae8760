//! A strategy held against the catalogue and the rules.

use sextant_domain::rules::Range;
use sextant_domain::strategy::{IndicatorUse, Target, TargetKind};
use sextant_domain::{Figure, Polarity};

use super::{StrategyFile, UseLines};
use crate::files::catalogue::{Catalogue, CatalogueIndicator};
use crate::files::lines::{FileProblem, Problems};

/// What a strategy may refer to.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The indicators.
    pub catalogue: &'a Catalogue,
    /// The codes of the RAG rules.
    pub rag_rules: &'a [&'a str],
    /// The codes of the direction-of-travel rules.
    pub direction_rules: &'a [&'a str],
}

impl StrategyFile {
    /// Holds the strategy against what is known: indicators, pupil groups, rules, and the sense of its targets.
    ///
    /// # Errors
    /// Every mistake with its line.
    pub fn validate(&self, known: &Known<'_>) -> Result<(), Vec<FileProblem>> {
        let mut problems = Problems::new(&self.file, "");
        rule(&self.strategy.rag_rule, known.rag_rules, "RAG rule", self.lines.rag_rule, &mut problems);
        let direction = &self.strategy.direction_rule;
        rule(direction, known.direction_rules, "direction-of-travel rule", self.lines.direction_rule, &mut problems);
        let commitments = self.strategy.priorities.iter().flat_map(|priority| &priority.commitments);
        for (used, lines) in commitments.flat_map(|commitment| &commitment.uses).zip(&self.lines.uses) {
            check_use(used, lines, known, &mut problems);
        }
        problems.finish(Some(()))
    }
}

fn rule(code: &str, known: &[&str], kind: &str, line: u32, problems: &mut Problems<'_>) {
    if !known.contains(&code) {
        problems.add_at(line, format!("there is no {kind} '{code}'"), format!("Write one of {}", known.join(", ")));
    }
}

fn check_use(used: &IndicatorUse, lines: &UseLines, known: &Known<'_>, problems: &mut Problems<'_>) {
    if let Some(code) = &used.rag_rule {
        rule(code, known.rag_rules, "RAG rule", lines.indicator, problems);
    }
    let Some(entry) = known.catalogue.get(&used.indicator) else {
        let what = format!("there is no indicator '{}' in the catalogue", used.indicator);
        problems.add_at(lines.indicator, what, format!("Write one of {}", alike(&used.indicator, known.catalogue)));
        return;
    };
    let groups = entry.breakdowns();
    if !groups.contains(&used.breakdown.as_str()) {
        let what = format!("{} has no figures for the group '{}'", used.indicator, used.breakdown);
        problems.add_at(lines.indicator, what, format!("Write breakdown as one of {}", groups.join(", ")));
    }
    check_targets(used, lines, entry, problems);
    for (target, line) in used.targets.iter().zip(&lines.targets) {
        check_range(target, *line, entry, problems);
        check_side(target, *line, used, entry.indicator.polarity, problems);
    }
}

/// The codes under the same heading, or the headings.
fn alike(code: &str, catalogue: &Catalogue) -> String {
    let heading = code.split('-').next().unwrap_or_default();
    let all = || catalogue.indicators.iter().map(|entry| entry.indicator.code.as_str());
    let same: Vec<_> = all().filter(|other| other.split('-').next() == Some(heading)).collect();
    if same.is_empty() { all().collect::<Vec<_>>().join(", ") } else { same.join(", ") }
}

/// What holds for all targets of a use is said once, on the line of the first.
fn check_targets(used: &IndicatorUse, lines: &UseLines, entry: &CatalogueIndicator, problems: &mut Problems<'_>) {
    let code = &entry.indicator.code;
    let (Some(target), Some(line)) = (used.targets.first(), lines.targets.first()) else { return };
    if entry.indicator.polarity == Polarity::None {
        let what = format!("{code} has no better direction, so that no target can be met");
        problems.add_at(*line, what, "Take the targets out");
    }
    if let Some(basis) = entry.basis()
        && basis != target.period.basis()
    {
        let of_target = target.period.basis().words();
        let what = format!("the figures of {code} are by {}, the target is by {of_target}", basis.words());
        problems.add_at(*line, what, format!("Write basis = \"{}\" at the use", basis.code()));
    }
}

fn check_range(target: &Target, line: u32, entry: &CatalogueIndicator, problems: &mut Problems<'_>) {
    let range = Range::of(&entry.indicator);
    if !range.contains(target.value) {
        let what = format!("{} is not a possible figure of {}", target.value, entry.indicator.code);
        let end = |figure: Option<Figure>| figure.map_or_else(|| "no limit".to_owned(), |figure| figure.to_string());
        problems.add_at(line, what, format!("Figures lie between {} and {}", end(range.low), end(range.high)));
    }
}

/// A floor is the easier side of its target, a stretch the harder one.
fn check_side(target: &Target, line: u32, used: &IndicatorUse, polarity: Polarity, problems: &mut Problems<'_>) {
    if target.kind == TargetKind::Target || polarity == Polarity::None {
        return;
    }
    let name = target.kind.words();
    if polarity == Polarity::NearTarget {
        let what = format!("a {name} where close to the target is best");
        problems.add_at(line, what, "Take it out: the rule says how close is close enough");
        return;
    }
    let same = |other: &&Target| other.kind == TargetKind::Target && other.period == target.period;
    let Some(aim) = used.targets.iter().find(same) else { return };
    let above = target.value > aim.value;
    let wants_above = (target.kind == TargetKind::Stretch) == (polarity == Polarity::High);
    if target.value == aim.value || above != wants_above {
        let side = if wants_above { "above" } else { "below" };
        let what = format!(
            "the {name} {} lies on the wrong side of the target {}: {}",
            target.value,
            aim.value,
            polarity.words()
        );
        problems.add_at(line, what, format!("A {name} lies {side} the target here"));
    }
}
