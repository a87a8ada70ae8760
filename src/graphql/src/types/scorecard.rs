//! Published scorecards.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use chrono::DateTime as Instant;
use sextant_domain::outcome::TOTAL;
use sextant_domain::scorecard::Scorecard as Card;
use sextant_domain::{AcademicYear as Year, Term};
use sextant_store::entities::scorecard;

use super::Strategy;
use super::line::ScorecardLine;
use crate::enums;
use crate::ids::id;
use crate::loaders::{CardKey, StrategyByCode, load};
use crate::scalars::{AcademicYear, Date, DateTime};

/// A termly priority scorecard: an immutable, hashed revision. Later knowledge makes a new revision; this one stays.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Scorecard {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// The academic year.
    academic_year: Option<AcademicYear>,
    /// The term.
    term: Option<enums::Term>,
    /// 1, 2, 3 …
    revision: i32,
    /// Which version of the strategy's file was scored.
    strategy_version: i32,
    /// The day whose knowledge it shows.
    as_known_at: Date,
    /// The same as a position in the ledger.
    knowledge: String,
    /// The SHA-256 of its canonical content: the same figures have the same hash everywhere.
    content_hash: String,
    /// The SHA-256 of what it was compiled from.
    manifest_hash: String,
    /// When it was compiled.
    compiled_at: Option<DateTime>,
    /// Why it was compiled.
    reason: String,
    /// Who asked: the command line, the heartbeat, a mutation.
    trigger: String,
    #[graphql(skip)]
    strategy_code: String,
    #[graphql(skip)]
    key: CardKey,
    #[graphql(skip)]
    content: String,
}

/// A priority with its scored lines.
#[derive(Clone, Debug, SimpleObject)]
pub struct ScoredPriority {
    /// 1, 2, 3 …
    number: i32,
    /// The title.
    title: String,
    /// The lines, in the order of the strategy.
    #[graphql(complexity = "10 * child_complexity")]
    lines: Vec<ScorecardLine>,
}

impl From<scorecard::Model> for Scorecard {
    fn from(row: scorecard::Model) -> Self {
        let card = CardKey::from(&row);
        let key = format!("{}/{}/{}/{}", row.strategy_code, row.year_start, row.term, row.revision);
        Self {
            id: id("Scorecard", key),
            academic_year: Year::starting(row.year_start.into()).map(AcademicYear),
            term: Term::from_number(row.term).map(Into::into),
            revision: row.revision,
            strategy_version: i32::try_from(row.strategy_version).unwrap_or(i32::MAX),
            as_known_at: Date(row.as_known_at),
            knowledge: row.knowledge.to_string(),
            content_hash: row.content_hash,
            manifest_hash: row.manifest_hash,
            compiled_at: Instant::from_timestamp(row.compiled_at, 0).map(DateTime),
            reason: row.reason,
            trigger: row.trigger,
            strategy_code: row.strategy_code,
            key: card,
            content: row.content,
        }
    }
}

#[ComplexObject]
impl Scorecard {
    /// The strategy it scores, as it is now.
    async fn strategy(&self, context: &Context<'_>) -> Result<Option<Strategy>> {
        Ok(load(context, StrategyByCode(self.strategy_code.clone())).await?.map(Into::into))
    }

    /// The priorities with their lines, word for word as published.
    #[graphql(complexity = "6 * child_complexity")]
    async fn priorities(&self) -> Result<Vec<ScoredPriority>> {
        let card: Card = serde_json::from_str(&self.content)?;
        let mut position = 0..;
        let priority = |it: sextant_domain::scorecard::ScoredPriority| ScoredPriority {
            number: i32::try_from(it.number).unwrap_or_default(),
            title: it.title,
            lines: it
                .lines
                .into_iter()
                .zip(&mut position)
                .map(|(line, at)| ScorecardLine::new(line, self.key.clone(), at))
                .collect(),
        };
        Ok(card.priorities.into_iter().map(priority).collect())
    }

    /// The line of an indicator for a pupil group, the first where several commitments have it; null where the scorecard has
    /// none.
    async fn line(
        &self,
        #[graphql(desc = "The indicator's code: `ATT-08`.")] indicator: String,
        #[graphql(
            desc = "The pupil group: `disadvantage:disadvantaged`; everybody when not said.",
            default_with = "String::from(TOTAL)"
        )]
        group: String,
    ) -> Result<Option<ScorecardLine>> {
        let card: Card = serde_json::from_str(&self.content)?;
        let mut lines = card.priorities.into_iter().flat_map(|priority| priority.lines).enumerate();
        let found = lines.find(|(_, line)| line.indicator == indicator && line.breakdown == group);
        Ok(found.map(|(at, line)| ScorecardLine::new(line, self.key.clone(), at)))
    }
}
