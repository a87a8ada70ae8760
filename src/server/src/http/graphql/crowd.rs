//! How many operations are executed at once. Some more wait for their turn, in the order they came; the rest are sent away at once,
//! which costs little, instead of all becoming slow.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The places there are, and those who wait for one.
#[derive(Debug)]
pub(crate) struct Crowd {
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
    queue: usize,
}

/// There are as many waiting as may.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Full;

impl Crowd {
    pub(in crate::http) fn new(places: usize, queue: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(places.max(1))), waiting: AtomicUsize::new(0), queue }
    }

    /// A place, held until it is dropped.
    ///
    /// # Errors
    /// [`Full`].
    pub(super) async fn enter(&self) -> Result<OwnedSemaphorePermit, Full> {
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            return Ok(place);
        }
        let _waiting = Waiting::begin(self)?;
        // The semaphore is never closed.
        Arc::clone(&self.places).acquire_owned().await.map_err(|_| Full)
    }
}

/// One who waits; whoever goes away meanwhile no longer counts.
struct Waiting<'a>(&'a Crowd);

impl<'a> Waiting<'a> {
    fn begin(crowd: &'a Crowd) -> Result<Self, Full> {
        let free = |waiting: usize| (waiting < crowd.queue).then_some(waiting + 1);
        let begun = crowd.waiting.fetch_update(Ordering::Relaxed, Ordering::Relaxed, free);
        begun.map(|_| Self(crowd)).map_err(|_| Full)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[tokio::test]
    async fn some_wait_and_the_rest_are_sent_away() {
        let crowd = Crowd::new(2, 1);
        let first = crowd.enter().await.unwrap();
        let _second = crowd.enter().await.unwrap();
        let mut third = Box::pin(crowd.enter());
        assert!(third.as_mut().now_or_never().is_none(), "the third waits");
        assert_eq!(crowd.enter().await.map(drop), Err(Full), "the fourth is sent away");
        drop(first);
        drop(third.await.unwrap());
    }

    #[tokio::test]
    async fn who_stops_waiting_leaves_the_queue() {
        let crowd = Crowd::new(1, 1);
        let _first = crowd.enter().await.unwrap();
        let mut second = Box::pin(crowd.enter());
        assert!(second.as_mut().now_or_never().is_none());
        drop(second);
        assert!(crowd.enter().now_or_never().is_none(), "there is room to wait again");
    }
}
