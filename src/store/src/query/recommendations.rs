//! Recommendations of scrutiny committees.

use chrono::NaiveDate;
use sea_orm::sea_query::{Condition, ExprTrait, IntoCondition, Query, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};

use super::filter::{Filter, Scalar, Test};
use super::group::{Group, grouped};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::{
    recommendation, recommendation_commitment, recommendation_outcome, recommendation_progress, scrutiny_meeting,
};
use crate::error::Result;

/// The fields of recommendations that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecommendationField {
    /// The council's code.
    Council,
    /// The id.
    Id,
    /// The meeting's id.
    Meeting,
    /// The committee that made it; searched in folded form. No list is ordered by it.
    Body,
    /// The day of the meeting. No list is ordered by it.
    MeetingDay,
    /// Of whom it asks; searched in folded form.
    AddressedTo,
    /// The day on which it was received.
    ReceivedOn,
    /// The last day on which an answer is on time.
    ResponseDue,
    /// The day of the answer.
    RespondedOn,
    /// Whether the answer was on time; neither while there is none. No list is ordered by it.
    OnTime,
    /// The number of what was made of it.
    Accepted,
    /// The number of how far it has come.
    Implementation,
    /// The code of an indicator that it is about. No list is ordered by it.
    Indicator,
    /// The code of a commitment that it is about. No list is ordered by it.
    Commitment,
}

/// What recommendations are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecommendationQuery {
    /// Tests of their own fields.
    pub filter: Filter<RecommendationField>,
    /// Their answer was overdue at the end of this day.
    pub overdue_on: Option<NaiveDate>,
    /// They had been received by the end of this day, and were not answered by then.
    pub unanswered_on: Option<NaiveDate>,
}

impl Listed for recommendation::Model {
    type Field = RecommendationField;
    const UNIQUE: &'static [RecommendationField] = &[RecommendationField::Council, RecommendationField::Id];

    fn expression(field: RecommendationField) -> SimpleExpr {
        use RecommendationField as Field;
        match field {
            Field::Council => recommendation::Column::CouncilCode,
            Field::Id => recommendation::Column::Id,
            Field::Meeting => recommendation::Column::MeetingId,
            Field::AddressedTo => recommendation::Column::FoldedAddressedTo,
            Field::ReceivedOn => recommendation::Column::ReceivedOn,
            Field::ResponseDue => recommendation::Column::ResponseDue,
            Field::RespondedOn => recommendation::Column::RespondedOn,
            Field::Accepted => recommendation::Column::Accepted,
            Field::Implementation => recommendation::Column::Implementation,
            Field::Body => return of_meeting(scrutiny_meeting::Column::FoldedBody),
            Field::MeetingDay => return of_meeting(scrutiny_meeting::Column::Day),
            Field::OnTime => return on_time(),
            Field::Indicator => return about_outcome(&Test::IsNull(false)),
            Field::Commitment => return about_commitment(&Test::IsNull(false)),
        }
        .into_expr()
    }

    fn nullable(field: RecommendationField) -> bool {
        matches!(field, RecommendationField::RespondedOn | RecommendationField::Accepted)
    }

    fn scalar(&self, field: RecommendationField) -> Scalar {
        use RecommendationField as Field;
        match field {
            Field::Council => Scalar::Text(self.council_code.clone()),
            Field::Id => Scalar::Text(self.id.clone()),
            Field::Meeting => Scalar::Text(self.meeting_id.clone()),
            Field::AddressedTo => Scalar::Text(self.folded_addressed_to.clone()),
            Field::ReceivedOn => Scalar::Day(self.received_on),
            Field::ResponseDue => Scalar::Day(self.response_due),
            Field::RespondedOn => self.responded_on.map_or(Scalar::Null, Scalar::Day),
            Field::Accepted => self.accepted.map_or(Scalar::Null, |number| Scalar::Int(number.into())),
            Field::Implementation => Scalar::Int(self.implementation.into()),
            Field::Body | Field::MeetingDay | Field::OnTime | Field::Indicator | Field::Commitment => Scalar::Null,
        }
    }
}

/// A column of the meeting that made the recommendation.
fn of_meeting(column: scrutiny_meeting::Column) -> SimpleExpr {
    use scrutiny_meeting::Column;
    let mine = Condition::all()
        .add(Column::CouncilCode.into_expr().eq(recommendation::Column::CouncilCode.into_expr()))
        .add(Column::Id.into_expr().eq(recommendation::Column::MeetingId.into_expr()));
    let query = Query::select().expr(column.into_expr()).from(scrutiny_meeting::Entity).cond_where(mine).to_owned();
    SimpleExpr::SubQuery(None, Box::new(query.into()))
}

/// Whether it was answered on time. Where there is no answer it is false and not null, so that `not` has what it says.
fn on_time() -> SimpleExpr {
    let responded = || recommendation::Column::RespondedOn.into_expr();
    responded().is_not_null().and(responded().lte(recommendation::Column::ResponseDue.into_expr()))
}

/// Whether it was answered late.
fn late() -> SimpleExpr {
    let responded = || recommendation::Column::RespondedOn.into_expr();
    responded().is_not_null().and(responded().gt(recommendation::Column::ResponseDue.into_expr()))
}

