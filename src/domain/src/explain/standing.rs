//! The steps that lead to a rank and its quarter.

use crate::rules::Standing;

use super::{Step, StepKind};

/// The rank, and the quarter it stands in.
pub(crate) fn standing_steps(found: Standing) -> [Step; 2] {
    [rank(found), quartile(found)]
}

fn rank(found: Standing) -> Step {
    let (better, position, of) = (found.better, found.position(), found.of);
    let ties = match found.tied {
        1 => format!("nobody shares the value: {position} of {of}"),
        tied => format!("{tied} share the value: {position} to {} of {of}", found.worst_position()),
    };
    let missing = match found.missing {
        0 => String::new(),
        missing => format!("; {missing} have no figure and do not count"),
    };
    Step {
        kind: StepKind::Rank,
        period: None,
        what: StepKind::Rank.words().to_owned(),
        arithmetic: format!("{better} better + 1 = {position}; {ties}{missing}"),
        exact: position.to_string(),
        display: format!("{position} of {of}"),
    }
}

fn quartile(found: Standing) -> Step {
    let (best, worst) = (found.quartile(), found.worst_quartile());
    let test = |rank: u32, quarter: i64| {
        let (four, of) = (4 * u64::from(rank), u64::from(found.of));
        match quarter {
            1 => format!("4 × {rank} = {four} ≤ {of}"),
            2 | 3 => format!("{} < 4 × {rank} = {four} ≤ {}", (quarter as u64 - 1) * of, quarter as u64 * of),
            _ => format!("4 × {rank} = {four} > {}", 3 * of),
        }
    };
    let first = format!("{} → {}", test(found.position(), best.number().into()), best.words());
    let robustness = if found.is_robust() { "robust" } else { "possible" };
    let arithmetic = match found.tied {
        1 => first,
        _ => format!("{first}; {} → {}", test(found.worst_position(), worst.number().into()), worst.words()),
    };
    Step {
        kind: StepKind::Quartile,
        period: None,
        what: StepKind::Quartile.words().to_owned(),
        arithmetic: format!("{arithmetic}: {robustness}"),
        exact: best.code().to_owned(),
        display: format!("{}, {robustness}", best.words()),
    }
}
