//! Priorities, commitments, what measures them, and their targets.

use std::collections::BTreeMap;

use sextant_domain::Basis;
use sextant_domain::outcome::TOTAL;
use sextant_domain::strategy::{Commitment, CommitmentKind, IndicatorUse, Priority};

use super::approval::Approval;
use super::{UseLines, progress, raw, targets};
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
    let indicator = raw.indicator.get_ref().clone();
    let breakdown = raw.breakdown.clone().unwrap_or_else(|| TOTAL.to_owned());
    if let Some(first) = seen.uses.insert((indicator.clone(), breakdown.clone()), line) {
        let what = format!("'{indicator}' for '{breakdown}' is used a second time; the first is on line {first}");
        problems.add_at(line, what, "A line of the scorecard belongs to one commitment: take one of the two out");
    }
    let basis = match &raw.basis {
        None => Some(Basis::AcademicYear),
        Some(word) => problems.word(word, Basis::ALL, Basis::from_code, Basis::code),
    };
    let mut found = UseLines { indicator: line, ..UseLines::default() };
    let mut used = IndicatorUse {
        indicator,
        breakdown,
        rag_rule: raw.rag_rule.clone(),
        targets: Vec::new(),
        baselines: Vec::new(),
        trajectory: None,
    };
    if let Some(basis) = basis {
        measures(&raw, basis, default, &mut used, &mut found, problems);
    }
    lines.push(found);
    used
}

/// What the figures of a use are held against, with the lines.
fn measures(
    raw: &raw::Use,
    basis: Basis,
    default: &Approval,
    used: &mut IndicatorUse,
    lines: &mut UseLines,
    problems: &mut Problems<'_>,
) {
    (used.targets, lines.targets) = targets::read(&raw.targets, basis, default, problems);
    (used.baselines, lines.baselines) = progress::baselines(&raw.baseline, basis, default, problems);
    let read = raw.trajectory.as_ref().and_then(|raw| progress::trajectory(raw, basis, problems));
    if let Some((plan, line, points)) = read {
        used.trajectory = Some(plan);
        (lines.trajectory, lines.points) = (line, points);
    }
}
