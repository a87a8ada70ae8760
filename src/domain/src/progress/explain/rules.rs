//! The rules that had a part in a line of a snapshot, each with its code, its version and what it does. All are built in:
//! their version rises when what they do changes, and with it the version of Sextant.

use crate::explain::{ExplainedRule, RuleRole, gap_rule};
use crate::rules::TrajectoryMethod;
use crate::scorecard::Supply;

use super::Told;

const POSSIBLE: &str = "A figure outside of its indicator's or its unit's limits, or one that a check on load refuses, is shown \
                        as missing for quality and decides nothing.";
const NATIONAL: &str = "England's figure is withheld where a check on load found it to be the sum of its regions' rates, which no \
                        rate of a nation can be.";
const MEAN: &str = "The simple mean of the neighbours on the list in force on the day that have a figure, rounded once to the \
                    nearest millionth.";
const RANK: &str = "Authorities strictly better plus one; ties share the best rank, and the quarter is possible, not robust, where \
                    the worst rank of the tie lies in another.";
const TARGET: &str = "Of the targets that are approved and not withdrawn by the day, for the same kind of time, that of the latest \
                      period is the end of the way; of several approvals the latest counts.";
const COMPARISON: &str = "Nothing is compared across a break that forbids it; a year is compared with the one right before, never \
                          over a missing one.";
const BASELINE: &str = "The newest approval by the day, with the figure that was approved: a restatement moves nothing. Without one, \
                        the last year before the window; where that cannot be compared with the window's end, the first figure \
                        that can.";
const VERDICT: &str = "The newest figure of the window is held against the target, and where that is not reached against what is \
                       asked for by its own period. Never a colour, and no forecast decides it.";
const EVIDENCE: &str = "Counts on both sides: the interval of the change (Newcombe) for percentages, overlapping intervals for rates. \
                        Without counts: published intervals. Without either: only rounding can be told apart; otherwise not \
                        tested. All at 95%.";
const PACE: &str = "What lacks from the newest figure to the target, divided by the years between, beside the best improvement from \
                    one year to the next that was ever reached here or by a neighbour on the list.";
const FORECAST: &str = "From the newest years that follow each other on one footing: a line by least squares where there are enough, \
                        the last value carried forward where there are fewer, nothing where there are fewer than three. With a \
                        95% interval; never a colour.";
const LIMITS: &str = "Natural limits of single yearly figures (XmR): their mean plus and minus 2.66 times the mean distance from each \
                      to the next.";
const POOLING: &str = "The newest three years with counts: the sum of the numerators over the sum of the denominators.";
const FINALITY: &str =
    "A figure is final when its publisher says so or a later year's figure is out; closed when none will come.";
const DISPLAY: &str = "Everything is computed unrounded; what is shown is rounded once, halves away from zero.";

impl Told<'_> {
    /// The rules of the line, in the order of their roles.
    pub(super) fn rules(&self) -> Vec<ExplainedRule> {
        let has_list = self.course.inputs.neighbours().is_some();
        let (has_years, has_target) = (self.has_years(), self.way.end.is_some());
        let always =
            [(RuleRole::Verdict, "held-against-the-way", VERDICT), (RuleRole::Finality, "last-year", FINALITY)];
        let of_years = [
            (RuleRole::Range, "possible-range", POSSIBLE),
            (RuleRole::NationalCheck, "sum-of-rates", NATIONAL),
            (RuleRole::Rank, "competition-rank", RANK),
            (RuleRole::Comparison, "one-footing", COMPARISON),
            (RuleRole::Display, "half-away", DISPLAY),
            (RuleRole::Baseline, "approved-first", BASELINE),
            (RuleRole::Evidence, "interval-of-the-change", EVIDENCE),
            (RuleRole::Forecast, "newest-run", FORECAST),
            (RuleRole::ControlLimits, "xmr", LIMITS),
            (RuleRole::Pooling, "three-years", POOLING),
        ];
        let of_lists = [(RuleRole::NeighbourMean, "simple-mean", MEAN)];
        let of_targets = [(RuleRole::Target, "latest-period", TARGET), (RuleRole::Pace, "best-year", PACE)];
        let parts = [
            (true, &always[..]),
            (has_years, &of_years),
            (has_list && has_years, &of_lists),
            (has_target, &of_targets),
        ];
        let found = parts.into_iter().filter(|(has, _)| *has).flat_map(|(_, rules)| rules);
        let built_in = found.map(|(role, code, words)| rule(*role, code, (*words).to_owned()));
        let mut rules: Vec<ExplainedRule> = built_in.chain(self.gap_rule()).chain(self.trajectory_rule()).collect();
        rules.sort_by(|one, two| (one.role, &one.code).cmp(&(two.role, &two.code)));
        rules
    }

    fn gap_rule(&self) -> Option<ExplainedRule> {
        match &self.course.entry.supply {
            Supply::Gap { definition, .. } => Some(gap_rule(*definition)),
            _ => None,
        }
    }

    fn trajectory_rule(&self) -> Option<ExplainedRule> {
        self.way.end?;
        let method = self.course.usage.trajectory.as_ref().map_or(TrajectoryMethod::Linear, |plan| plan.method);
        let words = format!(
            "A target of exactly the period counts first, and one that follows a benchmark asks for that period's benchmark. \
             Between the baseline and a target with a number of its own: {}.",
            method.words()
        );
        Some(rule(RuleRole::Trajectory, &method.code().to_ascii_lowercase(), words))
    }
}

fn rule(role: RuleRole, code: &str, words: String) -> ExplainedRule {
    ExplainedRule { role, code: code.to_owned(), version: 1, words }
}
