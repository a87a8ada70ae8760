//! Bids and streams: what is written, what is refused, what is found.

use serde_json::{Value, json};

use super::{of_essex, partnership_since_2022, refusal, refused, rows, running, write, write_as};
use crate::contract::{ask, respond_as};
use crate::support::{Db, LoadedCopy, both};

const BID: &str = "{ bid { id version decision awarded } errors { code path message } }";
const STREAM: &str = "{ stream { id version left bid { title } } errors { code path message } }";

/// A bid for two million pence, pending unless `more` says otherwise.
fn bid(title: &str, more: &str) -> String {
    let decision = if more.contains("decision:") { "" } else { "decision: PENDING, " };
    format!("title: {}, funder: \"A fund (invented)\", sought: \"2000000\", {decision}{more}", json!(title))
}

fn stream(title: &str, (allocation, spend): (i64, i64), more: &str) -> String {
    format!(
        "title: {}, funder: \"A fund (invented)\", scheme: \"Reading\", validFrom: \"2025-09-01\", validTo: \"2026-09-01\", \
         allocation: \"{allocation}\", spend: {spend}, {more}",
        json!(title)
    )
}

async fn create_bid(db: &Db, input: &str) -> Value {
    write(db, &format!("createFundingBid(input: {{bid: {{{input}}}}}) {BID}")).await
}

async fn create_stream(db: &Db, input: &str) -> Value {
    write(db, &format!("createFundingStream(input: {{stream: {{{input}}}}}) {STREAM}")).await
}

const WON: &str = "decision: WON, awarded: \"2000000\", decidedOn: \"2025-06-01\", activities: []";

async fn found(db: &Db, list: &str, filter: &str) -> Vec<String> {
    let query =
        format!("{{ {list}(filter: {{{filter}}}, orderBy: [{{field: TITLE}}]) {{ totalCount nodes {{ title }} }} }}");
    let data = ask(db, &query).await;
    let nodes = data[list]["nodes"].as_array().unwrap();
    assert_eq!(data[list]["totalCount"], nodes.len());
    nodes.iter().map(|it| it["title"].as_str().unwrap().to_owned()).collect()
}