fn about_outcome(test: &Test) -> SimpleExpr {
    use recommendation_outcome::Column;
    let mine = Condition::all()
        .add(Column::CouncilCode.into_expr().eq(recommendation::Column::CouncilCode.into_expr()))
        .add(Column::RecommendationId.into_expr().eq(recommendation::Column::Id.into_expr()))
        .add(test.on(Column::IndicatorCode.into_expr()));
    SimpleExpr::exists(Query::select().expr(1).from(recommendation_outcome::Entity).cond_where(mine).to_owned())
}

fn about_commitment(test: &Test) -> SimpleExpr {
    use recommendation_commitment::Column;
    let mine = Condition::all()
        .add(Column::CouncilCode.into_expr().eq(recommendation::Column::CouncilCode.into_expr()))
        .add(Column::RecommendationId.into_expr().eq(recommendation::Column::Id.into_expr()))
        .add(test.on(Column::CommitmentCode.into_expr()));
    SimpleExpr::exists(Query::select().expr(1).from(recommendation_commitment::Entity).cond_where(mine).to_owned())
}

fn leaf(field: RecommendationField, test: &Test) -> SimpleExpr {
    use RecommendationField as Field;
    let exact = matches!(test, Test::Eq(_) | Test::In(_));
    match (field, test) {
        (Field::AddressedTo, _) if exact => test.on(recommendation::Column::AddressedTo.into_expr()),
        (Field::Body, _) if exact => test.on(of_meeting(scrutiny_meeting::Column::Body)),
        (Field::OnTime, Test::Eq(Scalar::Bool(false))) => late(),
        (Field::Indicator, _) => about_outcome(test),
        (Field::Commitment, _) => about_commitment(test),
        (Field::OnTime, _) => on_time(),
        _ => test.on(recommendation::Model::expression(field)),
    }
}

/// No answer by the end of a day.
fn waiting(day: NaiveDate) -> Condition {
    use recommendation::Column::RespondedOn;
    Condition::any().add(RespondedOn.is_null()).add(RespondedOn.gt(day))
}

fn select(query: &RecommendationQuery) -> Select<recommendation::Entity> {
    let mut select = recommendation::Entity::find().filter(query.filter.condition(&leaf));
    if let Some(day) = query.overdue_on {
        // What `ResponseTimes::days_overdue_on` says, in SQL.
        select = select.filter(waiting(day)).filter(recommendation::Column::ResponseDue.lt(day));
    }
    if let Some(day) = query.unanswered_on {
        select = select.filter(waiting(day)).filter(recommendation::Column::ReceivedOn.lte(day));
    }
    select
}

/// A page of recommendations.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    query: &RecommendationQuery,
    request: &PageRequest<RecommendationField>,
) -> Result<Page<recommendation::Model>> {
    page(connection, select(query), request).await
}

/// Recommendations counted by some of their fields.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn groups(
    connection: &impl ConnectionTrait,
    query: &RecommendationQuery,
    fields: &[RecommendationField],
) -> Result<Vec<Group>> {
    grouped::<_, recommendation::Model>(connection, select(query), fields, &[]).await
}

/// How many recommendations match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, query: &RecommendationQuery) -> Result<u64> {
    Ok(select(query).count(connection).await?)
}

/// Recommendations by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    council: &str,
    ids: &[String],
) -> Result<Vec<recommendation::Model>> {
    of(connection, council, recommendation::Column::Id.is_in(ids)).await
}

/// What meetings recommended, in the order in which it was written down.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn of_meetings(
    connection: &impl ConnectionTrait,
    council: &str,
    meetings: &[String],
) -> Result<Vec<recommendation::Model>> {
    of(connection, council, recommendation::Column::MeetingId.is_in(meetings)).await
}

async fn of(
    connection: &impl ConnectionTrait,
    council: &str,
    which: impl IntoCondition,
) -> Result<Vec<recommendation::Model>> {
    Ok(recommendation::Entity::find()
        .filter(recommendation::Column::CouncilCode.eq(council))
        .filter(which)
        .order_by_asc(recommendation::Column::MeetingId)
        .order_by_asc(recommendation::Column::Id)
        .all(connection)
        .await?)
}

/// Rows that hang on recommendations, in order.
macro_rules! of_recommendations {
    ($(#[$doc:meta])* $name:ident, $table:ident by $($column:ident),+) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// [`crate::StoreError::Database`].
        pub async fn $name(
            connection: &impl ConnectionTrait,
            council: &str,
            recommendations: &[String],
        ) -> Result<Vec<$table::Model>> {
            Ok($table::Entity::find()
                .filter($table::Column::CouncilCode.eq(council))
                .filter($table::Column::RecommendationId.is_in(recommendations))
                .order_by_asc($table::Column::RecommendationId)
                $(.order_by_asc($table::Column::$column))+
                .all(connection)
                .await?)
        }
    };
}

of_recommendations!(
    /// The commitments that recommendations are about, by strategy and code.
    commitments, recommendation_commitment by StrategyCode, CommitmentCode
);
of_recommendations!(
    /// The outcomes that recommendations are about, by strategy, indicator and pupil group.
    outcomes, recommendation_outcome by StrategyCode, IndicatorCode, Breakdown
);
of_recommendations!(
    /// How far recommendations have come, in the order in which it was recorded.
    progress, recommendation_progress by Version
);
