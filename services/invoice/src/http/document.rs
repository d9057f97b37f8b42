//! `/admin/v1/invoices` and `/store/v1/me/invoices`: invoices and credit notes as they were issued.

use std::sync::Arc;

use invoice_contracts::DocumentKind;
use kernel_base::{FieldError, Money, Page, Timestamp};
use kernel_http::{Access, Caller, Channels, Op, Paged, Path, Problem, Reply, Routes, State, Within};
use order_contracts::{BilledLine, BilledTo, OrderNumber};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{BillId, ChannelCode, CustomerId, LegalEntityId, OrderId};

use super::{READ_INVOICES, me};
use crate::app::App;
use crate::domain::document::Document;
use crate::domain::party::Party;
use crate::domain::tax::{Category, category};
use crate::error::InvoiceError;
use crate::store::document::{DocumentFilter, DocumentHead};

/// Characters of a document's number, at most.
const LONGEST_NUMBER: usize = 80;

/// Which documents a list shows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListFilter {
    /// Invoices or credit notes.
    kind: Option<DocumentKind>,
    /// Issued by this legal entity.
    legal_entity_id: Option<LegalEntityId>,
    /// Of this order.
    order_id: Option<OrderId>,
    /// Sold in this channel.
    channel: Option<ChannelCode>,
    /// With this number.
    #[schemars(length(max = LONGEST_NUMBER))]
    number: Option<String>,
    /// Of this customer.
    customer_id: Option<CustomerId>,
    /// Issued then or later.
    issued_after: Option<Timestamp>,
    /// Issued before.
    issued_before: Option<Timestamp>,
}

/// Which of their documents a customer sees.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MyListFilter {
    /// Of this order.
    order_id: Option<OrderId>,
}

/// A document in a list.
#[derive(Debug, Serialize, JsonSchema)]
struct InvoiceHead {
    invoice_id: BillId,
    kind: DocumentKind,
    number: String,
    legal_entity_id: LegalEntityId,
    order_id: OrderId,
    channel: ChannelCode,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<CustomerId>,
    net: Money,
    tax: Money,
    gross: Money,
    issued_at: Timestamp,
}

/// A document as it was issued.
#[derive(Debug, Serialize, JsonSchema)]
struct InvoiceView {
    invoice_id: BillId,
    kind: DocumentKind,
    number: String,
    legal_entity_id: LegalEntityId,
    order_id: OrderId,
    order_number: OrderNumber,
    channel: ChannelCode,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<CustomerId>,
    seller: Party,
    /// Absent of somebody who was erased before it was issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    buyer: Option<BilledTo>,
    /// The invoices that a credit note corrects.
    corrects: Vec<Corrected>,
    lines: Vec<BilledLine>,
    taxes: Vec<TaxView>,
    net: Money,
    tax: Money,
    gross: Money,
    issued_at: Timestamp,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Corrected {
    invoice_id: BillId,
    number: String,
}

/// The tax of all lines with one rate.
#[derive(Debug, Serialize, JsonSchema)]
struct TaxView {
    category: Category,
    /// Parts per million.
    tax_rate_ppm: i64,
    net: Money,
    tax: Money,
}

fn head(document: DocumentHead) -> InvoiceHead {
    InvoiceHead {
        invoice_id: document.invoice_id,
        kind: document.kind,
        number: document.number,
        legal_entity_id: document.legal_entity_id,
        order_id: document.order_id,
        channel: document.channel,
        customer_id: document.customer_id,
        net: document.net,
        tax: document.tax,
        gross: document.gross,
        issued_at: document.issued_at,
    }
}

fn view(document: &Document) -> InvoiceView {
    let (bill, seller) = (&document.bill, &document.seller);
    let taxes = bill.taxes.iter().map(|tax| TaxView {
        category: category(bill, seller, tax.tax_rate_ppm),
        tax_rate_ppm: tax.tax_rate_ppm,
        net: tax.net,
        tax: tax.tax,
    });
    let corrects = document.corrects.iter();
    InvoiceView {
        invoice_id: document.invoice_id,
        kind: document.kind,
        number: document.number.clone(),
        legal_entity_id: document.legal_entity_id,
        order_id: document.order_id(),
        order_number: bill.order_number.clone(),
        channel: bill.channel.clone(),
        customer_id: document.recipient.customer_id,
        seller: seller.clone(),
        buyer: document.buyer().cloned(),
        corrects: corrects
            .map(|(invoice_id, number, _)| Corrected { invoice_id: *invoice_id, number: number.clone() })
            .collect(),
        lines: bill.lines.clone(),
        taxes: taxes.collect(),
        net: bill.net,
        tax: bill.tax,
        gross: bill.gross,
        issued_at: document.issued_at,
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/invoices", Access::Staff(READ_INVOICES))
                .summary("List invoices and credit notes")
                .per_channel()
                .paged()
                .query::<ListFilter>()
                .answers::<Page<InvoiceHead>>(200),
            list,
        )
        .route(
            Op::get("/admin/v1/invoices/{invoice_id}", Access::Staff(READ_INVOICES))
                .summary("Get an invoice or credit note")
                .per_channel()
                .answers::<InvoiceView>(200)
                .problems(&["invoice.not_found"]),
            get,
        )
        .route(
            Op::get("/store/v1/me/invoices", Access::Customer)
                .summary("List the customer's invoices and credit notes")
                .paged()
                .query::<MyListFilter>()
                .answers::<Page<InvoiceHead>>(200)
                .problems(&["invoice.no_customer"]),
            list_mine,
        )
        .route(
            Op::get("/store/v1/me/invoices/{invoice_id}", Access::Customer)
                .summary("Get an invoice or credit note of the customer")
                .answers::<InvoiceView>(200)
                .problems(&["invoice.not_found", "invoice.no_customer"]),
            get_mine,
        )
}

async fn list(
    State(app): State<Arc<App>>,
    channels: Channels,
    paged: Paged<ListFilter>,
) -> Result<Reply, Problem> {
    let filter = paged.filter;
    if filter.number.as_ref().is_some_and(|number| number.chars().count() > LONGEST_NUMBER) {
        let (pointer, message) = ("/number".to_owned(), "no document has so long a number".to_owned());
        return Err(
            InvoiceError::Fields(vec![FieldError { pointer, code: "too_long".into(), message }]).into()
        );
    }
    let wanted = DocumentFilter {
        channels,
        kind: filter.kind,
        legal_entity_id: filter.legal_entity_id,
        order_id: filter.order_id,
        channel: filter.channel,
        number: filter.number,
        customer_id: filter.customer_id,
        issued_after: filter.issued_after,
        issued_before: filter.issued_before,
    };
    Ok(Reply::json(200, &app.documents(&wanted, &paged.page).await?.map(head)))
}

async fn get(State(app): State<Arc<App>>, Within(invoice_id): Within<BillId>) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &view(&app.document(invoice_id).await?)))
}

async fn list_mine(
    State(app): State<Arc<App>>,
    caller: Caller,
    paged: Paged<MyListFilter>,
) -> Result<Reply, Problem> {
    let wanted = DocumentFilter {
        order_id: paged.filter.order_id,
        customer_id: Some(me(&caller)?),
        ..DocumentFilter::all(Channels::All)
    };
    Ok(Reply::json(200, &app.documents(&wanted, &paged.page).await?.map(head)))
}

async fn get_mine(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(invoice_id): Path<BillId>,
) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &view(&app.document_of(me(&caller)?, invoice_id).await?)))
}
