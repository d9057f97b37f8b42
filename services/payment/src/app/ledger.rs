//! The ledger: balances, and the proof that it agrees with the tenders.

use std::collections::BTreeMap;

use kernel_base::Currency;

use super::App;
use crate::domain::ledger::{
    CREDITS, GIFT_CARDS, GIFT_CARDS_ISSUED, STORE_CREDIT, STORE_CREDIT_GIVEN, authorized_account,
    received_account,
};
use crate::error::PaymentError;
use crate::provider::manual;
use crate::store;
use crate::store::ledger::Balance;

/// An account that does not hold what it must.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) account: String,
    pub(crate) currency: Currency,
    pub(crate) expected_minor: i64,
    pub(crate) found_minor: i64,
}

/// The sum of all accounts by currency, which is zero; and the accounts that differ, of which there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verification {
    pub(crate) sums: BTreeMap<Currency, i64>,
    pub(crate) differences: Vec<Difference>,
}

impl App {
    pub(crate) async fn ledger_balances(&self) -> Result<Vec<Balance>, PaymentError> {
        store::ledger::list_balances(&self.db.read().await?).await
    }

    /// Compares the ledger with the tenders and credits it was booked from. Writers meanwhile can make it see a
    /// difference that is none a moment later.
    pub(crate) async fn verify_ledger(&self) -> Result<Verification, PaymentError> {
        let reader = self.db.read().await?;
        let balances = store::ledger::list_balances(&reader).await?;
        let mut sums = BTreeMap::new();
        let mut found: BTreeMap<(String, Currency), i64> = BTreeMap::new();
        for balance in balances {
            let minor = balance.debit_minor - balance.credit_minor;
            *sums.entry(balance.currency).or_default() += minor;
            found.insert((balance.account, balance.currency), minor);
        }
        let mut expected: BTreeMap<(String, Currency), i64> = BTreeMap::new();
        let mut credited: BTreeMap<Currency, i64> = BTreeMap::new();
        for total in store::ledger::list_tender_totals(&reader).await? {
            expected.insert((authorized_account(&total.provider), total.currency), total.held_minor);
            *expected.entry((received_account(&total.provider), total.currency)).or_default() +=
                total.received_minor;
            *credited.entry(total.currency).or_default() += total.credited_minor;
        }
        // We owe more by each refund that was given as store credit, and by what was issued and given.
        for (currency, minor) in credited {
            *expected.entry((STORE_CREDIT.to_owned(), currency)).or_default() -= minor;
        }
        for (owed, given) in [(GIFT_CARDS, GIFT_CARDS_ISSUED), (STORE_CREDIT, STORE_CREDIT_GIVEN)] {
            for ((_, currency), minor) in found.iter().filter(|((account, _), _)| account == given) {
                *expected.entry((owed.to_owned(), *currency)).or_default() -= minor;
            }
        }
        for (currency, minor) in store::ledger::list_credit_totals(&reader).await? {
            *expected.entry((received_account(manual::CODE), currency)).or_default() += minor;
            expected.insert((CREDITS.to_owned(), currency), -minor);
        }
        let differs = |((account, currency), expected_minor): ((String, Currency), i64)| {
            let found_minor = found.get(&(account.clone(), currency)).copied().unwrap_or_default();
            (found_minor != expected_minor).then_some(Difference {
                account,
                currency,
                expected_minor,
                found_minor,
            })
        };
        let mut differences: Vec<Difference> = expected.into_iter().filter_map(&differs).collect();
        // The same accounts once more, by what the cards and credits themselves say.
        for total in store::stored_value::totals(&reader).await? {
            let name = total.kind.as_str();
            let owed = ((received_account(name), total.currency), -total.balance_minor);
            let held = ((authorized_account(name), total.currency), total.held_minor);
            differences.extend([owed, held].into_iter().filter_map(&differs));
        }
        Ok(Verification { sums, differences })
    }
}
