//! Filters: each kind of test, combined and turned round, against counts made from the publishers' files.

use sextant_domain::school::{Phase, SchoolStatus};
use sextant_store::ledger::{known_at, latest};
use sextant_store::query::schools::{SchoolField as S, count};
use sextant_store::query::{Filter, Scalar, Test, outcomes};

use crate::support::{Db, Loaded, both, day};

fn is(field: S, scalar: impl Into<i64>) -> Filter<S> {
    Filter::Is(field, Test::Eq(Scalar::Int(scalar.into())))
}

fn open() -> Filter<S> {
    let states = [SchoolStatus::Open.number(), SchoolStatus::OpenProposedToClose.number()];
    Filter::Is(S::Status, Test::In(states.map(|state| Scalar::Int(state.into())).into()))
}

async fn schools(db: &Db, filter: Filter<S>) -> u64 {
    let known = latest(db.store.read()).await.unwrap();
    count(db.store.read(), &filter, known).await.unwrap()
}

both! {
    /// GIAS of 18 July 2025, counted with Python: 57 open in Thurrock, 39 primary, 13 secondary, 5 not applicable.
    async fn open_schools_in_thurrock(db: Loaded) {
        let in_thurrock = |more| Filter::All(vec![is(S::Authority, 883), open(), more]);
        assert_eq!(schools(&db, in_thurrock(Filter::default())).await, 57);
        assert_eq!(schools(&db, in_thurrock(is(S::Phase, Phase::Primary.number()))).await, 39);
        assert_eq!(schools(&db, in_thurrock(is(S::Phase, Phase::Secondary.number()))).await, 13);
        assert_eq!(schools(&db, in_thurrock(is(S::Phase, Phase::NotApplicable.number()))).await, 5);
    }

    async fn everything_and_nothing(db: Loaded) {
        let all = schools(&db, Filter::All(vec![])).await;
        assert_eq!(all, 2_405);
        assert_eq!(schools(&db, Filter::Any(vec![])).await, 0);
        assert_eq!(schools(&db, Filter::Not(Box::new(Filter::Any(vec![])))).await, all);
        assert_eq!(schools(&db, Filter::Is(S::Urn, Test::In(vec![]))).await, 0);
        assert_eq!(schools(&db, Filter::Not(Box::new(Filter::Is(S::Urn, Test::In(vec![]))))).await, all);
    }

    /// A filter and its opposite share out the rows that have the field; those that lack it are found by neither, or asked
    /// for.
    async fn a_filter_and_its_opposite(db: Loaded) {
        let all = schools(&db, Filter::default()).await;
        let thurrock = schools(&db, is(S::Authority, 883)).await;
        assert_eq!(schools(&db, Filter::Not(Box::new(is(S::Authority, 883)))).await, all - thurrock);
        let lacking = schools(&db, Filter::Is(S::Closed, Test::IsNull(true))).await;
        let having = schools(&db, Filter::Is(S::Closed, Test::IsNull(false))).await;
        assert_eq!(lacking + having, all);
        let cut = Scalar::Day(day("2020-01-01"));
        let before = schools(&db, Filter::Is(S::Closed, Test::Lt(cut.clone()))).await;
        let since = schools(&db, Filter::Is(S::Closed, Test::Gte(cut.clone()))).await;
        let until = schools(&db, Filter::Is(S::Closed, Test::Lte(cut.clone()))).await;
        let after = schools(&db, Filter::Is(S::Closed, Test::Gt(cut))).await;
        assert_eq!((before + since, until + after), (having, having));
        assert!(before > 0 && since > 0);
        let either = Filter::Any(vec![is(S::Authority, 883), Filter::Is(S::Closed, Test::IsNull(true))]);
        let both = Filter::All(vec![is(S::Authority, 883), Filter::Is(S::Closed, Test::IsNull(true))]);
        assert_eq!(schools(&db, either).await + schools(&db, both).await, thurrock + lacking);
    }

    async fn words_are_found_whatever_their_case_and_literally(db: Loaded) {
        let contains = |text: &str| Filter::Is(S::Name, Test::Contains(text.to_owned()));
        for words in ["mossbourne fobbing", "MOSSBOURNE FOBBING", "Fobbing Acad"] {
            assert_eq!(schools(&db, contains(words)).await, 1, "{words}");
        }
        for words in ["%", "_", "\\", "Mossbourne%Academy", "Mossbourne_Fobbing"] {
            assert_eq!(schools(&db, contains(words)).await, 0, "{words}");
        }
        // Python: names with an apostrophe, straight or curly.
        let apostrophes = schools(&db, contains("'")).await;
        assert!(apostrophes > 0);
        assert_eq!(schools(&db, contains("’")).await, apostrophes);
    }

    /// Two words for one place: the number of the Department and the code of the Office for National Statistics.
    async fn a_place_is_found_by_any_of_its_codes(db: Loaded) {
        use outcomes::OutcomeField as F;
        let known = latest(db.store.read()).await.unwrap();
        let found = async |code: &str| {
            let place = Filter::Is(F::Place, Test::Eq(Scalar::Text(code.to_owned())));
            let indicator = Filter::Is(F::Indicator, Test::Eq(Scalar::Text("ATT-08".to_owned())));
            outcomes::count(db.store.read(), &Filter::All(vec![place, indicator]), known).await.unwrap()
        };
        let by_number = found("883").await;
        assert!(by_number > 0);
        assert_eq!(found("E06000034").await, by_number);
        assert_eq!(found("E06999999").await, 0);
    }

    async fn what_was_not_known_is_not_counted(db: Loaded) {
        for (on, expected) in [("2025-01-14", 0), ("2025-01-15", 2_385), ("2025-07-17", 2_385), ("2025-07-18", 2_405)] {
            let known = known_at(db.store.read(), day(on)).await.unwrap();
            assert_eq!(count(db.store.read(), &Filter::default(), known).await.unwrap(), expected, "as known at {on}");
        }
    }
}
