//! A strategy's own headline test in words.

use sextant_domain::outcome::TOTAL;
use sextant_domain::progress::{HeadlineAnswer, HeadlineItem};
use sextant_domain::rules::{HeadlineStanding, HeadlineVerdict, Population, TieRule};

use super::rank;

/// One of the basket, ready to be shown.
#[derive(Debug)]
pub(crate) struct ItemWords {
    /// The indicator's name with its pupil group.
    pub(crate) name: String,
    /// The figure, or why there is none.
    pub(crate) value: String,
    /// Whether it is a figure.
    pub(crate) is_figure: bool,
    /// `38 of 153, 7 tied`, or `not ranked`.
    pub(crate) rank: String,
    /// `within the share, however ties are broken` …
    pub(crate) standing: &'static str,
    /// The same in a word or two: `robust`, `possible`, `not`, `not ranked`.
    pub(crate) brief: &'static str,
}

impl ItemWords {
    /// The words of an item.
    pub(crate) fn of(item: &HeadlineItem) -> Self {
        let group = if item.breakdown == TOTAL { String::new() } else { format!(" [{}]", item.breakdown) };
        let standing = HeadlineStanding::from_code(&item.standing).unwrap_or(HeadlineStanding::CannotSay);
        Self {
            name: format!("{}{group}", item.name),
            value: item.value.display.clone(),
            is_figure: item.value.value.is_some(),
            rank: item.rank.as_ref().map_or_else(|| "not ranked".to_owned(), rank),
            standing: standing.words(),
            brief: match standing {
                HeadlineStanding::Robust => "robust",
                HeadlineStanding::Possible => "possible",
                HeadlineStanding::Not => "not",
                HeadlineStanding::CannotSay => "not ranked",
            },
        }
    }
}

/// The words of a verdict's code.
pub(crate) fn verdict(code: &str) -> &'static str {
    HeadlineVerdict::from_code(code).unwrap_or(HeadlineVerdict::CannotSay).words()
}

/// What the test asks for, in a sentence.
pub(crate) fn terms(answer: &HeadlineAnswer) -> String {
    let population = Population::from_code(&answer.population).map_or("authorities", Population::words);
    let ties = TieRule::from_code(&answer.tie_rule).map_or("", TieRule::words);
    let basket = answer.items.len();
    let needed = match answer.required {
        all if all == basket as i64 => format!("all {all} indicators"),
        some => format!("{some} of {basket} indicators"),
    };
    format!(
        "Asked for: {needed} in the top {}% of the {population} in {}; a tied indicator {ties}.",
        answer.share, answer.year
    )
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A basket of two: one ranked, one not.
    pub(crate) fn answer() -> HeadlineAnswer {
        let item = |code: &str, value: serde_json::Value, rank: serde_json::Value, standing: &str, message: &str| {
            serde_json::json!({"indicator": code, "name": "KS2 <RWM> & more", "breakdown": "total",
                               "period": {"label": "2021/22", "basis": "ACADEMIC_YEAR"}, "value": value, "rank": rank,
                               "standing": standing, "message": message})
        };
        let value = serde_json::json!({"value": "59.0", "status": "FINAL", "missing_reason": null, "display": "59.0%"});
        let none = serde_json::json!({"value": null, "status": "MISSING", "missing_reason": "NOT_AVAILABLE",
                                      "display": "not available"});
        let rank = serde_json::json!({"position": "104", "better": "103", "tied": "3", "of": "151", "missing": "2",
                                      "quartile": "C", "robustness": "ROBUST"});
        serde_json::from_value(serde_json::json!({
            "words": "In the top 25% by 2022.", "note": "Read as every indicator.", "population": "ENGLAND_AUTHORITIES",
            "share": "25", "year": "2021/22", "required": "2", "tie_rule": "ROBUST", "status": "PUBLISHED",
            "items": [
                item("ATT-08", value, rank, "NOT", "103 of 151 are better."),
                item("ATT-09", none, serde_json::Value::Null, "CANNOT_SAY", "Not ranked: no value."),
            ],
            "robust": "0", "possible": "0", "not": "1", "cannot_say": "1", "verdict": "NOT_MET",
            "message": "Not met: none of 2.",
        }))
        .unwrap()
    }

    #[test]
    fn an_item_reads_as_words() {
        let items = answer().items;
        let (ranked, unranked) = (ItemWords::of(&items[0]), ItemWords::of(&items[1]));
        assert_eq!((ranked.rank.as_str(), ranked.standing), ("104 of 151, 3 tied", "outside of the share"));
        assert_eq!((unranked.rank.as_str(), unranked.is_figure), ("not ranked", false));
    }
}
