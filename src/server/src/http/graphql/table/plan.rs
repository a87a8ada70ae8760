//! How an operation becomes a table: where its rows are, what stands beside them, and how it is read page by page.

use async_graphql::parser::Positioned;
use async_graphql::parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType};
use async_graphql::{Name, Value as Constant, Variables};

use super::missing::{free_key, keep_reasons, plain};
use super::selection::{Field, Given, Unclear};
use super::types;

/// An operation that is a table.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// The name of the operation, where it has one.
    pub(super) name: Option<Name>,
    pub(super) operation: OperationDefinition,
    /// Its fields, as they are asked of the schema.
    pub(super) fields: Vec<Field>,
    /// The way to the list: the place of a field among its siblings, level by level.
    pub(super) list: Vec<usize>,
    pub(super) paging: Paging,
}

/// Whether a list is read in pages.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Paging {
    /// It comes at once.
    Once,
    /// It is read page by page.
    Pages {
        /// How many rows are wanted in all, where the client says so.
        most: Option<u64>,
        /// Under which name `pageInfo` is answered.
        page_info: Name,
    },
}

/// Why an operation is no table.
#[derive(Debug, PartialEq)]
pub(super) enum NoTable {
    /// The schema would not take it, and can say better why.
    Invalid,
    /// It comes to too many fields.
    TooMany,
    /// It is a fine operation, but not one that has rows. The words say what to ask instead.
    Other(String),
}

impl Plan {
    /// The fields on the way to the list, the list at the end.
    pub(super) fn way(&self) -> Vec<&Field> {
        along(&self.fields, &self.list)
    }

    /// What tells whether there is another page, where there are pages.
    pub(super) fn page_info(&self) -> Option<&Field> {
        let Paging::Pages { page_info, .. } = &self.paging else { return None };
        let (_, way) = self.list.split_last()?;
        along(&self.fields, way).last()?.fields.iter().find(|field| field.key == *page_info)
    }
}

impl From<Unclear> for NoTable {
    fn from(why: Unclear) -> Self {
        match why {
            Unclear::Invalid => Self::Invalid,
            Unclear::TooMany => Self::TooMany,
        }
    }
}

/// Plans the operation of a document that would be executed.
pub(super) fn plan(
    document: &ExecutableDocument,
    operation_name: Option<&str>,
    variables: &Variables,
) -> Result<Plan, NoTable> {
    let (name, operation) = chosen(document, operation_name).ok_or(NoTable::Invalid)?;
    let operation = &operation.node;
    if operation.ty != OperationType::Query {
        let message = "Only a query can be answered as a table. Send a mutation with Accept: application/json.";
        return Err(NoTable::Other(message.to_owned()));
    }
    let given = Given { fragments: &document.fragments, definitions: &operation.variable_definitions, variables };
    let query = types::query().ok_or(NoTable::Invalid)?;
    let mut fields = given.spread(&operation.selection_set.node, query)?;
    keep_reasons(&mut fields, query);
    let list = the_list(&fields)?;
    let (list, paging) = paged(&mut fields, list, &given);
    Ok(Plan { name: name.cloned(), operation: operation.clone(), fields, list, paging })
}

fn chosen<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Option<(Option<&'a Name>, &'a Positioned<OperationDefinition>)> {
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Some((None, operation)),
        (DocumentOperations::Single(_), Some(_)) => None,
        (DocumentOperations::Multiple(all), Some(name)) => {
            all.get_key_value(name).map(|(name, operation)| (Some(name), operation))
        }
        (DocumentOperations::Multiple(all), None) => {
            let mut all = all.iter();
            let first = all.next().map(|(name, operation)| (Some(name), operation));
            first.filter(|_| all.next().is_none())
        }
    }
}

/// Whether a field is a connection: a page of rows with what belongs to the page.
fn is_connection(field: &Field) -> bool {
    field.type_.paged && field.type_.composite().is_some_and(|of| of.field("pageInfo").is_some())
}

