//! How a line of a scorecard came about.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, Object, Result, SimpleObject};
use sextant_domain::explain as domain;
use sextant_domain::scorecard::ReleaseRef;
use sextant_jobs::explain::{ExplainedLine, ExplainedResult, row_key};
use sextant_store::ledger::Knowledge;

use super::line::LineRelease;
use super::outcome::PupilGroup;
use super::{Measure, Period, Place};
use crate::enums;
use crate::error::{code, user_error};
use crate::loaders::{MaybeExplained, PlaceById, SourceRowOf, load};
use crate::scalars::{Date, Decimal};

/// How a line came about, worked out again from exactly what its scorecard or snapshot was compiled from.
#[derive(Clone, Debug)]
pub struct Explanation {
    result: Arc<ExplainedResult>,
    at: usize,
}

impl Explanation {
    /// The explanation of a result's line by its position; `None` where the result has fewer lines.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` where the result cannot be compiled again: another version of Sextant made it, or it was altered.
    pub(crate) fn of(found: Option<Arc<MaybeExplained>>, at: usize) -> Result<Option<Self>> {
        match found.as_deref() {
            None => Ok(None),
            Some(Ok(result)) => Ok((at < result.lines.len()).then(|| Self { result: result.clone(), at })),
            Some(Err(why)) => {
                Err(user_error(code::BAD_USER_INPUT, format!("it cannot be compiled again to be explained: {why}")))
            }
        }
    }

    fn line(&self) -> &ExplainedLine {
        &self.result.lines[self.at]
    }

    fn decimals(&self) -> u8 {
        self.line().explanation.head.decimals
    }

    fn measure(&self, measure: sextant_domain::Measure) -> Measure {
        Measure::new(measure, self.decimals(), None, None)
    }
}

/// How a line came about, worked out again from exactly what its scorecard or snapshot was compiled from.
#[Object]
impl Explanation {
    /// Whether compiling again gives the published line, word for word. Where it does not, `sextant verify` says why.
    async fn reproduced(&self) -> bool {
        self.line().reproduced
    }

    /// The figures it was made from, by role, place, arm and period. Authorities that count for the rank alone (some 140) are
    /// left out unless they are asked for.
    #[graphql(complexity = "if every_authority { 150 } else { 20 } * child_complexity")]
    async fn inputs(
        &self,
        #[graphql(desc = "Also the authorities that count for the rank alone.", default = false)] every_authority: bool,
    ) -> Vec<ExplainedInput> {
        let inputs = self.line().explanation.inputs.iter();
        inputs
            .filter(|input| every_authority || input.role != domain::InputRole::Authority)
            .map(|input| ExplainedInput {
                input: input.clone(),
                known: self.result.knowledge,
                decimals: self.decimals(),
            })
            .collect()
    }

    /// The neighbour lists: the one in force, then the earlier ones, newest first.
    #[graphql(complexity = "3 * child_complexity")]
    async fn neighbour_lists(&self) -> Vec<ExplainedList> {
        let list = |it: &domain::ExplainedList| ExplainedList {
            edition: it.edition.clone(),
            from: Date(it.from),
            in_force: it.in_force,
            mean: self.measure(it.mean),
            members: it
                .members
                .iter()
                .map(|member| ExplainedMember {
                    measure: self.measure(member.measure),
                    used: member.used,
                    number: member.place.into(),
                })
                .collect(),
        };
        self.line().explanation.neighbour_lists.iter().map(list).collect()
    }

    /// The targets that are approved by the day, by period: target, floor, stretch. A scorecard's line has those of its own
    /// period alone.
    #[graphql(complexity = "3 * child_complexity")]
    async fn targets(&self) -> Vec<ExplainedTarget> {
        self.line().explanation.targets.iter().cloned().map(Into::into).collect()
    }

    /// The baselines that were approved by the day, the newest first; none for a scorecard's line, which counts from none.
    #[graphql(complexity = "2 * child_complexity")]
    async fn baselines(&self) -> Vec<ExplainedBaseline> {
        self.line().explanation.baselines.iter().cloned().map(Into::into).collect()
    }

