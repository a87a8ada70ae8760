//! Connections: pages by cursor, counted only when asked.

use std::cmp::Ordering;

use async_graphql::{Context, Error, Result, SimpleObject};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sextant_store::ledger::Knowledge;
use sextant_store::query::{self, Filter, Order, Page, PageRequest, Position, Scalar};

use crate::context::database;
use crate::error::{code, user_error};

/// Rows of a page when nobody says.
pub(crate) const DEFAULT_PAGE: i32 = 20;
/// The most rows of a page.
pub(crate) const MAX_PAGE: i32 = 100;

/// The arguments that every connection takes.
#[derive(Clone, Debug, Default)]
pub(crate) struct PageArgs {
    pub(crate) first: Option<i32>,
    pub(crate) after: Option<String>,
    pub(crate) last: Option<i32>,
    pub(crate) before: Option<String>,
}

/// A cursor, before it is made opaque.
#[derive(Serialize, Deserialize)]
struct Cursor {
    /// The version of the form.
    v: u8,
    /// The order it was made under.
    o: String,
    /// The place in that order.
    k: Vec<Key>,
}

#[derive(Serialize, Deserialize)]
enum Key {
    T(String),
    I(i64),
    D(chrono::NaiveDate),
    B(bool),
    N,
}

impl PageArgs {
    /// Turns the arguments into a page request.
    pub(crate) fn request<F>(&self, order: Vec<Order<F>>, order_name: &str) -> Result<PageRequest<F>> {
        let (size, backward) = match (self.first, self.last) {
            (Some(_), Some(_)) => {
                return Err(user_error(code::BAD_USER_INPUT, "give either 'first' or 'last', not both"));
            }
            (None, Some(last)) => (size("last", last)?, true),
            (first, None) => (size("first", first.unwrap_or(DEFAULT_PAGE))?, false),
        };
        let place = |cursor: &Option<String>| cursor.as_deref().map(|it| decode(it, order_name)).transpose();
        Ok(PageRequest { size, backward, after: place(&self.after)?, before: place(&self.before)?, order })
    }
}

fn size(name: &str, number: i32) -> Result<u64> {
    if (0..=MAX_PAGE).contains(&number) {
        return Ok(number as u64);
    }
    let message = format!("'{name}' is {number}: a page has 0 to {MAX_PAGE} rows; ask for the next page with a cursor");
    Err(user_error(code::BAD_USER_INPUT, message))
}

fn encode(position: &Position, order_name: &str) -> String {
    let keys = position
        .iter()
        .map(|scalar| match scalar {
            Scalar::Text(text) => Key::T(text.clone()),
            Scalar::Int(number) => Key::I(*number),
            Scalar::Day(day) => Key::D(*day),
            Scalar::Bool(yes) => Key::B(*yes),
            Scalar::Null => Key::N,
        })
        .collect();
    let json = serde_json::to_vec(&Cursor { v: 1, o: order_name.to_owned(), k: keys }).unwrap_or_default();
    BASE64_URL_SAFE_NO_PAD.encode(json)
}

fn decode(cursor: &str, order_name: &str) -> Result<Position> {
    let bad = |why: &str| user_error(code::BAD_CURSOR, format!("the cursor {why}: begin again without one"));
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).map_err(|_| bad("was not made by this API"))?;
    let decoded: Cursor = serde_json::from_slice(&bytes).map_err(|_| bad("was not made by this API"))?;
    if decoded.v != 1 || decoded.o != order_name {
        return Err(bad("was made under another order"));
    }
    Ok(decoded
        .k
        .into_iter()
        .map(|key| match key {
            Key::T(text) => Scalar::Text(text),
            Key::I(number) => Scalar::Int(number),
            Key::D(day) => Scalar::Day(day),
            Key::B(yes) => Scalar::Bool(yes),
            Key::N => Scalar::Null,
        })
        .collect())
}

/// What is counted when `totalCount` is selected; nothing is counted when it is not.
pub(crate) enum TotalCount {
    Places(Filter<query::places::PlaceField>),
    Schools(Filter<query::schools::SchoolField>, Knowledge),
    Trusts(Filter<query::trusts::TrustField>, Knowledge),
    Indicators(Filter<query::indicators::IndicatorField>),
    Outcomes(Filter<query::outcomes::OutcomeField>, Knowledge),
    Findings(Filter<query::findings::FindingField>, query::findings::AsKnown),
    Strategies(Filter<query::strategies::StrategyField>),
    Scorecards(Filter<query::scorecards::ScorecardField>),
    Snapshots(Filter<query::snapshots::SnapshotField>),
    Organisations(Filter<query::organisations::OrganisationField>),
    Partnerships(query::partnerships::PartnershipQuery),
    Audit(Filter<query::audit::AuditField>),
    Assessments(query::risk::AssessmentQuery),
    Visits(Filter<query::visits::VisitField>),
    Actions(query::actions::ActionQuery),
    Flags(Filter<query::flags::FlagField>),
    Activities(query::activities::ActivityQuery),
    Bids(Filter<query::funding::BidField>),
    Streams(Filter<query::funding::StreamField>),
    Contributions(Filter<query::contributions::ContributionField>),
    Meetings(Filter<query::scrutiny::MeetingField>),
    Recommendations(query::recommendations::RecommendationQuery),
    Impacts(query::equality::ImpactQuery),
    Commentary(Filter<query::commentary::CommentaryField>),
}

