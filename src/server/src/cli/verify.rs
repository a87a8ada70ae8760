//! `sextant verify`.

use std::time::Instant;

use sextant_jobs::verify::{Checked, Finding, VerifyRequest, verify};

use super::Verdict;
use super::output::{Out, counted};
use crate::open;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only the results of this strategy: thurrock-2019
    #[arg(long, value_name = "CODE")]
    strategy: Option<String>,
}

pub(super) async fn run(url: &str, args: Args, out: &mut Out) -> anyhow::Result<Verdict> {
    let database = open::existing(url).await?;
    let start = Instant::now();
    let report = verify(&database, &VerifyRequest { strategy: args.strategy }).await?;
    let mut problems = 0;
    for checked in report.problems() {
        problems += 1;
        out.line(told(checked))?;
    }
    let checked = counted(report.checked() as u64, "published result", "published results");
    let seconds = start.elapsed().as_secs_f64();
    if problems > 0 {
        out.line(format_args!("{checked} verified in {seconds:.1} s: {problems} cannot be reproduced."))?;
        return Ok(Verdict::Problems);
    }
    out.line(format_args!("{checked} compiled again in {seconds:.1} s: every hash is the one on record."))?;
    Ok(Verdict::Done)
}

/// One result that does not match: which, what happened, what it means, what to do.
fn told(checked: &Checked) -> String {
    let name = &checked.name;
    let which = format!("'{}', {}, revision {}", name.strategy, name.what, name.revision);
    let what = match &checked.finding {
        Finding::Verified => "is verified.".to_owned(),
        Finding::ContentAltered { now, recorded } => format!(
            "is not what was published: its content has the hash {now}, and {recorded} is on record. Somebody changed it \
             past Sextant; restore it from a backup or an archive."
        ),
        Finding::ManifestAltered => {
            "names other inputs than it was published with: somebody changed its manifest past Sextant.".to_owned()
        }
        Finding::LinesAltered { line } => format!(
            "has rows that do not say what was published; the first is line {line}. Somebody changed them past Sextant."
        ),
        Finding::Differs { recorded, recompiled, difference } => format!(
            "gives something else when it is compiled again (recorded {recorded}, now {recompiled}): {difference}. The \
             ledger was changed past Sextant, or a rule is not exact: keep this database and report it."
        ),
        Finding::MadeByAnotherVersion { version, difference } => format!(
            "was made by Sextant {version}, whose rules this version does not have: {difference}. Its content is unaltered; \
             verify it with that version."
        ),
        Finding::CannotRecompile(why) => format!("cannot be compiled again: {why}."),
    };
    format!("{which} {what}")
}
