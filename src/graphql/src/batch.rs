//! Batches: what many rows ask for one by one is fetched in one statement.
//!
//! The resolvers of a request run as one task: while one waits, the others are polled. So a load first only notes its key and
//! lets the others go, again and again until a whole round brings nothing new; then all keys of the level are there, and the
//! first to see it fetches them together. No timer decides what belongs to a batch: the number of statements is the same for one row and for
//! a hundred, on every machine, under every load. (The library's own loader waits a millisecond on another thread, which
//! splits batches when the machine is busy; its waits also add up, one per level.)
//!
//! A batch also waits for what the request is still reading: a page that comes a little later than another may hold rows that ask for
//! the same things. So a request is read level by level, and how many statements it takes depends on what was selected alone.

use std::any::{Any, TypeId};
use std::collections::{BTreeSet, HashMap};
use std::future::{Future, poll_fn};
use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use sextant_store::{Database, StoreError};
use tokio::sync::oneshot;

/// Rows by key, or the error that all who asked share.
pub(crate) type Found<K> = Result<HashMap<K, <K as Key>::Value>, Arc<StoreError>>;

/// A key that rows are fetched by.
pub(crate) trait Key: Clone + Ord + Hash + Send + Sync + 'static {
    /// What is found under it.
    type Value: Clone + Send + Sync + 'static;

    /// Fetches several at once. A key that nothing is found under is absent.
    fn fetch(database: Database, keys: Vec<Self>) -> impl Future<Output = Found<Self>> + Send;
}

/// The batches of one request: nobody ever sees another request's rows.
pub(crate) struct Batches {
    database: Database,
    by_key: Mutex<HashMap<TypeId, Kept>>,
    /// Counts every key that is noted and every reading that ended: while it rises, there is more to come.
    stirs: AtomicU64,
    /// What is being read: each ends with its reading, also with one that was given up.
    readings: Mutex<Vec<Reading>>,
}

/// The batch of a kind of keys: to be found by kind, and to be flown without knowing it.
struct Kept {
    of_kind: Arc<dyn Any + Send + Sync>,
    any: Arc<dyn Fly>,
}

/// Something that is being read. Whoever waits for it also drives it: those who asked may have been given up.
type Reading = Shared<BoxFuture<'static, ()>>;

impl Batches {
    pub(crate) fn new(database: &Database) -> Self {
        Self {
            database: database.clone(),
            by_key: Mutex::default(),
            stirs: AtomicU64::new(0),
            readings: Mutex::default(),
        }
    }

    /// What is found under a key.
    pub(crate) async fn load<K: Key>(&self, key: K) -> Result<Option<K::Value>, Arc<StoreError>> {
        let batch = self.of::<K>();
        batch.note(&key);
        self.stirred();
        let flight = loop {
            if let Some(flight) = batch.flying(&key) {
                break flight;
            }
            let before = self.stirs.load(Ordering::Relaxed);
            let_the_others_go().await;
            if self.stirs.load(Ordering::Relaxed) == before {
                match self.unfinished() {
                    Some(reading) => reading.await,
                    None => self.fly_all(),
                }
            }
        };
        let found = flight.await;
        self.stirred();
        Ok(found?.get(&key).cloned())
    }

    /// Reads rows that will ask for more: batches wait for them. What is read must not load by itself.
    pub(crate) async fn reading<T>(&self, read: impl Future<Output = T>) -> T {
        let (done, ended) = oneshot::channel::<()>();
        lock(&self.readings).push(ended.map(drop).boxed().shared());
        let found = read.await;
        drop(done);
        self.stirred();
        found
    }

    /// Forgets what was fetched. The mutations of a request run one after the other: what the first of them showed of a record
    /// is not what the second, which changes it once more, has to show.
    pub(crate) fn forget(&self) {
        lock(&self.by_key).clear();
    }

    /// Something that is still being read.
    fn unfinished(&self) -> Option<Reading> {
        let mut readings = lock(&self.readings);
        readings.retain(|reading| reading.peek().is_none());
        readings.last().cloned()
    }

    /// Begins to fetch all keys that wait: one fetch for each kind.
    fn fly_all(&self) {
        let begun = lock(&self.by_key).values().filter_map(|kept| kept.any.fly(&self.database)).collect::<Vec<_>>();
        lock(&self.readings).extend(begun);
        self.stirred();
    }

    fn stirred(&self) {
        self.stirs.fetch_add(1, Ordering::Relaxed);
    }

