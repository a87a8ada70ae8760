//! Partnerships: members with roles over dates, a purpose, an owner, what they serve, and when they are looked at again.

use chrono::{Months, NaiveDate};

use super::organisation::overlaps;
use super::{Problem, ProblemCode, long_text, optional_text, text};
use crate::measure::coded;

/// Between whom a partnership is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartnershipKind {
    /// The council and schools.
    Schools,
    /// The council and multi-academy trusts.
    Trusts,
    /// A Teaching School or a Teaching School Hub.
    TeachingSchool,
    /// Employers.
    Employers,
    /// Further and higher education.
    Colleges,
    /// The health service.
    Health,
    /// The police and community safety.
    Police,
    /// Alternative provision.
    AlternativeProvision,
    /// Voluntary organisations and dioceses.
    Community,
    /// Several kinds at once.
    Alliance,
}

coded!(PartnershipKind {
    Schools = 1, "SCHOOLS", "with schools";
    Trusts = 2, "TRUSTS", "with trusts";
    TeachingSchool = 3, "TEACHING_SCHOOL", "with a Teaching School or Hub";
    Employers = 4, "EMPLOYERS", "with employers";
    Colleges = 5, "COLLEGES", "with further or higher education";
    Health = 6, "HEALTH", "with health";
    Police = 7, "POLICE", "with the police";
    AlternativeProvision = 8, "ALTERNATIVE_PROVISION", "with alternative providers";
    Community = 9, "COMMUNITY", "with the community";
    Alliance = 10, "ALLIANCE", "alliance of several kinds";
});

/// Where a partnership stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartnershipStatus {
    /// It is being talked about.
    Proposed,
    /// It works.
    Active,
    /// It rests.
    Paused,
    /// It is over; its history stays.
    Ended,
}

coded!(PartnershipStatus {
    Proposed = 1, "PROPOSED", "proposed";
    Active = 2, "ACTIVE", "active";
    Paused = 3, "PAUSED", "paused";
    Ended = 4, "ENDED", "ended";
});

impl PartnershipStatus {
    /// Whether a partnership may go from here to there. One that ended stays so: what begins again is another.
    pub const fn may_become(self, next: Self) -> bool {
        match (self, next) {
            (Self::Ended, Self::Ended) => true,
            (Self::Ended, _) => false,
            (_, Self::Proposed) => matches!(self, Self::Proposed),
            _ => true,
        }
    }
}

/// What an organisation does in a partnership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MemberRole {
    /// It leads.
    Lead,
    /// It takes part.
    Partner,
    /// It delivers.
    Deliverer,
    /// It pays.
    Funder,
    /// It benefits.
    Beneficiary,
}

coded!(MemberRole {
    Lead = 1, "LEAD", "lead";
    Partner = 2, "PARTNER", "partner";
    Deliverer = 3, "DELIVERER", "deliverer";
    Funder = 4, "FUNDER", "funder";
    Beneficiary = 5, "BENEFICIARY", "beneficiary";
});

/// For how many months at most a review may be put off.
pub const REVIEW_MONTHS: u32 = 12;

/// A partnership as somebody describes it.
#[derive(Clone, Debug)]
pub struct PartnershipDraft {
    /// The title.
    pub title: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// The officer who leads it.
    pub lead_officer: Option<String>,
    /// Where it stands.
    pub status: PartnershipStatus,
    /// The first day.
    pub from: NaiveDate,
    /// The first day on which it is over.
    pub to: Option<NaiveDate>,
    /// The agreement's reference.
    pub agreement: Option<String>,
    /// On what basis data are shared.
    pub data_sharing_basis: Option<String>,
    /// When it is looked at again.
    pub review_on: Option<NaiveDate>,
    /// How many commitments it serves.
    pub commitments: usize,
}

