//! Commentary on lines of published scorecards.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use chrono::DateTime as Instant;
use sextant_domain::delivery::CommentaryState;
use sextant_domain::{AcademicYear as Year, Term};
use sextant_store::entities::commentary;

use super::line::ScorecardLine;
use super::outcome::PupilGroup;
use crate::enums;
use crate::ids::id;
use crate::loaders::{CardKey, CommentaryById, CommentaryVersions, LineOn, load};
use crate::scalars::{AcademicYear, DateTime};

/// What is said of a line of a published scorecard, as everybody reads it.
#[derive(Clone, Debug, SimpleObject)]
pub struct LineCommentary {
    /// What is said.
    text: String,
    /// Who wrote it.
    author: String,
    /// When.
    written_at: Option<DateTime>,
}

impl From<commentary::Model> for LineCommentary {
    fn from(row: commentary::Model) -> Self {
        Self { text: row.text, author: row.author, written_at: instant(row.entered_at) }
    }
}

/// A commentary on a line of a published scorecard, with all its versions. It belongs to that line of that revision: what a later
/// revision says needs a commentary of its own.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Commentary {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every version; a change names the version that it was made from.
    version: i32,
    /// The strategy's code.
    strategy_code: String,
    /// The academic year of the scorecard.
    academic_year: Option<AcademicYear>,
    /// The term of the scorecard.
    term: Option<enums::Term>,
    /// The revision of the scorecard.
    revision: i32,
    /// The line's indicator.
    indicator_code: String,
    /// The line's pupil group.
    group: PupilGroup,
    /// The SHA-256 of the published line that it speaks of.
    line_hash: String,
    /// What is said.
    text: String,
    /// Where it stands.
    state: Option<enums::CommentaryState>,
    /// Who wrote the newest version.
    author: String,
    /// When.
    written_at: Option<DateTime>,
    #[graphql(skip)]
    row: commentary::Model,
}

/// A version of a commentary.
#[derive(Clone, Debug, SimpleObject)]
pub struct CommentaryVersion {
    /// 1, 2, 3 …
    version: i32,
    /// What was said.
    text: String,
    /// Where it stood since.
    state: Option<enums::CommentaryState>,
    /// Who wrote it.
    author: String,
    /// When.
    written_at: Option<DateTime>,
}

fn instant(millis: i64) -> Option<DateTime> {
    Instant::from_timestamp_millis(millis).map(DateTime)
}

impl From<commentary::Model> for Commentary {
    fn from(row: commentary::Model) -> Self {
        Self {
            id: id("Commentary", &row.id),
            version: row.version,
            strategy_code: row.strategy_code.clone(),
            academic_year: Year::starting(row.year_start.into()).map(AcademicYear),
            term: Term::from_number(row.term).map(Into::into),
            revision: row.revision,
            indicator_code: row.indicator_code.clone(),
            group: PupilGroup::named(&row.breakdown),
            line_hash: row.line_hash.clone(),
            text: row.text.clone(),
            state: CommentaryState::from_number(row.state).map(Into::into),
            author: row.author.clone(),
            written_at: instant(row.entered_at),
            row,
        }
    }
}

impl From<commentary::Model> for CommentaryVersion {
    fn from(row: commentary::Model) -> Self {
        let state = CommentaryState::from_number(row.state).map(Into::into);
        let written_at = instant(row.entered_at);
        Self { version: row.version, text: row.text, state, author: row.author, written_at }
    }
}

#[ComplexObject]
impl Commentary {
    /// Every version, the first first.
    #[graphql(complexity = "3 * child_complexity")]
    async fn history(&self, context: &Context<'_>) -> Result<Vec<CommentaryVersion>> {
        let key = CommentaryVersions(self.row.council_code.clone(), self.row.id.clone());
        Ok(load(context, key).await?.unwrap_or_default().into_iter().map(Into::into).collect())
    }

    /// The commentary that it takes up, of an earlier revision or term; null where it was written anew.
    async fn based_on(&self, context: &Context<'_>) -> Result<Option<Commentary>> {
        let Some(earlier) = self.row.based_on.clone() else { return Ok(None) };
        Ok(load(context, CommentaryById(self.row.council_code.clone(), earlier)).await?.map(Into::into))
    }

    /// The line that it speaks of, word for word as published.
    #[graphql(complexity = "5 + child_complexity")]
    async fn line(&self, context: &Context<'_>) -> Result<Option<ScorecardLine>> {
        let (council, card) = (self.row.council_code.clone(), CardKey::from(&self.row));
        let key = LineOn(council, card, self.row.indicator_code.clone(), self.row.breakdown.clone());
        let found = load(context, key).await?;
        Ok(found.map(|published| {
            let (card, position, line) = published.as_ref();
            ScorecardLine::new(line.clone(), card.clone(), *position)
        }))
    }
}
