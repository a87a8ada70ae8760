//! Reading a list page by page, each as an operation of its own, held to the same limits as any other.

use async_graphql::{Request as Document, Response as Executed, Variables};
use sextant_domain::access::Identity;
use sextant_graphql::code;

use super::super::observe::RequestId;
use super::super::params::Refused;
use super::super::{State, respond, run};
use super::mark::Mark;
use super::plan::{Paging, Plan};
use super::rewrite::{Place, document};
use super::rows::Finder;
use super::write::Rows;

/// Why the next page cannot be read.
#[derive(Debug)]
pub(super) enum Stopped {
    /// The schema answered with errors.
    Errors(Executed),
    /// It was not asked, or did not answer in time.
    Refused(Refused),
}

/// A list on its way to the client: what is known between two of its pages.
pub(super) struct Pages {
    state: State,
    identity: Identity,
    id: RequestId,
    variables: Variables,
    plan: Plan,
    finder: Finder,
    /// What was written when the first page was asked for: all pages are read at its position, or while it holds.
    mark: Option<Mark>,
    /// Rows of a page.
    size: u64,
    /// Rows that are still wanted; `None` where all are.
    left: Option<u64>,
    /// The cursor behind the last page.
    after: Option<String>,
    ended: bool,
}

impl Pages {
    pub(super) fn new(
        state: &State,
        (plan, variables): (Plan, Variables),
        (identity, id): (Identity, &RequestId),
    ) -> Self {
        let left = match plan.paging {
            Paging::Once => None,
            Paging::Pages { most, .. } => most,
        };
        let finder = Finder::new(&plan);
        let (state, id, size) = (state.clone(), id.clone(), sextant_graphql::limits::PAGE);
        Self { state, identity, id, variables, plan, finder, mark: None, size, left, after: None, ended: false }
    }

    /// Whether every page was read.
    pub(super) const fn ended(&self) -> bool {
        self.ended
    }

    pub(super) fn id(&self) -> &str {
        &self.id.0
    }

    /// Reads the first page. How many rows a page may have depends on what they cost: where a full page costs too much, a smaller one
    /// is tried. Refusing costs nothing, because it comes before anything is executed.
    pub(super) async fn first(&mut self) -> Result<Rows, Stopped> {
        if self.plan.paging == Paging::Once {
            self.ended = true;
            let (rows, _) = self.finder.take(self.execute(None).await?);
            return Ok(rows);
        }
        self.mark = Some(self.mark_now().await?);
        loop {
            match self.page().await {
                Err(Stopped::Errors(executed)) if costs_too_much(&executed) && self.size > 1 => self.size /= 2,
                other => return other,
            }
        }
    }

    /// Reads the page after the one that was read last.
    ///
    /// All pages of a table are of one state of what is known. The lists that the ledger keeps are read at the position of the first
    /// page, whatever is loaded meanwhile. The others have no past: where something was written since the first page, rows may have
    /// moved across the cursor, and the table ends as one that did not arrive whole.
    pub(super) async fn next(&mut self) -> Result<Rows, Stopped> {
        let rows = self.page().await?;
        if !self.is_pinned() && self.mark != Some(self.mark_now().await?) {
            let message = "Something was written while this list was read, so that its pages do not fit together: what arrived is \
                           not the whole. Ask again.";
            return Err(Stopped::Refused(Refused {
                status: axum::http::StatusCode::CONFLICT,
                code: code::CHANGED_MEANWHILE,
                message: message.to_owned(),
            }));
        }
        Ok(rows)
    }

    async fn page(&mut self) -> Result<Rows, Stopped> {
        let first = self.left.map_or(self.size, |left| left.min(self.size));
        let place = Place { first, after: self.after.clone() };
        let (rows, more) = self.finder.take(self.execute(Some(&place)).await?);
        self.left = self.left.map(|left| left.saturating_sub(rows.rows.len() as u64));
        // A page that leads nowhere new would be read for ever.
        self.ended = more.after.is_none() || more.after == self.after || self.left == Some(0);
        self.after = more.after;
        Ok(rows)
    }

    /// Executes the operation for a page. An answer with errors is none: an empty cell would hide them.
    async fn execute(&self, place: Option<&Place>) -> Result<async_graphql::Value, Stopped> {
        let mut request = Document::new(String::new()).variables(self.variables.clone());
        if let Some(name) = &self.plan.name {
            request = request.operation_name(name.as_str());
        }
        request.set_parsed_query(document(&self.plan, place));
        if let Some(mark) = self.mark.filter(|_| self.is_pinned()) {
            request = sextant_graphql::pinned(request, mark.knowledge);
        }
        let executed = run(&self.state, request, self.identity.clone(), &self.id).await.map_err(Stopped::Refused)?;
        if executed.errors.is_empty() { Ok(executed.data) } else { Err(Stopped::Errors(executed)) }
    }

    /// Whether the list can be read as it was known at a position of the ledger.
    fn is_pinned(&self) -> bool {
        matches!(self.plan.way().as_slice(), [connection, _] if sextant_graphql::is_pinned(&connection.name))
    }

    async fn mark_now(&self) -> Result<Mark, Stopped> {
        Mark::read(&self.state.database, &self.identity).await.map_err(|error| {
            let reference = self.id();
            tracing::error!(reference, %error, "what was written so far could not be read");
            let message =
                format!("Something went wrong on our side; quote the reference {reference} when you report it.");
            let status = axum::http::StatusCode::INTERNAL_SERVER_ERROR;
            Stopped::Refused(Refused { status, code: code::INTERNAL, message })
        })
    }
}

fn costs_too_much(executed: &Executed) -> bool {
    let is_limit = |error| respond::code(error) == Some(code::COST_LIMIT);
    respond::is_request_error(executed) && executed.errors.iter().any(is_limit)
}
