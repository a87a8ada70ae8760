use apollo_compiler::parser::Parser;

use super::*;

fn told(text: &str) -> Result<bool, String> {
    let limits = Limits {
        operations: 2,
        fragments: 30,
        spread_depth: 3,
        aliases: 3,
        directives: 6,
        directives_per_field: 2,
        root_fields: 3,
        fields: 40,
        depth: 4,
        introspection_depth: 6,
        ..Limits::default()
    };
    let document = Parser::new().parse_ast(text, "").unwrap();
    check(&document, &limits).map_err(|beyond| beyond.to_string())
}

#[track_caller]
fn beyond(text: &str, what: &str) {
    let told = told(text).unwrap_err();
    assert!(told.contains(what), "{told}");
}

#[test]
fn what_keeps_within_the_limits_is_let_through_to_the_edge() {
    assert_eq!(told("{ a { b { c { d } } } }"), Ok(false));
    assert_eq!(told("{ __schema { a { b { c { d { e } } } } } __typename }"), Ok(true));
    assert_eq!(told("query A { x: a y: b z: c } query B { a }"), Ok(false));
    assert_eq!(told("{ ...A } fragment A on Q { ...B } fragment B on Q { ...C } fragment C on Q { a }"), Ok(false));
}

#[test]
fn every_limit_is_named_with_what_was_measured() {
    beyond("query A { a } query B { a } query C { a }", "the operations of the document: 3 (at most 2)");
    beyond("{ a { b { c { d { e } } } } }", "the depth of the operation: 5 (at most 4)");
    beyond("{ __schema { a { b { c { d { e { f } } } } } } }", "the depth of the operation: 7 (at most 6)");
    beyond("{ __schema { a { b { c { d } } } } schools }", "the depth of the operation: 5 (at most 4)");
    beyond("{ a b c d }", "at its root: 4 (at most 3)");
    beyond("{ a { w: b x: b y: b z: b } }", "the aliases of the document: 4 (at most 3)");
    beyond("{ a @x @x @x }", "the directives of a field: 3 (at most 2)");
    beyond("query Q($v: Int @x) @x { a @x @x ... @x @x { b @x } }", "the directives of the document: 7 (at most 6)");
    let chain =
        "{ ...A } fragment A on Q { ...B } fragment B on Q { ...C } fragment C on Q { ...D } fragment D on Q { a }";
    beyond(chain, "fragments in fragments: 4 (at most 3)");
    let many: String = (0..31).map(|n| format!(" fragment F{n} on Q {{ a }}")).collect();
    beyond(&format!("{{ a }}{many}"), "the fragments of the document: 31 (at most 30)");
}

#[test]
fn fragments_are_counted_as_often_as_they_are_spread_and_walked_once() {
    beyond(
        "{ r { ...A ...A ...A ...A } } fragment A on Q { b { c d e f g h i j k } }",
        "the fields of the operation: 41",
    );
    // Written out, this has 2 to the power of 29 fields.
    let doubling: String = (0..29).map(|n| format!(" fragment F{n} on Q {{ ...F{} ...F{0} }}", n + 1)).collect();
    beyond(&format!("{{ r {{ ...F0 }} }}{doubling} fragment F29 on Q {{ a }}"), "(at most 3)");
}

#[test]
fn fragments_that_go_round_in_a_circle_come_to_an_end() {
    assert_eq!(told("{ ...A } fragment A on Q { a ...B } fragment B on Q { b ...A }"), Ok(false));
    assert_eq!(told("{ ...Nothing }"), Ok(true));
}
