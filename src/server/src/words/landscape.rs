//! The series of the school landscape in words.

use chrono::NaiveDate;
use sextant_domain::progress::{LandscapeEntry, LandscapeSeries};
use sextant_domain::{Figure, Unit};

use super::progress::figure_text;

/// A series, ready to be shown.
#[derive(Debug)]
pub(crate) struct SeriesWords {
    /// What is counted, with the unit and the commitments it measures.
    pub(crate) title: String,
    unit: Unit,
}

impl SeriesWords {
    /// The words of a series.
    pub(crate) fn of(series: &LandscapeSeries) -> Self {
        let unit = Unit::from_code(&series.unit).unwrap_or(Unit::Unstated);
        let commitments = match series.commitments.as_slice() {
            [] => String::new(),
            codes => format!(" (commitment {})", codes.join(", ")),
        };
        let mut letters = series.name.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        Self { title: format!("{first}{}{commitments}", letters.as_str()), unit }
    }

    /// A figure of the series: shares have one decimal, counts none.
    pub(crate) fn figure(&self, value: Figure) -> String {
        figure_text(value, i64::from(self.unit == Unit::Percent), self.unit)
    }
}

/// What stands behind the counts: days in a row of which the same is said, together. The days with a figure come first, the
/// newest before the others; a reason why nothing could be counted follows.
pub(crate) fn runs(points: &[LandscapeEntry]) -> Vec<String> {
    let mut runs: Vec<(NaiveDate, NaiveDate, &LandscapeEntry)> = Vec::new();
    for point in points.iter().filter(|point| !point.message.is_empty()) {
        match runs.last_mut() {
            Some((_, last, run)) if run.message == point.message => *last = point.day,
            _ => runs.push((point.day, point.day, point)),
        }
    }
    runs.sort_by_key(|(first, _, run)| (run.value.is_none(), std::cmp::Reverse(*first)));
    let days = |first: NaiveDate, last: NaiveDate| {
        if first == last { first.to_string() } else { format!("{first} to {last}") }
    };
    runs.into_iter().map(|(first, last, run)| format!("{}: {}", days(first, last), run.message)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(day: &str, value: Option<i64>, message: &str) -> LandscapeEntry {
        let basis = if value.is_some() { "RECORDED" } else { "NO_REGISTER" };
        LandscapeEntry {
            day: day.parse().unwrap(),
            value: value.map(Figure::whole),
            basis: basis.to_owned(),
            message: message.to_owned(),
        }
    }

    #[test]
    fn days_of_which_the_same_is_said_stand_together() {
        let points = [
            entry("2019-08-31", None, "No register was known."),
            entry("2020-08-31", None, "No register was known."),
            entry("2021-08-31", Some(3), "3 of 9 trusts."),
            entry("2022-08-31", Some(4), "4 of 9 trusts."),
        ];
        assert_eq!(
            runs(&points),
            [
                "2022-08-31: 4 of 9 trusts.",
                "2021-08-31: 3 of 9 trusts.",
                "2019-08-31 to 2020-08-31: No register was known."
            ]
        );
    }
}
