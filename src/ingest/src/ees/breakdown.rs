//! Breakdown codes: `total`, or `dimension:member` pairs in alphabetical order.

use sextant_domain::outcome::TOTAL;

use super::mapping::Filter;
use super::raw::RawIndicator;
use crate::FileError;

/// A mapping may describe so many groups: the product of the members of its filters.
const GROUPS: usize = 20_000;

/// Whether the indicator is taken for this group.
pub(super) fn takes(indicator: &RawIndicator, breakdown: &str) -> bool {
    let has = |dimension: &String| breakdown.split('+').any(|pair| pair.split(':').next() == Some(dimension.as_str()));
    indicator.only_with.as_ref().is_none_or(has) && !indicator.never_with.iter().any(has)
}

/// The breakdown of every combination of members; the last filter runs fastest.
pub(super) fn groups(filters: &[Filter]) -> Result<Vec<String>, FileError> {
    let mut groups = vec![TOTAL.to_owned()];
    for filter in filters {
        if groups.len() * filter.members.len() > GROUPS {
            return Err(FileError::Mapping {
                line: None,
                message: format!("its filters make more than {GROUPS} groups"),
            });
        }
        let all = groups.iter().flat_map(|group| filter.members.iter().map(|member| join([group.as_str(), member])));
        groups = all.collect::<Option<Vec<_>>>().ok_or_else(|| {
            let message = "two filters have members of the same dimension".to_owned();
            FileError::Mapping { line: None, message }
        })?;
    }
    Ok(groups)
}

/// Joins breakdowns: the pairs in alphabetical order, `total` for none. `None` when a dimension would stand twice.
pub(super) fn join<'a>(breakdowns: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut pairs: Vec<&str> =
        breakdowns.into_iter().filter(|breakdown| *breakdown != TOTAL).flat_map(|b| b.split('+')).collect();
    pairs.sort_unstable();
    let dimension = |pair: &str| pair.split(':').next().map(str::to_owned);
    let twice = pairs.windows(2).any(|two| dimension(two[0]) == dimension(two[1]));
    match (twice, pairs.is_empty()) {
        (true, _) => None,
        (false, true) => Some(TOTAL.to_owned()),
        (false, false) => Some(pairs.join("+")),
    }
}

/// `dimension:member`, or several joined by `+` in alphabetical order.
pub(super) fn is_breakdown(code: &str) -> bool {
    let word = |text: &str| {
        text.split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
    };
    let pair = |pair: &str| pair.split_once(':').is_some_and(|(dimension, member)| word(dimension) && word(member));
    code.split('+').all(pair) && code.split('+').is_sorted()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breakdowns_are_joined_in_alphabetical_order() {
        let check = |parts: &[&str], expected: Option<&str>| {
            assert_eq!(join(parts.iter().copied()).as_deref(), expected, "{parts:?}");
        };
        check(&["total", "total"], Some("total"));
        check(&["sex:girls", "phase:primary"], Some("phase:primary+sex:girls"));
        check(&["total", "sex:girls"], Some("sex:girls"));
        check(&["sex:girls", "sex:boys"], None);
    }

    #[test]
    fn codes_are_checked() {
        for good in ["sex:girls", "fsm:not-eligible", "phase:primary+sex:girls", "age:16-17"] {
            assert!(is_breakdown(good), "{good}");
        }
        for bad in ["total", "Sex:girls", "sex", "sex:", ":girls", "sex:girls+phase:primary", "sex: girls", "a:b:c", ""]
        {
            assert!(!is_breakdown(bad), "{bad}");
        }
    }
}
