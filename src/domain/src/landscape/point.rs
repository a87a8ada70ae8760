//! The landscape of an authority on one day: each count with a sentence, or the reason why there is none.

use chrono::NaiveDate;

use super::history::LandscapeHistory;
use super::missing::Scope;
use super::principle::{MemberSchool, PrincipleCount, TrustPrinciple};
use super::standing::{Answer, LandscapeBasis, LandscapeReason, Unanswered, overall_grades_ended, report_cards_began};
use super::tally::Tally;
use crate::register::{Counted, GoodOrOutstanding, OpenSchool, RegisterCount, counted, good_or_outstanding};
use crate::school::TrustKind;

/// The good-or-outstanding count of a day with its sentence, or why there is none.
pub type GradesAnswer = Result<(GoodOrOutstanding, Counted), Unanswered>;

/// What can be said of the landscape on a day. The two ways of grading are two series: no day has both, and nothing joins them.
#[derive(Clone, Debug)]
pub struct LandscapePoint {
    /// The day.
    pub day: NaiveDate,
    /// What the counts of schools and trusts rest on; `None` where they cannot be made.
    pub basis: Option<LandscapeBasis>,
    /// Open state-funded schools.
    pub open_schools: Answer,
    /// Those that are academies or free schools.
    pub academies: Answer,
    /// Percent of the open state-funded schools that are academies or free schools.
    pub academies_share: Answer,
    /// Multi-academy trusts with a school here.
    pub multi_academy_trusts: Answer,
    /// Single-academy trusts with a school here.
    pub single_academy_trusts: Answer,
    /// Schools here that are in a multi-academy trust.
    pub schools_in_multi_academy_trusts: Answer,
    /// Multi-academy trusts that meet the principle with their schools here.
    pub meeting_principle_locally: Answer,
    /// Multi-academy trusts with a school here that meet the principle with all their schools.
    pub meeting_principle_nationally: Answer,
    /// Schools that were good or outstanding, by overall effectiveness.
    pub good_or_outstanding: GradesAnswer,
    /// Percent of report-card grades that are at the expected standard or above.
    pub report_card_grades: Answer,
    /// Percent of schools with a report card that are at the expected standard or above in every area.
    pub report_card_schools: Answer,
}

/// The principle counted on a day.
#[derive(Clone, Debug)]
pub struct PrincipleAnswer {
    /// The day.
    pub day: NaiveDate,
    /// The principle.
    pub principle: TrustPrinciple,
    /// What the count rests on; `None` where it cannot be made.
    pub basis: Option<LandscapeBasis>,
    /// Every trust with a school here that is on record. Where `refused` says that some are not known, schools are missing.
    pub count: PrincipleCount,
    /// What the count rests on, in sentences.
    pub note: String,
    /// Why no total can be given.
    pub refused: Option<Unanswered>,
}

impl PrincipleAnswer {
    /// How many trusts meet the principle.
    pub fn meeting(&self, scope: Scope) -> Answer {
        if let Some(why) = &self.refused {
            return Err(why.clone());
        }
        let (meeting, total, schools) =
            (self.count.meeting(scope), self.count.total(), self.count.schools_in_meeting(scope));
        let (needed, note) = (self.principle.schools, &self.note);
        let place = match scope {
            Scope::Local => "in the authority",
            Scope::National => "nationally",
        };
        let lower = match (scope, self.basis) {
            (Scope::National, Some(LandscapeBasis::Reconstructed)) => {
                " At least so many: schools elsewhere that have left these trusts since are not counted."
            }
            _ => "",
        };
        let note = format!(
            "{meeting} of {total} multi-academy trusts with a school here run at least {needed} schools of both phases \
             {place}; {schools} of the authority's schools are theirs.{lower} {note}"
        );
        Ok(counted(meeting, note))
    }
}

impl LandscapeHistory {
    /// The principle on a day.
    pub fn principle(&self, principle: TrustPrinciple, day: NaiveDate) -> PrincipleAnswer {
        self.principle_of(principle, day, &self.open_on(day))
    }

    fn principle_of(&self, principle: TrustPrinciple, day: NaiveDate, open: &[OpenSchool]) -> PrincipleAnswer {
        let mut answer = PrincipleAnswer {
            day,
            principle,
            basis: None,
            count: PrincipleCount::default(),
            note: String::new(),
            refused: None,
        };
        let (basis, note) = match self.basis(day) {
            Ok(found) => found,
            Err(why) => return PrincipleAnswer { refused: Some(why), ..answer },
        };
        let here: Vec<MemberSchool> = open.iter().filter_map(OpenSchool::member).collect();
        answer.basis = Some(basis);
        answer.count = principle.count(&here, &self.members_elsewhere(day));
        match self.trusts_stand(basis, day, open) {
            Ok(trusts) => answer.note = join(&note, &trusts),
            Err(why) => (answer.note, answer.refused) = (note, Some(why)),
        }
        answer
    }

