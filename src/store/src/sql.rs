//! Small helpers for the statements that are written by hand: sets of half a million rows want set-based SQL.

use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};

use crate::error::Result;

/// A statement with `?` for its binds, which become `$1`, `$2` … on PostgreSQL.
pub(crate) fn statement(engine: DbBackend, sql: &str, binds: impl IntoIterator<Item = Value>) -> Statement {
    if engine == DbBackend::Sqlite {
        return Statement::from_sql_and_values(engine, sql, binds);
    }
    let mut numbered = String::with_capacity(sql.len() + 16);
    let mut number = 0;
    for character in sql.chars() {
        if character == '?' {
            number += 1;
            numbered.push('$');
            numbered.push_str(&number.to_string());
        } else {
            numbered.push(character);
        }
    }
    Statement::from_sql_and_values(engine, numbered, binds)
}

/// Runs a statement and says how many rows it touched.
pub(crate) async fn execute(
    connection: &impl ConnectionTrait,
    sql: &str,
    binds: impl IntoIterator<Item = Value>,
) -> Result<u64> {
    let statement = statement(connection.get_database_backend(), sql, binds);
    Ok(connection.execute_raw(statement).await?.rows_affected())
}

/// A list of whole numbers as SQL text. Numbers need no binds, so a list may be longer than any bind limit.
pub(crate) fn number_list<T: ToString>(numbers: impl IntoIterator<Item = T>) -> String {
    let list: Vec<String> = numbers.into_iter().map(|number| number.to_string()).collect();
    if list.is_empty() { "NULL".to_owned() } else { list.join(",") }
}

/// Text folded for searching: lower case, accents dropped where Latin letters have them, so that both engines agree.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(without_accent).collect()
}

fn without_accent(character: char) -> char {
    match character {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ė' | 'ę' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' | 'ø' | 'ō' => 'o',
        'ù'..='ü' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        'ŵ' => 'w',
        '’' | '‘' => '\'',
        other => other,
    }
}
