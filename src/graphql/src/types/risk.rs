//! Risk tiers: the policy, what is on record of a school, and whether problems were a surprise.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use sextant_domain::delivery::{self as counted, NoSurprise as Ledger, Rate};
use sextant_store::entities::{risk_assessment, risk_policy, risk_tier};

use super::School;
use crate::context::known;
use crate::enums;
use crate::ids::id;
use crate::loaders::{PolicyById, SchoolByUrn, TiersOf, load};
use crate::scalars::{AcademicYear, Date, Decimal};

/// A version of the council's policy of risk tiers. Versions are never changed.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct RiskPolicy {
    /// The opaque id of this version.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// The policy's code, the same in every version.
    code: String,
    /// 1, 2, 3 …
    version: i32,
    /// The day it was approved: it holds from then on.
    approved_on: Date,
    /// Who approved it.
    approved_by: String,
    #[graphql(skip)]
    row: risk_policy::Model,
}

/// A tier of a policy.
#[derive(Clone, Debug, SimpleObject)]
pub struct RiskTier {
    /// Its number; the tiers stand in the order of their numbers.
    number: i32,
    /// Its name.
    name: String,
    /// What puts a school in it.
    criteria: String,
    /// Whether the council counts a school in it as one it worries about.
    elevated: bool,
    /// A school in it is visited at least once in so many weeks; null where the policy does not say.
    visit_weeks: Option<i32>,
}

/// What was put on record of a school. Assessments are never changed: a later one takes the place of an earlier.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct RiskAssessment {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// The tier's number in the policy.
    tier: i32,
    /// Whether the policy counts the tier as elevated.
    elevated: bool,
    /// Why.
    rationale: String,
    /// Who decided.
    decided_by: String,
    /// The day of the decision.
    decided_on: Date,
    /// When it is looked at again; null where nobody said.
    review_by: Option<Date>,
    #[graphql(skip)]
    row: risk_assessment::Model,
}

/// Of the adverse inspections of a period, how many the council had on record the day before notice; and how often it worried for
/// nothing. Notice is taken to be given the day before an inspection begins.
#[derive(Clone, Debug, SimpleObject)]
pub struct NoSurprise {
    /// Adverse inspections with an elevated tier on record the day before notice, of all adverse ones.
    sensitivity: CountedRate,
    /// Schools without an adverse inspection in the year, of those inspected with an elevated tier on record.
    false_alarms: CountedRate,
    /// The same by academic year, the earliest first.
    years: Vec<NoSurpriseYear>,
    /// Every adverse inspection, the earliest first.
    #[graphql(complexity = "10 * child_complexity")]
    adverse: Vec<AdverseInspection>,
}

/// A rate with the counts that it is made of.
#[derive(Clone, Debug, SimpleObject)]
pub struct CountedRate {
    /// How many.
    part: i32,
    /// Of how many.
    whole: i32,
    /// In percent; null where there is nothing to count.
    percent: Option<Decimal>,
    /// The same as a person reads it.
    display: String,
}

/// The no-surprise ledger of one academic year.
#[derive(Clone, Debug, SimpleObject)]
pub struct NoSurpriseYear {
    /// The academic year.
    academic_year: AcademicYear,
    /// Adverse inspections with an elevated tier on record, of all adverse ones.
    sensitivity: CountedRate,
    /// Schools without an adverse inspection, of those inspected with an elevated tier on record.
    false_alarms: CountedRate,
    /// Adverse inspections of schools without any tier on record.
    without_tier: i32,
    /// Adverse inspections whose tier was entered here on the day of notice or later.
    entered_afterwards: i32,
    /// Graded inspections whose grades are not known here: they count nowhere.
    not_judged: i32,
}

/// An adverse inspection with what was on record before it.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct AdverseInspection {
    /// The first day of the inspection.
    started_on: Date,
    /// The day that is taken for the day of notice.
    notice_on: Date,
    /// Why it was adverse.
    reason: enums::AdverseReason,
    /// Whether an elevated tier was on record the day before notice.
    foreseen: bool,
    /// The tier on record the day before notice; null where nothing was.
    tier: Option<i32>,
    /// Whether what was on record was entered here on the day of notice or later.
    entered_afterwards: bool,
    #[graphql(skip)]
    urn: i32,
}

