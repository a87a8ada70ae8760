//! Text that people write: trimmed, bounded, and nothing in it that cannot be shown.

use super::{Problem, ProblemCode};

/// The longest line: a title, a name, a reference; in characters.
pub const SHORT: usize = 200;
/// The longest passage: a purpose, a note; in characters.
pub const LONG: usize = 10_000;

/// A line that has to be there.
pub fn text(field: &str, given: &str, problems: &mut Vec<Problem>) -> String {
    let text = checked(field, given, SHORT, false, problems);
    if given.trim().is_empty() {
        problems.push(Problem::new(field, ProblemCode::Required, format!("'{field}' is empty: say something.")));
    }
    text
}

/// A line that may be left out; empty then.
pub fn optional_text(field: &str, given: Option<&str>, problems: &mut Vec<Problem>) -> String {
    checked(field, given.unwrap_or_default(), SHORT, false, problems)
}

/// A passage of several lines; empty where it is left out.
pub fn long_text(field: &str, given: Option<&str>, problems: &mut Vec<Problem>) -> String {
    checked(field, given.unwrap_or_default(), LONG, true, problems)
}

fn checked(field: &str, given: &str, most: usize, lines: bool, problems: &mut Vec<Problem>) -> String {
    let text = given.trim();
    let length = text.chars().count();
    if length > most {
        let message = format!("'{field}' has {length} characters, and at most {most} are kept: shorten it.");
        problems.push(Problem::new(field, ProblemCode::TooLong, message));
        return String::new();
    }
    let is_break = |character: char| lines && matches!(character, '\n' | '\r' | '\t');
    if let Some(bad) = text.chars().find(|it| is_hidden(*it) && !is_break(*it)) {
        let message =
            format!("'{field}' holds the character U+{:04X}, which cannot be shown: take it out.", bad as u32);
        problems.push(Problem::new(field, ProblemCode::ControlCharacter, message));
    }
    text.to_owned()
}

/// Control characters, and those that turn the order of the text or have no width: they can make it read as something else.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(check: impl FnOnce(&mut Vec<Problem>)) -> Vec<ProblemCode> {
        let mut problems = Vec::new();
        check(&mut problems);
        problems.into_iter().map(|it| it.code).collect()
    }

    #[test]
    fn text_is_bounded_and_can_be_read() {
        assert_eq!(codes(|all| assert_eq!(text("title", " Music hub ", all), "Music hub")), []);
        assert_eq!(codes(|all| drop(text("title", "  ", all))), [ProblemCode::Required]);
        assert_eq!(codes(|all| drop(text("title", "a\u{7}b", all))), [ProblemCode::ControlCharacter]);
        assert_eq!(codes(|all| drop(text("title", "a\u{202E}b", all))), [ProblemCode::ControlCharacter]);
        assert_eq!(codes(|all| drop(text("title", "a\nb", all))), [ProblemCode::ControlCharacter]);
        assert_eq!(codes(|all| drop(long_text("note", Some("a\nb"), all))), []);
        assert_eq!(codes(|all| drop(long_text("note", Some(&"x".repeat(1_000_000)), all))), [ProblemCode::TooLong]);
        assert_eq!(codes(|all| drop(optional_text("note", None, all))), []);
        assert_eq!(codes(|all| drop(text("title", &"é".repeat(SHORT), all))), []);
    }
}
