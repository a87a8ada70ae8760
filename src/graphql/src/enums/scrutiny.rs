//! Scrutiny, equality impacts, commentary.
//!
//! Each mirrors an enum of the domain, word for word.

use async_graphql::Enum;

/// What the executive made of a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::Acceptance")]
pub enum Acceptance {
    /// It accepts it.
    Yes,
    /// It accepts a part of it, and says why not all.
    Partly,
    /// It does not accept it, and says why.
    No,
}

/// How far a recommendation has been put into practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::Implementation")]
pub enum Implementation {
    /// Nothing was begun.
    NotStarted,
    /// It is being done.
    InProgress,
    /// It was done.
    Implemented,
    /// It is not going to be done.
    NotPursued,
}

/// Which kind of thing an equality impact is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::SubjectKind", name = "ImpactSubject")]
pub enum SubjectKind {
    /// A whole strategy.
    Strategy,
    /// A commitment of a strategy.
    Commitment,
    /// Something that is done.
    Activity,
}

/// Who is affected: the nine protected characteristics of the Equality Act 2010, section 4, and the groups that a council's
/// education service answers for beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::Characteristic")]
pub enum Characteristic {
    /// Age.
    Age,
    /// Disability.
    Disability,
    /// Gender reassignment.
    GenderReassignment,
    /// Marriage and civil partnership.
    MarriageAndCivilPartnership,
    /// Pregnancy and maternity.
    PregnancyAndMaternity,
    /// Race.
    Race,
    /// Religion or belief.
    ReligionOrBelief,
    /// Sex.
    Sex,
    /// Sexual orientation.
    SexualOrientation,
    /// Disadvantaged children and young people.
    Disadvantage,
    /// Looked-after children.
    LookedAfterChildren,
    /// Children and young people with special educational needs.
    SpecialEducationalNeeds,
    /// Another group, which is named.
    OtherGroup,
}

/// What something means for a group of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::Impact")]
pub enum Impact {
    /// It is to their advantage.
    Positive,
    /// It makes no difference to them.
    Neutral,
    /// It is to their disadvantage.
    Negative,
    /// Nobody knows yet.
    Unknown,
}

/// Where a commentary stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::CommentaryState")]
pub enum CommentaryState {
    /// It is being written: nobody outside of the council's officers reads it.
    Draft,
    /// It stands beside the line, for everybody.
    Published,
    /// It was taken back; its history stays.
    Withdrawn,
}
