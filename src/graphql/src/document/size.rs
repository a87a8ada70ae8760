//! How large a document is, before anything else is done with it.

use super::Beyond;
use crate::limits::Limits;

/// Refuses a document that is too large.
///
/// # Errors
/// Names the limit, and how large the document is.
pub(super) fn check(document: &str, limits: &Limits) -> Result<(), Beyond> {
    Beyond::check("the characters of the document", document.chars().count(), limits.characters)?;
    Beyond::check("the tokens of the document", tokens(document), limits.tokens)
}

/// How many tokens a document has: names, numbers, strings, and single signs. A wrong document still gets a number; the
/// parser will say what is wrong with it.
fn tokens(document: &str) -> usize {
    let mut rest = document;
    let mut count = 0;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            ' ' | '\t' | '\n' | '\r' | ',' | '\u{feff}' => {
                rest = &rest[first.len_utf8()..];
                continue;
            }
            '#' => {
                rest = rest.find(['\n', '\r']).map_or("", |end| &rest[end..]);
                continue;
            }
            '"' => string(rest),
            '.' if rest.starts_with("...") => 3,
            first if is_word(first) => rest.find(|c| !is_word(c) && c != '.').unwrap_or(rest.len()),
            first => first.len_utf8(),
        };
        count += 1;
        rest = &rest[length..];
    }
    count
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '+')
}

/// The length of the string at the beginning of `text`; to the end where it is not closed.
fn string(text: &str) -> usize {
    if let Some(block) = text.strip_prefix("\"\"\"") {
        let mut at = 0;
        while let Some(found) = block[at..].find("\"\"\"") {
            let escaped = block[..at + found].ends_with('\\');
            at += found + 3;
            if !escaped {
                return 3 + at;
            }
        }
        return text.len();
    }
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            '"' if !escaped => return at + 1,
            '\n' | '\r' => return at,
            _ => escaped = character == '\\' && !escaped,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(document: &str, expected: usize) {
        assert_eq!(tokens(document), expected, "{document}");
    }

    #[test]
    fn tokens_are_counted_as_the_specification_has_them() {
        check("", 0);
        check("{ a }", 3);
        check("query Q($n: Int! = 12) { a(x: $n, y: [1.5e-3 \"s, \\\" t\"]) ...F }", 28);
        check("{ a # a comment { } \n b }", 4);
        check("{ a(s: \"\"\"a \" b \\\"\"\" c { }\"\"\") }", 8);
        check("\u{feff}{a,,,b}", 4);
        check("{ a(s: \"open", 6);
        check("\"\"\"open", 1);
        check("ü é", 2);
    }

    #[test]
    fn limits_hold_at_the_edge() {
        let limits = Limits { tokens: 20, characters: 100, ..Limits::default() };
        let told = |document: &str| super::check(document, &limits).map_err(|beyond| beyond.to_string());
        assert_eq!(told(&"a ".repeat(20)), Ok(()));
        assert!(told(&"a ".repeat(21)).unwrap_err().contains("tokens of the document: 21"));
        assert_eq!(told(&"ü".repeat(20)), Ok(()), "characters are counted, not bytes");
        assert_eq!(told(&" ".repeat(100)), Ok(()));
        assert!(told(&" ".repeat(101)).unwrap_err().contains("characters of the document: 101"));
    }
}
