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

/// Makes the database itself refuse to change or delete a row of `table`.
pub(crate) async fn append_only(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if connection.get_database_backend() == DbBackend::Sqlite {
        for act in ["UPDATE", "DELETE"] {
            let name = format!("{table}_no_{}", act.to_lowercase());
            let text = format!(
                "CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN \
                 SELECT RAISE(ABORT, '{table} is append-only: write a later row instead'); END"
            );
            connection.execute_unprepared(&text).await?;
        }
        return Ok(());
    }
    // The function was made by the step that first guarded tables.
    let text = format!(
        "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} \
         FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    );
    connection.execute_unprepared(&text).await.map(|_| ())
}

/// A step made of shared SQL; tables behind `growing:` only grow from then on. (Dropping a table drops its guards.)
macro_rules! step {
    ($(#[$doc:meta])* up: $up:literal, down: $down:literal $(, growing: [$($table:literal),+])?) => {
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
                crate::sql::run(manager, $up).await?;
                $($(crate::sql::append_only(manager, $table).await?;)+)?
                Ok(())
            }

            async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                crate::sql::run(manager, $down).await
            }
        }
    };
}
pub(crate) use step;
