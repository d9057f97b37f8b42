//! Taking a person out of the orders: what is owed first must have ended, what the law wants to know stays.

use kernel_base::{Outcome, Refusal};
use kernel_db::Write;
use kernel_messaging::{CarryOut, HandlerError, erase};
use order_contracts::{EraseOrders, OrderStatus, OrdersErased, refusal};
use shared_contracts::{ErasedTable, ErasureProof, ErasureSubject, OrderId};

use super::App;
use crate::store;

#[async_trait::async_trait]
impl CarryOut<EraseOrders> for App {
    async fn carry_out(
        &self,
        command: &EraseOrders,
        write: &Write,
    ) -> Result<Outcome<OrdersErased>, HandlerError> {
        let found = store::erasure::orders_of(write, &command.subject).await?;
        let open: Vec<OrderId> =
            found.iter().filter(|order| !ended(order.status)).map(|order| order.order_id).collect();
        if let Some(first) = open.first() {
            let message = format!("{} of the orders have not ended, such as {first}", open.len());
            return Ok(Outcome::Refused(Refusal::new(refusal::STILL_OPEN, message)));
        }
        let orders: Vec<OrderId> = found.iter().map(|order| order.order_id).collect();
        let carts: Vec<_> = found.iter().filter_map(|order| order.cart_id).collect();
        let counts = store::erasure::counts(write, &orders).await?;
        let customer_id = command.subject.customer_id;
        // Before the orders: what becomes the customer's at this moment is either among them, or not theirs any more.
        if let Some(customer_id) = customer_id {
            store::erasure::remember(write, customer_id, self.env.now()).await?;
        }
        store::erasure::reduce(write, customer_id, &orders).await?;
        let subject =
            ErasureSubject { orders: orders.clone(), carts: carts.clone(), ..command.subject.clone() };
        let mut subjects = subject.message_subjects();
        // Answers to requests for notes name the note alone.
        subjects.extend(store::erasure::entry_ids(write, &orders).await?);
        let erased = erase(write, &subjects).await?;
        let count = i64::try_from(orders.len()).unwrap_or(i64::MAX);
        let tables = vec![
            ErasedTable::reduced(
                "order.sales_order",
                count,
                "sums, taxes and dates are kept for the tax office; of the addresses country, region and two characters \
                 of the postal code",
            ),
            ErasedTable::kept("order.order_line", counts.lines, "what was sold, without saying to whom"),
            ErasedTable::reduced(
                "order.timeline_entry",
                counts.entries,
                "what happened when, without its text",
            ),
            ErasedTable::reduced(
                "order.shipment",
                counts.shipments,
                "what left when, without how to follow it",
            ),
        ];
        let proof = ErasureProof::new(tables, erased.rows());
        Ok(Outcome::Done(OrdersErased { proof, orders, carts }))
    }
}

/// Nothing is owed any more: no goods, no money, no decision.
const fn ended(status: OrderStatus) -> bool {
    match status {
        OrderStatus::Rejected | OrderStatus::Cancelled | OrderStatus::Completed => true,
        OrderStatus::Draft | OrderStatus::Pending | OrderStatus::Confirmed => false,
    }
}
