//! The no-surprise rate over real inspections and invented assessments.

use sextant_domain::access::Role;
use sextant_domain::delivery::{AdverseReason, NoSurprise, Rate, no_surprise};
use sextant_service::delivery::assess_risk;
use sextant_store::ledger::latest;
use sextant_store::query::no_surprise::inputs;

use super::{approved_policy, assessment, of, write};
use crate::support::{Db, LoadedCopy, both, day};

async fn ledger(db: &Db, council: &str, from: &str, to: &str) -> Option<NoSurprise> {
    let known = latest(db.store.read()).await.unwrap();
    let found = inputs(db.store.read(), council, (day(from), day(to)), known).await.unwrap();
    found.map(|inputs| no_surprise(&inputs))
}

/// School, tier, day of the decision: all invented.
const ON_RECORD: [(u32, i16, &str); 8] = [
    // Foreseen.
    (143_424, 3, "2023-09-01"),
    // Decided on the day of notice: a surprise, and nothing was on record before.
    (137_214, 3, "2023-11-06"),
    // On record, and not elevated.
    (135_960, 2, "2024-01-10"),
    // Lowered on the day of notice: still elevated before it.
    (146_300, 3, "2023-01-10"),
    (146_300, 1, "2024-06-04"),
    // Elevated and good.
    (147_847, 3, "2023-10-01"),
    // Elevated and good in January 2023; not inspected in 2023/24.
    (147_853, 3, "2022-10-01"),
    // Elevated, and last inspected in 2018.
    (137_456, 3, "2021-10-01"),
];

both! {
    /// Counted by hand in the register of 15 January 2025 (`OfstedLastInsp`, `OfstedRating (name)`): of Thurrock's state-funded
    /// schools, 136854 had serious weaknesses on 4 May 2022; no inspection of 2022/23 was adverse; in 2023/24 required
    /// improvement: 143424 on 3 October, 137214 on 7 November, 135960 on 21 May, 146300 on 5 June.
    ///
    /// With `ON_RECORD`: foreseen were 143424 and 146300, two of five. Inspected with an elevated tier on record were 147853 in
    /// 2022/23 and 143424, 146300, 147847 in 2023/24; 147853 and 147847 were good: two false alarms of four.
    async fn the_rate_equals_the_count_by_hand(db: LoadedCopy) {
        let policy = approved_policy(&db, "2021-09-01").await;
        let officer = of(Role::Officer);
        for (urn, tier, decided) in ON_RECORD {
            assess_risk(&db.store, &write(&officer), &assessment(&policy, urn, tier, decided)).await.unwrap();
        }
        let before = db.store.statements();
        let found = ledger(&db, "thurrock", "2021-09-01", "2024-09-01").await.unwrap();
        assert_eq!(db.store.statements() - before, 6, "five and the ledger's position");
        let told: Vec<_> = found
            .adverse
            .iter()
            .map(|it| (it.urn, it.started.to_string(), it.reason, it.on_record.as_ref().map(|it| it.tier)))
            .collect();
        let graded = AdverseReason::OverallGrade;
        let expected = [
            (136_854, "2022-05-04".to_owned(), AdverseReason::CategoryOfConcern, None),
            (143_424, "2023-10-03".to_owned(), graded, Some(3)),
            (137_214, "2023-11-07".to_owned(), graded, None),
            (135_960, "2024-05-21".to_owned(), graded, Some(2)),
            (146_300, "2024-06-05".to_owned(), graded, Some(3)),
        ];
        assert_eq!(told, expected);
        let rate = |part, whole| Rate { part, whole };
        assert_eq!((found.sensitivity, found.false_alarms), (rate(2, 5), rate(2, 4)));
        assert_eq!(found.sensitivity.to_string(), "2 of 5 (40.0%)");
        let years: Vec<_> = found
            .years
            .iter()
            .map(|it| (it.year.to_string(), it.sensitivity, it.false_alarms, it.without_tier, it.entered_afterwards))
            .collect();
        // Everything was entered long after the inspections, which is told beside the rate.
        let expected = [
            ("2021/22".to_owned(), rate(0, 1), rate(0, 0), 1, 0),
            ("2022/23".to_owned(), rate(0, 0), rate(1, 1), 0, 0),
            ("2023/24".to_owned(), rate(2, 4), rate(1, 3), 1, 3),
        ];
        assert_eq!(years, expected);
        assert_eq!(found.years[1].sensitivity.to_string(), "nothing to count");
    }

    async fn another_council_has_a_ledger_of_its_own(db: LoadedCopy) {
        let policy = approved_policy(&db, "2021-09-01").await;
        let officer = of(Role::Officer);
        assess_risk(&db.store, &write(&officer), &assessment(&policy, 143_424, 3, "2023-09-01")).await.unwrap();
        super::of_another(&db).await;
        let found = ledger(&db, "elsewhere", "2021-09-01", "2024-09-01").await.unwrap();
        assert!(found.adverse.iter().all(|it| it.on_record.is_none() && it.urn != 143_424), "{found:?}");
        assert_eq!(ledger(&db, "nowhere", "2021-09-01", "2024-09-01").await, None);
    }
}
