//! The documents from which the gateway knows what there is: of this process directly, of others again and again, so that
//! a service deployed with new operations needs no deploy of the gateway.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use kernel_service::Remote;
use kernel_trace::Outage;
use serde_json::Value;

use crate::table::{Document, Paths, Table};
use crate::upstream::{self, Upstream};

/// How often services elsewhere are asked for their documents.
const EVERY: Duration = Duration::from_secs(30);
/// The same while one has never answered: until then nobody can use it.
const AGAIN: Duration = Duration::from_secs(1);
const TIMEOUT: Duration = Duration::from_secs(5);

/// The documents, and where more of them come from.
pub(crate) struct Documents {
    client: reqwest::Client,
    remotes: Vec<(Remote, Arc<Upstream>)>,
    state: Mutex<State>,
    /// False while a service elsewhere has never told its operations.
    complete: AtomicBool,
}

#[derive(Default)]
struct State {
    here: Vec<Document>,
    there: BTreeMap<&'static str, (Bytes, Document)>,
    outages: BTreeMap<&'static str, Outage>,
    paths: Paths,
}

impl Documents {
    pub(crate) fn new(remotes: Vec<Remote>) -> Self {
        let client = upstream::client();
        let upstream = |remote: &Remote| Arc::new(Upstream::there(remote, client.clone()));
        let remotes: Vec<_> = remotes.into_iter().map(|remote| (remote.clone(), upstream(&remote))).collect();
        let complete = AtomicBool::new(remotes.is_empty());
        Self { client, remotes, state: Mutex::default(), complete }
    }

    /// Whether there are services in other processes.
    pub(crate) fn has_remotes(&self) -> bool {
        !self.remotes.is_empty()
    }

    /// Whether every service has told its operations: what is not among them then does not exist.
    pub(crate) fn complete(&self) -> bool {
        self.complete.load(Ordering::Relaxed)
    }

    /// How long to wait before asking again.
    pub(crate) fn pause(&self) -> Duration {
        if self.complete() { EVERY } else { AGAIN }
    }

    /// Those of this process. They never change.
    pub(crate) fn here(&self, documents: Vec<Document>) -> Table {
        let mut state = self.state();
        state.here = documents;
        state.table()
    }

    /// Asks the services elsewhere; a table when one of them tells something new.
    pub(crate) async fn refresh(&self) -> Option<Table> {
        let asked = self.remotes.iter().map(|(remote, _)| self.fetch(remote));
        let fetched = futures::future::join_all(asked).await;
        let mut state = self.state();
        let mut changed = false;
        for ((remote, upstream), fetched) in self.remotes.iter().zip(fetched) {
            changed |= state.note(remote, upstream, fetched);
        }
        self.complete.store(state.there.len() == self.remotes.len(), Ordering::Relaxed);
        changed.then(|| state.table())
    }

    async fn fetch(&self, remote: &Remote) -> Result<Bytes, String> {
        let url = format!("{}/openapi/{}.json", remote.origin.trim_end_matches('/'), remote.service);
        let fetch = async {
            let answer = self.client.get(url).timeout(TIMEOUT).send().await?;
            answer.error_for_status()?.bytes().await
        };
        fetch.await.map_err(|error| kernel_trace::causes(&error).to_string())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// True when the service told something new. One that is away keeps the operations it had, and is told now and then.
    fn note(&mut self, remote: &Remote, upstream: &Arc<Upstream>, fetched: Result<Bytes, String>) -> bool {
        let service = remote.service;
        let outage = self.outages.entry(service).or_default();
        let read = fetched.and_then(|body| {
            if self.there.get(service).is_some_and(|(known, _)| *known == body) {
                return Ok(None);
            }
            let openapi = serde_json::from_slice::<Value>(&body).map_err(|error| error.to_string())?;
            Ok(Some((body, openapi)))
        });
        match read {
            Ok(new) => {
                if let Some(told) = outage.recovered(Instant::now()) {
                    tracing::info!(service, failures = told.failures, "a service tells its operations again");
                }
                let Some((body, openapi)) = new else { return false };
                let (upstream, openapi) = (Arc::clone(upstream), Arc::new(openapi));
                self.there
                    .insert(service, (body, Document { service: service.to_owned(), upstream, openapi }));
                true
            }
            Err(reason) => {
                if let Some(told) = outage.failed(Instant::now(), &reason) {
                    let failures = told.failures;
                    tracing::warn!(service, reason, failures, "a service does not tell its operations");
                }
                false
            }
        }
    }

    fn table(&mut self) -> Table {
        let there = self.there.values().map(|(_, document)| document);
        let documents: Vec<Document> = self.here.iter().chain(there).cloned().collect();
        Table::new(&documents, &mut self.paths)
    }
}
