//! `sextant import`.

mod progress;
mod report;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use sextant_domain::DataStatus;
use sextant_service::imports::{ImportRequest, Kind, import};

use super::Verdict;
use super::output::Out;
use crate::{clock, open};
pub(super) use progress::Bar;

const STATUSES: [(&str, DataStatus); 5] = [
    ("management-information", DataStatus::ManagementInformation),
    ("provisional", DataStatus::Provisional),
    ("revised", DataStatus::Revised),
    ("final", DataStatus::Final),
    ("published", DataStatus::Published),
];

/// What to import, and how.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which publication it is
    #[arg(value_parser = PossibleValuesParser::new(Kind::ALL.map(Kind::code)).try_map(|word| Kind::from_code(&word).ok_or("unknown")))]
    kind: Kind,
    /// The publisher's file
    file: PathBuf,
    /// The day it was published, as 2025-12-02
    #[arg(long, value_name = "DATE")]
    released: NaiveDate,
    /// Show what would change and write nothing
    #[arg(long)]
    dry_run: bool,
    /// For `ees`: the name of a shipped mapping or the path of your own; found by the file's columns when left out
    #[arg(long, value_name = "NAME")]
    mapping: Option<String>,
    /// The title of the release; made from the publication and the day when left out
    #[arg(long, default_value = "", hide_default_value = true)]
    title: String,
    /// How final the release is, where the file itself does not say
    #[arg(long, default_value = "published", value_parser = status_parser())]
    status: DataStatus,
    /// List all refused rows that were kept, not only the first 20
    #[arg(long)]
    all_refused: bool,
}

fn status_parser() -> impl clap::builder::TypedValueParser<Value = DataStatus> {
    PossibleValuesParser::new(STATUSES.map(|(word, _)| word))
        .try_map(|word| STATUSES.into_iter().find(|(name, _)| *name == word).map(|(_, status)| status).ok_or("unknown"))
}

pub(super) async fn run(url: &str, args: Args, out: &mut Out) -> anyhow::Result<Verdict> {
    let database = open::prepared(url).await?;
    let request = ImportRequest {
        kind: args.kind,
        file: args.file,
        released: args.released,
        status: args.status,
        title: args.title,
        mapping: args.mapping,
        dry_run: args.dry_run,
    };
    let bar = Bar::new();
    let result = import(&database, &request, clock::now(), &bar).await;
    bar.clear();
    report::write(out, &result?, args.all_refused)?;
    Ok(Verdict::Done)
}
