//! Taking the rows out of an answer.

use async_graphql::{Name, Value};

use super::plan::Plan;
use super::write::{Rows, node};

/// Where rows stand in the answers to a plan.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    /// The names on the way to the list.
    way: Vec<Name>,
    /// The name of the row in an element of the list, where the element is an edge.
    node: Option<Name>,
    /// The name of `pageInfo` beside the list, where there is one.
    page_info: Option<Name>,
}

/// What a page says of the next one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct More {
    /// The cursor to read on from; `None` where nothing follows.
    pub(super) after: Option<String>,
}

impl Finder {
    pub(super) fn new(plan: &Plan) -> Self {
        let way = plan.way();
        let node = way.last().and_then(|list| node(list)).map(|field| field.key.clone());
        let page_info = plan.page_info().map(|field| field.key.clone());
        Self { way: way.into_iter().map(|field| field.key.clone()).collect(), node, page_info }
    }

    /// The rows of an answer, with what stands beside them and what follows. Where a thing on the way is null there are no rows.
    pub(super) fn take(&self, mut data: Value) -> (Rows, More) {
        let (rows, page_info) = self.cut(&mut data, &self.way);
        let rows = match rows {
            Some(Value::List(rows)) => rows,
            _ => Vec::new(),
        };
        let rows = rows.into_iter().map(|element| self.row(element)).collect();
        (Rows { beside: data, rows }, page_info.map(|it| more(&it)).unwrap_or_default())
    }

    /// Cuts the list and `pageInfo` out of an answer, and what is empty without them.
    fn cut(&self, data: &mut Value, way: &[Name]) -> (Option<Value>, Option<Value>) {
        let (Value::Object(members), Some((first, rest))) = (data, way.split_first()) else { return (None, None) };
        if rest.is_empty() {
            let page_info = self.page_info.as_ref().and_then(|name| members.shift_remove(name));
            return (members.shift_remove(first), page_info);
        }
        let Some(next) = members.get_mut(first) else { return (None, None) };
        let found = self.cut(next, rest);
        if matches!(next, Value::Object(left) if left.is_empty()) {
            members.shift_remove(first);
        }
        found
    }

    fn row(&self, element: Value) -> Value {
        match (&self.node, element) {
            (Some(node), Value::Object(mut members)) => members.shift_remove(node).unwrap_or_default(),
            (_, element) => element,
        }
    }
}

fn more(page_info: &Value) -> More {
    let Value::Object(members) = page_info else { return More::default() };
    match (members.get("hasNextPage"), members.get("endCursor")) {
        (Some(Value::Boolean(true)), Some(Value::String(cursor))) => More { after: Some(cursor.clone()) },
        _ => More::default(),
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::value;

    use super::*;

    fn finder(way: &[&str], node: Option<&str>, page_info: Option<&str>) -> Finder {
        let way = way.iter().map(Name::new).collect();
        Finder { way, node: node.map(Name::new), page_info: page_info.map(Name::new) }
    }

    #[test]
    fn rows_are_cut_out_of_what_stands_beside_them() {
        let finder = finder(&["schools", "nodes"], None, Some("pageInfo"));
        let info = value!({"hasNextPage": true, "endCursor": "c"});
        let data = value!({"version": "1", "schools": {"pageInfo": info, "nodes": [{"urn": "1"}, null]}});
        let (rows, more) = finder.take(data);
        assert_eq!(rows.rows, [value!({"urn": "1"}), Value::Null]);
        assert_eq!(rows.beside, value!({"version": "1"}));
        assert_eq!(more.after.as_deref(), Some("c"));
    }

    #[test]
    fn edges_give_their_nodes() {
        let finder = finder(&["schools", "edges"], Some("node"), None);
        let (rows, more) = finder.take(value!({"schools": {"edges": [{"node": {"urn": "1"}}]}}));
        assert_eq!((rows.rows, more), (vec![value!({"urn": "1"})], More::default()));
    }

    #[test]
    fn what_is_null_has_no_rows() {
        let (rows, _) =
            finder(&["strategy", "indicators"], None, None).take(value!({"strategy": null, "version": "1"}));
        assert!(rows.rows.is_empty());
        assert_eq!(rows.beside, value!({"strategy": null, "version": "1"}));
    }

    #[test]
    fn the_last_page_says_so() {
        assert_eq!(more(&value!({"hasNextPage": false, "endCursor": "c"})), More::default());
        assert_eq!(more(&value!({"hasNextPage": true, "endCursor": null})), More::default());
    }
}
