//! Contributions: the claim that an activity moved an outcome, how it is known, and how strong the evidence is.

use chrono::NaiveDate;

use super::{Problem, ProblemCode, long_text, optional_text};
use crate::figure::Figure;
use crate::measure::coded;

/// How it is known that an activity moved an outcome. Each method has a ceiling for the strength of its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimMethod {
    /// Somebody tells how it came about; strength 0.
    Narrative,
    /// The figure before beside the figure after; strength up to 1.
    BeforeAfter,
    /// The change beside that of others; strength up to 2.
    Comparator,
    /// The change beside that of others who were alike before; strength up to 3.
    Matched,
    /// Chance decided who took part; strength up to 4.
    Trial,
}

coded!(ClaimMethod {
    Narrative = 1, "NARRATIVE", "narrative";
    BeforeAfter = 2, "BEFORE_AFTER", "before and after";
    Comparator = 3, "COMPARATOR", "comparator";
    Matched = 4, "MATCHED", "matched comparison";
    Trial = 5, "TRIAL", "trial";
});

/// The strongest evidence that there is.
pub const STRONGEST: i16 = 4;

impl ClaimMethod {
    /// The strongest that its evidence can be.
    pub const fn ceiling(self) -> i16 {
        self.number() - 1
    }

    /// Whether it compares with others.
    pub const fn compares(self) -> bool {
        matches!(self, Self::Comparator | Self::Matched | Self::Trial)
    }
}

/// Whom a change is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ComparatorKind {
    /// England.
    National,
    /// The authority's region.
    Region,
    /// The mean of the statistical neighbours on the list in force.
    StatisticalNeighbours,
    /// Schools that are like those of the activity; their figures are not in the ledger.
    SimilarSchools,
}

coded!(ComparatorKind {
    National = 1, "NATIONAL", "England";
    Region = 2, "REGION", "the region";
    StatisticalNeighbours = 3, "STATISTICAL_NEIGHBOURS", "statistical neighbours";
    SimilarSchools = 4, "SIMILAR_SCHOOLS", "similar schools";
});

/// The whole of a change, in percent.
pub const WHOLE: Figure = Figure::whole(100);

/// What may be said of a claim at any time; its figures are not for people to say.
#[derive(Clone, Debug, Default)]
pub struct ClaimTexts {
    /// Which schools are the similar ones.
    pub similar_schools: Option<String>,
    /// What else may have moved the outcome.
    pub confounders: Option<String>,
    /// How much of the change is claimed, in percent.
    pub share: Option<Figure>,
    /// Who looked at the claim.
    pub reviewed_by: Option<String>,
    /// On which day.
    pub reviewed_on: Option<NaiveDate>,
}

/// A claim as somebody makes it.
#[derive(Clone, Debug)]
pub struct ClaimDraft {
    /// How it is known.
    pub method: ClaimMethod,
    /// How strong the evidence is: 0 to 4.
    pub strength: i16,
    /// Whom the change is held against.
    pub comparator: Option<ComparatorKind>,
    /// What is said of it.
    pub texts: ClaimTexts,
}

/// Checks a claim that is made on a day: the strength beside the method, the comparator, the texts.
pub fn check_claim(draft: &ClaimDraft, today: NaiveDate, problems: &mut Vec<Problem>) {
    let mut note = |field: &str, code, message: String| problems.push(Problem::new(field, code, message));
    let (method, strength) = (draft.method, draft.strength);
    if !(0..=STRONGEST).contains(&strength) {
        note("strength", ProblemCode::OutOfRange, format!("The strength of evidence is 0 to {STRONGEST}."));
    } else if strength > method.ceiling() {
        let message = format!(
            "The method '{}' carries evidence of strength {} at most, and {strength} is claimed.",
            method.words(),
            method.ceiling()
        );
        note("strength", ProblemCode::AboveCeiling, message);
    }
    if method.compares() && draft.comparator.is_none() {
        let message = format!("The method '{}' compares with others: say with whom.", method.words());
        note("comparator", ProblemCode::Required, message);
    }
    check_claim_texts(&draft.texts, draft.comparator, (today, today), problems);
}

/// Checks what is said of a claim that was made on a day.
pub fn check_claim_texts(
    texts: &ClaimTexts,
    comparator: Option<ComparatorKind>,
    (claimed_on, today): (NaiveDate, NaiveDate),
    problems: &mut Vec<Problem>,
) {
    long_text("similarSchools", texts.similar_schools.as_deref(), problems);
    long_text("confounders", texts.confounders.as_deref(), problems);
    optional_text("reviewedBy", texts.reviewed_by.as_deref(), problems);
    let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    let mut note = |field: &str, code, message: String| problems.push(Problem::new(field, code, message));
    let similar = comparator == Some(ComparatorKind::SimilarSchools);
    match said(&texts.similar_schools) {
        false if similar => {
            note("similarSchools", ProblemCode::Required, "Say which the similar schools are.".to_owned());
        }
        true if !similar => {
            let message = "The comparator is not similar schools: leave this out.".to_owned();
            note("similarSchools", ProblemCode::StateNotAllowed, message);
        }
        _ => {}
    }
    if texts.share.is_some_and(|share| !(Figure::ZERO..=WHOLE).contains(&share)) {
        note("share", ProblemCode::OutOfRange, format!("A share is 0 to {WHOLE} percent of the change."));
    }
    match (said(&texts.reviewed_by), texts.reviewed_on) {
        (true, None) => note("reviewedOn", ProblemCode::Required, "Say on which day it was reviewed.".to_owned()),
        (false, Some(_)) => note("reviewedBy", ProblemCode::Required, "Say who reviewed it.".to_owned()),
        (true, Some(day)) if day < claimed_on => {
            note("reviewedOn", ProblemCode::DatesReversed, format!("The claim was made on {claimed_on}."));
        }
        (true, Some(day)) if day > today => {
            note("reviewedOn", ProblemCode::OutOfRange, format!("{day} has not come yet."));
        }
        _ => {}
    }
}

