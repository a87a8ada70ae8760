//! Partner organisations and their designations.

use chrono::NaiveDate;

use super::{Problem, ProblemCode, optional_text, text};
use crate::measure::coded;
use crate::school::Urn;

/// What an organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrganisationKind {
    /// A school of the register.
    School,
    /// A trust of the register.
    Trust,
    /// A Teaching School Hub.
    TeachingSchoolHub,
    /// A college of further education.
    FurtherEducation,
    /// A university or other place of higher education.
    HigherEducation,
    /// An employer.
    Employer,
    /// A body of the health service.
    Health,
    /// The police.
    Police,
    /// An alternative provider that is not on the register of schools.
    AlternativeProvider,
    /// A voluntary, community or social enterprise.
    Voluntary,
    /// A diocese.
    Diocese,
    /// A careers hub.
    CareersHub,
    /// A training provider.
    TrainingProvider,
    /// The department's group for a region.
    RegionsGroup,
    /// The council itself, or a service of it.
    Council,
}

coded!(OrganisationKind {
    School = 1, "SCHOOL", "school";
    Trust = 2, "TRUST", "trust";
    TeachingSchoolHub = 3, "TEACHING_SCHOOL_HUB", "Teaching School Hub";
    FurtherEducation = 4, "FURTHER_EDUCATION", "further education";
    HigherEducation = 5, "HIGHER_EDUCATION", "higher education";
    Employer = 6, "EMPLOYER", "employer";
    Health = 7, "HEALTH", "health";
    Police = 8, "POLICE", "police";
    AlternativeProvider = 9, "ALTERNATIVE_PROVIDER", "alternative provider";
    Voluntary = 10, "VOLUNTARY", "voluntary sector";
    Diocese = 11, "DIOCESE", "diocese";
    CareersHub = 12, "CAREERS_HUB", "careers hub";
    TrainingProvider = 13, "TRAINING_PROVIDER", "training provider";
    RegionsGroup = 14, "REGIONS_GROUP", "DfE regions group";
    Council = 15, "COUNCIL", "council";
});

/// What of the register an organisation is. A school or a trust is referenced, never copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationRef {
    /// A school by its URN.
    School(Urn),
    /// A trust by its group UID.
    Trust(i32),
}

/// An organisation as somebody describes it.
#[derive(Clone, Debug, Default)]
pub struct OrganisationDraft {
    /// What it is.
    pub kind: Option<OrganisationKind>,
    /// Its name; a school and a trust have that of the register.
    pub name: String,
    /// The school's URN.
    pub urn: Option<Urn>,
    /// The trust's group UID.
    pub trust: Option<i32>,
    /// A number it is known by elsewhere.
    pub identifier: Option<String>,
    /// The area it works in.
    pub area: Option<String>,
}

/// Checks an organisation: what it refers to, and its texts. That the register has the school or trust is for the store to say.
pub fn check_organisation(draft: &OrganisationDraft, problems: &mut Vec<Problem>) -> Option<OrganisationRef> {
    let kind = draft.kind?;
    optional_text("identifier", draft.identifier.as_deref(), problems);
    optional_text("area", draft.area.as_deref(), problems);
    match (kind, draft.urn, draft.trust) {
        (OrganisationKind::School, Some(urn), None) => return Some(OrganisationRef::School(urn)),
        (OrganisationKind::Trust, None, Some(uid)) => return Some(OrganisationRef::Trust(uid)),
        (OrganisationKind::School, None, _) => {
            problems.push(Problem::new("urn", ProblemCode::Required, "A school is named by its URN: give it."));
        }
        (OrganisationKind::Trust, _, None) => {
            problems.push(Problem::new("trust", ProblemCode::Required, "A trust is named by its group UID: give it."));
        }
        (kind, urn, _) if urn.is_some() || draft.trust.is_some() => {
            let field = if urn.is_some() && kind != OrganisationKind::School { "urn" } else { "trust" };
            let message = format!("Only a school has a URN and only a trust a group UID; this is: {}.", kind.words());
            problems.push(Problem::new(field, ProblemCode::KindNotAllowed, message));
        }
        _ => {
            text("name", &draft.name, problems);
        }
    }
    None
}

