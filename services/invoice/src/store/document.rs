//! Issued documents: numbered and stored by one statement, read by their ids.

use invoice_contracts::DocumentKind;
use invoice_db::client::Params;
use invoice_db::queries::document::{
    DocumentHeadRow, DocumentRow, InsertRecipientsParams, IssueDocumentsParams, ListDocumentsParams,
    claim_recipients, document_channel, document_numbers, find_documents, insert_recipients, issue_documents,
    known_documents, list_counters, list_documents,
};
use kernel_base::{Currency, Limit, Money, Timestamp};
use kernel_db::{GenericClient, Write};
use kernel_http::Channels;
use shared_contracts::{BillId, ChannelCode, CustomerId, LegalEntityId, OrderId};
use uuid::Uuid;

use super::{from_json, parsed, to_json};
use crate::domain::document::{Document, NewDocument, Recipient};
use crate::error::InvoiceError;

pub(crate) const fn kind_text(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Invoice => "invoice",
        DocumentKind::CreditNote => "credit_note",
    }
}

fn kind(text: &str) -> Result<DocumentKind, InvoiceError> {
    match text {
        "invoice" => Ok(DocumentKind::Invoice),
        "credit_note" => Ok(DocumentKind::CreditNote),
        _ => Err(InvoiceError::Corrupt),
    }
}

/// Numbers and stores documents. One of a bill that has a document already stops the transaction, and takes no number.
pub(crate) async fn issue(
    write: &Write,
    documents: &[NewDocument],
    now: Timestamp,
) -> Result<(), InvoiceError> {
    if documents.is_empty() {
        return Ok(());
    }
    let all = || documents.iter();
    let sellers = all().map(|document| to_json(&document.seller)).collect::<Result<Vec<_>, _>>()?;
    let bills = all().map(|document| to_json(&document.bill)).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<Uuid> = all().map(|document| document.bill.bill_id.uuid()).collect();
    let orders: Vec<Uuid> = all().map(|document| document.bill.order_id.uuid()).collect();
    let params = IssueDocumentsParams {
        document_ids: ids.clone(),
        legal_entity_ids: all().map(|document| document.legal_entity_id.uuid()).collect::<Vec<_>>(),
        kinds: all().map(|document| kind_text(document.kind)).collect::<Vec<_>>(),
        periods: all().map(|document| document.numbering.period.as_str()).collect::<Vec<_>>(),
        prefixes: all().map(|document| document.numbering.prefix.as_str()).collect::<Vec<_>>(),
        widths: all().map(|document| document.numbering.width).collect::<Vec<_>>(),
        suffixes: all().map(|document| document.numbering.suffix.as_str()).collect::<Vec<_>>(),
        order_ids: orders.clone(),
        channels: all().map(|document| document.bill.channel.as_str()).collect::<Vec<_>>(),
        currencies: all().map(|document| document.bill.currency.code()).collect::<Vec<_>>(),
        nets: all().map(|document| document.bill.net.minor()).collect::<Vec<_>>(),
        taxes: all().map(|document| document.bill.tax.minor()).collect::<Vec<_>>(),
        grosses: all().map(|document| document.bill.gross.minor()).collect::<Vec<_>>(),
        sellers,
        bills,
        now,
    };
    issue_documents().params(write, &params).await?;
    let params = InsertRecipientsParams {
        document_ids: ids,
        order_ids: orders,
        customer_ids: all()
            .map(|document| document.recipient.customer_id.map(CustomerId::uuid))
            .collect::<Vec<_>>(),
        emails: all().map(|document| document.recipient.email.as_deref()).collect::<Vec<_>>(),
    };
    insert_recipients().params(write, &params).await?;
    Ok(())
}

/// Those of these bills that have a document.
pub(crate) async fn known(
    reader: &impl GenericClient,
    bills: &[BillId],
) -> Result<Vec<BillId>, InvoiceError> {
    let rows = known_documents().bind(reader, &uuids(bills)).all().await?;
    Ok(rows.into_iter().map(BillId::from_uuid).collect())
}

/// Gives the documents of guests' orders to the customers who they turned out to be.
pub(crate) async fn claim(write: &Write, claims: &[(OrderId, CustomerId)]) -> Result<(), InvoiceError> {
    let orders: Vec<Uuid> = claims.iter().map(|(order_id, _)| order_id.uuid()).collect();
    let customers: Vec<Uuid> = claims.iter().map(|(_, customer_id)| customer_id.uuid()).collect();
    claim_recipients().bind(write, &orders, &customers).await?;
    Ok(())
}

/// A document with the numbers of those it corrects.
pub(crate) async fn find(reader: &impl GenericClient, id: BillId) -> Result<Option<Document>, InvoiceError> {
    let row = find_documents().bind(reader, &[id.uuid()].as_slice()).opt().await?;
    let Some(mut document) = row.map(document).transpose()? else { return Ok(None) };
    let corrected = uuids(&document.bill.corrects);
    let mut corrects = Vec::with_capacity(corrected.len());
    if !corrected.is_empty() {
        for row in document_numbers().bind(reader, &corrected).all().await? {
            corrects.push((BillId::from_uuid(row.document_id), row.document_number, row.issued_at));
        }
    }
    corrects.sort_by_key(|(bill_id, _, _)| *bill_id);
    document.corrects = corrects;
    Ok(Some(document))
}

