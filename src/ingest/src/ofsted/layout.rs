//! The five layouts: which columns tell them and which inspections a row holds.

use super::tier::Tier;
use super::tiers::{
    any_of_the_year, latest_2015, latest_2018, latest_graded, latest_oeif, latest_report_card, previous_2015,
    previous_graded, ungraded,
};
use crate::columns::Columns;

/// A layout of Ofsted's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Latest inspections from November 2025: report card, latest graded inspection before it, latest ungraded one.
    LatestReportCards,
    /// All inspections of a year from November 2025.
    AllReportCards,
    /// Latest inspections, as in March 2025.
    LatestGraded,
    /// Provider level, as in February 2015.
    ProviderLevel2015,
    /// As published with the performance tables, July 2018.
    PerformanceTables2018,
}

impl Layout {
    /// The most particular first.
    pub(super) const ALL: &'static [Self] = &[
        Self::LatestReportCards,
        Self::AllReportCards,
        Self::LatestGraded,
        Self::ProviderLevel2015,
        Self::PerformanceTables2018,
    ];

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::LatestReportCards => "latest inspections, with report cards (from November 2025)",
            Self::AllReportCards => "all inspections of the year, with report cards (from November 2025)",
            Self::LatestGraded => "latest inspections (as in March 2025)",
            Self::ProviderLevel2015 => "provider level (as in February 2015)",
            Self::PerformanceTables2018 => "with the performance tables (as in July 2018)",
        }
    }

    /// The columns that this layout cannot be read without.
    pub(super) const fn required(self) -> &'static [&'static str] {
        match self {
            Self::LatestReportCards => &[
                "URN",
                "Inspection number of latest full inspection",
                "Inspection start date",
                "Does the latest full inspection relate to the URN of the current school?",
                "URN at time of latest full inspection",
                "Safeguarding standards",
                "Curriculum and teaching",
                "Inspection number of latest OEIF graded inspection",
                "Inspection start date of latest OEIF graded inspection",
                "Does the latest OEIF graded inspection relate to the URN of the current school?",
                "URN at time of latest OEIF graded inspection",
                "Latest OEIF overall effectiveness",
                "Latest OEIF quality of education",
                "Date of latest ungraded inspection",
                "Does the ungraded inspection relate to the URN of the current school?",
                "URN at time of the ungraded inspection",
            ],
            Self::AllReportCards => &[
                "URN",
                "Inspection number",
                "Inspection type",
                "Inspection start date",
                "Publication date",
                "Safeguarding standards",
                "Inclusion",
                "Curriculum and teaching",
                "Achievement",
            ],
            Self::LatestGraded => &[
                "URN",
                "Inspection number of latest graded inspection",
                "Inspection start date",
                "Does the latest graded inspection relate to the URN of the current school?",
                "URN at time of latest graded inspection",
                "Overall effectiveness",
                "Quality of education",
                "Date of latest ungraded inspection",
                "Does the ungraded inspection relate to the URN of the current school?",
                "URN at time of the ungraded inspection",
            ],
            Self::ProviderLevel2015 => &[
                "URN",
                "Latest inspection date",
                "Overall effectiveness: how good is the school",
                "Leadership and management",
            ],
            Self::PerformanceTables2018 => &["URN", "Inspection date", "Publication date", "Overall effectiveness"],
        }
    }

    fn tiers(self, columns: &Columns) -> Vec<Tier> {
        match self {
            Self::LatestReportCards => {
                vec![
                    latest_report_card(columns),
                    latest_oeif(columns),
                    ungraded(columns, "Latest ungraded inspection number"),
                ]
            }
            Self::AllReportCards => vec![any_of_the_year(columns)],
            Self::LatestGraded => {
                let number = "Latest ungraded inspection number since last graded inspection";
                vec![latest_graded(columns), previous_graded(columns), ungraded(columns, number)]
            }
            Self::ProviderLevel2015 => vec![latest_2015(columns), previous_2015(columns)],
            Self::PerformanceTables2018 => vec![latest_2018(columns)],
        }
    }
}

/// The layout of a header, and where its inspections stand.
pub(super) fn find(columns: &Columns) -> Option<(Layout, Vec<Tier>)> {
    let fits = |layout: &&Layout| columns.missing(layout.required()).is_empty();
    Layout::ALL.iter().find(fits).map(|layout| (*layout, layout.tiers(columns)))
}
