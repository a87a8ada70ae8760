//! The school landscape of an authority on a day.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use futures_util::future::try_join_all;
use sextant_domain::landscape::{self as counted, Answer, GradesAnswer, Unanswered};
use sextant_domain::register::GoodOrOutstanding as Grades;
use sextant_store::ledger::Knowledge;

use super::School;
use crate::enums;
use crate::loaders::{SchoolByUrn, load};
use crate::scalars::{Date, Decimal};

/// Something counted on a day: exactly one of a number and the reason why there is none.
#[derive(Clone, Debug, SimpleObject)]
pub struct LandscapeCount {
    /// The exact number, unrounded: a count, or a share in percent, as `note` says; null when there is none, and then `missingReason` says why.
    value: Option<Decimal>,
    /// Why there is no number; null when there is one.
    missing_reason: Option<enums::LandscapeReason>,
    /// What a person reads: the number (a percentage with one decimal), or the reason in words.
    display: String,
    /// What was counted and what it rests on, or what is missing and what to do.
    note: String,
}

/// Schools that were good or outstanding by overall effectiveness, a series that ended in August 2024.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct GoodGrades {
    /// Percent of the schools with an overall grade of their own.
    share: LandscapeCount,
    /// Schools whose latest overall grade of their own was good or outstanding; null where there is no share.
    good_or_outstanding: Option<i32>,
    /// Schools with an overall grade of their own; null where there is no share.
    rated: Option<i32>,
    #[graphql(skip)]
    not_rated_urns: Vec<u32>,
    #[graphql(skip)]
    known: Knowledge,
}

/// An open state-funded school without an overall grade of its own.
#[derive(Clone, Debug, SimpleObject)]
pub struct NotRatedSchool {
    /// Its unique reference number.
    urn: String,
    /// The school; its predecessors and their inspections tell how it was graded before it converted.
    school: Option<School>,
}

/// Report cards, a series that began on 10 November 2025. It is never joined with the overall grades before it.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReportCards {
    /// Percent of the grades of all areas that are at the expected standard or above.
    grades_at_expected: LandscapeCount,
    /// Percent of the schools with a report card that are at the expected standard or above in every area.
    schools_at_expected: LandscapeCount,
}

/// The school landscape of an authority on a day.
#[derive(Clone, Debug, SimpleObject)]
pub struct LandscapePoint {
    /// The day.
    as_of: Date,
    /// What the counts of schools and trusts rest on; null where they cannot be made.
    basis: Option<enums::LandscapeBasis>,
    /// Open state-funded schools.
    open_schools: LandscapeCount,
    /// Those that are academies or free schools.
    academies: LandscapeCount,
    /// Percent of the open state-funded schools that are academies or free schools.
    academies_share: LandscapeCount,
    /// Multi-academy trusts with a school here.
    multi_academy_trusts: LandscapeCount,
    /// Single-academy trusts with a school here.
    single_academy_trusts: LandscapeCount,
    /// Schools here that are in a multi-academy trust.
    schools_in_multi_academy_trusts: LandscapeCount,
    /// Multi-academy trusts that run at least five schools of both phases here.
    meeting_principle_locally: LandscapeCount,
    /// Multi-academy trusts with a school here that run at least five schools of both phases, wherever they lie.
    meeting_principle_nationally: LandscapeCount,
    /// Schools that were good or outstanding, until report cards began.
    good_or_outstanding: GoodGrades,
    /// Report cards, from their first day on.
    report_cards: ReportCards,
}

impl LandscapeCount {
    pub(super) fn new(answer: &Answer, decimals: u8) -> Self {
        match answer {
            Ok(found) => Self {
                value: Some(Decimal(found.figure)),
                missing_reason: None,
                display: found.figure.display(decimals),
                note: found.note.clone(),
            },
            Err(Unanswered { reason, message }) => Self {
                value: None,
                missing_reason: Some((*reason).into()),
                display: reason.words().to_owned(),
                note: message.clone(),
            },
        }
    }
}

impl GoodGrades {
    fn new(answer: GradesAnswer, known: Knowledge) -> Self {
        let (grades, share) = match answer {
            Ok((grades, share)) => (Some(grades), Ok(share)),
            Err(why) => (None, Err(why)),
        };
        let int = |number: fn(&Grades) -> u32| grades.as_ref().map(|it| i32::try_from(number(it)).unwrap_or(i32::MAX));
        Self {
            share: LandscapeCount::new(&share, 1),
            good_or_outstanding: int(|it| it.good_or_outstanding),
            rated: int(|it| it.rated),
            not_rated_urns: grades.map(|it| it.not_rated).unwrap_or_default(),
            known,
        }
    }
}

#[ComplexObject]
impl GoodGrades {
    /// The open state-funded schools that are not rated, in the order of their numbers; empty where there is no share.
    #[graphql(complexity = "2 * child_complexity")]
    async fn not_rated(&self, context: &Context<'_>) -> Result<Vec<NotRatedSchool>> {
        try_join_all(self.not_rated_urns.iter().map(async |urn| {
            let found = load(context, SchoolByUrn(*urn as i32, self.known)).await?;
            Ok(NotRatedSchool { urn: urn.to_string(), school: found.map(|row| School::new(row, self.known)) })
        }))
        .await
    }
}

impl LandscapePoint {
    /// A counted point, as known at a position.
    pub(crate) fn new(point: counted::LandscapePoint, known: Knowledge) -> Self {
        let (whole, percent) = (|it| LandscapeCount::new(it, 0), |it| LandscapeCount::new(it, 1));
        Self {
            as_of: Date(point.day),
            basis: point.basis.map(Into::into),
            open_schools: whole(&point.open_schools),
            academies: whole(&point.academies),
            academies_share: percent(&point.academies_share),
            multi_academy_trusts: whole(&point.multi_academy_trusts),
            single_academy_trusts: whole(&point.single_academy_trusts),
            schools_in_multi_academy_trusts: whole(&point.schools_in_multi_academy_trusts),
            meeting_principle_locally: whole(&point.meeting_principle_locally),
            meeting_principle_nationally: whole(&point.meeting_principle_nationally),
            report_cards: ReportCards {
                grades_at_expected: percent(&point.report_card_grades),
                schools_at_expected: percent(&point.report_card_schools),
            },
            good_or_outstanding: GoodGrades::new(point.good_or_outstanding, known),
        }
    }
}
