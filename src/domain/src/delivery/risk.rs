//! Which schools a council worries about: its policy of risk tiers as versioned data, and what it put on record under it.
//!
//! Both only grow. A policy that changes is the next version; a school that is looked at again has a further assessment. What
//! the council had on record on a day is then a question with one answer, whenever it is asked.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Problem, ProblemCode, long_text, text};
use crate::school::Urn;

/// How many tiers a policy may have.
pub const MOST_TIERS: usize = 10;
/// How many weeks may at most lie between two visits.
pub const MOST_VISIT_WEEKS: i16 = 156;

/// One tier of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskTier {
    /// Its number; a policy's tiers stand in the order of their numbers.
    pub number: i16,
    /// Its name.
    pub name: String,
    /// What puts a school in it.
    pub criteria: String,
    /// Whether the council counts a school in it as one it worries about.
    pub elevated: bool,
    /// A school in it is visited at least once in so many weeks; `None` where the policy does not say.
    pub visit_weeks: Option<i16>,
}

/// A version of a policy as somebody describes it.
#[derive(Clone, Debug)]
pub struct RiskPolicyDraft {
    /// The policy's code, the same in every version.
    pub code: String,
    /// The tiers in order.
    pub tiers: Vec<RiskTier>,
    /// The day it was approved: it holds from then on.
    pub approved_on: NaiveDate,
    /// Who approved it.
    pub approved_by: String,
}

/// Checks a version of a policy. `before` is the day on which the version before it was approved.
pub fn check_risk_policy(
    draft: &RiskPolicyDraft,
    before: Option<NaiveDate>,
    today: NaiveDate,
    problems: &mut Vec<Problem>,
) {
    text("code", &draft.code, problems);
    text("approvedBy", &draft.approved_by, problems);
    let mut note = |field: &str, code, message: String| problems.push(Problem::new(field, code, message));
    if draft.approved_on > today {
        let message = format!("A policy is kept once it is approved, and {} has not come yet.", draft.approved_on);
        note("approvedOn", ProblemCode::OutOfRange, message);
    }
    if let Some(before) = before.filter(|before| draft.approved_on < *before) {
        let message =
            format!("The version before it was approved on {before}: a later version is not approved earlier.");
        note("approvedOn", ProblemCode::DatesReversed, message);
    }
    if draft.tiers.is_empty() {
        note("tiers", ProblemCode::Required, "A policy has at least one tier: name it.".to_owned());
    } else if draft.tiers.len() > MOST_TIERS {
        let message = format!("It has {} tiers, and a policy has at most {MOST_TIERS}.", draft.tiers.len());
        note("tiers", ProblemCode::OutOfRange, message);
    } else if draft.tiers.iter().all(|tier| !tier.elevated) {
        let message = "No tier counts as elevated: without one nobody can tell which schools the council worried about. \
                       Mark at least one.";
        note("tiers", ProblemCode::Required, message.to_owned());
    }
    // More than it may have are not looked at one by one.
    for (at, tier) in draft.tiers.iter().take(MOST_TIERS).enumerate() {
        check_tier(&format!("tiers.{at}"), tier, problems);
        if at > 0 && draft.tiers[at - 1].number >= tier.number {
            let message =
                format!("Tier {} stands behind tier {}: give them in order.", tier.number, draft.tiers[at - 1].number);
            problems.push(Problem::new(format!("tiers.{at}.number"), ProblemCode::OutOfRange, message));
        }
    }
    let names: BTreeSet<&str> = draft.tiers.iter().map(|tier| tier.name.trim()).collect();
    if names.len() < draft.tiers.len() {
        let message = "Two tiers have the same name: people would mistake one for the other.";
        problems.push(Problem::new("tiers", ProblemCode::Duplicate, message));
    }
}

fn check_tier(field: &str, tier: &RiskTier, problems: &mut Vec<Problem>) {
    text(&format!("{field}.name"), &tier.name, problems);
    required_passage(&format!("{field}.criteria"), &tier.criteria, "say what puts a school in this tier.", problems);
    if tier.visit_weeks.is_some_and(|weeks| !(1..=MOST_VISIT_WEEKS).contains(&weeks)) {
        let message =
            format!("A visit is due after 1 to {MOST_VISIT_WEEKS} weeks; leave it out where there is no cadence.");
        problems.push(Problem::new(format!("{field}.visitWeeks"), ProblemCode::OutOfRange, message));
    }
}

/// A passage of several lines that has to be there; `ask` says what to do where it is not.
pub(super) fn required_passage(field: &str, given: &str, ask: &str, problems: &mut Vec<Problem>) {
    long_text(field, Some(given), problems);
    if given.trim().is_empty() {
        problems.push(Problem::new(field, ProblemCode::Required, format!("'{field}' is empty: {ask}")));
    }
}

