//! Contributions: the figures are the ledger's, what may not be compared is not claimed, and shares end at the whole.

use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use serde_json::{Value, json};
use sextant_domain::access::Role;
use sextant_domain::delivery::{ClaimDraft, ClaimMethod, ClaimTexts, ComparatorKind, ProblemCode};
use sextant_domain::outcome::SeriesKey;
use sextant_domain::{AcademicYear, Figure, Period};
use sextant_service::archive;
use sextant_service::delivery::{NewContribution, Write, WriteError, claim_contribution};
use sextant_store::archive::{Archive, export};

use super::{of_essex, partnership_since_2022, refusal, refused, rows, running, write, write_as};
use crate::contract::{ask, mint, respond_as, who};
use crate::support::files::Files;
use crate::support::{Db, LoadedCopy, both, database, now};

const SHOWN: &str = "{ contribution { id version change netChange comparedWith share strength caveats claimedOn knowledge \
                     before { period { label } value { display } comparator { display } } \
                     after { value { display } comparator { display } } reviewedBy confounders } errors { code path message } }";

/// A claim of an activity on key stage 2 from 2022/23 to 2023/24, unless `more` says otherwise.
fn claim(activity: &Value, more: &str) -> String {
    let mut fields = vec![format!("activity: {activity}"), "strategy: \"thurrock-2019\"".to_owned()];
    for (name, usual) in [
        ("indicator", "\"ATT-08\""),
        ("before", "{label: \"2022/23\"}"),
        ("after", "{label: \"2023/24\"}"),
        ("method", "BEFORE_AFTER"),
        ("strength", "1"),
    ] {
        if !more.contains(&format!("{name}:")) {
            fields.push(format!("{name}: {usual}"));
        }
    }
    format!("claimContribution(input: {{{}, {more}}}) {SHOWN}", fields.join(", "))
}

async fn an_activity(db: &Db) -> Value {
    let of = partnership_since_2022(db, "Reading").await;
    running(db, &of, "Reading leads").await
}

/// A claim below the contract, for two that are made at once, or on another day than today.
fn new_claim(activity: &str, share: i64) -> NewContribution {
    NewContribution {
        activity: activity.to_owned(),
        strategy: "thurrock-2019".to_owned(),
        outcome: SeriesKey { indicator: "ATT-08".to_owned(), breakdown: "total".to_owned() },
        before: year("2022/23"),
        after: year("2023/24"),
        draft: ClaimDraft {
            method: ClaimMethod::BeforeAfter,
            strength: 1,
            comparator: None,
            texts: ClaimTexts { share: Some(Figure::whole(share)), ..ClaimTexts::default() },
        },
    }
}

fn year(text: &str) -> Period {
    Period::academic(AcademicYear::parse(text).unwrap())
}

async fn claimed(db: &Db, new: &NewContribution) -> Result<String, WriteError> {
    claimed_at(db, new, now()).await
}

async fn claimed_at(db: &Db, new: &NewContribution, now: DateTime<Utc>) -> Result<String, WriteError> {
    let (identity, make) = (who(Role::Officer, "thurrock"), mint());
    let make = move || make();
    claim_contribution(&db.store, &Write { identity: &identity, now, mint: &make, key: None }, new).await
}

