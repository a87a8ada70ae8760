//! Partnership work from a file: what the demonstration begins with.
//!
//! Every record is written by the same use cases as a client's, under a key of its own, so that loading the file twice writes
//! nothing twice. Days of review are counted from the day of loading, because a review lies within twelve months.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Deserialize;
use sextant_domain::access::{Identity, Role};
use sextant_domain::delivery::{
    DesignationDraft, DesignationKind, MemberDraft, MemberRole, OrganisationDraft, OrganisationKind, PartnershipDraft,
    PartnershipKind, PartnershipStatus, Problem, ProblemCode,
};
use sextant_domain::outcome::TOTAL;
use sextant_store::Database;

use super::{
    Mint, NewDesignation, NewMember, PartnershipInput, Write, WriteError, add_member, create_designation,
    create_organisation, create_partnership,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    council: String,
    strategy: String,
    organisation: Vec<Organisation>,
    #[serde(default)]
    designation: Vec<Designation>,
    partnership: Vec<Partnership>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisation {
    key: String,
    kind: String,
    #[serde(default)]
    name: String,
    urn: Option<u32>,
    trust: Option<i32>,
    area: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Designation {
    key: String,
    organisation: String,
    kind: String,
    from: toml::value::Datetime,
    to: Option<toml::value::Datetime>,
    area: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Partnership {
    key: String,
    kind: String,
    title: String,
    purpose: Option<String>,
    lead_officer: Option<String>,
    status: String,
    from: toml::value::Datetime,
    to: Option<toml::value::Datetime>,
    agreement: Option<String>,
    data_sharing_basis: Option<String>,
    review_in_days: Option<i64>,
    commitments: Vec<String>,
    outcomes: Vec<String>,
    members: Vec<(String, String)>,
}

/// Loads a file; how many partnerships it has.
///
/// # Errors
/// [`WriteError::Problems`] names the record; what was written before it stays, and loading again goes on from there.
pub async fn load_file(
    database: &Database,
    text: &str,
    author: &str,
    (now, mint): (DateTime<Utc>, Mint<'_>),
) -> Result<usize, WriteError> {
    let file: File = toml::from_str(text).map_err(|error| problem("file", error.message()))?;
    let identity = Identity {
        role: Role::Officer,
        council: Some(file.council.clone()),
        name: author.to_owned(),
        token: String::new(),
    };
    let loading = Loading { database, identity, now, mint };
    let mut organisations = BTreeMap::new();
    for it in &file.organisation {
        organisations.insert(it.key.clone(), loading.organisation(it).await?);
    }
    for it in &file.designation {
        loading.designation(it, &organisations).await?;
    }
    for it in &file.partnership {
        loading.partnership(it, &file.strategy, &organisations).await?;
    }
    Ok(file.partnership.len())
}

struct Loading<'a> {
    database: &'a Database,
    identity: Identity,
    now: DateTime<Utc>,
    mint: Mint<'a>,
}

impl Loading<'_> {
    fn write<'k>(&'k self, key: &'k str) -> Write<'k> {
        Write { identity: &self.identity, now: self.now, mint: self.mint, key: Some(key) }
    }

    async fn organisation(&self, it: &Organisation) -> Result<String, WriteError> {
        let draft = OrganisationDraft {
            kind: Some(coded(OrganisationKind::from_code, &it.kind)?),
            name: it.name.clone(),
            urn: it.urn,
            trust: it.trust,
            identifier: None,
            area: it.area.clone(),
        };
        create_organisation(self.database, &self.write(&format!("file/{}", it.key)), &draft).await
    }

    async fn designation(&self, it: &Designation, known: &BTreeMap<String, String>) -> Result<(), WriteError> {
        let draft = DesignationDraft {
            kind: coded(DesignationKind::from_code, &it.kind)?,
            from: day(it.from)?,
            to: it.to.map(day).transpose()?,
            area: it.area.clone(),
        };
        let new = NewDesignation { organisation: find(known, &it.organisation)?, draft };
        create_designation(self.database, &self.write(&format!("file/{}", it.key)), &new).await.map(drop)
    }

    async fn partnership(
        &self,
        it: &Partnership,
        strategy: &str,
        known: &BTreeMap<String, String>,
    ) -> Result<(), WriteError> {
        let from = day(it.from)?;
        let input = PartnershipInput {
            kind: coded(PartnershipKind::from_code, &it.kind)?,
            draft: PartnershipDraft {
                title: it.title.clone(),
                purpose: it.purpose.clone(),
                lead_officer: it.lead_officer.clone(),
                status: coded(PartnershipStatus::from_code, &it.status)?,
                from,
                to: it.to.map(day).transpose()?,
                agreement: it.agreement.clone(),
                data_sharing_basis: it.data_sharing_basis.clone(),
                review_on: it.review_in_days.and_then(|days| self.in_days(days)),
                commitments: it.commitments.len(),
            },
            commitments: it.commitments.iter().map(|code| (strategy.to_owned(), code.clone())).collect(),
            outcomes: self::outcomes(strategy, &it.outcomes),
        };
        let key = format!("file/{}", it.key);
        let id = match create_partnership(self.database, &self.write(&key), &input).await {
            // A later day counts other days of review from itself: the partnership is there already.
            Err(WriteError::Problems(problems)) if is_there(&problems) => return Ok(()),
            other => other?,
        };
        for (organisation, role) in &it.members {
            let draft = MemberDraft { role: coded(MemberRole::from_code, role)?, from, to: None };
            let new = NewMember { partnership: id.clone(), organisation: find(known, organisation)?, draft };
            add_member(self.database, &self.write(&format!("{key}/{organisation}/{role}")), &new).await?;
        }
        Ok(())
    }

    fn in_days(&self, days: i64) -> Option<NaiveDate> {
        let (today, by) = (self.now.date_naive(), Days::new(days.unsigned_abs()));
        if days < 0 { today.checked_sub_days(by) } else { today.checked_add_days(by) }
    }
}

fn is_there(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.code == ProblemCode::IdempotencyKeyReused)
}

fn outcomes(strategy: &str, indicators: &[String]) -> BTreeSet<(String, String, String)> {
    indicators.iter().map(|code| (strategy.to_owned(), code.clone(), TOTAL.to_owned())).collect()
}

fn problem(field: &str, message: &str) -> WriteError {
    WriteError::Problems(vec![Problem::new(field, ProblemCode::Unknown, message)])
}

fn coded<T>(read: impl Fn(&str) -> Option<T>, code: &str) -> Result<T, WriteError> {
    read(code).ok_or_else(|| problem("kind", &format!("'{code}' is not one of the codes that may stand there.")))
}

fn find(known: &BTreeMap<String, String>, key: &str) -> Result<String, WriteError> {
    known.get(key).cloned().ok_or_else(|| problem("organisation", &format!("No organisation has the key '{key}'.")))
}

fn day(given: toml::value::Datetime) -> Result<NaiveDate, WriteError> {
    let date =
        given.date.and_then(|date| NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()));
    date.ok_or_else(|| problem("from", &format!("'{given}' is not a day.")))
}