    fn of<K: Key>(&self) -> Arc<Batch<K>> {
        let mut by_key = lock(&self.by_key);
        let kept = by_key.entry(TypeId::of::<K>()).or_insert_with(|| {
            let batch = Arc::new(Batch::<K>::default());
            Kept { of_kind: batch.clone(), any: batch }
        });
        Arc::clone(&kept.of_kind).downcast().unwrap_or_default()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A batch of whatever kind.
trait Fly: Send + Sync {
    /// Begins to fetch all keys that wait; `None` where none do.
    fn fly(&self, database: &Database) -> Option<Reading>;
}

type Flight<K> = Shared<BoxFuture<'static, Result<Arc<HashMap<K, <K as Key>::Value>>, Arc<StoreError>>>>;

/// The keys of one kind: those that wait, and those that are being or were fetched.
struct Batch<K: Key> {
    state: Mutex<State<K>>,
}

struct State<K: Key> {
    waiting: BTreeSet<K>,
    flights: HashMap<K, Flight<K>>,
}

impl<K: Key> Default for Batch<K> {
    fn default() -> Self {
        Self { state: Mutex::new(State { waiting: BTreeSet::new(), flights: HashMap::new() }) }
    }
}

impl<K: Key> Batch<K> {
    /// Notes a key, unless it is on its way already.
    fn note(&self, key: &K) {
        let mut state = lock(&self.state);
        if !state.flights.contains_key(key) {
            state.waiting.insert(key.clone());
        }
    }

    /// The fetch that has a key, where one was begun.
    fn flying(&self, key: &K) -> Option<Flight<K>> {
        lock(&self.state).flights.get(key).cloned()
    }
}

impl<K: Key> Fly for Batch<K> {
    fn fly(&self, database: &Database) -> Option<Reading> {
        let mut state = lock(&self.state);
        let keys: Vec<K> = std::mem::take(&mut state.waiting).into_iter().collect();
        if keys.is_empty() {
            return None;
        }
        let fetch = K::fetch(database.clone(), keys.clone());
        let flight: Flight<K> = async move { fetch.await.map(Arc::new) }.boxed().shared();
        state.flights.extend(keys.into_iter().map(|key| (key, flight.clone())));
        Some(flight.map(drop).boxed().shared())
    }
}

/// Returns when it is polled again, after the others.
async fn let_the_others_go() {
    let mut polled = false;
    poll_fn(|context| {
        if polled {
            return Poll::Ready(());
        }
        polled = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[cfg(test)]
mod tests {
    use futures_util::future::{join, join_all, select};

    use super::*;

    /// A number: what is found under it is how many were fetched with it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    struct Together(u32);

    impl Key for Together {
        type Value = usize;

        async fn fetch(_: Database, keys: Vec<Self>) -> Found<Self> {
            Ok(keys.iter().map(|key| (*key, keys.len())).collect())
        }
    }

    async fn page(batches: &Batches, rounds: usize, numbers: std::ops::Range<u32>) -> Vec<Option<usize>> {
        let read = async {
            for _ in 0..rounds {
                let_the_others_go().await;
            }
        };
        batches.reading(read).await;
        let rows = numbers.map(|number| batches.load(Together(number)));
        join_all(rows).await.into_iter().map(Result::unwrap).collect()
    }

    /// Batches over a database that nothing is fetched from.
    async fn batches() -> Batches {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("empty.db").display());
        Batches::new(&Database::open(&url).await.unwrap())
    }

    #[tokio::test]
    async fn a_page_that_comes_later_is_asked_for_with_the_one_before() {
        for (early, late) in [(0, 0), (0, 1), (1, 7), (50, 3)] {
            let batches = batches().await;
            let (a, b) = join(page(&batches, early, 0..3), page(&batches, late, 3..5)).await;
            assert_eq!((a, b), (vec![Some(5); 3], vec![Some(5); 2]), "pages after {early} and {late} rounds");
        }
    }

    #[tokio::test]
    async fn what_was_forgotten_is_fetched_again() {
        let batches = batches().await;
        assert_eq!(page(&batches, 0, 0..3).await, [Some(3); 3]);
        assert_eq!(page(&batches, 0, 0..1).await, [Some(3)], "fetched once");
        batches.forget();
        assert_eq!(page(&batches, 0, 0..1).await, [Some(1)], "fetched again");
    }

    #[tokio::test]
    async fn a_reading_that_is_given_up_holds_nobody_up() {
        let batches = batches().await;
        let given_up = Box::pin(batches.reading(std::future::pending::<()>()));
        let soon = Box::pin(async {
            for _ in 0..3 {
                let_the_others_go().await;
            }
        });
        let gives_up = async { drop(select(given_up, soon).await) };
        assert_eq!(join(gives_up, page(&batches, 0, 0..2)).await.1, vec![Some(2); 2]);
    }
}
