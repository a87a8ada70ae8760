//! The page from made-up snapshots, and the route over a real database.

use sextant_domain::progress::{LandscapeEntry, LandscapeSeries, ProgressPriority, Snapshot, SnapshotFinality};
use sextant_domain::{Figure, TermOfYear, strategy::Strategy};
use sextant_store::entities::snapshot::Model;

use super::view::{View, page};
use crate::http::testing::{App, noon};
use crate::words::headline::tests::answer;
use crate::words::progress::tests::line;

const THURROCK: &str = include_str!("../../../../../data/strategies/thurrock-2019.toml");

fn strategy() -> Strategy {
    sextant_service::strategy::read(THURROCK, "thurrock-2019.toml").unwrap()
}

fn published(revision: i32) -> Model {
    Model {
        council_code: "thurrock".to_owned(),
        strategy_code: "thurrock-2019".to_owned(),
        year_start: 2025,
        revision,
        strategy_version: 1,
        as_known_at: noon().date_naive(),
        knowledge: 3,
        is_final: false,
        reason: "paper <deadline>".to_owned(),
        manifest: String::new(),
        manifest_hash: String::new(),
        content_hash: "ab12".to_owned(),
        content: String::new(),
        compiled_at: noon().timestamp(),
        trigger: "heartbeat".to_owned(),
    }
}

fn landscape() -> LandscapeSeries {
    let entry = |day: &str, value: Option<i64>, basis: &str, message: &str| LandscapeEntry {
        day: day.parse().unwrap(),
        value: value.map(Figure::whole),
        basis: basis.to_owned(),
        message: message.to_owned(),
    };
    LandscapeSeries {
        code: "PRINCIPLE_LOCALLY".to_owned(),
        name: "trusts that meet the principle".to_owned(),
        unit: "COUNT".to_owned(),
        commitments: vec!["2.1".to_owned()],
        points: vec![
            entry("2019-08-31", None, "NO_REGISTER", "No edition of the register was known."),
            entry("2025-07-18", Some(4), "RECORDED", "4 of 12 trusts."),
        ],
    }
}

fn snapshot() -> Snapshot {
    let title = "Attainment & <gaps>".to_owned();
    let lines = vec![line()];
    Snapshot {
        strategy: "thurrock-2019".to_owned(),
        strategy_version: 1,
        authority: 883,
        year: "2025/26".to_owned(),
        window_first: "2019/20".to_owned(),
        window_last: "2023/24".to_owned(),
        window_years: 5,
        as_known_at: noon().date_naive(),
        knowledge: 3,
        finality: SnapshotFinality { is_final: false, settled: 1, open: 2, unmeasured: 0 },
        priorities: vec![ProgressPriority {
            number: 1,
            title,
            achieved: 0,
            on_trajectory: 0,
            behind: 1,
            cannot_say: 0,
            lines,
        }],
        landscape: vec![landscape()],
        headline: Some(answer()),
    }
}

fn shown(newest: i32) -> String {
    let (strategy, published, snapshot) = (strategy(), published(1), snapshot());
    let card = TermOfYear::parse("2025/26-autumn").ok();
    page(&View { strategy: &strategy, published: &published, newest, snapshot: &snapshot, card }).into_text()
}

#[test]
fn a_snapshot_is_a_table_of_years_with_words_beside_every_picture() {
    let html = shown(1);
    for part in [
        "<html lang=\"en-GB\">",
        "<h1>Progress 2019/20 to 2023/24, snapshot 2025/26</h1>",
        "not yet: 1 of 3 measured lines have their last word on 2023/24",
        "<th scope=\"col\" class=\"figure\">(2018/19)</th>",
        "<th scope=\"col\" class=\"figure\">2021/22</th>",
        "<th scope=\"rowgroup\" rowspan=\"3\"><code>ATT-08</code>",
        "<td class=\"figure broken\"><span class=\"aside\">not joined to the years before: </span>59.0%</td>",
        "<td class=\"figure\">60.0%</td>",
        "role=\"img\" aria-label=\"By year. 2018/19: 65.0%; 2019/20: no figure",
        "</span> behind</span>",
        "<li>60.0 misses the target of 73.0.</li>",
        "The strategy's own test: not met",
        "103 of 151 are better.",
        "Trusts that meet the principle (commitment 2.1)",
        "<li>2025-07-18: 4 of 12 trusts.</li>",
        "<li>2019-08-31: No edition of the register was known.</li>",
    ] {
        assert!(html.contains(part), "'{part}' is missing in\n{html}");
    }
    assert!(!html.contains("<script") && !html.contains("style=\""), "neither scripts nor inline styles");
}

#[test]
fn a_snapshot_has_no_colours() {
    let html = shown(1);
    for colour in ["green", "amber", "\"red", "class=\"rag"] {
        assert!(!html.contains(colour), "'{colour}' in\n{html}");
    }
}

#[test]
fn whatever_the_data_hold_is_escaped() {
    let html = shown(1);
    assert!(html.contains("KS2 &lt;RWM&gt; &amp; more") && html.contains("Attainment &amp; &lt;gaps&gt;"), "{html}");
    assert!(!html.contains("<RWM>") && !html.contains("<gaps>") && !html.contains("<deadline>"));
}

#[test]
fn an_older_revision_points_to_the_newest_and_the_scorecard_is_a_click_away() {
    assert!(!shown(1).contains("superseded"));
    let html = shown(2);
    assert!(html.contains("/snapshot?strategy=thurrock-2019&amp;year=2025/26\">see revision 2</a>"), "{html}");
    assert!(html.contains("/scorecard?strategy=thurrock-2019&amp;term=2025/26-autumn\">Newest scorecard"), "{html}");
}

#[tokio::test]
async fn the_pages_answer() {
    let app = App::start().await;
    let bare = app.get("/snapshot").await;
    assert_eq!((bare.status.as_u16(), bare.header("location")), (307, "/scorecard"));
    sextant_service::strategy::load(&app.database, THURROCK, "thurrock-2019.toml", noon()).await.unwrap();
    assert!(app.get("/scorecard").await.body.contains("No progress snapshot is published yet"));
    for (address, status) in [
        ("/snapshot?strategy=thurrock-2019&year=2025/26", 404),
        ("/snapshot?strategy=nobody&year=2025%2F26", 404),
        ("/snapshot?strategy=thurrock-2019&year=2025", 400),
        ("/snapshot?strategy=thurrock-2019&year=2025/26&revision=x", 400),
    ] {
        let answer = app.get(address).await;
        assert_eq!(answer.status, status, "{address}");
        assert!(answer.header("content-type").starts_with("text/html"), "{address}");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'; style-src 'self'"));
    }
}
