//! Trusted documents: operations that are asked for by the hash of their text, and not sent.
//!
//! The operations that are shipped are trusted, and those of a client's manifest: a JSON object of documents by their ids, as GraphQL
//! Code Generator (`persistedDocuments`) and the Relay compiler write it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rust_embed::RustEmbed;
use sextant_graphql::Contract;
use sha2::{Digest as _, Sha256};

#[derive(RustEmbed)]
#[folder = "../../schema/operations"]
struct Shipped;

/// Texts by the ids they are asked for with.
#[derive(Clone, Debug, Default)]
pub struct Trusted {
    texts: HashMap<String, Arc<str>>,
}

/// Why a manifest cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// It is not an object of texts.
    #[error("is not a JSON object that gives documents by their ids: {0}")]
    Form(#[from] serde_json::Error),
    /// A document of it does not fit the schema.
    #[error("its document '{id}' is refused: {why}")]
    Document {
        /// Its id.
        id: String,
        /// What is wrong with it.
        why: String,
    },
}

impl Trusted {
    /// The operations that are shipped.
    pub fn shipped() -> Self {
        let mut trusted = Self::default();
        for name in Shipped::iter().filter(|name| name.ends_with(".graphql")) {
            let text = Shipped::get(&name).and_then(|file| String::from_utf8(file.data.into_owned()).ok());
            text.into_iter().for_each(|text| trusted.add(None, &text));
        }
        trusted
    }

    /// Adds the documents of a client's manifest. Each must fit the schema: what cannot be answered is better known now.
    ///
    /// # Errors
    /// [`ManifestError`]; nothing is added.
    pub fn manifest(&mut self, json: &str, contract: &Contract) -> Result<usize, ManifestError> {
        let documents: BTreeMap<String, String> = serde_json::from_str(json)?;
        for (id, text) in &documents {
            if let Err(errors) = contract.read(text) {
                let why = errors.first().map(|error| error.message.clone()).unwrap_or_default();
                return Err(ManifestError::Document { id: id.clone(), why });
            }
        }
        for (id, text) in &documents {
            self.add(Some(id), text);
        }
        Ok(documents.len())
    }

    /// The text of a document.
    pub(super) fn get(&self, id: &str) -> Option<Arc<str>> {
        self.texts.get(id.strip_prefix(PREFIX).unwrap_or(id)).cloned()
    }

    fn add(&mut self, id: Option<&str>, text: &str) {
        let text: Arc<str> = text.into();
        if let Some(id) = id {
            self.texts.insert(id.strip_prefix(PREFIX).unwrap_or(id).to_owned(), Arc::clone(&text));
        }
        self.texts.insert(hash(&text), text);
    }
}

/// What an id by hash begins with, as the GraphQL over HTTP specification has it.
const PREFIX: &str = "sha256:";

/// The id of a text: `sha256:` and its hash.
pub fn id(text: &str) -> String {
    format!("{PREFIX}{}", hash(text))
}

fn hash(text: &str) -> String {
    format!("{:x}", Sha256::digest(text.as_bytes()))
}