/// Checks a partnership. `before` is the status it has, where it exists; `today` is the day of the write.
pub fn check_partnership(
    draft: &PartnershipDraft,
    before: Option<PartnershipStatus>,
    today: NaiveDate,
    problems: &mut Vec<Problem>,
) {
    text("title", &draft.title, problems);
    long_text("purpose", draft.purpose.as_deref(), problems);
    optional_text("leadOfficer", draft.lead_officer.as_deref(), problems);
    optional_text("agreement", draft.agreement.as_deref(), problems);
    optional_text("dataSharingBasis", draft.data_sharing_basis.as_deref(), problems);
    let mut note = |field: &str, code, message: String| problems.push(Problem::new(field, code, message));
    if let Some(before) = before.filter(|before| !before.may_become(draft.status)) {
        let message = format!(
            "A partnership that is {} cannot become {}: what begins again is another partnership.",
            before.words(),
            draft.status.words()
        );
        note("status", ProblemCode::StateNotAllowed, message);
    }
    if draft.to.is_some_and(|to| to <= draft.from) {
        let message = "It ends before it begins: 'to' is the first day on which it is over.".to_owned();
        note("validTo", ProblemCode::DatesReversed, message);
    }
    if draft.status == PartnershipStatus::Ended && draft.to.is_none() {
        let message = "Say since when it is over.".to_owned();
        note("validTo", ProblemCode::Required, message);
    }
    if draft.status == PartnershipStatus::Active && draft.commitments == 0 {
        let message = "An active partnership serves at least one commitment of the strategy: name it.".to_owned();
        note("commitments", ProblemCode::Required, message);
    }
    let latest = today.checked_add_months(Months::new(REVIEW_MONTHS)).unwrap_or(NaiveDate::MAX);
    if draft.status != PartnershipStatus::Ended && draft.review_on.is_some_and(|day| day > latest) {
        let message =
            format!("A partnership is looked at again within {REVIEW_MONTHS} months: by {latest} at the latest.");
        note("reviewOn", ProblemCode::OutOfRange, message);
    }
}

/// A membership as somebody describes it; half-open.
#[derive(Clone, Debug)]
pub struct MemberDraft {
    /// What the organisation does.
    pub role: MemberRole,
    /// The first day.
    pub from: NaiveDate,
    /// The first day on which it is no longer a member.
    pub to: Option<NaiveDate>,
}

/// Checks a membership beside the organisation's others in the partnership, `(role, from, to)`, and within the partnership's
/// own days.
pub fn check_member(
    draft: &MemberDraft,
    partnership: (NaiveDate, Option<NaiveDate>),
    others: &[(MemberRole, NaiveDate, Option<NaiveDate>)],
    problems: &mut Vec<Problem>,
) {
    if draft.to.is_some_and(|to| to <= draft.from) {
        let message = "The membership ends before it begins: 'to' is the first day on which it no longer holds.";
        problems.push(Problem::new("validTo", ProblemCode::DatesReversed, message));
    }
    let (opens, closes) = partnership;
    if draft.from < opens || closes.is_some_and(|closes| draft.from >= closes) {
        let message = format!("The partnership itself began on {opens}: nobody is a member outside of its days.");
        problems.push(Problem::new("validFrom", ProblemCode::OutOfRange, message));
    }
    let same = others.iter().filter(|(role, ..)| *role == draft.role);
    if same.clone().any(|(_, from, to)| overlaps((draft.from, draft.to), (*from, *to))) {
        let message =
            format!("The organisation is a {} of the partnership for a part of that time already.", draft.role.words());
        problems.push(Problem::new("validFrom", ProblemCode::Overlap, message));
    }
}

/// What an active partnership lacks to be held to account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartnershipGap {
    /// Nothing of it says which outcome it is meant to move.
    NoOutcome,
    /// Nobody leads it.
    NoOwner,
    /// Nobody said when it is looked at again.
    NoReviewDate,
    /// The day on which it was to be looked at again has passed.
    ReviewOverdue,
}

coded!(PartnershipGap {
    NoOutcome = 1, "NO_OUTCOME", "no outcome is named";
    NoOwner = 2, "NO_OWNER", "nobody leads it";
    NoReviewDate = 3, "NO_REVIEW_DATE", "no review date";
    ReviewOverdue = 4, "REVIEW_OVERDUE", "the review is overdue";
});

/// What is asked of a partnership to find what it lacks.
#[derive(Clone, Copy, Debug)]
pub struct PartnershipState<'a> {
    /// Where it stands.
    pub status: PartnershipStatus,
    /// The officer who leads it; empty where nobody does.
    pub lead_officer: &'a str,
    /// When it is looked at again.
    pub review_on: Option<NaiveDate>,
    /// Whether it names an outcome that it is meant to move.
    pub has_outcome: bool,
}

