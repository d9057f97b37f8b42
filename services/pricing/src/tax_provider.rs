//! What a tax provider must be able to do, and the list of those in use. A provider is somebody else's service, or a small
//! adapter in front of it; `docs/tax-provider.md` describes what it is asked.

mod breaker;
mod guarded;
mod http;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use async_trait::async_trait;
use kernel_base::{Call, Env};
use kernel_trace::{Outage, causes};
use shared_contracts::Code;

use crate::config::TaxProviderConfig;
use crate::domain::provided_tax::{ImproperAnswer, ProvidedTaxes, TaxAnswer, TaxRequest};
use crate::tax_provider::guarded::{Guarded, MAX_IN_FLIGHT};
use crate::tax_provider::http::HttpTaxProvider;

/// Computes the tax of a quote. Asking has no effect and may be repeated.
#[async_trait]
pub(crate) trait TaxProvider: Send + Sync {
    async fn calculate(&self, call: &Call, request: &TaxRequest) -> Result<TaxAnswer, TaxProviderError>;
}

/// Why there is no proper answer. Never carries the provider's own words: they may repeat where a buyer lives.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TaxProviderError {
    #[error("it is not configured")]
    NotConfigured,
    #[error("{MAX_IN_FLIGHT} questions wait for it already")]
    Busy,
    #[error("it is left alone for a moment after several failures")]
    Resting,
    #[error("no time is left to ask it")]
    NoTime,
    #[error("no answer in time")]
    TimedOut,
    #[error("no answer")]
    Unreachable(#[source] reqwest::Error),
    #[error("it answers with status {0}")]
    Status(u16),
    #[error("it refuses the question with status {0}")]
    Refused(u16),
    #[error("its answer is longer than {0} bytes")]
    TooLong(usize),
    #[error("its answer is not the JSON agreed upon, as line {line}, column {column} shows")]
    Malformed { line: usize, column: usize },
    #[error("its answer cannot be used")]
    Improper(#[from] ImproperAnswer),
}

/// The providers in use, by code.
#[derive(Default)]
pub(crate) struct TaxProviders {
    known: BTreeMap<Code, Guarded>,
    /// Of which providers the log was told that they fail.
    outages: Mutex<BTreeMap<Code, Outage>>,
}

impl TaxProviders {
    /// Those of a valid configuration.
    pub(crate) fn new(
        configured: &BTreeMap<Code, TaxProviderConfig>,
        env: &Env,
    ) -> Result<Self, reqwest::Error> {
        let mut known = BTreeMap::new();
        for (code, config) in configured {
            let provider = Arc::new(HttpTaxProvider::new(code, config)?);
            known.insert(code.clone(), Guarded::new(provider, config.timeout(), env.clone()));
        }
        Ok(Self { known, outages: Mutex::default() })
    }

    pub(crate) fn known(&self, code: &Code) -> bool {
        self.known.contains_key(code)
    }

    /// The taxes that this provider wants to be due. None when it gives no proper answer; the log knows why.
    pub(crate) async fn taxes(
        &self,
        call: &Call,
        code: &Code,
        request: &TaxRequest,
    ) -> Option<Arc<ProvidedTaxes>> {
        let Some(provider) = self.known.get(code) else {
            self.tell_unanswered(code, &TaxProviderError::NotConfigured);
            return None;
        };
        let question = request.fingerprint();
        if let Some(taxes) = provider.remembered(question) {
            return Some(taxes); // says nothing about how the provider is now
        }
        match provider.ask(call, request, question).await {
            Ok(taxes) => {
                self.tell_answered(code);
                Some(taxes)
            }
            // Why it is left alone was told.
            Err(TaxProviderError::Resting) => None,
            Err(error) => {
                self.tell_unanswered(code, &error);
                None
            }
        }
    }

    /// A provider that is away gives one line now and then, not one per quote.
    fn tell_unanswered(&self, code: &Code, error: &TaxProviderError) {
        let reason = causes(error).to_string();
        let mut outages = self.outages();
        if let Some(told) = outages.entry(code.clone()).or_default().failed(Instant::now(), &reason) {
            let failures = told.failures;
            tracing::warn!(provider = %code, reason, failures, "a tax provider gives no proper answer");
        }
    }

    fn tell_answered(&self, code: &Code) {
        let Some(mut outage) = self.outages().remove(code) else { return };
        if let Some(told) = outage.recovered(Instant::now()) {
            let after_s = told.lasting.as_secs();
            tracing::info!(provider = %code, failures = told.failures, after_s, "a tax provider answers again");
        }
    }

    fn outages(&self) -> MutexGuard<'_, BTreeMap<Code, Outage>> {
        self.outages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
