//! A progress bar on a terminal, and nothing anywhere else.

use indicatif::{ProgressBar, ProgressStyle};
use sextant_service::imports::ImportProgress;

/// A bar that follows the bytes of a file. indicatif draws it on standard error, and only where that is a terminal.
pub(in crate::cli) struct Bar(ProgressBar);

impl Bar {
    pub(in crate::cli) fn new() -> Self {
        let bar = ProgressBar::new(0);
        let template = "{wide_bar} {percent:>3} % of {total_bytes}, {elapsed} gone, about {eta} to go";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(bar)
    }

    pub(in crate::cli) fn clear(&self) {
        self.0.finish_and_clear();
    }
}

impl ImportProgress for Bar {
    fn at(&self, read: u64, length: u64) {
        self.0.set_length(length);
        self.0.set_position(read);
    }
}
