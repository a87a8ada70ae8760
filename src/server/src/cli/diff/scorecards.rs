//! Two scorecards.

use chrono::{DateTime, Utc};
use sextant_domain::TermOfYear;
use sextant_jobs::compare::{ComparedScorecard, ScorecardComparison, SideRequest, compare};
use sextant_store::Database;

use super::{Args, told};

/// Compares and tells.
pub(super) async fn compared(
    database: &Database,
    args: &Args,
    term: TermOfYear,
    now: DateTime<Utc>,
) -> anyhow::Result<String> {
    let (from, to) = args.which();
    let side = |term, which| SideRequest { strategy: args.strategy.clone(), term, which };
    let (before, after) = (side(term, from), side(args.to_term.unwrap_or(term), to));
    if before == after {
        anyhow::bail!(
            "both sides are the same scorecard: name another with --to-term, --from-revision and --to-revision, or \
             --from-known and --to-known"
        );
    }
    Ok(text(&compare(database, &before, &after, now).await?))
}

fn text(found: &ScorecardComparison) -> String {
    let mut lines = vec![format!("Before  {}", named(&found.before)), format!("After   {}", named(&found.after))];
    lines.extend(told::lines(&found.diff.lines, "colour"));
    lines.extend(told::summary(found.diff.lines.len(), found.diff.unchanged, &found.diff.by_cause(), "colour"));
    lines.join("\n") + "\n"
}

fn named(side: &ComparedScorecard) -> String {
    let what = format!("'{}', {}", side.inputs.strategy.code, side.inputs.term);
    told::side(&what, side.revision, side.inputs.as_known_at, side.reproduced)
}
