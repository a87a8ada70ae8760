//! Nothing that was published is overwritten: the database itself refuses.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// Refuses UPDATE and DELETE on the tables that only grow.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

const GROWING: [&str; 7] =
    ["ledger_entry", "outcome", "school", "trust", "trust_membership", "scorecard", "scorecard_line"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        if connection.get_database_backend() == DbBackend::Sqlite {
            for table in GROWING {
                for act in ["UPDATE", "DELETE"] {
                    let name = format!("{table}_no_{}", act.to_lowercase());
                    connection
                        .execute_unprepared(&format!(
                            "CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN \
                             SELECT RAISE(ABORT, '{table} is append-only: write a later row instead'); END"
                        ))
                        .await?;
                }
            }
            return Ok(());
        }
        connection
            .execute_unprepared(
                "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 RAISE EXCEPTION '% is append-only: write a later row instead', TG_TABLE_NAME; END $$",
            )
            .await?;
        for table in GROWING {
            connection
                .execute_unprepared(&format!(
                    "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} \
                     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
                ))
                .await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        if connection.get_database_backend() == DbBackend::Sqlite {
            for table in GROWING {
                for act in ["update", "delete"] {
                    connection.execute_unprepared(&format!("DROP TRIGGER {table}_no_{act}")).await?;
                }
            }
            return Ok(());
        }
        for table in GROWING {
            connection.execute_unprepared(&format!("DROP TRIGGER {table}_append_only ON {table}")).await?;
        }
        connection.execute_unprepared("DROP FUNCTION refuse_change()").await.map(|_| ())
    }
}
