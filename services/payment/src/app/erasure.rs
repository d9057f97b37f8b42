//! Forgetting who paid. What was paid stays: the books must balance.

use kernel_base::Outcome;
use kernel_db::Write;
use kernel_messaging::{CarryOut, HandlerError, erase};
use payment_contracts::ErasePayments;
use shared_contracts::{ErasedTable, ErasureProof};

use super::App;
use crate::store;

#[async_trait::async_trait]
impl CarryOut<ErasePayments> for App {
    async fn carry_out(
        &self,
        command: &ErasePayments,
        write: &Write,
    ) -> Result<Outcome<ErasureProof>, HandlerError> {
        let found = store::erasure::payments_of(write, &command.subject.orders).await?;
        store::erasure::reduce(write, &found.intents).await?;
        let mut credits = 0;
        if let Some(customer_id) = command.subject.customer_id {
            credits = store::stored_value::of_customers(write, &[customer_id]).await?.len();
            store::erasure::reduce_credit(write, customer_id).await?;
        }
        let mut subjects = command.subject.message_subjects();
        subjects.extend(found.intents.iter().map(ToString::to_string));
        let erased = erase(write, &subjects).await?;
        let intents = i64::try_from(found.intents.len()).unwrap_or(i64::MAX);
        let tables = vec![
            ErasedTable::reduced("payment.intent", intents, "what was to be paid, for the books"),
            ErasedTable::reduced(
                "payment.tender",
                found.tenders,
                "amounts and the provider's references, for the books and for refunds",
            ),
            ErasedTable::reduced(
                "payment.step",
                found.steps,
                "what the provider was asked and answered, for the books",
            ),
            ErasedTable::reduced(
                "payment.stored_value",
                i64::try_from(credits).unwrap_or(i64::MAX),
                "store credit that was not spent, for the books",
            ),
            ErasedTable::kept("payment.ledger_transfer", found.transfers, "the books; they name nobody"),
        ];
        Ok(Outcome::Done(ErasureProof::new(tables, erased.rows())))
    }
}
