//! Bills, and what they depend on: read for many orders at once, only ever added.

use std::collections::{HashMap, HashSet};

use kernel_base::{Timestamp, UnitPrice};
use kernel_db::{GenericClient, Write};
use order_contracts::{BillKind, BilledKind, Order};
use order_db::queries::bill::{
    BillableLineRow, InsertBillLinesParams, InsertBillsParams, InsertCaptureRequestLinesParams,
    InsertCaptureRequestsParams, asked_captures, end_capture_requests, find_billable_lines, find_bills,
    find_capture_requests, find_shipping_tax_rates, insert_bill_lines, insert_bills,
    insert_capture_request_lines, insert_capture_requests, sum_bill_lines,
};
use order_db::{IterSql, client::Params};
use shared_contracts::{BillId, CaptureId, LineId, OrderId, Quantity, Sku};

use super::text;
use crate::domain::bill::{
    Bill, BillLine, BillableLine, Billed, Billing, CaptureRequest, Share, likely_rate,
};
use crate::error::OrderError;

/// An order with everything that its next bill depends on.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) order: Order,
    pub(crate) billing: Billing,
    /// What people read of each line.
    pub(crate) texts: HashMap<LineId, LineText>,
    /// Oldest first.
    pub(crate) invoices: Vec<BillId>,
    /// Captures that order asked for and has not heard of.
    pub(crate) requests: Vec<CaptureRequest>,
}

/// What people read of a line.
#[derive(Debug, Clone)]
pub(crate) struct LineText {
    pub(crate) sku: Sku,
    pub(crate) title: String,
    pub(crate) unit_price: UnitPrice,
    pub(crate) ordered: Quantity,
}

/// The accounts of these orders; unknown ones are left out.
pub(crate) async fn accounts(
    reader: &impl GenericClient,
    order_ids: &[OrderId],
) -> Result<HashMap<OrderId, Account>, OrderError> {
    let ids = IterSql(|| order_ids.iter().map(|id| id.uuid()));
    let mut accounts: HashMap<OrderId, Account> = HashMap::with_capacity(order_ids.len());
    let mut lines: HashMap<OrderId, Vec<BillableLineRow>> = HashMap::with_capacity(order_ids.len());
    for row in find_billable_lines().bind(reader, &ids).all().await? {
        lines.entry(OrderId::from_uuid(row.order_id)).or_default().push(row);
    }
    let rates = find_shipping_tax_rates().bind(reader, &ids).all().await?;
    let rates: HashMap<OrderId, Option<i32>> =
        rates.into_iter().map(|row| (OrderId::from_uuid(row.order_id), row.shipping_tax_rate_ppm)).collect();
    for order in super::order::find(reader, order_ids).await? {
        let order_id = order.order_id;
        let rate = rates.get(&order_id).copied().flatten();
        accounts.insert(order_id, account(order, rate, lines.remove(&order_id).unwrap_or_default())?);
    }
    for row in find_bills().bind(reader, &ids).all().await? {
        let Some(account) = accounts.get_mut(&OrderId::from_uuid(row.order_id)) else { continue };
        let billed = &mut account.billing.billed;
        billed.count += 1;
        match text::state(&row.kind)? {
            BillKind::Invoice => {
                billed.captured += row.gross_minor;
                account.invoices.push(BillId::from_uuid(row.bill_id));
            }
            BillKind::CreditNote => billed.refunded += row.gross_minor,
        }
    }
    for row in sum_bill_lines().bind(reader, &ids).all().await? {
        let Some(account) = accounts.get_mut(&OrderId::from_uuid(row.order_id)) else { continue };
        let line = BillLine {
            kind: text::state(&row.kind)?,
            line_id: row.line_id.map(LineId::from_uuid),
            quantity: i32::try_from(row.quantity).map_err(|error| OrderError::Corrupt(error.to_string()))?,
            rate: row.tax_rate_ppm,
            share: Share::new(row.net_minor, row.tax_minor),
        };
        account.billing.billed.count_line(text::state(&row.bill_kind)?, &line)?;
    }
    attach_requests(reader, order_ids, &mut accounts).await?;
    Ok(accounts)
}

