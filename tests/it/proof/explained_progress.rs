//! Explanations of lines of real snapshots: the arithmetic against the research, the inputs against the rows of the files.

use serde_json::{Value, json};
use sextant_domain::explain::{Arm, Explanation, InputRole, StepKind};
use sextant_domain::outcome::read_cell;
use sextant_jobs::explain::{explain_snapshot, find_sources};
use sextant_store::snapshots::published;

use crate::contract::ask;
use crate::support::{Db, Loaded, both};

/// One line of a published snapshot of 2025/26 with the rows of the files.
async fn line(db: &Db, strategy: &str, indicator: &str) -> Explanation {
    let rows = published(db.store.read(), Some(strategy)).await.unwrap();
    let row = rows.iter().find(|row| row.year_start == 2025).unwrap();
    let mut found = explain_snapshot(db.store.read(), row).await.unwrap();
    let of = |it: &Explanation| it.head.indicator == indicator && it.head.breakdown == "total";
    let line = found.lines.iter_mut().map(|line| &mut line.explanation).find(|it| of(it)).unwrap();
    find_sources(db.store.read(), line, found.knowledge).await.unwrap();
    line.clone()
}

/// The arithmetic of every step of a kind, with the year it is for.
fn told(explanation: &Explanation, kind: StepKind) -> Vec<(String, &str)> {
    let steps = explanation.steps.iter().filter(|step| step.kind == kind);
    steps.map(|step| (step.period.map(|at| at.label()).unwrap_or_default(), step.arithmetic.as_str())).collect()
}

fn of_year<'a>(explanation: &'a Explanation, kind: StepKind, year: &str) -> &'a str {
    told(explanation, kind).into_iter().find(|(at, _)| at == year).map_or("", |(_, arithmetic)| arithmetic)
}

