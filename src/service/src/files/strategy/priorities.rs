//! Priorities, commitments, what measures them, and their targets.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sextant_domain::Basis;
use sextant_domain::outcome::TOTAL;
use sextant_domain::strategy::{Commitment, CommitmentKind, IndicatorUse, Priority, Target, TargetKind};

use super::{UseLines, raw};
use crate::files::lines::Problems;

/// What must stand only once in a strategy, with the line of its first occurrence.
#[derive(Default)]
struct Seen {
    numbers: BTreeMap<u8, u32>,
    commitments: BTreeMap<String, u32>,
    uses: BTreeMap<(String, String), u32>,
}

/// The priorities, and the lines of their uses.
pub(super) fn read(
    raw: Vec<raw::Priority>,
    approval: Option<&raw::Approval>,
    problems: &mut Problems<'_>,
) -> (Vec<Priority>, Vec<UseLines>) {
    let default = Approval::of(approval, problems);
    let (mut seen, mut lines, mut read) = (Seen::default(), Vec::new(), Vec::new());
    if raw.is_empty() {
        problems.add_at(1, "a strategy without a priority", "Add a [[priority]]");
    }
    for priority in raw {
        let line = problems.line(&priority.number.span());
        let number = *priority.number.get_ref();
        if let Some(first) = seen.numbers.insert(number, line) {
            let what = format!("priority {number} stands here a second time; the first is on line {first}");
            problems.add_at(line, what, "Number the priorities 1, 2, 3 and so on");
        }
        let commitments = priority.commitment.into_iter();
        read.push(Priority {
            number,
            title: priority.title,
            text: priority.text,
            owner: priority.owner,
            commitments: commitments
                .filter_map(|raw| commitment(raw, &default, &mut seen, &mut lines, problems))
                .collect(),
        });
    }
    (read, lines)
}

fn commitment(
    raw: raw::Commitment,
    default: &Approval,
    seen: &mut Seen,
    lines: &mut Vec<UseLines>,
    problems: &mut Problems<'_>,
) -> Option<Commitment> {
    let kind = problems.word(&raw.kind, CommitmentKind::ALL, CommitmentKind::from_code, CommitmentKind::code);
    let (span, code) = (raw.code.span(), raw.code.into_inner());
    let line = problems.line(&span);
    if let Some(first) = seen.commitments.insert(code.clone(), line) {
        let what = format!("commitment {code} stands here a second time; the first is on line {first}");
        problems.add(&span, what, "Give every commitment a code of its own, as \"1.2\"");
    }
    let reason = raw.no_measure.as_ref().is_some_and(|why| !why.trim().is_empty());
    if raw.uses.is_empty() && !reason {
        problems.add(
            &span,
            format!("commitment {code} has no measure and no reason for that"),
            "Add uses, or say in no_measure why nothing measures it",
        );
    }
    if !raw.uses.is_empty() && raw.no_measure.is_some() {
        problems.add(
            &span,
            format!("commitment {code} has measures and also a reason for having none"),
            "Take out no_measure or the uses",
        );
    }
    let uses = raw.uses.into_iter().map(|raw| indicator_use(raw, default, seen, lines, problems)).collect();
    Some(Commitment { code, text: raw.text, kind: kind?, no_measure: raw.no_measure, uses })
}

fn indicator_use(
    raw: raw::Use,
    default: &Approval,
    seen: &mut Seen,
    lines: &mut Vec<UseLines>,
    problems: &mut Problems<'_>,
) -> IndicatorUse {
    let line = problems.line(&raw.indicator.span());
    let indicator = raw.indicator.into_inner();
    let breakdown = raw.breakdown.unwrap_or_else(|| TOTAL.to_owned());
    if let Some(first) = seen.uses.insert((indicator.clone(), breakdown.clone()), line) {
        let what = format!("'{indicator}' for '{breakdown}' is used a second time; the first is on line {first}");
        problems.add_at(line, what, "A line of the scorecard belongs to one commitment: take one of the two out");
    }
    let basis = match &raw.basis {
        None => Some(Basis::AcademicYear),
        Some(word) => problems.word(word, Basis::ALL, Basis::from_code, Basis::code),
    };
    let (mut targets, mut target_lines) = (Vec::new(), Vec::new());
    for raw in &raw.targets {
        let line = problems.line(&raw.period.span());
        let read = basis.and_then(|basis| row(raw, basis, default, problems)).unwrap_or_default();
        if let Some(twin) = read.iter().find(|new| targets.iter().any(|old: &Target| old.period == new.period)) {
            let what = format!("a second row of targets for {}", twin.period);
            problems.add_at(line, what, "Write one row per period, with target, floor and stretch");
        }
        target_lines.extend(read.iter().map(|_| line));
        targets.extend(read);
    }
    lines.push(UseLines { indicator: line, targets: target_lines });
    IndicatorUse { indicator, breakdown, rag_rule: raw.rag_rule, targets }
}

/// Target, floor and stretch of one period.
fn row(raw: &raw::Target, basis: Basis, default: &Approval, problems: &mut Problems<'_>) -> Option<Vec<Target>> {
    let period = problems.period(&raw.period, basis);
    let approved_on = match &raw.approved_on {
        Some(date) => problems.day(date),
        None => default.on,
    };
    if approved_on.is_none() && raw.approved_on.is_none() {
        let remedy = "Add approved_on here or in [approval]: a scorecard as known before that day must not see it";
        problems.add(&raw.period.span(), "a target without the day of its approval", remedy);
    }
    let kinds = [
        (TargetKind::Target, Some(&raw.target)),
        (TargetKind::Floor, raw.floor.as_ref()),
        (TargetKind::Stretch, raw.stretch.as_ref()),
    ];
    let values: Vec<_> = kinds
        .into_iter()
        .filter_map(|(kind, text)| text.and_then(|text| problems.figure(text)).map(|value| (kind, value)))
        .collect();
    let (period, approved_on) = (period?, approved_on?);
    let target = |(kind, value)| Target {
        kind,
        period,
        value,
        approved_on,
        approved_by: raw.approved_by.clone().unwrap_or_else(|| default.by.clone()),
        source: raw.source.clone().unwrap_or_else(|| default.source.clone()),
    };
    Some(values.into_iter().map(target).collect())
}

/// The approval that holds where a target does not say otherwise.
struct Approval {
    on: Option<NaiveDate>,
    by: String,
    source: String,
}

impl Approval {
    fn of(raw: Option<&raw::Approval>, problems: &mut Problems<'_>) -> Self {
        Self {
            on: raw.and_then(|raw| raw.approved_on.as_ref()).and_then(|date| problems.day(date)),
            by: raw.and_then(|raw| raw.approved_by.clone()).unwrap_or_default(),
            source: raw.and_then(|raw| raw.source.clone()).unwrap_or_default(),
        }
    }
}
