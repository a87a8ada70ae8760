use sextant_store::query::{Filter, flags, visits};
use sextant_store::{Database, scorecards};

use super::*;

fn args() -> Args {
    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data");
    Args { data, no_serve: true, listen: SocketAddr::from(([127, 0, 0, 1], 0)) }
}

/// Every step of the invented year is taken, each once, and the council's own work stands on the scorecard.
#[tokio::test]
async fn the_demo_lives_through_its_year_once() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/demo.db", folder.path().display());
    run(Some(&url), &args(), &mut Out::stdout()).await.unwrap();
    let database = Database::open(&url).await.unwrap();
    let counts = async || {
        let visits = visits::count(database.read(), &Filter::default()).await.unwrap();
        (visits, flags::count(database.read(), &Filter::default()).await.unwrap())
    };
    let first = counts().await;
    assert_eq!(first.0, 4);
    assert!(first.1 > 3, "{first:?}");
    let term = TermOfYear::parse("2025/26-summer").unwrap();
    let card = scorecards::find(database.read(), "demonstration-2024", term, None).await.unwrap().unwrap();
    let card: sextant_domain::scorecard::Scorecard = serde_json::from_str(&card.content).unwrap();
    let shown = |indicator: &str| {
        let mut lines = card.priorities.iter().flat_map(|priority| &priority.lines);
        lines.find(|line| line.indicator == indicator).map(|line| line.value.display.clone()).unwrap()
    };
    // By hand, of work.toml by 14 July 2026: of the two visits of the summer term one was held, and its note came back the day after.
    // Of the three actions that were due one was closed, two days before its day. One school moved to another tier.
    assert_eq!([shown("RIG-01"), shown("RIG-02"), shown("RIG-03"), shown("RIG-04")], ["50", "100", "33", "1"]);
    // One of two answers was given in two months; 20,000 pounds were won.
    assert_eq!([shown("RIG-09"), shown("RIG-10")], ["50", "20000"]);
    run(Some(&url), &args(), &mut Out::stdout()).await.unwrap();
    assert_eq!(counts().await, first);
}
