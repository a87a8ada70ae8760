//! Mistakes in a file, each with its line.

use std::fmt;
use std::ops::Range;

use chrono::NaiveDate;
use sextant_domain::{AcademicYear, Basis, Figure, Period};
use toml::Spanned;
use toml::value::Datetime;

/// A mistake in one of our files.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct FileProblem {
    /// The name of the file, as the reader was given it.
    pub file: String,
    /// The line, counted from 1.
    pub line: u32,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

/// `thurrock.toml:12: there is no indicator 'ATT-99'. Write one of the catalogue's codes.`
impl fmt::Display for FileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}. {}.", self.file, self.line, self.what, self.remedy)
    }
}

/// The mistakes found so far, and the text they are in.
pub(crate) struct Problems<'a> {
    file: &'a str,
    text: &'a str,
    found: Vec<FileProblem>,
}

impl<'a> Problems<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, found: Vec::new() }
    }

    /// The line of a byte of the text, counted from 1.
    pub(crate) fn line(&self, span: &Range<usize>) -> u32 {
        let before = self.text.as_bytes().get(..span.start).unwrap_or(self.text.as_bytes());
        before.iter().filter(|byte| **byte == b'\n').count() as u32 + 1
    }

    /// Notes a mistake at a place of the text.
    pub(crate) fn add(&mut self, span: &Range<usize>, what: impl Into<String>, remedy: impl Into<String>) {
        self.add_at(self.line(span), what, remedy);
    }

    /// Notes a mistake on a line.
    pub(crate) fn add_at(&mut self, line: u32, what: impl Into<String>, remedy: impl Into<String>) {
        self.found.push(FileProblem { file: self.file.to_owned(), line, what: what.into(), remedy: remedy.into() });
    }

    /// The value, when nothing was wrong; the mistakes in the order of their lines otherwise.
    pub(crate) fn finish<T>(mut self, value: Option<T>) -> Result<T, Vec<FileProblem>> {
        match value {
            Some(value) if self.found.is_empty() => Ok(value),
            _ => {
                self.found.sort_by_key(|problem| problem.line);
                Err(self.found)
            }
        }
    }

    /// Reads the file's tables. A mistake of syntax, an unknown key or a value of the wrong kind ends the reading.
    pub(crate) fn tables<T: serde::de::DeserializeOwned>(&self) -> Result<T, Vec<FileProblem>> {
        toml::from_str(self.text).map_err(|error| vec![self.of_toml(&error)])
    }

    fn of_toml(&self, error: &toml::de::Error) -> FileProblem {
        let message = error.message().lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
        let remedy = if message.starts_with("unknown field") || message.starts_with("unknown variant") {
            "Correct the spelling, or take the line out"
        } else if message.starts_with("missing field") {
            "Add it to this table"
        } else if message.contains("floating point") || message.contains("integer") && message.contains("a string") {
            "Write figures in quotes, as \"70.5\": they are kept exactly"
        } else if message.contains("invalid type") {
            "Text stands in quotes, a date without them (2025-12-10), true and false without them"
        } else {
            "Correct this line; the rest of the file is read after that"
        };
        FileProblem {
            file: self.file.to_owned(),
            line: error.span().map_or(1, |span| self.line(&span)),
            what: message.replace('`', "'"),
            remedy: remedy.to_owned(),
        }
    }

    /// Reads one of the words of an enum; the mistake lists them all.
    pub(crate) fn word<T: Copy>(
        &mut self,
        word: &Spanned<String>,
        all: &[T],
        from_code: fn(&str) -> Option<T>,
        code: fn(T) -> &'static str,
    ) -> Option<T> {
        let read = from_code(word.get_ref());
        if read.is_none() {
            let words: Vec<_> = all.iter().map(|value| code(*value)).collect();
            self.add(
                &word.span(),
                format!("'{}' is not one of the words that may stand here", word.get_ref()),
                format!("Write one of {}", words.join(", ")),
            );
        }
        read
    }

    /// Reads a figure.
    pub(crate) fn figure(&mut self, text: &Spanned<String>) -> Option<Figure> {
        Figure::parse(text.get_ref())
            .map_err(|error| self.add(&text.span(), error.to_string(), "Write a figure, as \"70.5\""))
            .ok()
    }

    /// Reads a period. A bare year is refused where a year of the basis spans two: publishers mean the year that ends in it,
    /// people the one that starts in it.
    pub(crate) fn period(&mut self, text: &Spanned<String>, basis: Basis) -> Option<Period> {
        let label = text.get_ref();
        let read = Period::parse(label, basis).ok().map(|(period, _)| period);
        let read = read.filter(|period| label.len() != 4 || period.label() == *label);
        if read.is_none() {
            self.add(
                &text.span(),
                format!("'{label}' is not a period on the basis '{}'", basis.words()),
                "Write both years where a year spans two (\"2024/25\", \"2024-25\"), one where it does not (\"2025\")",
            );
        }
        read
    }

    /// Reads a calendar day.
    pub(crate) fn day(&mut self, date: &Spanned<Datetime>) -> Option<NaiveDate> {
        let value = date.get_ref();
        let day = value
            .date
            .filter(|_| value.time.is_none())
            .and_then(|day| NaiveDate::from_ymd_opt(i32::from(day.year), u32::from(day.month), u32::from(day.day)));
        if day.is_none() {
            self.add(
                &date.span(),
                format!("'{value}' is not a day"),
                "Write a date without quotes and without a time, as 2025-12-10",
            );
        }
        day
    }

    /// Reads an academic year.
    pub(crate) fn year(&mut self, text: &Spanned<String>) -> Option<AcademicYear> {
        AcademicYear::parse(text.get_ref())
            .map_err(|_| {
                self.add(
                    &text.span(),
                    format!("'{}' is not an academic year", text.get_ref()),
                    "Write two years that follow each other, as \"2024/25\"",
                );
            })
            .ok()
    }
}
