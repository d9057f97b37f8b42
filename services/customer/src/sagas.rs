//! `customer.erase`: every service that holds personal data removes or reduces it and answers with proof. Order comes
//! first, because it may refuse; customer itself comes last.

use std::sync::Arc;

use auth_contracts::EraseAccount;
use cart_contracts::EraseCarts;
use invoice_contracts::EraseInvoices;
use kernel_base::{Env, Timestamp, TraceParent};
use kernel_db::{Database, DbError, Write};
use kernel_messaging::{HandlerError, erase, erase_messages};
use kernel_saga::{Host, LocalChange, NewSaga, SagaDefinition, Sagas, What};
use order_contracts::{EraseOrders, OrdersErased};
use payment_contracts::ErasePayments;
use serde::{Deserialize, Serialize};
use shared_contracts::{ErasedTable, ErasureId, ErasureProof, ErasureSubject};
use shipping_contracts::EraseShipments;
use uuid::Uuid;

use crate::domain::erasure::Proofs;
use crate::{publish, store};

/// What the saga knows; the orders and the proofs it learns on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EraseCustomer {
    pub(crate) erasure_id: ErasureId,
    pub(crate) subject: ErasureSubject,
    #[serde(default)]
    pub(crate) proofs: Proofs,
}

/// The stored name.
const NAME: &str = "customer.erase";

/// The saga. Names of steps are stored: never rename or reuse them.
pub(crate) fn definition() -> SagaDefinition<EraseCustomer> {
    up_to_shipments(2)
        .step("erase_invoices", |data| Some(EraseInvoices { subject: subject(data) }), proof_of("invoice"))
        .step("erase_account", erase_account, proof_of("auth"))
}

/// The saga before there were invoices: those that began with it end with it.
fn first_definition() -> SagaDefinition<EraseCustomer> {
    up_to_shipments(1).step("erase_account", erase_account, proof_of("auth"))
}

fn up_to_shipments(version: i32) -> SagaDefinition<EraseCustomer> {
    SagaDefinition::new(NAME, version)
        .step("erase_orders", |data| Some(EraseOrders { subject: data.subject.clone() }), learn_orders)
        // What is gone stays gone: from here on the rest follows.
        .pivot("go_on")
        .step("erase_carts", |data| Some(EraseCarts { subject: data.subject.clone() }), proof_of("cart"))
        .step("erase_payments", |data| Some(ErasePayments { subject: subject(data) }), proof_of("payment"))
        .step("erase_shipments", |data| Some(EraseShipments { subject: subject(data) }), proof_of("shipping"))
}

/// Who goes by orders and carts is not told an address.
fn subject(data: &EraseCustomer) -> ErasureSubject {
    data.subject.without_email()
}

fn learn_orders(data: &mut EraseCustomer, done: OrdersErased) {
    data.subject.orders = done.orders;
    data.subject.carts = done.carts;
    data.proofs.insert("order".into(), done.proof);
}

fn proof_of(service: &'static str) -> impl Fn(&mut EraseCustomer, ErasureProof) + Send + Sync + 'static {
    move |data, proof| {
        data.proofs.insert(service.into(), proof);
    }
}

/// A guest has no account.
fn erase_account(data: &EraseCustomer) -> Option<EraseAccount> {
    data.subject.customer_id.map(|_| EraseAccount { subject: subject(data) })
}

/// The sagas of a service's database.
pub(crate) fn sagas(db: &Database, env: &Env) -> Sagas {
    let host = EraseHost { env: env.clone() };
    let host: Arc<dyn Host<EraseCustomer>> = Arc::new(host);
    Sagas::new(db.clone(), env.clone()).with(first_definition(), Arc::clone(&host)).with(definition(), host)
}

/// Starts the saga; again for an erasure that is carried out once more. No deadline: a service that does not answer is
/// asked again until it does.
pub(crate) async fn start(
    sagas: &Sagas,
    write: &Write,
    saga_id: Uuid,
    data: EraseCustomer,
    trace: Option<TraceParent>,
) -> Result<(), HandlerError> {
    let subject = data.erasure_id.to_string();
    let saga = NewSaga { saga_id, subject, data, deadline_at: None, trace };
    sagas.start(write, NAME, vec![saga]).await
}

/// Erases what customer itself holds, and remembers how it ended.
struct EraseHost {
    env: Env,
}

#[async_trait::async_trait]
impl Host<EraseCustomer> for EraseHost {
    async fn record(
        &self,
        changes: &[LocalChange<EraseCustomer>],
        write: &Write,
    ) -> Result<(), HandlerError> {
        let now = self.env.now();
        for change in changes {
            let erasure_id = change.data.erasure_id;
            match &change.what {
                What::Step(_) => {}
                What::Compensated(refusal) => {
                    tracing::warn!(erasure.id = %erasure_id, code = %refusal.code, "erasure refused");
                    store::erasure::refuse(write, erasure_id, refusal, now).await?;
                    forget_address(write, erasure_id, &change.data.subject).await?;
                }
                What::Completed => {
                    let mut proofs = change.data.proofs.clone();
                    proofs.insert("customer".into(), self.erase_own(&change.data.subject, write, now).await?);
                    let orders = &change.data.subject.orders;
                    store::erasure::complete(write, erasure_id, &proofs, orders, now).await?;
                    forget_address(write, erasure_id, &change.data.subject).await?;
                    if let Some(customer_id) = change.data.subject.customer_id {
                        let trace = change.trace.as_ref();
                        publish::erased(write, &self.env, customer_id, erasure_id, trace)?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The commands that told a guest's address cannot be read any more.
async fn forget_address(
    write: &Write,
    erasure_id: ErasureId,
    subject: &ErasureSubject,
) -> Result<(), DbError> {
    if subject.email.is_none() {
        return Ok(());
    }
    erase_messages(write, &[erasure_id.to_string()]).await
}

impl EraseHost {
    async fn erase_own(
        &self,
        subject: &ErasureSubject,
        write: &Write,
        now: Timestamp,
    ) -> Result<ErasureProof, DbError> {
        let Some(customer_id) = subject.customer_id else { return Ok(ErasureProof::default()) };
        let found = store::erasure::count(write, customer_id).await?;
        // Answers about addresses name the address alone.
        let mut subjects = vec![customer_id.to_string()];
        subjects.extend(store::erasure::address_ids(write, customer_id).await?);
        let erased = erase(write, &subjects).await?;
        store::erasure::forget(write, customer_id, now).await?;
        let tables = vec![
            ErasedTable::reduced(
                "customer.customer",
                found.customers,
                "the id, so that it never means somebody else",
            ),
            ErasedTable::removed("customer.address", found.addresses),
            ErasedTable::removed("customer.membership", found.memberships),
            ErasedTable::kept(
                "customer.consent",
                found.consents,
                "proof of what was agreed to, under the id alone",
            ),
            ErasedTable::reduced("customer.purchase", found.purchases, "sums for statistics, of nobody"),
        ];
        Ok(ErasureProof::new(tables, erased.rows()))
    }
}

#[cfg(test)]
mod tests;
