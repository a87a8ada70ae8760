//! Equality impact: what something means for people who share a characteristic, and what is done about it.

use chrono::NaiveDate;

use super::{Problem, ProblemCode, long_text, optional_text};
use crate::measure::coded;

/// What an impact is an impact of: exactly one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImpactSubject {
    /// A whole strategy, by its code.
    Strategy(String),
    /// A commitment of a strategy: both codes.
    Commitment(String, String),
    /// Something that is done, by its id.
    Activity(String),
}

/// Which kind of thing an impact is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// A whole strategy.
    Strategy,
    /// A commitment of a strategy.
    Commitment,
    /// Something that is done.
    Activity,
}

coded!(SubjectKind {
    Strategy = 1, "STRATEGY", "strategy";
    Commitment = 2, "COMMITMENT", "commitment";
    Activity = 3, "ACTIVITY", "activity";
});

impl ImpactSubject {
    /// Which kind it is.
    pub const fn kind(&self) -> SubjectKind {
        match self {
            Self::Strategy(_) => SubjectKind::Strategy,
            Self::Commitment(..) => SubjectKind::Commitment,
            Self::Activity(_) => SubjectKind::Activity,
        }
    }
}

/// Who is affected: the nine protected characteristics of the Equality Act 2010, section 4, and the groups that a council's
/// education service answers for beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

coded!(Characteristic {
    Age = 1, "AGE", "age";
    Disability = 2, "DISABILITY", "disability";
    GenderReassignment = 3, "GENDER_REASSIGNMENT", "gender reassignment";
    MarriageAndCivilPartnership = 4, "MARRIAGE_AND_CIVIL_PARTNERSHIP", "marriage and civil partnership";
    PregnancyAndMaternity = 5, "PREGNANCY_AND_MATERNITY", "pregnancy and maternity";
    Race = 6, "RACE", "race";
    ReligionOrBelief = 7, "RELIGION_OR_BELIEF", "religion or belief";
    Sex = 8, "SEX", "sex";
    SexualOrientation = 9, "SEXUAL_ORIENTATION", "sexual orientation";
    Disadvantage = 20, "DISADVANTAGE", "disadvantage";
    LookedAfterChildren = 21, "LOOKED_AFTER_CHILDREN", "looked-after children";
    SpecialEducationalNeeds = 22, "SPECIAL_EDUCATIONAL_NEEDS", "special educational needs";
    OtherGroup = 23, "OTHER_GROUP", "another group";
});

/// What it means for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

coded!(Impact {
    Positive = 1, "POSITIVE", "positive";
    Neutral = 2, "NEUTRAL", "neutral";
    Negative = 3, "NEGATIVE", "negative";
    Unknown = 4, "UNKNOWN", "unknown";
});

/// An impact as somebody describes it.
#[derive(Clone, Debug)]
pub struct ImpactDraft {
    /// Who is affected.
    pub characteristic: Characteristic,
    /// The name of the group, where it is another one.
    pub group_name: Option<String>,
    /// What it means for them.
    pub impact: Impact,
    /// How that is known.
    pub evidence: Option<String>,
    /// Who was consulted.
    pub consulted: Option<String>,
    /// What is done about it.
    pub mitigation: Option<String>,
    /// When it is looked at again.
    pub review_on: Option<NaiveDate>,
}

/// Checks an impact. `today` is the day of the write.
pub fn check_impact(draft: &ImpactDraft, today: NaiveDate, problems: &mut Vec<Problem>) {
    let group = optional_text("groupName", draft.group_name.as_deref(), problems);
    long_text("evidence", draft.evidence.as_deref(), problems);
    long_text("consulted", draft.consulted.as_deref(), problems);
    long_text("mitigation", draft.mitigation.as_deref(), problems);
    let mut note = |field: &str, code, message: String| problems.push(Problem::new(field, code, message));
    let is_other = draft.characteristic == Characteristic::OtherGroup;
    if is_other && draft.group_name.as_deref().is_none_or(|name| name.trim().is_empty()) {
        note("groupName", ProblemCode::Required, "It is another group: name it.".to_owned());
    } else if !is_other && !group.is_empty() {
        let message =
            format!("The group is '{}' by its characteristic: leave the name out.", draft.characteristic.words());
        note("groupName", ProblemCode::StateNotAllowed, message);
    }
    if draft.impact == Impact::Negative && draft.mitigation.as_deref().is_none_or(|text| text.trim().is_empty()) {
        note("mitigation", ProblemCode::Required, "The impact is negative: say what is done about it.".to_owned());
    }
    match draft.review_on {
        None if matches!(draft.impact, Impact::Negative | Impact::Unknown) => {
            let message = format!("The impact is {}: say when it is looked at again.", draft.impact.words());
            note("reviewOn", ProblemCode::Required, message);
        }
        Some(day) if day < today => {
            note("reviewOn", ProblemCode::OutOfRange, format!("{day} has passed: name a day to come."));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn check(change: fn(&mut ImpactDraft), expected: &[(&str, ProblemCode)]) {
        let mut draft = ImpactDraft {
            characteristic: Characteristic::Sex,
            group_name: None,
            impact: Impact::Negative,
            evidence: None,
            consulted: None,
            mitigation: Some("A second cohort.".into()),
            review_on: Some(day("2026-11-23")),
        };
        change(&mut draft);
        let mut found = Vec::new();
        check_impact(&draft, day("2026-11-23"), &mut found);
        let found: Vec<_> = found.iter().map(|it| (it.field.as_str(), it.code)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_wrong_is_named_by_its_field() {
        check(|_| (), &[]);
        check(|it| it.mitigation = Some(" ".into()), &[("mitigation", ProblemCode::Required)]);
        check(|it| it.review_on = None, &[("reviewOn", ProblemCode::Required)]);
        check(|it| it.review_on = Some(day("2026-11-22")), &[("reviewOn", ProblemCode::OutOfRange)]);
        check(|it| (it.impact, it.mitigation) = (Impact::Unknown, None), &[]);
        check(|it| (it.impact, it.review_on) = (Impact::Unknown, None), &[("reviewOn", ProblemCode::Required)]);
        check(|it| (it.impact, it.mitigation, it.review_on) = (Impact::Positive, None, None), &[]);
        check(|it| (it.impact, it.mitigation, it.review_on) = (Impact::Neutral, None, None), &[]);
        check(|it| it.evidence = Some("x".repeat(1_000_000)), &[("evidence", ProblemCode::TooLong)]);
        check(|it| it.consulted = Some("a\u{7}".into()), &[("consulted", ProblemCode::ControlCharacter)]);
    }

    #[test]
    fn another_group_is_named_and_only_that() {
        check(|it| it.characteristic = Characteristic::OtherGroup, &[("groupName", ProblemCode::Required)]);
        check(|it| (it.characteristic, it.group_name) = (Characteristic::OtherGroup, Some("Young carers".into())), &[]);
        check(|it| it.group_name = Some("Boys".into()), &[("groupName", ProblemCode::StateNotAllowed)]);
    }
}