/// A status that an organisation was given from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DesignationKind {
    /// A Teaching School; the designation ended nationally on 31 August 2021.
    TeachingSchool,
    /// A Teaching School Hub.
    TeachingSchoolHub,
    /// A Research School.
    ResearchSchool,
    /// Where a National Leader of Education works.
    NationalLeader,
}

coded!(DesignationKind {
    TeachingSchool = 1, "TEACHING_SCHOOL", "Teaching School";
    TeachingSchoolHub = 2, "TEACHING_SCHOOL_HUB", "Teaching School Hub";
    ResearchSchool = 3, "RESEARCH_SCHOOL", "Research School";
    NationalLeader = 4, "NATIONAL_LEADER", "National Leader of Education";
});

/// The first day on which nobody was a Teaching School any more.
pub const TEACHING_SCHOOLS_ENDED: NaiveDate = match NaiveDate::from_ymd_opt(2021, 9, 1) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// A designation as somebody describes it; half-open: `to` is the first day on which it no longer holds.
#[derive(Clone, Debug)]
pub struct DesignationDraft {
    /// Which.
    pub kind: DesignationKind,
    /// The first day.
    pub from: NaiveDate,
    /// The first day on which it no longer holds; `None` while it does.
    pub to: Option<NaiveDate>,
    /// The area it covers.
    pub area: Option<String>,
}

/// Checks a designation of an organisation beside those it has: `(kind, from, to)`.
pub fn check_designation(
    draft: &DesignationDraft,
    of: OrganisationKind,
    others: &[(DesignationKind, NaiveDate, Option<NaiveDate>)],
    problems: &mut Vec<Problem>,
) {
    optional_text("area", draft.area.as_deref(), problems);
    if draft.to.is_some_and(|to| to <= draft.from) {
        let message = "The designation ends before it begins: 'to' is the first day on which it no longer holds.";
        problems.push(Problem::new("to", ProblemCode::DatesReversed, message));
    }
    if !allowed(draft.kind, of) {
        let message = format!("A {} cannot be designated a {}.", of.words(), draft.kind.words());
        problems.push(Problem::new("kind", ProblemCode::KindNotAllowed, message));
    }
    let ended = draft.to.is_none_or(|to| to > TEACHING_SCHOOLS_ENDED) || draft.from >= TEACHING_SCHOOLS_ENDED;
    if draft.kind == DesignationKind::TeachingSchool && ended {
        let message = "The designation of Teaching Schools ended nationally on 31 August 2021: give 2021-09-01 or an earlier \
                       day as 'to'. Teaching School Hubs are a designation of their own.";
        problems.push(Problem::new("to", ProblemCode::DesignationEnded, message));
    }
    let same = others.iter().filter(|(kind, ..)| *kind == draft.kind);
    if same.clone().any(|(_, from, to)| overlaps((draft.from, draft.to), (*from, *to))) {
        let message = format!("It is designated a {} for a part of that time already.", draft.kind.words());
        problems.push(Problem::new("from", ProblemCode::Overlap, message));
    }
}

fn allowed(kind: DesignationKind, of: OrganisationKind) -> bool {
    match kind {
        DesignationKind::TeachingSchoolHub => {
            matches!(of, OrganisationKind::School | OrganisationKind::Trust | OrganisationKind::TeachingSchoolHub)
        }
        _ => of == OrganisationKind::School,
    }
}

