//! People ask to be forgotten; staff does it for them, and again after a restore.

use kernel_base::{Page, PageRequest, Timestamp, TraceParent};
use kernel_http::{IdempotencyKey, Reply, store_response};
use kernel_messaging::HandlerError;
use serde::Serialize;
use shared_contracts::{CustomerId, ErasureId};

use crate::app::App;
use crate::domain::erasure::{Erasure, Person, Proofs, State};
use crate::error::CustomerError;
use crate::sagas::{self, EraseCustomer};
use crate::store;

/// The most erasures that are carried out again at once.
const MOST_REPEATED: i64 = 1_000;

/// What the audit log shows of an erasure.
#[derive(Serialize)]
struct Shown {
    customer_id: Option<CustomerId>,
    /// A guest who is known by an address, which is not shown.
    by_email: bool,
    order_count: usize,
}

/// And of those that were carried out again.
#[derive(Serialize)]
struct Repeated {
    since: Timestamp,
    count: usize,
}

impl App {
    /// Begins to erase a person. The saga goes on by itself.
    pub(crate) async fn erase(
        &self,
        person: Person,
        requested_by: String,
        trace: Option<&TraceParent>,
        key: &IdempotencyKey,
        answer: impl FnOnce(&Erasure) -> Reply,
    ) -> Result<Reply, CustomerError> {
        let subject = person.subject();
        let erasure = Erasure {
            erasure_id: self.env.id(),
            customer_id: subject.customer_id,
            by_email: subject.email.is_some(),
            orders: subject.orders.clone(),
            requested_by,
            requested_at: self.env.now(),
            state: State::Running,
        };
        let write = self.db.write().await?;
        store::erasure::insert(&write, &erasure).await?;
        let shown = Shown {
            customer_id: erasure.customer_id,
            by_email: erasure.by_email,
            order_count: erasure.orders.len(),
        };
        write.changed(erasure.erasure_id, None, Some(&shown));
        let data = EraseCustomer { erasure_id: erasure.erasure_id, subject, proofs: Proofs::new() };
        let saga_id = erasure.erasure_id.uuid();
        sagas::start(&self.sagas, &write, saga_id, data, trace.cloned()).await.map_err(failed)?;
        let reply = answer(&erasure);
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    /// Carries out again what was completed since: a database that was restored has the data back. Answers how many.
    pub(crate) async fn repeat_erasures(
        &self,
        since: Timestamp,
        trace: Option<&TraceParent>,
        key: &IdempotencyKey,
        answer: impl FnOnce(usize) -> Reply,
    ) -> Result<Reply, CustomerError> {
        let write = self.db.write().await?;
        let completed = store::erasure::completed_since(&write, since, MOST_REPEATED).await?;
        let count = completed.len();
        for (erasure_id, subject) in completed {
            let data = EraseCustomer { erasure_id, subject, proofs: Proofs::new() };
            let saga_id = self.env.uuid();
            sagas::start(&self.sagas, &write, saga_id, data, trace.cloned()).await.map_err(failed)?;
        }
        write.changed("erasures", None, Some(&Repeated { since, count }));
        let reply = answer(count);
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    pub(crate) async fn erasure(&self, erasure_id: ErasureId) -> Result<Erasure, CustomerError> {
        let reader = self.db.read().await?;
        let found = store::erasure::find(&reader, erasure_id).await?;
        found.ok_or(CustomerError::ErasureNotFound(erasure_id))
    }

    /// Another customer's is not found.
    pub(crate) async fn my_erasure(
        &self,
        customer_id: CustomerId,
        erasure_id: ErasureId,
    ) -> Result<Erasure, CustomerError> {
        let found = self.erasure(erasure_id).await?;
        if found.customer_id == Some(customer_id) {
            Ok(found)
        } else {
            Err(CustomerError::ErasureNotFound(erasure_id))
        }
    }

    pub(crate) async fn erasures(&self, page: &PageRequest) -> Result<Page<Erasure>, CustomerError> {
        let after: Option<ErasureId> = page.after_key()?;
        let reader = self.db.read().await?;
        let found = store::erasure::list(&reader, after, page.limit.plus_one()).await?;
        Ok(Page::from_rows(found, page.limit, |erasure| erasure.erasure_id))
    }
}

/// Only the database can be in the way of a start.
fn failed(error: HandlerError) -> CustomerError {
    match error {
        HandlerError::Db(error) => error.into(),
        other => CustomerError::Saga(other.to_string()),
    }
}
