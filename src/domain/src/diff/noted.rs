//! Causes as they are found, before it is known which of them matter to what is shown.

use std::collections::BTreeMap;

use super::ChangeCause;

/// Causes found so far, by code; each with its sentences and with the notes `P` that tell what it can do to a line.
pub(crate) struct Noted<P>(BTreeMap<ChangeCause, (Vec<String>, Vec<P>)>);

impl<P> Default for Noted<P> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<P> Noted<P> {
    /// Notes a cause. A sentence that was said already is not said twice.
    pub(crate) fn note(&mut self, cause: ChangeCause, message: String, notes: impl IntoIterator<Item = P>) {
        let (messages, all) = self.0.entry(cause).or_default();
        if !message.is_empty() && !messages.contains(&message) {
            messages.push(message);
        }
        all.extend(notes);
    }

    /// The causes in the order of their codes, each with its sentences in one text.
    pub(crate) fn into_causes(self) -> impl Iterator<Item = (ChangeCause, String, Vec<P>)> {
        self.0.into_iter().map(|(cause, (messages, notes))| (cause, messages.join(" "), notes))
    }
}
