//! The filters of the lists.

use async_graphql::{InputObject, Result};
use sextant_store::ledger::Knowledge;
use sextant_store::query::actions::ActionField;
use sextant_store::query::audit::AuditField;
use sextant_store::query::findings::FindingField;
use sextant_store::query::flags::FlagField;
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
use sextant_store::query::{Filter, Scalar, Test};

use super::operands::*;
use super::relations::{ActivitiesFilter, SchoolsFilter, TrustsFilter};
use crate::error::{code, user_error};
use crate::scalars::AcademicYear;

/// How deep `and`, `or` and `not` may be nested.
pub(crate) const MAX_NESTING: usize = 5;

/// A filter: its fields, each with the store's field that it tests.
macro_rules! filters {
    ($($(#[$doc:meta])* $name:ident tests $store:ident {
        $($(#[$field_doc:meta])* $field:ident: $kind:ty => $target:expr $(, $adapt:expr)?;)+
    })+) => {
        $(
            $(#[$doc])*
            ///
            /// All fields that are given must hold; a filter without any restricts nothing.
            #[derive(Clone, Debug, Default, InputObject)]
            pub struct $name {
                /// All of these hold.
                pub and: Option<Vec<$name>>,
                /// At least one of these holds; an empty list matches nothing.
                pub or: Option<Vec<$name>>,
                /// This does not hold.
                pub not: Option<Box<$name>>,
                $($(#[$field_doc])* pub $field: Option<$kind>,)+
            }

            impl $name {
                /// The filter as the store takes it.
                pub(crate) fn into_store(self) -> Result<Filter<$store>> {
                    self.nested(0)
                }

                /// The filter as the store takes it, so deep in another.
                pub(crate) fn nested(self, depth: usize) -> Result<Filter<$store>> {
                    if depth > MAX_NESTING {
                        let message = format!("the filter is nested more than {MAX_NESTING} deep");
                        return Err(user_error(code::BAD_USER_INPUT, message));
                    }
                    let mut all = Vec::new();
                    for part in self.and.unwrap_or_default() {
                        all.push(part.nested(depth + 1)?);
                    }
                    if let Some(parts) = self.or {
                        let any = parts.into_iter().map(|part| part.nested(depth + 1)).collect::<Result<_>>()?;
                        all.push(Filter::Any(any));
                    }
                    if let Some(part) = self.not {
                        all.push(Filter::Not(Box::new(part.nested(depth + 1)?)));
                    }
                    $(
                        if let Some(field) = self.$field {
                            for test in field.tests_within(stringify!($field), depth + 1)? {
                                $(let test = $adapt(test);)?
                                all.push(Filter::Is($target, test));
                            }
                        }
                    )+
                    Ok(Filter::All(all))
                }
            }
        )+
    };
}

pub(super) use filters;

/// A test of a code that is stored as a number: what is no number matches nothing.
fn as_number(test: Test) -> Test {
    let number = |scalar: Scalar| match scalar {
        Scalar::Text(text) => text.trim().parse().ok().map(Scalar::Int),
        other => Some(other),
    };
    match test {
        Test::Eq(scalar) => number(scalar).map_or(Test::In(Vec::new()), Test::Eq),
        Test::In(list) => Test::In(list.into_iter().filter_map(number).collect()),
        other => other,
    }
}

/// Tests of an academic year.
#[derive(Clone, Debug, Default, InputObject)]
pub struct AcademicYearFilter {
    /// This year.
    pub eq: async_graphql::MaybeUndefined<AcademicYear>,
    /// This year or a later one.
    pub gte: async_graphql::MaybeUndefined<AcademicYear>,
    /// This year or an earlier one.
    pub lte: async_graphql::MaybeUndefined<AcademicYear>,
}

impl Tests for AcademicYearFilter {
    fn tests(self, field: &str) -> Result<Vec<Test>> {
        let start = |AcademicYear(year): AcademicYear| Scalar::Int(year.start().into());
        let mut tests = Vec::new();
        tests.extend(given(field, self.eq)?.map(|year| Test::Eq(start(year))));
        tests.extend(given(field, self.gte)?.map(|year| Test::Gte(start(year))));
        tests.extend(given(field, self.lte)?.map(|year| Test::Lte(start(year))));
        Ok(tests)
    }
}

filters! {
    /// Which places.
    PlaceFilter tests PlaceField {
        /// Any code it has or had: `883`, `E06000034`.
        code: StringFilter => PlaceField::Code;
        /// Its level.
        level: PlaceLevelFilter => PlaceField::Level;
        /// Its name.
        name: SearchFilter => PlaceField::Name;
    }
    /// Which schools.
    SchoolFilter tests SchoolField {
        /// The unique reference number.
        urn: StringFilter => SchoolField::Urn, as_number;
        /// The name.
        name: SearchFilter => SchoolField::Name;
        /// The authority's DfE number: `883`.
        la_code: StringFilter => SchoolField::Authority, as_number;
        /// Authority number and establishment number together, seven digits.
        la_estab: StringFilter => SchoolField::LaEstab, as_number;
        /// Open, closed, proposed.
        status: SchoolStatusFilter => SchoolField::Status;
        /// The phase.
        phase: PhaseFilter => SchoolField::Phase;
        /// The register's code of the type: `34` for a converter academy.
        type_code: StringFilter => SchoolField::TypeCode;
        /// The register's code of the group of types: `10` for academies, `11` for free schools.
        type_group_code: StringFilter => SchoolField::TypeGroupCode;
        /// The group UID of a trust, sponsor or federation it is in.
        trust_uid: StringFilter => SchoolField::Trust, as_number;
        /// The trusts, sponsors and federations it is in, by a filter of theirs.
        trusts: TrustsFilter => SchoolField::Trusts;
        /// The day it opened.
        opened_on: DateFilter => SchoolField::Opened;
        /// The first day on which it was no longer open.
        closed_on: DateFilter => SchoolField::Closed;
        /// Pupils on roll.
        pupils: IntFilter => SchoolField::Pupils;
    }
    /// Which trusts.
    TrustFilter tests TrustField {
        /// The group UID.
        uid: StringFilter => TrustField::Uid, as_number;
        /// The name.
        name: SearchFilter => TrustField::Name;
        /// The kind.
        kind: TrustKindFilter => TrustField::Kind;
        /// Whether it is open.
        open: BooleanFilter => TrustField::Open;
        /// Its schools, by a filter of theirs.
        schools: SchoolsFilter => TrustField::Schools;
        /// How many schools it has.
        school_count: IntFilter => TrustField::SchoolCount(Knowledge::MAX);
    }
    /// Which indicators.
    IndicatorFilter tests IndicatorField {
        /// The code.
        code: StringFilter => IndicatorField::Code;
        /// The name; a search looks at the code too.
        name: SearchFilter => IndicatorField::Name;
        /// The topic.
        topic: StringFilter => IndicatorField::Topic;
        /// The polarity.
        polarity: PolarityFilter => IndicatorField::Polarity;
        /// Whether it stands in Sextant's catalogue; otherwise it is a publisher's own.
        in_catalogue: BooleanFilter => IndicatorField::InCatalogue;
    }
    /// Which outcomes.
    OutcomeFilter tests OutcomeField {
        /// The indicator's code: `ATT-08`.
        indicator: StringFilter => OutcomeField::Indicator;
        /// The pupil group's code: `total`, `disadvantage:disadvantaged`.
        group: StringFilter => OutcomeField::Breakdown;
        /// Any code of the place: `E06000034`, `883`, a school's LAESTAB.
        place: StringFilter => OutcomeField::Place;
        /// The level of the place.
        level: PlaceLevelFilter => OutcomeField::Level;
        /// The period.
        period: PeriodFilter => OutcomeField::Period;
        /// The source's code: `lait`, `ees:ehc-20-weeks`.
        source: StringFilter => OutcomeField::Source;
        /// The number.
        value: DecimalFilter => OutcomeField::Value;
        /// Why there is no number.
        missing_reason: MissingReasonFilter => OutcomeField::Reason;
    }
    /// Which findings.
    FindingFilter tests FindingField {
        /// By which check.
        check: IntegrityCheckFilter => FindingField::Check;
        /// How much it weighs.
        severity: FindingSeverityFilter => FindingField::Severity;
        /// The indicator's code: `ATT-08`.
        indicator: StringFilter => FindingField::Indicator;
        /// The pupil group's code: `total`, `disadvantage:disadvantaged`.
        group: StringFilter => FindingField::Breakdown;
        /// Any code of the place: `E92000001`, `883`.
        place: StringFilter => FindingField::Place;
        /// The period.
        period: PeriodFilter => FindingField::Period;
    }
    /// Which organisations.
    OrganisationFilter tests OrganisationField {
        /// What it is.
        kind: OrganisationKindFilter => OrganisationField::Kind;
        /// The name.
        name: SearchFilter => OrganisationField::Name;
        /// The school's unique reference number.
        urn: StringFilter => OrganisationField::Urn, as_number;
        /// The trust's group UID.
        trust_uid: StringFilter => OrganisationField::Trust, as_number;
    }
    /// Which partnerships, by their own fields.
    PartnershipFilter tests PartnershipField {
        /// Between whom.
        kind: PartnershipKindFilter => PartnershipField::Kind;
        /// The title.
        title: SearchFilter => PartnershipField::Title;
        /// Where it stands.
        status: PartnershipStatusFilter => PartnershipField::Status;
        /// The officer who leads it; empty where nobody does.
        lead_officer: StringFilter => PartnershipField::LeadOfficer;
        /// The first day.
        valid_from: DateFilter => PartnershipField::From;
        /// The first day on which it is over.
        valid_to: DateFilter => PartnershipField::To;
        /// When it is looked at again.
        review_on: DateFilter => PartnershipField::ReviewOn;
        /// Whether it names an outcome that it is meant to move.
        has_outcome: BooleanFilter => PartnershipField::HasOutcome;
        /// Its activities, by a filter of theirs.
        activities: ActivitiesFilter => PartnershipField::Activities;
        /// How many activities it has.
        activity_count: IntFilter => PartnershipField::ActivityCount;
    }
    /// Which assessments of schools' risk.
    RiskAssessmentFilter tests AssessmentField {
        /// The school's unique reference number.
        urn: StringFilter => AssessmentField::Urn, as_number;
        /// The school, by a filter of its own.
        school: Box<SchoolFilter> => AssessmentField::School;
        /// The tier's number.
        tier: IntFilter => AssessmentField::Tier;
        /// Whether the policy counts the tier as elevated.
        elevated: BooleanFilter => AssessmentField::Elevated;
        /// The day of the decision.
        decided_on: DateFilter => AssessmentField::DecidedOn;
        /// When it is looked at again.
        review_by: DateFilter => AssessmentField::ReviewBy;
    }
    /// Which visits.
    VisitFilter tests VisitField {
        /// The school's unique reference number.
        urn: StringFilter => VisitField::Urn, as_number;
        /// The school, by a filter of its own.
        school: Box<SchoolFilter> => VisitField::School;
        /// The day.
        day: DateFilter => VisitField::Day;
        /// Where it stands.
        status: VisitStatusFilter => VisitField::Status;
        /// The officer who leads it.
        lead_officer: StringFilter => VisitField::LeadOfficer;
        /// The number of the tier that was on record.
        tier: IntFilter => VisitField::Tier;
        /// The day on which the note was shared with the school.
        shared_with_school_on: DateFilter => VisitField::SharedOn;
    }
    /// Which actions.
    ActionFilter tests ActionField {
        /// The school's unique reference number.
        urn: StringFilter => ActionField::Urn, as_number;
        /// The school, by a filter of its own.
        school: Box<SchoolFilter> => ActionField::School;
        /// Who sees to it.
        owner: StringFilter => ActionField::Owner;
        /// What it was agreed over.
        source: ActionSourceFilter => ActionField::Source;
        /// Where it stands.
        status: ActionStatusFilter => ActionField::Status;
        /// The day by which it is to be done.
        due: DateFilter => ActionField::Due;
        /// The day it was closed.
        closed_on: DateFilter => ActionField::ClosedOn;
    }
    /// Which early-warning flags.
    FlagFilter tests FlagField {
        /// The rule that raised it.
        rule: WarningRuleFilter => FlagField::Rule;
        /// Where it stands.
        status: FlagStatusFilter => FlagField::Status;
        /// The day it was raised.
        raised_on: DateFilter => FlagField::RaisedOn;
        /// The school's unique reference number, where it is about one.
        urn: StringFilter => FlagField::Urn, as_number;
        /// The school, by a filter of its own.
        school: Box<SchoolFilter> => FlagField::School;
        /// The strategy's code, where it is about a line.
        strategy: StringFilter => FlagField::Strategy;
        /// The indicator's code, where it is about a line.
        indicator: StringFilter => FlagField::Indicator;
    }
    /// Which audit entries.
    AuditFilter tests AuditField {
        /// Who.
        actor: StringFilter => AuditField::Actor;
        /// What was done.
        act: AuditActFilter => AuditField::Act;
        /// To what kind of record.
        kind: RecordKindFilter => AuditField::Kind;
    }
    /// Which strategies.
    StrategyFilter tests StrategyField {
        /// The code.
        code: StringFilter => StrategyField::Code;
        /// The council's code.
        council: StringFilter => StrategyField::Council;
        /// How far it has come.
        status: StrategyStatusFilter => StrategyField::Status;
        /// Whether it is made up to show what Sextant does.
        invented: BooleanFilter => StrategyField::Invented;
    }
    /// Which scorecards.
    ScorecardFilter tests ScorecardField {
        /// The strategy's code.
        strategy: StringFilter => ScorecardField::Strategy;
        /// The council's code.
        council: StringFilter => ScorecardField::Council;
        /// The academic year.
        academic_year: AcademicYearFilter => ScorecardField::Year;
        /// The term.
        term: TermFilter => ScorecardField::Term;
        /// The revision.
        revision: IntFilter => ScorecardField::Revision;
        /// The day whose knowledge it shows.
        as_known_at: DateFilter => ScorecardField::AsKnownAt;
    }
    /// Which progress snapshots.
    SnapshotFilter tests SnapshotField {
        /// The strategy's code.
        strategy: StringFilter => SnapshotField::Strategy;
        /// The council's code.
        council: StringFilter => SnapshotField::Council;
        /// The academic year.
        academic_year: AcademicYearFilter => SnapshotField::Year;
        /// The revision.
        revision: IntFilter => SnapshotField::Revision;
        /// The day whose knowledge it shows.
        as_known_at: DateFilter => SnapshotField::AsKnownAt;
        /// Whether nothing of the window's last year is still to come.
        is_final: BooleanFilter => SnapshotField::IsFinal;
    }
}

mod activities;
pub(crate) use activities::*;
