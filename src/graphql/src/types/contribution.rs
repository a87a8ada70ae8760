//! Contributions: claims that an activity moved an outcome, with the figures that stood when they were made.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use sextant_domain::delivery::{ClaimMethod, ComparatorKind};
use sextant_domain::{Figure, Period as Time};
use sextant_store::entities::contribution;
use sextant_store::query::outcomes::read_measure;

use super::organisation::some;
use super::outcome::PupilGroup;
use super::{Activity, Indicator, Measure, Period, Place};
use crate::enums;
use crate::ids::id;
use crate::loaders::{ActivityById, IndicatorByCode, PlaceById, load};
use crate::scalars::{Date, Decimal};

/// The claim that an activity moved an outcome. Its figures were read from the ledger when it was made and stay as they were; only
/// what may be compared is compared.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Contribution {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every change; a change names the version that it was made from.
    version: i32,
    /// The strategy's code.
    strategy_code: String,
    /// The indicator's code.
    indicator_code: String,
    /// The pupil group.
    group: PupilGroup,
    /// How it is known.
    method: Option<enums::ClaimMethod>,
    /// How strong the evidence is: 0 to 4, and never above the ceiling of the method.
    strength: i32,
    /// Whom the change is held against; null where it is held against nobody.
    comparator: Option<enums::ComparatorKind>,
    /// Whose figures the comparator's are: England, the region, the mean of a list of neighbours; null where there are none.
    compared_with: Option<String>,
    /// Which the similar schools are; null where the comparator is another.
    similar_schools: Option<String>,
    /// After minus before, exact, in the unit of the indicator (percentage points between percentages).
    change: Decimal,
    /// The change minus that of the comparator, exact and in the same unit; null where the ledger has no figures of it.
    net_change: Option<Decimal>,
    /// How much of the change is claimed, in percent; null where no share is. All shares of one change sum to 100 at most.
    share: Option<Decimal>,
    /// What else may have moved the outcome; null where nobody said.
    confounders: Option<String>,
    /// What to keep in mind when the two figures are compared.
    caveats: Vec<String>,
    /// The day of the claim: the figures are those that were known by then.
    claimed_on: Date,
    /// The ledger position that the figures were read at.
    knowledge: String,
    /// Who reviewed the claim; null while nobody has.
    reviewed_by: Option<String>,
    /// The day of the review; null while there was none.
    reviewed_on: Option<Date>,
    #[graphql(skip)]
    row: contribution::Model,
}

/// The figures of a claim for one period.
#[derive(Clone, Debug, SimpleObject)]
pub struct ClaimedFigure {
    /// The period.
    period: Option<Period>,
    /// The figure of the council's place.
    value: Measure,
    /// The figure of the comparator; null where the ledger has none of it.
    comparator: Option<Measure>,
}

impl From<contribution::Model> for Contribution {
    fn from(row: contribution::Model) -> Self {
        let decimal = |millionths: i64| Decimal(Figure::from_millionths(millionths));
        Self {
            id: id("Contribution", &row.id),
            version: row.version,
            strategy_code: row.strategy_code.clone(),
            indicator_code: row.indicator_code.clone(),
            group: PupilGroup::named(&row.breakdown),
            method: ClaimMethod::from_number(row.method).map(Into::into),
            strength: row.strength.into(),
            comparator: row.comparator.and_then(ComparatorKind::from_number).map(Into::into),
            compared_with: some(&row.compared_with),
            similar_schools: some(&row.similar_schools),
            change: decimal(row.change),
            net_change: row.net_change.map(decimal),
            share: row.share.map(decimal),
            confounders: some(&row.confounders),
            caveats: row.caveats.lines().map(ToOwned::to_owned).collect(),
            claimed_on: Date(row.claimed_on),
            knowledge: row.knowledge.to_string(),
            reviewed_by: some(&row.reviewed_by),
            reviewed_on: row.reviewed_on.map(Date),
            row,
        }
    }
}

impl Contribution {
    async fn figures(
        &self,
        context: &Context<'_>,
        period: i32,
        (value, status): (i64, i16),
        theirs: Option<(i64, i16)>,
    ) -> Result<ClaimedFigure> {
        let indicator = load(context, IndicatorByCode(self.row.indicator_code.clone())).await?;
        let decimals = indicator.map_or(1, |indicator| indicator.decimals as u8);
        let measure = |(value, status)| -> Result<Measure> {
            Ok(Measure::new(read_measure(Some(value), None, status)?, decimals, None, None))
        };
        Ok(ClaimedFigure {
            period: Time::from_code(period).map(Into::into),
            value: measure((value, status))?,
            comparator: theirs.map(measure).transpose()?,
        })
    }
}

#[ComplexObject]
impl Contribution {
    /// The activity.
    async fn activity(&self, context: &Context<'_>) -> Result<Option<Activity>> {
        let key = ActivityById(self.row.council_code.clone(), self.row.activity_id.clone());
        Ok(load(context, key).await?.map(Into::into))
    }

    /// The indicator, as the catalogue has it now.
    async fn indicator(&self, context: &Context<'_>) -> Result<Option<Indicator>> {
        Ok(load(context, IndicatorByCode(self.row.indicator_code.clone())).await?.map(Into::into))
    }

    /// The place whose outcome moved: the council's.
    async fn place(&self, context: &Context<'_>) -> Result<Option<Place>> {
        Ok(load(context, PlaceById(self.row.place_id)).await?.map(Into::into))
    }

    /// The figures before.
    async fn before(&self, context: &Context<'_>) -> Result<ClaimedFigure> {
        let row = &self.row;
        let theirs = row.compared_before.zip(row.compared_before_status);
        self.figures(context, row.before_period, (row.before_value, row.before_status), theirs).await
    }

    /// The figures after.
    async fn after(&self, context: &Context<'_>) -> Result<ClaimedFigure> {
        let row = &self.row;
        let theirs = row.compared_after.zip(row.compared_after_status);
        self.figures(context, row.after_period, (row.after_value, row.after_status), theirs).await
    }
}
