//! Files made for a test.

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

/// A folder for the files of one test.
pub(crate) struct Files(TempDir);

impl Files {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Writes a gzipped file.
    pub(crate) fn gzip(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content.as_ref()).unwrap();
        self.write(name, encoder.finish().unwrap())
    }
}

/// The text of a gzipped file.
pub(crate) fn gunzip(path: &Path) -> Vec<u8> {
    let mut content = Vec::new();
    let file = std::fs::File::open(path).unwrap();
    std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(file), &mut content).unwrap();
    content
}
