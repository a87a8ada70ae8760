//! Strategies: a file is a version; the same file is the same version; a mistake has its line.

use sextant_service::{ServiceError, strategy};
use sextant_store::strategies;

use crate::support::extract::{STRATEGIES, load_strategy, text};
use crate::support::{Db, Prepared, both, now};

const FILE: &str = "thurrock-2019.toml";
const DEMONSTRATION: &str = "demonstration-2024.toml";

fn demonstration() -> String {
    text("data/strategies/demonstration-2024.toml")
}

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

    async fn what_was_approved_stays_in_the_next_version(db: Prepared) {
        load_strategy(&db, DEMONSTRATION).await;
        let entries = db.number("SELECT COUNT(*) FROM ledger_entry").await;
        let text = demonstration();
        let target = "{ period = \"2025/26\", target = \"69\", floor = \"63\", stretch = \"73\" }";
        let baseline = "baseline = [{ period = \"2023/24\", value = \"66\" }]";
        let used = "  { indicator = \"INC-12\", rag_rule = \"position\" },\n";
        assert!(text.contains(target) && text.contains(baseline) && text.contains(used));
        let approved = "approved on 2024-09-01 by 'nobody: invented'";
        let cases = [
            (target, target.replace("69", "69.5"), "the target for 2025/26 was 69, ", "the file says 69.5, "),
            (target, target.replace("63", "62"), "the floor for 2025/26 was 63, ", "the file says 62, "),
            (target, String::new(), "the target for 2025/26 was 69, ", "the file says nothing"),
            (
                target,
                target.replace(" }", ", approved_by = \"somebody\" }"),
                "the target for 2025/26 was 69, ",
                "by 'somebody'",
            ),
            (baseline, baseline.replace("66", "65"), "the baseline for 2023/24 was 66, ", "the file says 65, "),
            (baseline, "baseline = []".to_owned(), "the baseline for 2023/24 was 66, ", "the file says nothing"),
        ];
        for (right, wrong, old, new) in cases {
            let wrong = text.replacen(right, &wrong, 1).replace("\n    ,\n", "\n");
            let told = try_load(&db, &wrong).await.unwrap_err();
            assert!(matches!(told, ServiceError::ApprovalsChanged(_)), "{told}");
            let told = told.to_string();
            for part in ["ATT-08 for 'total'", old, new, approved, "Nothing was written", "approved_on", "withdrawn_on"] {
                assert!(told.contains(part), "'{part}' in: {told}");
            }
        }
        assert_eq!(db.number("SELECT COUNT(*) FROM ledger_entry").await, entries);
        assert_eq!(db.number("SELECT COUNT(*) FROM strategy").await, 1);
        let free = try_load(&db, &text.replacen(used, "", 1)).await.unwrap();
        assert_eq!(free.version, 2, "a use without anything approved may go");
    }

    async fn a_change_is_a_row_of_its_own_and_a_withdrawal_a_day(db: Prepared) {
        load_strategy(&db, DEMONSTRATION).await;
        let target = "{ period = \"2025/26\", target = \"69\", floor = \"63\", stretch = \"73\" }";
        let later = format!("{target},\n    {}", target.replace("69", "70").replace(" }", ", approved_on = 2025-10-01 }"));
        let second = demonstration().replacen(target, &later, 1);
        assert_eq!(try_load(&db, &second).await.unwrap().version, 2);
        let withdrawn = second.replacen(target, &target.replace(" }", ", withdrawn_on = 2025-10-01 }"), 1);
        assert_eq!(try_load(&db, &withdrawn).await.unwrap().version, 3);
        let stored = strategies::load(db.store.read(), "demonstration-2024").await.unwrap().unwrap();
        assert_eq!(stored.strategy, strategy::read(&withdrawn, DEMONSTRATION).unwrap());
        for (file, why) in [(&second, "a withdrawal stands too"), (&demonstration(), "and so does a later approval")] {
            let told = try_load(&db, file).await.unwrap_err();
            assert!(matches!(told, ServiceError::ApprovalsChanged(_)), "{why}: {told}");
        }
        let first = strategies::load_version(db.store.read(), "demonstration-2024", 1).await.unwrap().unwrap();
        assert_eq!(first.strategy, strategy::read(&demonstration(), DEMONSTRATION).unwrap());
    }

    async fn a_mistake_about_progress_is_told_with_its_line_and_nothing_is_written(db: Prepared) {
        let before = db.number("SELECT COUNT(*) FROM ledger_entry").await;
        let cases = [
            (FILE, "population = \"ENGLAND_AUTHORITIES\"", "population = \"UK_AUTHORITIES\"", "'UK_AUTHORITIES'"),
            (FILE, "  { indicator = \"EMP-08B\", breakdown = \"fsm:eligible\" },", "", "20 of a basket of 19"),
            (DEMONSTRATION, "{ period = \"2027/28\", value = \"57\" }", "{ period = \"2029/30\", value = \"57\" }", "2029/30 lies outside"),
            (DEMONSTRATION, "\"ATT-15\", rag_rule = \"improvement-amber\"", "\"ATT-15\", rag_rule = \"tolerance-5-percent\"", "5% of the target"),
            (DEMONSTRATION, "baseline = [{ period = \"2023/24\", value = \"69.6\" }]", "baseline = [{ period = \"2018/19\", value = \"72\" }]", "no comparable baseline"),
        ];
        for (file, right, wrong, what) in cases {
            let text = text(&format!("data/strategies/{file}"));
            assert!(text.contains(right), "{right}");
            let told = try_load(&db, &text.replacen(right, wrong, 1)).await.unwrap_err();
            assert!(matches!(told, ServiceError::Mistakes(_)), "{told}");
            assert!(told.to_string().contains(what), "'{what}' in: {told}");
        }
        assert_eq!(db.number("SELECT COUNT(*) FROM ledger_entry").await, before);
        for table in ["strategy", "target", "baseline", "trajectory_point", "headline_test", "headline_basket", "snapshot_due"] {
            assert_eq!(db.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
    }
}
