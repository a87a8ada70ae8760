//! One inspection among those that a row speaks of.

use sextant_domain::inspection::{Area, Framework, Grade, InspectionKind, InspectionRecord, Judgement};
use sextant_domain::school::Urn;

use super::grade::{Said, concern, grade, safeguarding};
use crate::cell::is_blank;
use crate::columns::Col;
use crate::row::Refusal;
use crate::table::Record;

/// Where the columns of one inspection stand. A column that the layout lacks is absent.
#[derive(Default)]
pub(super) struct Tier {
    pub(super) number: Col,
    pub(super) started: Col,
    pub(super) published: Col,
    /// `Does the … inspection relate to the URN of the current school?`
    pub(super) relates: Col,
    pub(super) urn_then: Col,
    pub(super) concern: Col,
    pub(super) outcome: Col,
    /// `Did the latest ungraded inspection convert to a graded inspection?`
    pub(super) converted: Col,
    /// Columns whose words tell a monitoring or an ungraded inspection from a graded one.
    pub(super) type_words: Vec<Col>,
    pub(super) kind: Kind,
    pub(super) areas: Vec<(Area, Col)>,
}

/// The kind of inspection that a tier holds, and under which framework.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Graded, under the framework of its first day, before report cards.
    #[default]
    Graded,
    /// A report card, whatever its first day.
    ReportCard,
    /// Ungraded.
    Ungraded,
    /// Told by the words of the row; graded ones are report cards.
    ByWords,
}

/// What a tier of a row holds.
pub(super) enum Found {
    Inspection(InspectionRecord),
    Nothing,
    Ignored(&'static str),
}

impl Tier {
    pub(super) fn read(&self, record: &Record<'_>, current: Urn) -> Result<Found, Refusal> {
        let number = Some(record.text(self.number)).filter(|text| !is_blank(text)).map(|text| text.into_owned());
        let Some(started) = record.date(self.started)? else {
            return match number {
                None => Ok(Found::Nothing),
                Some(_) => Err(record.refuse(self.started, "an inspection must have a first day")),
            };
        };
        if record.text(self.converted).eq_ignore_ascii_case("yes") {
            return Ok(Found::Ignored("the ungraded inspection became a graded one, which the row holds too"));
        }
        let kind = self.inspection_kind(record);
        let framework = self.framework(kind, started);
        let concern = match self.concern.0 {
            None => None,
            Some(_) => Some(concern(&record.text(self.concern)).ok_or_else(|| {
                record
                    .refuse(self.concern, "this is not a category of concern (special measures, serious weaknesses …)")
            })?),
        };
        Ok(Found::Inspection(InspectionRecord {
            urn: self.urn(record, current)?,
            number,
            framework,
            kind,
            started,
            published: record.date(self.published)?,
            concern,
            outcome: Some(record.text(self.outcome)).filter(|text| !is_blank(text)).unwrap_or_default().into_owned(),
            judgements: self.judgements(record, framework)?,
        }))
    }

    /// The URN that the school had when it was inspected.
    fn urn(&self, record: &Record<'_>, current: Urn) -> Result<Urn, Refusal> {
        let then = record.number(self.urn_then)?;
        let relates = record.text(self.relates).to_lowercase();
        match (relates.as_str(), then) {
            ("no", None) => Err(record.refuse(
                self.urn_then,
                "the inspection was of an earlier school, and its URN is not given: it cannot be held by any school",
            )),
            ("yes", _) | (_, None) => Ok(current),
            (_, Some(then)) => Ok(then),
        }
    }

    fn inspection_kind(&self, record: &Record<'_>) -> InspectionKind {
        match self.kind {
            Kind::Graded | Kind::ReportCard => InspectionKind::Graded,
            Kind::Ungraded => InspectionKind::Ungraded,
            Kind::ByWords => {
                let words: Vec<_> = self.type_words.iter().map(|col| record.text(*col).to_lowercase()).collect();
                let any = |parts: &[&str]| words.iter().any(|text| parts.iter().any(|part| text.contains(part)));
                if any(&["monitoring", "urgent", "additional visit"]) {
                    InspectionKind::Monitoring
                } else if any(&["ungraded", "short inspection"]) {
                    InspectionKind::Ungraded
                } else {
                    InspectionKind::Graded
                }
            }
        }
    }

    fn framework(&self, kind: InspectionKind, started: chrono::NaiveDate) -> Framework {
        let by_day = Framework::on(started);
        match (self.kind, kind) {
            (Kind::ReportCard, _) | (Kind::ByWords, InspectionKind::Graded) => Framework::ReportCard2025,
            // A column for the older framework says more than the day: some of its inspections ended late.
            (Kind::Graded, _) if by_day == Framework::ReportCard2025 => Framework::Eif2024,
            _ => by_day,
        }
    }

    fn judgements(&self, record: &Record<'_>, framework: Framework) -> Result<Vec<Judgement>, Refusal> {
        let mut judgements: Vec<Judgement> = Vec::new();
        for (area, col) in &self.areas {
            let text = record.text(*col);
            let said = match area {
                Area::Safeguarding => safeguarding(&text),
                _ => grade(&text, framework.scale()),
            };
            let grade: Grade = match said {
                Said::Grade(grade) => grade,
                Said::Nothing => continue,
                Said::Wrong(reason) => return Err(record.refuse(*col, reason)),
            };
            // Two columns may speak of one area (2015: two frameworks); the first that has a grade counts.
            if !judgements.iter().any(|judgement| judgement.area == *area) {
                judgements.push(Judgement { area: *area, grade });
            }
        }
        judgements.sort();
        Ok(judgements)
    }
}
