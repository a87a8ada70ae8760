//! Releases: entries of the ledger that brought figures.

use async_graphql::{Object, SimpleObject};
use sextant_domain::DataStatus;
use sextant_store::entities::{ledger_entry, source};

use super::figure::MeasureStatus;
use crate::scalars::Date;

/// A publisher's series of releases.
#[derive(Clone, Debug, SimpleObject)]
pub struct Source {
    /// The code: `lait`, `ees:ehc-20-weeks`, `gias`.
    code: String,
    /// Who publishes it.
    publisher: String,
    /// The title of the series.
    title: String,
    /// The licence it is published under.
    licence: String,
}

/// A release: one edition of a source, as it was loaded. Its ledger position orders everything that is known.
#[derive(Clone, Debug)]
pub struct Release {
    entry: ledger_entry::Model,
    source: Option<source::Model>,
}

impl Release {
    /// A ledger entry with its source.
    pub(crate) const fn new(entry: ledger_entry::Model, source: Option<source::Model>) -> Self {
        Self { entry, source }
    }
}

/// A release: one edition of a source, as it was loaded. Its ledger position orders everything that is known.
#[Object]
impl Release {
    /// The title.
    async fn title(&self) -> &str {
        &self.entry.title
    }

    /// How final its figures are, where they do not say it themselves.
    async fn status(&self) -> MeasureStatus {
        DataStatus::from_number(self.entry.status).unwrap_or(DataStatus::Published).into()
    }

    /// The day it was published.
    async fn published_on(&self) -> Date {
        Date(self.entry.published_on)
    }

    /// The day from which it counts as known: that of its publication, or of the newest entry before it when it was loaded late.
    async fn known_on(&self) -> Date {
        Date(self.entry.known_on)
    }

    /// Its position in the ledger, in commit order.
    async fn knowledge(&self) -> String {
        self.entry.knowledge.to_string()
    }

    /// The file it came from.
    async fn file_name(&self) -> &str {
        &self.entry.file_name
    }

    /// The SHA-256 of that file.
    async fn file_sha256(&self) -> &str {
        &self.entry.file_sha256
    }

    /// The series of releases it belongs to.
    async fn source(&self) -> Option<Source> {
        self.source.clone().map(|source| Source {
            code: source.code,
            publisher: source.publisher,
            title: source.title,
            licence: source.licence,
        })
    }
}
