//! Lines of a published scorecard, word for word.

mod published_as;

use async_graphql::{ComplexObject, Context, Enum, Result, SimpleObject};
use chrono::NaiveDate;
use sextant_domain::scorecard::{self as published, CaveatCode, Line, LineState};
use sextant_domain::strategy::TargetBenchmark;
use sextant_domain::{Polarity, Unit, rules};

use super::commentary::LineCommentary;
use super::explain::Explanation;
use super::figure::Interval;
use super::outcome::PupilGroup;
use super::{Indicator, Measure, Period};
use crate::enums;
use crate::loaders::{CardKey, CommentaryOn, ExplainedCardOf, IndicatorByCode, load};
use crate::scalars::{Date, Decimal};

/// One line of a scorecard: one indicator for one pupil group.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct ScorecardLine {
    /// The commitment it measures.
    commitment_code: String,
    /// The indicator, as it was named when the scorecard was published.
    indicator: LineIndicator,
    /// The pupil group.
    group: PupilGroup,
    /// The current period; null where nothing was ever published.
    period: Option<Period>,
    /// What became of the line since the last term's scorecard.
    state: Option<enums::LineState>,
    /// The council's own figure.
    value: Measure,
    /// The release it stands in; null where there is none.
    release: Option<LineRelease>,
    /// When the next release is expected, where the publisher says so.
    next_expected_on: Option<Date>,
    /// The figure of the period right before; null where the series has none.
    previous: Option<DatedMeasure>,
    /// England's figure; null where none is published.
    england: Option<Benchmark>,
    /// The region's figure; null where none is published.
    region: Option<Benchmark>,
    /// The mean of the statistical neighbours under the list in force.
    neighbours: Option<NeighbourMean>,
    /// The same under every earlier list, the newest first.
    earlier_neighbour_lists: Vec<NeighbourMean>,
    /// The rank among authorities; null where a rank would have no standing: a caveat says why.
    rank: Option<Rank>,
    /// The target it is held against; null where no source states one.
    target: Option<ScoredTarget>,
    /// The colour, or why there is none.
    rag: Rag,
    /// The direction of travel, or why it cannot be said.
    direction_of_travel: DirectionOfTravel,
    /// For a gap: its arms and its definition.
    gap: Option<Gap>,
    /// What a reader must know, in the order of the codes.
    caveats: Vec<Caveat>,
    #[graphql(skip)]
    of: CardKey,
    #[graphql(skip)]
    position: usize,
}

#[ComplexObject]
impl ScorecardLine {
    /// How every figure of the line came about: its inputs with their rows in the publishers' files, the lists, targets and
    /// rules that decided, and the arithmetic. Null where the scorecard has no such line when it is compiled again.
    #[graphql(complexity = "10 + child_complexity")]
    async fn explain(&self, context: &Context<'_>) -> Result<Option<Explanation>> {
        Explanation::of(load(context, ExplainedCardOf(self.of.clone())).await?, self.position)
    }

    /// What the council says of it, published for this very line of this revision; empty where it says nothing. Nothing is carried
    /// over from an earlier revision or term.
    #[graphql(complexity = "2 * child_complexity")]
    async fn commentary(&self, context: &Context<'_>) -> Result<Vec<LineCommentary>> {
        let key = CommentaryOn(self.of.clone(), self.indicator.code.clone(), self.group.code.clone());
        Ok(load(context, key).await?.unwrap_or_default().into_iter().map(Into::into).collect())
    }
}

/// An indicator as a published line names it.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct LineIndicator {
    /// The code.
    code: String,
    /// The name when the scorecard was published.
    name: String,
    /// Which direction is better.
    polarity: Option<enums::Polarity>,
    /// The unit.
    unit: Option<enums::Unit>,
    /// How many decimals are shown.
    decimals: i32,
    /// The version of the definition that the period falls under.
    definition_version: i32,
}

impl LineIndicator {
    /// An indicator as published: code and name, polarity and unit, decimals and version of the definition.
    pub(crate) fn published(
        (code, name): (String, String),
        (polarity, unit): (&str, &str),
        (decimals, definition_version): (i64, i64),
    ) -> Self {
        Self {
            code,
            name,
            polarity: Polarity::from_code(polarity).map(Into::into),
            unit: Unit::from_code(unit).map(Into::into),
            decimals: int(decimals),
            definition_version: int(definition_version),
        }
    }
}

