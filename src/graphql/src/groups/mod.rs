//! Counting records by what they have in common: by their own fields, and by the school, trust or phase behind a reference
//! number and the month or academic year behind a day.
//!
//! The database counts by the fields as they are stored; what stands behind them is looked up once for all of them, and groups
//! that come to the same key are added up.

mod actions;
mod activities;
mod assessments;
mod contributions;
mod flags;
mod funding;
mod partnerships;
mod recommendations;
mod visits;

use std::collections::BTreeMap;

use async_graphql::{Context, Result};
use chrono::NaiveDate;
use futures_util::future::try_join_all;
use sextant_domain::AcademicYear as Year;
use sextant_domain::school::Phase;
use sextant_store::query::Group;

pub(crate) use actions::ActionGroupQuery;
pub(crate) use activities::ActivityGroupQuery;
pub(crate) use assessments::RiskAssessmentGroupQuery;
pub(crate) use contributions::ContributionGroupQuery;
pub(crate) use flags::FlagGroupQuery;
pub(crate) use funding::{FundingBidGroupQuery, FundingStreamGroupQuery};
pub(crate) use partnerships::PartnershipGroupQuery;
pub(crate) use recommendations::RecommendationGroupQuery;
pub(crate) use visits::VisitGroupQuery;

use crate::context::today;
use crate::enums;
use crate::error::{code, user_error};
use crate::scalars::AcademicYear;
use crate::types::risk::school;
use crate::types::{School, Trust};

/// How many dimensions one question may have.
const MOST_DIMENSIONS: usize = 4;
/// How many groups are answered at most.
const MOST_GROUPS: i32 = 200;

/// How a dimension is read from the field it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// As it is.
    Plain,
    /// The month of a day: `2025-09`.
    Month,
    /// The academic year of a day.
    AcademicYear,
    /// The school of a reference number.
    School,
    /// The trust that runs the school today.
    Trust,
    /// The phase of the school.
    Phase,
}

/// A dimension's value in a group.
#[derive(Clone, Debug)]
enum Facet {
    Text(Option<String>),
    Year(Option<AcademicYear>),
    School(Option<Box<School>>),
    Trust(Option<Box<Trust>>),
    Phase(Option<enums::Phase>),
}

impl Facet {
    fn text(self) -> Option<String> {
        if let Self::Text(text) = self { text } else { None }
    }

    /// The enum's value that is stored as a number.
    fn coded<T, E: From<T>>(self, read: impl Fn(i16) -> Option<T>) -> Option<E> {
        self.text().and_then(|text| text.parse().ok()).and_then(read).map(Into::into)
    }

    fn number(self) -> Option<i32> {
        self.text().and_then(|text| text.parse().ok())
    }

    fn year(self) -> Option<AcademicYear> {
        if let Self::Year(year) = self { year } else { None }
    }

    fn school(self) -> Option<School> {
        if let Self::School(school) = self { school.map(|it| *it) } else { None }
    }

    fn trust(self) -> Option<Trust> {
        if let Self::Trust(trust) = self { trust.map(|it| *it) } else { None }
    }

    fn phase(self) -> Option<enums::Phase> {
        if let Self::Phase(phase) = self { phase } else { None }
    }
}

/// What a kind of record can be counted by.
trait Dimension: Copy + Eq {
    /// The fields of its list.
    type Field: Copy;
    /// The field it stands on, and how it is read from it.
    fn on(self) -> (Self::Field, Reading);
}

/// The fields to count by; refused where nothing, too much or something twice is asked for.
fn fields<D: Dimension>(by: &[D]) -> Result<Vec<D::Field>> {
    let twice = (1..by.len()).any(|at| by[..at].contains(&by[at]));
    if by.is_empty() || by.len() > MOST_DIMENSIONS || twice {
        let message = format!("'by' names 1 to {MOST_DIMENSIONS} different dimensions");
        return Err(user_error(code::BAD_USER_INPUT, message));
    }
    Ok(by.iter().map(|dimension| dimension.on().0).collect())
}

/// A group that was counted.
struct Counted {
    facets: Vec<Facet>,
    count: u64,
    sums: Vec<Option<i64>>,
}

/// The groups with their keys: the most rows first, groups of one size in the order of their keys.
async fn counted<'b, D: Dimension, G: From<(&'b [D], Counted)>>(
    context: &Context<'_>,
    by: &'b [D],
    rows: Vec<Group>,
    first: Option<i32>,
) -> Result<Vec<G>> {
    let first = first.unwrap_or(MOST_GROUPS);
    if !(0..=MOST_GROUPS).contains(&first) {
        let message = format!("'first' is {first}: 0 to {MOST_GROUPS} groups are answered");
        return Err(user_error(code::BAD_USER_INPUT, message));
    }
    // All at once, so that what stands behind the fields is looked up in one statement.
    let read = rows.iter().map(|row| {
        let facets = by.iter().zip(&row.keys).map(|(dimension, key)| facet(context, dimension.on().1, key.as_deref()));
        try_join_all(facets)
    });
    let read = try_join_all(read).await?;
    let mut merged: BTreeMap<Vec<Option<String>>, Counted> = BTreeMap::new();
    for (facets, row) in read.into_iter().zip(rows) {
        let (keys, facets): (Vec<_>, Vec<_>) = facets.into_iter().unzip();
        let nothing = || Counted { facets, count: 0, sums: vec![None; row.sums.len()] };
        let group = merged.entry(keys).or_insert_with(nothing);
        group.count += row.count;
        for (sum, more) in group.sums.iter_mut().zip(row.sums) {
            *sum = match (*sum, more) {
                (Some(a), Some(b)) => Some(a.saturating_add(b)),
                (a, b) => a.or(b),
            };
        }
    }
    let mut found: Vec<Counted> = merged.into_values().collect();
    found.sort_by_key(|it| std::cmp::Reverse(it.count));
    found.truncate(first as usize);
    Ok(found.into_iter().map(|group| (by, group).into()).collect())
}

