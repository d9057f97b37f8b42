//! Bills follow money: one for each capture and each refund, in the transaction that hears of it.

use std::collections::{BTreeMap, HashMap};

use kernel_base::{Command, Timestamp, TraceParent};
use kernel_db::Write;
use kernel_messaging::Emit;
use order_contracts::BillKind;
use payment_contracts::CapturePayment;
use shared_contracts::{BillId, CaptureId, LineId, OrderId, ShipmentId};

use super::App;
use crate::domain::bill::{Bill, CaptureRequest};
use crate::error::OrderError;
use crate::sagas::intent_of;
use crate::store::bill::{Account, RequestEnd};
use crate::{publish, store};

/// Money of an order moved.
#[derive(Debug, Clone)]
pub(crate) struct Movement {
    pub(crate) order_id: OrderId,
    pub(crate) kind: BillKind,
    /// What captures, or refunds, come to now.
    pub(crate) reaches: i64,
    pub(crate) capture_id: Option<CaptureId>,
    pub(crate) trace: Option<TraceParent>,
}

/// Adds a movement. Parts of one capture that are told together are one: a capture over several tenders is one invoice.
pub(crate) fn join(movements: &mut Vec<Movement>, next: Movement) {
    let same = |known: &&mut Movement| {
        known.order_id == next.order_id && known.kind == next.kind && known.capture_id == next.capture_id
    };
    match movements.last_mut().filter(|known| next.capture_id.is_some() && same(known)) {
        Some(known) => known.reaches = next.reaches,
        None => movements.push(next),
    }
}

/// A shipment of an order left.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) order_id: OrderId,
    pub(crate) shipment_id: ShipmentId,
    /// How many pieces of each line have left by then.
    pub(crate) pieces: BTreeMap<LineId, i32>,
    pub(crate) shipped_at: Timestamp,
    /// What the order owes in all.
    pub(crate) due: i64,
    pub(crate) trace: Option<TraceParent>,
}

impl App {
    /// Records the bills of these movements, in their order, and tells them.
    pub(crate) async fn bill(&self, write: &Write, movements: &[Movement]) -> Result<(), OrderError> {
        if movements.is_empty() {
            return Ok(());
        }
        let order_ids: Vec<OrderId> = movements.iter().map(|movement| movement.order_id).collect();
        let mut accounts = store::bill::accounts(write, &order_ids).await?;
        let (now, mut bills, mut ended) = (self.env.now(), Vec::new(), Vec::new());
        for movement in movements {
            let Some(account) = accounts.get_mut(&movement.order_id) else { continue };
            let request = account.request(movement.capture_id);
            let Some(bill) = account.next(movement, request.as_ref())? else { continue };
            let bill_id: BillId = self.env.id();
            let shipped_at = request.as_ref().and_then(|request| request.shipped_at);
            let event = publish::billed(account, &bill, bill_id, shipped_at, now)?;
            let (subject, version) = (movement.order_id.to_string(), account.order.version + 1);
            write.emit(&self.env, subject, version, movement.trace.as_ref(), &event)?;
            if bill.kind == BillKind::Invoice {
                account.invoices.push(bill_id);
            }
            let fulfilled = |request: &&CaptureRequest| {
                bill.amount >= request.amount || bill.lines.iter().any(|line| line.line_id.is_some())
            };
            ended.extend(request.as_ref().filter(fulfilled).map(|request| request.capture_id));
            bills.push((bill_id, movement.order_id, bill));
        }
        store::bill::insert(write, &bills, now).await?;
        store::bill::end_requests(write, &ended, RequestEnd::Billed).await
    }

    /// Asks payment for the price of goods that left.
    pub(crate) async fn capture_sent(&self, write: &Write, sent: &[Sent]) -> Result<(), OrderError> {
        if sent.is_empty() {
            return Ok(());
        }
        let order_ids: Vec<OrderId> = sent.iter().map(|sent| sent.order_id).collect();
        let mut accounts: HashMap<OrderId, Account> = store::bill::accounts(write, &order_ids).await?;
        let mut requests = Vec::new();
        for Sent { order_id, shipment_id, pieces, shipped_at, due, trace } in sent {
            let Some(account) = accounts.get_mut(order_id) else { continue };
            let Some((pieces, amount)) = account.billing.ask(pieces, &account.requests, *due)? else {
                continue;
            };
            // A shipment leaves once, so its UUID is the capture's.
            let capture_id = CaptureId::from_uuid(shipment_id.uuid());
            let request = CaptureRequest { capture_id, amount, shipped_at: Some(*shipped_at), pieces };
            let amount = Some(kernel_base::Money::new(amount, account.order.currency));
            let command = capture(*order_id, capture_id, amount);
            write.command(&self.env, order_id.to_string(), trace.as_ref(), &command)?;
            account.requests.push(request.clone());
            requests.push((*order_id, request));
        }
        store::bill::insert_requests(write, &requests, self.env.now()).await
    }
}

/// Asks payment to collect `amount`, or all that is due.
pub(crate) fn capture(
    order_id: OrderId,
    capture_id: CaptureId,
    amount: Option<kernel_base::Money>,
) -> Command<CapturePayment> {
    let body = CapturePayment { capture_id, intent_id: intent_of(order_id), order_id, amount };
    // No saga waits for the answer: a refusal is shown on the order, and staff decides.
    Command { command_id: capture_id.uuid(), saga_id: capture_id.uuid(), step: "capture".into(), body }
}

impl Account {
    fn request(&self, capture_id: Option<CaptureId>) -> Option<CaptureRequest> {
        self.requests.iter().find(|request| Some(request.capture_id) == capture_id).cloned()
    }

    fn next(
        &mut self,
        movement: &Movement,
        request: Option<&CaptureRequest>,
    ) -> Result<Option<Bill>, OrderError> {
        Ok(match movement.kind {
            BillKind::Invoice => {
                self.billing.invoice(movement.reaches, request.map(|request| &request.pieces))?
            }
            BillKind::CreditNote => self.billing.credit(movement.reaches)?,
        })
    }
}