/// The one list that single fields lead to.
fn the_list(fields: &[Field]) -> Result<Vec<usize>, NoTable> {
    let mut found = Vec::new();
    lists(fields, &mut Vec::new(), &mut found);
    if found.len() == 1
        && let Some(list) = found.pop()
    {
        return Ok(list);
    }
    let message = if found.is_empty() {
        "A table needs a list: the operation asks for none whose elements have fields. Ask for the rows of a list, such as \
         schools { nodes { urn name } }, or for this answer with Accept: application/json."
            .to_owned()
    } else {
        let names: Vec<String> = found.iter().map(|path| format!("'{}'", dotted(fields, path))).collect();
        format!(
            "A table has the rows of one list, and the operation asks for {}: {}. Ask for each in an operation of its own, or \
             for this answer with Accept: application/json.",
            found.len(),
            names.join(", ")
        )
    };
    Err(NoTable::Other(message))
}

fn lists(fields: &[Field], way: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    for (at, field) in fields.iter().enumerate().filter(|(_, field)| field.type_.composite().is_some()) {
        way.push(at);
        if field.type_.list {
            found.push(way.clone());
        } else {
            lists(&field.fields, way, found);
        }
        way.pop();
    }
}

/// The fields on a way, from the root.
fn along<'a>(fields: &'a [Field], way: &[usize]) -> Vec<&'a Field> {
    let mut level = fields;
    let mut along = Vec::with_capacity(way.len());
    for at in way {
        let Some(field) = level.get(*at) else { break };
        along.push(field);
        level = &field.fields;
    }
    along
}

fn dotted(fields: &[Field], way: &[usize]) -> String {
    along(fields, way).iter().map(|field| field.key.as_str()).collect::<Vec<_>>().join(".")
}

/// How a list is read. Of a connection only the rows are: what else belongs to a page says nothing of a row, and a table has no
/// pages. One that is read in pages gets what tells whether there is another, in front of its rows.
fn paged(fields: &mut [Field], mut list: Vec<usize>, given: &Given<'_>) -> (Vec<usize>, Paging) {
    let connection = list.split_last().and_then(|(rows, way)| Some((*rows, at(fields, way)?)));
    let Some((rows, connection)) = connection.filter(|(_, field)| is_connection(field)) else {
        return (list, Paging::Once);
    };
    let rows = connection.fields.remove(rows);
    connection.fields.retain(|field| !matches!(field.name.as_str(), "pageInfo" | "totalCount"));
    connection.fields.push(rows);
    let paging = match rows_wanted(connection, given).zip(page_info(connection)) {
        None => Paging::Once,
        Some((most, page_info)) => {
            let key = page_info.key.clone();
            connection.fields.insert(0, page_info);
            Paging::Pages { most, page_info: key }
        }
    };
    if let Some(last) = list.last_mut() {
        *last = connection.fields.len() - 1;
    }
    (list, paging)
}

/// How many rows the client wants of a connection: all where it does not say. `None` where the schema has to answer for itself:
/// it is read from its end, or the number is none.
fn rows_wanted(connection: &Field, given: &Given<'_>) -> Option<Option<u64>> {
    let argument = |name: &str| {
        let found = connection.arguments.iter().find(|(argument, _)| argument.node == name);
        // An argument whose variable was left out counts as left out.
        found.and_then(|(_, value)| given.constant(&value.node)).filter(|value| *value != Constant::Null)
    };
    match (argument("first"), argument("last")) {
        (None, None) => Some(None),
        (Some(Constant::Number(number)), None) => number.as_u64().map(Some),
        _ => None,
    }
}

fn page_info(connection: &Field) -> Option<Field> {
    let type_ = connection.type_.composite()?.field("pageInfo")?;
    let of = type_.composite()?;
    let part = |name: &str| Some(plain(Name::new(name), Name::new(name), of.field(name)?, connection.at, None));
    let key = free_key(&connection.fields, &Name::new("pageInfo"));
    let fields = vec![part("hasNextPage")?, part("endCursor")?];
    Some(Field { fields, ..plain(key, Name::new("pageInfo"), type_, connection.at, None) })
}

/// The field at the end of a way.
pub(super) fn at<'a>(fields: &'a mut [Field], way: &[usize]) -> Option<&'a mut Field> {
    let (first, rest) = way.split_first()?;
    let field = fields.get_mut(*first)?;
    if rest.is_empty() { Some(field) } else { at(&mut field.fields, rest) }
}

#[cfg(test)]
mod tests;
