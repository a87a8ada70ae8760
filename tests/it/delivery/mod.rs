//! Partnership work: what is written, what is refused, who may, and what the trail says.

mod activities;
mod commentary;
mod contributions;
mod equality;
mod funding;
mod groups;
mod partnerships;
mod permissions;
mod questions;
mod scrutiny;
mod tokens;

pub(crate) use questions::invented;
use serde_json::{Value, json};
use sextant_domain::access::{Identity, Role};

use crate::contract::{respond_as, who};
use crate::support::Db;

/// Writes as somebody: the payload of the one mutation.
async fn write_as(db: &Db, identity: Identity, mutation: &str) -> Value {
    let response = respond_as(db, identity, &format!("mutation {{ {mutation} }}")).await;
    assert_eq!(response.get("errors"), None, "{mutation}: {response}");
    response["data"].as_object().unwrap().values().next().unwrap().clone()
}

/// The codes and paths of a payload's errors, joined by dots.
fn refused(payload: &Value) -> Vec<(String, String)> {
    let errors = payload["errors"].as_array().unwrap();
    let path = |error: &Value| {
        let parts: Vec<&str> = error["path"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        parts.join(".")
    };
    errors.iter().map(|error| (error["code"].as_str().unwrap().to_owned(), path(error))).collect()
}

/// One refusal.
fn refusal(code: &str, path: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), path.to_owned())]
}

/// The input of an active partnership that serves commitment 1.1, with more fields behind.
fn partnership(title: &str, more: &str) -> String {
    format!(
        "kind: SCHOOLS, title: {}, status: ACTIVE, validFrom: \"2026-09-01\", \
         commitments: [{{strategy: \"thurrock-2019\", commitment: \"1.1\"}}], outcomes: [] {more}",
        json!(title)
    )
}

/// Writes as an officer of Thurrock.
async fn write(db: &Db, mutation: &str) -> Value {
    write_as(db, who(Role::Officer, "thurrock"), mutation).await
}

/// A partnership that has been active since September 2022; its id.
async fn partnership_since_2022(db: &Db, title: &str) -> Value {
    let input = partnership(title, "").replace("2026-09-01", "2022-09-01");
    let mutation =
        format!("createPartnership(input: {{partnership: {{{input}}}}}) {{ partnership {{ id }} errors {{ code }} }}");
    write(db, &mutation).await["partnership"]["id"].clone()
}

/// The input of an activity, with its status, its first day and whatever else, behind.
fn activity(title: &str, status: &str, from: &str, more: &str) -> String {
    format!("kind: TARGETED, title: {}, status: {status}, validFrom: \"{from}\", {more}", json!(title))
}

/// What an activity reaches, serves and is expected to do: nothing.
const NOTHING: &str = "schools: [], commitments: [], expectedEffects: []";

/// Creates an activity of a partnership; the payload.
async fn create_activity(db: &Db, partnership: &Value, input: &str) -> Value {
    let shown = "{ activity { id version title expectedEffects { indicatorCode direction change statedOn } } errors { code path message } }";
    write(db, &format!("createActivity(input: {{partnership: {partnership}, activity: {{{input}}}}}) {shown}")).await
}

/// An activity that has been under way since September 2023; its id.
async fn running(db: &Db, partnership: &Value, title: &str) -> Value {
    let input = activity(title, "RUNNING", "2023-09-01", NOTHING);
    create_activity(db, partnership, &input).await["activity"]["id"].clone()
}

/// The tables of activities, funding and contributions, of the trail and of the keys.
const TABLES: &str = "activity activity_school activity_commitment activity_effect funding_bid funding_bid_activity \
                      funding_stream funding_stream_activity contribution audit_entry idempotency_key";

/// The rows of these tables.
async fn rows(db: &Db) -> i64 {
    let mut all = 0;
    for table in TABLES.split_whitespace() {
        all += db.number(&format!("SELECT COUNT(*) FROM {table}")).await;
    }
    all
}

/// The council of Essex is made, and whoever asks with its token finds nothing of Thurrock's.
async fn of_essex(db: &Db) -> Identity {
    db.execute("INSERT INTO council (code, name, place_id) VALUES ('essex', 'Essex County Council', 881)")
        .await
        .unwrap();
    who(Role::Admin, "essex")
}