/// Checks a share beside those that all other claims on the same outcome have: together no more than the whole.
pub fn check_shares(share: Option<Figure>, others: &[Figure], problems: &mut Vec<Problem>) {
    let Some(share) = share else { return };
    let sum = |all: &[Figure]| all.iter().map(|it| i128::from(it.millionths())).sum::<i128>();
    let (taken, whole) = (sum(others), i128::from(WHOLE.millionths()));
    if taken + i128::from(share.millionths()) > whole {
        let left = i64::try_from((whole - taken).max(0)).map(Figure::from_millionths).unwrap_or_default();
        let message = format!(
            "Other contributions claim the same change already: {left} % of it are left, and {share} % are claimed."
        );
        problems.push(Problem::new("share", ProblemCode::SharesAboveWhole, message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn draft(method: ClaimMethod, strength: i16, comparator: Option<ComparatorKind>) -> ClaimDraft {
        ClaimDraft { method, strength, comparator, texts: ClaimTexts::default() }
    }

    fn codes(draft: &ClaimDraft) -> Vec<(String, ProblemCode)> {
        let mut found = Vec::new();
        check_claim(draft, day("2025-11-25"), &mut found);
        found.into_iter().map(|it| (it.field, it.code)).collect()
    }

    #[test]
    fn evidence_is_no_stronger_than_its_method() {
        for (method, ceiling) in ClaimMethod::ALL.iter().zip([0, 1, 2, 3, 4]) {
            for strength in -1..=5 {
                let expected = match strength {
                    0..=4 if strength <= ceiling => None,
                    0..=4 => Some(ProblemCode::AboveCeiling),
                    _ => Some(ProblemCode::OutOfRange),
                };
                let found = codes(&draft(*method, strength, Some(ComparatorKind::National)));
                let expected: Vec<_> = expected.map(|code| ("strength".to_owned(), code)).into_iter().collect();
                assert_eq!(found, expected, "{method:?} {strength}");
            }
        }
    }

    #[test]
    fn who_compares_says_with_whom() {
        let required = |field: &str| vec![(field.to_owned(), ProblemCode::Required)];
        assert_eq!(codes(&draft(ClaimMethod::Comparator, 2, None)), required("comparator"));
        assert_eq!(codes(&draft(ClaimMethod::BeforeAfter, 1, None)), []);
        let mut similar = draft(ClaimMethod::Matched, 3, Some(ComparatorKind::SimilarSchools));
        assert_eq!(codes(&similar), required("similarSchools"));
        similar.texts.similar_schools = Some("Five primaries of the same size.".into());
        assert_eq!(codes(&similar), []);
        similar.comparator = Some(ComparatorKind::Region);
        assert_eq!(codes(&similar), [("similarSchools".to_owned(), ProblemCode::StateNotAllowed)]);
    }

    #[test]
    fn what_is_said_of_a_claim_is_checked() {
        let check = |change: fn(&mut ClaimTexts), expected: &[(&str, ProblemCode)]| {
            let mut changed = draft(ClaimMethod::BeforeAfter, 1, None);
            change(&mut changed.texts);
            let expected: Vec<_> = expected.iter().map(|(field, code)| ((*field).to_owned(), *code)).collect();
            assert_eq!(codes(&changed), expected);
        };
        fn review(it: &mut ClaimTexts, on: &str) {
            (it.reviewed_by, it.reviewed_on) = (Some("The board".into()), Some(day(on)));
        }
        check(|it| it.share = Some(WHOLE), &[]);
        check(|it| it.share = Some(Figure::from_millionths(100_000_001)), &[("share", ProblemCode::OutOfRange)]);
        check(|it| it.share = Some(Figure::from_millionths(-1)), &[("share", ProblemCode::OutOfRange)]);
        check(|it| it.confounders = Some("x".repeat(1_000_000)), &[("confounders", ProblemCode::TooLong)]);
        check(|it| it.reviewed_by = Some("The board".into()), &[("reviewedOn", ProblemCode::Required)]);
        check(|it| it.reviewed_on = Some(day("2025-11-25")), &[("reviewedBy", ProblemCode::Required)]);
        check(|it| review(it, "2025-11-25"), &[]);
        check(|it| review(it, "2025-11-24"), &[("reviewedOn", ProblemCode::DatesReversed)]);
        check(|it| review(it, "2025-11-26"), &[("reviewedOn", ProblemCode::OutOfRange)]);
    }

    proptest! {
        /// However the shares come in, what was accepted never sums to more than the whole, to the millionth.
        #[test]
        fn shares_never_exceed_the_whole(shares in prop::collection::vec(0_i64..=100_000_000, 0..12)) {
            let mut accepted: Vec<Figure> = Vec::new();
            for share in shares.into_iter().map(Figure::from_millionths) {
                let mut found = Vec::new();
                check_shares(Some(share), &accepted, &mut found);
                let sum: i64 = accepted.iter().map(|it| it.millionths()).sum();
                prop_assert_eq!(found.is_empty(), sum + share.millionths() <= WHOLE.millionths());
                if found.is_empty() {
                    accepted.push(share);
                }
            }
        }
    }
}
