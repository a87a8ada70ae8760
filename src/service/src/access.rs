//! Tokens: made, told apart, revoked. Of a token Sextant keeps the public part and the SHA-256 of the whole.
//!
//! A token is `sx_`, its public part, `_` and its secret. The secret is random and long, so that a plain hash keeps it: nobody
//! can try all of them.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use sextant_domain::access::{Identity, Role};
use sextant_domain::delivery::{Problem, text};
use sextant_domain::scorecard::sha256_hex;
use sextant_store::entities::access_token;
use sextant_store::{Database, StoreError, access, query};

/// What every token begins with.
const PREFIX: &str = "sx_";
/// The longest a token may hold, in days.
pub const LONGEST: i64 = 366;
/// How long a request waits to note that its token was used.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(100);

/// A token that is wanted.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// The council it belongs to.
    pub council: String,
    /// What it may do.
    pub role: Role,
    /// Whose it is, or what it is for.
    pub name: String,
    /// For how many days it holds.
    pub days: i64,
}

/// Why a token was not made, or is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// There is no such council.
    #[error("there is no council '{0}'. Load its strategy first: `sextant strategy load FILE`")]
    UnknownCouncil(String),
    /// The public has no tokens.
    #[error("a token has the role member, officer, data-owner or admin: whoever has none is the public")]
    PublicRole,
    /// It would hold for too long, or not at all.
    #[error("a token holds for 1 to {LONGEST} days, not for {0}")]
    Days(i64),
    /// The name cannot be kept.
    #[error("{0}")]
    Name(String),
    /// The token is not one of ours, or was altered.
    #[error("the token is not valid. Make another with `sextant token create`")]
    Invalid,
    /// The token was revoked.
    #[error("the token was revoked. Ask your administrator for another")]
    Revoked,
    /// The token's time is over.
    #[error("the token expired on {0}. Ask your administrator for another")]
    Expired(NaiveDate),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a token; the whole of it is returned once and never again. `random` is two texts nobody can guess, of letters and
/// digits: the first becomes the public part, the second the secret.
///
/// # Errors
/// [`TokenError`]; nothing has been written then.
pub async fn create(
    database: &Database,
    new: &NewToken,
    (public, secret): (&str, &str),
    now: DateTime<Utc>,
) -> Result<String, TokenError> {
    if new.role == Role::Public {
        return Err(TokenError::PublicRole);
    }
    if !(1..=LONGEST).contains(&new.days) {
        return Err(TokenError::Days(new.days));
    }
    let mut problems: Vec<Problem> = Vec::new();
    let name = text("name", &new.name, &mut problems);
    if let Some(problem) = problems.first() {
        return Err(TokenError::Name(problem.message.clone()));
    }
    let councils = query::strategies::councils(database.read(), std::slice::from_ref(&new.council)).await?;
    if councils.is_empty() {
        return Err(TokenError::UnknownCouncil(new.council.clone()));
    }
    let token = format!("{PREFIX}{public}_{secret}");
    let row = access_token::Model {
        id: public.to_owned(),
        council_code: new.council.clone(),
        role: new.role.number(),
        name,
        secret_hash: sha256_hex(token.as_bytes()),
        created_at: now.timestamp(),
        expires_at: (now + Duration::days(new.days)).timestamp(),
        revoked_at: None,
        last_used_at: None,
    };
    let transaction = database.begin().await?;
    access::insert(&transaction, row).await?;
    transaction.commit().await.map_err(StoreError::from)?;
    Ok(token)
}

/// Revokes a token by its public part; whether there was one that could still be used.
///
/// # Errors
/// [`StoreError`].
pub async fn revoke(database: &Database, id: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let transaction = database.begin().await?;
    let revoked = access::revoke(&transaction, id, now.timestamp()).await?;
    transaction.commit().await?;
    Ok(revoked)
}

/// Notes that a token was used. Where that would have to wait (an import holds the writer of SQLite) or cannot be written (a standby
/// takes no writes) the request goes on without: the next one notes it.
async fn note_use(database: &Database, id: &str, now: DateTime<Utc>) {
    let noted = tokio::time::timeout(PATIENCE, access::touch(database.maintain(), id, now.timestamp())).await;
    if let Ok(Err(error)) = noted {
        tracing::warn!(token = id, %error, "the use of a token could not be noted");
    }
}

/// Who a token belongs to.
///
/// # Errors
/// [`TokenError::Invalid`], [`TokenError::Revoked`], [`TokenError::Expired`], or the store's.
pub async fn authenticate(database: &Database, token: &str, now: DateTime<Utc>) -> Result<Identity, TokenError> {
    let id = token.strip_prefix(PREFIX).and_then(|rest| rest.split_once('_')).map(|(public, _)| public);
    let row = match id {
        Some(id) => access::find(database.read(), id).await?,
        None => None,
    };
    let row = row.filter(|row| row.secret_hash == sha256_hex(token.as_bytes())).ok_or(TokenError::Invalid)?;
    if row.revoked_at.is_some() {
        return Err(TokenError::Revoked);
    }
    if row.expires_at <= now.timestamp() {
        let day = DateTime::from_timestamp(row.expires_at, 0).unwrap_or_default().date_naive();
        return Err(TokenError::Expired(day));
    }
    if row.last_used_at.is_none_or(|last| last < now.timestamp() - 60) {
        note_use(database, &row.id, now).await;
    }
    let role = Role::from_number(row.role).ok_or(TokenError::Invalid)?;
    Ok(Identity { role, council: Some(row.council_code), name: row.name, token: row.id })
}
