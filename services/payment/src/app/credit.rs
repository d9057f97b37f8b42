//! Credits and charges that belong to no intent.

use kernel_base::{Money, Page, PageRequest, Timestamp};
use kernel_http::{IdempotencyKey, Reply, store_response};
use serde::Serialize;
use shared_contracts::RefundId;

use super::App;
use crate::domain::credit::{Credit, NewCredit};
use crate::domain::ledger::{Transfer, credit_transfer};
use crate::error::PaymentError;
use crate::store;

/// What the audit log shows of a credit.
#[derive(Serialize)]
struct Shown {
    amount: Money,
    issued_at: Timestamp,
}

impl App {
    /// Records a credit and books it.
    pub(crate) async fn create_credit(
        &self,
        key: &IdempotencyKey,
        new: NewCredit,
        created_by: String,
        render: impl Fn(&Credit) -> Reply,
    ) -> Result<Reply, PaymentError> {
        let credit = Credit::try_new(&self.env, new, created_by)?;
        let reply = render(&credit);
        let write = self.db.write().await?;
        store::credit::insert(&write, &credit).await?;
        write.changed(credit.id, None, Some(&Shown { amount: credit.amount, issued_at: credit.issued_at }));
        let transfer = credit_transfer(credit.id.to_string(), credit.amount);
        let transfers: Vec<&Transfer> = transfer.iter().collect();
        store::ledger::book(&write, &transfers, credit.created_at).await?;
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    /// Newest first.
    pub(crate) async fn list_credits(&self, page: &PageRequest) -> Result<Page<Credit>, PaymentError> {
        let after = page.after_key::<RefundId>().map_err(PaymentError::Request)?;
        let reader = self.db.read().await?;
        let credits = store::credit::list(&reader, after, page.limit).await?;
        Ok(Page::from_rows(credits, page.limit, |credit| credit.id))
    }
}
