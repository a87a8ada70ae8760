//! The one list of all tables, and what archives need to know of each.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use futures_util::stream::{BoxStream, StreamExt, TryStreamExt};
use sea_orm::sea_query::ArrayType;
use sea_orm::{DatabaseTransaction, EntityTrait, IdenStatic, Iterable, ModelTrait, PrimaryKeyToColumn, QueryOrder};

use super::Result;
use super::value::Cell;
use crate::entities;

/// The rows of a table, one value for every column.
pub(super) type Rows<'t> = BoxStream<'t, Result<Vec<Cell>>>;

/// A table.
pub(super) struct Table {
    /// Its name.
    pub(super) name: &'static str,
    /// Its columns in the order of the entity.
    pub(super) columns: Vec<Column>,
    /// Begins to read its rows in the order of the primary key.
    pub(super) rows: for<'t> fn(&'t DatabaseTransaction) -> BoxFuture<'t, Result<Rows<'t>>>,
}

/// A column.
pub(super) struct Column {
    /// Its name.
    pub(super) name: &'static str,
    /// What its values are.
    pub(super) kind: ArrayType,
}

/// Lists the modules of the entities. A row may only refer to rows of tables further up.
macro_rules! tables {
    ($($module:ident),+ $(,)?) => {
        /// All tables.
        pub(super) fn tables() -> Vec<Table> {
            vec![$(table::<entities::$module::Entity>()),+]
        }
    };
}

tables![
    source,
    ledger_entry,
    place,
    place_code,
    place_succession,
    place_version,
    indicator,
    indicator_version,
    definition_version,
    break_version,
    indicator_outlook,
    indicator_definition,
    series_break,
    measure_mapping,
    breakdown,
    series,
    outcome,
    finding,
    school,
    school_link,
    trust,
    trust_membership,
    inspection,
    judgement,
    benchmark_group,
    benchmark_member,
    rule,
    council,
    council_version,
    strategy,
    priority,
    commitment,
    indicator_use,
    target,
    baseline,
    trajectory_point,
    headline_test,
    headline_basket,
    snapshot_due,
    calendar_term,
    scorecard,
    scorecard_line,
    snapshot,
    snapshot_line,
    access_token,
    audit_entry,
    idempotency_key,
    organisation,
    designation,
    partnership,
    partnership_member,
    partnership_commitment,
    partnership_outcome,
    risk_policy,
    risk_tier,
    risk_assessment,
    visit,
    action,
    action_due_change,
    flag,
    activity,
    activity_school,
    activity_commitment,
    activity_effect,
    funding_bid,
    funding_bid_activity,
    funding_stream,
    funding_stream_activity,
    contribution,
    scrutiny_meeting,
    scrutiny_feedback,
    recommendation,
    recommendation_commitment,
    recommendation_outcome,
    recommendation_progress,
    equality_impact,
    commentary,
];

/// The tables that an archive holds, each with its columns: for the test that none of the database is forgotten.
pub fn schema() -> Vec<(&'static str, Vec<&'static str>)> {
    let names = |table: &Table| table.columns.iter().map(|column| column.name).collect();
    tables().iter().map(|table| (table.name, names(table))).collect()
}

fn table<E: EntityTrait>() -> Table
where
    E::Model: Sync,
{
    let column = |column: E::Column| Column { name: column.as_str(), kind: E::Model::get_value_type(column) };
    Table { name: E::default().table_name(), columns: E::Column::iter().map(column).collect(), rows: rows::<E> }
}

fn rows<E: EntityTrait>(transaction: &DatabaseTransaction) -> BoxFuture<'_, Result<Rows<'_>>>
where
    E::Model: Sync,
{
    async move {
        let ordered = E::PrimaryKey::iter().fold(E::find(), |query, key| query.order_by_asc(key.into_column()));
        let models = ordered.stream(transaction).await?;
        let cells = |model: E::Model| E::Column::iter().map(|column| Cell(model.get(column))).collect();
        Ok(models.map_ok(cells).map_err(Into::into).boxed())
    }
    .boxed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::value::decode;

    #[test]
    fn archives_have_a_form_for_every_column() {
        for table in tables() {
            for column in table.columns {
                let null = decode(&column.kind, serde_json::Value::Null);
                assert!(null.is_some(), "{}.{} is a {:?}", table.name, column.name, column.kind);
            }
        }
    }
}
