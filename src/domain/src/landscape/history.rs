//! What is known of an authority's schools over time, and the schools that were open on a day.

use chrono::NaiveDate;

use super::principle::MemberSchool;
use crate::inspection::InspectionRecord;
use crate::register::OpenSchool;
use crate::school::{Phase, SchoolStatus, TrustKind, Urn};

/// A school's membership of an academy trust, half-open: `[from, to)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The trust's group UID.
    pub trust: u32,
    /// Which kind of trust.
    pub kind: TrustKind,
    /// The first day.
    pub from: NaiveDate,
    /// The first day on which it no longer held.
    pub to: Option<NaiveDate>,
}

/// A school with the days that say what it was when. The rest is as the newest edition of the register has it.
#[derive(Clone, Debug)]
pub struct SchoolHistory {
    /// The unique reference number.
    pub urn: Urn,
    /// The phase.
    pub phase: Phase,
    /// Open, closed, proposed.
    pub status: SchoolStatus,
    /// Paid for by the state.
    pub state_funded: bool,
    /// An academy or free school.
    pub academy: bool,
    /// The day it opened; `None` where the register does not say: it has been open for ever.
    pub opened: Option<NaiveDate>,
    /// The first day on which it was no longer open.
    pub closed: Option<NaiveDate>,
    /// Its memberships of multi-academy and single-academy trusts.
    pub memberships: Vec<Membership>,
    /// The graded inspections listed under its number, the oldest first.
    pub graded: Vec<InspectionRecord>,
}

impl SchoolHistory {
    /// Whether it was open. A closed school without a day of closing was open on no day; a proposed one is not open yet.
    pub fn is_open_on(&self, day: NaiveDate) -> bool {
        let standing = match self.status {
            SchoolStatus::Open | SchoolStatus::OpenProposedToClose => true,
            SchoolStatus::Closed => self.closed.is_some(),
            SchoolStatus::ProposedToOpen => false,
        };
        standing && self.opened.is_none_or(|opened| opened <= day) && self.closed.is_none_or(|closed| day < closed)
    }

    /// The trust it was in; of several the one with the lowest UID.
    pub fn trust_on(&self, day: NaiveDate) -> Option<(u32, TrustKind)> {
        let held = self.memberships.iter().filter(|it| it.from <= day && it.to.is_none_or(|to| day < to));
        held.map(|it| (it.trust, it.kind)).min_by_key(|(trust, _)| *trust)
    }

    /// Its own graded inspections. One that began before the school opened was its predecessor's, though Ofsted lists it under
    /// the new number: grades do not travel.
    pub(super) fn own_graded(&self) -> impl DoubleEndedIterator<Item = &InspectionRecord> {
        self.graded.iter().filter(|it| self.opened.is_none_or(|opened| it.started >= opened))
    }

    /// The school as it stood on a day, with its latest graded inspection that was published (or, where the day of
    /// publication is not known, begun) by then.
    pub fn on(&self, day: NaiveDate) -> OpenSchool {
        OpenSchool {
            urn: self.urn,
            phase: self.phase,
            state_funded: self.state_funded,
            academy: self.academy,
            trust: self.trust_on(day),
            inspection: self.own_graded().rfind(|it| told_on(it) <= day).cloned(),
        }
    }
}

/// The day from which an inspection is known.
pub(super) fn told_on(inspection: &InspectionRecord) -> NaiveDate {
    inspection.published.unwrap_or(inspection.started)
}

/// The days of the editions that tell of the authority's schools, each list in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editions {
    /// The register of schools.
    pub register: Vec<NaiveDate>,
    /// The register of schools and the lists of members of trusts.
    pub members: Vec<NaiveDate>,
    /// Publications that carry the latest overall grade of every school.
    pub grades: Vec<NaiveDate>,
}

/// What is known of an authority's schools, at one position of the ledger: enough for every day.
#[derive(Clone, Debug, Default)]
pub struct LandscapeHistory {
    /// The authority's schools, open and closed.
    pub here: Vec<SchoolHistory>,
    /// The schools, anywhere, of the multi-academy trusts that have or had a school here; their inspections are not needed.
    pub elsewhere: Vec<SchoolHistory>,
    /// Which editions tell of them.
    pub editions: Editions,
}

impl LandscapeHistory {
    /// The authority's schools that were open on a day.
    pub fn open_on(&self, day: NaiveDate) -> Vec<OpenSchool> {
        self.here.iter().filter(|school| school.is_open_on(day)).map(|school| school.on(day)).collect()
    }

