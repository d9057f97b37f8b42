//! Credits and charges outside of intents.

use kernel_base::{Limit, Money};
use kernel_db::{GenericClient, Write};
use payment_db::client::Params;
use payment_db::queries::credit::{InsertCreditParams, insert_credit, list_credits};
use shared_contracts::RefundId;

use super::text;
use crate::domain::credit::Credit;
use crate::error::PaymentError;

/// Records a credit.
pub(crate) async fn insert(write: &Write, credit: &Credit) -> Result<(), PaymentError> {
    let params = InsertCreditParams {
        credit_id: credit.id.uuid(),
        reference: credit.reference.as_str(),
        currency: credit.amount.currency().to_string(),
        amount: credit.amount.minor(),
        country: credit.country.as_str(),
        reason: credit.reason.as_str(),
        issued_at: credit.issued_at,
        created_by: text::clipped(&credit.created_by, 200),
        now: credit.created_at,
    };
    insert_credit().params(write, &params).await?;
    Ok(())
}

/// Newest first, one more than the limit.
pub(crate) async fn list(
    client: &impl GenericClient,
    after: Option<RefundId>,
    limit: Limit,
) -> Result<Vec<Credit>, PaymentError> {
    let rows = list_credits().bind(client, &after.map(RefundId::uuid), &limit.plus_one()).all().await?;
    Ok(rows
        .into_iter()
        .map(|row| Credit {
            id: RefundId::from_uuid(row.credit_id),
            amount: Money::new(row.amount_minor, text::currency(&row.currency)),
            reference: row.reference,
            country: row.country,
            reason: row.reason,
            issued_at: row.issued_at,
            created_by: row.created_by,
            created_at: row.created_at,
        })
        .collect())
}
