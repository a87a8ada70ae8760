//! Partnership work: how many writes a second, each audited and durable; and a nested question over few rows and over many.
//!
//! PostgreSQL is the throw-away one of the tests, which does not wait for the disk (`fsync=off`): its figure is what the code
//! costs, not what a disk does. SQLite waits for the disk at every write (`synchronous=FULL`).

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use async_graphql::Request;
use sextant_domain::access::{Identity, Role};
use sextant_domain::delivery::{
    ActivityKind, ActivityStatus, ClaimMethod, MemberRole, OrganisationDraft, OrganisationKind, PartnershipDraft,
    PartnershipKind, PartnershipStatus,
};
use sextant_domain::{AcademicYear, DataStatus, Period};
use sextant_graphql::{Caller, Contract, Limits};
use sextant_service::delivery::{PartnershipInput, Write, create_organisation, create_partnership};
use sextant_service::{setup, strategy};
use sextant_store::entities::{activity, contribution, partnership, partnership_member};
use sextant_store::{Database, delivery, fold};
use sqlx::{Connection, PgConnection, SqliteConnection};

use crate::{extract, median, now, postgres};

const STRATEGY: &str = "thurrock-2019";
/// For how long writes are made.
const WRITING: Duration = Duration::from_secs(5);
/// How many clients write at once.
const CLIENTS: usize = 16;
const TIMES: usize = 60;
/// How many times it is asked before that, unmeasured: pages are read and statements prepared.
const WARM_UP: usize = 10;
/// How many partnerships there are in the one database, and in the other.
const SIZES: [usize; 2] = [200, 20_000];

static NEXT: AtomicU64 = AtomicU64::new(1);

