//! Anything by its opaque id, whatever it is.

use async_graphql::{Context, ID, Interface, Object, Result};
use futures_util::future::try_join_all;
use sextant_domain::access::Role;

use crate::batch::Key;
use crate::context::{acts_for, known};
use crate::error::{code, user_error};
use crate::ids::parts;
use crate::loaders::{
    ActionById, ActivityById, AssessmentById, BidById, CommentaryById, ContributionById, FlagById, ImpactById,
    IndicatorByCode, MeetingById, OrganisationById, OutcomeByKey, PartnershipById, PlaceById, PolicyById,
    RecommendationById, SchoolByUrn, ScorecardByKey, SnapshotByKey, StrategyByCode, StreamById, TrustByUid, VisitById,
    load,
};
use crate::paging::MAX_PAGE;
use crate::types::{
    Action, Activity, Commentary, Contribution, EqualityImpact, Flag, FundingBid, FundingStream, Indicator,
    Organisation, Outcome, Partnership, Place, Recommendation, RiskAssessment, RiskPolicy, School, Scorecard,
    ScrutinyMeeting, Snapshot, Strategy, Trust, Visit,
};

/// What has an id of its own and can be read by it.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "The opaque id: the same for as long as the thing is."))]
pub enum Node {
    Place(Place),
    School(School),
    Trust(Trust),
    Indicator(Indicator),
    Outcome(Outcome),
    Strategy(Strategy),
    Scorecard(Scorecard),
    Snapshot(Snapshot),
    Organisation(Organisation),
    Partnership(Partnership),
    Activity(Activity),
    FundingBid(FundingBid),
    FundingStream(FundingStream),
    Contribution(Contribution),
    RiskPolicy(RiskPolicy),
    RiskAssessment(RiskAssessment),
    Visit(Visit),
    Action(Action),
    Flag(Flag),
    ScrutinyMeeting(ScrutinyMeeting),
    Recommendation(Recommendation),
    EqualityImpact(EqualityImpact),
    Commentary(Commentary),
}

#[derive(Default)]
pub(crate) struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The thing with this id; null when there is none, or when it is another council's. What a list is refused to, its things are too.
    async fn node(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The opaque id that the thing gave of itself.")] id: ID,
    ) -> Result<Option<Node>> {
        found(context, &id).await
    }

    /// The things with these ids, in their order; null for what is not there.
    #[graphql(complexity = "ids.len().max(1) * child_complexity")]
    async fn nodes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The opaque ids: at most 100.")] ids: Vec<ID>,
    ) -> Result<Option<Vec<Option<Node>>>> {
        if ids.len() > MAX_PAGE as usize {
            let message = format!("'ids' names {} things: at most {MAX_PAGE} are read at once", ids.len());
            return Err(user_error(code::BAD_USER_INPUT, message));
        }
        try_join_all(ids.iter().map(|id| found(context, id))).await.map(Some)
    }
}

async fn found(context: &Context<'_>, id: &ID) -> Result<Option<Node>> {
    let Some((kind, key)) = parts(id) else { return Ok(None) };
    Ok(match kind.as_str() {
        "Place" | "School" | "Trust" => of_register(context, &kind, &key).await?,
        "Indicator" => load(context, IndicatorByCode(key)).await?.map(|row| Node::Indicator(row.into())),
        "Strategy" => load(context, StrategyByCode(key)).await?.map(|row| Node::Strategy(row.into())),
        "Outcome" | "Scorecard" | "Snapshot" => published(context, &kind, &key).await?,
        _ => written(context, &kind, key).await?,
    })
}

async fn of_register(context: &Context<'_>, kind: &str, key: &str) -> Result<Option<Node>> {
    let Ok(number) = key.parse() else { return Ok(None) };
    if kind == "Place" {
        return Ok(load(context, PlaceById(number)).await?.map(|row| Node::Place(row.into())));
    }
    let known = known(context, None).await?;
    Ok(if kind == "School" {
        load(context, SchoolByUrn(number, known)).await?.map(|row| Node::School(School::new(row, known)))
    } else {
        load(context, TrustByUid(number, known)).await?.map(|row| Node::Trust(Trust::new(row, known)))
    })
}

