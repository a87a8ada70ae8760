//! Two progress snapshots.

use chrono::{DateTime, Utc};
use sextant_domain::AcademicYear;
use sextant_domain::diff::{DayCount, HeadlineChange, HeadlineCounts, HeadlineItemDiff, LandscapeChange};
use sextant_domain::rules::HeadlineVerdict;
use sextant_jobs::compare_snapshots::{ComparedSnapshot, SnapshotComparison, SnapshotRequest, compare_snapshots};
use sextant_store::Database;

use super::{Args, told};

/// Compares and tells.
pub(super) async fn compared(
    database: &Database,
    args: &Args,
    year: AcademicYear,
    now: DateTime<Utc>,
) -> anyhow::Result<String> {
    let (from, to) = args.which();
    let side = |year, which| SnapshotRequest { strategy: args.strategy.clone(), year, which };
    let (before, after) = (side(year, from), side(args.to_year.unwrap_or(year), to));
    if before == after {
        anyhow::bail!(
            "both sides are the same snapshot: name another with --to-year, --from-revision and --to-revision, or \
             --from-known and --to-known"
        );
    }
    Ok(text(&compare_snapshots(database, &before, &after, now).await?))
}

fn text(found: &SnapshotComparison) -> String {
    let mut lines = vec![format!("Before  {}", named(&found.before)), format!("After   {}", named(&found.after))];
    lines.extend(told::lines(&found.diff.lines, "verdict"));
    lines.extend(landscape(&found.diff.landscape));
    lines.extend(found.diff.headline.iter().flat_map(headline));
    lines.extend(told::summary(found.diff.lines.len(), found.diff.unchanged, &found.diff.by_cause(), "verdict"));
    lines.join("\n") + "\n"
}

fn named(side: &ComparedSnapshot) -> String {
    let what = format!("'{}', snapshot of {}", side.inputs.strategy.code, side.inputs.year);
    told::side(&what, side.revision, side.inputs.as_known_at, side.reproduced)
}

fn landscape(changes: &[LandscapeChange]) -> Vec<String> {
    let count = |count: &Option<DayCount>| {
        count.as_ref().map_or_else(|| "–".to_owned(), |it| format!("{} on {}", it.shown.display, it.day))
    };
    let change = |it: &LandscapeChange| format!("  {}: {} → {}", it.name, count(&it.before), count(&it.after));
    let title = ["".to_owned(), "School landscape: changed".to_owned()];
    if changes.is_empty() { Vec::new() } else { title.into_iter().chain(changes.iter().map(change)).collect() }
}

fn headline(change: &HeadlineChange) -> Vec<String> {
    let answer = |counts: &Option<HeadlineCounts>| {
        counts.as_ref().map_or_else(
            || "no test".to_owned(),
            |it| {
                let verdict =
                    HeadlineVerdict::from_code(&it.verdict).map_or(it.verdict.as_str(), |verdict| verdict.words());
                let (robust, possible, not, none) = (it.robust, it.possible, it.not, it.cannot_say);
                format!("{verdict} ({robust} robust, {possible} possible, {not} not, {none} cannot say)")
            },
        )
    };
    let mut lines = vec![String::new(), "Headline test: changed".to_owned()];
    lines.push(format!("  answer: {} → {}", answer(&change.before), answer(&change.after)));
    lines.extend(change.causes.iter().flat_map(told::cause));
    lines.extend(change.items.iter().flat_map(item));
    lines
}

fn item(item: &HeadlineItemDiff) -> Vec<String> {
    let group = told::group(&item.breakdown);
    let mut lines = vec![format!("  {} {}{group}: {}", item.indicator, item.name, item.change.words())];
    lines.extend(item.fields.iter().map(told::field));
    lines.extend(item.causes.iter().flat_map(told::cause));
    if item.moved_without_performance {
        lines.push(told::without_performance("standing"));
    }
    lines
}
