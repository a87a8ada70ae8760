//! Published progress snapshots.

mod change;
mod headline;
mod landscape;
mod line;
mod outlook;
mod path;
mod target;

use std::sync::OnceLock;

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use chrono::DateTime as Instant;
use sextant_domain::AcademicYear as Year;
use sextant_domain::outcome::TOTAL;
use sextant_domain::progress::{self as published, Snapshot as Content};
use sextant_store::entities::snapshot;

use super::Strategy;
use crate::ids::id;
use crate::loaders::{SnapshotKey, StrategyByCode, load};
use crate::scalars::{AcademicYear, Date, DateTime};
use headline::HeadlineAnswer;
use landscape::LandscapeSeries;
use line::ProgressLine;

/// A strategy progress snapshot: how far a strategy has come across its window, as known on a day. An immutable, hashed
/// revision: later knowledge makes a new one; this one stays.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Snapshot {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// The academic year that the snapshot belongs to.
    academic_year: Option<AcademicYear>,
    /// 1, 2, 3 …
    revision: i32,
    /// Which version of the strategy's file was measured.
    strategy_version: i32,
    /// The day whose knowledge it shows.
    as_known_at: Date,
    /// The same as a position in the ledger.
    knowledge: String,
    /// The SHA-256 of its canonical content: the same figures have the same hash everywhere.
    content_hash: String,
    /// The SHA-256 of what it was compiled from.
    manifest_hash: String,
    /// When it was compiled.
    compiled_at: Option<DateTime>,
    /// Why it was compiled.
    reason: String,
    /// Who asked: the command line, the heartbeat, a mutation.
    trigger: String,
    #[graphql(skip)]
    strategy_code: String,
    #[graphql(skip)]
    key: SnapshotKey,
    #[graphql(skip)]
    content: Stored,
}

/// The canonical content, read at the first field that needs it.
#[derive(Clone, Debug)]
struct Stored {
    text: String,
    read: OnceLock<Content>,
}

/// Whether a snapshot can still change by figures of the window's last year.
#[derive(Clone, Debug, SimpleObject)]
pub struct SnapshotFinality {
    /// Nothing of the window's last year is still to come.
    is_final: bool,
    /// Lines whose last year is final or closed.
    settled: i32,
    /// Lines whose last year is still to come or to be revised.
    open: i32,
    /// Lines that nothing measures: they settle nothing and hold up nothing.
    unmeasured: i32,
}

/// A priority with its lines and their verdicts counted.
#[derive(Clone, Debug, SimpleObject)]
pub struct ProgressPriority {
    /// 1, 2, 3 …
    number: i32,
    /// The title.
    title: String,
    /// Lines that have achieved their target.
    achieved: i32,
    /// Lines on their trajectory.
    on_trajectory: i32,
    /// Lines behind it.
    behind: i32,
    /// Lines of which it cannot be said.
    cannot_say: i32,
    /// The lines, in the order of the strategy. They are one stored text, read once, so that a line costs less than a row.
    #[graphql(complexity = "2 * child_complexity")]
    lines: Vec<ProgressLine>,
}