both! {
    async fn a_bid_is_won_and_its_money_is_spent(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        let does = running(&db, &of, "Reading leads").await;
        let made = create_bid(&db, &bid("Reading fund", &format!("deadline: \"2025-03-31\", activities: [{does}]"))).await;
        assert_eq!((&made["bid"]["decision"], &made["bid"]["awarded"]), (&json!("PENDING"), &Value::Null), "{made}");
        let id = &made["bid"]["id"];
        let money = stream("Reading fund 2025/26", (100_000, 40_000), &format!("bid: {id}, activities: [{does}]"));
        // Nothing comes of a bid before it is won.
        assert_eq!(refused(&create_stream(&db, &money).await), refusal("STATE_NOT_ALLOWED", "input.stream.bid"));
        let won = bid("Reading fund", &format!("decision: PARTLY_WON, awarded: \"1500000\", decidedOn: \"2025-06-01\", activities: [{does}]"));
        let change = format!("updateFundingBid(input: {{id: {id}, expectedVersion: 1, bid: {{{won}}}}}) {BID}");
        assert_eq!(write(&db, &change).await["bid"]["awarded"], "1500000");
        assert_eq!(refused(&write(&db, &change).await), refusal("STALE_VERSION", "input.expectedVersion"));
        let made = create_stream(&db, &money).await;
        assert_eq!((&made["stream"]["left"], &made["stream"]["bid"]["title"]), (&json!("60000"), &json!("Reading fund")), "{made}");
        let id = &made["stream"]["id"];
        let spent = |note: &str| {
            let input = stream("Reading fund 2025/26", (100_000, 100_001), &format!("{note} activities: []"));
            format!("updateFundingStream(input: {{id: {id}, expectedVersion: 1, stream: {{{input}}}}}) {STREAM}")
        };
        assert_eq!(refused(&write(&db, &spent("")).await), refusal("VARIANCE_NOTE_REQUIRED", "input.stream.varianceNote"));
        assert_eq!(write(&db, &spent("varianceNote: \"A late invoice.\",")).await["stream"]["left"], "-1");
        let data = ask(&db, &format!("{{ activity(id: {does}) {{ bids {{ title streams {{ title }} }} funding {{ title }} }} }}")).await;
        assert_eq!(data["activity"], json!({ "bids": [{ "title": "Reading fund", "streams": [] }], "funding": [] }));
        let routes = ask(&db, include_str!("../../../schema/operations/FundingRoutes.graphql")).await;
        assert_eq!(routes["fundingBids"]["nodes"][0]["activities"], json!([{ "id": does, "title": "Reading leads" }]));
        assert_eq!(routes["fundingStreams"]["nodes"][0]["varianceNote"], "A late invoice.");
        let trail = ask(&db, &format!("{{ auditEntries(record: {id}) {{ nodes {{ act kind before }} }} }}")).await;
        let trail = trail["auditEntries"]["nodes"].as_array().unwrap();
        assert_eq!((trail.len(), &trail[1]["kind"]), (2, &json!("FUNDING_STREAM")));
        assert!(trail[1]["before"].as_str().unwrap().contains("\"spend\":40000"), "{}", trail[1]["before"]);
    }

    async fn what_is_wrong_is_named_and_nothing_is_written(db: LoadedCopy) {
        let before = rows(&db).await;
        let long = "x".repeat(1_000_000);
        for (input, code, field) in [
            (bid(" ", "activities: []"), "REQUIRED", "title"),
            (bid("A", &format!("conditions: \"{long}\", activities: []")), "TOO_LONG", "conditions"),
            (bid("A", "awarded: \"1\", activities: []"), "STATE_NOT_ALLOWED", "awarded"),
            (bid("A", &WON.replace("awarded: \"2000000\", ", "")), "REQUIRED", "awarded"),
            (bid("A", &WON.replace("2000000", "1999999")), "OUT_OF_RANGE", "awarded"),
            (bid("A", &WON.replace("2025-06-01", "2026-11-24")), "OUT_OF_RANGE", "decidedOn"),
            (bid("A", &WON.replace("decision: WON", "decision: LOST")), "OUT_OF_RANGE", "awarded"),
            (bid("A", "matchFunding: \"-1\", activities: []"), "OUT_OF_RANGE", "matchFunding"),
            (bid("A", "activities: [\"bm9uZQ\"]"), "UNKNOWN", "activities"),
        ] {
            let told = refused(&create_bid(&db, &input).await);
            assert_eq!(told, refusal(code, &format!("input.bid.{field}")), "{}", &input[..input.len().min(200)]);
        }
        for (input, code, field) in [
            (stream("A", (1, 2), "activities: []"), "VARIANCE_NOTE_REQUIRED", "varianceNote"),
            (stream("A", (1, 2), "varianceNote: \" \", activities: []"), "VARIANCE_NOTE_REQUIRED", "varianceNote"),
            (stream("A", (1, -1), "activities: []"), "OUT_OF_RANGE", "spend"),
            (stream("A", (1, 1), "activities: []").replace("2026-09-01", "2025-09-01"), "DATES_REVERSED", "validTo"),
            (stream("A", (1, 1), "activities: [\"bm9uZQ\"]"), "UNKNOWN", "activities"),
        ] {
            assert_eq!(refused(&create_stream(&db, &input).await), refusal(code, &format!("input.stream.{field}")), "{input}");
        }
        let nowhere = create_stream(&db, &stream("A", (1, 1), "bid: \"bm9uZQ\", activities: []")).await;
        assert_eq!(refused(&nowhere), refusal("UNKNOWN", "input.stream.bid"));
        let half = respond_as(&db, crate::contract::admin(), &format!("mutation {{ createFundingStream(input: {{stream: {{{}}}}}) {STREAM} }}",
            stream("A", (1, 1), "activities: []").replace("spend: 1", "spend: \"0.5\""))).await;
        assert!(half["errors"][0]["message"].as_str().unwrap().contains("whole pence"), "{half}");
        assert_eq!(rows(&db).await, before);
    }

    async fn money_is_found_by_what_it_is(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        let does = running(&db, &of, "Reading leads").await;
        create_bid(&db, &bid("Alpha", &format!("deadline: \"2025-03-31\", activities: [{does}]"))).await;
        let won = create_bid(&db, &bid("Beta", WON)).await["bid"]["id"].clone();
        create_stream(&db, &stream("Gamma", (10, 10), &format!("bid: {won}, activities: [{does}]"))).await;
        create_stream(&db, &stream("Delta", (10, 11), "varianceNote: \"Late.\", activities: []")).await;
        for (filter, expected) in [
            ("decision: {in: [WON, PARTLY_WON]}", vec!["Beta"]),
            ("awarded: {isNull: true}", vec!["Alpha"]),
            ("sought: {gte: \"2000000\"}, funder: {eq: \"A fund (invented)\"}", vec!["Alpha", "Beta"]),
            ("title: {contains: \"ALPH\"}", vec!["Alpha"]),
            ("deadline: {lte: \"2025-03-31\"}", vec!["Alpha"]),
        ] {
            assert_eq!(found(&db, "fundingBids", filter).await, expected, "{filter}");
        }
        assert_eq!(found(&db, "fundingBids", &format!("activity: {{eq: {does}}}")).await, ["Alpha"]);
        for (filter, expected) in [
            ("overspent: {eq: true}", vec!["Delta"]),
            ("overspent: {eq: false}", vec!["Gamma"]),
            ("not: {spend: {lte: 10}}", vec!["Delta"]),
            ("scheme: {eq: \"Reading\"}", vec!["Delta", "Gamma"]),
        ] {
            assert_eq!(found(&db, "fundingStreams", filter).await, expected, "{filter}");
        }
        for filter in [format!("activity: {{eq: {does}}}"), format!("bid: {{in: [{won}]}}")] {
            assert_eq!(found(&db, "fundingStreams", &filter).await, ["Gamma"], "{filter}");
        }
    }

    async fn a_key_writes_once_and_a_foreign_id_is_none(db: LoadedCopy) {
        let of = partnership_since_2022(&db, "Reading").await;
        let does = running(&db, &of, "Reading leads").await;
        let with = async |title: &str| write(&db, &format!("createFundingBid(input: {{idempotencyKey: \"k\", bid: {{{}}}}}) {BID}", bid(title, WON))).await;
        let first = with("A").await["bid"]["id"].clone();
        assert_eq!(with("A").await["bid"]["id"], first);
        assert_eq!(refused(&with("B").await), refusal("IDEMPOTENCY_KEY_REUSED", "input.idempotencyKey"));
        assert_eq!(db.number("SELECT COUNT(*) FROM funding_bid").await, 1);
        let foreign = of_essex(&db).await;
        let acts = async |bid_id: &Value, activity: &Value| {
            let update = format!("updateFundingBid(input: {{id: {bid_id}, expectedVersion: 1, bid: {{{}}}}}) {BID}", bid("Theirs", WON));
            let pay = format!("createFundingStream(input: {{stream: {{{}}}}}) {STREAM}", stream("T", (1, 1), &format!("bid: {bid_id}, activities: []")));
            let link = format!("createFundingBid(input: {{bid: {{{}}}}}) {BID}", bid("T", &format!("activities: [{activity}]")));
            [write_as(&db, foreign.clone(), &update).await, write_as(&db, foreign.clone(), &pay).await, write_as(&db, foreign.clone(), &link).await]
        };
        let told = acts(&first, &does).await;
        assert_eq!(told, acts(&json!("bm9uZQ"), &json!("bm9uZQ")).await);
        let paths = ["input.id", "input.stream.bid", "input.bid.activities"];
        assert_eq!(told.map(|it| refused(&it)), paths.map(|path| refusal("UNKNOWN", path)));
        let seen = respond_as(&db, foreign, "{ fundingBids { totalCount } fundingStreams { totalCount } }").await;
        assert_eq!(seen["data"], json!({ "fundingBids": { "totalCount": 0 }, "fundingStreams": { "totalCount": 0 } }));
    }
}
