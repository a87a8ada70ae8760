//! What serves the contract: reads a document, holds it to the limits, executes it.

use std::sync::Arc;
use std::time::Duration;

use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::{Request, Response, ServerError, ValidationMode, Variables};
use sextant_domain::access::{Identity, Role};
use sextant_store::Database;
use sextant_store::ledger::Knowledge;

use crate::batch::Batches;
use crate::context::{Clock, Ctx, Mint, Pin};
use crate::document::{Document, Documents};
use crate::limits::Limits;
use crate::meter::{Account, Meter, Price};
use crate::rate::Rate;
use crate::{Executor, mask};

/// The contract over a database.
pub struct Contract {
    /// It reads nothing and refuses little: documents come to it through [`Document`].
    executor: Executor,
    /// For questions about the schema alone: it touches no data.
    introspection: Executor,
    meter: Meter,
    documents: Documents,
    database: Database,
    clock: Clock,
    rate: Rate,
    limits: Limits,
}

/// Who asks.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The public, or the holder of a token.
    pub identity: Identity,
    /// The address that the public is charged under; nobody is charged where there is none.
    pub address: Option<String>,
    /// What the caller can quote and the log has.
    pub reference: String,
}

/// An operation to execute.
#[derive(Debug)]
pub struct Asked {
    /// The document it stands in.
    pub document: Arc<Document>,
    /// Its name, where the document has several.
    pub operation_name: Option<String>,
    /// The values of its variables.
    pub variables: Variables,
    /// What is executed in the document's place.
    pub reworded: Option<Reworded>,
    /// Who asks.
    pub caller: Caller,
}

/// A document in other words: with the arguments of a page put in.
#[derive(Debug)]
pub struct Reworded {
    /// What is executed.
    pub document: ExecutableDocument,
    /// The position of the ledger that it is read at; the newest where there is none. See [`crate::is_pinned`].
    pub at: Option<Knowledge>,
}

/// What came of an operation.
#[derive(Debug)]
pub struct Answer {
    /// Data and errors, fit to be seen.
    pub response: Response,
    /// What it cost; `None` where it was refused before it was priced.
    pub price: Option<Price>,
    /// How long the caller must wait, where it was refused for what was asked before.
    pub wait: Option<Duration>,
}

impl Contract {
    /// The contract with its limits on.
    pub fn new(database: Database, clock: Clock, mint: Mint, limits: Limits) -> Self {
        let context = Ctx { database: database.clone(), clock: Arc::clone(&clock), mint, limits };
        let build = || crate::build().validation_mode(ValidationMode::Fast).limit_recursive_depth(limits.recursion());
        Self {
            executor: build().data(context).finish(),
            introspection: build().introspection_only().finish(),
            meter: Meter::new(&limits),
            documents: Documents::new(limits),
            database,
            clock,
            rate: Rate::new(),
            limits,
        }
    }

    /// The limits that hold.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Reads a document, or finds it among those that were read.
    ///
    /// # Errors
    /// Everything that is wrong with it; one error alone where it goes beyond a limit.
    pub fn read(&self, text: &str) -> Result<Arc<Document>, Vec<ServerError>> {
        self.documents.read(text)
    }

    /// Executes an operation of a document that was read.
    pub async fn execute(&self, asked: Asked) -> Answer {
        let name = asked.operation_name.as_deref();
        let variables = match asked.document.variables(name, asked.variables) {
            Ok(variables) => variables,
            Err(error) => return Answer::refused(vec![error]),
        };
        let (document, caller) = (asked.document, asked.caller);
        let (parsed, at) = match asked.reworded {
            Some(Reworded { document, at }) => (document, at),
            None => (document.parsed().clone(), None),
        };
        let request = |parsed| {
            let mut request = Request::new("").variables(variables.clone());
            request.operation_name = asked.operation_name.clone();
            request.set_parsed_query(parsed);
            request
        };
        let price = match self.meter.price(request(parsed.clone())) {
            Ok(price) => price,
            Err(errors) => return Answer::refused(errors).masked(&caller),
        };
        let account = self.account(&caller);
        let (parsed, price) = if document.is_dry_run(name, &variables) {
            (document.of_rate_limit(), price.told(account.as_ref()))
        } else {
            match price.charged(account.as_ref(), &self.limits) {
                Ok(price) => (parsed, price),
                Err(dear) => return Answer { wait: dear.wait, ..Answer::refused(vec![*dear.error]) },
            }
        };
        let mut request = request(parsed).data(Batches::new(&self.database)).data(caller.identity.clone()).data(price);
        if let Some(at) = at {
            request = request.data(Pin(at));
        }
        let executor = match document.kind(name) {
            Some(OperationType::Query) if document.introspects() => &self.introspection,
            _ => &self.executor,
        };
        Answer { response: executor.execute(request).await, price: Some(price), wait: None }.masked(&caller)
    }

    /// Reads a document and executes its operation.
    pub async fn answer(&self, request: Request, caller: Caller) -> Answer {
        match self.read(&request.query) {
            Ok(document) => {
                let Request { operation_name, variables, .. } = request;
                self.execute(Asked { document, operation_name, variables, reworded: None, caller }).await
            }
            Err(errors) => Answer::refused(errors),
        }
    }

    /// The account that a caller is charged on: a token's own, or that of the address.
    fn account(&self, caller: &Caller) -> Option<Account> {
        let limit = self.limits.cost_per_hour;
        let address = caller.address.as_ref().filter(|_| limit > 0)?;
        let public = caller.identity.role == Role::Public;
        let (name, factor) = if public {
            (address.clone(), 1)
        } else {
            (format!("token {}", caller.identity.token), self.limits.token_factor)
        };
        Some(Account {
            rate: self.rate.clone(),
            caller: name,
            limit: limit.saturating_mul(factor),
            now: (self.clock)(),
        })
    }
}

impl std::fmt::Debug for Contract {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Contract")
            .field("database", &self.database)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

impl Answer {
    /// The answer to what was not executed.
    fn refused(errors: Vec<ServerError>) -> Self {
        Self { response: Response::from_errors(errors), price: None, wait: None }
    }

    /// The answer as it may be seen.
    fn masked(self, caller: &Caller) -> Self {
        Self { response: mask(self.response, &caller.reference), ..self }
    }
}
