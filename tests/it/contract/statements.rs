//! No list costs more statements for more rows: one statement for each path of fields, whatever the number of parents.

use super::ask;
use crate::support::{Db, Loaded, both};

/// How many statements a query sends.
async fn statements(db: &Db, query: &str) -> u64 {
    let before = db.store.statements();
    ask(db, query).await;
    db.store.statements() - before
}

/// The number is the same for 1, 10 and 100 rows, and it is `expected`.
async fn check(db: &Db, expected: u64, query: impl Fn(usize) -> String) {
    for rows in [1, 10, 100] {
        let text = query(rows);
        assert_eq!(statements(db, &text).await, expected, "{rows} rows: {text}");
    }
}

both! {
    async fn schools_with_everything_around_them(db: Loaded) {
        // Sponsored academies: the first has all of it, and what is not there costs no statement. The position in the
        // ledger, the page, the count; places and their codes; memberships and trusts; inspections and judgements; links and
        // the schools at their other end.
        check(&db, 11, |rows| {
            format!(
                "{{ schools(filter: {{laCode: {{eq: \"883\"}}, status: {{eq: OPEN}}, typeCode: {{eq: \"28\"}}}}, first: {rows}) {{ totalCount nodes {{ \
                 authority {{ laCode }} trust {{ name }} trustMemberships {{ trust {{ uid }} }} \
                 latestInspection {{ judgements {{ grade }} }} predecessors {{ school {{ name }} }} }} }} }}"
            )
        })
        .await;
    }

    async fn outcomes_with_everything_around_them(db: Loaded) {
        // The position in the ledger, the page; series and groups; indicators; places and codes; releases and sources.
        check(&db, 9, |rows| {
            format!(
                "{{ outcomes(filter: {{indicator: {{eq: \"ATT-08\"}}, level: {{eq: LOCAL_AUTHORITY}}}}, first: {rows}) {{ nodes {{ \
                 indicator {{ code }} group {{ name }} value {{ display }} place {{ laCode }} \
                 release {{ title source {{ code }} }} }} }} }}"
            )
        })
        .await;
    }

    async fn indicators_with_definitions_and_breaks(db: Loaded) {
        check(&db, 3, |rows| {
            format!(
                "{{ indicators(first: {rows}) {{ nodes {{ definitions {{ text }} seriesBreaks {{ note }} }} }} }}"
            )
        })
        .await;
    }

    async fn trusts_with_their_schools(db: Loaded) {
        // The position, the page, memberships, schools, places.
        check(&db, 5, |rows| {
            format!(
                "{{ trusts(orderBy: [{{field: UID}}], filter: {{kind: {{eq: MULTI_ACADEMY_TRUST}}}}, first: {rows}) {{ nodes {{ \
                 memberships {{ school {{ authority {{ name }} }} }} }} }} }}"
            )
        })
        .await;
    }

    async fn a_whole_scorecard_is_one_statement(db: Loaded) {
        let query = include_str!("../../../schema/operations/Card.graphql");
        assert_eq!(statements(&db, query).await, 1);
    }

    async fn nothing_is_counted_that_nobody_asks_for(db: Loaded) {
        assert_eq!(statements(&db, "{ schools(first: 1) { nodes { urn } } }").await, 2);
        assert_eq!(statements(&db, "{ schools(first: 1) { totalCount nodes { urn } } }").await, 3);
    }
}
