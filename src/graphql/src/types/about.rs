//! What records of scrutiny and equality are about: commitments, and outcomes with what became of them.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use sextant_domain::delivery::term_from;
use sextant_domain::{AcademicYear as Year, Term, TermOfYear};

use super::line::ScorecardLine;
use super::outcome::PupilGroup;
use super::{Indicator, Strategy};
use crate::enums;
use crate::loaders::{CalendarOf, IndicatorByCode, LinesByTerm, MeetingById, NewestCard, StrategyByCode, load};
use crate::scalars::AcademicYear;

/// A commitment that something is about.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct NamedCommitment {
    /// The strategy's code.
    strategy_code: String,
    /// The commitment's code.
    commitment_code: String,
}

/// An outcome that was spoken of at a meeting: an indicator for a pupil group.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct NamedOutcome {
    /// The strategy's code.
    strategy_code: String,
    /// The indicator's code.
    indicator_code: String,
    /// The pupil group.
    group: PupilGroup,
    #[graphql(skip)]
    breakdown: String,
    #[graphql(skip)]
    meeting: (String, String),
}

/// A line on the published scorecard of a term.
#[derive(Clone, Debug, SimpleObject)]
pub struct TermLine {
    /// The academic year.
    academic_year: AcademicYear,
    /// The term.
    term: enums::Term,
    /// The revision of the scorecard: the one with the latest knowledge.
    revision: i32,
    /// The line, with its value, colour and direction of travel.
    line: ScorecardLine,
}

impl NamedCommitment {
    pub(crate) const fn new(strategy_code: String, commitment_code: String) -> Self {
        Self { strategy_code, commitment_code }
    }
}

impl NamedOutcome {
    /// An outcome (strategy, indicator, pupil group) that was spoken of at a meeting (council, id).
    pub(crate) fn new(
        (strategy_code, indicator_code, breakdown): (String, String, String),
        meeting: (String, String),
    ) -> Self {
        Self { strategy_code, indicator_code, group: PupilGroup::named(&breakdown), breakdown, meeting }
    }

    /// The term that the meeting's day lies in or comes before, by the calendar of the strategy as it is now.
    async fn first_term(&self, context: &Context<'_>) -> Result<Option<TermOfYear>> {
        let (council, id) = self.meeting.clone();
        let Some(meeting) = load(context, MeetingById(council, id)).await? else { return Ok(None) };
        let Some(strategy) = load(context, StrategyByCode(self.strategy_code.clone())).await? else { return Ok(None) };
        let key = CalendarOf(strategy.council_code, strategy.code, strategy.version);
        let calendar = load(context, key).await?.unwrap_or_default();
        let terms = calendar.iter().filter_map(|row| Some((of_year(row.year_start, row.term)?, row.ends)));
        Ok(term_from(meeting.day, terms))
    }
}

fn of_year(year: i16, term: i16) -> Option<TermOfYear> {
    Some(TermOfYear { year: Year::starting(year.into())?, term: Term::from_number(term)? })
}

#[ComplexObject]
impl NamedCommitment {
    /// The strategy, as it is now.
    async fn strategy(&self, context: &Context<'_>) -> Result<Option<Strategy>> {
        Ok(load(context, StrategyByCode(self.strategy_code.clone())).await?.map(Into::into))
    }
}

#[ComplexObject]
impl NamedOutcome {
    /// The indicator, as the catalogue has it now.
    async fn indicator(&self, context: &Context<'_>) -> Result<Option<Indicator>> {
        Ok(load(context, IndicatorByCode(self.indicator_code.clone())).await?.map(Into::into))
    }

    /// Its line on the strategy's newest published scorecard; null where none is published.
    #[graphql(complexity = "5 + child_complexity")]
    async fn line(&self, context: &Context<'_>) -> Result<Option<ScorecardLine>> {
        let Some(card) = load(context, NewestCard(self.strategy_code.clone())).await? else { return Ok(None) };
        let (key, lines) = card.as_ref();
        let mut lines = lines.iter().enumerate();
        let found = lines.find(|(_, line)| line.indicator == self.indicator_code && line.breakdown == self.breakdown);
        Ok(found.map(|(at, line)| ScorecardLine::new(line.clone(), key.clone(), at)))
    }

    /// What became of it: its lines on the published scorecards from the term of the meeting on (the next one where the meeting lies
    /// between two), in the order of the terms, each in the revision with the latest knowledge.
    #[graphql(complexity = "6 * child_complexity")]
    async fn later_lines(&self, context: &Context<'_>) -> Result<Vec<TermLine>> {
        let Some(first) = self.first_term(context).await? else { return Ok(Vec::new()) };
        let key = LinesByTerm(self.strategy_code.clone(), self.indicator_code.clone(), self.breakdown.clone());
        let lines = load(context, key).await?.unwrap_or_default();
        let later = lines.iter().filter_map(|published| {
            let (card, position, line) = published.as_ref();
            let term = card.term().filter(|term| *term >= first)?;
            Some(TermLine {
                academic_year: AcademicYear(term.year),
                term: term.term.into(),
                revision: card.revision(),
                line: ScorecardLine::new(line.clone(), card.clone(), *position),
            })
        });
        Ok(later.collect())
    }
}
