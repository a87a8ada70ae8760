//! Explanations of real lines: the arithmetic against the research, the inputs against the publishers' files themselves.

use serde_json::{Value, json};
use sextant_domain::TermOfYear;
use sextant_domain::explain::{Arm, ExplainedInput, Explanation, InputRole, StepKind};
use sextant_domain::outcome::read_cell;
use sextant_jobs::explain::{ExplainedResult, explain_scorecard, find_sources};
use sextant_store::scorecards::{find, published};

use crate::contract::ask;
use crate::support::extract::project;
use crate::support::files::gunzip;
use crate::support::{Db, Loaded, both};

const STRATEGY: &str = "thurrock-2019";

async fn explained(db: &Db, term: &str) -> ExplainedResult {
    let term = TermOfYear::parse(term).unwrap();
    let row = find(db.store.read(), STRATEGY, term, None).await.unwrap().unwrap();
    explain_scorecard(db.store.read(), &row).await.unwrap()
}

/// One line of a card with the rows of the files.
async fn line(db: &Db, term: &str, indicator: &str, group: &str) -> Explanation {
    let mut card = explained(db, term).await;
    let found = card.lines.iter_mut().map(|line| &mut line.explanation);
    let found = found.into_iter().find(|it| it.head.indicator == indicator && it.head.breakdown == group).unwrap();
    find_sources(db.store.read(), found, card.knowledge).await.unwrap();
    found.clone()
}

fn arithmetic(explanation: &Explanation, kind: StepKind) -> &str {
    explanation.steps.iter().find(|step| step.kind == kind).map_or("", |step| step.arithmetic.as_str())
}

/// The row of the publisher's file itself, not of the ledger.
fn row_of_the_file(input: &ExplainedInput) -> String {
    let source = input.source.as_ref().unwrap();
    let text = String::from_utf8(gunzip(&project("data/extract").join(&source.file_name))).unwrap();
    text.lines().nth(source.line as usize - 1).unwrap().to_owned()
}