/// A count that was written as text; none of them is near the limit.
fn int(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

impl From<snapshot::Model> for Snapshot {
    fn from(row: snapshot::Model) -> Self {
        let name = format!("{}/{}/{}", row.strategy_code, row.year_start, row.revision);
        Self {
            id: id("Snapshot", name),
            key: SnapshotKey::from(&row),
            academic_year: Year::starting(row.year_start.into()).map(AcademicYear),
            revision: row.revision,
            strategy_version: int(row.strategy_version),
            as_known_at: Date(row.as_known_at),
            knowledge: row.knowledge.to_string(),
            content_hash: row.content_hash,
            manifest_hash: row.manifest_hash,
            compiled_at: Instant::from_timestamp(row.compiled_at, 0).map(DateTime),
            reason: row.reason,
            trigger: row.trigger,
            strategy_code: row.strategy_code,
            content: Stored { text: row.content, read: OnceLock::new() },
        }
    }
}

/// The content is one stored text: nothing below it asks the database again, so that its lists cost less than rows would.
#[ComplexObject]
impl Snapshot {
    /// The strategy it measures, as it is now.
    async fn strategy(&self, context: &Context<'_>) -> Result<Option<Strategy>> {
        Ok(load(context, StrategyByCode(self.strategy_code.clone())).await?.map(Into::into))
    }

    /// The first academic year of the strategy's delivery window, as it was measured.
    async fn window_first(&self) -> Result<Option<AcademicYear>> {
        Ok(year(&self.read()?.window_first))
    }

    /// The last academic year of the strategy's delivery window, as it was measured.
    async fn window_last(&self) -> Result<Option<AcademicYear>> {
        Ok(year(&self.read()?.window_last))
    }

    /// How many academic years the window has.
    async fn window_years(&self) -> Result<i32> {
        Ok(int(self.read()?.window_years))
    }

    /// Whether every release of the window's last year has come.
    async fn finality(&self) -> Result<SnapshotFinality> {
        let it = &self.read()?.finality;
        Ok(SnapshotFinality {
            is_final: it.is_final,
            settled: int(it.settled),
            open: int(it.open),
            unmeasured: int(it.unmeasured),
        })
    }

    /// The priorities with their lines, word for word as published.
    #[graphql(complexity = "6 * child_complexity")]
    async fn priorities(&self) -> Result<Vec<ProgressPriority>> {
        let mut position = 0;
        let priority = |it: &published::ProgressPriority| {
            let first = position;
            position += it.lines.len();
            ProgressPriority::new(it.clone(), &self.key, first)
        };
        Ok(self.read()?.priorities.iter().map(priority).collect())
    }

    /// The line of an indicator for a pupil group, the first where several commitments have it; null where the snapshot has
    /// none.
    async fn line(
        &self,
        #[graphql(desc = "The indicator's code: `ATT-08`.")] indicator: String,
        #[graphql(
            desc = "The pupil group: `disadvantage:disadvantaged`; everybody when not said.",
            default_with = "String::from(TOTAL)"
        )]
        group: String,
    ) -> Result<Option<ProgressLine>> {
        let mut lines = self.read()?.priorities.iter().flat_map(|priority| &priority.lines).enumerate();
        let found = lines.find(|(_, line)| line.indicator == indicator && line.breakdown == group);
        Ok(found.map(|(at, line)| ProgressLine::new(line.clone(), self.key.clone(), at)))
    }

    /// The school landscape over the years; each series stands alone, none continues another.
    #[graphql(complexity = "6 * child_complexity")]
    async fn landscape(&self) -> Result<Vec<LandscapeSeries>> {
        Ok(self.read()?.landscape.iter().cloned().map(Into::into).collect())
    }

    /// The answer to the strategy's own headline test; null where it states none that can be computed.
    async fn headline(&self) -> Result<Option<HeadlineAnswer>> {
        Ok(self.read()?.headline.clone().map(Into::into))
    }
}

impl Snapshot {
    fn read(&self) -> Result<&Content> {
        let Stored { text, read } = &self.content;
        match read.get() {
            Some(content) => Ok(content),
            None => {
                let content = serde_json::from_str(text)?;
                Ok(read.get_or_init(|| content))
            }
        }
    }
}

/// A published academic year.
fn year(text: &str) -> Option<AcademicYear> {
    Year::parse(text).ok().map(AcademicYear)
}

impl ProgressPriority {
    /// A priority as published, with the snapshot it stands in and the position of its first line.
    fn new(it: published::ProgressPriority, of: &SnapshotKey, first: usize) -> Self {
        let lines = (first..).zip(it.lines).map(|(at, line)| ProgressLine::new(line, of.clone(), at));
        Self {
            number: int(it.number),
            title: it.title,
            achieved: int(it.achieved),
            on_trajectory: int(it.on_trajectory),
            behind: int(it.behind),
            cannot_say: int(it.cannot_say),
            lines: lines.collect(),
        }
    }
}