fn name() -> String {
    format!("{:012}", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn officer() -> Identity {
    Identity { role: Role::Officer, council: Some("thurrock".into()), name: "Bench".into(), token: String::new() }
}

/// Measures on both engines.
pub(crate) async fn measure(folder: &Path) {
    println!("\nPartnership work");
    let mut names = Vec::new();
    for engine in ["PostgreSQL", "SQLite"] {
        let mut databases = Vec::new();
        for size in SIZES {
            let name = format!("sextant_bench_delivery_{}_{size}", std::process::id());
            let url = if engine == "PostgreSQL" {
                postgres::create(&name, None).await;
                names.push(name.clone());
                postgres::url_of(&name)
            } else {
                format!("sqlite://{}", folder.join(&name).display())
            };
            databases.push((filled(&url, size).await, size));
            settle(engine, &url).await;
        }
        nested(engine, &databases).await;
        writes(engine, &databases[1].0).await;
        for (database, _) in databases {
            database.close().await.unwrap();
        }
    }
    for name in names {
        postgres::drop(&name).await;
    }
}

/// A database with so many partnerships.
async fn filled(url: &str, size: usize) -> Database {
    let database = Database::open(url).await.unwrap();
    setup::prepare(&database, now()).await.unwrap();
    let text = std::fs::read_to_string(extract::project("strategies/thurrock-2019.toml")).unwrap();
    strategy::load(&database, &text, "bench", now()).await.unwrap();
    let organisation = organisation(&database).await;
    fill(&database, &organisation, size).await;
    database
}

/// What a database in use does by itself after so many new rows: PostgreSQL counts them, so that it chooses its ways well; both write
/// them from their journal to their tables.
async fn settle(engine: &str, url: &str) {
    if engine == "PostgreSQL" {
        let mut connection = PgConnection::connect(url).await.unwrap();
        for statement in ["VACUUM ANALYZE", "CHECKPOINT"] {
            sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
        }
        connection.close().await.unwrap();
    } else {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }
}

async fn organisation(database: &Database) -> String {
    let (identity, draft) = (
        officer(),
        OrganisationDraft {
            kind: Some(OrganisationKind::Employer),
            name: "Port".into(),
            ..OrganisationDraft::default()
        },
    );
    let write = Write { identity: &identity, now: now(), mint: &name, key: None };
    create_organisation(database, &write, &draft).await.unwrap()
}

fn wanted(number: usize) -> PartnershipInput {
    PartnershipInput {
        kind: PartnershipKind::Employers,
        draft: PartnershipDraft {
            title: format!("Partnership {number:05}"),
            purpose: Some("Made for a measurement.".into()),
            lead_officer: Some("Head of service".into()),
            status: PartnershipStatus::Active,
            from: "2025-09-01".parse().unwrap(),
            to: None,
            agreement: None,
            data_sharing_basis: None,
            review_on: None,
            commitments: 1,
        },
        commitments: BTreeSet::from([(STRATEGY.to_owned(), "1.1".to_owned())]),
        outcomes: BTreeSet::from([(STRATEGY.to_owned(), "ATT-08".to_owned(), "total".to_owned())]),
    }
}

/// Writes more partnerships with commitment, outcome, a member, an activity and a contribution each, in one transaction and without a
/// trail: they are there to be in the way.
async fn fill(database: &Database, organisation: &str, more: usize) {
    let transaction = database.begin().await.unwrap();
    for number in 0..more {
        let (input, id) = (wanted(number), name());
        let row = partnership::Model {
            council_code: "thurrock".into(),
            id: id.clone(),
            version: 1,
            kind: input.kind.number(),
            folded_title: fold(&input.draft.title),
            title: input.draft.title,
            purpose: input.draft.purpose.unwrap_or_default(),
            lead_officer: input.draft.lead_officer.unwrap_or_default(),
            status: input.draft.status.number(),
            from_day: input.draft.from,
            to_day: None,
            agreement: String::new(),
            data_sharing_basis: String::new(),
            review_on: None,
        };
        delivery::insert_partnership(&transaction, row).await.unwrap();
        delivery::serves(&transaction, ("thurrock", &id), &input.commitments).await.unwrap();
        delivery::moves(&transaction, ("thurrock", &id), &input.outcomes).await.unwrap();
        let member = partnership_member::Model {
            council_code: "thurrock".into(),
            id: name(),
            version: 1,
            partnership_id: id.clone(),
            organisation_id: organisation.to_owned(),
            role: MemberRole::Lead.number(),
            from_day: input.draft.from,
            to_day: None,
        };
        delivery::insert_member(&transaction, member).await.unwrap();
        let does = activity_of(&id, number);
        let claims = contribution_of(&does.id);
        delivery::insert_activity(&transaction, does).await.unwrap();
        delivery::insert_contribution(&transaction, claims).await.unwrap();
    }
    transaction.commit().await.unwrap();
}

fn activity_of(partnership: &str, number: usize) -> activity::Model {
    let title = format!("Activity {number:05}");
    activity::Model {
        council_code: "thurrock".into(),
        id: name(),
        version: 1,
        partnership_id: partnership.to_owned(),
        kind: ActivityKind::Targeted.number(),
        folded_title: fold(&title),
        title,
        status: ActivityStatus::Running.number(),
        from_day: "2025-09-01".parse().unwrap(),
        to_day: None,
        sessions: Some(12),
        pupils: Some(60),
        staff: None,
        target_group: String::new(),
        cost: Some(1_250_000),
    }
}

/// Its figures are made up: they are there to be read.
fn contribution_of(activity: &str) -> contribution::Model {
    let year = |text: &str| Period::academic(AcademicYear::parse(text).unwrap()).code();
    contribution::Model {
        council_code: "thurrock".into(),
        id: name(),
        version: 1,
        activity_id: activity.to_owned(),
        strategy_code: STRATEGY.into(),
        indicator_code: "ATT-08".into(),
        breakdown: "total".into(),
        place_id: 883,
        before_period: year("2023/24"),
        after_period: year("2024/25"),
        method: ClaimMethod::BeforeAfter.number(),
        strength: 1,
        comparator: None,
        similar_schools: String::new(),
        confounders: String::new(),
        share: None,
        reviewed_by: String::new(),
        reviewed_on: None,
        claimed_on: "2025-11-25".parse().unwrap(),
        knowledge: 1,
        before_value: 60_000_000,
        before_status: DataStatus::Final.number(),
        after_value: 61_000_000,
        after_status: DataStatus::Final.number(),
        change: 1_000_000,
        compared_with: String::new(),
        compared_before: None,
        compared_before_status: None,
        compared_after: None,
        compared_after_status: None,
        net_change: None,
        caveats: String::new(),
    }
}

/// A page of 100 partnerships, twice, with members, commitments, activities and contributions, of few and of many in turn: the middle
/// times in milliseconds and their ratio.
async fn nested(engine: &str, databases: &[(Database, usize)]) {
    let contract =
        |database: &Database| Contract::new(database.clone(), Arc::new(now), Arc::new(name), Limits::default());
    let contracts: Vec<_> = databases.iter().map(|(database, _)| contract(database)).collect();
    let mut times = vec![Vec::new(); databases.len()];
    let mut statements = vec![0; databases.len()];
    for round in 0..WARM_UP + TIMES {
        for (at, (database, _)) in databases.iter().enumerate() {
            let (begun, before) = (Instant::now(), database.statements());
            ask(&contracts[at]).await;
            if round >= WARM_UP {
                times[at].push(begun.elapsed().as_secs_f64() * 1_000.0);
            }
            statements[at] = database.statements() - before;
        }
    }
    let middle: Vec<f64> = times.into_iter().map(median).collect();
    for (at, (_, size)) in databases.iter().enumerate() {
        println!(
            "{engine}, 200 of {size} partnerships with members, commitments, activities, contributions: {:.1} ms, {} statements",
            middle[at], statements[at]
        );
    }
    println!(
        "{engine}, the same question over {} times as many rows: ratio {:.2}",
        SIZES[1] / SIZES[0],
        middle[1] / middle[0]
    );
}

async fn ask(contract: &Contract) {
    // This is 4,800 of the 5,000 points that an operation may cost.
    let below = "nodes { title members { organisation { name } } commitments { commitmentCode } \
                 activities { title contributions { change } } }";
    let query = format!("{{ a: partnerships(first: 100) {{ {below} }} b: partnerships(last: 100) {{ {below} }} }}");
    let caller = Caller { identity: officer(), address: None, reference: "bench".to_owned() };
    let response = contract.answer(Request::new(&query), caller).await.response;
    assert!(response.errors.is_empty(), "{:?}", response.errors);
}

/// How many partnerships a second are written by several clients at once.
async fn writes(engine: &str, database: &Database) {
    let begun = Instant::now();
    let client = |client: usize| async move {
        let identity = officer();
        let write = Write { identity: &identity, now: now(), mint: &name, key: None };
        let mut written = 0_u32;
        while begun.elapsed() < WRITING {
            create_partnership(database, &write, &wanted(client)).await.unwrap();
            written += 1;
        }
        written
    };
    let written: u32 = futures_util::future::join_all((0..CLIENTS).map(client)).await.into_iter().sum();
    let rate = f64::from(written) / begun.elapsed().as_secs_f64();
    println!(
        "{engine}, {CLIENTS} clients: {rate:.0} partnerships a second, each with commitment, outcome and audit entry"
    );
}
