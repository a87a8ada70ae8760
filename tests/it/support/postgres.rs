//! Databases on the test's PostgreSQL.

use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// The URL of the server.
///
/// # Panics
/// When no server was given: the tests are never skipped.
pub(crate) fn server() -> String {
    std::env::var("SEXTANT_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!(
            "no PostgreSQL was given, and these tests run on both databases. Run `make test`, or \
             `tests/postgres.sh run cargo nextest run -p sextant-tests`, which start a throw-away one; or set \
             SEXTANT_TEST_POSTGRES to the URL of a server on which databases may be made and dropped"
        )
    })
}

/// The URL of a database on the server.
pub(crate) fn url_of(name: &str) -> String {
    let server = server();
    let (login, rest) = server.split_once("://").map_or(("postgres", server.as_str()), |parts| parts);
    let (host, options) = rest.split_once('?').map_or((rest, String::new()), |(host, o)| (host, format!("?{o}")));
    let host = host.split_once('/').map_or(host, |(host, _)| host);
    format!("{login}://{host}/{name}{options}")
}

/// Makes a database, as a copy of another where one is named.
pub(crate) async fn create(name: &str, template: Option<&str>) {
    let template = template.map(|template| format!(" TEMPLATE {template} STRATEGY FILE_COPY")).unwrap_or_default();
    maintain(&format!("CREATE DATABASE {name}{template}")).await;
}

/// Drops a database, whoever is in it.
pub(crate) async fn drop(name: &str) {
    maintain(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
}

async fn maintain(statement: &str) {
    let mut connection = PgConnection::connect(&server())
        .await
        .unwrap_or_else(|error| panic!("the PostgreSQL in SEXTANT_TEST_POSTGRES cannot be reached: {error}"));
    sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}
