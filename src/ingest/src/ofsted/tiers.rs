//! Where the columns of each inspection stand, layout by layout.

use sextant_domain::inspection::Area;

use super::tier::{Kind, Tier};
use crate::columns::{Col, Columns};

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

pub(super) fn latest_report_card(columns: &Columns) -> Tier {
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

pub(super) fn latest_oeif(columns: &Columns) -> Tier {
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

pub(super) fn ungraded(columns: &Columns, number: &str) -> Tier {
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

pub(super) fn any_of_the_year(columns: &Columns) -> Tier {
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

pub(super) fn latest_graded(columns: &Columns) -> Tier {
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

pub(super) fn previous_graded(columns: &Columns) -> Tier {
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

pub(super) fn latest_2015(columns: &Columns) -> Tier {
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

pub(super) fn previous_2015(columns: &Columns) -> Tier {
    Tier {
        started: columns.find("Previous inspection date"),
        concern: columns.find("Previous category"),
        areas: areas(columns, &[(Area::OverallEffectiveness, "previous overall effectiveness")]),
        ..Tier::default()
    }
}

pub(super) fn latest_2018(columns: &Columns) -> Tier {
    Tier {
        started: columns.find("Inspection date"),
        published: columns.find("Publication date"),
        areas: areas(columns, &[(Area::OverallEffectiveness, "Overall effectiveness")]),
        ..Tier::default()
    }
}
