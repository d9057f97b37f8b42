//! What the saga of erasure asks of order.

use kernel_base::CommandData;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{CartId, ErasureProof, ErasureSubject, OrderId};

/// Codes of a refused [`EraseOrders`].
pub mod refusal {
    /// An order of the person has not ended: goods, money or a decision are still owed. Nothing was erased.
    pub const STILL_OPEN: &str = "order.still_open";
}

/// Takes the personal data out of all orders of the person; sums, taxes, and what tells where they were owed stay. Refused
/// with [`refusal::STILL_OPEN`] while one of the orders has not ended. Afterwards no order of the customer is accepted any
/// more. Asked by customer. Subject: the erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EraseOrders {
    /// Whose.
    pub subject: ErasureSubject,
}

/// The orders are nobody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrdersErased {
    /// What became of them.
    pub proof: ErasureProof,
    /// All orders of the person.
    pub orders: Vec<OrderId>,
    /// The carts they came from.
    pub carts: Vec<CartId>,
}

impl CommandData for EraseOrders {
    const TYPE: &'static str = "order.erase_subject.v1";
    const REPLY: &'static str = "order.erase_subject_replied.v1";
    type Done = OrdersErased;
}
