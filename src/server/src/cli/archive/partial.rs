//! A file on its way: under a name of its own until it is whole.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A file that is taken away again unless it was finished.
pub(super) struct Partial {
    path: PathBuf,
    file: File,
    finished: bool,
}

impl Partial {
    /// Makes an empty file in the folder of `target`, with a name that nobody else uses.
    pub(super) fn beside(target: &Path) -> anyhow::Result<Self> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let path = target.with_file_name(format!(".{name}.{}.partial", uuid::Uuid::new_v4()));
        let file = File::create_new(&path).map_err(|error| could_not(target, &error))?;
        Ok(Self { path, file, finished: false })
    }

    /// Where to write.
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Brings what was written to the disk and gives it the name of `target`.
    pub(super) fn finish(mut self, target: &Path) -> anyhow::Result<()> {
        self.file.sync_all().map_err(|error| could_not(target, &error))?;
        fs::rename(&self.path, target).map_err(|error| could_not(target, &error))?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.finished {
            // Nothing more can be done about a file that will not go.
            drop(fs::remove_file(&self.path));
        }
    }
}

fn could_not(target: &Path, error: &io::Error) -> anyhow::Error {
    anyhow::anyhow!("'{}' could not be written: {error}. Check that the folder exists and has room", target.display())
}
