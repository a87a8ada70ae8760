//! The five layouts: which columns tell them and where each inspection's columns stand.

use sextant_domain::inspection::Area;

use super::tier::{Kind, Tier};
use crate::columns::{Col, Columns};

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

fn areas(columns: &Columns, names: &[(Area, &str)]) -> Vec<(Area, Col)> {
    names.iter().map(|(area, name)| (*area, columns.find(name))).filter(|(_, col)| col.0.is_some()).collect()
}

/// The areas of the 2019 framework; `prefix` stands before each name.
fn areas_2019(columns: &Columns, overall: &str, prefix: &str) -> Vec<(Area, Col)> {
    let name = |rest: &str| format!("{prefix}{rest}");
    areas(
        columns,
        &[
            (Area::OverallEffectiveness, overall),
            (Area::QualityOfEducation, &name("quality of education")),
            (Area::BehaviourAndAttitudes, &name("behaviour and attitudes")),
            (Area::PersonalDevelopment, &name("personal development")),
            (Area::LeadershipAndManagement, &name("effectiveness of leadership and management")),
            (Area::Safeguarding, &name("safeguarding is effective?")),
            (Area::EarlyYears, &name("early years provision (where applicable)")),
            (Area::Post16, &name("sixth form provision (where applicable)")),
        ],
    )
}

fn report_card_areas(columns: &Columns) -> Vec<(Area, Col)> {
    areas(
        columns,
        &[
            (Area::Safeguarding, "Safeguarding standards"),
            (Area::Inclusion, "Inclusion"),
            (Area::CurriculumAndTeaching, "Curriculum and teaching"),
            (Area::Achievement, "Achievement"),
            (Area::AttendanceAndBehaviour, "Attendance and behaviour"),
            (Area::PersonalDevelopmentAndWellbeing, "Personal development and wellbeing"),
            (Area::EarlyYears, "Early years (where applicable)"),
            (Area::Post16, "Post-16 provision (where applicable)"),
            (Area::LeadershipAndGovernance, "Leadership and governance"),
        ],
    )
}

fn latest_report_card(columns: &Columns) -> Tier {
    Tier {
        number: columns.find("Inspection number of latest full inspection"),
        started: columns.find("Inspection start date"),
        published: columns.find("Publication date"),
        relates: columns.find("Does the latest full inspection relate to the URN of the current school?"),
        urn_then: columns.find("URN at time of latest full inspection"),
        concern: columns.find("Category of concern"),
        kind: Kind::ReportCard,
        areas: report_card_areas(columns),
        ..Tier::default()
    }
}

fn latest_oeif(columns: &Columns) -> Tier {
    Tier {
        number: columns.find("Inspection number of latest OEIF graded inspection"),
        started: columns.find("Inspection start date of latest OEIF graded inspection"),
        published: columns.find("Publication date of latest OEIF graded inspection"),
        relates: columns.find("Does the latest OEIF graded inspection relate to the URN of the current school?"),
        urn_then: columns.find("URN at time of latest OEIF graded inspection"),
        concern: columns.find("Latest OEIF category of concern"),
        areas: areas_2019(columns, "Latest OEIF overall effectiveness", "Latest OEIF "),
        ..Tier::default()
    }
}

fn ungraded(columns: &Columns, number: &str) -> Tier {
    Tier {
        number: columns.find(number),
        started: columns.find("Date of latest ungraded inspection"),
        published: columns.find("Ungraded inspection publication date"),
        relates: columns.find("Does the ungraded inspection relate to the URN of the current school?"),
        urn_then: columns.find("URN at time of the ungraded inspection"),
        outcome: columns.find("Ungraded inspection overall outcome"),
        converted: columns.find("Did the latest ungraded inspection convert to a graded inspection?"),
        kind: Kind::Ungraded,
        ..Tier::default()
    }
}

fn any_of_the_year(columns: &Columns) -> Tier {
    Tier {
        number: columns.find("Inspection number"),
        started: columns.find("Inspection start date"),
        published: columns.find("Publication date"),
        concern: columns.find("Category of concern"),
        outcome: columns.find("Outcomes for legacy monitoring inspections"),
        type_words: ["Inspection type", "Inspection type grouping", "Event type grouping"]
            .map(|n| columns.find(n))
            .to_vec(),
        kind: Kind::ByWords,
        areas: report_card_areas(columns),
        ..Tier::default()
    }
}

fn latest_graded(columns: &Columns) -> Tier {
    Tier {
        number: columns.find("Inspection number of latest graded inspection"),
        started: columns.find("Inspection start date"),
        published: columns.find("Publication date"),
        relates: columns.find("Does the latest graded inspection relate to the URN of the current school?"),
        urn_then: columns.find("URN at time of latest graded inspection"),
        concern: columns.find("Category of concern"),
        areas: areas_2019(columns, "Overall effectiveness", ""),
        ..Tier::default()
    }
}

fn previous_graded(columns: &Columns) -> Tier {
    Tier {
        number: columns.find("Previous graded inspection number"),
        started: columns.find("Previous inspection start date"),
        published: columns.find("Previous publication date"),
        relates: columns.find("Does the previous graded inspection relate to the URN of the current school?"),
        urn_then: columns.find("URN at time of previous graded inspection"),
        concern: columns.find("Previous category of concern"),
        areas: areas_2019(columns, "Previous graded inspection overall effectiveness", "Previous "),
        ..Tier::default()
    }
}

fn latest_2015(columns: &Columns) -> Tier {
    Tier {
        started: columns.find("Latest inspection date"),
        concern: columns.find("Category"),
        areas: areas(
            columns,
            &[
                (Area::OverallEffectiveness, "Overall effectiveness: how good is the school"),
                (Area::Post16, "Effectiveness of the sixth form provision"),
                (Area::EarlyYears, "Effectiveness of the Early Years provision"),
                (Area::Achievement, "Achievement of pupils"),
                // The heading of the framework before 2012, for inspections of its time.
                (Area::Achievement, "How well do learners achieve?"),
                (Area::BehaviourAndSafety, "Behaviour and safety of pupils"),
                (Area::QualityOfTeaching, "The quality of teaching"),
                (Area::LeadershipAndManagement, "Leadership and management"),
            ],
        ),
        ..Tier::default()
    }
}

fn previous_2015(columns: &Columns) -> Tier {
    Tier {
        started: columns.find("Previous inspection date"),
        concern: columns.find("Previous category"),
        areas: areas(columns, &[(Area::OverallEffectiveness, "previous overall effectiveness")]),
        ..Tier::default()
    }
}

fn latest_2018(columns: &Columns) -> Tier {
    Tier {
        started: columns.find("Inspection date"),
        published: columns.find("Publication date"),
        areas: areas(columns, &[(Area::OverallEffectiveness, "Overall effectiveness")]),
        ..Tier::default()
    }
}
