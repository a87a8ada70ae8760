//! Strategies.

use async_graphql::{ComplexObject, Context, ID, Object, Result, SimpleObject};
use sextant_domain::scorecard::due_at;
use sextant_domain::strategy::{CalendarTerm as Entry, CommitmentKind, StrategyStatus};
use sextant_domain::{AcademicYear as Year, Term, TermOfYear};
use sextant_store::entities::{calendar_term, commitment, priority, strategy};

use super::{HeadlineTest, IndicatorUse, Place, SnapshotDate};
use crate::enums;
use crate::ids::id;
use crate::loaders::{
    CalendarOf, CommitmentsOf, CouncilByCode, HeadlineTestOf, PlaceById, PrioritiesOf, SnapshotsDueOf, UsesOf, load,
};
use crate::scalars::{AcademicYear, Date, DateTime};

/// A council that owns strategies.
#[derive(Clone, Debug, SimpleObject)]
pub struct Council {
    /// The code: `thurrock`.
    code: String,
    /// The name.
    name: String,
}

/// A council's education strategy, in one version of its file.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Strategy {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// The code: `thurrock-2019`.
    code: String,
    /// The version of its file: 1, 2, 3 …
    version: i32,
    /// The title.
    title: String,
    /// The vision, in its own words.
    vision: String,
    /// How far it has come.
    status: Option<enums::StrategyStatus>,
    /// Made up to show what Sextant does; no council has adopted it.
    invented: bool,
    /// The first day of the period in its title.
    stated_start: Date,
    /// The last day of the period in its title.
    stated_end: Date,
    /// The first academic year of its delivery window.
    window_first: Option<AcademicYear>,
    /// The last academic year of its delivery window.
    window_last: Option<AcademicYear>,
    /// Why the window is not the stated period.
    window_note: String,
    /// The day of its own headline test, where it sets one.
    test_date: Option<Date>,
    /// The headline test, in its own words.
    test: String,
    /// In force from this day.
    in_force_from: Date,
    /// In force until this day (exclusive); null while nothing supersedes it.
    superseded_on: Option<Date>,
    /// Where it was published.
    source: String,
    #[graphql(skip)]
    key: (String, String, i64),
}

impl From<strategy::Model> for Strategy {
    fn from(row: strategy::Model) -> Self {
        let year = |start| Year::starting(start).map(AcademicYear);
        Self {
            id: id("Strategy", &row.code),
            key: (row.council_code, row.code.clone(), row.version),
            code: row.code,
            version: i32::try_from(row.version).unwrap_or(i32::MAX),
            title: row.title,
            vision: row.vision,
            status: StrategyStatus::from_number(row.status).map(Into::into),
            invented: row.invented,
            stated_start: Date(row.stated_start),
            stated_end: Date(row.stated_end),
            window_first: year(row.window_first),
            window_last: year(row.window_last),
            window_note: row.window_note,
            test_date: row.test_date.map(Date),
            test: row.test,
            in_force_from: Date(row.in_force_from),
            superseded_on: row.superseded_on.map(Date),
            source: row.source,
        }
    }
}

#[ComplexObject]
impl Strategy {
    /// The council that owns it.
    async fn council(&self, context: &Context<'_>) -> Result<Option<Council>> {
        let found = load(context, CouncilByCode(self.key.0.clone())).await?;
        Ok(found.map(|row| Council { code: row.code, name: row.name }))
    }

    /// The authority whose outcomes it is measured by.
    async fn authority(&self, context: &Context<'_>) -> Result<Option<Place>> {
        match load(context, CouncilByCode(self.key.0.clone())).await? {
            Some(council) => Ok(load(context, PlaceById(council.place_id)).await?.map(Into::into)),
            None => Ok(None),
        }
    }

    /// Its priorities, in order.
    #[graphql(complexity = "6 * child_complexity")]
    async fn priorities(&self, context: &Context<'_>) -> Result<Vec<Priority>> {
        let (council, code, version) = self.key.clone();
        let rows = load(context, PrioritiesOf(council, code, version)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(|row| Priority { row }).collect())
    }

    /// The term calendar, with the day on which each scorecard is due.
    #[graphql(complexity = "12 * child_complexity")]
    async fn calendar(&self, context: &Context<'_>) -> Result<Vec<CalendarTerm>> {
        let (council, code, version) = self.key.clone();
        let rows = load(context, CalendarOf(council, code, version)).await?.unwrap_or_default();
        Ok(rows.iter().filter_map(CalendarTerm::read).collect())
    }

