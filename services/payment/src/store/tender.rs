//! Tenders.

use std::collections::HashMap;

use kernel_base::{Currency, Secret};
use kernel_db::{GenericClient, Write};
use payment_db::queries::tender::{TenderRow, UpsertTendersParams, find_tenders, upsert_tenders};
use payment_db::{IterSql, client::Params};
use shared_contracts::{PaymentIntentId, TenderId};
use uuid::Uuid;

use super::text;
use crate::domain::intent::Intent;
use crate::domain::tender::Tender;
use crate::error::PaymentError;

/// The name of the guard that notices a tender id used by two intents.
const REUSE_GUARD: &str = "tender_intent";

pub(super) async fn of_intents(
    client: &impl GenericClient,
    ids: &[Uuid],
) -> Result<HashMap<PaymentIntentId, Vec<TenderRow>>, PaymentError> {
    let mut tenders: HashMap<_, Vec<_>> = HashMap::new();
    for row in find_tenders().bind(client, &ids).all().await? {
        tenders.entry(PaymentIntentId::from_uuid(row.intent_id)).or_default().push(row);
    }
    Ok(tenders)
}

pub(super) fn tender(row: TenderRow, currency: Currency) -> Tender {
    Tender {
        id: TenderId::from_uuid(row.tender_id),
        provider: text::stored(&row.provider),
        status: text::parse_tender_status(&row.status),
        currency,
        amount_minor: row.amount_minor,
        authorized_minor: row.authorized_minor,
        capturing_minor: row.capturing_minor,
        captured_minor: row.captured_minor,
        voided_minor: row.voided_minor,
        refunding_minor: row.refunding_minor,
        refunded_minor: row.refunded_minor,
        credited_minor: row.credited_minor,
        token: row.token.map(Secret::new),
        reference: row.reference,
        provider_reference: row.provider_reference,
        action_url: row.action_url,
    }
}

pub(super) async fn save<'a>(
    write: &Write,
    intents: impl Iterator<Item = &'a Intent>,
) -> Result<(), PaymentError> {
    let tenders: Vec<(PaymentIntentId, i16, &Tender)> = intents
        .flat_map(|intent| {
            intent.tenders.iter().zip(0_i16..).map(|(tender, place)| (intent.id, place, tender))
        })
        .collect();
    if tenders.is_empty() {
        return Ok(());
    }
    let params = UpsertTendersParams {
        tender_ids: IterSql(|| tenders.iter().map(|(_, _, tender)| tender.id.uuid())),
        intent_ids: IterSql(|| tenders.iter().map(|(intent_id, _, _)| intent_id.uuid())),
        places: IterSql(|| tenders.iter().map(|(_, place, _)| *place)),
        providers: IterSql(|| tenders.iter().map(|(_, _, tender)| tender.provider.as_str())),
        statuses: IterSql(|| tenders.iter().map(|(_, _, tender)| text::tender_status(tender.status))),
        amounts: IterSql(|| tenders.iter().map(|(_, _, tender)| tender.amount_minor)),
        authorized: IterSql(|| tenders.iter().map(|(_, _, tender)| tender.authorized_minor)),
        capturing: IterSql(|| tenders.iter().map(|(_, _, tender)| tender.capturing_minor)),
        captured: IterSql(|| tenders.iter().map(|(_, _, tender)| tender.captured_minor)),
        voided: IterSql(|| tenders.iter().map(|(_, _, tender)| tender.voided_minor)),
        refunding: IterSql(|| tenders.iter().map(|(_, _, tender)| tender.refunding_minor)),
        refunded: IterSql(|| tenders.iter().map(|(_, _, tender)| tender.refunded_minor)),
        credited: IterSql(|| tenders.iter().map(|(_, _, tender)| tender.credited_minor)),
        tokens: IterSql(|| tenders.iter().map(|(_, _, tender)| text::exposed(tender.token.as_ref()))),
        references: IterSql(|| tenders.iter().map(|(_, _, tender)| tender.reference.as_deref())),
        provider_references: IterSql(|| {
            tenders.iter().map(|(_, _, tender)| tender.provider_reference.as_deref())
        }),
        action_urls: IterSql(|| tenders.iter().map(|(_, _, tender)| tender.action_url.as_deref())),
    };
    upsert_tenders().params(&write.expect(tenders.len(), REUSE_GUARD), &params).await?;
    Ok(())
}