#[ComplexObject]
impl LineIndicator {
    /// The indicator as the catalogue has it now, with its definitions and breaks.
    async fn current(&self, context: &Context<'_>) -> Result<Option<Indicator>> {
        Ok(load(context, IndicatorByCode(self.code.clone())).await?.map(Into::into))
    }
}

/// The release that a line's figure stands in.
#[derive(Clone, Debug, SimpleObject)]
pub struct LineRelease {
    /// The source's code.
    source_code: String,
    /// The title.
    title: String,
    /// The day it was published.
    published_on: Date,
    /// Its position in the ledger.
    knowledge: String,
}

/// A figure of another period.
#[derive(Clone, Debug, SimpleObject)]
pub struct DatedMeasure {
    /// The period.
    period: Option<Period>,
    /// The figure.
    #[graphql(flatten)]
    measure: Measure,
}

/// A published benchmark.
#[derive(Clone, Debug, SimpleObject)]
pub struct Benchmark {
    /// The place's name.
    name: String,
    /// Whom it covers; empty where the source does not say.
    coverage: String,
    /// The figure; missing with the reason `QUALITY` where a check failed.
    #[graphql(flatten)]
    measure: Measure,
}

/// The simple mean of statistical neighbours.
#[derive(Clone, Debug, SimpleObject)]
pub struct NeighbourMean {
    /// The edition of the list: `2025-05`.
    edition: String,
    /// How many neighbours the list has.
    members: i32,
    /// How many of them have a figure; the mean is theirs.
    used: i32,
    /// The mean.
    #[graphql(flatten)]
    measure: Measure,
}

/// A rank among authorities, with its ties.
#[derive(Clone, Debug, SimpleObject)]
pub struct Rank {
    /// The best rank the value can claim: authorities strictly better, plus one.
    position: i32,
    /// Authorities strictly better.
    better: i32,
    /// Authorities that share the value, itself included.
    tied: i32,
    /// Authorities with a value.
    of: i32,
    /// Authorities without one.
    missing: i32,
    /// The best quartile it can claim.
    quartile: Option<enums::Quartile>,
    /// Whether ties matter to the quartile.
    robustness: Robustness,
}

/// Whether a quartile holds however ties are handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Robustness {
    /// It holds however ties are handled.
    Robust,
    /// It holds only when ties are handled in its favour.
    Possible,
}

/// The target of a line.
#[derive(Clone, Debug, SimpleObject)]
pub struct ScoredTarget {
    /// The period it is set for.
    period: Option<Period>,
    /// The value to reach, in the unit of the indicator.
    value: Decimal,
    /// The value not to fall below, in the same unit.
    floor: Option<Decimal>,
    /// The value to aim at beyond the target, in the same unit.
    stretch: Option<Decimal>,
    /// How far the figure is beyond (+) or short of (-) the target, signed by polarity, in the same unit (percentage points between
    /// percentages); null where there is no figure.
    distance: Option<Decimal>,
    /// The benchmark that the value follows; null where the target is a number of its own.
    benchmark: Option<TargetBenchmarkUsed>,
    /// The version of the target: 1 for the first approval for the period, 2 for the one after it …; null in scorecards that
    /// were published before versions were counted, as is the approval.
    version: Option<i32>,
    /// The day on which this version was approved.
    approved_on: Option<Date>,
    /// Who approved it.
    approved_by: Option<String>,
}

/// The benchmark that a relative target was resolved with: it moves, so what was used is kept.
#[derive(Clone, Debug, SimpleObject)]
pub struct TargetBenchmarkUsed {
    /// Which benchmark.
    kind: Option<enums::TargetBenchmark>,
    /// What it was, in words: `England`, `neighbours of 2025-05`, `rank 37 of 151`.
    label: String,
    /// Its figure for the period, as known on the day.
    value: Decimal,
    /// How many places the figure was made from.
    used: i32,
    /// How many there are.
    of: i32,
    /// By how much it is to be bettered, in the better direction; negative: how far short of it is enough.
    by: Decimal,
}

/// A rule with its version: a line names the rule that made it.
#[derive(Clone, Debug, SimpleObject)]
pub struct RuleVersion {
    /// The code.
    code: String,
    /// The version.
    version: i32,
}

