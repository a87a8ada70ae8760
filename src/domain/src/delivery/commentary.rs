//! Commentary: what is said of a line of a published scorecard. It belongs to that line of that revision, and never speaks of
//! another figure.

use super::risk::required_passage;
use super::{Problem, ProblemCode};
use crate::measure::coded;

/// Where a commentary stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CommentaryState {
    /// It is being written: nobody outside of the council's officers reads it.
    Draft,
    /// It stands beside the line, for everybody.
    Published,
    /// It was taken back; its history stays.
    Withdrawn,
}

coded!(CommentaryState {
    Draft = 1, "DRAFT", "draft";
    Published = 2, "PUBLISHED", "published";
    Withdrawn = 3, "WITHDRAWN", "withdrawn";
});

impl CommentaryState {
    /// Whether a commentary may go from here to there. What was published is corrected or withdrawn, never a draft again; what
    /// was withdrawn stays so.
    pub const fn may_become(self, next: Self) -> bool {
        match (self, next) {
            (Self::Withdrawn, _) | (Self::Published, Self::Draft) => false,
            (Self::Draft, _) | (Self::Published, _) => true,
        }
    }
}

/// A version of a commentary as somebody writes it.
#[derive(Clone, Debug)]
pub struct CommentaryDraft {
    /// What is said.
    pub text: String,
    /// Where it stands.
    pub state: CommentaryState,
}

/// Checks a version. `before` is the state of the version before, where there is one.
pub fn check_commentary(draft: &CommentaryDraft, before: Option<CommentaryState>, problems: &mut Vec<Problem>) {
    required_passage("text", &draft.text, "say what a reader should know of the line.", problems);
    let message = match before {
        None if draft.state == CommentaryState::Withdrawn => {
            "There is nothing to withdraw: write it as a draft, or publish it.".to_owned()
        }
        Some(before) if !before.may_become(draft.state) => format!(
            "A commentary that is {} cannot become {}: what is said anew is another commentary.",
            before.words(),
            draft.state.words()
        ),
        _ => return,
    };
    problems.push(Problem::new("state", ProblemCode::StateNotAllowed, message));
}

#[cfg(test)]
mod tests {
    use super::CommentaryState::{Draft, Published, Withdrawn};
    use super::*;

    fn codes(text: &str, state: CommentaryState, before: Option<CommentaryState>) -> Vec<(String, ProblemCode)> {
        let mut found = Vec::new();
        check_commentary(&CommentaryDraft { text: text.into(), state }, before, &mut found);
        found.into_iter().map(|it| (it.field, it.code)).collect()
    }

    #[test]
    fn what_was_published_is_corrected_or_withdrawn() {
        let refused = [("state".to_owned(), ProblemCode::StateNotAllowed)];
        for (before, after) in [
            (None, Draft),
            (None, Published),
            (Some(Draft), Draft),
            (Some(Draft), Published),
            (Some(Draft), Withdrawn),
            (Some(Published), Published),
            (Some(Published), Withdrawn),
        ] {
            assert_eq!(codes("A small cohort.", after, before), [], "{before:?} {after:?}");
        }
        for (before, after) in [
            (None, Withdrawn),
            (Some(Published), Draft),
            (Some(Withdrawn), Draft),
            (Some(Withdrawn), Published),
            (Some(Withdrawn), Withdrawn),
        ] {
            assert_eq!(codes("A small cohort.", after, before), refused, "{before:?} {after:?}");
        }
    }

    #[test]
    fn a_commentary_says_something() {
        assert_eq!(codes(" ", Draft, None), [("text".to_owned(), ProblemCode::Required)]);
        assert_eq!(codes(&"x".repeat(1_000_000), Draft, None), [("text".to_owned(), ProblemCode::TooLong)]);
        assert_eq!(codes("a\u{202E}", Draft, None), [("text".to_owned(), ProblemCode::ControlCharacter)]);
    }
}
