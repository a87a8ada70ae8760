//! Words and numbers for grades.

use sextant_domain::inspection::{Concern, Grade, Scale};

/// What a cell for a grade says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A grade.
    Grade(Grade),
    /// No grade: not judged, not applicable, blank.
    Nothing,
    /// Something that is no grade of this scale, and why.
    Wrong(&'static str),
}

/// Reads a grade of `scale`.
pub(super) fn grade(text: &str, scale: Scale) -> Said {
    let text = text.to_lowercase();
    let four = match text.as_str() {
        "1" | "outstanding" => Some(Grade::Outstanding),
        "2" | "good" => Some(Grade::Good),
        "3" | "requires improvement" => Some(Grade::RequiresImprovement),
        "4" | "inadequate" => Some(Grade::Inadequate),
        _ => None,
    };
    let five = match text.as_str() {
        "exceptional" => Some(Grade::Exceptional),
        "strong standard" => Some(Grade::StrongStandard),
        "expected standard" => Some(Grade::ExpectedStandard),
        "needs attention" => Some(Grade::NeedsAttention),
        "urgent improvement" => Some(Grade::UrgentImprovement),
        _ => None,
    };
    match (scale, four, five) {
        (Scale::FourPoint, Some(grade), _) | (Scale::FivePoint, _, Some(grade)) => Said::Grade(grade),
        (Scale::FourPoint, _, Some(_)) => {
            Said::Wrong("a grade of the 5-point scale, where this file has the 4-point scale")
        }
        (Scale::FivePoint, Some(_), _) => {
            Said::Wrong("a grade of the 4-point scale, where this file has the 5-point scale")
        }
        _ if is_no_grade(&text) => Said::Nothing,
        _ => Said::Wrong("this is not a grade that Ofsted gives"),
    }
}

/// Reads the judgement on safeguarding, which has a scale of its own.
pub(super) fn safeguarding(text: &str) -> Said {
    match text.to_lowercase().as_str() {
        "yes" | "met" | "effective" => Said::Grade(Grade::Met),
        "no" | "not met" | "not effective" | "ineffective" => Said::Grade(Grade::NotMet),
        text if is_no_grade(text) => Said::Nothing,
        _ => Said::Wrong("this is not a judgement on safeguarding (Yes, No, Met, Not met)"),
    }
}

/// `8` and `9` are Ofsted's numbers for "does not apply" and "no judgement".
fn is_no_grade(text: &str) -> bool {
    matches!(
        text,
        "" | "8"
            | "9"
            | "null"
            | "-"
            | "na"
            | "n/a"
            | "not judged"
            | "not applicable"
            | "does not apply"
            | "not evaluated"
            | "insufficient evidence"
    )
}

/// Reads the category of concern; `None` for words that are not known.
pub(super) fn concern(text: &str) -> Option<Concern> {
    match text.to_lowercase().as_str() {
        "" | "null" | "none" | "no" | "9" | "-" | "not applicable" | "n/a" => Some(Concern::None),
        "sm" | "special measures" => Some(Concern::SpecialMeasures),
        "swk"
        | "sw"
        | "serious weaknesses"
        | "serious weakness"
        | "rsi"
        | "requires significant improvement"
        | "nti"
        | "notice to improve" => Some(Concern::RequiresSignificantImprovement),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_keep_to_their_scale() {
        use Grade::*;
        for (text, four, five) in [
            ("1", Some(Outstanding), None),
            ("Requires improvement", Some(RequiresImprovement), None),
            ("4", Some(Inadequate), None),
            ("Exceptional", None, Some(Exceptional)),
            ("STRONG STANDARD", None, Some(StrongStandard)),
            ("Needs attention", None, Some(NeedsAttention)),
            ("Urgent improvement", None, Some(UrgentImprovement)),
            ("Expected standard", None, Some(ExpectedStandard)),
        ] {
            let check = |scale, expected: Option<Grade>| match expected {
                Some(expected) => assert_eq!(grade(text, scale), Said::Grade(expected), "{text}"),
                None => assert!(matches!(grade(text, scale), Said::Wrong(_)), "{text}"),
            };
            check(Scale::FourPoint, four);
            check(Scale::FivePoint, five);
        }
    }

    #[test]
    fn no_grade_is_not_a_grade() {
        for text in ["", "9", "8", "NULL", "Not judged", "-"] {
            assert_eq!(grade(text, Scale::FourPoint), Said::Nothing, "{text}");
            assert_eq!(grade(text, Scale::FivePoint), Said::Nothing, "{text}");
            assert_eq!(safeguarding(text), Said::Nothing, "{text}");
        }
        for text in ["5", "0", "Goodish", "Yes"] {
            assert!(matches!(grade(text, Scale::FourPoint), Said::Wrong(_)), "{text}");
        }
        assert_eq!(safeguarding("Not met"), Said::Grade(Grade::NotMet));
        assert_eq!(safeguarding("Yes"), Said::Grade(Grade::Met));
        assert!(matches!(safeguarding("Good"), Said::Wrong(_)));
    }

    #[test]
    fn categories_of_concern_are_read() {
        for (text, expected) in [
            ("SM", Some(Concern::SpecialMeasures)),
            ("SWK", Some(Concern::RequiresSignificantImprovement)),
            ("NTI", Some(Concern::RequiresSignificantImprovement)),
            ("Requires significant improvement", Some(Concern::RequiresSignificantImprovement)),
            ("NULL", Some(Concern::None)),
            ("", Some(Concern::None)),
            ("perhaps", None),
        ] {
            assert_eq!(concern(text), expected, "{text}");
        }
    }
}
