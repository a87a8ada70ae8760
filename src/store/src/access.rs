//! Tokens: who may ask what. Of a token the database holds its public part and the SHA-256 of the whole.

use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::entities::access_token::{self, Column, Entity, Model};
use crate::error::Result;

/// Writes a new token.
///
/// # Errors
/// [`crate::StoreError::Database`], also where the council is not known.
pub async fn insert(connection: &impl ConnectionTrait, token: Model) -> Result<()> {
    Entity::insert(access_token::ActiveModel::from(token)).exec_without_returning(connection).await?;
    Ok(())
}

/// A token by its public part.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find(connection: &impl ConnectionTrait, id: &str) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id.to_owned()).one(connection).await?)
}

/// All tokens, of one council or of all, the oldest first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(connection: &impl ConnectionTrait, council: Option<&str>) -> Result<Vec<Model>> {
    let mut query =
        Entity::find().order_by_asc(Column::CouncilCode).order_by_asc(Column::CreatedAt).order_by_asc(Column::Id);
    if let Some(code) = council {
        query = query.filter(Column::CouncilCode.eq(code));
    }
    Ok(query.all(connection).await?)
}

/// How many tokens can be used at an instant (seconds since 1970).
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn usable(connection: &impl ConnectionTrait, now: i64) -> Result<u64> {
    let query = Entity::find().filter(Column::RevokedAt.is_null()).filter(Column::ExpiresAt.gt(now));
    Ok(query.count(connection).await?)
}

/// Revokes a token from an instant on; whether there was one that could still be used.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn revoke(connection: &impl ConnectionTrait, id: &str, now: i64) -> Result<bool> {
    let update = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::RevokedAt.is_null());
    Ok(update.exec(connection).await?.rows_affected > 0)
}

/// Notes that a token was used. Once a minute is enough to know who still uses one.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn touch(connection: &impl ConnectionTrait, id: &str, now: i64) -> Result<()> {
    let stale = Condition::any().add(Column::LastUsedAt.is_null()).add(Column::LastUsedAt.lt(now - 60));
    Entity::update_many()
        .col_expr(Column::LastUsedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(stale)
        .exec(connection)
        .await?;
    Ok(())
}
