//! Filters and orders of scrutiny, equality impacts and commentary.

use async_graphql::{Enum, InputObject, MaybeUndefined, Result};
use sextant_store::query::commentary::CommentaryField;
use sextant_store::query::equality::ImpactField;
use sextant_store::query::recommendations::RecommendationField;
use sextant_store::query::scrutiny::MeetingField;
use sextant_store::query::{Filter, Order, Scalar, Test};

use super::filters::{AcademicYearFilter, MAX_NESTING, filters};
use super::operands::*;
use super::orders::orders;
use crate::enums;
use crate::error::{code, user_error};

enum_filters! {
    /// Tests of what was made of a recommendation.
    AcceptanceFilter of Acceptance as sextant_domain::delivery::Acceptance;
    /// Tests of how far a recommendation has come.
    ImplementationFilter of Implementation as sextant_domain::delivery::Implementation;
    /// Tests of the kind of thing that an impact is of.
    ImpactSubjectFilter of SubjectKind as sextant_domain::delivery::SubjectKind;
    /// Tests of who is affected.
    CharacteristicFilter of Characteristic as sextant_domain::delivery::Characteristic;
    /// Tests of what it means for them.
    ImpactFilter of Impact as sextant_domain::delivery::Impact;
    /// Tests of where a commentary stands.
    CommentaryStateFilter of CommentaryState as sextant_domain::delivery::CommentaryState;
}

filters! {
    /// Which meetings of scrutiny.
    ScrutinyMeetingFilter tests MeetingField {
        /// The committee.
        body: SearchFilter => MeetingField::Body;
        /// The day; planned meetings lie in the future.
        day: DateFilter => MeetingField::Day;
        /// What it was about.
        title: SearchFilter => MeetingField::Title;
        /// Whether it recommended something.
        has_recommendation: BooleanFilter => MeetingField::HasRecommendation;
    }
    /// Which recommendations.
    RecommendationFilter tests RecommendationField {
        /// The committee that made it.
        body: SearchFilter => RecommendationField::Body;
        /// The day of the meeting that made it.
        meeting_day: DateFilter => RecommendationField::MeetingDay;
        /// Of whom it asks.
        addressed_to: SearchFilter => RecommendationField::AddressedTo;
        /// The day on which it was received.
        received_on: DateFilter => RecommendationField::ReceivedOn;
        /// The last day on which an answer is on time.
        response_due: DateFilter => RecommendationField::ResponseDue;
        /// The day of the answer; null while there is none.
        responded_on: DateFilter => RecommendationField::RespondedOn;
        /// Whether the answer was on time; one that is not answered is neither.
        answered_on_time: BooleanFilter => RecommendationField::OnTime;
        /// What was made of it.
        accepted: AcceptanceFilter => RecommendationField::Accepted;
        /// How far it has come.
        implementation: ImplementationFilter => RecommendationField::Implementation;
        /// The code of an indicator that it is about.
        indicator: StringFilter => RecommendationField::Indicator;
        /// The code of a commitment that it is about.
        commitment: StringFilter => RecommendationField::Commitment;
    }
    /// Which equality impacts.
    EqualityImpactFilter tests ImpactField {
        /// What it is an impact of.
        subject: ImpactSubjectFilter => ImpactField::Subject;
        /// The strategy's code.
        strategy: StringFilter => ImpactField::Strategy;
        /// The commitment's code.
        commitment: StringFilter => ImpactField::Commitment;
        /// Who is affected.
        characteristic: CharacteristicFilter => ImpactField::Characteristic;
        /// What it means for them.
        impact: ImpactFilter => ImpactField::Impact;
        /// When it is looked at again.
        review_on: DateFilter => ImpactField::ReviewOn;
    }
    /// Which commentary; each is judged by its newest version.
    CommentaryFilter tests CommentaryField {
        /// The strategy's code.
        strategy: StringFilter => CommentaryField::Strategy;
        /// The academic year of the scorecard.
        academic_year: AcademicYearFilter => CommentaryField::Year;
        /// The term of the scorecard.
        term: TermFilter => CommentaryField::Term;
        /// The revision of the scorecard.
        revision: IntFilter => CommentaryField::Revision;
        /// The line's indicator.
        indicator: StringFilter => CommentaryField::Indicator;
        /// The line's pupil group.
        group: StringFilter => CommentaryField::Breakdown;
        /// Where it stands.
        state: CommentaryStateFilter => CommentaryField::State;
        /// Who wrote it.
        author: StringFilter => CommentaryField::Author;
    }
}

orders! {
    /// What meetings of scrutiny are ordered by.
    ScrutinyMeetingOrder by ScrutinyMeetingOrderField of MeetingField {
        /// The day.
        Day => MeetingField::Day;
        /// The committee.
        Body => MeetingField::Body;
    }
    /// What recommendations are ordered by.
    RecommendationOrder by RecommendationOrderField of RecommendationField {
        /// The day on which it was received.
        ReceivedOn => RecommendationField::ReceivedOn;
        /// The last day on which an answer is on time.
        ResponseDue => RecommendationField::ResponseDue;
        /// The day of the answer.
        RespondedOn => RecommendationField::RespondedOn;
        /// Of whom it asks.
        AddressedTo => RecommendationField::AddressedTo;
    }
    /// What equality impacts are ordered by.
    EqualityImpactOrder by EqualityImpactOrderField of ImpactField {
        /// When it is looked at again.
        ReviewOn => ImpactField::ReviewOn;
        /// Who is affected.
        Characteristic => ImpactField::Characteristic;
        /// The commitment's code.
        Commitment => ImpactField::Commitment;
    }
    /// What commentary is ordered by.
    CommentaryOrder by CommentaryOrderField of CommentaryField {
        /// When its newest version was written.
        WrittenAt => CommentaryField::EnteredAt;
        /// The academic year of the scorecard.
        AcademicYear => CommentaryField::Year;
        /// The term of the scorecard within its year.
        Term => CommentaryField::Term;
        /// The line's indicator.
        Indicator => CommentaryField::Indicator;
    }
}