    /// The rules that decided, in the order of their roles.
    #[graphql(complexity = "10 * child_complexity")]
    async fn rules(&self) -> Vec<ExplainedRule> {
        self.line().explanation.rules.iter().cloned().map(Into::into).collect()
    }

    /// Whether the line's own figure is shown, by which rule and why.
    async fn suppression(&self) -> Suppression {
        let it = &self.line().explanation.suppression;
        Suppression { decision: it.decision.into(), rule: it.rule.clone(), message: it.message.clone() }
    }

    /// The arithmetic, step by step, with the real numbers.
    #[graphql(complexity = "16 * child_complexity")]
    async fn steps(&self) -> Vec<Step> {
        self.line().explanation.steps.iter().cloned().map(Into::into).collect()
    }
}

/// A figure that a line was made from.
#[derive(Clone, Debug)]
pub struct ExplainedInput {
    input: domain::ExplainedInput,
    known: Knowledge,
    decimals: u8,
}

/// A figure that a line was made from.
#[Object]
impl ExplainedInput {
    /// What it was used for.
    async fn role(&self) -> enums::InputRole {
        self.input.role.into()
    }

    /// Which arm of the gap it is.
    async fn arm(&self) -> enums::Arm {
        self.input.arm.into()
    }

    /// The place.
    async fn place(&self, context: &Context<'_>) -> Result<Option<Place>> {
        Ok(load(context, PlaceById(self.input.place.into())).await?.map(Into::into))
    }

    /// The period.
    async fn period(&self) -> Period {
        self.input.period.into()
    }

    /// The code of the indicator whose series it is; null where it was counted here.
    async fn indicator_code(&self) -> Option<&str> {
        self.input.series.as_ref().map(|series| series.indicator.as_str())
    }

    /// The pupil group whose series it is; null where it was counted here.
    async fn group(&self) -> Option<PupilGroup> {
        self.input.series.as_ref().map(|series| PupilGroup::named(&series.breakdown))
    }

    /// The figure, as the ledger has it.
    async fn measure(&self) -> Measure {
        Measure::new(self.input.measure, self.decimals, None, None)
    }

    /// Where it stands in the publisher's file; null where it was counted here, or no row stands for it.
    async fn source(&self, context: &Context<'_>) -> Result<Option<SourceRow>> {
        let Some(key) = row_key(&self.input, self.known) else { return Ok(None) };
        Ok(load(context, SourceRowOf(self.known, key)).await?.map(Into::into))
    }
}

/// The row of a publisher's file that a figure was read from.
#[derive(Clone, Debug, SimpleObject)]
pub struct SourceRow {
    /// The release.
    release: LineRelease,
    /// The file.
    file_name: String,
    /// The SHA-256 of the file.
    file_sha256: String,
    /// The line of the file; 0 for a withdrawal, which stands in no line.
    line: i32,
    /// The publisher's own token, unchanged.
    raw: String,
    /// The numerator, where the file has it.
    numerator: Option<Decimal>,
    /// The denominator, where the file has it.
    denominator: Option<Decimal>,
}

impl From<domain::SourceRow> for SourceRow {
    fn from(it: domain::SourceRow) -> Self {
        Self {
            release: it.release.into(),
            file_name: it.file_name,
            file_sha256: it.file_sha256,
            line: it.line,
            raw: it.raw,
            numerator: it.numerator.map(Decimal),
            denominator: it.denominator.map(Decimal),
        }
    }
}

impl From<ReleaseRef> for LineRelease {
    fn from(it: ReleaseRef) -> Self {
        Self::new(it.source, it.title, it.published_on, it.knowledge)
    }
}

/// A list of statistical neighbours with what each of them has.
#[derive(Clone, Debug, SimpleObject)]
pub struct ExplainedList {
    /// The edition: `2025-05`.
    edition: String,
    /// The day from which it is in force.
    from: Date,
    /// Whether it is the list in force on the day.
    in_force: bool,
    /// Its members, the closest first.
    #[graphql(complexity = "10 * child_complexity")]
    members: Vec<ExplainedMember>,
    /// The mean of those that have a figure.
    mean: Measure,
}

/// A neighbour on a list.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct ExplainedMember {
    /// Its figure for the line's period, an impossible one withheld.
    measure: Measure,
    /// Whether it counts for the mean.
    used: bool,
    #[graphql(skip)]
    number: i32,
}

