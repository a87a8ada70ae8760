//! `sextant explain`.

mod text;

use std::collections::{BTreeSet, HashMap};

use sextant_domain::explain::{Explanation, LineHead};
use sextant_domain::outcome::TOTAL;
use sextant_domain::{AcademicYear, TermOfYear};
use sextant_jobs::explain::{ExplainedLine, ExplainedResult, explain_scorecard, explain_snapshot, find_sources};
use sextant_store::{Database, query, scorecards, snapshots};

use super::Verdict;
use super::output::Out;
use crate::open;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The strategy's code: thurrock-2019
    #[arg(long, value_name = "CODE")]
    strategy: String,
    #[command(flatten)]
    result: Which,
    /// Which revision; the one that shows the latest knowledge when left out
    #[arg(long, value_name = "N")]
    revision: Option<i32>,
    /// The indicator's code: ATT-08
    #[arg(long, value_name = "CODE")]
    indicator: String,
    /// The pupil group: disadvantage:disadvantaged; everybody when left out
    #[arg(long, value_name = "GROUP", default_value = TOTAL)]
    group: String,
}

/// Which result's line.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct Which {
    /// A line of the term's scorecard: 2025/26-autumn
    #[arg(long, value_parser = TermOfYear::parse)]
    term: Option<TermOfYear>,
    /// A line of the academic year's progress snapshot: 2025/26
    #[arg(long, value_parser = AcademicYear::parse)]
    year: Option<AcademicYear>,
}

pub(super) async fn run(url: &str, args: Args, out: &mut Out) -> anyhow::Result<Verdict> {
    let database = open::existing(url).await?;
    let (heading, result) = match (args.result.term, args.result.year) {
        (Some(term), _) => scorecard(&database, &args, term).await?,
        (None, Some(year)) => snapshot(&database, &args, year).await?,
        (None, None) => anyhow::bail!("say which result: --term for a scorecard, --year for a progress snapshot"),
    };
    let ExplainedResult { knowledge, mut lines } = result;
    let is_wanted = |head: &LineHead| head.indicator == args.indicator && head.breakdown == args.group;
    let Some(found) = lines.iter_mut().find(|line| is_wanted(&line.explanation.head)) else {
        anyhow::bail!(
            "it has no line {} for '{}': {heading}. `sextant scorecard show` and `sextant snapshot show` list the lines",
            args.indicator,
            args.group
        );
    };
    find_sources(database.read(), &mut found.explanation, knowledge).await?;
    tell(&database, &heading, found, out).await
}

async fn scorecard(database: &Database, args: &Args, term: TermOfYear) -> anyhow::Result<(String, ExplainedResult)> {
    let connection = database.read();
    let Some(row) = scorecards::find(connection, &args.strategy, term, args.revision).await? else {
        anyhow::bail!(
            "there is no published scorecard of '{}' for {term}{}. `sextant scorecard compile` makes one",
            args.strategy,
            with_revision(args)
        );
    };
    let heading = format!(
        "Scorecard of '{}' for {term}, revision {}, as known on {}",
        args.strategy, row.revision, row.as_known_at
    );
    Ok((heading, explain_scorecard(connection, &row).await?))
}

async fn snapshot(database: &Database, args: &Args, year: AcademicYear) -> anyhow::Result<(String, ExplainedResult)> {
    let connection = database.read();
    let Some(row) = snapshots::find(connection, &args.strategy, year, args.revision, None).await? else {
        anyhow::bail!(
            "there is no published progress snapshot of '{}' for {year}{}. `sextant snapshot compile` makes one",
            args.strategy,
            with_revision(args)
        );
    };
    let heading = format!(
        "Progress snapshot of '{}' for {year}, revision {}, as known on {}",
        args.strategy, row.revision, row.as_known_at
    );
    Ok((heading, explain_snapshot(connection, &row).await?))
}

fn with_revision(args: &Args) -> String {
    args.revision.map(|number| format!(" with revision {number}")).unwrap_or_default()
}

async fn tell(database: &Database, heading: &str, found: &ExplainedLine, out: &mut Out) -> anyhow::Result<Verdict> {
    let names = names(database, &found.explanation).await?;
    out.line(heading)?;
    out.text(&text::text(&found.explanation, &names))?;
    if !found.reproduced {
        out.line(
            "\nATTENTION: compiling again does not give the published line. `sextant verify` says where they differ.",
        )?;
        return Ok(Verdict::Problems);
    }
    Ok(Verdict::Done)
}

/// The names of the places that an explanation speaks of.
async fn names(database: &Database, explanation: &Explanation) -> anyhow::Result<HashMap<u16, String>> {
    let members = explanation.neighbour_lists.iter().flat_map(|list| &list.members).map(|member| member.place);
    let places: BTreeSet<u16> = explanation.inputs.iter().map(|input| input.place).chain(members).collect();
    let ids: Vec<i32> = places.into_iter().map(i32::from).collect();
    let rows = query::places::by_ids(database.read(), &ids).await?;
    Ok(rows.into_iter().filter_map(|row| Some((u16::try_from(row.id).ok()?, row.name))).collect())
}