both! {
    async fn every_published_line_is_explained_and_comes_to_what_was_published(db: Loaded) {
        for row in published(db.store.read(), None).await.unwrap() {
            let card = explain_scorecard(db.store.read(), &row).await.unwrap();
            assert!(card.lines.len() > 40);
            for line in &card.lines {
                let (code, steps) = (&line.explanation.head.indicator, &line.explanation.steps);
                assert!(line.reproduced, "{} {} {}/{}: {code} {steps:#?}", row.strategy_code, row.year_start, row.term, row.revision);
            }
        }
    }

    /// Every figure that a line was made from stands in a file, and the publisher's token there reads as that figure.
    async fn every_input_is_followed_to_its_row(db: Loaded) {
        let mut card = explained(&db, "2025/26-autumn").await;
        let mut followed = 0;
        for line in &mut card.lines {
            find_sources(db.store.read(), &mut line.explanation, card.knowledge).await.unwrap();
            for input in line.explanation.inputs.iter().filter(|it| it.series.is_some() && it.measure.figure().is_some()) {
                let source = input.source.as_ref().unwrap_or_else(|| panic!("{input:?} stands in no file"));
                let read = read_cell(&source.raw, sextant_domain::DataStatus::Published).unwrap();
                assert_eq!(read.figure(), input.measure.figure(), "{input:?}");
                assert!(source.line > 1 && source.release.knowledge <= card.knowledge);
                followed += 1;
            }
        }
        assert!(followed > 4_000, "{followed}");
    }

    /// Thurrock 69, England 61 repeated from the year before: the lead of the December 2025 committee.
    async fn key_stage_2_is_explained_down_to_the_file(db: Loaded) {
        let found = line(&db, "2025/26-autumn", "ATT-08", "total").await;
        assert_eq!(arithmetic(&found, StepKind::LeadOverEngland), "69 − 61 = 8");
        let of = |role| found.inputs.iter().find(|input| input.role == role).unwrap();
        let own = row_of_the_file(of(InputRole::Own));
        assert!(own.starts_with("Thurrock,") && own.contains("2025") && own.contains("69"), "{own}");
        let england = row_of_the_file(of(InputRole::England));
        assert!(england.contains("970") && england.contains("61"), "{england}");
        let list = &found.neighbour_lists[0];
        assert_eq!((list.edition.as_str(), list.in_force, list.members.len()), ("2025-05", true, 10));
        assert!(found.neighbour_lists[1..].iter().all(|list| !list.in_force));
    }

    /// The gap to other pupils nationally: 70 − 58, both arms with their places; within the authority 74 − 58.
    async fn a_gap_is_explained_by_its_arms(db: Loaded) {
        let card = explained(&db, "2025/26-summer").await;
        let gaps = card.lines.iter().map(|line| &line.explanation).filter(|it| it.inputs.iter().any(|input| input.arm == Arm::Group));
        let wanted = ["70 − 58 = 12", "74 − 58 = 16"];
        let found = gaps.into_iter().find(|it| wanted.contains(&arithmetic(it, StepKind::Value))).unwrap();
        let both = [arithmetic(found, StepKind::Value), arithmetic(found, StepKind::GapByOtherDefinition)];
        assert!(wanted.iter().all(|sum| both.contains(sum)), "{both:?}");
        let arms: Vec<_> = found.inputs.iter().filter(|it| it.role == InputRole::Own).map(|it| it.arm).collect();
        assert_eq!(arms, [Arm::Group, Arm::Others]);
    }

    async fn the_contract_says_the_same(db: Loaded) {
        let data = ask(&db, include_str!("../../../schema/operations/ExplainLine.graphql")).await;
        let explain = &data["scorecard"]["line"]["explain"];
        assert_eq!(explain["reproduced"], true);
        let steps = explain["steps"].as_array().unwrap();
        assert!(steps.iter().any(|step| step["arithmetic"] == "69 − 61 = 8" && step["display"] == "8 ahead"));
        let inputs = explain["inputs"].as_array().unwrap();
        let own = inputs.iter().find(|input| input["role"] == "OWN").unwrap();
        assert_eq!(own["place"]["name"], "Thurrock");
        assert_eq!(own["source"]["raw"], "69");
        assert!(!inputs.iter().any(|input| input["role"] == "AUTHORITY"));
        assert_eq!(explain["suppression"]["decision"], "SHOWN");
    }

    /// One explained line costs as many statements as all of a priority's: the card is compiled again once.
    async fn explaining_more_lines_costs_no_more_statements(db: Loaded) {
        let by = "by: { strategyTerm: { strategy: \"thurrock-2019\", academicYear: \"2025/26\", term: AUTUMN } }";
        let explain = "explain { steps { exact } inputs { source { line } } }";
        let one = format!("{{ scorecard({by}) {{ line(indicator: \"ATT-08\") {{ {explain} }} }} }}");
        let two = format!(
            "{{ scorecard({by}) {{ line(indicator: \"ATT-08\") {{ {explain} }} other: line(indicator: \"ATT-16\") {{ {explain} }} }} }}"
        );
        let mut counts = Vec::new();
        for query in [one, two] {
            let before = db.store.statements();
            ask(&db, &query).await;
            counts.push(db.store.statements() - before);
        }
        assert_eq!(counts[0], counts[1]);
    }

    /// Grade 5 in English and maths, 2024/25: 45.3 took the place of the provisional 44.8.
    async fn an_outcome_says_what_it_took_the_place_of(db: Loaded) {
        let query = "{ outcomes(filter: {indicator: {eq: \"ATT-16\"}, place: {eq: \"883\"}, period: {eq: {label: \"2024/25\"}}}) \
                     { nodes { raw line explain { fileName line raw reading history possible definitionVersion rounding } } } }";
        let data = ask(&db, query).await;
        let node = &data["outcomes"]["nodes"][0];
        let explain = &node["explain"];
        assert_eq!((&explain["line"], &explain["raw"]), (&node["line"], &node["raw"]));
        assert_eq!(explain["fileName"], "lait_2026-04-08.csv.gz");
        let history = explain["history"].as_str().unwrap();
        assert!(history.starts_with("It took the place of 44.8 from"), "{history}");
        assert_eq!(explain["possible"], true);
        assert_ne!(explain["definitionVersion"], Value::Null);
        assert!(explain["reading"].as_str().unwrap().contains("45.3"), "{explain}");
    }

    async fn a_line_that_is_not_there_is_null(db: Loaded) {
        let query = "{ scorecard(by: { strategyTerm: { strategy: \"thurrock-2019\", academicYear: \"2025/26\", term: AUTUMN } }) \
                     { line(indicator: \"ATT-99\") { explain { reproduced } } } }";
        assert_eq!(ask(&db, query).await, json!({ "scorecard": { "line": null } }));
    }
}