/// What a council says of a school's risk.
#[derive(Clone, Debug)]
pub struct AssessmentDraft {
    /// The tier's number in the policy.
    pub tier: i16,
    /// Why.
    pub rationale: String,
    /// Who decided.
    pub decided_by: String,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// When it is looked at again.
    pub review_by: Option<NaiveDate>,
}

/// The version of a policy that an assessment is made under.
#[derive(Clone, Debug)]
pub struct PolicyInForce<'a> {
    /// The numbers of its tiers.
    pub tiers: &'a [i16],
    /// The day it was approved.
    pub approved_on: NaiveDate,
    /// The day on which the next version was approved, where there is one.
    pub superseded_on: Option<NaiveDate>,
}

/// Checks an assessment: its texts, its days, and that the policy held on the day of the decision and has the tier.
pub fn check_assessment(
    draft: &AssessmentDraft,
    policy: &PolicyInForce<'_>,
    today: NaiveDate,
    problems: &mut Vec<Problem>,
) {
    required_passage("rationale", &draft.rationale, "say why the school is in this tier.", problems);
    text("decidedBy", &draft.decided_by, problems);
    let mut note = |field: &str, code, message: String| problems.push(Problem::new(field, code, message));
    if !policy.tiers.contains(&draft.tier) {
        note("tier", ProblemCode::Unknown, format!("This version of the policy has no tier {}.", draft.tier));
    }
    if draft.decided_on > today {
        let message = format!("{} has not come yet: an assessment is kept once it is decided.", draft.decided_on);
        note("decidedOn", ProblemCode::OutOfRange, message);
    }
    if draft.decided_on < policy.approved_on {
        let message = format!("This version of the policy was approved on {}, after the decision.", policy.approved_on);
        note("decidedOn", ProblemCode::DatesReversed, message);
    }
    if let Some(next) = policy.superseded_on.filter(|next| *next <= draft.decided_on) {
        let message = format!("A later version of the policy holds since {next}: decide under that one.");
        note("policy", ProblemCode::StateNotAllowed, message);
    }
    if draft.review_by.is_some_and(|day| day <= draft.decided_on) {
        let message = "It is to be looked at again before it was decided: 'reviewBy' is a later day.".to_owned();
        note("reviewBy", ProblemCode::DatesReversed, message);
    }
}

/// An assessment, as far as rules look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessed {
    /// Its id.
    pub id: String,
    /// The school.
    pub urn: Urn,
    /// The tier's number.
    pub tier: i16,
    /// Whether the policy counts the tier as elevated.
    pub elevated: bool,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// When it was entered here.
    pub entered_at: DateTime<Utc>,
}

impl Assessed {
    /// Later decisions come later; of two of one day the one that was entered later.
    fn place(&self) -> (NaiveDate, DateTime<Utc>, &str) {
        (self.decided_on, self.entered_at, &self.id)
    }
}

/// What was on record of a school at the end of a day: the latest of its assessments that was decided by then.
pub fn tier_as_of(of_school: &[Assessed], day: NaiveDate) -> Option<&Assessed> {
    of_school.iter().filter(|it| it.decided_on <= day).max_by(|a, b| a.place().cmp(&b.place()))
}

