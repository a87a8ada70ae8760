//! Priority 6 on the scorecard, counted from the council's own records.

use sextant_domain::TermOfYear;
use sextant_domain::access::Role;
use sextant_domain::delivery::{ActionSource, ClosureDraft, VisitDraft, VisitStatus};
use sextant_domain::scorecard::{Line, Scorecard};
use sextant_jobs::run_due_measures;
use sextant_jobs::scorecard::{CompileRequest, compile_scorecard};
use sextant_service::delivery::{
    CloseAction, NewAction, RecordVisit, assess_risk, close_action, create_action, record_visit,
};
use sextant_store::ledger::latest;
use sextant_store::scorecards;

use super::{approved_policy, assessment, of, write};
use crate::support::{Db, LoadedCopy, both, day, now};

/// Real schools; everything that is said of them here is invented.
const SCHOOLS: [u32; 3] = [135_960, 143_424, 146_300];

async fn visited(db: &Db, urn: u32, on: &str, shared: Option<&str>) {
    let draft = VisitDraft {
        day: day(on),
        purpose: "Attendance".to_owned(),
        lead_officer: "An officer".to_owned(),
        status: VisitStatus::Held,
        note: Some("Invented.".to_owned()),
        shared_with_school_on: shared.map(day),
    };
    record_visit(&db.store, &write(&of(Role::Officer)), &RecordVisit { urn, draft }).await.unwrap();
}

async fn agreed(db: &Db, due: &str, closed: Option<&str>) {
    let new = NewAction {
        text: "Call home on the first day of absence.".to_owned(),
        owner: "The head".to_owned(),
        source: ActionSource::Inspection,
        visit: None,
        recommendation: None,
        urn: Some(SCHOOLS[0]),
        agreed_on: day("2026-09-02"),
        due: day(due),
    };
    let officer = of(Role::Officer);
    let id = create_action(&db.store, &write(&officer), &new).await.unwrap();
    if let Some(closed) = closed {
        let draft = ClosureDraft { closed_on: day(closed), evidence: "The log of calls.".to_owned() };
        close_action(&db.store, &write(&officer), &CloseAction { id, expected_version: 1, draft }).await.unwrap();
    }
}

/// The scorecard of the term that is under way, as known today.
async fn card(db: &Db, strategy: &str) -> Scorecard {
    let term = TermOfYear::parse("2026/27-autumn").unwrap();
    let request =
        CompileRequest { strategy: strategy.to_owned(), term, as_known_at: Some(now().date_naive()), trigger: "test" };
    compile_scorecard(&db.store, &request, now()).await.unwrap();
    let row = scorecards::find(db.store.read(), strategy, term, None).await.unwrap().unwrap();
    serde_json::from_str(&row.content).unwrap()
}

fn line<'a>(card: &'a Scorecard, indicator: &str) -> &'a Line {
    let mut lines = card.priorities.iter().flat_map(|priority| &priority.lines);
    lines.find(|line| line.indicator == indicator).unwrap_or_else(|| panic!("no line {indicator}"))
}

/// A line's period and figure, as a person reads them.
fn shown(card: &Scorecard, indicator: &str) -> (String, String) {
    let line = line(card, indicator);
    let period = line.period.as_ref().map(|period| period.label.clone()).unwrap_or_default();
    (period, line.value.display.clone())
}

async fn a_term_of_work(db: &Db) {
    for (school, on, shared) in [
        (SCHOOLS[0], "2026-09-14", Some("2026-09-28")),
        (SCHOOLS[1], "2026-09-15", Some("2026-10-01")),
        (SCHOOLS[2], "2026-11-17", None),
    ] {
        visited(db, school, on, shared).await;
    }
    agreed(db, "2026-10-01", Some("2026-09-30")).await;
    agreed(db, "2026-10-01", Some("2026-10-02")).await;
    agreed(db, "2026-11-01", None).await;
    agreed(db, "2026-12-01", None).await;
    let policy = approved_policy(db, "2026-01-01").await;
    for (tier, on) in [(1, "2026-03-01"), (3, "2026-10-12")] {
        assess_risk(&db.store, &write(&of(Role::Officer)), &assessment(&policy, SCHOOLS[0], tier, on)).await.unwrap();
    }
}

