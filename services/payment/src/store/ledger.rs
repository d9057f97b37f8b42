//! Bookings and balances.

use std::collections::BTreeSet;

use kernel_base::{Currency, Timestamp};
use kernel_db::{GenericClient, Write};
use payment_db::queries::ledger::{
    InsertAccountsParams, InsertTransfersParams, balances, credit_totals, insert_accounts, insert_transfers,
    tender_totals,
};
use payment_db::{IterSql, client::Params};
use shared_contracts::PaymentIntentId;

use super::text;
use crate::domain::ledger::Transfer;
use crate::error::PaymentError;

/// One account in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Balance {
    pub(crate) account: String,
    pub(crate) currency: Currency,
    pub(crate) debit_minor: i64,
    pub(crate) credit_minor: i64,
}

/// What the tenders of one provider say that its accounts must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TenderTotal {
    pub(crate) provider: String,
    pub(crate) currency: Currency,
    pub(crate) held_minor: i64,
    pub(crate) received_minor: i64,
    /// The part of it that we owe to customers instead, as store credit.
    pub(crate) credited_minor: i64,
}

/// Records bookings, and the accounts they are the first to use.
pub(crate) async fn book(write: &Write, transfers: &[&Transfer], now: Timestamp) -> Result<(), PaymentError> {
    if transfers.is_empty() {
        return Ok(());
    }
    // Sorted, so that two transactions meet new accounts in the same order.
    let accounts: BTreeSet<(&str, Currency)> = transfers
        .iter()
        .flat_map(|transfer| {
            [&transfer.debit, &transfer.credit].map(|name| (name.as_str(), transfer.amount.currency()))
        })
        .collect();
    let params = InsertAccountsParams {
        accounts: IterSql(|| accounts.iter().map(|(account, _)| *account)),
        currencies: IterSql(|| accounts.iter().map(|(_, currency)| currency.to_string())),
    };
    insert_accounts().params(write, &params).await?;
    let params = InsertTransfersParams {
        references: IterSql(|| transfers.iter().map(|transfer| transfer.reference.as_str())),
        kinds: IterSql(|| transfers.iter().map(|transfer| transfer.kind.as_str())),
        debits: IterSql(|| transfers.iter().map(|transfer| transfer.debit.as_str())),
        credits: IterSql(|| transfers.iter().map(|transfer| transfer.credit.as_str())),
        currencies: IterSql(|| transfers.iter().map(|transfer| transfer.amount.currency().to_string())),
        amounts: IterSql(|| transfers.iter().map(|transfer| transfer.amount.minor())),
        intent_ids: IterSql(|| {
            transfers.iter().map(|transfer| transfer.intent_id.map(PaymentIntentId::uuid))
        }),
        stored_value_ids: IterSql(|| transfers.iter().map(|transfer| transfer.stored_value)),
        reasons: IterSql(|| transfers.iter().map(|transfer| transfer.reason.as_deref())),
        now,
    };
    insert_transfers().params(write, &params).await?;
    Ok(())
}

/// Every account, by currency and name.
pub(crate) async fn list_balances(client: &impl GenericClient) -> Result<Vec<Balance>, PaymentError> {
    let rows = balances().bind(client).all().await?;
    Ok(rows
        .into_iter()
        .map(|row| Balance {
            currency: text::currency(&row.currency),
            account: row.account,
            debit_minor: row.debit_minor,
            credit_minor: row.credit_minor,
        })
        .collect())
}

/// What the accounts must hold, by provider and currency.
pub(crate) async fn list_tender_totals(
    client: &impl GenericClient,
) -> Result<Vec<TenderTotal>, PaymentError> {
    let rows = tender_totals().bind(client).all().await?;
    Ok(rows
        .into_iter()
        .map(|row| TenderTotal {
            currency: text::currency(&row.currency),
            provider: row.provider,
            held_minor: row.held_minor,
            received_minor: row.received_minor,
            credited_minor: row.credited_minor,
        })
        .collect())
}

/// The sum of all credits by currency.
pub(crate) async fn list_credit_totals(
    client: &impl GenericClient,
) -> Result<Vec<(Currency, i64)>, PaymentError> {
    let rows = credit_totals().bind(client).all().await?;
    Ok(rows.into_iter().map(|row| (text::currency(&row.currency), row.amount_minor)).collect())
}
