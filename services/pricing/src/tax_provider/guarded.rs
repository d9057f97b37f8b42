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

    /// What it answered to the same question not long ago.
    pub(super) fn remembered(&self, question: Fingerprint) -> Option<Arc<ProvidedTaxes>> {
        self.answers().find(question, self.env.now())
    }

    /// Asks it, and remembers a proper answer.
    pub(super) async fn ask(
        &self,
        call: &Call,
        request: &TaxRequest,
        question: Fingerprint,
    ) -> Result<Arc<ProvidedTaxes>, TaxProviderError> {
        let now = self.env.now();
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
        self.answers().insert(question, Arc::clone(&taxes), taxes.size(), now);
        Ok(taxes)
    }

    fn answers(&self) -> MutexGuard<'_, Generations<Fingerprint, Arc<ProvidedTaxes>>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use async_trait::async_trait;
    use futures::{FutureExt, poll};
    use kernel_base::{Currency, Timestamp};

    use super::*;
    use crate::domain::provided_tax::TaxAnswer;

    /// Never answers.
    struct Silent;

    #[async_trait]
    impl TaxProvider for Silent {
        async fn calculate(&self, _: &Call, _: &TaxRequest) -> Result<TaxAnswer, TaxProviderError> {
            std::future::pending().await
        }
    }

    fn request() -> TaxRequest {
        TaxRequest {
            currency: Currency::EUR,
            at: Timestamp::EPOCH,
            dated: false,
            country: "DE".parse().unwrap(),
            region: None,
            postal_code: None,
            customer_group: None,
            customer_groups: Vec::new(),
            prices_include_tax: true,
            lines: Vec::new(),
            shipping: None,
        }
    }

    #[tokio::test]
    async fn behind_a_provider_that_hangs_only_so_many_wait() {
        let env = Env::system();
        let guarded = Guarded::new(Arc::new(Silent), Duration::from_secs(600), env.clone());
        let call = Call { deadline: env.now().plus(Duration::from_secs(600)), trace: None };
        let request = request();
        let ask = || guarded.ask(&call, &request, request.fingerprint()).boxed();
        let mut waiting: Vec<_> = (0..MAX_IN_FLIGHT).map(|_| ask()).collect();
        for question in &mut waiting {
            assert!(poll!(question).is_pending());
        }
        for _ in 0..10 {
            assert!(
                matches!(ask().now_or_never(), Some(Err(TaxProviderError::Busy))),
                "at once, and no failure"
            );
        }
        waiting.pop();
        assert!(ask().now_or_never().is_none(), "who goes away makes room");
    }
}
