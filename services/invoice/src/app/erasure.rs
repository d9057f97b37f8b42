//! Forgetting whose invoices they are, as far as the law allows.

use invoice_contracts::EraseInvoices;
use kernel_base::Outcome;
use kernel_db::Write;
use kernel_messaging::{CarryOut, HandlerError, erase};
use shared_contracts::{ErasedTable, ErasureProof};

use super::App;
use crate::store;

#[async_trait::async_trait]
impl CarryOut<EraseInvoices> for App {
    async fn carry_out(
        &self,
        command: &EraseInvoices,
        write: &Write,
    ) -> Result<Outcome<ErasureProof>, HandlerError> {
        let orders = &command.subject.orders;
        let counts = store::erasure::counts(write, orders).await?;
        store::erasure::reduce(write, orders).await?;
        let erased = erase(write, &command.subject.message_subjects()).await?;
        let tables = vec![
            ErasedTable::kept(
                "invoice.document",
                counts.documents,
                "issued invoices with the name and address of the buyer, as tax law asks for as long as it asks for them",
            ),
            ErasedTable::removed("invoice.recipient", counts.recipients),
            ErasedTable::removed("invoice.download_link", counts.links),
            ErasedTable::reduced(
                "invoice.waiting_bill",
                counts.waiting,
                "what is still to be invoiced, with the name and address that an invoice must have",
            ),
        ];
        Ok(Outcome::Done(ErasureProof::new(tables, erased.rows())))
    }
}
