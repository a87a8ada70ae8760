//! What groups have in common: the stored fields they were counted by, and what stands behind them.

use async_graphql::{Context, Result};
use chrono::NaiveDate;
use sextant_domain::AcademicYear as Year;
use sextant_domain::Period as Time;
use sextant_domain::school::{Phase, is_academy};
use sextant_store::ledger::Knowledge;

use crate::context::{known, today};
use crate::enums;
use crate::loaders::{IndicatorByCode, PlaceById, SchoolByUrn, load};
use crate::scalars::AcademicYear;
use crate::types::{Indicator, Period, Place, PupilGroup, School, Trust};

/// How a dimension is read from the field it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// As it is.
    Plain,
    /// The month of a day: `2025-09`.
    Month,
    /// The academic year of a day.
    AcademicYear,
    /// The school of a reference number.
    School,
    /// The trust that runs the school.
    Trust,
    /// The phase of the school.
    Phase,
    /// The place of an id.
    Place,
    /// The region that the place of an id lies in.
    Region,
    /// The indicator of a code.
    Indicator,
    /// The pupil group of a code.
    PupilGroup,
    /// The period of a code.
    Period,
    /// The academic year that the period of a code is told with.
    YearOfPeriod,
    /// The calendar year in which the period of a code ends.
    CalendarYear,
    /// Whether a group of types is academies.
    Academy,
    /// The overall grade of the latest inspection of a reference number.
    Grade,
}

/// A dimension's value in a group.
#[derive(Clone, Debug)]
pub(super) enum Facet {
    Nothing,
    Text(String),
    Year(AcademicYear),
    School(Box<School>),
    Trust(Box<Trust>),
    Phase(enums::Phase),
    Place(Box<Place>),
    Indicator(Box<Indicator>),
    PupilGroup(PupilGroup),
    Period(Period),
    Grade(enums::Grade),
}

/// Declares how the value of a kind is taken out of a facet.
macro_rules! takes {
    ($($name:ident $variant:ident -> $type:ty, |$it:ident| $body:expr;)+) => {
        impl Facet {
            $(pub(super) fn $name(self) -> Option<$type> {
                if let Self::$variant($it) = self { $body } else { None }
            })+

            /// The enum's value that is stored as a number.
            pub(super) fn coded<T, E: From<T>>(self, read: impl Fn(i16) -> Option<T>) -> Option<E> {
                self.text().and_then(|text| text.parse().ok()).and_then(read).map(Into::into)
            }
        }
    };
}

takes! {
    text Text -> String, |it| Some(it);
    number Text -> i32, |it| it.parse().ok();
    yes Text -> bool, |it| it.parse().ok();
    year Year -> AcademicYear, |it| Some(it);
    school School -> School, |it| Some(*it);
    trust Trust -> Trust, |it| Some(*it);
    phase Phase -> enums::Phase, |it| Some(it);
    place Place -> Place, |it| Some(*it);
    indicator Indicator -> Indicator, |it| Some(*it);
    pupil_group PupilGroup -> PupilGroup, |it| Some(it);
    period Period -> Period, |it| Some(it);
    grade Grade -> enums::Grade, |it| Some(it);
}

/// As of when what stands behind a field is looked up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lens {
    /// As known at this position.
    pub(super) known: Knowledge,
    /// On this day.
    pub(super) day: NaiveDate,
}

impl Lens {
    /// As known today.
    pub(super) async fn today(context: &Context<'_>) -> Result<Self> {
        Ok(Self { known: known(context, None).await?, day: today(context) })
    }
}

/// What stands behind a stored value, with the text that it is told apart and ordered by.
pub(super) async fn facet(
    context: &Context<'_>,
    (reading, lens): (Reading, Lens),
    stored: Option<&str>,
) -> Result<(Option<String>, Facet)> {
    let Some(text) = stored else { return Ok((None, Facet::Nothing)) };
    let day = || text.parse::<NaiveDate>().ok();
    let period = || text.parse().ok().and_then(Time::from_code);
    let found: Option<(String, Facet)> = match reading {
        Reading::Plain => Some((in_order(text), Facet::Text(text.to_owned()))),
        Reading::Month => {
            day().map(|day| day.format("%Y-%m").to_string()).map(|month| (month.clone(), Facet::Text(month)))
        }
        Reading::AcademicYear => day().and_then(Year::of_day).map(in_year),
        Reading::YearOfPeriod => period().and_then(Time::academic_year).map(in_year),
        Reading::CalendarYear => {
            let year = period().map(|period| period.days().1.format("%Y").to_string());
            year.map(|year| (year.clone(), Facet::Text(year)))
        }
        Reading::Period => period().map(|period| (in_order(text), Facet::Period(period.into()))),
        Reading::Academy => {
            let yes = is_academy(text).to_string();
            Some((yes.clone(), Facet::Text(yes)))
        }
        Reading::PupilGroup => Some((text.to_owned(), Facet::PupilGroup(PupilGroup::named(text)))),
        Reading::Indicator => {
            let row = load(context, IndicatorByCode(text.to_owned())).await?;
            row.map(|row| (text.to_owned(), Facet::Indicator(Box::new(row.into()))))
        }
        Reading::Place => place(context, text).await?.map(named),
        Reading::Region => match place(context, text).await? {
            Some(place) => place.lies_in(context).await?.map(named),
            None => None,
        },
        Reading::School | Reading::Trust | Reading::Phase | Reading::Grade => {
            of_school(context, (reading, lens), text).await?
        }
    };
    Ok(found.map_or((None, Facet::Nothing), |(key, facet)| (Some(key), facet)))
}

async fn of_school(
    context: &Context<'_>,
    (reading, lens): (Reading, Lens),
    urn: &str,
) -> Result<Option<(String, Facet)>> {
    let row = match urn.parse() {
        Ok(urn) => load(context, SchoolByUrn(urn, lens.known)).await?,
        Err(_) => None,
    };
    let Some(school) = row.map(|row| School::new(row, lens.known)) else { return Ok(None) };
    Ok(match reading {
        Reading::Trust => {
            let trust = school.run_by(context, lens.day).await?;
            trust.map(|trust| (trust.name_and_uid(), Facet::Trust(Box::new(trust))))
        }
        Reading::Phase => {
            let phase = school.counted_under();
            phase.map(|phase| (in_order(&Phase::from(phase).number().to_string()), Facet::Phase(phase)))
        }
        Reading::Grade => {
            let grade = school.graded(context).await?;
            grade.map(|grade| (format!("{grade:?}"), Facet::Grade(grade)))
        }
        _ => Some((in_order(urn), Facet::School(Box::new(school)))),
    })
}

async fn place(context: &Context<'_>, id: &str) -> Result<Option<Place>> {
    match id.parse() {
        Ok(id) => Ok(load(context, PlaceById(id)).await?.map(Into::into)),
        Err(_) => Ok(None),
    }
}

fn named(place: Place) -> (String, Facet) {
    (place.name_and_number(), Facet::Place(Box::new(place)))
}

fn in_year(year: Year) -> (String, Facet) {
    (year.to_string(), Facet::Year(AcademicYear(year)))
}

/// A number as text that is ordered like the number: 2 before 10.
fn in_order(text: &str) -> String {
    let is_number = !text.is_empty() && text.len() < 20 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { format!("{text:0>20}") } else { text.to_owned() }
}