fn int(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

impl From<risk_policy::Model> for RiskPolicy {
    fn from(row: risk_policy::Model) -> Self {
        Self {
            id: id("RiskPolicy", &row.id),
            code: row.code.clone(),
            version: row.version,
            approved_on: Date(row.approved_on),
            approved_by: row.approved_by.clone(),
            row,
        }
    }
}

impl From<risk_tier::Model> for RiskTier {
    fn from(row: risk_tier::Model) -> Self {
        Self {
            number: row.number.into(),
            name: row.name,
            criteria: row.criteria,
            elevated: row.elevated,
            visit_weeks: row.visit_weeks.map(Into::into),
        }
    }
}

impl From<risk_assessment::Model> for RiskAssessment {
    fn from(row: risk_assessment::Model) -> Self {
        Self {
            id: id("RiskAssessment", &row.id),
            tier: row.tier.into(),
            elevated: row.elevated,
            rationale: row.rationale.clone(),
            decided_by: row.decided_by.clone(),
            decided_on: Date(row.decided_on),
            review_by: row.review_by.map(Date),
            row,
        }
    }
}

impl From<Rate> for CountedRate {
    fn from(rate: Rate) -> Self {
        Self {
            part: int(rate.part),
            whole: int(rate.whole),
            percent: rate.percent().map(Decimal),
            display: rate.to_string(),
        }
    }
}

impl From<Ledger> for NoSurprise {
    fn from(it: Ledger) -> Self {
        Self {
            sensitivity: it.sensitivity.into(),
            false_alarms: it.false_alarms.into(),
            years: it.years.into_iter().map(Into::into).collect(),
            adverse: it.adverse.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<counted::NoSurpriseYear> for NoSurpriseYear {
    fn from(it: counted::NoSurpriseYear) -> Self {
        Self {
            academic_year: AcademicYear(it.year),
            sensitivity: it.sensitivity.into(),
            false_alarms: it.false_alarms.into(),
            without_tier: int(it.without_tier),
            entered_afterwards: int(it.entered_afterwards),
            not_judged: int(it.not_judged),
        }
    }
}

impl From<counted::AdverseInspection> for AdverseInspection {
    fn from(it: counted::AdverseInspection) -> Self {
        Self {
            started_on: Date(it.started),
            notice_on: Date(it.notice),
            reason: it.reason.into(),
            foreseen: it.foreseen(),
            tier: it.on_record.as_ref().map(|assessed| assessed.tier.into()),
            entered_afterwards: it.entered_afterwards(),
            urn: i32::try_from(it.urn).unwrap_or_default(),
        }
    }
}

/// A school of the register, as it is known today.
pub(crate) async fn school(context: &Context<'_>, urn: i32) -> Result<Option<School>> {
    let known = known(context, None).await?;
    Ok(load(context, SchoolByUrn(urn, known)).await?.map(|row| School::new(row, known)))
}

#[ComplexObject]
impl RiskPolicy {
    /// Its tiers, in order.
    #[graphql(complexity = "4 * child_complexity")]
    async fn tiers(&self, context: &Context<'_>) -> Result<Vec<RiskTier>> {
        let key = TiersOf(self.row.council_code.clone(), self.row.id.clone());
        Ok(load(context, key).await?.unwrap_or_default().into_iter().map(Into::into).collect())
    }
}

#[ComplexObject]
impl RiskAssessment {
    /// The school, as it is known today.
    async fn school(&self, context: &Context<'_>) -> Result<Option<School>> {
        school(context, self.row.urn).await
    }

    /// The version of the policy that it was made under.
    async fn policy(&self, context: &Context<'_>) -> Result<Option<RiskPolicy>> {
        let key = PolicyById(self.row.council_code.clone(), self.row.policy_id.clone());
        Ok(load(context, key).await?.map(Into::into))
    }
}

#[ComplexObject]
impl AdverseInspection {
    /// The school, as it is known today.
    async fn school(&self, context: &Context<'_>) -> Result<Option<School>> {
        school(context, self.urn).await
    }
}
