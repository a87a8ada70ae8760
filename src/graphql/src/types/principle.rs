//! The principle of trusts that are large enough and span both phases.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use sextant_domain::landscape::{self as counted, PrincipleAnswer, Scope};
use sextant_store::entities::place;
use sextant_store::ledger::Knowledge;

use super::landscape::LandscapeCount;
use super::{Place, Trust};
use crate::enums;
use crate::loaders::{TrustByUid, load};
use crate::scalars::Date;

/// The trusts with a school in an authority, held against the principle "at least five schools from both primary and secondary
/// phases in a single multi-academy trust" on a day: counted in the authority alone, and with all their schools.
#[derive(Clone, Debug, SimpleObject)]
pub struct TrustPrinciple {
    /// The authority.
    place: Place,
    /// The day.
    as_of: Date,
    /// How many schools the principle asks for.
    schools_needed: i32,
    /// What the count rests on; null where it cannot be made.
    basis: Option<enums::LandscapeBasis>,
    /// Counted in the authority alone.
    local: PrincipleTally,
    /// Counted with all schools of the trusts, wherever they lie.
    national: PrincipleTally,
    /// Every multi-academy trust with an open school in the authority, in the order of their UIDs. Where the tallies have a
    /// reason in the place of a number, schools are missing.
    #[graphql(complexity = "20 * child_complexity")]
    trusts: Vec<PrincipleTrust>,
}

/// How many trusts meet the principle.
#[derive(Clone, Debug, SimpleObject)]
pub struct PrincipleTally {
    /// Trusts that meet the principle.
    meeting: LandscapeCount,
    /// Trusts with an open school in the authority; null where they cannot be counted.
    total: Option<i32>,
    /// The authority's own schools that are in a trust that meets the principle; null where they cannot be counted.
    schools_in_meeting: Option<i32>,
}

/// A multi-academy trust, held against the principle.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct PrincipleTrust {
    /// The register's group UID.
    uid: String,
    /// Its schools in the authority.
    local: PrincipleCount,
    /// Its schools wherever they lie, those in the authority among them.
    national: PrincipleCount,
    #[graphql(skip)]
    number: i32,
    #[graphql(skip)]
    known: Knowledge,
}

/// A trust's schools in one scope, and what is missing.
#[derive(Clone, Debug, SimpleObject)]
pub struct PrincipleCount {
    /// The schools that count.
    schools: i32,
    /// Those that teach primary pupils; an all-through school counts here and below.
    primary: i32,
    /// Those that teach secondary pupils.
    secondary: i32,
    /// Whether the principle is met.
    meets: bool,
    /// What is missing; empty where the principle is met.
    missing: Vec<PrincipleMissing>,
}

/// One part of the principle that a trust does not meet.
#[derive(Clone, Debug, SimpleObject)]
pub struct PrincipleMissing {
    /// Which part.
    code: enums::MissingPart,
    /// How many schools are missing of it.
    schools: i32,
    /// The same in a sentence.
    message: String,
}

fn int(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

impl TrustPrinciple {
    /// A counted principle, as known at a position.
    pub(crate) fn new(place: place::Model, answer: PrincipleAnswer, known: Knowledge) -> Self {
        Self {
            place: place.into(),
            as_of: Date(answer.day),
            schools_needed: int(answer.principle.schools),
            basis: answer.basis.map(Into::into),
            local: PrincipleTally::new(&answer, Scope::Local),
            national: PrincipleTally::new(&answer, Scope::National),
            trusts: answer.count.trusts.iter().map(|trust| PrincipleTrust::new(trust, known)).collect(),
        }
    }
}

impl PrincipleTally {
    fn new(answer: &PrincipleAnswer, scope: Scope) -> Self {
        let told = answer.refused.is_none();
        Self {
            meeting: LandscapeCount::new(&answer.meeting(scope), 0),
            total: told.then(|| i32::try_from(answer.count.total()).unwrap_or(i32::MAX)),
            schools_in_meeting: told.then(|| int(answer.count.schools_in_meeting(scope))),
        }
    }
}

impl PrincipleTrust {
    fn new(trust: &counted::CountedTrust, known: Knowledge) -> Self {
        Self {
            uid: trust.uid.to_string(),
            local: PrincipleCount::new(&trust.local),
            national: PrincipleCount::new(&trust.national),
            number: trust.uid as i32,
            known,
        }
    }
}

#[ComplexObject]
impl PrincipleTrust {
    /// The trust.
    async fn trust(&self, context: &Context<'_>) -> Result<Option<Trust>> {
        let found = load(context, TrustByUid(self.number, self.known)).await?;
        Ok(found.map(|row| Trust::new(row, self.known)))
    }
}

impl PrincipleCount {
    fn new(count: &counted::ScopedCount) -> Self {
        let missing = count.missing.iter().map(|it| PrincipleMissing {
            code: it.part.into(),
            schools: int(it.schools),
            message: it.message.clone(),
        });
        Self {
            schools: int(count.schools),
            primary: int(count.primary),
            secondary: int(count.secondary),
            meets: count.meets(),
            missing: missing.collect(),
        }
    }
}
