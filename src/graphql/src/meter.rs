//! What an operation costs, priced with the values it was sent, before anything is read.
//!
//! The prices stand beside the fields (`complexity = …`); the library adds them up. Here the sum is held to the limit, taken off the
//! caller's balance and kept for the answer.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use async_graphql::async_trait::async_trait;
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextValidation};
use async_graphql::{ServerError, ValidationResult};
use chrono::{DateTime, Utc};

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

impl Account {
    pub(crate) fn balance(&self) -> Option<Balance> {
        self.rate.spend(&self.caller, 0, self.limit, self.now).ok()
    }
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

/// The bill of one request, filled in once the operation is priced.
#[derive(Debug, Default)]
pub(crate) struct Bill {
    /// Whether only the price is wanted.
    pub(crate) dry_run: bool,
    pub(crate) account: Option<Account>,
    price: OnceLock<Price>,
    wait: OnceLock<Duration>,
}

impl Bill {
    pub(crate) fn new(account: Option<Account>, dry_run: bool) -> Self {
        Self { dry_run, account, ..Self::default() }
    }

    /// The bill of what answers a dry run: the price is that of the operation it was asked for.
    pub(crate) fn settled(account: Option<Account>, price: Price) -> Self {
        Self { account, price: OnceLock::from(price), ..Self::default() }
    }

    pub(crate) fn price(&self) -> Option<Price> {
        self.price.get().copied()
    }

    /// How long the caller must wait, where the balance was not enough.
    pub(crate) fn wait(&self) -> Option<Duration> {
        self.wait.get().copied()
    }

    /// Holds a price to the limits, and takes it off the balance.
    fn charge(&self, found: &ValidationResult, limits: &Limits) -> Result<(), ServerError> {
        if self.price.get().is_some() {
            return Ok(());
        }
        let balance = self.account.as_ref().and_then(Account::balance);
        let price = Price { cost: found.complexity, depth: found.depth, balance };
        if self.dry_run {
            self.price.get_or_init(|| price);
            return Err(ServerError::new(PRICED, None));
        }
        Beyond::check("the points that the operation costs", found.complexity, limits.cost)?;
        let Some(account) = &self.account else {
            self.price.get_or_init(|| price);
            return Ok(());
        };
        let cost = u64::try_from(found.complexity).unwrap_or(u64::MAX);
        match account.rate.spend(&account.caller, cost, account.limit, account.now) {
            Ok(balance) => {
                self.price.get_or_init(|| Price { balance: Some(balance), ..price });
                Ok(())
            }
            Err(spent) => {
                let wait = spent.wait.unwrap_or(Duration::from_secs(3_600));
                self.wait.get_or_init(|| wait);
                Err(request_error(code::RATE_LIMIT, too_much(cost, &spent.balance, wait)))
            }
        }
    }
}

/// The words that stop a dry run; nobody sees them.
const PRICED: &str = "priced";

fn too_much(cost: u64, balance: &Balance, wait: Duration) -> String {
    format!(
        "The operation costs {cost} points, and you have {} left of {} an hour. Ask again in {} seconds, or for less.",
        balance.remaining,
        balance.limit,
        wait.as_secs() + 1,
    )
}

/// Charges every operation.
pub(crate) struct Meter(pub(crate) Limits);

impl ExtensionFactory for Meter {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self(self.0))
    }
}

#[async_trait]
impl Extension for Meter {
    async fn validation(
        &self,
        context: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let found = next.run(context).await?;
        if let Some(bill) = context.data_opt::<Arc<Bill>>() {
            bill.charge(&found, &self.0).map_err(|error| vec![error])?;
        }
        Ok(found)
    }
}
