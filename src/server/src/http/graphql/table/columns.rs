//! The columns of a table, from what was selected: also where there is no row, they are known.

use async_graphql::{Name, Value};

use super::selection::Field;

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// The names on the way to its value, from the row.
    way: Vec<Name>,
    /// What stands in it, in the words of the schema: `Decimal`, `Date`, the name of an enum; `JSON` for a list.
    pub(super) label: String,
    /// Whether it holds numbers.
    pub(super) number: bool,
}

impl Column {
    /// Its name: `value.missingReason`.
    pub(super) fn name(&self) -> String {
        self.way.iter().map(Name::as_str).collect::<Vec<_>>().join(".")
    }

    /// Its value in a row; `None` where something on the way is null.
    pub(super) fn value<'a>(&self, row: &'a Value) -> Option<&'a Value> {
        let found = self.way.iter().try_fold(row, |value, name| match value {
            Value::Object(members) => members.get(name),
            _ => None,
        });
        found.filter(|value| **value != Value::Null)
    }

    /// The name that its way begins with.
    pub(super) fn begins(&self) -> Option<&Name> {
        self.way.first()
    }
}

/// The columns of some fields, in their order: one for each field without fields of its own and for each list, single things
/// flattened. Fields that things of several types have under one name share a column.
pub(super) fn columns(fields: &[Field], leave_out: impl Fn(&Field) -> bool + Copy) -> Vec<Column> {
    let mut columns = Vec::new();
    collect(fields, leave_out, &mut Vec::new(), &mut columns);
    columns
}

fn collect(
    fields: &[Field],
    leave_out: impl Fn(&Field) -> bool + Copy,
    way: &mut Vec<Name>,
    columns: &mut Vec<Column>,
) {
    for field in fields.iter().filter(|field| !leave_out(field)) {
        way.push(field.key.clone());
        if field.type_.list || field.type_.composite().is_none() {
            let (label, number) = (field.type_.label().to_owned(), field.type_.is_number());
            add(columns, Column { way: way.clone(), label, number });
        } else {
            collect(&field.fields, leave_out, way, columns);
        }
        way.pop();
    }
}

fn add(columns: &mut Vec<Column>, column: Column) {
    match columns.iter_mut().find(|known| known.way == column.way) {
        // Of several types it is none of them, and no number that a spreadsheet may be handed as one.
        Some(known) if known.label != column.label => {
            "String".clone_into(&mut known.label);
            known.number = false;
        }
        Some(_) => {}
        None => columns.push(column),
    }
}
