//! Meetings of scrutiny committees, and what was said at them.

use sea_orm::sea_query::{ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::{recommendation, scrutiny_feedback, scrutiny_meeting};
use crate::error::Result;

/// The fields of meetings that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetingField {
    /// The council's code.
    Council,
    /// The id.
    Id,
    /// The committee; searched in folded form.
    Body,
    /// The day.
    Day,
    /// The title; searched in folded form.
    Title,
    /// Whether it recommended something.
    HasRecommendation,
}

impl Listed for scrutiny_meeting::Model {
    type Field = MeetingField;
    const UNIQUE: &'static [MeetingField] = &[MeetingField::Council, MeetingField::Id];

    fn expression(field: MeetingField) -> SimpleExpr {
        match field {
            MeetingField::Council => scrutiny_meeting::Column::CouncilCode,
            MeetingField::Id => scrutiny_meeting::Column::Id,
            MeetingField::Body => scrutiny_meeting::Column::FoldedBody,
            MeetingField::Day => scrutiny_meeting::Column::Day,
            MeetingField::Title => scrutiny_meeting::Column::FoldedTitle,
            MeetingField::HasRecommendation => return has_recommendation(),
        }
        .into_expr()
    }

    fn nullable(_field: MeetingField) -> bool {
        false
    }

    fn scalar(&self, field: MeetingField) -> Scalar {
        match field {
            MeetingField::Council => Scalar::Text(self.council_code.clone()),
            MeetingField::Id => Scalar::Text(self.id.clone()),
            MeetingField::Body => Scalar::Text(self.folded_body.clone()),
            MeetingField::Day => Scalar::Day(self.day),
            MeetingField::Title => Scalar::Text(self.folded_title.clone()),
            // No list is ordered by it.
            MeetingField::HasRecommendation => Scalar::Null,
        }
    }
}

fn has_recommendation() -> SimpleExpr {
    use recommendation::Column;
    let mine = Column::CouncilCode
        .into_expr()
        .eq(scrutiny_meeting::Column::CouncilCode.into_expr())
        .and(Column::MeetingId.into_expr().eq(scrutiny_meeting::Column::Id.into_expr()));
    SimpleExpr::exists(Query::select().expr(1).from(recommendation::Entity).and_where(mine).to_owned())
}

fn leaf(field: MeetingField, test: &Test) -> SimpleExpr {
    match (field, test) {
        (MeetingField::Body, Test::Eq(_) | Test::In(_)) => test.on(scrutiny_meeting::Column::Body.into_expr()),
        (MeetingField::Title, Test::Eq(_) | Test::In(_)) => test.on(scrutiny_meeting::Column::Title.into_expr()),
        (MeetingField::HasRecommendation, Test::Eq(Scalar::Bool(false))) => has_recommendation().not(),
        (MeetingField::HasRecommendation, _) => has_recommendation(),
        _ => test.on(scrutiny_meeting::Model::expression(field)),
    }
}

/// A page of meetings.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<MeetingField>,
    request: &PageRequest<MeetingField>,
) -> Result<Page<scrutiny_meeting::Model>> {
    page(connection, scrutiny_meeting::Entity::find().filter(filter.condition(&leaf)), request).await
}

/// How many meetings match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<MeetingField>) -> Result<u64> {
    Ok(scrutiny_meeting::Entity::find().filter(filter.condition(&leaf)).count(connection).await?)
}

/// Meetings by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    council: &str,
    ids: &[String],
) -> Result<Vec<scrutiny_meeting::Model>> {
    Ok(scrutiny_meeting::Entity::find()
        .filter(scrutiny_meeting::Column::CouncilCode.eq(council))
        .filter(scrutiny_meeting::Column::Id.is_in(ids))
        .all(connection)
        .await?)
}

/// What was said at meetings, in the order in which it was written down.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn feedback(
    connection: &impl ConnectionTrait,
    council: &str,
    meetings: &[String],
) -> Result<Vec<scrutiny_feedback::Model>> {
    Ok(scrutiny_feedback::Entity::find()
        .filter(scrutiny_feedback::Column::CouncilCode.eq(council))
        .filter(scrutiny_feedback::Column::MeetingId.is_in(meetings))
        .order_by_asc(scrutiny_feedback::Column::EnteredAt)
        .order_by_asc(scrutiny_feedback::Column::Id)
        .all(connection)
        .await?)
}

/// Comments by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn feedback_by_ids(
    connection: &impl ConnectionTrait,
    council: &str,
    ids: &[String],
) -> Result<Vec<scrutiny_feedback::Model>> {
    Ok(scrutiny_feedback::Entity::find()
        .filter(scrutiny_feedback::Column::CouncilCode.eq(council))
        .filter(scrutiny_feedback::Column::Id.is_in(ids))
        .all(connection)
        .await?)
}
