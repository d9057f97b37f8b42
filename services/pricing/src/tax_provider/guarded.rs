//! A provider behind what keeps its trouble from becoming ours: a time limit, a limit of questions at once, a breaker, and
//! a memory of its answers, so that nobody pays twice for a page that is loaded twice.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kernel_base::{Call, Env};
use tokio::sync::Semaphore;

use crate::domain::provided_tax::{Fingerprint, ProvidedTaxes, TaxRequest};
use crate::generations::Generations;
use crate::tax_provider::breaker::Breaker;
use crate::tax_provider::{TaxProvider, TaxProviderError};

/// The most questions that wait for one provider. Behind a slow one more would only wait longer.
pub(super) const MAX_IN_FLIGHT: usize = 32;
/// How long an answer holds for the same question.
const REMEMBERED_FOR: Duration = Duration::from_secs(10 * 60);
/// Answers are remembered up to this many taxes and lines, about 20 MiB: 10,000 quotes of three lines.
const REMEMBERED: usize = 100_000;

pub(super) struct Guarded {
    provider: Arc<dyn TaxProvider>,
    timeout: Duration,
    env: Env,
    places: Semaphore,
    breaker: Breaker,
    answers: Mutex<Generations<Fingerprint, Arc<ProvidedTaxes>>>,
}

impl Guarded {
    pub(super) fn new(provider: Arc<dyn TaxProvider>, timeout: Duration, env: Env) -> Self {
        Self {
            provider,
            timeout,
            env,
            places: Semaphore::new(MAX_IN_FLIGHT),
            breaker: Breaker::default(),
            answers: Mutex::new(Generations::new(REMEMBERED, REMEMBERED_FOR)),
        }
    }

    pub(super) async fn taxes(
        &self,
        call: &Call,
        request: &TaxRequest,
    ) -> Result<Arc<ProvidedTaxes>, TaxProviderError> {
        let now = self.env.now();
        let fingerprint = request.fingerprint();
        if let Some(known) = self.answers().find(fingerprint, now) {
            return Ok(known);
        }
        let left = call.deadline.since(now);
        if left.is_zero() {
            return Err(TaxProviderError::NoTime);
        }
        let leave = self.breaker.admit(now).ok_or(TaxProviderError::Resting)?;
        let _place = self.places.try_acquire().map_err(|_| TaxProviderError::Busy)?;
        let answer = tokio::time::timeout(left.min(self.timeout), self.provider.calculate(call, request));
        let outcome = match answer.await {
            Ok(Ok(answer)) => ProvidedTaxes::check(request, answer).map_err(TaxProviderError::from),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(TaxProviderError::TimedOut),
        };
        match &outcome {
            // What is wrong with one buyer's question must not close the shop for the others.
            Ok(_) | Err(TaxProviderError::Refused(_)) => leave.succeeded(),
            Err(_) => leave.failed(self.env.now()),
        }
        let taxes = Arc::new(outcome?);
        self.answers().insert(fingerprint, Arc::clone(&taxes), taxes.size(), now);
        Ok(taxes)
    }

    fn answers(&self) -> MutexGuard<'_, Generations<Fingerprint, Arc<ProvidedTaxes>>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
