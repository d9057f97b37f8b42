//! Bills become documents: at once where the channel has a seller, else as soon as it has one.

use std::collections::{HashMap, HashSet};

use invoice_contracts::InvoiceIssued;
use kernel_base::TraceParent;
use kernel_db::Write;
use kernel_messaging::{Emit, HandlerError};
use order_contracts::OrderBilled;
use shared_contracts::BillId;

use super::App;
use crate::domain::document::NewDocument;
use crate::domain::party::LegalEntity;
use crate::error::InvoiceError;
use crate::store;

/// So many waiting bills are issued in one transaction, which holds the counters for as long.
const AT_ONCE: i64 = 100;

impl App {
    /// Numbers and stores what was billed, each bill once; those without a seller wait.
    pub(crate) async fn take_bills(
        &self,
        write: &Write,
        bills: Vec<(OrderBilled, Option<TraceParent>)>,
    ) -> Result<(), HandlerError> {
        if bills.is_empty() {
            return Ok(());
        }
        let ids: Vec<BillId> = bills.iter().map(|(bill, _)| bill.bill_id).collect();
        let mut seen: HashSet<BillId> = store::document::known(write, &ids).await?.into_iter().collect();
        seen.extend(store::waiting::known(write, &ids).await?);
        let channels: Vec<&str> = bills.iter().map(|(bill, _)| bill.channel.as_str()).collect();
        let sellers = store::entity::sellers(write, &channels).await?;
        let (mut issuable, mut waiting) = (Vec::new(), Vec::new());
        for (bill, trace) in bills {
            if !seen.insert(bill.bill_id) {
                continue;
            }
            if sellers.contains_key(bill.channel.as_str()) {
                issuable.push((bill, trace));
            } else {
                waiting.push(bill);
            }
        }
        self.issue(write, issuable, &sellers).await?;
        Ok(store::waiting::insert(write, &waiting, self.env.now()).await?)
    }

    /// Issues all bills whose channels have a seller by now.
    pub(crate) async fn issue_waiting(&self) -> Result<(), HandlerError> {
        while self.issue_some().await? {}
        Ok(())
    }

    /// Issues some; true when more may be left.
    async fn issue_some(&self) -> Result<bool, HandlerError> {
        let write = self.db.write().await?;
        let bills = store::waiting::issuable(&write, AT_ONCE).await?;
        if bills.is_empty() {
            return Ok(false);
        }
        let ids: Vec<BillId> = bills.iter().map(|bill| bill.bill_id).collect();
        let channels: Vec<&str> = bills.iter().map(|bill| bill.channel.as_str()).collect();
        let sellers = store::entity::sellers(&write, &channels).await?;
        // Taken first: of two processes that want the same bills the second one stops here, before it takes a number.
        store::waiting::remove(&write, &ids).await?;
        self.issue(&write, bills.into_iter().map(|bill| (bill, None)).collect(), &sellers).await?;
        match write.commit().await.map_err(InvoiceError::from) {
            // Another process was faster, or a channel lost its seller: the next round sees.
            Err(InvoiceError::LostRace) => Ok(true),
            other => Ok(other.map(|()| true)?),
        }
    }

    async fn issue(
        &self,
        write: &Write,
        bills: Vec<(OrderBilled, Option<TraceParent>)>,
        sellers: &HashMap<String, LegalEntity>,
    ) -> Result<(), HandlerError> {
        let now = self.env.now();
        let mut documents = Vec::with_capacity(bills.len());
        for (bill, trace) in bills {
            let Some(seller) = sellers.get(bill.channel.as_str()) else {
                return Err(HandlerError::Transient("a channel lost its seller".to_owned()));
            };
            let document = NewDocument::new(bill, seller, now);
            let issued = InvoiceIssued {
                invoice_id: document.bill.bill_id,
                kind: document.kind,
                order_id: document.bill.order_id,
                legal_entity_id: document.legal_entity_id,
                channel: document.bill.channel.clone(),
                gross: document.bill.gross,
                occurred_at: now,
            };
            write.emit(&self.env, issued.order_id.to_string(), 0, trace.as_ref(), &issued)?;
            documents.push(document);
        }
        Ok(store::document::issue(write, &documents, now).await?)
    }
}
