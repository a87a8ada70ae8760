//! Standard output, on which a reader may hang up at any time.

use std::fmt;
use std::io::{self, Write};

/// The form in which something published is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Tables for people
    Table,
    /// The canonical content
    Json,
}

/// Where a command writes its result.
pub(crate) struct Out(Box<dyn Write + Send>);

impl Out {
    pub(crate) fn stdout() -> Self {
        Self(Box::new(io::stdout()))
    }

    /// Writes a line.
    ///
    /// # Errors
    /// What the operating system says, a broken pipe among it.
    pub(crate) fn line(&mut self, text: impl fmt::Display) -> io::Result<()> {
        writeln!(self.0, "{text}")
    }

    /// Writes text as it is.
    ///
    /// # Errors
    /// As [`Out::line`].
    pub(crate) fn text(&mut self, text: &str) -> io::Result<()> {
        self.0.write_all(text.as_bytes())?;
        self.0.flush()
    }

    /// Writes canonical JSON so that people can read it.
    ///
    /// # Errors
    /// As [`Out::line`], and when the text is no JSON.
    pub(crate) fn json(&mut self, canonical: &str) -> anyhow::Result<()> {
        // The canonical order of the members is alphabetical, which is the order of this map, too.
        let value: serde_json::Value = serde_json::from_str(canonical)?;
        Ok(self.line(serde_json::to_string_pretty(&value)?)?)
    }
}

/// Text in lines of at most `width` characters, broken between words; a longer word stays whole.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Whether a command only failed because its reader has gone.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// A count with its noun: `1 row`, `2 rows`, `12,345 rows`.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", thousands(count), if count == 1 { one } else { many })
}

/// `1234567` as `1,234,567`.
pub(crate) fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_between_words() {
        assert_eq!(wrapped("aa bb cc", 5), ["aa bb", "cc"]);
        assert_eq!(wrapped("unbreakable b", 4), ["unbreakable", "b"]);
        assert_eq!(wrapped("", 4), Vec::<String>::new());
    }

    #[test]
    fn thousands_are_parted() {
        for (count, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (641_316, "641,316"), (1_234_567, "1,234,567")]
        {
            assert_eq!(thousands(count), text);
        }
        assert_eq!(counted(1, "row", "rows"), "1 row");
        assert_eq!(counted(2_000, "row", "rows"), "2,000 rows");
    }

    #[test]
    fn only_a_broken_pipe_is_forgiven() {
        assert!(is_broken_pipe(&io::Error::from(io::ErrorKind::BrokenPipe).into()));
        assert!(!is_broken_pipe(&io::Error::from(io::ErrorKind::StorageFull).into()));
        assert!(!is_broken_pipe(&anyhow::anyhow!("broken pipe")));
    }
}
