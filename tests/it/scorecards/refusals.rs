//! What is not compiled, and what is said then.

use sextant_domain::TermOfYear;
use sextant_jobs::scorecard::{CompileError, CompileRequest, Compiled, compile_scorecard};

use crate::support::extract::{load_strategy, run_due};
use crate::support::{Db, LoadedCopy, Prepared, both, day, now};

async fn compile(db: &Db, strategy: &str, term: &str, as_known_at: Option<&str>) -> Result<Compiled, CompileError> {
    let request = CompileRequest {
        strategy: strategy.to_owned(),
        term: TermOfYear::parse(term).unwrap(),
        as_known_at: as_known_at.map(day),
        trigger: "command line",
    };
    compile_scorecard(&db.store, &request, now()).await
}

both! {
    async fn what_cannot_be_compiled_says_why_and_writes_nothing(db: LoadedCopy) {
        let before = db.number("SELECT COUNT(*) FROM scorecard").await;
        let told = compile(&db, "essex-2020", "2025/26-autumn", None).await.unwrap_err();
        assert!(matches!(&told, CompileError::UnknownStrategy { code, known }
            if code == "essex-2020" && known.contains("thurrock-2019")), "{told}");
        let told = compile(&db, "thurrock-2019", "2035/36-autumn", None).await.unwrap_err();
        assert!(matches!(told, CompileError::UnknownTerm { .. }), "{told}");
        // Papers go out on 9 December 2026; the clock says 23 November.
        let told = compile(&db, "thurrock-2019", "2026/27-autumn", None).await.unwrap_err();
        assert!(matches!(&told, CompileError::NotDue { due, .. } if due.date_naive() == day("2026-12-09")), "{told}");
        let told = compile(&db, "thurrock-2019", "2025/26-autumn", Some("2026-11-24")).await.unwrap_err();
        assert!(matches!(told, CompileError::InTheFuture { .. }), "{told}");
        // The first outcomes of the extract were published on 22 March 2018.
        let told = compile(&db, "thurrock-2019", "2025/26-autumn", Some("2018-03-21")).await.unwrap_err();
        assert!(matches!(&told, CompileError::NothingKnown { first, .. } if first == "2018-03-22"), "{told}");
        let told = compile(&db, "demonstration-2024", "2023/24-summer", None).await.unwrap_err();
        assert!(matches!(told, CompileError::NotInForce { .. } | CompileError::UnknownTerm { .. }), "{told}");
        assert_eq!(db.number("SELECT COUNT(*) FROM scorecard").await, before);
    }

    async fn a_term_that_is_not_due_can_be_seen_as_known_today(db: LoadedCopy) {
        let compiled = compile(&db, "thurrock-2019", "2026/27-autumn", Some("2026-11-23")).await.unwrap();
        assert_eq!((compiled.revision, compiled.is_new), (1, true));
    }

    async fn with_nothing_loaded_nothing_is_known_and_nothing_is_due(db: Prepared) {
        load_strategy(&db, "thurrock-2019.toml").await;
        let told = compile(&db, "thurrock-2019", "2025/26-autumn", None).await.unwrap_err();
        assert!(matches!(told, CompileError::NothingKnown { .. }), "{told}");
        assert!(run_due(&db).await.is_empty());
        assert_eq!(db.number("SELECT COUNT(*) FROM scorecard").await, 0);
    }
}
