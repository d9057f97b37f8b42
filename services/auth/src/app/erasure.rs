//! Taking away what lets a customer sign in. Attempts to sign in are counted under keyed digests that run out by
//! themselves; they name nobody.

use auth_contracts::EraseAccount;
use kernel_base::Outcome;
use kernel_db::Write;
use kernel_messaging::{CarryOut, HandlerError, erase};
use shared_contracts::{ErasedTable, ErasureProof};

use super::App;
use crate::store;

#[async_trait::async_trait]
impl CarryOut<EraseAccount> for App {
    async fn carry_out(
        &self,
        command: &EraseAccount,
        write: &Write,
    ) -> Result<Outcome<ErasureProof>, HandlerError> {
        let subject = command.subject.customer_id.map(|id| id.to_string()).unwrap_or_default();
        let found = store::erasure::find(write, &subject).await?;
        let mut tables = Vec::new();
        if let Some(found) = &found {
            store::erasure::delete(write, found.account_id).await?;
            tables = vec![
                ErasedTable::removed("auth.account", 1),
                ErasedTable::removed("auth.session", found.sessions),
                ErasedTable::removed("auth.known_address", found.addresses),
                ErasedTable::removed("auth.second_factor", found.factors),
            ];
        }
        let erased = erase(write, &command.subject.message_subjects()).await?;
        Ok(Outcome::Done(ErasureProof::new(tables, erased.rows())))
    }
}
