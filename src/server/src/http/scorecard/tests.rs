//! The pages over a real database.

use sextant_domain::scorecard::{Scorecard, ScoredPriority};
use sextant_domain::{TermOfYear, strategy::Strategy};
use sextant_store::entities::scorecard::Model;

use super::card::{View, page};
use crate::http::testing::{App, noon};
use crate::words::tests::line;

const THURROCK: &str = include_str!("../../../../../data/strategies/thurrock-2019.toml");

fn strategy() -> Strategy {
    sextant_service::strategy::read(THURROCK, "thurrock-2019.toml").unwrap()
}

fn published(revision: i32) -> Model {
    Model {
        council_code: "thurrock".to_owned(),
        strategy_code: "thurrock-2019".to_owned(),
        year_start: 2025,
        term: 1,
        revision,
        strategy_version: 1,
        as_known_at: noon().date_naive(),
        knowledge: 3,
        reason: "paper <deadline>".to_owned(),
        manifest: String::new(),
        manifest_hash: String::new(),
        content_hash: "ab12".to_owned(),
        content: String::new(),
        compiled_at: noon().timestamp(),
        trigger: "heartbeat".to_owned(),
    }
}

fn card() -> Scorecard {
    let priority = ScoredPriority { number: 4, title: "Employability & <skills>".to_owned(), lines: vec![line()] };
    Scorecard {
        strategy: "thurrock-2019".to_owned(),
        strategy_version: 1,
        authority: 883,
        term: "2025/26-autumn".to_owned(),
        as_known_at: noon().date_naive(),
        knowledge: 3,
        priorities: vec![priority],
    }
}

fn shown(newest: i32) -> String {
    let (strategy, published, card) = (strategy(), published(1), card());
    let term = TermOfYear::parse("2025/26-autumn").unwrap();
    page(&View { strategy: &strategy, term, published: &published, newest, card: &card, snapshot: None }).into_text()
}

#[test]
fn a_card_is_a_table_with_words_beside_every_colour() {
    let html = shown(1);
    for part in [
        "<html lang=\"en-GB\">",
        "<h1>Scorecard, 2025/26-autumn</h1>",
        "<th scope=\"col\">Rating</th>",
        "<th scope=\"rowgroup\" rowspan=\"2\"><code>EMP-01</code>",
        "<td class=\"figure\">3.8%</td>",
        "38 of 153, 7 tied",
        "</span> no colour</span>",
        "improving",
        "<li>No source states a target.</li>",
    ] {
        assert!(html.contains(part), "'{part}' is missing in\n{html}");
    }
    assert!(!html.contains("<script") && !html.contains("style=\""), "neither scripts nor inline styles");
}

#[test]
fn whatever_the_data_hold_is_escaped() {
    let html = shown(1);
    assert!(html.contains("16 to 17 &lt;NEET&gt; &amp; not known"), "{html}");
    assert!(html.contains("Employability &amp; &lt;skills&gt;") && html.contains("paper &lt;deadline&gt;"));
    assert!(!html.contains("<NEET>") && !html.contains("<skills>") && !html.contains("<deadline>"));
}

#[test]
fn an_older_revision_points_to_the_newest() {
    assert!(!shown(1).contains("superseded"));
    let html = shown(2);
    assert!(html.contains("/scorecard?strategy=thurrock-2019&amp;term=2025/26-autumn\">see revision 2</a>"), "{html}");
}

#[tokio::test]
async fn the_pages_answer() {
    let app = App::start().await;
    let empty = app.get("/scorecard").await;
    assert_eq!(empty.status, 200);
    assert!(empty.body.contains("No strategy is loaded yet"));
    sextant_service::strategy::load(&app.database, THURROCK, "thurrock-2019.toml", noon()).await.unwrap();
    let list = app.get("/scorecard").await;
    assert!(
        list.body.contains("Education Support Strategy 2019-2022")
            && list.body.contains("No scorecard is published yet")
    );
    assert!(list.header("content-security-policy").starts_with("default-src 'none'; style-src 'self'"));

    for (address, status) in [
        ("/scorecard?strategy=thurrock-2019&term=2025/26-autumn", 404),
        ("/scorecard?strategy=nobody&term=2025%2F26-autumn", 404),
        ("/scorecard?strategy=thurrock-2019&term=autumn", 400),
        ("/scorecard?strategy=thurrock-2019&term=2025/26-autumn&revision=x", 400),
    ] {
        let answer = app.get(address).await;
        assert_eq!(answer.status, status, "{address}");
        assert!(answer.header("content-type").starts_with("text/html"), "{address}");
    }
    let style = app.get("/scorecard.css").await;
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
}
