//! Whose segments are to be found anew, and what rules say.

use customer_db::client::Params;
use customer_db::queries::segment::{
    AdvanceSweepParams, EvaluationRow, advance_sweep, delete_due, evaluate_segments, find_sweep, list_due,
    list_swept, mark_buyers_due, mark_due,
};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{Code, CustomerId, OrderId};
use uuid::Uuid;

use crate::domain::group::Evaluation;
use crate::store::{parsed, uuids};

/// A customer to look at, with the mark of the change that asked for it.
pub(crate) struct Due {
    pub(crate) customer_id: CustomerId,
    mark: Uuid,
}

/// How far all customers were held against a new rule.
pub(crate) struct Sweep {
    code: String,
    after: Uuid,
    version: i64,
}

/// Their segments may not be what the rules say any more. `mark` is new for every change.
pub(crate) async fn mark(write: &Write, customers: &[CustomerId], mark: Uuid) -> Result<(), DbError> {
    mark_due().bind(write, &mark, &uuids(customers.iter().copied())).await?;
    Ok(())
}

/// The same for the customers of orders.
pub(crate) async fn mark_buyers(write: &Write, orders: &[OrderId], mark: Uuid) -> Result<(), DbError> {
    mark_buyers_due().bind(write, &mark, &uuids(orders.iter().copied())).await?;
    Ok(())
}

pub(crate) async fn due(client: &impl GenericClient, limit: i64) -> Result<Vec<Due>, DbError> {
    let rows = list_due().bind(client, &limit).all().await?;
    let due = |row: customer_db::queries::segment::ListDue| Due {
        customer_id: CustomerId::from_uuid(row.customer_id),
        mark: row.mark,
    };
    Ok(rows.into_iter().map(due).collect())
}

/// Done with these, unless they were marked again.
pub(crate) async fn done(write: &Write, due: &[Due]) -> Result<(), DbError> {
    let marks: Vec<Uuid> = due.iter().map(|due| due.mark).collect();
    delete_due().bind(write, &uuids(due.iter().map(|due| due.customer_id)), &marks).await?;
    Ok(())
}

pub(crate) async fn sweep(client: &impl GenericClient) -> Result<Option<Sweep>, DbError> {
    let row = find_sweep().bind(client).opt().await?;
    Ok(row.map(|row| Sweep { code: row.code, after: row.sweep_after, version: row.version }))
}

/// The next customers of a sweep.
pub(crate) async fn swept(
    client: &impl GenericClient,
    sweep: &Sweep,
    limit: i64,
) -> Result<Vec<CustomerId>, DbError> {
    let rows = list_swept().bind(client, &sweep.after, &limit).all().await?;
    Ok(rows.into_iter().map(CustomerId::from_uuid).collect())
}

/// Up to this customer, or to the end.
pub(crate) async fn advance(write: &Write, sweep: &Sweep, last: Option<CustomerId>) -> Result<(), DbError> {
    let params = AdvanceSweepParams {
        sweep_after: last.map(CustomerId::uuid),
        code: sweep.code.as_str(),
        version: sweep.version,
        seen: sweep.after,
    };
    advance_sweep().params(&write.expect(1, "sweep"), &params).await?;
    Ok(())
}

/// What the rules of all segments, or of one, say about these customers.
pub(crate) async fn evaluate(
    client: &impl GenericClient,
    customers: &[CustomerId],
    group: Option<&Code>,
) -> Result<Vec<Evaluation>, DbError> {
    let customers = uuids(customers.iter().copied());
    let rows = evaluate_segments().bind(client, &customers, &group.map(Code::as_str)).all().await?;
    Ok(rows.into_iter().map(evaluation).collect())
}

fn evaluation(row: EvaluationRow) -> Evaluation {
    Evaluation {
        customer_id: CustomerId::from_uuid(row.customer_id),
        group: parsed(&row.group_code),
        orders: row.orders,
        spent_minor: row.spent_minor,
        country: row.country.map(|country| parsed(&country)),
        consented: row.consented,
        holds: row.holds,
    }
}
