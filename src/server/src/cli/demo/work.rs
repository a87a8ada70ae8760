//! A year of invented partnership work, written through the contract like a client's, each step on its day.
//!
//! Every step has a key under which it happens once, so that the demo can be started again.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use async_graphql::Request;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::Deserialize;
use serde_json::Value;
use sextant_domain::access::{Identity, Role};
use sextant_graphql::{Caller, Contract, Limits};
use sextant_store::Database;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    step: Vec<Step>,
    later: Vec<Step>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    key: String,
    on: toml::value::Datetime,
    role: Option<String>,
    write: String,
}

/// The steps of a file, and what those that were taken came to.
pub(super) struct Work {
    file: File,
    known: BTreeMap<String, String>,
    contract: Contract,
    now: Arc<AtomicI64>,
}

impl Work {
    /// Reads a file of steps.
    ///
    /// # Errors
    /// When it is not one.
    pub(super) fn read(text: &str, database: &Database) -> anyhow::Result<Self> {
        let now = Arc::new(AtomicI64::new(0));
        let (clock, mint) = (Arc::clone(&now), Arc::clone(&now));
        let instant = move || DateTime::<Utc>::from_timestamp_millis(clock.load(Ordering::Relaxed)).unwrap_or_default();
        // Named by the day of the step, as if it had been written then: later names sort behind earlier ones.
        let name = move || {
            let id = uuid::Uuid::now_v7().simple().to_string();
            format!("{:012x}{}", mint.load(Ordering::Relaxed), &id[12..])
        };
        let contract = Contract::new(database.clone(), Arc::new(instant), Arc::new(name), Limits::default());
        let file =
            toml::from_str(text).map_err(|error| anyhow::anyhow!("the invented work cannot be read: {error}"))?;
        Ok(Self { file, known: BTreeMap::new(), contract, now })
    }

    /// Takes the steps before anything is compiled; how many there are.
    ///
    /// # Errors
    /// Names the step that was refused, and why; those before it stay, and taking them again goes on from there.
    pub(super) async fn first(&mut self) -> anyhow::Result<usize> {
        let steps = std::mem::take(&mut self.file.step);
        self.take(steps).await
    }

    /// Takes the steps that speak of what was compiled.
    ///
    /// # Errors
    /// As [`Work::first`].
    pub(super) async fn later(&mut self) -> anyhow::Result<usize> {
        let steps = std::mem::take(&mut self.file.later);
        self.take(steps).await
    }

    async fn take(&mut self, mut steps: Vec<Step>) -> anyhow::Result<usize> {
        steps.sort_by_key(day);
        let count = steps.len();
        for step in steps {
            let id = self.write(&step).await?;
            self.known.insert(step.key, id);
        }
        Ok(count)
    }

    /// Writes one step; the id that it came to.
    async fn write(&self, step: &Step) -> anyhow::Result<String> {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        let at = day(step).unwrap_or_default().and_time(noon).and_utc();
        self.now.store(at.timestamp_millis(), Ordering::Relaxed);
        let quoted = |text: &str| Value::String(text.to_owned()).to_string();
        let mut text = step.write.replace("${me}", &quoted(&format!("demo/{}", step.key)));
        for (key, id) in &self.known {
            text = text.replace(&format!("${{{key}}}"), &quoted(id));
        }
        let identity = Identity {
            role: step.role.as_deref().and_then(Role::from_code).unwrap_or(Role::Officer),
            council: Some("thurrock".to_owned()),
            name: "Invented for demonstration".to_owned(),
            token: String::new(),
        };
        let request = Request::new(format!("mutation {{ {text} }}"));
        let caller = Caller { identity, address: None, reference: step.key.clone() };
        let response = self.contract.answer(request, caller).await.response;
        let said = serde_json::to_value(&response)?;
        match first_id(&said["data"]) {
            Some(id) if response.errors.is_empty() => Ok(id),
            _ => anyhow::bail!("the step '{}' of the invented work was refused: {said}", step.key),
        }
    }
}

fn day(step: &Step) -> Option<NaiveDate> {
    let date = step.on.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

/// The id of the record in a payload.
fn first_id(value: &Value) -> Option<String> {
    let Value::Object(fields) = value else { return None };
    match fields.get("id") {
        Some(Value::String(id)) => Some(id.clone()),
        _ => fields.values().find_map(first_id),
    }
}