    /// Its headline test, made computable; null where it defines none.
    async fn headline_test(&self, context: &Context<'_>) -> Result<Option<HeadlineTest>> {
        let (council, code, version) = self.key.clone();
        let rows = load(context, HeadlineTestOf(council, code, version)).await?.unwrap_or_default();
        Ok(rows.into_iter().next().map(HeadlineTest::from))
    }

    /// The days on which its progress snapshots are due, oldest first.
    #[graphql(complexity = "5 * child_complexity")]
    async fn snapshot_dates(&self, context: &Context<'_>) -> Result<Vec<SnapshotDate>> {
        let (council, code, version) = self.key.clone();
        let rows = load(context, SnapshotsDueOf(council, code, version)).await?.unwrap_or_default();
        Ok(rows.into_iter().filter_map(SnapshotDate::read).collect())
    }
}

/// A term of the council's calendar.
#[derive(Clone, Debug, SimpleObject)]
pub struct CalendarTerm {
    /// The academic year.
    academic_year: AcademicYear,
    /// The term.
    term: enums::Term,
    /// The first day.
    starts_on: Date,
    /// The last day.
    ends_on: Date,
    /// The day papers go out; the scorecard is compiled as known on that day.
    paper_deadline: Date,
    /// The instant at which the scorecard is due: 06:00 London time on the paper deadline.
    due_at: DateTime,
    /// The committee's meeting, where it is known.
    meeting_on: Option<Date>,
    /// Where the dates come from.
    source: String,
}

impl CalendarTerm {
    fn read(row: &calendar_term::Model) -> Option<Self> {
        let year = Year::starting(row.year_start.into())?;
        let term = Term::from_number(row.term)?;
        let entry = Entry {
            term: TermOfYear { year, term },
            starts: row.starts,
            ends: row.ends,
            paper_deadline: row.paper_deadline,
            meeting: row.meeting,
            source: row.source.clone(),
        };
        Some(Self {
            academic_year: AcademicYear(year),
            term: term.into(),
            starts_on: Date(entry.starts),
            ends_on: Date(entry.ends),
            paper_deadline: Date(entry.paper_deadline),
            due_at: DateTime(due_at(&entry)),
            meeting_on: entry.meeting.map(Date),
            source: entry.source,
        })
    }
}

/// One of a strategy's priorities.
#[derive(Clone, Debug)]
pub struct Priority {
    row: priority::Model,
}

/// One of a strategy's priorities.
#[Object]
impl Priority {
    /// 1, 2, 3 …
    async fn number(&self) -> i32 {
        self.row.number.into()
    }

    /// The short title.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// The wording as adopted.
    async fn text(&self) -> &str {
        &self.row.text
    }

    /// Who answers for it, by role.
    async fn owner(&self) -> &str {
        &self.row.owner
    }

    /// Its commitments, in order.
    #[graphql(complexity = "3 * child_complexity")]
    async fn commitments(&self, context: &Context<'_>) -> Result<Vec<Commitment>> {
        let row = &self.row;
        let key = CommitmentsOf(row.council_code.clone(), row.strategy_code.clone(), row.strategy_version);
        let rows = load(context, key).await?.unwrap_or_default();
        let own = rows.into_iter().filter(|it| it.priority_number == row.number);
        Ok(own.map(|row| Commitment { row }).collect())
    }
}

/// One promise of a priority.
#[derive(Clone, Debug)]
pub struct Commitment {
    row: commitment::Model,
}

/// One promise of a priority.
#[Object]
impl Commitment {
    /// The code, unique in the strategy: `1.2`.
    async fn code(&self) -> &str {
        &self.row.code
    }

    /// The promise in words.
    async fn text(&self) -> &str {
        &self.row.text
    }

    /// What kind of promise.
    async fn kind(&self) -> Option<enums::CommitmentKind> {
        CommitmentKind::from_number(self.row.kind).map(Into::into)
    }

    /// Why nothing measures it; null where something does.
    async fn no_measure(&self) -> Option<&str> {
        self.row.no_measure.as_deref()
    }

    /// What measures it, in order.
    #[graphql(complexity = "4 * child_complexity")]
    async fn indicator_uses(&self, context: &Context<'_>) -> Result<Vec<IndicatorUse>> {
        let row = &self.row;
        let key = UsesOf(row.council_code.clone(), row.strategy_code.clone(), row.strategy_version);
        let rows = load(context, key).await?.unwrap_or_default();
        let own = rows.into_iter().filter(|it| it.commitment_code == row.code);
        Ok(own.map(IndicatorUse::from).collect())
    }
}
