//! What came of the commands to cancel pieces of orders.

use std::collections::HashMap;

use kernel_base::{Refusal, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::OrderId;
use shipping_db::queries::line_cancellation::{find_line_cancellations, insert_line_cancellations};
use uuid::Uuid;

/// The answer to one command.
#[derive(Debug, Clone)]
pub(crate) struct LineCancellation {
    pub(crate) command_id: Uuid,
    pub(crate) order_id: OrderId,
    /// Absent when the pieces were cancelled.
    pub(crate) refusal: Option<Refusal>,
}

/// The answers that were given to these commands; `None` for one that was done.
pub(crate) async fn find(
    client: &impl GenericClient,
    command_ids: &Vec<Uuid>,
) -> Result<HashMap<Uuid, Option<Refusal>>, DbError> {
    if command_ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = find_line_cancellations().bind(client, command_ids).all().await?;
    let answers = rows.into_iter().map(|row| {
        let refusal =
            row.refusal_code.map(|code| Refusal::new(code, row.refusal_message.unwrap_or_default()));
        (row.command_id, refusal)
    });
    Ok(answers.collect())
}

/// Remembers answers, refusals too.
pub(crate) async fn insert(
    write: &Write,
    answers: &[LineCancellation],
    now: Timestamp,
) -> Result<(), DbError> {
    if answers.is_empty() {
        return Ok(());
    }
    let commands: Vec<Uuid> = answers.iter().map(|answer| answer.command_id).collect();
    let orders: Vec<Uuid> = answers.iter().map(|answer| answer.order_id.uuid()).collect();
    let refusals = || answers.iter().map(|answer| answer.refusal.as_ref());
    let codes: Vec<Option<&str>> = refusals().map(|refusal| refusal.map(|refusal| &*refusal.code)).collect();
    let messages: Vec<Option<&str>> =
        refusals().map(|refusal| refusal.map(|refusal| &*refusal.message)).collect();
    insert_line_cancellations().bind(write, &now, &commands, &orders, &codes, &messages).await?;
    Ok(())
}
