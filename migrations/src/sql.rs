//! Running shared SQL on either engine.

use sea_orm_migration::prelude::{DbErr, SchemaManager};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// Runs the statements of `text`, which are separated by `;` at the end of a line.
///
/// `{clustered}` behind a table becomes `WITHOUT ROWID` on SQLite and nothing on PostgreSQL: it stores the table in the order
/// of its primary key, which is what PostgreSQL's index-only reads come to.
pub(crate) async fn run(manager: &SchemaManager<'_>, text: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    // Text is compared byte by byte on SQLite; on PostgreSQL only under the C collation. The same order on both.
    let text = match connection.get_database_backend() {
        DbBackend::Sqlite => text.replace("{clustered}", "WITHOUT ROWID"),
        _ => text.replace("{clustered}", "").replace(" TEXT", " TEXT COLLATE \"C\""),
    };
    for statement in text.split(";\n").map(str::trim).filter(|s| !s.is_empty()) {
        connection.execute_unprepared(statement).await?;
    }
    Ok(())
}

/// A step made of shared SQL.
macro_rules! step {
    ($(#[$doc:meta])* up: $up:literal, down: $down:literal) => {
        use sea_orm_migration::prelude::*;

        $(#[$doc])*
        #[derive(Debug, DeriveMigrationName)]
        pub(crate) struct Migration;

        #[async_trait::async_trait]
        impl MigrationTrait for Migration {
            // SQLite would otherwise keep the first half of a step that fails in its middle.
            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }

            async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                crate::sql::run(manager, $up).await
            }

            async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                crate::sql::run(manager, $down).await
            }
        }
    };
}
pub(crate) use step;