    /// The members, anywhere, that were open on a day.
    pub(super) fn members_elsewhere(&self, day: NaiveDate) -> Vec<MemberSchool> {
        let open = self.elsewhere.iter().filter(|school| school.is_open_on(day));
        open.filter_map(|school| {
            let (trust, kind) = school.trust_on(day)?;
            Some(MemberSchool { trust, kind, urn: school.urn, phase: school.phase })
        })
        .collect()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::inspection::{Area, Framework, Grade, InspectionKind, Judgement};

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// An open primary academy, since 2012 in a trust of its own kind.
    pub(crate) fn academy(urn: Urn, trust: u32) -> SchoolHistory {
        let from = day("2012-09-01");
        SchoolHistory {
            urn,
            phase: Phase::Primary,
            status: SchoolStatus::Open,
            state_funded: true,
            academy: true,
            opened: Some(from),
            closed: None,
            memberships: vec![Membership { trust, kind: TrustKind::MultiAcademy, from, to: None }],
            graded: Vec::new(),
        }
    }

    /// A full inspection with an overall grade.
    pub(crate) fn graded(urn: Urn, started: &str, grade: Grade) -> InspectionRecord {
        InspectionRecord {
            urn,
            number: None,
            framework: Framework::on(day(started)),
            kind: InspectionKind::Graded,
            started: day(started),
            published: None,
            concern: None,
            outcome: String::new(),
            judgements: vec![Judgement { area: Area::OverallEffectiveness, grade }],
        }
    }

    #[track_caller]
    fn check_open(status: SchoolStatus, opened: Option<&str>, closed: Option<&str>, expected: [bool; 3]) {
        let school = SchoolHistory { status, opened: opened.map(day), closed: closed.map(day), ..academy(1, 1) };
        let days = ["2019-12-31", "2020-01-01", "2021-01-01"];
        assert_eq!(days.map(|on| school.is_open_on(day(on))), expected, "{status:?} {opened:?} {closed:?}");
    }

    #[test]
    fn a_school_is_open_from_its_first_day_to_the_day_before_it_closed() {
        let (new_year, next) = (Some("2020-01-01"), Some("2021-01-01"));
        check_open(SchoolStatus::Open, new_year, None, [false, true, true]);
        check_open(SchoolStatus::Open, None, None, [true, true, true]);
        check_open(SchoolStatus::Closed, new_year, next, [false, true, false]);
        check_open(SchoolStatus::Closed, None, new_year, [true, false, false]);
        check_open(SchoolStatus::Closed, None, None, [false, false, false]);
        check_open(SchoolStatus::OpenProposedToClose, new_year, next, [false, true, false]);
        check_open(SchoolStatus::ProposedToOpen, new_year, None, [false, false, false]);
    }

    #[test]
    fn a_membership_holds_until_the_day_it_ended() {
        let (from, moved) = (day("2012-09-01"), day("2020-09-01"));
        let kind = TrustKind::MultiAcademy;
        let mut school = academy(1, 7);
        school.memberships = vec![
            Membership { trust: 7, kind, from, to: Some(moved) },
            Membership { trust: 5, kind, from: moved, to: None },
            Membership { trust: 1, kind, from, to: Some(from) },
        ];
        for (on, trust) in
            [("2012-08-31", None), ("2012-09-01", Some(7)), ("2020-08-31", Some(7)), ("2020-09-01", Some(5))]
        {
            assert_eq!(school.trust_on(day(on)).map(|(uid, _)| uid), trust, "{on}");
        }
    }

    #[test]
    fn the_latest_inspection_of_the_day_is_the_schools_own_and_published() {
        let mut school = academy(1, 7);
        school.graded = vec![
            graded(1, "2010-03-01", Grade::Outstanding),
            graded(1, "2014-03-01", Grade::Good),
            InspectionRecord { published: Some(day("2018-04-15")), ..graded(1, "2018-03-01", Grade::Inadequate) },
        ];
        let latest = |on: &str| school.on(day(on)).inspection.map(|it| it.started);
        assert_eq!(latest("2013-01-01"), None, "the predecessor's grade does not travel");
        assert_eq!(latest("2014-03-01"), Some(day("2014-03-01")));
        assert_eq!(latest("2018-04-14"), Some(day("2014-03-01")), "not published yet");
        assert_eq!(latest("2018-04-15"), Some(day("2018-03-01")));
    }
}
