//! Reading documents and their numbers.

use kernel_base::{Page, PageRequest};
use shared_contracts::{BillId, CustomerId, LegalEntityId};

use super::App;
use crate::domain::document::Document;
use crate::error::InvoiceError;
use crate::store;
use crate::store::document::{Counter, DocumentFilter, DocumentHead};

impl App {
    pub(crate) async fn documents(
        &self,
        filter: &DocumentFilter,
        page: &PageRequest,
    ) -> Result<Page<DocumentHead>, InvoiceError> {
        let after: Option<BillId> = page.after_key()?;
        let reader = self.db.read().await?;
        let documents = store::document::list(&reader, filter, after, page.limit).await?;
        Ok(Page::from_rows(documents, page.limit, |document| document.invoice_id))
    }

    pub(crate) async fn document(&self, id: BillId) -> Result<Document, InvoiceError> {
        let reader = self.db.read().await?;
        store::document::find(&reader, id).await?.ok_or(InvoiceError::NotFound)
    }

    /// A document of the customer's own; another's is answered as if it did not exist.
    pub(crate) async fn document_of(
        &self,
        customer: CustomerId,
        id: BillId,
    ) -> Result<Document, InvoiceError> {
        let document = self.document(id).await?;
        let own = document.recipient.customer_id == Some(customer);
        if own { Ok(document) } else { Err(InvoiceError::NotFound) }
    }

    pub(crate) async fn numbers(&self, entity: LegalEntityId) -> Result<Vec<Counter>, InvoiceError> {
        let reader = self.db.read().await?;
        store::entity::find(&reader, entity).await?.ok_or(InvoiceError::EntityNotFound)?;
        store::document::counters(&reader, entity).await
    }

    pub(crate) async fn waiting(&self) -> Result<Vec<(String, i64)>, InvoiceError> {
        let reader = self.db.read().await?;
        store::waiting::count(&reader).await
    }
}
