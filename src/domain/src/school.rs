//! Schools, their links, trusts and who belongs to which trust, as the register (GIAS) gives them.

use chrono::NaiveDate;

use crate::measure::coded;

/// A school's unique reference number. A conversion to an academy makes a new one.
pub type Urn = u32;

/// A value with the register's code and its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Coded {
    /// The register's code, as text because some start with a zero.
    pub code: String,
    /// The register's words.
    pub name: String,
}

/// Whether a school is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

coded!(SchoolStatus {
    Open = 1, "OPEN", "open";
    Closed = 2, "CLOSED", "closed";
    OpenProposedToClose = 3, "OPEN_PROPOSED_TO_CLOSE", "open, proposed to close";
    ProposedToOpen = 4, "PROPOSED_TO_OPEN", "proposed to open";
});

/// The phase of education.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Not applicable: special schools, alternative provision, independent schools.
    NotApplicable,
    /// Nursery.
    Nursery,
    /// Primary.
    Primary,
    /// Middle school deemed primary.
    MiddlePrimary,
    /// Secondary.
    Secondary,
    /// Middle school deemed secondary.
    MiddleSecondary,
    /// Sixteen and over.
    SixteenPlus,
    /// All through.
    AllThrough,
}

coded!(Phase {
    NotApplicable = 0, "NOT_APPLICABLE", "not applicable";
    Nursery = 1, "NURSERY", "nursery";
    Primary = 2, "PRIMARY", "primary";
    MiddlePrimary = 3, "MIDDLE_DEEMED_PRIMARY", "middle deemed primary";
    Secondary = 4, "SECONDARY", "secondary";
    MiddleSecondary = 5, "MIDDLE_DEEMED_SECONDARY", "middle deemed secondary";
    SixteenPlus = 6, "SIXTEEN_PLUS", "16 plus";
    AllThrough = 7, "ALL_THROUGH", "all through";
});

impl Phase {
    /// Whether the school teaches primary pupils.
    pub const fn is_primary(self) -> bool {
        matches!(self, Self::Primary | Self::MiddlePrimary | Self::AllThrough)
    }

    /// Whether the school teaches secondary pupils.
    pub const fn is_secondary(self) -> bool {
        matches!(self, Self::Secondary | Self::MiddleSecondary | Self::AllThrough)
    }
}

/// One establishment of the register. Names of people are not part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolRecord {
    /// The unique reference number.
    pub urn: Urn,
    /// The authority's DfE number.
    pub la: u16,
    /// The establishment number within the authority.
    pub establishment: Option<u16>,
    /// The UK provider reference number.
    pub ukprn: Option<u32>,
    /// The name.
    pub name: String,
    /// The type: `34`, Academy converter.
    pub kind: Coded,
    /// The group of types: `10`, Academies.
    pub group: Coded,
    /// Open, closed, proposed.
    pub status: SchoolStatus,
    /// The phase.
    pub phase: Phase,
    /// The day it opened.
    pub opened: Option<NaiveDate>,
    /// The day it closed: the first day on which it is no longer open.
    pub closed: Option<NaiveDate>,
    /// Why it opened.
    pub reason_opened: String,
    /// Why it closed.
    pub reason_closed: String,
    /// The youngest age it may teach.
    pub low_age: Option<u8>,
    /// The oldest age it may teach.
    pub high_age: Option<u8>,
    /// How many pupils it has room for.
    pub capacity: Option<u32>,
    /// Pupils on roll at the last census.
    pub pupils: Option<u32>,
    /// Whether it has a sixth form.
    pub sixth_form: Option<bool>,
    /// Whether it has nursery classes.
    pub nursery: Option<bool>,
    /// The postcode.
    pub postcode: String,
    /// The trust it belongs to, where the register names one.
    pub trust: Option<TrustRef>,
    /// The last inspection, in editions that still carry it.
    pub last_inspection: Option<LastInspection>,
}

/// A trust as an establishment names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TrustRef {
    /// The register's group UID.
    pub uid: u32,
    /// Its name.
    pub name: String,
    /// Which kind of trust.
    pub kind: TrustKind,
}

/// The last inspection as the register gives it: a day and an overall grade, with no inspection number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastInspection {
    /// The day.
    pub on: NaiveDate,
    /// The register's word for the grade: `Good`, `Requires improvement`, `Special Measures` …; may be empty.
    pub rating: String,
}

/// Which kind of group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TrustKind {
    /// A multi-academy trust (MAT).
    MultiAcademy,
    /// A single-academy trust (SAT).
    SingleAcademy,
    /// A sponsor of academies.
    Sponsor,
    /// A foundation trust of maintained schools.
    Foundation,
    /// A federation of governing bodies.
    Federation,
    /// Anything else in the register of groups (children's centres, umbrella trusts).
    Other,
}

coded!(TrustKind {
    MultiAcademy = 1, "MULTI_ACADEMY_TRUST", "multi-academy trust";
    SingleAcademy = 2, "SINGLE_ACADEMY_TRUST", "single-academy trust";
    Sponsor = 3, "SPONSOR", "school sponsor";
    Foundation = 4, "FOUNDATION_TRUST", "foundation trust";
    Federation = 5, "FEDERATION", "federation";
    Other = 6, "OTHER", "other group";
});

/// One group of the register of groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustRecord {
    /// The group UID: the key.
    pub uid: u32,
    /// The group id (`TR00123`), where it has one.
    pub group_id: String,
    /// The name.
    pub name: String,
    /// Which kind.
    pub kind: TrustKind,
    /// The number at Companies House.
    pub companies_house: String,
    /// The UK provider reference number.
    pub ukprn: Option<u32>,
    /// The day it opened or was incorporated.
    pub opened: Option<NaiveDate>,
    /// The day it closed.
    pub closed: Option<NaiveDate>,
    /// Whether it is open.
    pub open: bool,
}

/// A school's membership of a group, with the day it joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MembershipRecord {
    /// The school.
    pub urn: Urn,
    /// The group.
    pub uid: u32,
    /// The group's name.
    pub name: String,
    /// Which kind of group.
    pub kind: TrustKind,
    /// The day the school joined.
    pub joined: Option<NaiveDate>,
}

/// How two establishments are linked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkRecord {
    /// The earlier school.
    pub predecessor: Urn,
    /// The later school.
    pub successor: Urn,
    /// The register's words without the side: `merged`, `split school`, `amalgamated`, or empty for a plain succession.
    pub kind: String,
    /// The day of the link.
    pub on: Option<NaiveDate>,
}

/// How sure the register is of the day on which a school joined a trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MembershipConfidence {
    /// The register states the day.
    Recorded,
    /// The school was in the trust in one edition and not in the one before: it joined by the later edition's day.
    InferredFromSnapshot,
}

coded!(MembershipConfidence {
    Recorded = 1, "RECORDED", "stated by the register";
    InferredFromSnapshot = 2, "INFERRED_FROM_SNAPSHOT", "inferred from two editions";
});

/// Whether a school of this type is paid for by the state, by the register's codes for the type and its group.
///
/// State-funded are the schools that local authorities maintain (group 4), academies (10), free schools (11), city technology
/// colleges (type 06) and maintained and non-maintained special schools (types 07, 08 and 12): the population of Ofsted's
/// statistics on state-funded schools. Colleges, independent schools and online providers are not.
pub fn is_state_funded(kind: &str, group: &str) -> bool {
    matches!(group, "4" | "10" | "11") || matches!(kind, "06" | "07" | "08" | "12")
}

/// Whether a group of types is academies (10) or free schools (11).
pub fn is_academy(group: &str) -> bool {
    matches!(group, "10" | "11")
}
