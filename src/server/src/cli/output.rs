//! Standard output, on which a reader may hang up at any time.

use std::fmt;
use std::io::{self, Write};

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
