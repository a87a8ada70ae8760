//! `sextant migrate`.

use super::Verdict;
use super::output::Out;
use crate::open;

pub(super) async fn run(url: &str, out: &mut Out) -> anyhow::Result<Verdict> {
    let database = open::prepared(url).await?;
    out.line(format_args!(
        "The database {} is at version {}: tables, register of places, catalogue of indicators and rules are in place.",
        database.shown_url(),
        env!("CARGO_PKG_VERSION")
    ))?;
    Ok(Verdict::Done)
}
