//! Risk assessments, and what was on record of schools on a day.

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};

use super::filter::{Filter, Scalar, Test};
use super::group::{Group, grouped};
use super::keyset::{Listed, Page, PageRequest, page};
use super::related;
use crate::entities::risk_assessment;
use crate::error::Result;

/// The fields of assessments that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssessmentField {
    /// The council's code.
    Council,
    /// The id.
    Id,
    /// The school's URN.
    Urn,
    /// The school it is about, by a filter of the school's.
    School,
    /// The id of the policy's version.
    Policy,
    /// The tier's number.
    Tier,
    /// Whether the tier counts as elevated.
    Elevated,
    /// The day of the decision.
    DecidedOn,
    /// When it is looked at again.
    ReviewBy,
}

/// What assessments are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssessmentQuery {
    /// Tests of their own fields.
    pub filter: Filter<AssessmentField>,
    /// Of every school only what was on record at the end of this day.
    pub on_record: Option<NaiveDate>,
}

impl Listed for risk_assessment::Model {
    type Field = AssessmentField;
    const UNIQUE: &'static [AssessmentField] = &[AssessmentField::Council, AssessmentField::Id];

    fn expression(field: AssessmentField) -> SimpleExpr {
        match field {
            AssessmentField::Council => risk_assessment::Column::CouncilCode,
            AssessmentField::Id => risk_assessment::Column::Id,
            AssessmentField::Urn | AssessmentField::School => risk_assessment::Column::Urn,
            AssessmentField::Policy => risk_assessment::Column::PolicyId,
            AssessmentField::Tier => risk_assessment::Column::Tier,
            AssessmentField::Elevated => risk_assessment::Column::Elevated,
            AssessmentField::DecidedOn => risk_assessment::Column::DecidedOn,
            AssessmentField::ReviewBy => risk_assessment::Column::ReviewBy,
        }
        .into_expr()
    }

    fn nullable(field: AssessmentField) -> bool {
        field == AssessmentField::ReviewBy
    }

    fn scalar(&self, field: AssessmentField) -> Scalar {
        match field {
            AssessmentField::Council => Scalar::Text(self.council_code.clone()),
            AssessmentField::Id => Scalar::Text(self.id.clone()),
            AssessmentField::Urn | AssessmentField::School => Scalar::Int(self.urn.into()),
            AssessmentField::Policy => Scalar::Text(self.policy_id.clone()),
            AssessmentField::Tier => Scalar::Int(self.tier.into()),
            AssessmentField::Elevated => Scalar::Bool(self.elevated),
            AssessmentField::DecidedOn => Scalar::Day(self.decided_on),
            AssessmentField::ReviewBy => self.review_by.map_or(Scalar::Null, Scalar::Day),
        }
    }
}

fn leaf(field: AssessmentField, test: &Test) -> SimpleExpr {
    match field {
        AssessmentField::School => related::school_of(risk_assessment::Column::Urn.into_expr(), test),
        _ => test.on(risk_assessment::Model::expression(field)),
    }
}

/// What `tier_as_of` says, in SQL: decided by the day, and of that school nothing decided later by then; of two of one day the
/// one that was entered later.
pub(super) fn on_record(day: NaiveDate) -> SimpleExpr {
    Expr::cust(format!(
        "risk_assessment.decided_on <= '{day}' AND NOT EXISTS (SELECT 1 FROM risk_assessment n \
         WHERE n.council_code = risk_assessment.council_code AND n.urn = risk_assessment.urn AND n.decided_on <= '{day}' \
         AND (n.decided_on > risk_assessment.decided_on OR (n.decided_on = risk_assessment.decided_on \
         AND (n.entered_at > risk_assessment.entered_at OR (n.entered_at = risk_assessment.entered_at \
         AND n.id > risk_assessment.id)))))"
    ))
}

fn select(query: &AssessmentQuery) -> Select<risk_assessment::Entity> {
    let select = risk_assessment::Entity::find().filter(query.filter.condition(&leaf));
    match query.on_record {
        Some(day) => select.filter(on_record(day)),
        None => select,
    }
}

/// A page of assessments.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    query: &AssessmentQuery,
    request: &PageRequest<AssessmentField>,
) -> Result<Page<risk_assessment::Model>> {
    page(connection, select(query), request).await
}

/// Assessments counted by some of their fields.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn groups(
    connection: &impl ConnectionTrait,
    query: &AssessmentQuery,
    fields: &[AssessmentField],
) -> Result<Vec<Group>> {
    grouped::<_, risk_assessment::Model>(connection, select(query), fields, &[]).await
}

/// How many assessments match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, query: &AssessmentQuery) -> Result<u64> {
    Ok(select(query).count(connection).await?)
}

/// Assessments by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    council: &str,
    ids: &[String],
) -> Result<Vec<risk_assessment::Model>> {
    Ok(risk_assessment::Entity::find()
        .filter(risk_assessment::Column::CouncilCode.eq(council))
        .filter(risk_assessment::Column::Id.is_in(ids))
        .all(connection)
        .await?)
}

/// What a council put on record of schools, the earliest decision first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn of_schools(
    connection: &impl ConnectionTrait,
    council: &str,
    urns: &[i32],
) -> Result<Vec<risk_assessment::Model>> {
    Ok(risk_assessment::Entity::find()
        .filter(risk_assessment::Column::CouncilCode.eq(council))
        .filter(risk_assessment::Column::Urn.is_in(urns.iter().copied()))
        .order_by_asc(risk_assessment::Column::DecidedOn)
        .order_by_asc(risk_assessment::Column::EnteredAt)
        .order_by_asc(risk_assessment::Column::Id)
        .all(connection)
        .await?)
}