fn account(
    order: Order,
    shipping_rate: Option<i32>,
    rows: Vec<BillableLineRow>,
) -> Result<Account, OrderError> {
    let (mut lines, mut texts) = (Vec::with_capacity(rows.len()), HashMap::with_capacity(rows.len()));
    let mut cancelled = 0;
    for row in rows {
        let (line_id, share) = (LineId::from_uuid(row.line_id), Share::new(row.net_minor, row.tax_minor));
        cancelled += row.cancelled_minor;
        lines.push(BillableLine {
            line_id,
            quantity: row.quantity,
            cancelled: row.cancelled_quantity,
            rate: row.tax_rate_ppm.unwrap_or_else(|| likely_rate(share)),
            share,
            ships: row.requires_shipping,
        });
        let ordered = Quantity::try_new(row.quantity.into());
        let ordered = ordered.map_err(|error| OrderError::Corrupt(error.to_string()))?;
        let unit_price = UnitPrice::from_micros(row.unit_price_micros);
        texts
            .insert(line_id, LineText { sku: text::parse(&row.sku)?, title: row.title, unit_price, ordered });
    }
    let totals = &order.totals;
    let net = totals.shipping_gross.checked_sub(totals.shipping_tax)?;
    let shipping = Share::new(net.minor(), totals.shipping_tax.minor());
    let billing = Billing {
        lines,
        shipping,
        shipping_rate: shipping_rate.unwrap_or_else(|| likely_rate(shipping)),
        // Whatever was cancelled and is no line's.
        shipping_cancelled: totals.cancelled.minor() > cancelled,
        cancelled: ended(&order),
        billed: Billed::default(),
    };
    Ok(Account { order, billing, texts, invoices: Vec::new(), requests: Vec::new() })
}

/// Nothing of it is owed, whatever its lines say.
fn ended(order: &Order) -> bool {
    use order_contracts::OrderStatus::{Cancelled, Completed, Confirmed, Draft, Pending, Rejected};
    match order.status {
        Cancelled | Rejected => true,
        Draft | Pending | Confirmed | Completed => false,
    }
}

async fn attach_requests(
    reader: &impl GenericClient,
    order_ids: &[OrderId],
    accounts: &mut HashMap<OrderId, Account>,
) -> Result<(), OrderError> {
    let ids = IterSql(|| order_ids.iter().map(|id| id.uuid()));
    for row in find_capture_requests().bind(reader, &ids).all().await? {
        let Some(account) = accounts.get_mut(&OrderId::from_uuid(row.order_id)) else { continue };
        let capture_id = CaptureId::from_uuid(row.capture_id);
        if account.requests.last().is_none_or(|last| last.capture_id != capture_id) {
            let (amount, shipped_at) = (row.amount_minor, row.shipped_at);
            let request = CaptureRequest { capture_id, amount, shipped_at, pieces: Default::default() };
            account.requests.push(request);
        }
        let Some(request) = account.requests.last_mut() else { continue };
        match row.line_id {
            Some(line_id) => {
                request.pieces.items.insert(LineId::from_uuid(line_id), row.quantity);
            }
            None => request.pieces.shipping = true,
        }
    }
    Ok(())
}

/// Records new bills.
pub(crate) async fn insert(
    write: &Write,
    bills: &[(BillId, OrderId, Bill)],
    now: Timestamp,
) -> Result<(), OrderError> {
    if bills.is_empty() {
        return Ok(());
    }
    let params = InsertBillsParams {
        now,
        bill_ids: IterSql(|| bills.iter().map(|(bill_id, _, _)| bill_id.uuid())),
        order_ids: IterSql(|| bills.iter().map(|(_, order_id, _)| order_id.uuid())),
        sequences: IterSql(|| bills.iter().map(|(_, _, bill)| bill.sequence)),
        kinds: IterSql(|| bills.iter().map(|(_, _, bill)| text::bill_kind(bill.kind))),
        reaches: IterSql(|| bills.iter().map(|(_, _, bill)| bill.reaches)),
        grosses: IterSql(|| bills.iter().map(|(_, _, bill)| bill.amount)),
    };
    insert_bills().params(write, &params).await?;
    let lines: Vec<(BillId, OrderId, i32, &BillLine)> = bills
        .iter()
        .flat_map(|(bill_id, order_id, bill)| {
            (1..).zip(&bill.lines).map(|(place, line)| (*bill_id, *order_id, place, line))
        })
        .collect();
    let params = InsertBillLinesParams {
        bill_ids: IterSql(|| lines.iter().map(|line| line.0.uuid())),
        positions: IterSql(|| lines.iter().map(|line| line.2)),
        order_ids: IterSql(|| lines.iter().map(|line| line.1.uuid())),
        kinds: IterSql(|| lines.iter().map(|line| billed_kind(line.3.kind))),
        line_ids: IterSql(|| lines.iter().map(|line| line.3.line_id.map(LineId::uuid))),
        quantities: IterSql(|| lines.iter().map(|line| line.3.quantity)),
        rates: IterSql(|| lines.iter().map(|line| line.3.rate)),
        nets: IterSql(|| lines.iter().map(|line| line.3.share.net)),
        taxes: IterSql(|| lines.iter().map(|line| line.3.share.tax)),
    };
    insert_bill_lines().params(write, &params).await?;
    Ok(())
}

