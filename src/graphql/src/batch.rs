//! Batches: what many rows ask for one by one is fetched in one statement.
//!
//! The resolvers of a request run as one task: while one waits, the others are polled. So a load first only notes its key and
//! lets the others go, again and again until a whole round brings nothing new; then all keys of the level are there, and the
//! first to see it fetches them together. No timer decides what belongs to a batch: the number of statements is the same for one row and for
//! a hundred, on every machine, under every load. (The library's own loader waits a millisecond on another thread, which
//! splits batches when the machine is busy; its waits also add up, one per level.)

use std::any::{Any, TypeId};
use std::collections::{BTreeSet, HashMap};
use std::future::{Future, poll_fn};
use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use sextant_store::{Database, StoreError};

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
    by_key: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
    /// Counts every key that is noted and every fetch that is joined: while it rises, there is more to come.
    stirs: AtomicU64,
}

impl Batches {
    pub(crate) fn new(database: &Database) -> Self {
        Self { database: database.clone(), by_key: Mutex::default(), stirs: AtomicU64::new(0) }
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
                break batch.fly(&key, &self.database);
            }
        };
        self.stirred();
        Ok(flight.await?.get(&key).cloned())
    }

    fn stirred(&self) {
        self.stirs.fetch_add(1, Ordering::Relaxed);
    }

    fn of<K: Key>(&self) -> Arc<Batch<K>> {
        let mut by_key = self.by_key.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = by_key.entry(TypeId::of::<K>()).or_insert_with(|| Arc::new(Batch::<K>::default()));
        Arc::clone(entry).downcast().unwrap_or_default()
    }
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
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if !state.flights.contains_key(key) {
            state.waiting.insert(key.clone());
        }
    }

    /// The fetch that has a key, where one was begun.
    fn flying(&self, key: &K) -> Option<Flight<K>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).flights.get(key).cloned()
    }

    /// Begins to fetch all keys that wait.
    fn fly(&self, key: &K, database: &Database) -> Flight<K> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(flight) = state.flights.get(key) {
            return flight.clone();
        }
        let keys: Vec<K> = std::mem::take(&mut state.waiting).into_iter().collect();
        let fetch = K::fetch(database.clone(), keys.clone());
        let flight: Flight<K> = async move { fetch.await.map(Arc::new) }.boxed().shared();
        state.flights.extend(keys.into_iter().map(|key| (key, flight.clone())));
        flight
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