both! {
    /// Key stage 2 in Thurrock and in England, from DfE's tool, edition of 8 April 2026.
    async fn the_figures_are_those_of_the_ledger(db: LoadedCopy) {
        let does = an_activity(&db).await;
        let more = "method: COMPARATOR, strength: 2, comparator: NATIONAL, share: \"40.5\", confounders: \"A new test.\"";
        let made = write(&db, &claim(&does, more)).await;
        assert_eq!(made["errors"], json!([]), "{made}");
        let it = &made["contribution"];
        let own = ask(&db, "{ outcomes(filter: {indicator: {eq: \"ATT-08\"}, place: {in: [\"883\", \"970\"]}, \
            period: {in: [{label: \"2022/23\"}, {label: \"2023/24\"}]}}, orderBy: [{field: PLACE}, {field: PERIOD}]) \
            { nodes { value { value display } } } }").await;
        let shown: Vec<&str> = own["outcomes"]["nodes"].as_array().unwrap().iter().map(|it| it["value"]["display"].as_str().unwrap()).collect();
        assert_eq!(shown.len(), 4, "{own}");
        assert_eq!((&it["before"]["value"]["display"], &it["after"]["value"]["display"]), (&json!(shown[0]), &json!(shown[1])));
        assert_eq!((&it["before"]["comparator"]["display"], &it["after"]["comparator"]["display"]), (&json!(shown[2]), &json!(shown[3])));
        assert_eq!((&it["comparedWith"], &it["claimedOn"], &it["share"]), (&json!("England"), &json!("2026-11-23"), &json!("40.5")));
        let number = |at: usize| Figure::parse(own["outcomes"]["nodes"][at]["value"]["value"].as_str().unwrap()).unwrap();
        let change = number(1).checked_sub(number(0)).unwrap();
        let net = change.checked_sub(number(3).checked_sub(number(2)).unwrap()).unwrap();
        assert_eq!((&it["change"], &it["netChange"]), (&json!(change.to_string()), &json!(net.to_string())));
        assert_eq!(it["knowledge"], db.number("SELECT MAX(knowledge) FROM ledger_entry").await.to_string());
        for comparator in ["REGION", "STATISTICAL_NEIGHBOURS"] {
            let made = write(&db, &claim(&does, &format!("comparator: {comparator}"))).await;
            assert_ne!(made["contribution"]["netChange"], Value::Null, "{comparator}: {made}");
        }
        let seen = ask(&db, include_str!("../../../schema/operations/Contributions.graphql")).await;
        assert_eq!((&seen["contributions"]["totalCount"], &seen["contributions"]["nodes"][0]["strength"]), (&json!(3), &json!(2)));
        // What is said of it changes, its figures do not.
        let update = |version: i32, more: &str| format!("updateContribution(input: {{id: {}, expectedVersion: {version}, {more}}}) {SHOWN}", it["id"]);
        let after = write(&db, &update(1, "share: \"50\", reviewedBy: \"The board\", reviewedOn: \"2026-11-23\"")).await;
        let after = &after["contribution"];
        assert_eq!((&after["version"], &after["share"], &after["confounders"]), (&json!(2), &json!("50"), &Value::Null));
        assert_eq!((&after["before"], &after["after"], &after["change"], &after["strength"]), (&it["before"], &it["after"], &it["change"], &it["strength"]));
        assert_eq!(refused(&write(&db, &update(1, "share: \"60\"")).await), refusal("STALE_VERSION", "input.expectedVersion"));
        let trail = ask(&db, &format!("{{ auditEntries(record: {}) {{ nodes {{ version kind }} }} }}", it["id"])).await;
        assert_eq!(trail["auditEntries"]["nodes"], json!([{ "version": 1, "kind": "CONTRIBUTION" }, { "version": 2, "kind": "CONTRIBUTION" }]));
    }

    async fn what_is_wrong_is_named_and_nothing_is_written(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        let input = super::activity("Early", "RUNNING", "2022-09-01", super::NOTHING);
        let does = super::create_activity(&db, &of, &input).await["activity"]["id"].clone();
        let before = rows(&db).await;
        let long = format!("confounders: \"{}\"", "x".repeat(1_000_000));
        for (more, expected) in [
            ("strength: 2", vec![("ABOVE_CEILING", "strength")]),
            ("method: NARRATIVE", vec![("ABOVE_CEILING", "strength")]),
            ("strength: 5", vec![("OUT_OF_RANGE", "strength")]),
            ("method: COMPARATOR", vec![("REQUIRED", "comparator")]),
            ("comparator: SIMILAR_SCHOOLS", vec![("REQUIRED", "similarSchools")]),
            ("share: \"100.000001\"", vec![("OUT_OF_RANGE", "share")]),
            ("reviewedBy: \"Board\", reviewedOn: \"2026-11-24\"", vec![("OUT_OF_RANGE", "reviewedOn")]),
            ("indicator: \"ATT-99\"", vec![("UNKNOWN", "indicator")]),
            ("group: \"sex:girls\"", vec![("UNKNOWN", "indicator")]),
            ("after: {label: \"2022/23\"}", vec![("DATES_REVERSED", "after")]),
            ("before: {label: \"2023/24\"}, after: {label: \"2022/23\"}", vec![("DATES_REVERSED", "after")]),
            ("after: {label: \"never\"}", vec![("OUT_OF_RANGE", "after.label")]),
            ("after: {label: \"2024\", basis: CALENDAR_YEAR}", vec![("NOT_COMPARABLE", "after"), ("NOT_COMPARABLE", "after")]),
            ("after: {label: \"2029/30\"}", vec![("NOT_COMPARABLE", "after")]),
            // Nothing was assessed in 2020/21, and the year after does not follow 2018/19.
            ("before: {label: \"2020/21\"}", vec![("NOT_COMPARABLE", "before")]),
            ("before: {label: \"2018/19\"}, after: {label: \"2022/23\"}", vec![("NOT_COMPARABLE", "after")]),
            (long.as_str(), vec![("TOO_LONG", "confounders")]),
        ] {
            let told = write(&db, &claim(&does, more)).await;
            let expected: Vec<_> = expected.into_iter().map(|(code, field)| (code.to_owned(), format!("input.{field}"))).collect();
            assert_eq!(refused(&told), expected, "{} {told}", &more[..more.len().min(80)]);
        }
        let late = super::activity("Late", "RUNNING", "2024-09-01", super::NOTHING);
        let late = super::create_activity(&db, &of, &late).await["activity"]["id"].clone();
        assert_eq!(refused(&write(&db, &claim(&late, "strength: 0")).await), refusal("OUT_OF_RANGE", "input.after"));
        assert_eq!(rows(&db).await, before + 2, "the activity and its entry alone");
    }

    /// The early years profile changed in 2021/22: what came before is not compared with it. Key stage 2 has no break since 2017/18.
    async fn nothing_is_claimed_across_a_break(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        let does = running(&db, &of, "Reading leads").await;
        db.execute("UPDATE activity SET from_day = '2018-09-01'").await.unwrap();
        let over = |before: &str, after: &str| format!("indicator: \"ATT-01\", before: {{label: \"{before}\"}}, after: {{label: \"{after}\"}}");
        let told = write(&db, &claim(&does, &over("2018/19", "2021/22"))).await;
        assert_eq!(refused(&told), refusal("NOT_COMPARABLE", "input.after"));
        let message = told["errors"][0]["message"].as_str().unwrap();
        assert!(message.starts_with("Figures from 2021/22 on cannot be compared with earlier ones."), "{message}");
        let years = write(&db, &claim(&does, &over("2018/19", "2023/24"))).await;
        assert_eq!(refused(&years), refusal("NOT_COMPARABLE", "input.after"), "however far it goes beyond the break");
        let within = write(&db, &claim(&does, &over("2021/22", "2023/24"))).await;
        assert_eq!((&within["errors"], &within["contribution"]["before"]["period"]["label"]), (&json!([]), &json!("2021/22")), "{within}");
    }

    async fn shares_of_one_change_end_at_the_whole(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        let (one, two) = (running(&db, &of, "One").await, running(&db, &of, "Two").await);
        let first = write(&db, &claim(&one, "share: \"60\"")).await["contribution"]["id"].clone();
        let told = write(&db, &claim(&two, "share: \"40.000001\"")).await;
        assert_eq!(refused(&told), refusal("SHARES_ABOVE_WHOLE", "input.share"));
        assert!(told["errors"][0]["message"].as_str().unwrap().contains("40 % of it are left"), "{told}");
        // Another change has a whole of its own.
        assert_eq!(write(&db, &claim(&two, "share: \"100\", before: {label: \"2021/22\"}")).await["errors"], json!([]));
        assert_eq!(write(&db, &claim(&two, "share: \"40\"")).await["errors"], json!([]));
        let more = |share: &str| format!("updateContribution(input: {{id: {first}, expectedVersion: 1, share: {share}}}) {SHOWN}");
        assert_eq!(refused(&write(&db, &more("\"60.5\"")).await), refusal("SHARES_ABOVE_WHOLE", "input.share"));
        assert_eq!(write(&db, &more("null")).await["contribution"]["share"], Value::Null);
        assert_eq!(write(&db, &claim(&one, "share: \"60\"")).await["errors"], json!([]));
    }

    /// Of several who claim more than half at once, one is written; whoever came later saw it. Each has an activity of their own, so
    /// that nothing but the outcome makes them wait for each other.
    async fn of_several_who_claim_at_once_one_is_written(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        for title in ["A", "B", "C", "D", "E", "F"] {
            running(&db, &of, title).await;
        }
        let claims: Vec<_> = db.texts("SELECT id FROM activity ORDER BY id").await.iter().map(|id| new_claim(id, 51)).collect();
        let other = db.another().await;
        let told = join_all(claims.iter().enumerate().map(|(at, new)| claimed(if at % 2 == 0 { &db } else { &other }, new))).await;
        let refused: Vec<_> = told.into_iter().filter_map(Result::err).collect();
        assert_eq!(refused.len(), claims.len() - 1, "{refused:?}");
        for error in refused {
            let WriteError::Problems(problems) = error else { panic!("{error}") };
            assert_eq!(problems.iter().map(|it| it.code).collect::<Vec<_>>(), [ProblemCode::SharesAboveWhole]);
        }
        assert_eq!(db.number("SELECT COUNT(*) FROM contribution").await, 1);
        other.store.close().await.unwrap();
    }

    /// On 10 December 2025 DfE's tool still showed England's key stage 2 of the year before; it was corrected from 61 to 63 after that.
    /// A claim of that day keeps what was known then.
    async fn a_claim_keeps_what_was_known_on_its_day(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        running(&db, &of, "Reading leads").await;
        let id = db.texts("SELECT id FROM activity").await.remove(0);
        let mut new = new_claim(&id, 10);
        (new.before, new.after) = (year("2023/24"), year("2024/25"));
        new.draft.comparator = Some(ComparatorKind::National);
        for day in ["2025-12-10T12:00:00Z", "2026-11-23T12:00:00Z"] {
            claimed_at(&db, &new, day.parse().unwrap()).await.unwrap();
        }
        let data = ask(&db, "{ contributions(orderBy: [{field: CLAIMED_ON}]) { nodes { claimedOn netChange after { value { display } comparator { display } } } } }").await;
        let shown = |on: &str, net: &str, theirs: &str| json!({ "claimedOn": on, "netChange": net,
            "after": { "value": { "display": "69" }, "comparator": { "display": theirs } } });
        let nodes = data["contributions"]["nodes"].as_array().unwrap();
        let nets: Vec<&str> = nodes.iter().map(|it| it["netChange"].as_str().unwrap()).collect();
        assert_eq!(nodes, &[shown("2025-12-10", nets[0], "61"), shown("2026-11-23", nets[1], "63")]);
        let figure = |text: &str| Figure::parse(text).unwrap();
        assert_eq!(figure(nets[0]).checked_sub(figure(nets[1])), Some(Figure::whole(2)));
    }

    async fn all_of_it_goes_into_an_archive_and_into_the_other_engine(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        let parts = "schools: [137549], commitments: [{strategy: \"thurrock-2019\", commitment: \"1.1\"}], \
                     expectedEffects: [{strategy: \"thurrock-2019\", indicator: \"ATT-08\", direction: UP}]";
        let planned = super::activity("Planned", "PLANNED", "2027-01-04", parts);
        assert_eq!(super::create_activity(&db, &of, &planned).await["errors"], json!([]));
        let does = running(&db, &of, "Reading leads").await;
        assert_eq!(write(&db, &claim(&does, "share: \"12.5\"")).await["errors"], json!([]));
        let bid = format!("createFundingBid(input: {{bid: {{title: \"A\", funder: \"B\", sought: 9, awarded: 9, decision: WON, \
            decidedOn: \"2025-06-01\", activities: [{does}]}}}}) {{ bid {{ id }} errors {{ code path }} }}");
        let bid = write(&db, &bid).await["bid"]["id"].clone();
        let stream = format!("createFundingStream(input: {{stream: {{title: \"A\", funder: \"B\", bid: {bid}, validFrom: \"2025-09-01\", \
            validTo: \"2026-09-01\", allocation: 9, spend: 1, activities: [{does}]}}}}) {{ stream {{ id }} errors {{ code path }} }}");
        assert_eq!(write(&db, &stream).await["errors"], json!([]));
        let files = Files::new();
        let mut bytes = Vec::new();
        export(&db.store, now(), &mut bytes).await.unwrap();
        let archive = Archive::open(&files.write("work.archive.gz", &bytes)).unwrap();
        database::with_empty(db.engine.other(), async |copy| {
            archive::import(&copy.store, &archive).await.unwrap();
            for table in super::TABLES.split_whitespace() {
                let count = format!("SELECT COUNT(*) FROM {table}");
                assert!(copy.number(&count).await > 0 || table == "idempotency_key", "{table}");
            }
            let mut again = Vec::new();
            export(&copy.store, now(), &mut again).await.unwrap();
            assert!(again == bytes, "the copy's own archive has other bytes");
        })
        .await;
    }

    async fn claims_are_found_by_what_they_say(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        let does = running(&db, &of, "Reading leads").await;
        for more in ["share: \"60\"", "method: NARRATIVE, strength: 0", "indicator: \"ATT-01\", share: \"10\""] {
            assert_eq!(write(&db, &claim(&does, more)).await["errors"], json!([]), "{more}");
        }
        let found = async |filter: &str| {
            let query = format!("{{ contributions(filter: {{{filter}}}, orderBy: [{{field: SHARE}}]) {{ totalCount nodes {{ indicatorCode share }} }} }}");
            let data = ask(&db, &query).await;
            let nodes = data["contributions"]["nodes"].as_array().unwrap().clone();
            assert_eq!(data["contributions"]["totalCount"], nodes.len(), "{filter}");
            nodes.iter().map(|it| it["share"].as_str().unwrap_or("none").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("").await, ["10", "60", "none"]);
        assert_eq!(found("indicator: {eq: \"ATT-08\"}, strategy: {eq: \"thurrock-2019\"}").await, ["60", "none"]);
        assert_eq!(found("method: {in: [NARRATIVE]}").await, ["none"]);
        assert_eq!(found("strength: {gte: 1}, share: {lt: \"60\"}").await, ["10"]);
        assert_eq!(found("after: {eq: {label: \"2023/24\"}}, share: {isNull: false}").await, ["10", "60"]);
        assert_eq!(found(&format!("activity: {{eq: {does}}}, partnership: {{eq: {of}}}")).await.len(), 3);
        assert_eq!(found("partnership: {eq: \"bm9uZQ\"}").await, Vec::<String>::new());
        let foreign = of_essex(&db).await;
        let acts = async |activity: &Value| write_as(&db, foreign.clone(), &claim(activity, "strength: 0")).await;
        assert_eq!(acts(&does).await, acts(&json!("bm9uZQ")).await);
        let seen = respond_as(&db, foreign, "{ contributions { totalCount } }").await;
        assert_eq!(seen["data"]["contributions"]["totalCount"], 0);
    }

    async fn a_key_claims_once(db: LoadedCopy) {
        let does = an_activity(&db).await;
        let with = async |more: &str| write(&db, &claim(&does, &format!("idempotencyKey: \"k\", {more}"))).await;
        let first = with("share: \"60\"").await["contribution"]["id"].clone();
        assert_eq!(with("share: \"60\"").await["contribution"]["id"], first);
        assert_eq!(refused(&with("share: \"10\"").await), refusal("IDEMPOTENCY_KEY_REUSED", "input.idempotencyKey"));
        assert_eq!(db.number("SELECT COUNT(*) FROM contribution").await, 1);
    }
}