/// The colour of a line. It is never shown alone: the reason stands beside it.
#[derive(Clone, Debug, SimpleObject)]
pub struct Rag {
    /// The rating; `NONE` where it would have no standing.
    rating: enums::Rating,
    /// The rule that decided.
    rule: RuleVersion,
    /// Why.
    reason: Option<enums::RagReason>,
    /// Why, in a sentence.
    message: String,
}

/// The direction of travel of a line.
#[derive(Clone, Debug, SimpleObject)]
pub struct DirectionOfTravel {
    /// The verdict; `NOT_ASSESSABLE` where the periods cannot be compared.
    verdict: enums::Verdict,
    /// The figure minus that of the period before, in the unit of the indicator (percentage points between percentages), where they can
    /// be compared.
    change: Option<Decimal>,
    /// The rule that decided.
    rule: RuleVersion,
    /// Why.
    reason: Option<enums::DirectionReason>,
    /// Why, in a sentence.
    message: String,
    /// Whether the change can be told from chance; null in scorecards that were published before it was asked.
    evidence: Option<ChangeEvidence>,
}

/// Whether a change can be told from chance and rounding.
#[derive(Clone, Debug, SimpleObject)]
pub struct ChangeEvidence {
    /// The answer.
    evidence: enums::Evidence,
    /// What decided.
    reason: Option<enums::EvidenceReason>,
    /// The interval of the change, where the test has one.
    interval: Option<Interval>,
    /// The same in a sentence.
    message: String,
}

impl From<published::EvidenceText> for ChangeEvidence {
    fn from(it: published::EvidenceText) -> Self {
        let evidence = rules::Evidence::from_code(&it.evidence).unwrap_or(rules::Evidence::NotTested);
        Self {
            evidence: evidence.into(),
            reason: rules::EvidenceReason::from_code(&it.reason).map(Into::into),
            interval: it.interval.map(Into::into),
            message: it.message,
        }
    }
}

/// A gap between two pupil groups.
#[derive(Clone, Debug, SimpleObject)]
pub struct Gap {
    /// How it is defined. Definitions disagree; this one made the line's figure.
    definition: Option<enums::GapDefinition>,
    /// The group's own figure.
    group: Measure,
    /// The figure of the others it is held against.
    others: Measure,
    /// The gap by the other definition.
    by_other_definition: Option<Decimal>,
    /// England's own gap.
    england: Option<Decimal>,
}

/// Something a reader must know about a line.
#[derive(Clone, Debug, SimpleObject)]
pub struct Caveat {
    /// Which.
    code: Option<enums::CaveatCode>,
    /// The sentence.
    message: String,
}

/// A count that was written as text; none of them is near the limit.
fn int(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

impl ScorecardLine {
    /// A published line by its position on a scorecard.
    pub(crate) fn new(line: Line, of: CardKey, position: usize) -> Self {
        Self {
            of,
            position,
            commitment_code: line.commitment,
            indicator: LineIndicator::published(
                (line.indicator, line.name),
                (&line.polarity, &line.unit),
                (line.decimals, line.definition_version),
            ),
            group: PupilGroup::named(&line.breakdown),
            period: line.period.as_ref().and_then(Period::published),
            state: LineState::from_code(&line.state).map(Into::into),
            value: Measure::published(&line.value),
            release: line.release.map(Into::into),
            next_expected_on: line.next_expected.map(Date),
            previous: line.previous.map(|it| DatedMeasure {
                period: Period::published(&it.period),
                measure: Measure::published(&it.value),
            }),
            england: line.england.map(Into::into),
            region: line.region.map(Into::into),
            neighbours: line.neighbours.map(Into::into),
            earlier_neighbour_lists: line.earlier_lists.into_iter().map(Into::into).collect(),
            rank: line.rank.map(Into::into),
            target: line.target.map(Into::into),
            rag: line.rag.into(),
            direction_of_travel: line.direction.into(),
            gap: line.gap.map(Into::into),
            caveats: line.caveats.into_iter().map(Into::into).collect(),
        }
    }
}

impl LineRelease {
    /// A release by its source's code, its title, its day and its position.
    pub(crate) fn new(source_code: String, title: String, published_on: NaiveDate, knowledge: i64) -> Self {
        Self { source_code, title, published_on: Date(published_on), knowledge: knowledge.to_string() }
    }
}