both! {
    /// Counted by hand: three visits held of three. Two notes shared, one of them a day late; the third is within its ten days.
    /// Actions due by 22 November: one of three closed in time. One school moved to another tier.
    async fn the_term_s_work_is_on_the_scorecard(db: LoadedCopy) {
        a_term_of_work(&db).await;
        let before = latest(db.store.read()).await.unwrap();
        let recorded = run_due_measures(&db.store, now()).await.unwrap();
        assert_eq!(recorded[0].as_ref().unwrap().knowledge, Some(before + 1));
        let card = card(&db, "demonstration-2024").await;
        let autumn = |text: &str| ("2026/27 autumn term".to_owned(), text.to_owned());
        assert_eq!(shown(&card, "RIG-01"), autumn("100"));
        assert_eq!(shown(&card, "RIG-02"), autumn("50"));
        assert_eq!(shown(&card, "RIG-03"), autumn("33"));
        assert_eq!(shown(&card, "RIG-04"), autumn("1"));
        assert_eq!(line(&card, "RIG-01").rag.rating, "GREEN");
        assert_eq!(line(&card, "RIG-03").rag.rating, "RED");
        // Nobody of the council's schools was inspected in the year so far: there is nothing to tell of, and no tier leaks.
        assert_eq!(line(&card, "RIG-05").value.missing_reason.as_deref(), Some("NOT_APPLICABLE"));
        // Nothing was ever recorded of it.
        assert_eq!(line(&card, "RIG-11").value.missing_reason.as_deref(), Some("NOT_COLLECTED"));
    }

    async fn nothing_is_written_twice_and_what_was_published_holds(db: LoadedCopy) {
        a_term_of_work(&db).await;
        run_due_measures(&db.store, now()).await.unwrap();
        card(&db, "thurrock-2019").await;
        let before = latest(db.store.read()).await.unwrap();
        let again = run_due_measures(&db.store, now()).await.unwrap();
        assert!(again.iter().all(|it| it.as_ref().unwrap().knowledge.is_none()), "{again:?}");
        assert_eq!(latest(db.store.read()).await.unwrap(), before);
        // Later work restates the term so far. The scorecard of before stays as it is, and can be made again.
        visited(&db, SCHOOLS[2], "2026-11-18", None).await;
        agreed(&db, "2026-11-10", Some("2026-11-10")).await;
        let later = now() + chrono::Duration::days(1);
        run_due_measures(&db.store, later).await.unwrap();
        assert_eq!(latest(db.store.read()).await.unwrap(), before + 1);
        for row in scorecards::published(db.store.read(), Some("thurrock-2019")).await.unwrap() {
            let (_, again) = sextant_jobs::recompile::recompile_scorecard(db.store.read(), &row).await.unwrap();
            assert_eq!(serde_json::from_str::<Scorecard>(&row.content).unwrap(), again);
        }
    }

    /// Only what is counted of the published scorecards themselves: no council without records gets an invented zero.
    async fn without_records_only_the_scorecard_is_counted(db: LoadedCopy) {
        run_due_measures(&db.store, now()).await.unwrap();
        let card = card(&db, "demonstration-2024").await;
        for indicator in ["RIG-01", "RIG-02", "RIG-03", "RIG-04", "RIG-05", "RIG-06", "RIG-09", "RIG-10", "RIG-11", "RIG-12"] {
            assert_eq!(line(&card, indicator).value.missing_reason.as_deref(), Some("NOT_COLLECTED"), "{indicator}");
        }
        let others: Vec<&Line> = card.priorities.iter().flat_map(|it| &it.lines).filter(|it| !it.indicator.starts_with("RIG-")).collect();
        let overdue = others.iter().filter(|it| it.state == "OVERDUE").count();
        let count: Option<i64> = line(&card, "RIG-07").value.value.map(|it| it.millionths());
        assert!(count.is_some_and(|share| share > 0) == (overdue > 0), "{overdue} of {}", others.len());
    }
}
