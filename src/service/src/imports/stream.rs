//! A reader on its own thread hands chunks of rows to a writer: reading and writing overlap, memory stays small.

use sextant_ingest::{FileError, Flow, Row, Tail};
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::JoinHandle;

/// Rows per chunk.
const CHUNK: usize = 1_000;
/// Chunks that may wait for the writer: one and a half of its largest statements, so that the reader need not stop while one
/// runs.
const WAITING: usize = 30;

/// The chunks of a file that is being read, and the reader's account at the end.
pub(super) struct Rows<T> {
    chunks: Receiver<Vec<Row<T>>>,
    reader: JoinHandle<Result<Tail, FileError>>,
}

impl<T: Send + 'static> Rows<T> {
    /// Starts reading.
    pub(super) fn start(
        read: impl FnOnce(&mut dyn FnMut(Row<T>) -> Flow) -> Result<Tail, FileError> + Send + 'static,
    ) -> Self {
        let (sender, chunks) = channel(WAITING);
        let reader = tokio::task::spawn_blocking(move || {
            let mut chunk = Vec::with_capacity(CHUNK);
            let tail = read(&mut |row| {
                chunk.push(row);
                if chunk.len() < CHUNK {
                    return Flow::Continue;
                }
                let full = std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK));
                // The writer has gone only when it failed: there is no use in reading on.
                if sender.blocking_send(full).is_ok() { Flow::Continue } else { Flow::Stop }
            })?;
            if !chunk.is_empty() {
                drop(sender.blocking_send(chunk));
            }
            Ok(tail)
        });
        Self { chunks, reader }
    }

    /// The next chunk: `None` at the end of the file or where reading failed.
    pub(super) async fn next(&mut self) -> Option<Vec<Row<T>>> {
        self.chunks.recv().await
    }

    /// The reader's account.
    pub(super) async fn tail(self) -> Result<Tail, crate::ServiceError> {
        drop(self.chunks);
        match self.reader.await {
            Ok(tail) => Ok(tail?),
            Err(_) => Err(crate::ServiceError::ReaderDied),
        }
    }
}