both! {
    async fn every_published_line_is_explained_and_comes_to_what_was_published(db: Loaded) {
        let rows = published(db.store.read(), None).await.unwrap();
        assert_eq!(rows.len(), 4);
        for row in rows {
            let found = explain_snapshot(db.store.read(), &row).await.unwrap();
            assert!(found.lines.len() > 40);
            for line in &found.lines {
                let (code, steps) = (&line.explanation.head.indicator, &line.explanation.steps);
                assert!(line.reproduced, "{} {}: {code} {steps:#?}", row.strategy_code, row.year_start);
            }
        }
    }

    /// Every figure stands in a file, and the publisher's token there reads as that figure: also those of other authorities.
    async fn every_input_is_followed_to_its_row(db: Loaded) {
        let rows = published(db.store.read(), Some("demonstration-2024")).await.unwrap();
        let mut found = explain_snapshot(db.store.read(), rows.last().unwrap()).await.unwrap();
        let mut followed = 0;
        for line in &mut found.lines {
            find_sources(db.store.read(), &mut line.explanation, found.knowledge).await.unwrap();
            for input in line.explanation.inputs.iter().filter(|it| it.measure.figure().is_some()) {
                let source = input.source.as_ref().unwrap_or_else(|| panic!("{input:?} stands in no file"));
                let read = read_cell(&source.raw, sextant_domain::DataStatus::Published).unwrap();
                assert_eq!(read.figure(), input.measure.figure(), "{input:?}");
                assert!(source.line > 1 && source.release.knowledge <= found.knowledge);
                followed += 1;
            }
        }
        assert!(followed > 5_000, "{followed}");
    }

    /// The years of the research: 72 − 57 = 15 and 70 − 58 = 12 to others nationally, 76 − 57 = 19 and 74 − 58 = 16 within.
    async fn the_key_stage_2_gap_is_explained_by_its_arms_year_by_year(db: Loaded) {
        let found = line(&db, "thurrock-2019", "ATT-11").await;
        let sums = [("2018/19", "72 − 57 = 15", "76 − 57 = 19"), ("2021/22", "66 − 50 = 16", "67 − 50 = 17"), ("2024/25", "70 − 58 = 12", "74 − 58 = 16")];
        for (year, national, within) in sums {
            assert_eq!(of_year(&found, StepKind::Year, year), national);
            assert_eq!(of_year(&found, StepKind::GapByOtherDefinition, year), within);
        }
        assert_eq!(of_year(&found, StepKind::England, "2024/25"), "70 − 48 = 22");
        assert_eq!(told(&found, StepKind::GroupChange)[0].1, "52 − 57 = -5");
        let baseline: Vec<_> = found.inputs.iter().filter(|it| it.role == InputRole::Baseline).collect();
        assert_eq!(baseline.iter().map(|it| it.arm).collect::<Vec<_>>(), [Arm::Group, Arm::Others]);
        assert!(baseline.iter().all(|it| it.source.is_some()));
    }

    /// The invented strategy asks for 11 by 2028/29, by one point a year.
    async fn the_way_to_a_target_is_explained(db: Loaded) {
        let found = line(&db, "demonstration-2024", "ATT-11B").await;
        assert_eq!(told(&found, StepKind::Baseline)[0].1, "72 − 52 = 20, the last year before the window");
        assert_eq!(told(&found, StepKind::RequiredRate)[0].1, "(16 − 11) / 4 = 1.25");
        let verdict = told(&found, StepKind::Verdict)[0].1;
        assert!(verdict.starts_with("16 > 11 (target for 2028/29); 16 > 15 (asked for by 2024/25). "), "{verdict}");
        assert!(found.targets.iter().any(|it| it.period.label() == "2028/29" && it.version == 1));
    }

    async fn the_contract_says_the_same(db: Loaded) {
        let data = ask(&db, include_str!("../../../schema/operations/ExplainProgressLine.graphql")).await;
        let explain = &data["snapshot"]["line"]["explain"];
        assert_eq!(explain["reproduced"], true);
        let steps = explain["steps"].as_array().unwrap();
        let year = |step: &&Value| step["kind"] == "YEAR" && step["period"]["label"] == "2024/25";
        assert_eq!(steps.iter().find(year).unwrap()["arithmetic"], "70 − 58 = 12");
        let inputs = explain["inputs"].as_array().unwrap();
        let own = inputs.iter().find(|input| input["role"] == "OWN" && input["arm"] == "GROUP").unwrap();
        assert_eq!((&own["place"]["name"], &own["source"]["raw"]), (&json!("Thurrock"), &json!("52")));
        assert!(!inputs.iter().any(|input| input["role"] == "AUTHORITY"));
    }

    /// One explained line costs as many statements as two: the snapshot is compiled again once.
    async fn explaining_more_lines_costs_no_more_statements(db: Loaded) {
        let by = "by: { strategyYear: { strategy: \"thurrock-2019\", academicYear: \"2025/26\" } }";
        let explain = "explain { steps { exact } inputs { source { line } } }";
        let one = format!("{{ snapshot({by}) {{ line(indicator: \"ATT-08\") {{ {explain} }} }} }}");
        let two = format!(
            "{{ snapshot({by}) {{ line(indicator: \"ATT-08\") {{ {explain} }} other: line(indicator: \"ATT-16\") {{ {explain} }} }} }}"
        );
        let mut counts = Vec::new();
        for query in [one, two] {
            let before = db.store.statements();
            ask(&db, &query).await;
            counts.push(db.store.statements() - before);
        }
        assert_eq!(counts[0], counts[1]);
    }

    async fn a_line_that_is_not_there_is_null(db: Loaded) {
        let query = "{ snapshot(by: { strategyYear: { strategy: \"thurrock-2019\", academicYear: \"2025/26\" } }) \
                     { line(indicator: \"ATT-99\") { explain { reproduced } } } }";
        assert_eq!(ask(&db, query).await, json!({ "snapshot": { "line": null } }));
    }
}
