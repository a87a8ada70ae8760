//! Filters through relations and orders by what belongs to a row, against what the rows themselves say.

use serde_json::{Value, json};

use super::{ask, refusal, respond};
use crate::support::{Db, Loaded, both};

/// The rows of all pages of a list.
async fn all(db: &Db, list: &str, args: &str, fields: &str) -> Vec<Value> {
    let (mut rows, mut after) = (Vec::new(), String::new());
    loop {
        let query = format!(
            "{{ list: {list}({args}, first: 25{after}) {{ totalCount nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }}"
        );
        let page = ask(db, &query).await["list"].clone();
        rows.extend(page["nodes"].as_array().unwrap().iter().cloned());
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            assert_eq!(page["totalCount"], rows.len(), "{args}");
            return rows;
        }
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
}

fn uids(rows: &[Value]) -> Vec<&str> {
    let mut uids: Vec<&str> = rows.iter().map(|row| row["uid"].as_str().unwrap()).collect();
    uids.sort_unstable();
    uids
}

const MATS: &str = "kind: {eq: MULTI_ACADEMY_TRUST}, open: {eq: true}";
const SECONDARY: &str = "status: {eq: OPEN}, phase: {eq: SECONDARY}";

both! {
    async fn some_every_and_none_are_what_the_rows_say(db: Loaded) {
        let every_trust = all(&db, "trusts", &format!("filter: {{{MATS}}}"), "uid").await;
        let of = async |quantifier: &str| {
            all(&db, "trusts", &format!("filter: {{{MATS}, schools: {{{quantifier}: {{{SECONDARY}}}}}}}"), "uid").await
        };
        let (some, every, none) = (of("some").await, of("every").await, of("none").await);
        assert!(!some.is_empty() && !none.is_empty() && some.len() + none.len() == every_trust.len());
        let with_secondary = all(&db, "schools", &format!("filter: {{{SECONDARY}, trusts: {{some: {{{MATS}}}}}}}"), "trust { uid }").await;
        let mut named: Vec<&str> = with_secondary.iter().filter_map(|row| row["trust"]["uid"].as_str()).collect();
        named.sort_unstable();
        named.dedup();
        assert_eq!(named, uids(&some), "from the other side");
        let empty = all(&db, "trusts", &format!("filter: {{{MATS}, schoolCount: {{eq: 0}}}}"), "uid").await;
        for trust in &every {
            let has_some = some.contains(trust) || empty.contains(trust);
            assert!(has_some, "{trust}: all there are, and there is one, or there are none");
        }
        assert!(empty.iter().all(|trust| every.contains(trust)), "of none, all are so");
    }

    async fn trusts_stand_in_the_order_of_how_many_schools_they_have(db: Loaded) {
        let fields = "uid memberships { current }";
        for direction in ["DESC", "ASC"] {
            let args = format!("filter: {{{MATS}}}, orderBy: [{{field: SCHOOL_COUNT, direction: {direction}}}, {{field: NAME}}]");
            let rows = all(&db, "trusts", &args, fields).await;
            let mut counts: Vec<usize> = rows
                .iter()
                .map(|row| row["memberships"].as_array().unwrap().iter().filter(|it| it["current"] == true).count())
                .collect();
            if direction == "DESC" {
                counts.reverse();
            }
            assert!(counts.is_sorted() && counts.last() > Some(&5), "{direction}: {counts:?}");
            let backward = respond(&db, &format!("{{ trusts({args}, last: 5) {{ nodes {{ uid }} }} }}")).await;
            let last: Vec<&Value> = rows[rows.len() - 5..].iter().map(|row| &row["uid"]).collect();
            let nodes = backward["data"]["trusts"]["nodes"].as_array().unwrap();
            assert_eq!(nodes.iter().map(|row| &row["uid"]).collect::<Vec<_>>(), last);
        }
    }

    async fn trusts_of_five_schools_or_more_are_found_by_their_number(db: Loaded) {
        let large = all(&db, "trusts", &format!("filter: {{{MATS}, schoolCount: {{gte: 5}}}}"), "uid").await;
        let small = all(&db, "trusts", &format!("filter: {{{MATS}, schoolCount: {{lte: 4}}}}"), "uid").await;
        let every = all(&db, "trusts", &format!("filter: {{{MATS}}}"), "uid").await;
        assert!(!large.is_empty() && large.len() + small.len() == every.len());
        assert!(uids(&large).contains(&"4662"), "Osborne Co-operative Academy Trust has ten");
    }

    async fn relations_within_relations_come_to_an_end(db: Loaded) {
        let nested = |depth: usize| {
            let inner = (0..depth).fold("{name: {contains: \"a\"}}".to_owned(), |inner, at| match at % 2 {
                0 => format!("{{trusts: {{some: {inner}}}}}"),
                _ => format!("{{schools: {{some: {inner}}}}}"),
            });
            format!("{{ schools(first: 1, filter: {inner}) {{ totalCount }} }}")
        };
        // From a school to its trust, back to all its schools, and to theirs.
        let close = ask(&db, &nested(1)).await["schools"]["totalCount"].as_i64().unwrap();
        let far = ask(&db, &nested(3)).await["schools"]["totalCount"].as_i64().unwrap();
        assert!(far >= close && close > 0, "{far} and {close}");
        let (code, told) = refusal(&db, &nested(7)).await;
        assert_eq!(code, "BAD_USER_INPUT");
        assert!(told.contains("nested more than 5 deep"), "{told}");
    }

    async fn nothing_is_no_filter(db: Loaded) {
        let (code, told) = refusal(&db, "{ trusts(first: 1, filter: {schools: {some: null}}) { totalCount } }").await;
        assert_eq!(code, "BAD_USER_INPUT");
        assert!(told.contains("null"), "{told}");
    }
}
