//! The no-surprise ledger: did the council worry about a school before inspectors found that it should?
//!
//! **The day of notice** is taken to be the day before the inspection began, because publishers give the first day of an
//! inspection and not the call. Ofsted calls on the working day before; where that is a Friday, our day is a Sunday and the
//! council is given two days that it did not have. An inspection without notice is treated the same.
//!
//! **On record** is the latest assessment of that URN that was decided before the day of notice. A tier does not travel to a
//! successor's URN, and neither does a grade. What was entered here only on the day of notice or later is counted, because a
//! council may take its papers over from elsewhere, and it is counted *beside* as well: a tier that was written down after the
//! fact proves nothing.
//!
//! **Adverse** is what [`verdict`] says. Three yardsticks follow each other and do not map onto one another, so that a rate
//! across September 2024 or November 2025 compares unlike things; every adverse inspection names its framework and reason.
//!
//! **Sensitivity** = adverse inspections with an elevated tier on record ÷ all adverse inspections. An inspection of a school
//! without any tier on record is a surprise, and is counted beside.
//!
//! **False-alarm rate**: take the pairs of a school and an academic year in which the school had an inspection that counts,
//! and an elevated tier was on record before at least one of them. The rate is the pairs in which no inspection was adverse ÷
//! all of these pairs. Elevated schools that nobody inspected in the year say nothing either way and are left out; a school
//! that got better because it was supported is a false alarm by this count, which is why the rate alone is no reproach.
//!
//! An inspection lies in the academic year in which it began, 1 September to 31 August.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;

use super::{Assessed, tier_before};
use crate::academic::AcademicYear;
use crate::figure::Figure;
use crate::inspection::{Area, Concern, Framework, Grade, InspectionKind, InspectionRecord};
use crate::measure::coded;
use crate::register::overall_grade;
use crate::school::Urn;

#[cfg(test)]
mod tests;

/// Why an inspection was adverse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AdverseReason {
    /// It put the school in a category of concern, under any framework.
    CategoryOfConcern,
    /// Overall effectiveness requires improvement or is inadequate, under the frameworks before September 2024.
    OverallGrade,
    /// One of the four key judgements requires improvement or is inadequate: September 2024 to November 2025.
    KeyJudgement,
    /// Safeguarding is not effective or not met, since September 2024.
    Safeguarding,
    /// An area of the report card needs attention or urgent improvement, since November 2025.
    ReportCard,
}

coded!(AdverseReason {
    CategoryOfConcern = 1, "CATEGORY_OF_CONCERN", "category of concern";
    OverallGrade = 2, "OVERALL_GRADE", "overall effectiveness below good";
    KeyJudgement = 3, "KEY_JUDGEMENT", "a key judgement below good";
    Safeguarding = 4, "SAFEGUARDING", "safeguarding not met";
    ReportCard = 5, "REPORT_CARD", "an area of the report card below the expected standard";
});

/// What an inspection says about a surprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was adverse.
    Adverse(AdverseReason),
    /// It was not.
    NotAdverse,
    /// It was a graded inspection whose grades are not known here.
    NotJudged,
    /// A monitoring visit: it follows up what is known, and surprises nobody.
    NotCounted,
}