/// Whether two half-open ranges of days share one.
pub(super) fn overlaps(one: (NaiveDate, Option<NaiveDate>), other: (NaiveDate, Option<NaiveDate>)) -> bool {
    let ends_after = |to: Option<NaiveDate>, day: NaiveDate| to.is_none_or(|to| day < to);
    ends_after(one.1, other.0) && ends_after(other.1, one.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn designation(kind: DesignationKind, from: &str, to: Option<&str>) -> DesignationDraft {
        DesignationDraft { kind, from: day(from), to: to.map(day), area: None }
    }

    fn problems(draft: &DesignationDraft, of: OrganisationKind) -> Vec<(String, ProblemCode)> {
        let mut found = Vec::new();
        check_designation(draft, of, &[], &mut found);
        found.into_iter().map(|it| (it.field, it.code)).collect()
    }

    #[test]
    fn teaching_schools_ended_in_august_2021() {
        let of = |from, to| problems(&designation(DesignationKind::TeachingSchool, from, to), OrganisationKind::School);
        assert_eq!(of("2012-04-01", Some("2021-09-01")), []);
        for (from, to) in [("2012-04-01", None), ("2012-04-01", Some("2021-09-02")), ("2022-01-01", Some("2022-02-01"))]
        {
            assert_eq!(of(from, to), [("to".to_owned(), ProblemCode::DesignationEnded)]);
        }
    }

    #[test]
    fn an_employer_is_no_teaching_school() {
        let draft = designation(DesignationKind::TeachingSchool, "2012-04-01", Some("2015-09-01"));
        assert_eq!(problems(&draft, OrganisationKind::Employer), [("kind".to_owned(), ProblemCode::KindNotAllowed)]);
    }

    #[test]
    fn a_designation_is_held_once_at_a_time() {
        let draft = designation(DesignationKind::ResearchSchool, "2018-01-01", None);
        let mut found = Vec::new();
        let held = [(DesignationKind::ResearchSchool, day("2016-01-01"), Some(day("2018-01-02")))];
        check_designation(&draft, OrganisationKind::School, &held, &mut found);
        assert_eq!(found.iter().map(|it| it.code).collect::<Vec<_>>(), [ProblemCode::Overlap]);
    }

    #[test]
    fn a_school_is_named_by_its_urn_alone() {
        let check = |draft: OrganisationDraft| {
            let mut found = Vec::new();
            let reference = check_organisation(&draft, &mut found);
            (reference, found.into_iter().map(|it| (it.field, it.code)).collect::<Vec<_>>())
        };
        let school =
            |urn| OrganisationDraft { kind: Some(OrganisationKind::School), urn, ..OrganisationDraft::default() };
        assert_eq!(check(school(Some(115_377))), (Some(OrganisationRef::School(115_377)), vec![]));
        assert_eq!(check(school(None)), (None, vec![("urn".to_owned(), ProblemCode::Required)]));
        let employer = OrganisationDraft {
            kind: Some(OrganisationKind::Employer),
            name: "Port".into(),
            urn: Some(1),
            ..OrganisationDraft::default()
        };
        assert_eq!(check(employer), (None, vec![("urn".to_owned(), ProblemCode::KindNotAllowed)]));
    }

    proptest! {
        /// Two ranges overlap where a day lies in both.
        #[test]
        fn ranges_overlap_where_they_share_a_day(a in 0_i64..40, b in prop::option::of(1_i64..20), c in 0_i64..40, d in prop::option::of(1_i64..20)) {
            let base = day("2020-01-01");
            let at = |days: i64| base + chrono::Days::new(days as u64);
            let range = |from: i64, length: Option<i64>| (at(from), length.map(|length| at(from + length)));
            let holds = |(from, to): (NaiveDate, Option<NaiveDate>), day: NaiveDate| from <= day && to.is_none_or(|to| day < to);
            let (one, other) = (range(a, b), range(c, d));
            let shared = (0..100).map(at).any(|day| holds(one, day) && holds(other, day));
            prop_assert_eq!(overlaps(one, other), shared);
        }
    }
}
