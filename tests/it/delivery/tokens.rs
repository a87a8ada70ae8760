//! Tokens: made once, told apart, revoked, expired.

use chrono::Duration;
use sextant_domain::access::Role;
use sextant_service::access::{NewToken, TokenError, authenticate, create, revoke};
use sextant_store::access;

use crate::support::{Db, LoadedCopy, both, now};

fn wanted(days: i64) -> NewToken {
    NewToken { council: "thurrock".to_owned(), role: Role::Officer, name: "Dashboard".to_owned(), days }
}

async fn make(db: &Db, public: &str) -> String {
    create(&db.store, &wanted(30), (public, "nobody-can-guess-this"), now()).await.unwrap()
}

both! {
    async fn a_token_says_who_asks_and_is_kept_as_a_hash(db: LoadedCopy) {
        let token = make(&db, "abc").await;
        let identity = authenticate(&db.store, &token, now()).await.unwrap();
        assert_eq!((identity.role, identity.council.as_deref(), identity.name.as_str()), (Role::Officer, Some("thurrock"), "Dashboard"));
        let rows = access::list(db.store.read(), None).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert!(!rows[0].secret_hash.contains("nobody") && rows[0].secret_hash.len() == 64);
        assert_eq!(rows[0].last_used_at, Some(now().timestamp()));
    }

    /// While somebody writes, an import say, a token is still known: that it was used is noted another time.
    async fn a_token_is_known_while_somebody_writes(db: LoadedCopy) {
        let token = make(&db, "abc").await;
        let held = db.store.begin().await.unwrap();
        assert_eq!(authenticate(&db.store, &token, now()).await.unwrap().role, Role::Officer);
        held.rollback().await.unwrap();
    }

    async fn what_does_not_hold_is_refused(db: LoadedCopy) {
        let token = make(&db, "abc").await;
        let at = async |token: &str, days: i64| authenticate(&db.store, token, now() + Duration::days(days)).await;
        for altered in [format!("{token}x"), token.replace("guess", "Guess"), "sx_abc".to_owned(), String::new(), "sx_none_x".to_owned()] {
            assert!(matches!(at(&altered, 0).await, Err(TokenError::Invalid)), "{altered}");
        }
        assert!(at(&token, 29).await.is_ok());
        assert!(matches!(at(&token, 30).await, Err(TokenError::Expired(_))));
        assert!(revoke(&db.store, "abc", now()).await.unwrap());
        assert!(!revoke(&db.store, "abc", now()).await.unwrap());
        assert!(matches!(at(&token, 0).await, Err(TokenError::Revoked)));
        assert_eq!(access::usable(db.store.read(), now().timestamp()).await.unwrap(), 0);
    }

    async fn what_cannot_be_made_says_why(db: LoadedCopy) {
        let fail = async |new: NewToken| create(&db.store, &new, ("abc", "x"), now()).await.unwrap_err();
        assert!(matches!(fail(wanted(0)).await, TokenError::Days(0)));
        assert!(matches!(fail(NewToken { role: Role::Public, ..wanted(1) }).await, TokenError::PublicRole));
        assert!(matches!(fail(NewToken { name: " ".to_owned(), ..wanted(1) }).await, TokenError::Name(_)));
        assert!(matches!(fail(NewToken { council: "none".to_owned(), ..wanted(1) }).await, TokenError::UnknownCouncil(_)));
    }
}
