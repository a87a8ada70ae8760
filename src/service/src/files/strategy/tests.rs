use super::*;
use crate::files::catalogue;
use sextant_domain::rules::{Population, TieRule, TrajectoryMethod, direction_rules, rag_rules};
use sextant_domain::strategy::{Aim, CommitmentKind, IndicatorUse, TargetBenchmark, TargetKind};
use sextant_domain::{Figure, TermOfYear};
use std::collections::BTreeSet;

const THURROCK: &str = include_str!("../../../../../data/strategies/thurrock-2019.toml");
const DEMONSTRATION: &str = include_str!("../../../../../data/strategies/demonstration-2024.toml");

fn catalogue() -> catalogue::Catalogue {
    catalogue::parse(include_str!("../../../../../data/catalogue/indicators.toml"), "indicators.toml").unwrap()
}

fn validate(text: &str) -> Result<Strategy, Vec<FileProblem>> {
    let (rag, direction) = (rag_rules(), direction_rules());
    let rag_rules: Vec<_> = rag.into_iter().map(|shipped| shipped.rule).collect();
    let direction_rules: Vec<_> = direction.iter().map(|shipped| shipped.rule.code.as_str()).collect();
    let catalogue = catalogue();
    let known = Known { catalogue: &catalogue, rag_rules: &rag_rules, direction_rules: &direction_rules };
    let file = read(text, "s.toml")?;
    file.validate(&known).map(|()| file.strategy)
}

fn uses(strategy: &Strategy) -> impl Iterator<Item = &IndicatorUse> {
    strategy.priorities.iter().flat_map(|priority| &priority.commitments).flat_map(|commitment| &commitment.uses)
}

#[test]
fn thurrocks_strategy_is_the_core_set_without_targets() {
    let strategy = validate(THURROCK).unwrap();
    let used: Vec<_> = uses(&strategy).map(|used| used.indicator.as_str()).collect();
    let core = "ATT-01 ATT-03 ATT-04 ATT-06 ATT-08 ATT-09 ATT-10 ATT-11 ATT-14 ATT-15 ATT-16 ATT-17 ATT-19 ATT-21 ATT-22 ATT-23 ATT-24 \
                CAP-03 CAP-04 CAP-06 CAP-08 CAP-10 INC-01 INC-05 INC-07 INC-08 INC-09 INC-10 INC-11 INC-12 INC-13 INC-14 \
                EMP-02 EMP-03 EMP-05 EMP-08 EMP-10 WEL-01 WEL-04 WEL-09 RIG-01 RIG-03 RIG-05 RIG-09";
    assert_eq!(used.len(), 44);
    assert_eq!(used.into_iter().collect::<BTreeSet<_>>(), core.split_whitespace().collect());
    assert!(uses(&strategy).all(|used| used.targets.is_empty()));
    assert_eq!(strategy.priorities.len(), 6);
    assert_eq!(
        (strategy.window.0.to_string(), strategy.window.1.to_string()),
        ("2019/20".to_owned(), "2023/24".to_owned())
    );
    assert!(!strategy.invented && strategy.superseded_on.is_none() && !strategy.window_note.is_empty());
    let commitments = || strategy.priorities.iter().flat_map(|priority| &priority.commitments);
    for kind in CommitmentKind::ALL {
        assert!(commitments().any(|commitment| commitment.kind == *kind), "{kind:?}");
    }
    let term = TermOfYear::parse("2025/26-autumn").unwrap();
    assert_eq!(strategy.calendar_term(term).unwrap().paper_deadline.to_string(), "2025-12-10");
    assert_eq!(strategy.calendar.len(), 12);
    let deadlines: Vec<_> = strategy.snapshots.iter().map(|due| (due.year.to_string(), due.paper_deadline)).collect();
    let summer = |year: &str| {
        let term = TermOfYear::parse(&format!("{year}-summer")).unwrap();
        (year.to_owned(), strategy.calendar_term(term).unwrap().paper_deadline)
    };
    assert_eq!(deadlines, ["2023/24", "2024/25", "2025/26", "2026/27"].map(summer));
    let test = strategy.headline.as_ref().unwrap();
    assert_eq!((test.basket.len(), test.required, test.share), (20, 20, Figure::whole(25)));
    assert_eq!((test.population, test.tie_rule), (Population::EnglandAuthorities, TieRule::Robust));
    assert_eq!((test.year.to_string(), test.note.is_empty()), ("2021/22".to_owned(), false));
}