/// What an inspection says: the reasons of [`AdverseReason`] in their order, the first that holds. An ungraded inspection that
/// finds something serious becomes a graded one, so that one without a category of concern is not adverse. Early years and
/// sixth form alone make no inspection adverse before the report card, on which every area counts.
pub fn verdict(inspection: &InspectionRecord) -> Verdict {
    if inspection.kind == InspectionKind::Monitoring {
        return Verdict::NotCounted;
    }
    if inspection.concern.is_some_and(|concern| concern != Concern::None) {
        return Verdict::Adverse(AdverseReason::CategoryOfConcern);
    }
    if inspection.kind == InspectionKind::Ungraded {
        return Verdict::NotAdverse;
    }
    let below_good = |grade: Grade| matches!(grade, Grade::RequiresImprovement | Grade::Inadequate);
    if matches!(inspection.framework, Framework::BeforeEif | Framework::Eif2019) {
        return match overall_grade(inspection) {
            Some(grade) if below_good(grade) => Verdict::Adverse(AdverseReason::OverallGrade),
            Some(_) => Verdict::NotAdverse,
            None => Verdict::NotJudged,
        };
    }
    let on_card = inspection.framework == Framework::ReportCard2025;
    let reason = if on_card { AdverseReason::ReportCard } else { AdverseReason::KeyJudgement };
    let counted = |area: Area| if on_card { area != Area::Safeguarding } else { is_key(area) };
    let is_bad = |grade: Grade| matches!(grade, Grade::NeedsAttention | Grade::UrgentImprovement) || below_good(grade);
    let given = &inspection.judgements;
    if given.iter().any(|it| counted(it.area) && is_bad(it.grade)) {
        Verdict::Adverse(reason)
    } else if given.iter().any(|it| it.area == Area::Safeguarding && it.grade == Grade::NotMet) {
        Verdict::Adverse(AdverseReason::Safeguarding)
    } else if given.iter().any(|it| counted(it.area)) {
        Verdict::NotAdverse
    } else {
        Verdict::NotJudged
    }
}

fn is_key(area: Area) -> bool {
    use Area::{BehaviourAndAttitudes, LeadershipAndManagement, PersonalDevelopment, QualityOfEducation};
    matches!(area, QualityOfEducation | BehaviourAndAttitudes | PersonalDevelopment | LeadershipAndManagement)
}

/// The day of notice of an inspection that began on a day: the day before, see above.
pub fn notice_of(started: NaiveDate) -> NaiveDate {
    started.pred_opt().unwrap_or(started)
}

/// What the ledger is made from.
#[derive(Clone, Debug)]
pub struct NoSurpriseInputs {
    /// The first day of the period.
    pub from: NaiveDate,
    /// The first day after it.
    pub to: NaiveDate,
    /// The inspections of the council's schools; those that began outside of the period are left out.
    pub inspections: Vec<InspectionRecord>,
    /// The council's assessments by school, in any order.
    pub assessments: BTreeMap<Urn, Vec<Assessed>>,
}

/// An adverse inspection with what was on record before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdverseInspection {
    /// The school.
    pub urn: Urn,
    /// The first day.
    pub started: NaiveDate,
    /// The day that is taken for the day of notice.
    pub notice: NaiveDate,
    /// The framework.
    pub framework: Framework,
    /// Why it was adverse.
    pub reason: AdverseReason,
    /// What was on record the day before notice; `None` where nothing was.
    pub on_record: Option<Assessed>,
}

impl AdverseInspection {
    /// Whether an elevated tier was on record.
    pub fn foreseen(&self) -> bool {
        self.on_record.as_ref().is_some_and(|it| it.elevated)
    }

    /// Whether what was on record was entered here on the day of notice or later.
    pub fn entered_afterwards(&self) -> bool {
        self.on_record.as_ref().is_some_and(|it| it.entered_at.date_naive() >= self.notice)
    }
}

/// A rate with the counts that it is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// How many.
    pub part: u32,
    /// Of how many.
    pub whole: u32,
}

impl Rate {
    /// In percent; `None` where there is nothing to count.
    pub fn percent(self) -> Option<Figure> {
        Figure::whole(100).scale(self.part.into(), self.whole.into())
    }

    pub(super) fn count(&mut self, hit: bool) {
        self.whole += 1;
        self.part += u32::from(hit);
    }

    fn add(&mut self, other: Self) {
        self.part += other.part;
        self.whole += other.whole;
    }
}

/// `3 of 4 (75.0%)`, or `nothing to count`.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.percent() {
            Some(percent) => write!(f, "{} of {} ({}%)", self.part, self.whole, percent.display(1)),
            None => f.write_str("nothing to count"),
        }
    }
}

