//! Taking a person's carts away.

use cart_contracts::EraseCarts;
use kernel_base::Outcome;
use kernel_db::Write;
use kernel_messaging::{CarryOut, HandlerError, erase};
use shared_contracts::{CartId, ErasedTable, ErasureProof, ErasureSubject};

use super::App;
use crate::store;

#[async_trait::async_trait]
impl CarryOut<EraseCarts> for App {
    async fn carry_out(
        &self,
        command: &EraseCarts,
        write: &Write,
    ) -> Result<Outcome<ErasureProof>, HandlerError> {
        let found = store::erasure::carts_of(write, &command.subject).await?;
        let stored: Vec<CartId> = found.iter().map(|(cart_id, _)| *cart_id).collect();
        store::erasure::delete(write, &stored).await?;
        if let Some(customer_id) = command.subject.customer_id {
            store::customer::erase(write, customer_id).await?;
        }
        // Carts that were deleted long ago may still be in the log.
        let carts = stored.iter().chain(&command.subject.carts).copied().collect();
        let subject = ErasureSubject { carts, ..command.subject.clone() };
        let erased = erase(write, &subject.message_subjects()).await?;
        let lines = found.iter().map(|(_, lines)| lines).sum();
        let tables = vec![
            ErasedTable::removed("cart.cart", i64::try_from(stored.len()).unwrap_or(i64::MAX)),
            ErasedTable::removed("cart.line", lines),
        ];
        Ok(Outcome::Done(ErasureProof::new(tables, erased.rows())))
    }
}
