//! No empty cell without its reason: who asks for a figure gets the reason why it may be missing, too.

use async_graphql::Name;
use async_graphql::parser::Pos;

use super::selection::Field;
use super::types::{Composite, Type_};

/// What stands beside a field and says why it may be null, where the schema's own rule for reasons does not tell.
const SAID_BESIDE: &[(&str, &str, &str)] = &[("OutcomeGroup", "value", "mixes")];

/// Adds the reasons that were not asked for, each right behind the first field that needs it.
pub(super) fn keep_reasons(fields: &mut Vec<Field>, of: &'static Composite) {
    for field in fields.iter_mut() {
        if let Some(composite) = field.type_.composite() {
            keep_reasons(&mut field.fields, composite);
        }
    }
    if let Some((reason, type_)) = of.reason() {
        add(fields, reason, type_, |field| may_be_missing(field.type_));
    }
    for (_, value, beside) in SAID_BESIDE.iter().filter(|(type_, _, _)| of.name() == type_) {
        if let Some(type_) = of.field(beside) {
            add(fields, &Name::new(beside), type_, |field| field.name == *value);
        }
    }
}

/// Whether a field beside a reason is what the reason is about: an exact number that may be null, or a verdict (an enum that is
/// always there, and is `NONE`, `MISSING` or the like where there is none).
fn may_be_missing(type_: &Type_) -> bool {
    type_.nullable && !type_.list && type_.of == "Decimal" || !type_.nullable && type_.is_enum()
}

fn add(fields: &mut Vec<Field>, reason: &Name, type_: &'static Type_, needs: impl Fn(&Field) -> bool) {
    if fields.iter().any(|field| field.name == *reason) {
        return;
    }
    let Some(at) = fields.iter().position(needs) else { return };
    let key = free_key(fields, reason);
    let (name, on, pos) = (reason.clone(), fields[at].on.clone(), fields[at].at);
    fields.insert(at + 1, plain(key, name, type_, pos, on));
}

/// A name that nothing is answered under yet: the name itself, where the client gave it to nothing else.
pub(super) fn free_key(fields: &[Field], name: &Name) -> Name {
    let mut key = name.clone();
    while fields.iter().any(|field| field.key == key) {
        key = Name::new(format!("{key}_"));
    }
    key
}

/// A field that the client did not write.
pub(super) fn plain(key: Name, name: Name, type_: &'static Type_, at: Pos, on: Option<Name>) -> Field {
    Field { key, name, at, arguments: Vec::new(), directives: Vec::new(), type_, on, fields: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::types::composite;
    use super::*;

    #[test]
    fn the_exceptions_are_in_the_schema() {
        for (of, value, beside) in SAID_BESIDE {
            let of = composite(of).unwrap();
            assert!(of.field(value).is_some_and(|value| value.nullable), "{value}");
            assert!(of.field(beside).is_some(), "{beside}");
        }
    }

    #[test]
    fn only_figures_and_verdicts_need_a_reason() {
        let needing = |of: &str| -> Vec<String> {
            let of = composite(of).unwrap();
            let mut fields: Vec<Field> = of.names().map(|name| field(of, name)).collect();
            let (reason, _) = of.reason().unwrap();
            fields.retain(|field| field.name != *reason && may_be_missing(field.type_));
            fields.into_iter().map(|field| field.name.to_string()).collect()
        };
        assert_eq!(needing("Measure"), ["denominator", "numerator", "status", "value"]);
        assert_eq!(needing("Rag"), ["rating"]);
        assert_eq!(needing("DirectionOfTravel"), ["change", "verdict"]);
        // The dimension of a group is no reason why its other dimensions are null.
        assert!(needing("OutcomeGroupKey").is_empty());
    }

    fn field(of: &'static Composite, name: &Name) -> Field {
        plain(name.clone(), name.clone(), of.field(name).unwrap(), Pos::default(), None)
    }

    #[test]
    fn a_reason_comes_right_behind_what_it_is_about() {
        let of = composite("Measure").unwrap();
        let asked = |names: &[(&str, &str)]| -> Vec<String> {
            let given = names.iter().map(|(key, name)| Field { key: Name::new(key), ..field(of, &Name::new(name)) });
            let mut fields: Vec<Field> = given.collect();
            keep_reasons(&mut fields, of);
            fields.iter().map(|field| format!("{}:{}", field.key, field.name)).collect()
        };
        let plainly = |names: &[&'static str]| asked(&names.iter().map(|name| (*name, *name)).collect::<Vec<_>>());
        assert_eq!(
            plainly(&["display", "value", "interval"]),
            ["display:display", "value:value", "missingReason:missingReason", "interval:interval"]
        );
        assert_eq!(plainly(&["display"]), ["display:display"], "it says the reason itself");
        assert_eq!(asked(&[("why", "missingReason"), ("value", "value")]), ["why:missingReason", "value:value"]);
        assert_eq!(
            asked(&[("value", "value"), ("missingReason", "status")]),
            ["value:value", "missingReason_:missingReason", "missingReason:status"]
        );
    }
}
