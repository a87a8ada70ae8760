//! Who approved what, and when.

use chrono::NaiveDate;
use toml::Spanned;
use toml::value::Datetime;

use super::raw;
use crate::files::lines::Problems;

/// The approval that holds where a target or a baseline does not say otherwise.
pub(super) struct Approval {
    on: Option<NaiveDate>,
    by: String,
    source: String,
}

impl Approval {
    pub(super) fn of(raw: Option<&raw::Approval>, problems: &mut Problems<'_>) -> Self {
        Self {
            on: raw.and_then(|raw| raw.approved_on.as_ref()).and_then(|date| problems.day(date)),
            by: raw.and_then(|raw| raw.approved_by.clone()).unwrap_or_default(),
            source: raw.and_then(|raw| raw.source.clone()).unwrap_or_default(),
        }
    }

    /// The day of approval of `what`, which stands where `period` does. Without one it is a mistake.
    pub(super) fn day(
        &self,
        own: Option<&Spanned<Datetime>>,
        what: &str,
        period: &Spanned<String>,
        problems: &mut Problems<'_>,
    ) -> Option<NaiveDate> {
        if let Some(date) = own {
            return problems.day(date);
        }
        if self.on.is_none() {
            let remedy = "Add approved_on here or in [approval]: what was known before that day must not see it";
            problems.add(&period.span(), format!("{what} without the day of its approval"), remedy);
        }
        self.on
    }

    pub(super) fn by(&self, own: Option<&String>) -> String {
        own.unwrap_or(&self.by).clone()
    }

    pub(super) fn source(&self, own: Option<&String>) -> String {
        own.unwrap_or(&self.source).clone()
    }
}
