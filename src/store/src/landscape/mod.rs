//! The school landscape of an authority on any day, as known at a position.

mod grades;
mod history;

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use sea_orm::ConnectionTrait;
use sextant_domain::landscape::{LandscapePoint, PrincipleAnswer, TrustPrinciple};
use sextant_domain::register::{OpenSchool, RegisterCount};
use sextant_domain::school::Urn;
use sextant_domain::scorecard::Supply;
use sextant_domain::{Basis, DataStatus, Measure, Period};

use crate::error::Result;
use crate::ledger::Knowledge;
use history::{Reach, load_history};

/// The landscape of an authority on each of some days, in their order; seven statements, however many days.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn landscape_timeline(
    connection: &impl ConnectionTrait,
    authority: i32,
    days: &[NaiveDate],
    known: Knowledge,
) -> Result<Vec<LandscapePoint>> {
    let history = load_history(connection, authority, known, Reach::WithTrusts).await?;
    Ok(days.iter().map(|day| history.point(TrustPrinciple::default(), *day)).collect())
}

/// A principle counted for the trusts with a school in an authority on a day, with what each is missing.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn trust_principle(
    connection: &impl ConnectionTrait,
    authority: i32,
    principle: TrustPrinciple,
    day: NaiveDate,
    known: Knowledge,
) -> Result<PrincipleAnswer> {
    Ok(load_history(connection, authority, known, Reach::TrustsAlone).await?.principle(principle, day))
}

/// The open schools of an authority.
#[derive(Debug)]
pub(crate) struct Landscape {
    schools: Vec<OpenSchool>,
}

/// Loads the schools that were open on `day`, with their trust and their latest graded inspection.
pub(crate) async fn load(
    connection: &impl ConnectionTrait,
    authority: i32,
    known: Knowledge,
    day: NaiveDate,
) -> Result<Landscape> {
    Ok(Landscape { schools: load_history(connection, authority, known, Reach::Authority).await?.open_on(day) })
}

impl Landscape {
    /// The schools that are open.
    pub(crate) fn open(&self) -> BTreeSet<Urn> {
        self.schools.iter().map(|school| school.urn).collect()
    }

    /// The academies and free schools.
    pub(crate) fn academies(&self) -> BTreeSet<Urn> {
        self.schools.iter().filter(|school| school.academy).map(|school| school.urn).collect()
    }

    /// A count of the catalogue, as a scorecard's supply.
    pub(crate) fn count(&self, code: &str, day: NaiveDate) -> Supply {
        let Some(count) = RegisterCount::from_code(code) else {
            return Supply::Unsupplied(format!("This version of Sextant cannot count '{code}'."));
        };
        match (count.count(&self.schools), Period::new(Basis::CensusPoint, day.year())) {
            (Ok(counted), Some(period)) => Supply::Counted {
                period,
                measure: Measure::Value(counted.figure, DataStatus::ManagementInformation),
                note: counted.note,
            },
            (Err(why), _) => Supply::Unsupplied(why),
            (Ok(_), None) => Supply::Unsupplied("The day lies outside of every calendar.".to_owned()),
        }
    }
}
