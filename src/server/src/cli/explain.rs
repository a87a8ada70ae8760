//! `sextant explain`.

mod text;

use std::collections::{BTreeSet, HashMap};

use sextant_domain::TermOfYear;
use sextant_domain::explain::Explanation;
use sextant_domain::outcome::TOTAL;
use sextant_jobs::explain::{ExplainedLine, explain_scorecard, find_sources};
use sextant_store::{Database, query, scorecards};

use super::Verdict;
use super::output::Out;
use crate::open;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The strategy's code: thurrock-2019
    #[arg(long, value_name = "CODE")]
    strategy: String,
    /// The term: 2025/26-autumn
    #[arg(long, value_parser = TermOfYear::parse)]
    term: TermOfYear,
    /// Which revision; the newest when left out
    #[arg(long, value_name = "N")]
    revision: Option<i32>,
    /// The indicator's code: ATT-08
    #[arg(long, value_name = "CODE")]
    indicator: String,
    /// The pupil group: disadvantage:disadvantaged; everybody when left out
    #[arg(long, value_name = "GROUP", default_value = TOTAL)]
    group: String,
}

pub(super) async fn run(url: &str, args: Args, out: &mut Out) -> anyhow::Result<Verdict> {
    let database = open::existing(url).await?;
    let connection = database.read();
    let Some(row) = scorecards::find(connection, &args.strategy, args.term, args.revision).await? else {
        let revision = args.revision.map(|number| format!(" with revision {number}")).unwrap_or_default();
        anyhow::bail!(
            "there is no published scorecard of '{}' for {}{revision}. `sextant scorecard compile` makes one",
            args.strategy,
            args.term
        );
    };
    let mut card = explain_scorecard(connection, &row).await?;
    let is_wanted = |line: &&mut ExplainedLine| {
        let line = &line.explanation.line;
        line.indicator == args.indicator && line.breakdown == args.group
    };
    let Some(found) = card.lines.iter_mut().find(is_wanted) else {
        anyhow::bail!(
            "the scorecard of '{}' for {} has no line {} for '{}'. `sextant scorecard show` lists its lines",
            args.strategy,
            args.term,
            args.indicator,
            args.group
        );
    };
    find_sources(connection, &mut found.explanation, card.knowledge).await?;
    let names = names(&database, &found.explanation).await?;
    let heading = format!(
        "Scorecard of '{}' for {}, revision {}, as known on {}",
        args.strategy, args.term, row.revision, row.as_known_at
    );
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
