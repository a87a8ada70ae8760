//! Early-warning flags.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use sextant_domain::delivery::{FlagStatus, WarningRule};
use sextant_store::entities::flag;

use super::organisation::some;
use super::risk::school;
use super::{Action, Partnership, School};
use crate::enums;
use crate::ids::id;
use crate::loaders::{ActionById, PartnershipById, load};
use crate::scalars::{Date, DateTime};

/// Something that a rule found in the council's data and that somebody has to look at. Rules raise flags, people close them.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Flag {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every change; a change names the version that it was made from.
    version: i32,
    /// The rule that raised it.
    rule: Option<enums::WarningRule>,
    /// Why, with the figures or days that decided.
    reason: String,
    /// The day it was raised.
    raised_on: Date,
    /// Where it stands.
    status: Option<enums::FlagStatus>,
    /// When it was closed; null while it is open.
    closed_at: Option<DateTime>,
    /// Who closed it; null while it is open.
    closed_by: Option<String>,
    /// What was found and what is done about it; null while it is open.
    note: Option<String>,
    /// The line of a strategy's scorecards that it is about; null where it is about something else.
    line: Option<FlaggedLine>,
    #[graphql(skip)]
    row: flag::Model,
}

/// The line of a strategy's scorecards that a flag is about.
#[derive(Clone, Debug, SimpleObject)]
pub struct FlaggedLine {
    /// The strategy's code.
    strategy: String,
    /// The indicator's code.
    indicator: String,
    /// The pupil group.
    group: String,
    /// The term of the scorecard: `2025/26-autumn`.
    term: String,
}

impl From<flag::Model> for Flag {
    fn from(row: flag::Model) -> Self {
        let line = match (&row.strategy_code, &row.indicator_code, &row.breakdown) {
            (Some(strategy), Some(indicator), Some(group)) => Some(FlaggedLine {
                strategy: strategy.clone(),
                indicator: indicator.clone(),
                group: group.clone(),
                term: row.occasion.clone(),
            }),
            _ => None,
        };
        Self {
            id: id("Flag", &row.id),
            version: row.version,
            rule: WarningRule::from_number(row.rule).map(Into::into),
            reason: row.reason.clone(),
            raised_on: Date(row.raised_on),
            status: FlagStatus::from_number(row.status).map(Into::into),
            closed_at: row.closed_at.and_then(chrono::DateTime::from_timestamp_millis).map(DateTime),
            closed_by: some(&row.closed_by),
            note: some(&row.note),
            line,
            row,
        }
    }
}

#[ComplexObject]
impl Flag {
    /// The school it is about, as it is known today; null where it is about none.
    async fn school(&self, context: &Context<'_>) -> Result<Option<School>> {
        match self.row.urn {
            Some(urn) => school(context, urn).await,
            None => Ok(None),
        }
    }

    /// The action it is about; null where it is about something else.
    async fn action(&self, context: &Context<'_>) -> Result<Option<Action>> {
        let Some(action) = self.row.action_id.clone() else { return Ok(None) };
        Ok(load(context, ActionById(self.row.council_code.clone(), action)).await?.map(Into::into))
    }

    /// The partnership it is about; null where it is about something else.
    async fn partnership(&self, context: &Context<'_>) -> Result<Option<Partnership>> {
        let Some(partnership) = self.row.partnership_id.clone() else { return Ok(None) };
        Ok(load(context, PartnershipById(self.row.council_code.clone(), partnership)).await?.map(Into::into))
    }
}
