//! The forms that a table can have.

/// The form of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http::graphql) enum Format {
    /// `text/csv`, as RFC 4180 has it.
    Csv {
        /// Whether the first line names the columns.
        header: bool,
        /// Whether those names also say what stands in the columns: `urn:String`.
        types: bool,
    },
    /// One JSON object on each line, under the media type with or without an `x-`.
    NdJson {
        /// Whether the client asked for the one with.
        x: bool,
    },
}

impl Format {
    /// The form that a range of an `Accept` header asks for with its parameters; `None` where it is not a table's, or one that
    /// cannot be served.
    pub(in crate::http::graphql) fn asked(range: &str, parameters: &[(&str, &str)]) -> Option<Self> {
        let range = range.to_ascii_lowercase();
        if let Some(x) = match range.as_str() {
            "application/x-ndjson" => Some(true),
            "application/ndjson" => Some(false),
            _ => None,
        } {
            return Some(Self::NdJson { x });
        }
        let is_present = |wanted: &str, unsaid: bool| {
            let found = parameters.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
            match found.map(|(_, value)| value.trim_matches('"').to_ascii_lowercase()).as_deref() {
                None => Some(unsaid),
                Some("present") => Some(true),
                Some("absent") => Some(false),
                Some(_) => None,
            }
        };
        (range == "text/csv").then_some(())?;
        Some(Self::Csv { header: is_present("header", true)?, types: is_present("types", false)? })
    }

    /// What the answer says that it is.
    pub(super) const fn content_type(self) -> &'static str {
        match self {
            Self::Csv { header: true, types: true } => "text/csv; charset=utf-8; header=present; types=present",
            Self::Csv { header: true, types: false } => "text/csv; charset=utf-8; header=present",
            Self::Csv { header: false, .. } => "text/csv; charset=utf-8; header=absent",
            Self::NdJson { x: true } => "application/x-ndjson; charset=utf-8",
            Self::NdJson { x: false } => "application/ndjson; charset=utf-8",
        }
    }

    /// How the name of a file of this form ends.
    pub(super) const fn extension(self) -> &'static str {
        match self {
            Self::Csv { .. } => "csv",
            Self::NdJson { .. } => "ndjson",
        }
    }
}
