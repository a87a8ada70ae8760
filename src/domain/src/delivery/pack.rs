//! The data pack of a visit: what was known of the school on its day, frozen.

use chrono::NaiveDate;
use serde::Serialize;

use crate::inspection::{InspectionRecord, Judgement};
use crate::scorecard::{CanonicalError, canonical_bytes, sha256_hex};

/// What was known of a school on the day of a visit. Numbers are text and every list has one order, so that the canonical bytes
/// are the same wherever it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DataPack {
    /// The day.
    pub day: NaiveDate,
    /// The school's unique reference number.
    pub urn: String,
    /// What the register had; `None` where no edition that was known by then has the school.
    pub school: Option<PackSchool>,
    /// The trusts it belonged to on the day, by UID.
    pub trusts: Vec<PackTrust>,
    /// The latest inspection that was known, of any kind.
    pub latest_inspection: Option<PackInspection>,
    /// The latest graded one, which may be the same.
    pub latest_graded_inspection: Option<PackInspection>,
}

/// A school as the register had it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PackSchool {
    /// The name.
    pub name: String,
    /// The phase's code.
    pub phase: String,
    /// The status' code.
    pub status: String,
    /// The type in the register's words.
    pub kind: String,
    /// The authority's DfE number.
    pub authority: String,
    /// The day it opened.
    pub opened: Option<NaiveDate>,
    /// The day it closed.
    pub closed: Option<NaiveDate>,
    /// How many pupils it has room for.
    pub capacity: Option<String>,
    /// Pupils on roll.
    pub pupils: Option<String>,
}

/// A trust that a school belonged to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PackTrust {
    /// The group UID.
    pub uid: String,
    /// The name; empty where the register of groups was not known.
    pub name: String,
    /// The code of the kind.
    pub kind: String,
    /// Since when.
    pub from: NaiveDate,
}

/// An inspection with its judgements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PackInspection {
    /// The code of the framework.
    pub framework: String,
    /// The code of the kind.
    pub kind: String,
    /// The first day.
    pub started: NaiveDate,
    /// The day the report was published.
    pub published: Option<NaiveDate>,
    /// The code of the category of concern, where it is known.
    pub concern: Option<String>,
    /// Ofsted's words for an ungraded outcome.
    pub outcome: String,
    /// The judgements in the order of their areas.
    pub judgements: Vec<PackJudgement>,
}

/// A judgement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PackJudgement {
    /// The code of the area.
    pub area: String,
    /// The code of the grade.
    pub grade: String,
}

impl From<&InspectionRecord> for PackInspection {
    fn from(record: &InspectionRecord) -> Self {
        let mut judgements = record.judgements.clone();
        judgements.sort_unstable();
        let given = |it: Judgement| PackJudgement { area: it.area.code().into(), grade: it.grade.code().into() };
        Self {
            framework: record.framework.code().to_owned(),
            kind: record.kind.code().to_owned(),
            started: record.started,
            published: record.published,
            concern: record.concern.map(|concern| concern.code().to_owned()),
            outcome: record.outcome.clone(),
            judgements: judgements.into_iter().map(given).collect(),
        }
    }
}

/// A data pack as it is kept: its canonical JSON and the SHA-256 of those bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedData {
    /// The canonical JSON.
    pub content: String,
    /// Its SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

/// A data pack that cannot be written down: a defect of the model, not of the data.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// It has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// The canonical form is no text.
    #[error("the data pack is not text ({0}): this is a defect of Sextant, please report it")]
    Text(#[from] std::string::FromUtf8Error),
}

impl DataPack {
    /// Freezes it.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn pack(&self) -> Result<PackedData, PackError> {
        let bytes = canonical_bytes(self)?;
        let sha256 = sha256_hex(&bytes);
        Ok(PackedData { content: String::from_utf8(bytes)?, sha256 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspection::{Area, Framework, Grade, InspectionKind};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_order_of_what_was_found_does_not_change_the_bytes() {
        let given = |area, grade| Judgement { area, grade };
        let mut record = InspectionRecord {
            urn: 1,
            number: None,
            framework: Framework::Eif2019,
            kind: InspectionKind::Graded,
            started: day("2022-01-11"),
            published: None,
            concern: None,
            outcome: String::new(),
            judgements: vec![given(Area::OverallEffectiveness, Grade::Good), given(Area::Post16, Grade::Outstanding)],
        };
        let pack = |record: &InspectionRecord| DataPack {
            day: day("2025-03-10"),
            urn: "1".into(),
            school: None,
            trusts: Vec::new(),
            latest_inspection: Some(record.into()),
            latest_graded_inspection: None,
        };
        let first = pack(&record).pack().unwrap();
        record.judgements.reverse();
        assert_eq!(pack(&record).pack().unwrap(), first);
        assert_eq!(first.sha256, sha256_hex(first.content.as_bytes()));
    }
}
