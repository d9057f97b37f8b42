//! Customers give and withdraw consents.

use kernel_base::{Page, PageRequest, TraceParent};
use kernel_http::{IdempotencyKey, Reply, store_response};
use shared_contracts::{Code, CustomerId};
use uuid::Uuid;

use crate::app::App;
use crate::domain::consent::{Consent, fits};
use crate::error::CustomerError;
use crate::{publish, store};

/// What a customer said.
pub(crate) struct NewConsent {
    pub(crate) kind: Code,
    pub(crate) given: bool,
    pub(crate) source: Code,
    pub(crate) text_version: String,
}

impl App {
    /// Every entry, newest first.
    pub(crate) async fn consents(
        &self,
        customer_id: CustomerId,
        page: &PageRequest,
    ) -> Result<Page<Consent>, CustomerError> {
        let after: Option<Uuid> = page.after_key()?;
        let reader = self.db.read().await?;
        let consents = store::consent::list(&reader, customer_id, after, page.limit.plus_one()).await?;
        Ok(Page::from_rows(consents, page.limit, |consent| consent.consent_id))
    }

    /// Adds an entry. What was said before stays as it was said.
    pub(crate) async fn record_consent(
        &self,
        customer_id: CustomerId,
        said: NewConsent,
        trace: Option<&TraceParent>,
        key: &IdempotencyKey,
        answer: fn(&Consent) -> Reply,
    ) -> Result<Reply, CustomerError> {
        self.me(customer_id, trace).await?;
        let write = self.db.write().await?;
        if !fits(store::consent::count(&write, customer_id).await?, said.given) {
            return Err(CustomerError::TooManyConsents);
        }
        let NewConsent { kind, given, source, text_version } = said;
        let (consent_id, recorded_at) = (self.env.uuid(), self.env.now());
        let consent = Consent { consent_id, kind, given, source, text_version, recorded_at };
        let reply = answer(&consent);
        store::consent::insert(&write, customer_id, &consent).await?;
        store::segment::mark(&write, &[customer_id], self.env.uuid()).await?;
        publish::consent_changed(&write, &self.env, customer_id, &consent, trace)?;
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }
}
