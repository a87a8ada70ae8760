//! The newest outcomes of places: cut for each place in the database, in one statement for all of them.

use sea_orm::sea_query::{Alias, Asterisk, Condition, Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, FromQueryResult};

use crate::entities::{outcome, series};
use crate::error::Result;
use crate::ledger::Knowledge;
use crate::query::schools::holds_at;

/// Which outcomes of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Newest {
    /// The most of a place.
    pub most: u32,
    /// Of indicators with these codes; of all where it is not said.
    pub indicators: Option<Vec<String>>,
    /// Of the pupil group with this code; of all where it is not said.
    pub breakdown: Option<String>,
}

impl Newest {
    /// The series to look into, also where all are: rows are stored by series and place, and found by both.
    fn series(&self) -> SimpleExpr {
        let mut which = Condition::all();
        if let Some(codes) = &self.indicators {
            which = which.add(series::Column::IndicatorCode.is_in(codes));
        }
        if let Some(code) = &self.breakdown {
            which = which.add(series::Column::Breakdown.eq(code));
        }
        let ids = Query::select().column(series::Column::Id).from(series::Entity).cond_where(which).to_owned();
        outcome::Column::SeriesId.into_expr().in_subquery(ids)
    }
}

/// The newest outcomes of each place as known at a position: by place, the latest period first, then by series.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn newest_of_places(
    connection: &impl ConnectionTrait,
    places: &[i32],
    known: Knowledge,
    which: &Newest,
) -> Result<Vec<outcome::Model>> {
    let rank = Alias::new("rank_in_place");
    let ranked = Query::select()
        .column((outcome::Entity, Asterisk))
        .expr_as(
            Expr::cust(
                "ROW_NUMBER() OVER (PARTITION BY outcome.place_id ORDER BY outcome.period DESC, outcome.series_id)",
            ),
            rank.clone(),
        )
        .from(outcome::Entity)
        .and_where(outcome::Column::PlaceId.is_in(places.iter().copied()))
        .and_where(holds_at("outcome", &["series_id", "place_id", "period"], known))
        .and_where(which.series())
        .to_owned();
    let cut = Query::select()
        .column(Asterisk)
        .from_subquery(ranked, Alias::new("ranked"))
        .and_where(Expr::col(rank.clone()).lte(which.most))
        .order_by(Alias::new("place_id"), sea_orm::Order::Asc)
        .order_by(rank, sea_orm::Order::Asc)
        .to_owned();
    let statement = connection.get_database_backend().build(&cut);
    Ok(outcome::Model::find_by_statement(statement).all(connection).await?)
}