#[ComplexObject]
impl ExplainedMember {
    /// The neighbour.
    async fn place(&self, context: &Context<'_>) -> Result<Option<Place>> {
        Ok(load(context, PlaceById(self.number)).await?.map(Into::into))
    }
}

/// A target that is approved by the day.
#[derive(Clone, Debug, SimpleObject)]
pub struct ExplainedTarget {
    /// The period it is set for.
    period: Period,
    /// What it asks for.
    kind: enums::TargetKind,
    /// The number or the benchmark that it names, in words.
    aim: String,
    /// The number to reach, in the unit of the indicator; null where its benchmark is not known.
    value: Option<Decimal>,
    /// 1 for the first approval of its kind and period, 2 for the one after it …
    version: i32,
    /// The day of approval.
    approved_on: Date,
    /// Who approved it.
    approved_by: String,
    /// The paper it stands in.
    source: String,
    /// The benchmark that it was resolved with, with its figure; null for a number of its own.
    benchmark: Option<String>,
}

impl From<domain::ExplainedTarget> for ExplainedTarget {
    fn from(it: domain::ExplainedTarget) -> Self {
        Self {
            period: it.period.into(),
            kind: it.kind.into(),
            aim: it.aim,
            value: it.value.map(Decimal),
            version: i32::try_from(it.version).unwrap_or(i32::MAX),
            approved_on: Date(it.approved_on),
            approved_by: it.approved_by,
            source: it.source,
            benchmark: it.benchmark,
        }
    }
}

/// A baseline that was approved by the day.
#[derive(Clone, Debug, SimpleObject)]
pub struct ExplainedBaseline {
    /// The period.
    period: Period,
    /// The figure as it was approved, in the unit of the indicator.
    value: Decimal,
    /// The day of approval.
    approved_on: Date,
    /// Who approved it.
    approved_by: String,
    /// Why.
    why: String,
    /// Whether it is the one that counts.
    counts: bool,
}

impl From<domain::ExplainedBaseline> for ExplainedBaseline {
    fn from(it: domain::ExplainedBaseline) -> Self {
        Self {
            period: it.period.into(),
            value: Decimal(it.value),
            approved_on: Date(it.approved_on),
            approved_by: it.approved_by,
            why: it.why,
            counts: it.counts,
        }
    }
}

/// A rule that had a part in the line.
#[derive(Clone, Debug, SimpleObject)]
pub struct ExplainedRule {
    /// What it was asked for.
    role: enums::RuleRole,
    /// The code.
    code: String,
    /// The version; 0 where the strategy names a rule that does not exist.
    version: i32,
    /// What it does, in a sentence.
    words: String,
}

impl From<domain::ExplainedRule> for ExplainedRule {
    fn from(it: domain::ExplainedRule) -> Self {
        let version = i32::try_from(it.version).unwrap_or(i32::MAX);
        Self { role: it.role.into(), code: it.code, version, words: it.words }
    }
}

/// Whether the line's own figure is shown, by which rule and why.
#[derive(Clone, Debug, SimpleObject)]
pub struct Suppression {
    /// The decision.
    decision: enums::SuppressionDecision,
    /// The code of the rule.
    rule: String,
    /// The same in a sentence.
    message: String,
}

/// One step of the arithmetic.
#[derive(Clone, Debug, SimpleObject)]
pub struct Step {
    /// What is worked out.
    kind: enums::StepKind,
    /// The period that it is worked out for, where it is for one alone.
    period: Option<Period>,
    /// The same in words, with the names that belong to it.
    what: String,
    /// The calculation with the real numbers, unrounded; or a sentence, where nothing is calculated.
    arithmetic: String,
    /// The result, exactly: a number, or the code of a verdict or of the reason why there is none.
    exact: String,
    /// The result as a person reads it.
    display: String,
}

impl From<domain::Step> for Step {
    fn from(it: domain::Step) -> Self {
        Self {
            kind: it.kind.into(),
            period: it.period.map(Into::into),
            what: it.what,
            arithmetic: it.arithmetic,
            exact: it.exact,
            display: it.display,
        }
    }
}