    /// Everything that can be said of a day.
    pub fn point(&self, principle: TrustPrinciple, day: NaiveDate) -> LandscapePoint {
        let open = self.open_on(day);
        let basis = self.basis(day).and_then(|found| {
            let none =
                || Unanswered::new(LandscapeReason::NoSchools, format!("No state-funded school was open on {day}."));
            open.iter().any(|school| school.state_funded).then_some(found).ok_or_else(none)
        });
        let schools =
            |count: &dyn Fn(&str) -> Counted| basis.as_ref().map(|(_, note)| count(note)).map_err(Clone::clone);
        let trusts = |count: &dyn Fn(&str) -> Counted| {
            let (basis, note) = basis.as_ref().map_err(Clone::clone)?;
            let more = self.trusts_stand(*basis, day, &open)?;
            Ok(count(&join(note, &more)))
        };
        let tally = Tally::of(&open);
        let counted_principle = self.principle_of(principle, day, &open);
        let meeting = |scope| basis.as_ref().map_err(Clone::clone).and_then(|_| counted_principle.meeting(scope));
        LandscapePoint {
            day,
            basis: basis.as_ref().ok().map(|(basis, _)| *basis),
            open_schools: schools(&|note| tally.open(note)),
            academies: schools(&|note| tally.academies(note)),
            academies_share: schools(&|note| tally.academies_share(note)),
            multi_academy_trusts: trusts(&|note| tally.trusts(TrustKind::MultiAcademy, note)),
            single_academy_trusts: trusts(&|note| tally.trusts(TrustKind::SingleAcademy, note)),
            schools_in_multi_academy_trusts: trusts(&|note| tally.in_multi_academy_trusts(note)),
            meeting_principle_locally: meeting(Scope::Local),
            meeting_principle_nationally: meeting(Scope::National),
            good_or_outstanding: basis.clone().and_then(|(_, note)| self.grades(day, &open, &note)),
            report_card_grades: report_cards(RegisterCount::ReportCardGradesExpected, day, &basis, &open),
            report_card_schools: report_cards(RegisterCount::ReportCardSchoolsExpected, day, &basis, &open),
        }
    }

    /// The good-or-outstanding count. From the first day of the report cards on there is none: the schools have begun to be
    /// judged on another scale.
    fn grades(&self, day: NaiveDate, open: &[OpenSchool], note: &str) -> GradesAnswer {
        if day >= report_cards_began() {
            return Err(Unanswered::new(
                LandscapeReason::YardstickEnded,
                "State-funded schools have been given no overall grade since September 2024, and report cards since 10 \
                 November 2025: that is another series, and the two are not joined.",
            ));
        }
        let grades = self.grades_stand(day)?;
        match good_or_outstanding(open) {
            Some(found) => {
                let text = join(&join(&found.note(), &grades), note);
                let counted = Counted { figure: found.share, note: text };
                Ok((found, counted))
            }
            None if day >= overall_grades_ended() => Err(Unanswered::new(
                LandscapeReason::YardstickEnded,
                "No state-funded school here has an overall grade any more: none has been given since September 2024.",
            )),
            None => Err(Unanswered::new(
                LandscapeReason::NoGrades,
                format!("No state-funded school here had an overall grade of its own on {day}."),
            )),
        }
    }
}

/// A count of report cards.
fn report_cards(
    count: RegisterCount,
    day: NaiveDate,
    basis: &Result<(LandscapeBasis, String), Unanswered>,
    open: &[OpenSchool],
) -> Answer {
    let (_, note) = basis.as_ref().map_err(Clone::clone)?;
    if day < report_cards_began() {
        return Err(Unanswered::new(
            LandscapeReason::ReportCardsNotBegun,
            "Report cards began on 10 November 2025; overall grades before are another series.",
        ));
    }
    let found = count.count(open).map_err(|why| Unanswered::new(LandscapeReason::NoReportCards, why))?;
    Ok(Counted { note: join(&found.note, note), ..found })
}

/// Two sentences, or the one that is there.
fn join(first: &str, second: &str) -> String {
    if second.is_empty() { first.to_owned() } else { format!("{first} {second}") }
}
