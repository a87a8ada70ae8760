//! What the measures of rigour and partnership are counted from.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use sextant_domain::delivery::rigour::{
    ActivityFact, BidFact, Engagement, PartnershipFact, RecommendationFact, RigourFacts, VisitFact,
};
use sextant_domain::delivery::{
    ActionTimes, ActivityStatus, ClaimMethod, PartnershipGap, PartnershipState, PartnershipStatus, VisitStatus,
    partnership_gaps,
};

use crate::entities::{
    action, activity, contribution, funding_bid, partnership, partnership_outcome, recommendation, visit,
};
use crate::error::{Result, unknown};
use crate::ledger::Knowledge;
use crate::{landscape, query, sql};

#[derive(Debug, FromQueryResult)]
struct MemberRow {
    urn: i32,
    from_day: NaiveDate,
    to_day: Option<NaiveDate>,
}

/// Loads a council's records for the days `from` to `through`, with the register and the inspections as known at a position:
/// a fixed number of statements. The scorecard's own lines are left to whoever compiles it. `None` where there is no such
/// council.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn rigour_facts(
    connection: &impl ConnectionTrait,
    (council, authority): (&str, i32),
    (from, through): (NaiveDate, NaiveDate),
    known: Knowledge,
) -> Result<Option<RigourFacts>> {
    let after = through.checked_add_days(Days::new(1)).unwrap_or(through);
    let Some(ledger) = query::no_surprise::inputs(connection, council, (from, after), known).await? else {
        return Ok(None);
    };
    let visits = visits(connection, council).await?;
    let mut engagements: Vec<Engagement> = visits.iter().filter_map(|(urn, visit)| visited(*urn, visit)).collect();
    engagements.extend(memberships(connection, council).await?);
    engagements.extend(reached(connection, council).await?);
    Ok(Some(RigourFacts {
        visits: visits.into_iter().map(|(_, visit)| visit).collect(),
        actions: actions(connection, council).await?,
        assessments: ledger.assessments,
        inspections: ledger.inspections,
        academies: landscape::load(connection, authority, known, through).await?.academies(),
        engagements,
        partnerships: partnerships(connection, council, through).await?,
        recommendations: recommendations(connection, council).await?,
        bids: bids(connection, council).await?,
        activities: activities(connection, council).await?,
        lines: None,
    }))
}

async fn visits(connection: &impl ConnectionTrait, council: &str) -> Result<Vec<(i32, VisitFact)>> {
    let rows: Vec<(i32, NaiveDate, i16, Option<NaiveDate>)> = visit::Entity::find()
        .filter(visit::Column::CouncilCode.eq(council))
        .select_only()
        .columns([visit::Column::Urn, visit::Column::Day, visit::Column::Status, visit::Column::SharedOn])
        .into_tuple()
        .all(connection)
        .await?;
    let read = |(urn, day, status, shared_on)| {
        let status = VisitStatus::from_number(status).ok_or_else(|| unknown("status of a visit", status))?;
        Ok((urn, VisitFact { day, status, shared_on }))
    };
    rows.into_iter().map(read).collect()
}

/// A school that was visited took part on that day.
fn visited(urn: i32, visit: &VisitFact) -> Option<Engagement> {
    let held = visit.status == VisitStatus::Held;
    held.then(|| Engagement { urn: urn as u32, from: visit.day, to: visit.day.succ_opt() })
}

/// The schools that are members of active partnerships themselves; a trust's membership is not each of its schools'.
async fn memberships(connection: &impl ConnectionTrait, council: &str) -> Result<Vec<Engagement>> {
    let text = "SELECT o.urn, m.from_day, m.to_day FROM partnership_member m \
                JOIN organisation o ON o.council_code = m.council_code AND o.id = m.organisation_id \
                JOIN partnership p ON p.council_code = m.council_code AND p.id = m.partnership_id \
                WHERE m.council_code = ? AND p.status = ? AND o.urn IS NOT NULL ORDER BY o.urn, m.from_day";
    let values = [council.into(), PartnershipStatus::Active.number().into()];
    let rows = MemberRow::find_by_statement(sql::statement(connection.get_database_backend(), text, values))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| Engagement { urn: row.urn as u32, from: row.from_day, to: row.to_day }).collect())
}

