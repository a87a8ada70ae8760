//! Targets that follow benchmarks, their versions, baselines, trajectories, snapshots and headline tests.

use super::*;

/// The good file, with what a strategy says about progress.
fn full() -> String {
    let uses = r#"uses = [
  { indicator = "ATT-08", targets = [
    { period = "2024/25", target = "68", floor = "62", stretch = "72" },
    { period = "2024/25", relative_to = "NATIONAL", by = "2", floor = "-1", stretch = "4", approved_on = 2025-01-01 },
    { period = "2025/26", target = "69", withdrawn_on = 2025-09-01 },
  ], baseline = [
    { period = "2022/23", value = "63" },
    { period = "2023/24", value = "66", approved_on = 2024-12-01, approved_by = "Cabinet", why = "Taken anew." },
  ], trajectory = { method = "STEPPED", points = [
    { period = "2024/25", value = "67" },
  ] } },
  { indicator = "EMP-02", basis"#;
    let (before, rest) = GOOD.split_once("uses = [").unwrap();
    let (_, after) = rest.split_once("{ indicator = \"EMP-02\", basis").unwrap();
    let tail = r#"[headline]
population = "ENGLAND_AUTHORITIES"
share = "25"
year = "2025/26"
required = 2
tie_rule = "ROBUST"
status = "PUBLISHED"
note = "Ours."
basket = [
  { indicator = "ATT-08" },
  { indicator = "ATT-10", breakdown = "disadvantage:disadvantaged" },
]
[[snapshot]]
year = "2024/25"
paper_deadline = 2025-07-16
source = "s"
[[snapshot]]
year = "2025/26"
paper_deadline = 2026-07-15
source = "s"
"#;
    format!("{before}{uses}{after}{tail}")
}

/// Replaces `from` in the full file by `to`, and expects one problem, on the line that holds `at` then, that says all of `what`.
#[track_caller]
fn check(from: &str, to: &str, at: &str, what: &[&str]) {
    let text = full();
    assert!(text.contains(from), "{from}");
    let changed = text.replacen(from, to, 1);
    let line = changed.lines().position(|line| line.contains(at)).unwrap_or_else(|| panic!("{at}")) + 1;
    let problems = validate(&changed).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    let told = problems[0].to_string();
    assert!(told.starts_with(&format!("s.toml:{line}: ")), "line {line}: {told}");
    for part in what {
        assert!(told.contains(part), "'{part}' in: {told}");
    }
}

#[test]
fn the_full_file_is_read() {
    let strategy = validate(&full()).unwrap();
    let used = uses(&strategy).next().unwrap();
    let targets: Vec<_> = used.targets.iter().map(|it| (it.kind.words(), it.period.label(), it.aim.say(0))).collect();
    let row = |kind, year: &str, aim: &str| (kind, year.to_owned(), aim.to_owned());
    assert_eq!(
        targets,
        [
            row("target", "2024/25", "68"),
            row("floor", "2024/25", "62"),
            row("stretch", "2024/25", "72"),
            row("target", "2024/25", "2 better than England"),
            row("floor", "2024/25", "1 short of England"),
            row("stretch", "2024/25", "4 better than England"),
            row("target", "2025/26", "69"),
        ]
    );
    let last = used.targets.last().unwrap();
    assert_eq!(last.withdrawn_on.map(|day| day.to_string()).as_deref(), Some("2025-09-01"));
    let baselines: Vec<_> = used.baselines.iter().map(|it| (it.period.label(), it.value, it.why.as_str())).collect();
    let whole = Figure::whole;
    assert_eq!(baselines, [("2022/23".to_owned(), whole(63), ""), ("2023/24".to_owned(), whole(66), "Taken anew.")]);
    let plan = used.trajectory.as_ref().unwrap();
    assert_eq!((plan.method, plan.points.len()), (TrajectoryMethod::Stepped, 1));
    let test = strategy.headline.as_ref().unwrap();
    assert_eq!((test.required, test.basket.len(), test.basket[0].breakdown.as_str()), (2, 2, "total"));
    assert_eq!(strategy.snapshots.len(), 2);
}

#[test]
fn a_target_is_a_number_or_follows_a_benchmark() {
    let row = "relative_to = \"NATIONAL\", by = \"2\"";
    let at = "approved_on = 2025-01-01 }";
    check(row, "relative_to = \"NATION\", by = \"2\"", at, &["'NATION' is not one of the words", "TOP_QUARTER"]);
    check(row, "relative_to = \"NATIONAL\"", at, &["a relative target that does not say by how much"]);
    check(row, "by = \"2\"", at, &["a row of targets without a target"]);
    check(row, "target = \"70\", relative_to = \"NATIONAL\"", at, &["both a number and relative"]);
    check(row, "target = \"70\", by = \"2\"", at, &["there is no benchmark"]);
    check(
        "floor = \"-1\"",
        "floor = \"3\"",
        at,
        &["the floor, 3 better than England, lies on the wrong side of the target"],
    );
    check(
        "withdrawn_on = 2025-09-01",
        "withdrawn_on = 2024-09-01",
        "withdrawn_on",
        &["withdrawn before it was in force"],
    );
}

#[test]
fn a_second_row_for_a_period_is_a_later_approval() {
    let at = "relative_to";
    let what = ["a second row of targets for 2024/25, approved on 2024-09-01, not after 2024-09-01", "approved_on"];
    check(", approved_on = 2025-01-01", "", at, &what);
    check("2025-01-01", "2024-08-31", at, &["approved on 2024-08-31, not after 2024-09-01"]);
}

/// The share of parents' first choices that could be met is best near a target; a relative one would have no side.
#[test]
fn a_relative_target_needs_an_indicator_with_ranks() {
    let near = GOOD.replace("\"ATT-08\", targets = [\n", "\"CAP-08\", rag_rule = \"near-target-1-2\", targets = [\n");
    let row = "{ period = \"2024/25\", target = \"68\", floor = \"62\", stretch = \"72\" }";
    let text = near.replace(row, "{ period = \"2024/25\", relative_to = \"NATIONAL\", by = \"1\" }");
    let problems = validate(&text).unwrap_err();
    let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
    assert_eq!(problem.line, 33);
    assert!(problem.what.contains("a relative target for CAP-08, which has no ranks"), "{problem}");
}

/// Progress 8 against zero: 5% of nothing is nothing.
#[test]
fn a_tolerance_in_percent_of_a_target_near_zero_is_refused() {
    let of = |target: &str| {
        GOOD.replace("\"ATT-08\", targets", "\"ATT-15\", rag_rule = \"tolerance-5-percent\", targets")
            .replace("target = \"68\", floor = \"62\", stretch = \"72\"", &format!("target = \"{target}\""))
    };
    for target in ["0", "0.5", "-0.999"] {
        let problems = validate(&of(target)).unwrap_err();
        let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
        assert_eq!(problem.line, 33);
        let told = problem.to_string();
        assert!(told.contains("'tolerance-5-percent' allows 5% of the target"), "{told}");
        assert!(told.contains("ATT-15") && told.contains(target) && told.contains("another rag_rule"), "{told}");
    }
    validate(&of("1")).unwrap();
    validate(&of("0").replace("tolerance-5-percent", "binary")).unwrap();
    // The strategy's own rule counts where the use names none.
    let own = of("0").replace(", rag_rule = \"tolerance-5-percent\"", "");
    assert_eq!(validate(&own.replacen("\"target-floor\"", "\"tolerance-5-percent\"", 1)).unwrap_err().len(), 1);
}

#[test]
fn baselines_are_approved_one_after_the_other_and_say_why() {
    let at = "approved_on = 2024-12-01";
    check(", why = \"Taken anew.\"", "", at, &["the baseline of 2023/24 takes the place of another", "Add why"]);
    check("2024-12-01", "2024-09-01", "approved_on = 2024-09-01, approved_by", &["approved on 2024-09-01, not after"]);
    check("value = \"63\"", "value = \"163\"", "value = \"163\"", &["163 is not a possible figure of ATT-08"]);
    check("value = \"63\"", "value = \"x\"", "value = \"x\"", &["'x' is not a number"]);
    let text = GOOD.replace(
        "targets = [\n    { period = \"2024/25\", target = \"68\", floor = \"62\", stretch = \"72\" },\n  ]",
        "basis = \"CALENDAR_YEAR\", baseline = [{ period = \"2024\", value = \"66\" }]",
    );
    let problems = validate(&text).unwrap_err();
    assert!(problems[0].what.contains("by academic year, the baseline is by calendar year"), "{problems:#?}");
}

/// Reception: the early years framework was reformed in September 2021.
#[test]
fn a_target_needs_a_baseline_on_its_own_side_of_a_break() {
    let early = |uses: &str| {
        GOOD.replace("first = \"2024/25\"", "first = \"2019/20\"")
            .replace("last = \"2025/26\"", "last = \"2023/24\"\nnote = \"Earlier.\"")
            .replace("{ indicator = \"ATT-08\", targets = [\n    { period = \"2024/25\", target = \"68\", floor = \"62\", stretch = \"72\" },\n  ] },", uses)
    };
    let told = |uses: &str| {
        let problems = validate(&early(uses)).unwrap_err();
        let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
        assert_eq!(problem.line, 33);
        problem.to_string()
    };
    let target = "{ indicator = \"ATT-01\", targets = [{ period = \"2022/23\", target = \"70\" }]";
    let unstated = told(&format!("{target} }},"));
    assert!(
        unstated.contains("the target for 2022/23 of ATT-01 has no comparable baseline: that of 2018/19"),
        "{unstated}"
    );
    assert!(unstated.contains("from 2021/22 on (The early years framework was reformed"), "{unstated}");
    assert!(unstated.contains("State a baseline at or after 2021/22, with who approved it and why"), "{unstated}");
    let stated = told(&format!("{target}, baseline = [{{ period = \"2018/19\", value = \"71\" }}] }},"));
    assert!(stated.contains("that of 2018/19"), "{stated}");
    let anew = ", { period = \"2021/22\", value = \"68\", approved_on = 2022-12-01, why = \"The reform.\" }";
    let both = format!(
        "{target}, baseline = [{{ period = \"2018/19\", value = \"71\", approved_on = 2019-10-08 }}{anew}] }},"
    );
    validate(&early(&both)).unwrap();
    // A target before the break may be compared with a baseline before it.
    let before = "{ indicator = \"ATT-01\", targets = [{ period = \"2020/21\", target = \"72\" }] },";
    validate(&early(before)).unwrap();
}

#[test]
fn a_trajectory_leads_from_the_baseline_to_the_last_target_within_the_window() {
    let point = "{ period = \"2024/25\", value = \"67\" }";
    let with = |period: &str| format!("{{ period = \"{period}\", value = \"67\" }}");
    check(
        point,
        &with("2030/31"),
        "2030/31",
        &["ATT-08", "2030/31 lies outside of the strategy's window 2024/25 to 2025/26"],
    );
    check(point, &with("2023/24"), "2023/24\", value = \"67", &["2023/24 lies outside of the strategy's window"]);
    check(point, &with("2025/26"), "2025/26\", value = \"67", &["two values for 2025/26"]);
    let twice = format!("{point},\n    {{ period = \"2024/25\", value = \"67.5\" }}");
    check(point, &twice, "67.5", &["the point for 2024/25 is out of order"]);
    check(&format!("    {point},\n"), "", "STEPPED", &["a stepped trajectory without points"]);
    check("\"STEPPED\"", "\"LINEAR\"", "LINEAR", &["a straight line with points of its own"]);
    check("\"STEPPED\"", "\"CURVED\"", "CURVED", &["'CURVED' is not one of the words"]);
    check(point, "{ period = \"2024/25\", value = \"167\" }", "167", &["167 is not a possible figure"]);
}

#[test]
fn a_headline_test_says_among_whom_what_and_how_much() {
    check("\"ENGLAND_AUTHORITIES\"", "\"UK\"", "population", &["'UK' is not one of the words", "ENGLAND_AUTHORITIES"]);
    check("\"ROBUST\"", "\"MAYBE\"", "tie_rule", &["'MAYBE' is not one of the words", "POSSIBLE"]);
    check("\"PUBLISHED\"", "\"SOON\"", "status = \"SOON\"", &["'SOON' is not one of the words"]);
    for share in ["0", "-5", "100.1"] {
        check(
            "share = \"25\"",
            &format!("share = \"{share}\""),
            "share = ",
            &["is no share of the authorities", share],
        );
    }
    check("required = 2", "required = 3", "required", &["3 of a basket of 2 cannot be required", "from 1 to 2"]);
    check("required = 2", "required = 0", "required", &["0 of a basket of 2 cannot be required"]);
    check("note = \"Ours.\"", "note = \" \"", "note = \" \"", &["without a note"]);
    let parts =
        "{ indicator = \"ATT-08\" },\n  { indicator = \"ATT-10\", breakdown = \"disadvantage:disadvantaged\" },\n";
    check(parts, "", "basket", &["its basket is empty"]);
    let part = "{ indicator = \"ATT-10\", breakdown = \"disadvantage:disadvantaged\" }";
    check(part, "{ indicator = \"ATT-99\" }", "ATT-99", &["there is no indicator 'ATT-99'", "ATT-08"]);
    check(
        part,
        "{ indicator = \"ATT-10\" }",
        "ATT-10",
        &["no figures for the group 'total'", "disadvantage:disadvantaged"],
    );
    check(part, "{ indicator = \"ATT-08\" } ", "\"ATT-08\" } ", &["in the basket a second time"]);
    check(part, "{ indicator = \"CAP-08\" }", "CAP-08", &["CAP-08 has no ranks"]);
}

#[test]
fn snapshots_stand_in_order_one_for_a_year() {
    #[track_caller]
    fn check(year: &str, deadline: &str, line_of: &str, what: &str) {
        let text = full().replace("year = \"2025/26\"\npaper", &format!("year = \"{year}\"\npaper"));
        let text = text.replace("2026-07-15", deadline);
        let line = text.lines().enumerate().filter(|(_, line)| line.starts_with(line_of)).last().unwrap().0 + 1;
        let problems = validate(&text).unwrap_err();
        let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
        assert_eq!(problem.line as usize, line, "{problem}");
        assert!(problem.what.contains(what), "{problem}");
    }
    check("2024/25", "2026-07-15", "year", "a second snapshot of 2024/25");
    check("2023/24", "2026-07-15", "year", "the snapshot of 2023/24 stands below that of 2024/25");
    check("2025/26", "2025-08-31", "paper_deadline", "go out on 2025-08-31, before its year 2025/26 starts");
    check("2025", "2026-07-15", "year", "'2025' is not an academic year");
}

/// A later year whose papers go out no later than those of the year before.
#[test]
fn snapshots_are_due_one_after_the_other() {
    let text = full().replace("paper_deadline = 2025-07-16", "paper_deadline = 2026-07-15");
    let problems = validate(&text).unwrap_err();
    let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
    assert!(
        problem.what.contains("the snapshot of 2025/26 is due on 2026-07-15, not after that of 2024/25"),
        "{problem}"
    );
}
