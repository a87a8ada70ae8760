//! Two who write the same at once, and records that go into an archive.

use sextant_domain::access::Role;
use sextant_domain::delivery::{ActionSource, ClosureDraft, ProblemCode, VisitDraft, VisitStatus};
use sextant_service::archive;
use sextant_service::delivery::{
    ChangeAction, CloseAction, NewAction, RecordVisit, WriteError, assess_risk, change_action, close_action,
    create_action, create_policy, record_visit,
};
use sextant_store::archive::{Archive, export};

use super::{approved_policy, assessment, of, policy, problems, write};
use crate::support::files::Files;
use crate::support::{Db, LoadedCopy, both, database, day, now};

/// A real school; everything that is said of it here is invented.
const SCHOOL: u32 = 135_960;

/// One of two was written, and the other was told that it came too late.
#[track_caller]
fn one_of_two(told: (Result<String, WriteError>, Result<String, WriteError>)) -> String {
    let (done, late) = if told.0.is_ok() { told } else { (told.1, told.0) };
    assert_eq!(problems(late), [("expectedVersion".to_owned(), ProblemCode::StaleVersion)]);
    done.unwrap()
}

async fn agreed(db: &Db) -> String {
    let new = NewAction {
        text: "Call home on the first day of absence.".to_owned(),
        owner: "The head".to_owned(),
        source: ActionSource::Inspection,
        visit: None,
        recommendation: None,
        urn: Some(SCHOOL),
        agreed_on: day("2025-03-10"),
        due: day("2025-06-01"),
    };
    create_action(&db.store, &write(&of(Role::Officer)), &new).await.unwrap()
}

fn moved(id: &str, to: &str) -> ChangeAction {
    ChangeAction {
        id: id.to_owned(),
        expected_version: 1,
        text: "Call home on the first day of absence.".to_owned(),
        owner: "The head".to_owned(),
        due: day(to),
        reason: Some("Invented for a test.".to_owned()),
    }
}

/// A row of every kind.
async fn a_year_of_work(db: &Db) {
    let officer = of(Role::Officer);
    let policy = approved_policy(db, "2024-09-01").await;
    assess_risk(&db.store, &write(&officer), &assessment(&policy, SCHOOL, 3, "2025-03-01")).await.unwrap();
    let draft = VisitDraft {
        day: day("2025-03-10"),
        purpose: "Attendance".to_owned(),
        lead_officer: "An officer".to_owned(),
        status: VisitStatus::Held,
        note: Some("Two lines,\n“quoted”.".to_owned()),
        shared_with_school_on: Some(day("2025-03-12")),
    };
    record_visit(&db.store, &write(&officer), &RecordVisit { urn: SCHOOL, draft }).await.unwrap();
    let id = agreed(db).await;
    change_action(&db.store, &write(&officer), &moved(&id, "2025-09-01")).await.unwrap();
    let draft = ClosureDraft { closed_on: day("2025-08-01"), evidence: "The log of calls.".to_owned() };
    close_action(&db.store, &write(&officer), &CloseAction { id, expected_version: 2, draft }).await.unwrap();
}

both! {
    async fn of_two_who_change_the_same_at_once_one_is_told(db: LoadedCopy) {
        let other = db.another().await;
        let id = agreed(&db).await;
        let (officer, owner) = (of(Role::Officer), of(Role::DataOwner));
        let (mine, theirs) = (moved(&id, "2025-09-01"), moved(&id, "2025-10-01"));
        let (one, two) = (write(&officer), write(&officer));
        let both = tokio::join!(change_action(&db.store, &one, &mine), change_action(&other.store, &two, &theirs));
        assert_eq!(one_of_two(both), id);
        assert_eq!(db.number("SELECT COUNT(*) FROM action_due_change").await, 1);
        let (first, second) = (policy(0, "2024-09-01"), policy(0, "2025-09-01"));
        let (one, two) = (write(&owner), write(&owner));
        let both = tokio::join!(create_policy(&db.store, &one, &first), create_policy(&other.store, &two, &second));
        one_of_two(both);
        assert_eq!(db.number("SELECT COUNT(*) FROM risk_policy").await, 1);
        assert_eq!(db.number("SELECT COUNT(*) FROM risk_tier").await, 3);
        other.store.close().await.unwrap();
    }

    /// What was before and after stands in the trail, whole.
    async fn the_trail_has_the_record_before_and_after(db: LoadedCopy) {
        let id = agreed(&db).await;
        change_action(&db.store, &write(&of(Role::Officer)), &moved(&id, "2025-09-01")).await.unwrap();
        let of_column = |column: &str| {
            format!("SELECT {column} FROM audit_entry WHERE record_id = '{id}' AND version = 2 AND actor = 'a officer'")
        };
        for (column, version, due) in [("before", 1, "2025-06-01"), ("after", 2, "2025-09-01")] {
            let text = db.texts(&of_column(column)).await.remove(0);
            let said: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!((said["version"].as_i64(), said["due"].as_str()), (Some(version), Some(due)), "{column}");
            assert_eq!((said["id"].as_str(), said["urn"].as_i64()), (Some(id.as_str()), Some(135_960)), "{column}");
        }
    }

    async fn all_of_it_goes_into_an_archive_and_into_the_other_engine(db: LoadedCopy) {
        a_year_of_work(&db).await;
        let files = Files::new();
        let mut bytes = Vec::new();
        export(&db.store, now(), &mut bytes).await.unwrap();
        let archive = Archive::open(&files.write("work.archive.gz", &bytes)).unwrap();
        database::with_empty(db.engine.other(), async |copy| {
            archive::import(&copy.store, &archive).await.unwrap();
            for table in ["risk_policy", "risk_tier", "risk_assessment", "visit", "action", "action_due_change"] {
                assert!(copy.number(&format!("SELECT COUNT(*) FROM {table}")).await > 0, "{table}");
            }
            let mut again = Vec::new();
            export(&copy.store, now(), &mut again).await.unwrap();
            assert!(again == bytes, "the copy's own archive has other bytes");
        })
        .await;
    }
}