/// What a partnership lacks, in the order of the codes; nothing where it is over.
pub fn partnership_gaps(state: PartnershipState<'_>, today: NaiveDate) -> Vec<PartnershipGap> {
    if state.status == PartnershipStatus::Ended {
        return Vec::new();
    }
    let found = [
        (PartnershipGap::NoOutcome, !state.has_outcome),
        (PartnershipGap::NoOwner, state.lead_officer.is_empty()),
        (PartnershipGap::NoReviewDate, state.review_on.is_none()),
        (PartnershipGap::ReviewOverdue, state.review_on.is_some_and(|day| day < today)),
    ];
    found.into_iter().filter(|(_, lacks)| *lacks).map(|(gap, _)| gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn draft() -> PartnershipDraft {
        PartnershipDraft {
            title: "Reading together".into(),
            purpose: None,
            lead_officer: None,
            status: PartnershipStatus::Active,
            from: day("2025-09-01"),
            to: None,
            agreement: None,
            data_sharing_basis: None,
            review_on: Some(day("2026-09-01")),
            commitments: 1,
        }
    }

    fn codes(draft: &PartnershipDraft, before: Option<PartnershipStatus>) -> Vec<(String, ProblemCode)> {
        let mut found = Vec::new();
        check_partnership(draft, before, day("2025-11-25"), &mut found);
        found.into_iter().map(|it| (it.field, it.code)).collect()
    }

    #[test]
    fn what_is_wrong_is_named_by_its_field() {
        let check = |change: fn(&mut PartnershipDraft), field: &str, code| {
            let mut changed = draft();
            change(&mut changed);
            assert_eq!(codes(&changed, None), [(field.to_owned(), code)]);
        };
        assert_eq!(codes(&draft(), None), []);
        check(|it| it.title = " ".into(), "title", ProblemCode::Required);
        check(|it| it.commitments = 0, "commitments", ProblemCode::Required);
        check(|it| it.to = Some(it.from), "validTo", ProblemCode::DatesReversed);
        check(|it| it.status = PartnershipStatus::Ended, "validTo", ProblemCode::Required);
        check(|it| it.review_on = Some(day("2026-11-26")), "reviewOn", ProblemCode::OutOfRange);
        check(|it| it.purpose = Some("x".repeat(1_000_000)), "purpose", ProblemCode::TooLong);
    }

    #[test]
    fn what_ended_does_not_begin_again() {
        let mut again = draft();
        assert_eq!(codes(&again, Some(PartnershipStatus::Paused)), []);
        assert_eq!(
            codes(&again, Some(PartnershipStatus::Ended)),
            [("status".to_owned(), ProblemCode::StateNotAllowed)]
        );
        again.status = PartnershipStatus::Proposed;
        assert_eq!(
            codes(&again, Some(PartnershipStatus::Active)),
            [("status".to_owned(), ProblemCode::StateNotAllowed)]
        );
    }

    #[test]
    fn memberships_of_one_role_do_not_overlap() {
        let member =
            |from: &str, to: Option<&str>| MemberDraft { role: MemberRole::Lead, from: day(from), to: to.map(day) };
        let held = [(MemberRole::Lead, day("2025-09-01"), Some(day("2026-01-01")))];
        let check = |draft: &MemberDraft| {
            let mut found = Vec::new();
            check_member(draft, (day("2025-09-01"), None), &held, &mut found);
            found.into_iter().map(|it| it.code).collect::<Vec<_>>()
        };
        assert_eq!(check(&member("2026-01-01", None)), []);
        assert_eq!(check(&member("2025-12-31", None)), [ProblemCode::Overlap]);
        assert_eq!(check(&member("2025-08-31", Some("2025-09-01"))), [ProblemCode::OutOfRange]);
    }

    #[test]
    fn what_is_lacking_is_told() {
        let state = PartnershipState {
            status: PartnershipStatus::Active,
            lead_officer: "",
            review_on: Some(day("2025-11-24")),
            has_outcome: false,
        };
        let found = partnership_gaps(state, day("2025-11-25"));
        assert_eq!(found, [PartnershipGap::NoOutcome, PartnershipGap::NoOwner, PartnershipGap::ReviewOverdue]);
        assert_eq!(
            partnership_gaps(PartnershipState { status: PartnershipStatus::Ended, ..state }, day("2025-11-25")),
            []
        );
    }
}