const fn billed_kind(kind: BilledKind) -> &'static str {
    match kind {
        BilledKind::Item => "item",
        BilledKind::Shipping => "shipping",
        BilledKind::Prepayment => "prepayment",
        BilledKind::Allowance => "allowance",
    }
}

/// Records captures that order asks for.
pub(crate) async fn insert_requests(
    write: &Write,
    requests: &[(OrderId, CaptureRequest)],
    now: Timestamp,
) -> Result<(), OrderError> {
    if requests.is_empty() {
        return Ok(());
    }
    let params = InsertCaptureRequestsParams {
        now,
        capture_ids: IterSql(|| requests.iter().map(|(_, request)| request.capture_id.uuid())),
        order_ids: IterSql(|| requests.iter().map(|(order_id, _)| order_id.uuid())),
        amounts: IterSql(|| requests.iter().map(|(_, request)| request.amount)),
        shipped_ats: IterSql(|| requests.iter().map(|(_, request)| request.shipped_at)),
    };
    insert_capture_requests().params(write, &params).await?;
    let mut lines: Vec<(CaptureId, i32, Option<LineId>, i32)> = Vec::new();
    for (_, CaptureRequest { capture_id, pieces, .. }) in requests {
        let items = pieces.items.iter().map(|(line_id, quantity)| (Some(*line_id), *quantity));
        let all = items.chain(pieces.shipping.then_some((None, 1)));
        lines.extend((1..).zip(all).map(|(place, (line_id, pieces))| (*capture_id, place, line_id, pieces)));
    }
    let params = InsertCaptureRequestLinesParams {
        capture_ids: IterSql(|| lines.iter().map(|line| line.0.uuid())),
        positions: IterSql(|| lines.iter().map(|line| line.1)),
        line_ids: IterSql(|| lines.iter().map(|line| line.2.map(LineId::uuid))),
        quantities: IterSql(|| lines.iter().map(|line| line.3)),
    };
    insert_capture_request_lines().params(write, &params).await?;
    Ok(())
}

/// Those of these captures that nothing was heard of yet.
pub(crate) async fn asked(
    reader: &impl GenericClient,
    captures: &[CaptureId],
) -> Result<HashSet<CaptureId>, OrderError> {
    if captures.is_empty() {
        return Ok(HashSet::new());
    }
    let ids: Vec<uuid::Uuid> = captures.iter().map(|id| id.uuid()).collect();
    let rows = asked_captures().bind(reader, &ids).all().await?;
    Ok(rows.into_iter().map(CaptureId::from_uuid).collect())
}

/// How a capture that was asked for ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RequestEnd {
    Billed,
    Refused,
}

/// Records that nothing more is heard of these captures.
pub(crate) async fn end_requests(
    write: &Write,
    captures: &[CaptureId],
    end: RequestEnd,
) -> Result<(), OrderError> {
    if captures.is_empty() {
        return Ok(());
    }
    let state = match end {
        RequestEnd::Billed => "billed",
        RequestEnd::Refused => "refused",
    };
    let ids: Vec<uuid::Uuid> = captures.iter().map(|id| id.uuid()).collect();
    end_capture_requests().bind(write, &state, &ids).await?;
    Ok(())
}
