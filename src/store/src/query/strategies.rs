//! Strategies: the newest version of each, and what hangs on it, by key.

use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::{
    baseline, calendar_term, commitment, council, headline_basket, headline_test, indicator_use, priority,
    snapshot_due, strategy, target, trajectory_point,
};
use crate::error::Result;
use crate::ledger::Knowledge;

/// The fields of strategies that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrategyField {
    /// The code.
    Code,
    /// The council's code.
    Council,
    /// The status' number.
    Status,
    /// Whether it is invented.
    Invented,
    /// In force from.
    InForceFrom,
}

impl Listed for strategy::Model {
    type Field = StrategyField;
    const UNIQUE: &'static [StrategyField] = &[StrategyField::Code];

    fn expression(field: StrategyField) -> SimpleExpr {
        match field {
            StrategyField::Code => strategy::Column::Code,
            StrategyField::Council => strategy::Column::CouncilCode,
            StrategyField::Status => strategy::Column::Status,
            StrategyField::Invented => strategy::Column::Invented,
            StrategyField::InForceFrom => strategy::Column::InForceFrom,
        }
        .into_expr()
    }

    fn nullable(_field: StrategyField) -> bool {
        false
    }

    fn scalar(&self, field: StrategyField) -> Scalar {
        match field {
            StrategyField::Code => Scalar::Text(self.code.clone()),
            StrategyField::Council => Scalar::Text(self.council_code.clone()),
            StrategyField::Status => Scalar::Int(self.status.into()),
            StrategyField::Invented => Scalar::Bool(self.invented),
            StrategyField::InForceFrom => Scalar::Day(self.in_force_from),
        }
    }
}

fn leaf(field: StrategyField, test: &Test) -> SimpleExpr {
    test.on(strategy::Model::expression(field))
}

fn select(filter: &Filter<StrategyField>) -> Select<strategy::Entity> {
    let newest = "NOT EXISTS (SELECT 1 FROM strategy n WHERE n.code = strategy.code AND n.version > strategy.version)";
    strategy::Entity::find().filter(Expr::cust(newest)).filter(filter.condition(&leaf))
}

/// A page of strategies.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<StrategyField>,
    request: &PageRequest<StrategyField>,
) -> Result<Page<strategy::Model>> {
    page(connection, select(filter), request).await
}

/// How many strategies match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<StrategyField>) -> Result<u64> {
    Ok(select(filter).count(connection).await?)
}

/// Strategies by code, in their newest version.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_codes(connection: &impl ConnectionTrait, codes: &[String]) -> Result<Vec<strategy::Model>> {
    let filter = Filter::Is(StrategyField::Code, Test::In(codes.iter().cloned().map(Scalar::Text).collect()));
    Ok(select(&filter).all(connection).await?)
}

/// A strategy by code, in the newest version that was loaded by a ledger position; `None` when there was none.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn known_by(
    connection: &impl ConnectionTrait,
    code: &str,
    known: Knowledge,
) -> Result<Option<strategy::Model>> {
    Ok(strategy::Entity::find()
        .filter(strategy::Column::Code.eq(code))
        .filter(strategy::Column::Knowledge.lte(known))
        .order_by_desc(strategy::Column::Version)
        .one(connection)
        .await?)
}

/// Councils by code.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn councils(connection: &impl ConnectionTrait, codes: &[String]) -> Result<Vec<council::Model>> {
    Ok(council::Entity::find().filter(council::Column::Code.is_in(codes)).all(connection).await?)
}

/// The key of a strategy's version: council, code, version.
pub type StrategyKey = (String, String, i64);

/// A function that loads the rows of a table that belong to some strategy versions, in their order.
macro_rules! of_versions {
    ($(#[$doc:meta])* $name:ident, $table:ident, $($order:ident),+) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// [`crate::StoreError::Database`].
        pub async fn $name(connection: &impl ConnectionTrait, keys: &[StrategyKey]) -> Result<Vec<$table::Model>> {
            let any = keys.iter().fold(Condition::any(), |any, (council, code, version)| {
                any.add(
                    Condition::all()
                        .add($table::Column::CouncilCode.eq(council))
                        .add($table::Column::StrategyCode.eq(code))
                        .add($table::Column::StrategyVersion.eq(*version)),
                )
            });
            Ok($table::Entity::find().filter(any)$(.order_by_asc($table::Column::$order))+.all(connection).await?)
        }
    };
}

of_versions!(
    /// The priorities of strategy versions.
    priorities, priority, Number
);
of_versions!(
    /// The commitments of strategy versions.
    commitments, commitment, PriorityNumber, Position
);
of_versions!(
    /// The uses of strategy versions.
    uses, indicator_use, CommitmentCode, Position
);
of_versions!(
    /// The targets of strategy versions.
    targets, target, CommitmentCode, UsePosition, Position
);
of_versions!(
    /// The calendars of strategy versions.
    calendars, calendar_term, YearStart, Term
);
of_versions!(
    /// The baselines of strategy versions.
    baselines, baseline, CommitmentCode, UsePosition, Position
);
of_versions!(
    /// The points of the trajectories of strategy versions.
    trajectory_points, trajectory_point, CommitmentCode, UsePosition, Position
);
of_versions!(
    /// The headline tests of strategy versions, one each at most.
    headline_tests, headline_test, StrategyVersion
);
of_versions!(
    /// The baskets of the headline tests of strategy versions.
    headline_baskets, headline_basket, Position
);
of_versions!(
    /// The days on which snapshots of strategy versions are due.
    snapshots_due, snapshot_due, YearStart
);