/// The schools that activities reach which run or ran: from the first day until the activity is over.
async fn reached(connection: &impl ConnectionTrait, council: &str) -> Result<Vec<Engagement>> {
    let text = "SELECT s.urn, a.from_day, a.to_day FROM activity_school s \
                JOIN activity a ON a.council_code = s.council_code AND a.id = s.activity_id \
                WHERE s.council_code = ? AND a.status <> ? ORDER BY s.urn, a.from_day, a.id";
    let values = [council.into(), ActivityStatus::Planned.number().into()];
    let rows = MemberRow::find_by_statement(sql::statement(connection.get_database_backend(), text, values))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| Engagement { urn: row.urn as u32, from: row.from_day, to: row.to_day }).collect())
}

async fn recommendations(connection: &impl ConnectionTrait, council: &str) -> Result<Vec<RecommendationFact>> {
    let rows: Vec<(NaiveDate, Option<NaiveDate>)> = recommendation::Entity::find()
        .filter(recommendation::Column::CouncilCode.eq(council))
        .select_only()
        .columns([recommendation::Column::ResponseDue, recommendation::Column::RespondedOn])
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|(response_due, responded_on)| RecommendationFact { response_due, responded_on }).collect())
}

/// The bids that were decided; one that was lost was awarded nothing.
async fn bids(connection: &impl ConnectionTrait, council: &str) -> Result<Vec<BidFact>> {
    let rows: Vec<(Option<NaiveDate>, Option<i64>)> = funding_bid::Entity::find()
        .filter(funding_bid::Column::CouncilCode.eq(council))
        .filter(funding_bid::Column::DecidedOn.is_not_null())
        .select_only()
        .columns([funding_bid::Column::DecidedOn, funding_bid::Column::Awarded])
        .into_tuple()
        .all(connection)
        .await?;
    let read = |(decided_on, awarded): (Option<NaiveDate>, Option<i64>)| {
        Some(BidFact { decided_on: decided_on?, awarded: awarded.unwrap_or(0) })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// The activities that have an end, with whether a contribution of them has evidence of at least a comparison.
async fn activities(connection: &impl ConnectionTrait, council: &str) -> Result<Vec<ActivityFact>> {
    let compared: BTreeSet<String> = contribution::Entity::find()
        .filter(contribution::Column::CouncilCode.eq(council))
        .filter(contribution::Column::Strength.gte(ClaimMethod::Comparator.ceiling()))
        .select_only()
        .column(contribution::Column::ActivityId)
        .distinct()
        .into_tuple::<String>()
        .all(connection)
        .await?
        .into_iter()
        .collect();
    let rows: Vec<(String, Option<NaiveDate>)> = activity::Entity::find()
        .filter(activity::Column::CouncilCode.eq(council))
        .filter(activity::Column::ToDay.is_not_null())
        .select_only()
        .columns([activity::Column::Id, activity::Column::ToDay])
        .into_tuple()
        .all(connection)
        .await?;
    let read = |(id, to): (String, Option<NaiveDate>)| Some(ActivityFact { to: to?, compared: compared.contains(&id) });
    Ok(rows.into_iter().filter_map(read).collect())
}

async fn actions(connection: &impl ConnectionTrait, council: &str) -> Result<Vec<ActionTimes>> {
    let rows: Vec<(NaiveDate, Option<NaiveDate>)> = action::Entity::find()
        .filter(action::Column::CouncilCode.eq(council))
        .select_only()
        .columns([action::Column::Due, action::Column::ClosedOn])
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|(due, closed_on)| ActionTimes { due, closed_on }).collect())
}

async fn partnerships(
    connection: &impl ConnectionTrait,
    council: &str,
    day: NaiveDate,
) -> Result<Vec<PartnershipFact>> {
    let with_outcome: BTreeSet<String> = partnership_outcome::Entity::find()
        .filter(partnership_outcome::Column::CouncilCode.eq(council))
        .select_only()
        .column(partnership_outcome::Column::PartnershipId)
        .distinct()
        .into_tuple::<String>()
        .all(connection)
        .await?
        .into_iter()
        .collect();
    let rows = partnership::Entity::find().filter(partnership::Column::CouncilCode.eq(council)).all(connection).await?;
    let read = |row: partnership::Model| {
        let status = PartnershipStatus::from_number(row.status);
        let status = status.ok_or_else(|| unknown("status of a partnership", row.status))?;
        let state = PartnershipState {
            status,
            lead_officer: &row.lead_officer,
            review_on: row.review_on,
            has_outcome: with_outcome.contains(&row.id),
        };
        // A review that is overdue has a date: whether it was held is another question.
        let accountable = partnership_gaps(state, day).iter().all(|gap| *gap == PartnershipGap::ReviewOverdue);
        let active = status == PartnershipStatus::Active;
        Ok(PartnershipFact { active, from: row.from_day, to: row.to_day, accountable })
    };
    rows.into_iter().map(read).collect()
}