/// The counts of one academic year, as far as the period reaches into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSurpriseYear {
    /// The academic year.
    pub year: AcademicYear,
    /// Adverse inspections with an elevated tier on record, of all adverse ones.
    pub sensitivity: Rate,
    /// Schools without an adverse inspection, of those inspected with an elevated tier on record.
    pub false_alarms: Rate,
    /// Adverse inspections of schools without any tier on record.
    pub without_tier: u32,
    /// Adverse inspections whose tier was entered here on the day of notice or later.
    pub entered_afterwards: u32,
    /// Graded inspections whose grades are not known here: they count nowhere.
    pub not_judged: u32,
}

/// The ledger of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSurprise {
    /// Every adverse inspection, the earliest first.
    pub adverse: Vec<AdverseInspection>,
    /// Every academic year that the period touches, the earliest first.
    pub years: Vec<NoSurpriseYear>,
    /// Over the whole period.
    pub sensitivity: Rate,
    /// Over the whole period.
    pub false_alarms: Rate,
}

/// What a school went through in a year.
#[derive(Default)]
struct Pair {
    was_elevated: bool,
    was_adverse: bool,
}

/// Makes the ledger. See the words at the head of this module.
pub fn no_surprise(inputs: &NoSurpriseInputs) -> NoSurprise {
    let mut years = years_of(inputs.from, inputs.to);
    let mut pairs: BTreeMap<(AcademicYear, Urn), Pair> = BTreeMap::new();
    let mut adverse = Vec::new();
    for inspection in inputs.inspections.iter().filter(|it| inputs.from <= it.started && it.started < inputs.to) {
        let Some(counts) = AcademicYear::of_day(inspection.started).and_then(|year| years.get_mut(&year)) else {
            continue;
        };
        let verdict = verdict(inspection);
        if matches!(verdict, Verdict::NotJudged | Verdict::NotCounted) {
            counts.not_judged += u32::from(verdict == Verdict::NotJudged);
            continue;
        }
        let notice = notice_of(inspection.started);
        let on_record = inputs.assessments.get(&inspection.urn).and_then(|held| tier_before(held, notice));
        let pair = pairs.entry((counts.year, inspection.urn)).or_default();
        pair.was_elevated |= on_record.is_some_and(|it| it.elevated);
        let Verdict::Adverse(reason) = verdict else { continue };
        pair.was_adverse = true;
        let found = AdverseInspection {
            urn: inspection.urn,
            started: inspection.started,
            notice,
            framework: inspection.framework,
            reason,
            on_record: on_record.cloned(),
        };
        counts.sensitivity.count(found.foreseen());
        counts.without_tier += u32::from(found.on_record.is_none());
        counts.entered_afterwards += u32::from(found.entered_afterwards());
        adverse.push(found);
    }
    for ((year, _), pair) in pairs.iter().filter(|(_, pair)| pair.was_elevated) {
        if let Some(counts) = years.get_mut(year) {
            counts.false_alarms.count(!pair.was_adverse);
        }
    }
    adverse.sort_by_key(|it| (it.started, it.urn, it.reason));
    let (mut sensitivity, mut false_alarms) = (Rate::default(), Rate::default());
    for counts in years.values() {
        sensitivity.add(counts.sensitivity);
        false_alarms.add(counts.false_alarms);
    }
    NoSurprise { adverse, years: years.into_values().collect(), sensitivity, false_alarms }
}

/// The academic years that a half-open period touches, with nothing counted yet.
fn years_of(from: NaiveDate, to: NaiveDate) -> BTreeMap<AcademicYear, NoSurpriseYear> {
    let last = to.pred_opt().filter(|last| from <= *last).and_then(AcademicYear::of_day);
    let (Some(first), Some(last)) = (AcademicYear::of_day(from), last) else { return BTreeMap::new() };
    let nothing = |year| NoSurpriseYear {
        year,
        sensitivity: Rate::default(),
        false_alarms: Rate::default(),
        without_tier: 0,
        entered_afterwards: 0,
        not_judged: 0,
    };
    (first.start()..=last.start()).filter_map(AcademicYear::starting).map(|year| (year, nothing(year))).collect()
}
