//! The filters of activities, funding and contributions.

use async_graphql::{ID, InputObject, Result};
use sextant_store::query::activities::ActivityField;
use sextant_store::query::contributions::ContributionField;
use sextant_store::query::funding::{BidField, StreamField};
use sextant_store::query::{Filter, Scalar, Test};

use super::MAX_NESTING;
use crate::error::{code, user_error};
use crate::ids::key;
use crate::input::operands::*;

/// A test of an opaque id as one of the stored id. What is no id of that kind matches nothing.
fn of_kind(kind: &'static str) -> impl Fn(Test) -> Test {
    move |test| {
        let stored = |scalar: Scalar| match scalar {
            Scalar::Text(id) => key(kind, &ID(id)).map(Scalar::Text),
            _ => None,
        };
        match test {
            Test::Eq(scalar) => stored(scalar).map_or(Test::In(Vec::new()), Test::Eq),
            Test::In(list) => Test::In(list.into_iter().filter_map(stored).collect()),
            other => other,
        }
    }
}

filters! {
    /// Which activities, by their own fields.
    ActivityFilter tests ActivityField {
        /// The partnership that it belongs to.
        partnership: IdFilter => ActivityField::Partnership, of_kind("Partnership");
        /// For whom it is.
        kind: ActivityKindFilter => ActivityField::Kind;
        /// The title.
        title: SearchFilter => ActivityField::Title;
        /// Where it stands.
        status: ActivityStatusFilter => ActivityField::Status;
        /// The first day.
        valid_from: DateFilter => ActivityField::From;
        /// The first day on which it is over.
        valid_to: DateFilter => ActivityField::To;
        /// How many pupils.
        pupils: IntFilter => ActivityField::Pupils;
        /// The code of the pupil group it is for; empty where nobody said.
        target_group: StringFilter => ActivityField::TargetGroup;
        /// What it costs.
        cost: PenceFilter => ActivityField::Cost;
    }
    /// Which bids for funding.
    FundingBidFilter tests BidField {
        /// The title.
        title: SearchFilter => BidField::Title;
        /// Who gives the money.
        funder: StringFilter => BidField::Funder;
        /// Under which scheme; empty where nobody said.
        scheme: StringFilter => BidField::Scheme;
        /// What became of it.
        decision: BidDecisionFilter => BidField::Decision;
        /// The day of the decision.
        decided_on: DateFilter => BidField::DecidedOn;
        /// The day by which bids had to be in.
        deadline: DateFilter => BidField::Deadline;
        /// What is asked for.
        sought: PenceFilter => BidField::Sought;
        /// What was awarded.
        awarded: PenceFilter => BidField::Awarded;
        /// An activity that it is for.
        activity: IdFilter => BidField::Activity, of_kind("Activity");
    }
    /// Which streams of funding.
    FundingStreamFilter tests StreamField {
        /// The title.
        title: SearchFilter => StreamField::Title;
        /// Who gives the money.
        funder: StringFilter => StreamField::Funder;
        /// Under which scheme; empty where nobody said.
        scheme: StringFilter => StreamField::Scheme;
        /// The bid that it came from.
        bid: IdFilter => StreamField::Bid, of_kind("FundingBid");
        /// The first day.
        valid_from: DateFilter => StreamField::From;
        /// The first day on which it is over.
        valid_to: DateFilter => StreamField::To;
        /// What there is to spend.
        allocation: PenceFilter => StreamField::Allocation;
        /// What was spent so far.
        spend: PenceFilter => StreamField::Spend;
        /// Whether more was spent than there is.
        overspent: BooleanFilter => StreamField::Overspent;
        /// An activity that it pays for.
        activity: IdFilter => StreamField::Activity, of_kind("Activity");
    }
    /// Which contributions.
    ContributionFilter tests ContributionField {
        /// The activity.
        activity: IdFilter => ContributionField::Activity, of_kind("Activity");
        /// The activity's partnership.
        partnership: IdFilter => ContributionField::Partnership, of_kind("Partnership");
        /// The strategy's code.
        strategy: StringFilter => ContributionField::Strategy;
        /// The indicator's code: `ATT-08`.
        indicator: StringFilter => ContributionField::Indicator;
        /// The pupil group's code: `total`, `disadvantage:disadvantaged`.
        group: StringFilter => ContributionField::Breakdown;
        /// The period after.
        after: PeriodFilter => ContributionField::After;
        /// How it is known.
        method: ClaimMethodFilter => ContributionField::Method;
        /// How strong the evidence is: 0 to 4.
        strength: IntFilter => ContributionField::Strength;
        /// How much of the change is claimed, in percent.
        share: DecimalFilter => ContributionField::Share;
        /// The day of the claim.
        claimed_on: DateFilter => ContributionField::ClaimedOn;
        /// The day of the review.
        reviewed_on: DateFilter => ContributionField::ReviewedOn;
    }
}