#[test]
fn the_demonstration_is_labelled_and_uses_every_rule() {
    let strategy = validate(DEMONSTRATION).unwrap();
    assert!(strategy.invented && strategy.title.contains("invented"));
    let thurrock = validate(THURROCK).unwrap();
    let titles = |strategy: &Strategy| strategy.priorities.iter().map(|p| p.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&strategy), titles(&thurrock));
    let mut rules: BTreeSet<_> = uses(&strategy).filter_map(|used| used.rag_rule.clone()).collect();
    rules.insert(strategy.rag_rule.clone());
    assert_eq!(rules, rag_rules().into_iter().map(|shipped| shipped.rule.code).collect());
    for kind in TargetKind::ALL {
        assert!(uses(&strategy).any(|used| used.targets.iter().any(|target| target.kind == *kind)), "{kind:?}");
    }
    let aims = || uses(&strategy).flat_map(|used| &used.targets).map(|target| target.aim);
    for benchmark in TargetBenchmark::ALL {
        assert!(aims().any(|aim| matches!(aim, Aim::Relative { to, .. } if to == *benchmark)), "{benchmark:?}");
    }
    for method in TrajectoryMethod::ALL {
        let follows = |used: &IndicatorUse| used.trajectory.as_ref().is_some_and(|plan| plan.method == *method);
        assert!(uses(&strategy).any(follows), "{method:?}");
    }
    assert!(uses(&strategy).filter(|used| !used.baselines.is_empty()).count() >= 6);
    assert!(uses(&strategy).any(|used| used.baselines.len() == 2), "one was taken anew");
    assert_eq!(strategy.snapshots.len(), 3);
    let last = strategy.window.1.to_string();
    assert!(uses(&strategy).any(|used| used.targets.iter().any(|target| target.period.label() == last)));
}

const GOOD: &str = r#"code = "x"
title = "X"
vision = "V"
status = "ADOPTED"
invented = true
source = "S"
in_force_from = 2024-09-01
rag_rule = "target-floor"
direction_rule = "previous-period"
[council]
code = "c"
name = "C"
authority = 883
[stated]
from = 2024-09-01
to = 2026-08-31
[window]
first = "2024/25"
last = "2025/26"
[approval]
approved_on = 2024-09-01
[[priority]]
number = 1
title = "P"
text = "T"
owner = "O"
[[priority.commitment]]
code = "1.1"
text = "T"
kind = "OUTCOME"
uses = [
  { indicator = "ATT-08", targets = [
    { period = "2024/25", target = "68", floor = "62", stretch = "72" },
  ] },
  { indicator = "EMP-02", basis = "MEAN_OF_MONTHS", targets = [
    { period = "2025", target = "3.5", floor = "4" },
  ] },
]
[[priority.commitment]]
code = "1.2"
text = "T"
kind = "DUTY"
no_measure = "Nothing."
[[calendar]]
term = "2024/25-autumn"
starts = 2024-09-02
ends = 2024-12-20
paper_deadline = 2024-12-11
source = "s"
[[calendar]]
term = "2024/25-spring"
starts = 2025-01-06
ends = 2025-04-04
paper_deadline = 2025-03-26
meeting = 2025-04-03
source = "s"
"#;

/// Replaces `from` in the good file by `to`, and expects one problem on `line` that says `what`.
#[track_caller]
fn check(from: &str, to: &str, line: u32, what: &str) {
    assert!(GOOD.contains(from), "{from}");
    let problems = validate(&GOOD.replacen(from, to, 1)).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!(problems[0].line, line, "{problems:#?}");
    assert!(problems[0].what.contains(what), "{problems:#?}");
    assert!(problems[0].to_string().starts_with(&format!("s.toml:{line}: ")));
}

#[test]
fn the_good_file_is_read() {
    let strategy = validate(GOOD).unwrap();
    let targets: Vec<_> = uses(&strategy)
        .flat_map(|used| &used.targets)
        .map(|t| (t.kind, t.period.label(), t.aim.absolute().unwrap()))
        .collect();
    let whole = |n| Figure::whole(n);
    let (target, floor, stretch) = (TargetKind::Target, TargetKind::Floor, TargetKind::Stretch);
    let year = || "2024/25".to_owned();
    let half = Figure::from_millionths(3_500_000);
    assert_eq!(
        targets,
        [
            (target, year(), whole(68)),
            (floor, year(), whole(62)),
            (stretch, year(), whole(72)),
            (target, "2025".to_owned(), half),
            (floor, "2025".to_owned(), whole(4)),
        ]
    );
}