impl TotalCount {
    async fn count(&self, context: &Context<'_>) -> Result<i32> {
        let connection = database(context).read();
        let count = match self {
            Self::Places(filter) => query::places::count(connection, filter).await?,
            Self::Schools(filter, known) => query::schools::count(connection, filter, *known).await?,
            Self::Trusts(filter, known) => query::trusts::count(connection, filter, *known).await?,
            Self::Indicators(filter) => query::indicators::count(connection, filter).await?,
            Self::Outcomes(filter, known) => query::outcomes::count(connection, filter, *known).await?,
            Self::Findings(filter, at) => query::findings::count(connection, filter, *at).await?,
            Self::Strategies(filter) => query::strategies::count(connection, filter).await?,
            Self::Scorecards(filter) => query::scorecards::count(connection, filter).await?,
            Self::Snapshots(filter) => query::snapshots::count(connection, filter).await?,
            Self::Organisations(filter) => query::organisations::count(connection, filter).await?,
            Self::Partnerships(query) => query::partnerships::count(connection, query).await?,
            Self::Audit(filter) => query::audit::count(connection, filter).await?,
            Self::Assessments(query) => query::risk::count(connection, query).await?,
            Self::Visits(filter) => query::visits::count(connection, filter).await?,
            Self::Actions(query) => query::actions::count(connection, query).await?,
            Self::Flags(filter) => query::flags::count(connection, filter).await?,
            Self::Activities(query) => query::activities::count(connection, query).await?,
            Self::Bids(filter) => query::funding::count_bids(connection, filter).await?,
            Self::Streams(filter) => query::funding::count_streams(connection, filter).await?,
            Self::Contributions(filter) => query::contributions::count(connection, filter).await?,
            Self::Meetings(filter) => query::scrutiny::count(connection, filter).await?,
            Self::Recommendations(query) => query::recommendations::count(connection, query).await?,
            Self::Impacts(query) => query::equality::count(connection, query).await?,
            Self::Commentary(filter) => query::commentary::count(connection, filter).await?,
        };
        i32::try_from(count).map_err(Error::from)
    }
}

/// Where a page stands in its list.
#[derive(Clone, Debug, SimpleObject)]
pub struct PageInfo {
    /// Whether rows come before this page.
    has_previous_page: bool,
    /// Whether rows follow this page.
    has_next_page: bool,
    /// The cursor of the first row; null on an empty page.
    start_cursor: Option<String>,
    /// The cursor of the last row; null on an empty page. Give it as `after` to read on.
    end_cursor: Option<String>,
}

impl PageInfo {
    fn of<N>(nodes: &[(String, N)], has_previous_page: bool, has_next_page: bool) -> Self {
        Self {
            has_previous_page,
            has_next_page,
            start_cursor: nodes.first().map(|(cursor, _)| cursor.clone()),
            end_cursor: nodes.last().map(|(cursor, _)| cursor.clone()),
        }
    }
}

/// A page on its way to becoming a connection: nodes with their cursors, where it stands, what is counted.
pub(crate) struct Slice<N> {
    nodes: Vec<(String, N)>,
    page_info: PageInfo,
    total: TotalCount,
}

/// A page of rows as nodes with cursors.
pub(crate) fn slice<R, N>(page: Page<R>, total: TotalCount, order_name: &str, node: impl Fn(R) -> N) -> Slice<N> {
    let nodes: Vec<(String, N)> =
        page.rows.into_iter().map(|(position, row)| (encode(&position, order_name), node(row))).collect();
    Slice { page_info: PageInfo::of(&nodes, page.has_previous, page.has_next), nodes, total }
}

/// A page of what was put in order in memory.
pub(crate) struct Cut<N> {
    pub(crate) nodes: Vec<(String, N)>,
    pub(crate) page_info: PageInfo,
    pub(crate) total: i32,
}

