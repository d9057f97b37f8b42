//! The ledger as staff sees it.

use std::sync::Arc;

use kernel_base::{ApiError, Money};
use kernel_http::{Access, Op, Problem, Reply, Routes, State};
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::App;

const READ: Access = Access::Staff("payment.ledger.read");

#[derive(Serialize, JsonSchema)]
struct Balances {
    accounts: Vec<AccountView>,
}

#[derive(Serialize, JsonSchema)]
struct AccountView {
    account: String,
    debit: Money,
    credit: Money,
    /// Debit less credit.
    balance: Money,
}

#[derive(Serialize, JsonSchema)]
struct VerificationView {
    /// True when every currency sums up to zero and nothing differs.
    balanced: bool,
    /// The sum of all accounts by currency.
    sums: Vec<Money>,
    differences: Vec<DifferenceView>,
}

/// An account that does not hold what the payments say.
#[derive(Serialize, JsonSchema)]
struct DifferenceView {
    account: String,
    expected: Money,
    found: Money,
}

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/ledger/balances", READ)
                .summary("Balances of all accounts by currency")
                .answers::<Balances>(200),
            balances,
        )
        .route(
            Op::get("/admin/v1/ledger/verification", READ)
                .summary("Compare the ledger with the payments it was booked from")
                .answers::<VerificationView>(200),
            verification,
        )
}

async fn balances(State(app): State<Arc<App>>) -> Result<Reply, Problem> {
    let accounts = app.ledger_balances().await.map_err(ApiError::from)?.into_iter().map(|row| AccountView {
        account: row.account,
        debit: Money::new(row.debit_minor, row.currency),
        credit: Money::new(row.credit_minor, row.currency),
        balance: Money::new(row.debit_minor - row.credit_minor, row.currency),
    });
    Ok(Reply::json(200, &Balances { accounts: accounts.collect() }))
}

async fn verification(State(app): State<Arc<App>>) -> Result<Reply, Problem> {
    let found = app.verify_ledger().await.map_err(ApiError::from)?;
    let view = VerificationView {
        balanced: found.differences.is_empty() && found.sums.values().all(|minor| *minor == 0),
        sums: found.sums.iter().map(|(currency, minor)| Money::new(*minor, *currency)).collect(),
        differences: found
            .differences
            .into_iter()
            .map(|difference| DifferenceView {
                expected: Money::new(difference.expected_minor, difference.currency),
                found: Money::new(difference.found_minor, difference.currency),
                account: difference.account,
            })
            .collect(),
    };
    Ok(Reply::json(200, &view))
}