async fn published(context: &Context<'_>, kind: &str, key: &str) -> Result<Option<Node>> {
    let parts: Vec<&str> = key.split('/').collect();
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i64>().ok());
    let small = |at: usize| number(at).and_then(|number| i32::try_from(number).ok());
    let strategy = (*parts.first().unwrap_or(&"")).to_owned();
    Ok(match (kind, parts.len()) {
        ("Outcome", 4) => {
            let (Some(series), Some(place), Some(period), Some(at)) = (small(0), small(1), small(2), number(3)) else {
                return Ok(None);
            };
            let row = load(context, OutcomeByKey(series, place, period, at)).await?;
            let known = known(context, None).await?;
            row.map(|row| Node::Outcome(Outcome::new(row, known)))
        }
        ("Scorecard", 4) => {
            let (Some(year), Some(term), Some(revision)) = (number(1), number(2), number(3)) else { return Ok(None) };
            let row = load(context, ScorecardByKey(strategy, year, term, revision)).await?;
            row.map(|row| Node::Scorecard(row.into()))
        }
        ("Snapshot", 3) => {
            let (Some(year), Some(revision)) = (number(1), number(2)) else { return Ok(None) };
            load(context, SnapshotByKey(strategy, year, revision)).await?.map(|row| Node::Snapshot(row.into()))
        }
        _ => None,
    })
}

/// What the council's people wrote: for the roles that its list is for.
async fn written(context: &Context<'_>, kind: &str, key: String) -> Result<Option<Node>> {
    use Role::{Member, Officer};
    match kind {
        "Organisation" => {
            of(context, Member, |council| OrganisationById(council, key), |row| Node::Organisation(row.into())).await
        }
        "Partnership" => {
            of(context, Member, |council| PartnershipById(council, key), |row| Node::Partnership(row.into())).await
        }
        "Activity" => of(context, Member, |council| ActivityById(council, key), |row| Node::Activity(row.into())).await,
        "FundingBid" => of(context, Member, |council| BidById(council, key), |row| Node::FundingBid(row.into())).await,
        "FundingStream" => {
            of(context, Member, |council| StreamById(council, key), |row| Node::FundingStream(row.into())).await
        }
        "Contribution" => {
            of(context, Member, |council| ContributionById(council, key), |row| Node::Contribution(row.into())).await
        }
        "RiskPolicy" => {
            of(context, Officer, |council| PolicyById(council, key), |row| Node::RiskPolicy(row.into())).await
        }
        "RiskAssessment" => {
            of(context, Officer, |council| AssessmentById(council, key), |row| Node::RiskAssessment(row.into())).await
        }
        "Visit" => of(context, Officer, |council| VisitById(council, key), |row| Node::Visit(row.into())).await,
        "Action" => of(context, Officer, |council| ActionById(council, key), |row| Node::Action(row.into())).await,
        "Flag" => of(context, Officer, |council| FlagById(council, key), |row| Node::Flag(row.into())).await,
        "ScrutinyMeeting" => {
            of(context, Member, |council| MeetingById(council, key), |row| Node::ScrutinyMeeting(row.into())).await
        }
        "Recommendation" => {
            of(context, Member, |council| RecommendationById(council, key), |row| Node::Recommendation(row.into()))
                .await
        }
        "EqualityImpact" => {
            of(context, Member, |council| ImpactById(council, key), |row| Node::EqualityImpact(row.into())).await
        }
        "Commentary" => {
            of(context, Officer, |council| CommentaryById(council, key), |row| Node::Commentary(row.into())).await
        }
        _ => Ok(None),
    }
}

async fn of<K: Key>(
    context: &Context<'_>,
    least: Role,
    key: impl FnOnce(String) -> K,
    node: impl FnOnce(K::Value) -> Node,
) -> Result<Option<Node>> {
    let council = acts_for(context, least)?;
    Ok(load(context, key(council)).await?.map(node))
}