/// Cuts a page out of all rows with their places, which are in order.
pub(crate) fn cut_at<N>(
    rows: Vec<(Position, N)>,
    page: &PageArgs,
    order_name: &str,
    in_order: impl Fn(&[Scalar], &[Scalar]) -> Ordering,
) -> Result<Cut<N>> {
    let request = page.request::<()>(Vec::new(), order_name)?;
    let total = i32::try_from(rows.len())?;
    let before = match &request.after {
        Some(after) => rows.partition_point(|(place, _)| in_order(place, after) != Ordering::Greater),
        None => 0,
    };
    let nodes = rows.into_iter().skip(before).take(request.size as usize);
    let nodes: Vec<(String, N)> = nodes.map(|(place, node)| (encode(&place, order_name), node)).collect();
    let has_next = before + nodes.len() < total as usize;
    Ok(Cut { page_info: PageInfo::of(&nodes, before > 0, has_next), nodes, total })
}

/// Declares the connection and the edge of a type.
macro_rules! connections {
    ($($(#[$doc:meta])* $connection:ident of $edge:ident to $node:ident;)+) => {
        $(
            $(#[$doc])*
            #[derive(SimpleObject)]
            #[graphql(complex)]
            pub struct $connection {
                /// The rows with their cursors.
                edges: Vec<$edge>,
                /// Where the page stands in the list.
                page_info: PageInfo,
                #[graphql(skip)]
                total: TotalCount,
            }

            /// A row of a page with its cursor.
            #[derive(SimpleObject)]
            pub struct $edge {
                /// The row's place in the order of the list; opaque.
                cursor: String,
                /// The row.
                node: crate::types::$node,
            }

            #[async_graphql::ComplexObject]
            impl $connection {
                /// The rows without their cursors.
                async fn nodes(&self) -> Vec<&crate::types::$node> {
                    self.edges.iter().map(|edge| &edge.node).collect()
                }

                /// How many match in all, whatever the page. Counted only when selected.
                #[graphql(complexity = 20)]
                async fn total_count(&self, context: &Context<'_>) -> Result<i32> {
                    self.total.count(context).await
                }
            }

            impl From<Slice<crate::types::$node>> for $connection {
                fn from(slice: Slice<crate::types::$node>) -> Self {
                    let edges = slice.nodes.into_iter().map(|(cursor, node)| $edge { cursor, node });
                    Self { edges: edges.collect(), page_info: slice.page_info, total: slice.total }
                }
            }
        )+
    };
}

connections! {
    /// A page of places.
    PlaceConnection of PlaceEdge to Place;
    /// A page of schools.
    SchoolConnection of SchoolEdge to School;
    /// A page of trusts.
    TrustConnection of TrustEdge to Trust;
    /// A page of indicators.
    IndicatorConnection of IndicatorEdge to Indicator;
    /// A page of outcomes.
    OutcomeConnection of OutcomeEdge to Outcome;
    /// A page of findings.
    FindingConnection of FindingEdge to Finding;
    /// A page of strategies.
    StrategyConnection of StrategyEdge to Strategy;
    /// A page of scorecards.
    ScorecardConnection of ScorecardEdge to Scorecard;
    /// A page of progress snapshots.
    SnapshotConnection of SnapshotEdge to Snapshot;
    /// A page of organisations.
    OrganisationConnection of OrganisationEdge to Organisation;
    /// A page of partnerships.
    PartnershipConnection of PartnershipEdge to Partnership;
    /// A page of assessments of schools' risk.
    RiskAssessmentConnection of RiskAssessmentEdge to RiskAssessment;
    /// A page of visits.
    VisitConnection of VisitEdge to Visit;
    /// A page of actions.
    ActionConnection of ActionEdge to Action;
    /// A page of early-warning flags.
    FlagConnection of FlagEdge to Flag;
    /// A page of activities.
    ActivityConnection of ActivityEdge to Activity;
    /// A page of bids for funding.
    FundingBidConnection of FundingBidEdge to FundingBid;
    /// A page of streams of funding.
    FundingStreamConnection of FundingStreamEdge to FundingStream;
    /// A page of contributions.
    ContributionConnection of ContributionEdge to Contribution;
    /// A page of meetings of scrutiny.
    ScrutinyMeetingConnection of ScrutinyMeetingEdge to ScrutinyMeeting;
    /// A page of recommendations.
    RecommendationConnection of RecommendationEdge to Recommendation;
    /// A page of equality impacts.
    EqualityImpactConnection of EqualityImpactEdge to EqualityImpact;
    /// A page of commentary.
    CommentaryConnection of CommentaryEdge to Commentary;
    /// A page of audit entries.
    AuditEntryConnection of AuditEntryEdge to AuditEntry;
}
