//! Schools, trusts and places.
//!
//! Each mirrors an enum of the domain, word for word: the contract says what the rules say.

use async_graphql::Enum;

/// The level of a place. A school or a trust is a place too where an outcome speaks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::place::PlaceLevel")]
pub enum PlaceLevel {
    /// England.
    National,
    /// One of the nine regions (or Inner and Outer London).
    Region,
    /// A local authority with education duties.
    LocalAuthority,
    /// One school, by its LAESTAB.
    School,
    /// One trust, by its group UID.
    Trust,
}

/// Whether a school is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::school::SchoolStatus")]
pub enum SchoolStatus {
    /// Open.
    Open,
    /// Closed.
    Closed,
    /// Open, but proposed to close.
    OpenProposedToClose,
    /// Proposed to open.
    ProposedToOpen,
}

/// The phase of education.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::school::Phase")]
pub enum Phase {
    /// Not applicable: special schools, alternative provision, independent schools.
    NotApplicable,
    /// Nursery.
    Nursery,
    /// Primary.
    Primary,
    /// Middle school deemed primary.
    #[graphql(name = "MIDDLE_DEEMED_PRIMARY")]
    MiddlePrimary,
    /// Secondary.
    Secondary,
    /// Middle school deemed secondary.
    #[graphql(name = "MIDDLE_DEEMED_SECONDARY")]
    MiddleSecondary,
    /// Sixteen and over.
    SixteenPlus,
    /// All through.
    AllThrough,
}

/// Which kind of group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::school::TrustKind")]
pub enum TrustKind {
    /// A multi-academy trust (MAT).
    #[graphql(name = "MULTI_ACADEMY_TRUST")]
    MultiAcademy,
    /// A single-academy trust (SAT).
    #[graphql(name = "SINGLE_ACADEMY_TRUST")]
    SingleAcademy,
    /// A sponsor of academies.
    Sponsor,
    /// A foundation trust of maintained schools.
    #[graphql(name = "FOUNDATION_TRUST")]
    Foundation,
    /// A federation of governing bodies.
    Federation,
    /// Anything else in the register of groups (children's centres, umbrella trusts).
    Other,
}

/// How sure the register is of the day on which a school joined a trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::school::MembershipConfidence")]
pub enum MembershipConfidence {
    /// The register states the day.
    Recorded,
    /// The school was in the trust in one edition and not in the one before: it joined by the later edition's day.
    InferredFromSnapshot,
}
