//! Requests that see the ledger as it was at one position, so that the pages of a table fit together.

use std::sync::Arc;

use async_graphql::Variables;
use serde_json::Value;
use sextant_domain::access::Identity;
use sextant_graphql::{Asked, Caller, Contract, Limits, Reworded};
use sextant_store::ledger;

use super::mint;
use crate::support::{Db, Loaded, both, day, now};

/// Between the editions of the register, of the figures and of what was found on them.
const DAY: &str = "2025-06-01";

/// Lists with what they show of each row, in an order that is theirs.
const LISTS: [(&str, &str, &str); 6] = [
    ("schools", "filter: { laCode: { eq: \"883\" } }", "nodes { urn name pupils status }"),
    ("trusts", "", "nodes { uid name }"),
    (
        "outcomes",
        "filter: { indicator: { eq: \"ATT-08\" }, place: { eq: \"883\" } }",
        "nodes { period { label } raw line }",
    ),
    ("findings", "", "nodes { id message }"),
    ("schoolGroups", "by: [PHASE, STATUS]", "nodes { count key { phase status } }"),
    ("outcomeGroups", "by: [INDICATOR]", "nodes { count figures }"),
];

fn query((list, arguments, rows): (&str, &str, &str), as_known_at: &str) -> String {
    format!("{{ {list}({arguments} first: 100, {as_known_at}) {{ totalCount {rows} }} }}")
}

async fn ask_at(db: &Db, query: &str, pin: Option<ledger::Knowledge>) -> Value {
    let contract = Contract::new(db.store.clone(), Arc::new(now), mint(), Limits::default());
    let document = contract.read(query).unwrap();
    let reworded = Some(Reworded { document: document.parsed().clone(), at: pin });
    let caller = Caller { identity: Identity::public(), address: None, reference: "reference-1".to_owned() };
    let asked = Asked { document, operation_name: None, variables: Variables::default(), reworded, caller };
    let answer = contract.execute(asked).await.response;
    assert!(answer.errors.is_empty(), "{query}: {:?}", answer.errors);
    serde_json::to_value(answer.data).unwrap()
}

both! {
    async fn a_pinned_list_shows_what_was_known_at_the_position_and_no_more(db: Loaded) {
        let at = ledger::resolve(db.store.read(), Some(day(DAY)), now().date_naive()).await.unwrap();
        let mut differ = Vec::new();
        for list in LISTS {
            assert!(sextant_graphql::is_pinned(list.0), "{}", list.0);
            let then = ask_at(&db, &query(list, &format!("asKnownAt: \"{DAY}\"")), None).await;
            let plain = query(list, "");
            assert_eq!(ask_at(&db, &plain, Some(at)).await, then, "{}", list.0);
            let today = query(list, &format!("asKnownAt: \"{}\"", now().date_naive()));
            assert_eq!(ask_at(&db, &today, Some(at)).await, then, "{}: a later day tells no more than the position", list.0);
            if ask_at(&db, &plain, None).await != then {
                differ.push(list.0);
            }
        }
        assert!(differ.len() >= 4, "too little became known since {DAY}: {differ:?}");
    }

    async fn a_pin_keeps_an_earlier_day_as_it_is(db: Loaded) {
        let newest = ledger::latest(db.store.read()).await.unwrap();
        for list in LISTS {
            let query = query(list, &format!("asKnownAt: \"{DAY}\""));
            assert_eq!(ask_at(&db, &query, Some(newest)).await, ask_at(&db, &query, None).await, "{}", list.0);
        }
    }
}
