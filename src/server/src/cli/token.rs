//! `sextant token`.

use chrono::{DateTime, Utc};
use clap::{Subcommand, ValueEnum};
use sextant_domain::access::Role;
use sextant_service::access::{self, NewToken};
use sextant_store::entities::access_token;

use super::Verdict;
use super::output::Out;
use crate::{clock, open};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a token; it is shown once
    Create {
        /// The council's code: thurrock
        #[arg(long, value_name = "CODE")]
        council: String,
        /// What its holder may do; each role may do what the one before it may
        #[arg(long, value_enum)]
        role: Holder,
        /// Whose it is, or what it is for; the audit trail records this name
        #[arg(long, value_name = "NAME")]
        name: String,
        /// For how many days it holds
        #[arg(long, value_name = "DAYS", default_value_t = 90)]
        days: i64,
    },
    /// List the tokens: whose, what they may do, until when, and when they were last used
    List {
        /// Those of one council; all when left out
        #[arg(long, value_name = "CODE")]
        council: Option<String>,
    },
    /// Revoke a token at once
    Revoke {
        /// Its public part, as `sextant token list` shows it
        id: String,
    },
}

/// The roles that have tokens.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Holder {
    /// Reads the council's partnership work
    Member,
    /// Writes it as well
    Officer,
    /// Compiles results and reads the audit trail as well
    DataOwner,
    /// Everything
    Admin,
}

impl From<Holder> for Role {
    fn from(holder: Holder) -> Self {
        match holder {
            Holder::Member => Self::Member,
            Holder::Officer => Self::Officer,
            Holder::DataOwner => Self::DataOwner,
            Holder::Admin => Self::Admin,
        }
    }
}

pub(super) async fn run(url: &str, command: Command, out: &mut Out) -> anyhow::Result<Verdict> {
    match command {
        Command::Create { council, role, name, days } => {
            let database = open::prepared(url).await?;
            let new = NewToken { council, role: role.into(), name, days };
            let (public, secret) = random();
            let token = access::create(&database, &new, (&public, &secret), clock::now()).await?;
            out.line(&token)?;
            out.line(format_args!(
                "\nThis is the only time it is shown. Send it with every request:\n  Authorization: Bearer {token}\nIt holds for \
                 {days} days; `sextant token revoke {public}` ends it at once."
            ))?;
        }
        Command::List { council } => {
            let database = open::existing(url).await?;
            let tokens = sextant_store::access::list(database.read(), council.as_deref()).await?;
            if tokens.is_empty() {
                out.line("There are no tokens. `sextant token create` makes one.")?;
            }
            for token in tokens {
                out.line(told(&token, clock::now()))?;
            }
        }
        Command::Revoke { id } => {
            let database = open::prepared(url).await?;
            if !access::revoke(&database, &id, clock::now()).await? {
                anyhow::bail!("there is no token '{id}' that could still be used. `sextant token list` shows them");
            }
            out.line(format_args!("Token {id} is revoked: it is refused from now on."))?;
        }
    }
    Ok(Verdict::Done)
}

/// Two texts that nobody can guess: 12 and 64 characters from the system's randomness.
fn random() -> (String, String) {
    let one = || uuid::Uuid::new_v4().simple().to_string();
    (one()[..12].to_owned(), one() + &one())
}

fn told(token: &access_token::Model, now: DateTime<Utc>) -> String {
    let day = |instant: i64| DateTime::from_timestamp(instant, 0).unwrap_or_default().date_naive().to_string();
    let role = Role::from_number(token.role).map_or("unknown role", |role| role.words());
    let state = match token.revoked_at {
        Some(at) => format!("revoked on {}", day(at)),
        None if token.expires_at <= now.timestamp() => format!("expired on {}", day(token.expires_at)),
        None => format!("holds until {}", day(token.expires_at)),
    };
    let used = token.last_used_at.map_or("never used".to_owned(), |at| format!("last used on {}", day(at)));
    format!("{}  {}, {role}: {} ({state}, {used})", token.id, token.council_code, token.name)
}