fn document(row: DocumentRow) -> Result<Document, InvoiceError> {
    Ok(Document {
        invoice_id: BillId::from_uuid(row.document_id),
        legal_entity_id: LegalEntityId::from_uuid(row.legal_entity_id),
        kind: kind(&row.kind)?,
        number: row.document_number,
        issued_at: row.issued_at,
        seller: from_json(&row.seller)?,
        bill: from_json(&row.bill)?,
        recipient: Recipient { customer_id: row.customer_id.map(CustomerId::from_uuid), email: row.email },
        corrects: Vec::new(),
    })
}

/// Where the document's order was sold.
pub(crate) async fn channel(reader: &impl GenericClient, id: BillId) -> Result<Option<String>, InvoiceError> {
    Ok(document_channel().bind(reader, &id.uuid()).opt().await?)
}

/// Which documents a list shows.
#[derive(Debug, Clone)]
pub(crate) struct DocumentFilter {
    pub(crate) channels: Channels,
    pub(crate) kind: Option<DocumentKind>,
    pub(crate) legal_entity_id: Option<LegalEntityId>,
    pub(crate) order_id: Option<OrderId>,
    pub(crate) channel: Option<ChannelCode>,
    pub(crate) number: Option<String>,
    pub(crate) customer_id: Option<CustomerId>,
    pub(crate) issued_after: Option<Timestamp>,
    pub(crate) issued_before: Option<Timestamp>,
}

impl DocumentFilter {
    /// Everything in these channels.
    pub(crate) const fn all(channels: Channels) -> Self {
        Self {
            channels,
            kind: None,
            legal_entity_id: None,
            order_id: None,
            channel: None,
            number: None,
            customer_id: None,
            issued_after: None,
            issued_before: None,
        }
    }
}

/// A document in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocumentHead {
    pub(crate) invoice_id: BillId,
    pub(crate) legal_entity_id: LegalEntityId,
    pub(crate) kind: DocumentKind,
    pub(crate) number: String,
    pub(crate) order_id: OrderId,
    pub(crate) channel: ChannelCode,
    pub(crate) net: Money,
    pub(crate) tax: Money,
    pub(crate) gross: Money,
    pub(crate) issued_at: Timestamp,
    pub(crate) customer_id: Option<CustomerId>,
}

/// Up to `limit` + 1 documents, newest first.
pub(crate) async fn list(
    reader: &impl GenericClient,
    filter: &DocumentFilter,
    after: Option<BillId>,
    limit: Limit,
) -> Result<Vec<DocumentHead>, InvoiceError> {
    let params = ListDocumentsParams {
        after: after.map(BillId::uuid),
        kind: filter.kind.map(kind_text),
        legal_entity_id: filter.legal_entity_id.map(LegalEntityId::uuid),
        order_id: filter.order_id.map(OrderId::uuid),
        channel: filter.channel.as_ref().map(ChannelCode::as_str),
        channels: filter.channels.names(),
        document_number: filter.number.as_deref(),
        customer_id: filter.customer_id.map(CustomerId::uuid),
        issued_after: filter.issued_after,
        issued_before: filter.issued_before,
        row_limit: limit.plus_one(),
    };
    list_documents().params(reader, &params).all().await?.into_iter().map(head).collect()
}

fn head(row: DocumentHeadRow) -> Result<DocumentHead, InvoiceError> {
    let currency: Currency = parsed(&row.currency)?;
    Ok(DocumentHead {
        invoice_id: BillId::from_uuid(row.document_id),
        legal_entity_id: LegalEntityId::from_uuid(row.legal_entity_id),
        kind: kind(&row.kind)?,
        number: row.document_number,
        order_id: OrderId::from_uuid(row.order_id),
        channel: parsed(&row.channel)?,
        net: Money::new(row.net_minor, currency),
        tax: Money::new(row.tax_minor, currency),
        gross: Money::new(row.gross_minor, currency),
        issued_at: row.issued_at,
        customer_id: row.customer_id.map(CustomerId::from_uuid),
    })
}

/// How far numbers are, and how many documents have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counter {
    pub(crate) kind: DocumentKind,
    pub(crate) period: String,
    pub(crate) last_number: i64,
    pub(crate) documents: i64,
}

pub(crate) async fn counters(
    reader: &impl GenericClient,
    entity: LegalEntityId,
) -> Result<Vec<Counter>, InvoiceError> {
    let rows = list_counters().bind(reader, &entity.uuid()).all().await?;
    let counter = |row: invoice_db::queries::document::ListCounters| {
        let (period, last_number, documents) = (row.period, row.last_number, row.documents);
        Ok(Counter { kind: kind(&row.kind)?, period, last_number, documents })
    };
    rows.into_iter().map(counter).collect()
}

fn uuids(bills: &[BillId]) -> Vec<Uuid> {
    bills.iter().map(|bill_id| bill_id.uuid()).collect()
}
