//! `sextant diff`.

use chrono::NaiveDate;
use sextant_domain::TermOfYear;
use sextant_domain::diff::{FieldChange, LineDiff, Shown};
use sextant_domain::outcome::TOTAL;
use sextant_jobs::compare::{Comparison, Side, SideRequest, Which, compare};

use super::Verdict;
use super::output::{Out, counted, wrapped};
use crate::{clock, open};

/// The width of a sentence.
const WIDTH: usize = 92;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The strategy's code: thurrock-2019
    #[arg(long, value_name = "CODE")]
    strategy: String,
    /// The term: 2025/26-autumn
    #[arg(long, value_parser = TermOfYear::parse)]
    term: TermOfYear,
    /// The term to compare with, where it is another: 2025/26-spring
    #[arg(long, value_name = "TERM", value_parser = TermOfYear::parse)]
    to_term: Option<TermOfYear>,
    /// The earlier revision; the newest when left out
    #[arg(long, value_name = "N", conflicts_with = "from_known")]
    from_revision: Option<i32>,
    /// The later revision; the newest when left out
    #[arg(long, value_name = "N", conflicts_with = "to_known")]
    to_revision: Option<i32>,
    /// The earlier side as known on this day: 2025-12-10
    #[arg(long, value_name = "DATE")]
    from_known: Option<NaiveDate>,
    /// The later side as known on this day: 2026-04-08
    #[arg(long, value_name = "DATE")]
    to_known: Option<NaiveDate>,
}

pub(super) async fn run(url: &str, args: Args, out: &mut Out) -> anyhow::Result<Verdict> {
    let database = open::existing(url).await?;
    let which = |revision: Option<i32>, known: Option<NaiveDate>| match (revision, known) {
        (_, Some(day)) => Which::KnownAt(day),
        (Some(revision), None) => Which::Revision(revision),
        (None, None) => Which::Newest,
    };
    let side = |term, which| SideRequest { strategy: args.strategy.clone(), term, which };
    let before = side(args.term, which(args.from_revision, args.from_known));
    let after = side(args.to_term.unwrap_or(args.term), which(args.to_revision, args.to_known));
    if before == after {
        anyhow::bail!(
            "both sides are the same scorecard: name another with --to-term, --from-revision and --to-revision, or \
             --from-known and --to-known"
        );
    }
    let found = compare(&database, &before, &after, clock::now()).await?;
    out.text(&text(&found))?;
    Ok(Verdict::Done)
}

fn text(found: &Comparison) -> String {
    let mut lines = vec![format!("Before  {}", named(&found.before)), format!("After   {}", named(&found.after))];
    for line in &found.diff.lines {
        lines.push(String::new());
        lines.extend(told(line));
    }
    lines.push(String::new());
    let unchanged = counted(found.diff.unchanged as u64, "line says", "lines say");
    lines.push(format!("{} changed; {unchanged} the same.", counted(found.diff.lines.len() as u64, "line", "lines")));
    for count in found.diff.by_cause() {
        let colours = match count.moved_rating {
            0 => String::new(),
            moved => format!(", {} moved by it", counted(moved as u64, "colour", "colours")),
        };
        lines.push(format!("  {}: {}{colours}", count.cause.words(), counted(count.lines as u64, "line", "lines")));
    }
    lines.join("\n") + "\n"
}

fn named(side: &Side) -> String {
    let published = match side.revision {
        Some(revision) => format!("revision {revision}"),
        None => "compiled for this comparison".to_owned(),
    };
    let attention = if side.reproduced { "" } else { " — ATTENTION: compiling again gives something else" };
    let (code, term, day) = (&side.inputs.strategy.code, side.inputs.term, side.inputs.as_known_at);
    format!("'{code}', {term}, {published}, as known on {day}{attention}")
}

fn told(line: &LineDiff) -> Vec<String> {
    let group = if line.breakdown == TOTAL { String::new() } else { format!(" [{}]", line.breakdown) };
    let mut lines = vec![format!("{} {}{group}: {}", line.indicator, line.name, line.change.words())];
    lines.extend(line.fields.iter().map(field));
    for cause in &line.causes {
        for (at, part) in wrapped(&format!("{}: {}", cause.cause.words(), cause.message), WIDTH).iter().enumerate() {
            lines.push(format!("  {} {part}", if at == 0 { "·" } else { " " }));
        }
    }
    if line.moved_without_performance {
        lines.push("  ! The colour moved although nothing new is known of how the council does.".to_owned());
    }
    lines
}

fn field(change: &FieldChange) -> String {
    let shown = |shown: &Option<Shown>| shown.as_ref().map_or_else(|| "–".to_owned(), |shown| shown.display.clone());
    let exact = |shown: &Option<Shown>| shown.as_ref().map_or_else(|| "–".to_owned(), |shown| shown.exact.clone());
    let (mut before, mut after) = (shown(&change.before), shown(&change.after));
    if before == after {
        (before, after) = (exact(&change.before), exact(&change.after));
    }
    format!("  {}: {before} → {after}", change.field.words())
}
