//! `sextant diff`: two scorecards with `--term`, two progress snapshots with `--year`.

mod scorecards;
mod snapshots;
mod told;

use chrono::NaiveDate;
use sextant_domain::{AcademicYear, TermOfYear};
use sextant_jobs::compare::Which;

use super::Verdict;
use super::output::Out;
use crate::{clock, open};

#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("of").required(true).args(["term", "year"])))]
pub(super) struct Args {
    /// The strategy's code: thurrock-2019
    #[arg(long, value_name = "CODE")]
    strategy: String,
    /// Compare scorecards, of this term: 2025/26-autumn
    #[arg(long, value_parser = TermOfYear::parse)]
    term: Option<TermOfYear>,
    /// The term to compare with, where it is another: 2025/26-spring
    #[arg(long, value_name = "TERM", conflicts_with = "year", value_parser = TermOfYear::parse)]
    to_term: Option<TermOfYear>,
    /// Compare progress snapshots, of this academic year: 2025/26
    #[arg(long, value_parser = AcademicYear::parse)]
    year: Option<AcademicYear>,
    /// The year to compare with, where it is another: 2026/27
    #[arg(long, value_name = "YEAR", conflicts_with = "term", value_parser = AcademicYear::parse)]
    to_year: Option<AcademicYear>,
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

impl Args {
    /// Which result of either side.
    fn which(&self) -> (Which, Which) {
        let which = |revision: Option<i32>, known: Option<NaiveDate>| match (revision, known) {
            (_, Some(day)) => Which::KnownAt(day),
            (Some(revision), None) => Which::Revision(revision),
            (None, None) => Which::Newest,
        };
        (which(self.from_revision, self.from_known), which(self.to_revision, self.to_known))
    }
}

pub(super) async fn run(url: &str, args: Args, out: &mut Out) -> anyhow::Result<Verdict> {
    let database = open::existing(url).await?;
    let text = match (args.term, args.year) {
        (Some(term), _) => scorecards::compared(&database, &args, term, clock::now()).await?,
        (None, Some(year)) => snapshots::compared(&database, &args, year, clock::now()).await?,
        (None, None) => anyhow::bail!("name the scorecards with --term, or the progress snapshots with --year"),
    };
    out.text(&text)?;
    Ok(Verdict::Done)
}
