//! What an operation costs, priced with the values it was sent, before anything is read.
//!
//! The prices stand beside the fields (`complexity = …`); the library adds them up as it validates. A schema of its own does that and
//! executes nothing: an extension at the executing one would be asked for every field of every row.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use async_graphql::async_trait::async_trait;
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextValidation};
use async_graphql::{Request, ServerError, ValidationMode, ValidationResult};
use chrono::{DateTime, Utc};
use futures_util::FutureExt as _;

use crate::Executor;
use crate::document::Beyond;
use crate::error::{code, request_error};
use crate::limits::Limits;
use crate::rate::{Balance, Rate};

/// Who is charged: the balance of a caller.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) rate: Rate,
    pub(crate) caller: String,
    pub(crate) limit: u64,
    pub(crate) now: DateTime<Utc>,
}

/// What an operation came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// Points.
    pub cost: usize,
    /// How deep its fields are nested.
    pub depth: usize,
    /// What the caller has left; `None` where nobody is charged.
    pub balance: Option<Balance>,
}

/// Why an operation is not executed for what it costs.
#[derive(Debug)]
pub(crate) struct TooDear {
    pub(crate) error: Box<ServerError>,
    /// How long until the caller has enough, where that is what is wanting.
    pub(crate) wait: Option<Duration>,
}

impl Price {
    /// Holds a price to the limit, and takes it off the caller's balance.
    pub(crate) fn charged(self, account: Option<&Account>, limits: &Limits) -> Result<Self, TooDear> {
        Beyond::check("the points that the operation costs", self.cost, limits.cost)
            .map_err(|beyond| TooDear { error: Box::new(beyond.into()), wait: None })?;
        let Some(account) = account else { return Ok(self) };
        let cost = u64::try_from(self.cost).unwrap_or(u64::MAX);
        let spent = account.rate.spend(&account.caller, cost, account.limit, account.now);
        let balance = spent.map_err(|spent| {
            let wait = spent.wait.unwrap_or(Duration::from_secs(3_600));
            let error = request_error(code::RATE_LIMIT, too_much(cost, &spent.balance, wait));
            TooDear { error: Box::new(error), wait: Some(wait) }
        })?;
        Ok(Self { balance: Some(balance), ..self })
    }

    /// The price with what the caller has before anything is taken off.
    pub(crate) fn told(self, account: Option<&Account>) -> Self {
        let balance = account.and_then(|it| it.rate.spend(&it.caller, 0, it.limit, it.now).ok());
        Self { balance, ..self }
    }
}

fn too_much(cost: u64, balance: &Balance, wait: Duration) -> String {
    format!(
        "The operation costs {cost} points, and you have {} left of {} an hour. Ask again in {} seconds, or for less.",
        balance.remaining,
        balance.limit,
        wait.as_secs() + 1,
    )
}

/// Prices operations.
pub(crate) struct Meter(Executor);

impl Meter {
    pub(crate) fn new(limits: &Limits) -> Self {
        let recursion = limits.recursion();
        Self(
            crate::build()
                .validation_mode(ValidationMode::Fast)
                .limit_recursive_depth(recursion)
                .extension(Stop)
                .finish(),
        )
    }

    /// The price of the operation that a request would execute.
    ///
    /// # Errors
    /// What the library refuses in it.
    pub(crate) fn price(&self, request: Request) -> Result<Price, Vec<ServerError>> {
        let slot = Arc::new(Slot::default());
        // Nothing is waited for before the end of validation.
        let response = self.0.execute(request.data(Arc::clone(&slot))).now_or_never();
        match (slot.0.get(), response) {
            (Some(price), _) => Ok(*price),
            (None, response) => Err(response.map(|it| it.errors).unwrap_or_default()),
        }
    }
}

/// Where the price is put.
#[derive(Default)]
struct Slot(OnceLock<Price>);

/// Stops once the price is known.
struct Stop;

impl ExtensionFactory for Stop {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait]
impl Extension for Stop {
    async fn validation(
        &self,
        context: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let found = next.run(context).await?;
        if let Some(slot) = context.data_opt::<Arc<Slot>>() {
            slot.0.get_or_init(|| Price { cost: found.complexity, depth: found.depth, balance: None });
        }
        // Nobody sees this: the price is there.
        Err(vec![ServerError::new("priced", None)])
    }
}
