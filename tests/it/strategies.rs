//! Strategies: a file is a version; the same file is the same version; a mistake has its line.

use sextant_service::{ServiceError, strategy};
use sextant_store::strategies;

use crate::support::extract::{STRATEGIES, load_strategy, text};
use crate::support::{Db, Prepared, both, now};

const FILE: &str = "thurrock-2019.toml";

fn thurrock() -> String {
    text("data/strategies/thurrock-2019.toml")
}

async fn try_load(db: &Db, text: &str) -> Result<strategy::StrategyLoaded, ServiceError> {
    strategy::load(&db.store, text, FILE, now()).await
}

both! {
    async fn what_is_stored_is_what_the_file_says(db: Prepared) {
        for file in STRATEGIES {
            let loaded = load_strategy(&db, file).await;
            let stored = strategies::load(db.store.read(), &loaded.code).await.unwrap().unwrap();
            let read = strategy::read(&text(&format!("data/strategies/{file}")), file).unwrap();
            assert_eq!(stored.strategy, read);
            assert_eq!(stored.version, 1);
        }
    }

    async fn the_same_file_is_the_same_version(db: Prepared) {
        let first = load_strategy(&db, FILE).await;
        assert_eq!((first.version, first.knowledge.is_some()), (1, true));
        let entries = db.number("SELECT COUNT(*) FROM ledger_entry").await;
        let again = load_strategy(&db, FILE).await;
        assert_eq!((again.version, again.knowledge), (1, None));
        let commented = format!("# Only a comment is new.\n{}", thurrock());
        assert_eq!(try_load(&db, &commented).await.unwrap().version, 1, "words beside the strategy do not matter");
        assert_eq!(db.number("SELECT COUNT(*) FROM ledger_entry").await, entries);
        assert_eq!(db.number("SELECT COUNT(*) FROM strategy").await, 1);
    }

    async fn a_changed_file_is_a_new_version_and_the_old_one_stays(db: Prepared) {
        load_strategy(&db, FILE).await;
        let changed = thurrock().replacen("owner = \"Assistant Director, Education and Skills\"", "owner = \"Somebody\"", 1);
        let second = try_load(&db, &changed).await.unwrap();
        assert_eq!((second.version, second.knowledge.is_some()), (2, true));
        assert_eq!(db.number("SELECT COUNT(*) FROM strategy").await, 2);
        let owners = "SELECT owner FROM priority WHERE number = 1 ORDER BY strategy_version";
        assert_eq!(db.texts(owners).await, ["Assistant Director, Education and Skills", "Somebody"]);
        let back = load_strategy(&db, FILE).await;
        assert_eq!(back.version, 3, "going back is a version too");
    }

    async fn a_mistake_is_told_with_its_line_and_nothing_is_written(db: Prepared) {
        let before = db.number("SELECT COUNT(*) FROM ledger_entry").await;
        let text = thurrock();
        let line_of = |needle: &str| text.lines().position(|line| line.contains(needle)).unwrap() + 1;
        let cases = [
            ("indicator = \"ATT-04\"", "indicator = \"ATT-99X\"", line_of("indicator = \"ATT-04\"")),
            ("in_force_from = 2019-10-08", "in_force_from = 2019-13-08", line_of("in_force_from = 2019-10-08")),
            ("rag_rule = \"target-floor\"", "rag_rule = \"no-such-rule\"", line_of("rag_rule = \"target-floor\"")),
            ("vision = ", "visoin = ", line_of("vision = ")),
        ];
        for (right, wrong, line) in cases {
            let broken = text.replacen(right, wrong, 1);
            let told = try_load(&db, &broken).await.unwrap_err();
            assert!(matches!(told, ServiceError::Mistakes(_)), "{told}");
            let told = told.to_string();
            assert!(told.contains(FILE), "{wrong}: {told}");
            assert!(told.contains(&line.to_string()), "{wrong} stands in line {line}: {told}");
        }
        assert_eq!(db.number("SELECT COUNT(*) FROM ledger_entry").await, before);
        assert_eq!(db.number("SELECT COUNT(*) FROM strategy").await, 0);
    }

    async fn a_code_belongs_to_one_council(db: Prepared) {
        load_strategy(&db, FILE).await;
        let other = thurrock().replacen("code = \"thurrock\"", "code = \"elsewhere\"", 1);
        let told = try_load(&db, &other).await.unwrap_err();
        assert!(matches!(told, ServiceError::Missing(_)), "{told}");
        assert_eq!(db.number("SELECT COUNT(*) FROM strategy").await, 1);
    }
}
