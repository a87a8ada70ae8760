//! Hashes of what goes by.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

/// Hands on what is written to it, counted and hashed.
pub(super) struct Hashing<W> {
    inner: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Hashing<W> {
    /// Before the first byte.
    pub(super) fn new(inner: W) -> Self {
        Self { inner, hash: Sha256::new(), bytes: 0 }
    }

    /// The SHA-256 of what was written so far.
    pub(super) fn sha256(&self) -> String {
        hex(self.hash.clone())
    }

    /// How many bytes were written so far.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Where it writes to.
    pub(super) fn into_inner(self) -> W {
        self.inner
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(buffer)?;
        self.hash.update(&buffer[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// A finished hash as 64 hexadecimal digits.
pub(super) fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
