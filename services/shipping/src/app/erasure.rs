//! Forgetting who received what.

use kernel_base::Outcome;
use kernel_db::Write;
use kernel_messaging::{CarryOut, HandlerError, erase};
use shared_contracts::{ErasedTable, ErasureProof};
use shipping_contracts::EraseShipments;

use super::App;
use crate::store;

#[async_trait::async_trait]
impl CarryOut<EraseShipments> for App {
    async fn carry_out(
        &self,
        command: &EraseShipments,
        write: &Write,
    ) -> Result<Outcome<ErasureProof>, HandlerError> {
        let orders = &command.subject.orders;
        let (shipments, packages) = store::erasure::counts(write, orders).await?;
        store::erasure::reduce(write, orders).await?;
        let erased = erase(write, &command.subject.message_subjects()).await?;
        let tables = vec![
            ErasedTable::reduced(
                "shipping.shipment",
                shipments,
                "what was sent when; of the address country, region and two characters of the postal code, for tax and \
                 customs",
            ),
            ErasedTable::reduced(
                "shipping.package",
                packages,
                "carrier and weight, for the carrier's invoice",
            ),
        ];
        Ok(Outcome::Done(ErasureProof::new(tables, erased.rows())))
    }
}