/// What stands behind a stored value, with the text that it is told apart by.
async fn facet(context: &Context<'_>, reading: Reading, stored: Option<&str>) -> Result<(Option<String>, Facet)> {
    let Some(text) = stored else { return Ok((None, nothing(reading))) };
    let day = || text.parse::<NaiveDate>().ok();
    let of_school = async || match text.parse() {
        Ok(urn) => school(context, urn).await,
        Err(_) => Ok(None),
    };
    Ok(match reading {
        Reading::Plain => (Some(text.to_owned()), Facet::Text(Some(text.to_owned()))),
        Reading::Month => {
            let month = day().map(|day| day.format("%Y-%m").to_string());
            (month.clone(), Facet::Text(month))
        }
        Reading::AcademicYear => {
            let year = day().and_then(Year::of_day);
            (year.map(|year| year.to_string()), Facet::Year(year.map(AcademicYear)))
        }
        Reading::School => (Some(text.to_owned()), Facet::School(of_school().await?.map(Box::new))),
        Reading::Trust => {
            let trust = match of_school().await? {
                Some(school) => school.run_by(context, today(context)).await?,
                None => None,
            };
            (trust.as_ref().map(|trust| trust.name_and_uid()), Facet::Trust(trust.map(Box::new)))
        }
        Reading::Phase => {
            let phase = of_school().await?.and_then(|school| school.counted_under());
            (phase.map(|phase| Phase::from(phase).code().to_owned()), Facet::Phase(phase))
        }
    })
}

fn nothing(reading: Reading) -> Facet {
    match reading {
        Reading::Plain | Reading::Month => Facet::Text(None),
        Reading::AcademicYear => Facet::Year(None),
        Reading::School => Facet::School(None),
        Reading::Trust => Facet::Trust(None),
        Reading::Phase => Facet::Phase(None),
    }
}

/// Declares what a kind of record is counted by: for every dimension the field of the key, the field of the list it stands on and
/// how it is read from it.
macro_rules! groups {
    (
        $(#[$dimension_doc:meta])* $dimension:ident of $field:ident;
        $(#[$key_doc:meta])* $key:ident;
        $(#[$group_doc:meta])* $group:ident;
        $($(#[$doc:meta])* $variant:ident, $name:ident: $type:ty = $on:ident as $reading:ident by $take:ident $(($from:path))?;)+
        $(=> sums { $($(#[$sum_doc:meta])* $sum:ident: $sum_type:ty = $sum_on:ident read $sum_read:expr;)+ })?
    ) => {
        $(#[$dimension_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
        pub enum $dimension {
            $($(#[$doc])* $variant,)+
        }

        impl super::Dimension for $dimension {
            type Field = $field;

            fn on(self) -> ($field, super::Reading) {
                match self {
                    $(Self::$variant => ($field::$on, super::Reading::$reading),)+
                }
            }
        }

        $(#[$key_doc])*
        #[derive(Clone, Debug, Default, async_graphql::SimpleObject)]
        pub struct $key {
            $($(#[$doc])* $name: Option<$type>,)+
        }

        $(#[$group_doc])*
        #[derive(Clone, Debug, async_graphql::SimpleObject)]
        pub struct $group {
            /// What they have in common.
            key: $key,
            /// How many there are.
            count: i32,
            $($($(#[$sum_doc])* $sum: Option<$sum_type>,)+)?
        }

        $(impl $group {
            /// What is added up, in the order of the fields.
            const SUMS: &'static [$field] = &[$($field::$sum_on),+];
        })?

        impl From<(&[$dimension], super::Counted)> for $group {
            fn from((by, counted): (&[$dimension], super::Counted)) -> Self {
                let mut key = $key::default();
                for (dimension, facet) in by.iter().zip(counted.facets) {
                    match dimension {
                        $($dimension::$variant => key.$name = facet.$take($($from)?),)+
                    }
                }
                $(
                    let mut sums = counted.sums.into_iter();
                    $(let $sum = sums.next().flatten().and_then($sum_read);)+
                )?
                Self { key, count: i32::try_from(counted.count).unwrap_or(i32::MAX), $($($sum,)+)? }
            }
        }
    };
}
use groups;