#[test]
fn mistakes_of_form_are_reported_with_their_line() {
    check("title = \"X\"", "titel = \"X\"", 2, "unknown field 'titel'");
    check("vision = \"V\"\n", "", 1, "missing field 'vision'");
    check("\"ADOPTED\"", "\"adopted\"", 4, "'adopted' is not one of the words");
    check("in_force_from = 2024-09-01", "in_force_from = 2024-02-30", 7, "date");
    check("in_force_from = 2024-09-01", "in_force_from = \"2024-09-01\"", 7, "invalid type");
    check("in_force_from = 2024-09-01", "in_force_from = 2024-09-01T10:00:00", 7, "is not a day");
    check("first = \"2024/25\"", "first = \"2024/26\"", 18, "'2024/26' is not an academic year");
    check("target = \"68\"", "target = 68", 33, "invalid type");
    check("target = \"68\"", "target = \"many\"", 33, "'many' is not a number");
    check("period = \"2024/25\"", "period = \"2024\"", 33, "'2024' is not a period");
    check("kind = \"OUTCOME\"", "kind = \"WISH\"", 30, "'WISH' is not one of the words");
    check("term = \"2024/25-spring\"", "term = \"2024/25-winter\"", 51, "'2024/25-winter' is not a term");
    check("[window]", "[window", 17, "expected");
}

#[test]
fn mistakes_of_sense_are_reported_with_their_line() {
    check("to = 2026-08-31", "to = 2027-08-31", 18, "is not the stated period");
    check(
        "number = 1\n",
        "number = 1\ntitle = \"P\"\ntext = \"T\"\nowner = \"O\"\n[[priority]]\nnumber = 1\n",
        28,
        "priority 1 stands here a second time",
    );
    check("code = \"1.2\"", "code = \"1.1\"", 40, "commitment 1.1 stands here a second time; the first is on line 28");
    check("no_measure = \"Nothing.\"\n", "", 40, "no measure and no reason");
    check("uses = [", "no_measure = \"Why\"\nuses = [", 28, "also a reason for having none");
    check("ends = 2024-12-20", "ends = 2025-01-20", 51, "before 2024/25-autumn ends");
    check("ends = 2024-12-20", "ends = 2024-09-01", 47, "ends before it starts");
    check("starts = 2024-09-02", "starts = 2023-09-02", 46, "lies outside the academic year 2024/25");
    check("paper_deadline = 2024-12-11", "paper_deadline = 2024-08-11", 48, "lies outside the term");
    check("meeting = 2025-04-03", "meeting = 2025-03-03", 55, "before its papers go out");
    check("term = \"2024/25-spring\"", "term = \"2024/25-autumn\"", 51, "stands here a second time");
}

#[test]
fn mistakes_against_the_catalogue_are_reported_with_their_line() {
    check("\"ATT-08\"", "\"ATT-99\"", 32, "there is no indicator 'ATT-99'");
    check("\"ATT-08\"", "\"ATT-10\"", 32, "no figures for the group 'total'");
    check("floor = \"62\"", "floor = \"70\"", 33, "wrong side of the target 68: higher is better");
    check("stretch = \"72\"", "stretch = \"66\"", 33, "wrong side of the target 68");
    check("floor = \"4\"", "floor = \"3\"", 36, "wrong side of the target 3.5: lower is better");
    check("stretch = \"72\"", "stretch = \"172\"", 33, "172 is not a possible figure");
    check("\"MEAN_OF_MONTHS\"", "\"CALENDAR_YEAR\"", 36, "by mean of months");
    check("rag_rule = \"target-floor\"", "rag_rule = \"traffic\"", 8, "no RAG rule 'traffic'");
    check("direction_rule = \"previous-period\"", "direction_rule = \"up\"", 9, "no direction-of-travel rule 'up'");
    check("\"ATT-08\",", "\"ATT-08\", rag_rule = \"traffic\",", 32, "no RAG rule 'traffic'");
    check("\"EMP-02\", basis = \"MEAN_OF_MONTHS\"", "\"INC-05\", basis = \"CENSUS_POINT\"", 36, "no better direction");
}

/// The default of the whole file is gone: each row of targets says so.
#[test]
fn a_target_needs_the_day_of_its_approval() {
    let problems = validate(&GOOD.replace("approved_on = 2024-09-01", "approved_by = \"us\"")).unwrap_err();
    let found: Vec<_> = problems.iter().map(|problem| (problem.line, problem.what.as_str())).collect();
    let what = "a target without the day of its approval";
    assert_eq!(found, [(33, what), (36, what)]);
}

#[test]
fn one_reading_reports_all_mistakes() {
    let text = GOOD
        .replace("\"ADOPTED\"", "\"adopted\"")
        .replace("first = \"2024/25\"", "first = \"x\"")
        .replace("target = \"68\"", "target = \"many\"")
        .replace("no_measure = \"Nothing.\"\n", "")
        .replace("term = \"2024/25-spring\"", "term = \"x\"");
    let lines: Vec<_> = validate(&text).unwrap_err().into_iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [4, 18, 33, 40, 50]); // the calendar stands one line higher: no_measure is gone
}

mod progress;
