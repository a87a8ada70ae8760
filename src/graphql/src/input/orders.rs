//! The orders of the lists.

use async_graphql::{Enum, InputObject};
use sextant_store::ledger::Knowledge;
use sextant_store::query::Order;
use sextant_store::query::actions::ActionField;
use sextant_store::query::activities::ActivityField;
use sextant_store::query::audit::AuditField;
use sextant_store::query::contributions::ContributionField;
use sextant_store::query::findings::FindingField;
use sextant_store::query::flags::FlagField;
use sextant_store::query::funding::{BidField, StreamField};
use sextant_store::query::indicators::IndicatorField;
use sextant_store::query::organisations::OrganisationField;
use sextant_store::query::outcomes::OutcomeField;
use sextant_store::query::partnerships::PartnershipField;
use sextant_store::query::places::PlaceField;
use sextant_store::query::risk::AssessmentField;
use sextant_store::query::schools::SchoolField;
use sextant_store::query::scorecards::ScorecardField;
use sextant_store::query::snapshots::SnapshotField;
use sextant_store::query::strategies::StrategyField;
use sextant_store::query::trusts::TrustField;
use sextant_store::query::visits::VisitField;

use super::operands::OrderDirection;

/// An order: its keys, each with the store's field.
macro_rules! orders {
    ($($(#[$doc:meta])* $name:ident by $field:ident of $store:ident {
        $($(#[$key_doc:meta])* $key:ident => $target:expr;)+
    })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
            pub enum $field {
                $($(#[$key_doc])* $key,)+
            }

            $(#[$doc])*
            ///
            /// Rows without a value come last. Ties are broken by a unique key, so that an order is always total.
            #[derive(Clone, Copy, Debug, InputObject)]
            pub struct $name {
                /// The field.
                pub field: $field,
                /// The direction.
                #[graphql(default_with = "OrderDirection::Asc")]
                pub direction: OrderDirection,
            }

            impl $name {
                /// The order as the store takes it.
                pub(crate) fn into_store(self) -> Order<$store> {
                    let field = match self.field {
                        $($field::$key => $target,)+
                    };
                    Order { field, descending: self.direction == OrderDirection::Desc }
                }
            }
        )+
    };
}

pub(super) use orders;

orders! {
    /// What places are ordered by.
    PlaceOrder by PlaceOrderField of PlaceField {
        /// The name.
        Name => PlaceField::Name;
        /// The level, England first.
        Level => PlaceField::Level;
    }
    /// What schools are ordered by.
    SchoolOrder by SchoolOrderField of SchoolField {
        /// The unique reference number.
        Urn => SchoolField::Urn;
        /// The name.
        Name => SchoolField::Name;
        /// The phase.
        Phase => SchoolField::Phase;
        /// The status.
        Status => SchoolField::Status;
        /// The day it opened.
        OpenedOn => SchoolField::Opened;
        /// The day it closed.
        ClosedOn => SchoolField::Closed;
        /// Pupils on roll.
        Pupils => SchoolField::Pupils;
    }
    /// What trusts are ordered by.
    TrustOrder by TrustOrderField of TrustField {
        /// The group UID.
        Uid => TrustField::Uid;
        /// The name.
        Name => TrustField::Name;
        /// The kind.
        Kind => TrustField::Kind;
        /// How many schools it has.
        SchoolCount => TrustField::SchoolCount(Knowledge::MAX);
    }
    /// What indicators are ordered by.
    IndicatorOrder by IndicatorOrderField of IndicatorField {
        /// The code.
        Code => IndicatorField::Code;
        /// The name.
        Name => IndicatorField::Name;
        /// The topic.
        Topic => IndicatorField::Topic;
    }
    /// What outcomes are ordered by.
    OutcomeOrder by OutcomeOrderField of OutcomeField {
        /// The period, by its last day.
        Period => OutcomeField::Period;
        /// The value; missing figures come last.
        Value => OutcomeField::Value;
        /// The place, by its DfE number.
        Place => OutcomeField::PlaceId;
        /// The ledger position of the release.
        Knowledge => OutcomeField::Knowledge;
    }
    /// What findings are ordered by.
    FindingOrder by FindingOrderField of FindingField {
        /// The period, by its last day.
        Period => FindingField::Period;
        /// How much it weighs.
        Severity => FindingField::Severity;
        /// The check.
        Check => FindingField::Check;
        /// The place, by its DfE number.
        Place => FindingField::PlaceId;
        /// The ledger position of the import that raised it.
        Knowledge => FindingField::Knowledge;
    }
    /// What organisations are ordered by.
    OrganisationOrder by OrganisationOrderField of OrganisationField {
        /// The name.
        Name => OrganisationField::Name;
        /// The kind.
        Kind => OrganisationField::Kind;
    }
    /// What partnerships are ordered by.
    PartnershipOrder by PartnershipOrderField of PartnershipField {
        /// The title.
        Title => PartnershipField::Title;
        /// Where it stands.
        Status => PartnershipField::Status;
        /// The first day.
        ValidFrom => PartnershipField::From;
        /// When it is looked at again.
        ReviewOn => PartnershipField::ReviewOn;
        /// How many activities it has.
        ActivityCount => PartnershipField::ActivityCount;
    }
    /// What assessments of schools' risk are ordered by.
    RiskAssessmentOrder by RiskAssessmentOrderField of AssessmentField {
        /// The day of the decision.
        DecidedOn => AssessmentField::DecidedOn;
        /// The tier's number.
        Tier => AssessmentField::Tier;
        /// The school's unique reference number.
        Urn => AssessmentField::Urn;
    }
    /// What visits are ordered by.
    VisitOrder by VisitOrderField of VisitField {
        /// The day.
        Day => VisitField::Day;
        /// The school's unique reference number.
        Urn => VisitField::Urn;
    }
    /// What actions are ordered by.
    ActionOrder by ActionOrderField of ActionField {
        /// The day by which it is to be done.
        Due => ActionField::Due;
        /// Who sees to it.
        Owner => ActionField::Owner;
        /// The school's unique reference number.
        Urn => ActionField::Urn;
    }
    /// What early-warning flags are ordered by.
    FlagOrder by FlagOrderField of FlagField {
        /// The day it was raised.
        RaisedOn => FlagField::RaisedOn;
        /// The rule that raised it.
        Rule => FlagField::Rule;
        /// The school's unique reference number.
        Urn => FlagField::Urn;
    }
    /// What activities are ordered by.
    ActivityOrder by ActivityOrderField of ActivityField {
        /// The title.
        Title => ActivityField::Title;
        /// Where it stands.
        Status => ActivityField::Status;
        /// The first day.
        ValidFrom => ActivityField::From;
        /// The first day on which it is over.
        ValidTo => ActivityField::To;
        /// What it costs.
        Cost => ActivityField::Cost;
    }
    /// What bids for funding are ordered by.
    FundingBidOrder by FundingBidOrderField of BidField {
        /// The title.
        Title => BidField::Title;
        /// What is asked for.
        Sought => BidField::Sought;
        /// What was awarded.
        Awarded => BidField::Awarded;
        /// The day by which bids had to be in.
        Deadline => BidField::Deadline;
        /// The day of the decision.
        DecidedOn => BidField::DecidedOn;
    }
    /// What streams of funding are ordered by.
    FundingStreamOrder by FundingStreamOrderField of StreamField {
        /// The title.
        Title => StreamField::Title;
        /// The first day.
        ValidFrom => StreamField::From;
        /// What there is to spend.
        Allocation => StreamField::Allocation;
        /// What was spent so far.
        Spend => StreamField::Spend;
    }
    /// What contributions are ordered by.
    ContributionOrder by ContributionOrderField of ContributionField {
        /// The day of the claim.
        ClaimedOn => ContributionField::ClaimedOn;
        /// How strong the evidence is.
        Strength => ContributionField::Strength;
        /// How much of the change is claimed.
        Share => ContributionField::Share;
        /// The indicator's code.
        Indicator => ContributionField::Indicator;
    }
    /// What audit entries are ordered by.
    AuditOrder by AuditOrderField of AuditField {
        /// When.
        At => AuditField::At;
        /// Who.
        Actor => AuditField::Actor;
    }
    /// What strategies are ordered by.
    StrategyOrder by StrategyOrderField of StrategyField {
        /// The code.
        Code => StrategyField::Code;
        /// The day from which it is in force.
        InForceFrom => StrategyField::InForceFrom;
    }
    /// What scorecards are ordered by.
    ScorecardOrder by ScorecardOrderField of ScorecardField {
        /// The strategy's code.
        Strategy => ScorecardField::Strategy;
        /// The academic year.
        AcademicYear => ScorecardField::Year;
        /// The term within its year.
        Term => ScorecardField::Term;
        /// The revision.
        Revision => ScorecardField::Revision;
        /// The day whose knowledge it shows.
        AsKnownAt => ScorecardField::AsKnownAt;
    }
    /// What progress snapshots are ordered by.
    SnapshotOrder by SnapshotOrderField of SnapshotField {
        /// The strategy's code.
        Strategy => SnapshotField::Strategy;
        /// The academic year.
        AcademicYear => SnapshotField::Year;
        /// The revision.
        Revision => SnapshotField::Revision;
        /// The day whose knowledge it shows.
        AsKnownAt => SnapshotField::AsKnownAt;
    }
}