/// What was on record of a school the day before a day: what was decided on the day itself does not count.
pub fn tier_before(of_school: &[Assessed], day: NaiveDate) -> Option<&Assessed> {
    tier_as_of(of_school, day.pred_opt()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn tier(number: i16, elevated: bool) -> RiskTier {
        RiskTier {
            number,
            name: format!("Tier {number}"),
            criteria: "See the policy.".into(),
            elevated,
            visit_weeks: Some(12),
        }
    }

    fn policy() -> RiskPolicyDraft {
        RiskPolicyDraft {
            code: "tiers".into(),
            tiers: vec![tier(1, false), tier(2, false), tier(3, true)],
            approved_on: day("2024-09-01"),
            approved_by: "Cabinet".into(),
        }
    }

    #[test]
    fn a_policy_has_tiers_in_order_and_one_that_is_elevated() {
        let check = |change: fn(&mut RiskPolicyDraft), expected: &[(&str, ProblemCode)]| {
            let mut draft = policy();
            change(&mut draft);
            let mut found = Vec::new();
            check_risk_policy(&draft, Some(day("2023-09-01")), day("2025-01-01"), &mut found);
            let found: Vec<_> = found.iter().map(|it| (it.field.as_str(), it.code)).collect();
            assert_eq!(found, expected);
        };
        check(|_| (), &[]);
        check(|it| it.tiers.clear(), &[("tiers", ProblemCode::Required)]);
        check(|it| it.tiers.truncate(2), &[("tiers", ProblemCode::Required)]);
        check(|it| it.tiers.swap(1, 2), &[("tiers.2.number", ProblemCode::OutOfRange)]);
        check(|it| it.tiers[1].name = "Tier 1 ".into(), &[("tiers", ProblemCode::Duplicate)]);
        check(|it| it.tiers[0].criteria = " ".into(), &[("tiers.0.criteria", ProblemCode::Required)]);
        check(|it| it.tiers[0].visit_weeks = Some(0), &[("tiers.0.visitWeeks", ProblemCode::OutOfRange)]);
        check(|it| it.approved_on = day("2023-08-31"), &[("approvedOn", ProblemCode::DatesReversed)]);
        check(|it| it.approved_on = day("2025-01-02"), &[("approvedOn", ProblemCode::OutOfRange)]);
        check(
            |it| it.tiers = (1..=11).map(|n| RiskTier { elevated: true, ..tier(n, true) }).collect(),
            &[("tiers", ProblemCode::OutOfRange)],
        );
    }

    #[test]
    fn an_assessment_is_made_under_the_policy_that_held() {
        let check = |change: fn(&mut AssessmentDraft), superseded: Option<&str>, expected: &[(&str, ProblemCode)]| {
            let mut draft = AssessmentDraft {
                tier: 3,
                rationale: "Results fell twice.".into(),
                decided_by: "School improvement board".into(),
                decided_on: day("2024-10-01"),
                review_by: Some(day("2025-03-01")),
            };
            change(&mut draft);
            let superseded_on = superseded.map(day);
            let policy = PolicyInForce { tiers: &[1, 2, 3], approved_on: day("2024-09-01"), superseded_on };
            let mut found = Vec::new();
            check_assessment(&draft, &policy, day("2025-01-01"), &mut found);
            let found: Vec<_> = found.iter().map(|it| (it.field.as_str(), it.code)).collect();
            assert_eq!(found, expected);
        };
        check(|_| (), Some("2024-10-02"), &[]);
        check(|_| (), Some("2024-10-01"), &[("policy", ProblemCode::StateNotAllowed)]);
        check(|it| it.tier = 4, None, &[("tier", ProblemCode::Unknown)]);
        check(|it| it.rationale.clear(), None, &[("rationale", ProblemCode::Required)]);
        check(|it| it.decided_by.clear(), None, &[("decidedBy", ProblemCode::Required)]);
        check(|it| it.decided_on = day("2024-08-31"), None, &[("decidedOn", ProblemCode::DatesReversed)]);
        check(|it| it.review_by = Some(it.decided_on), None, &[("reviewBy", ProblemCode::DatesReversed)]);
        check(
            |it| (it.decided_on, it.review_by) = (day("2025-01-02"), None),
            None,
            &[("decidedOn", ProblemCode::OutOfRange)],
        );
    }

    fn assessed(id: usize, decided: u64, entered: u64) -> Assessed {
        let first = day("2024-01-01");
        let decided_on = first + chrono::Days::new(decided);
        let entered_at = (first + chrono::Days::new(entered)).and_time(chrono::NaiveTime::MIN).and_utc();
        Assessed { id: format!("{id:04}"), urn: 1, tier: 1, elevated: false, decided_on, entered_at }
    }

    proptest! {
        #[test]
        fn the_tier_of_a_day_is_the_last_one_decided_by_then(decided in prop::collection::vec(0_u64..30, 0..12), on in 0_u64..32) {
            let all: Vec<Assessed> = decided.iter().enumerate().map(|(id, on)| assessed(id, *on, *on)).collect();
            let on = day("2024-01-01") + chrono::Days::new(on);
            let found = tier_as_of(&all, on);
            prop_assert_eq!(found.is_some(), all.iter().any(|it| it.decided_on <= on));
            if let Some(found) = found {
                prop_assert!(found.decided_on <= on);
                for other in all.iter().filter(|it| it.decided_on <= on) {
                    prop_assert!((other.decided_on, &other.id) <= (found.decided_on, &found.id));
                }
            }
            // The order in which they are handed over does not matter, and neither does what was decided later.
            let mut turned = all.clone();
            turned.reverse();
            prop_assert_eq!(tier_as_of(&turned, on), found);
            turned.retain(|it| it.decided_on <= on);
            prop_assert_eq!(tier_as_of(&turned, on), found);
            prop_assert_eq!(tier_before(&all, on + chrono::Days::new(1)), found);
        }
    }

    #[test]
    fn what_is_decided_on_the_day_was_not_on_record_before_it() {
        let one = [assessed(1, 5, 5)];
        assert_eq!(tier_before(&one, one[0].decided_on), None);
        assert_eq!(tier_before(&one, one[0].decided_on + chrono::Days::new(1)), Some(&one[0]));
    }
}
