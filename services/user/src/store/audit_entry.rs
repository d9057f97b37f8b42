//! The audit log.

use kernel_base::Timestamp;
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::AuditEntryId;
use user_db::client::Params;
use user_db::queries::audit_entry::{
    AuditEntryRow, InsertEntriesParams, ListEntriesByActorParams, ListEntriesOfObjectParams,
    ListEntriesParams, insert_entries, list_entries, list_entries_by_actor, list_entries_of_object,
};
use uuid::Uuid;

/// One thing that was done. `before` and `after` are JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AuditEntry {
    pub(crate) audit_entry_id: AuditEntryId,
    pub(crate) occurred_at: Timestamp,
    pub(crate) actor: String,
    pub(crate) service: String,
    pub(crate) action: String,
    pub(crate) object_id: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) trace: Option<String>,
}

/// Which entries a list shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    pub(crate) actor: Option<String>,
    pub(crate) object_id: Option<String>,
    pub(crate) since: Option<Timestamp>,
}

/// The newest first. The ids begin with the time, so a period is a range of ids.
pub(crate) async fn list(
    client: &impl GenericClient,
    filter: &Filter,
    after: Option<AuditEntryId>,
    limit: i64,
) -> Result<Vec<AuditEntry>, DbError> {
    let from = filter.since.map_or(Uuid::nil(), first_id);
    let until = after.map_or(Uuid::max(), AuditEntryId::uuid);
    let actor = filter.actor.as_deref();
    let rows = match (filter.object_id.as_deref(), actor) {
        (Some(object_id), actor) => {
            let params = ListEntriesOfObjectParams { object_id, from, until, actor, limit };
            list_entries_of_object().params(client, &params).all().await?
        }
        (None, Some(actor)) => {
            let params = ListEntriesByActorParams { actor, from, until, limit };
            list_entries_by_actor().params(client, &params).all().await?
        }
        (None, None) => {
            list_entries().params(client, &ListEntriesParams { from, until, limit }).all().await?
        }
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// The lowest id of that millisecond.
fn first_id(time: Timestamp) -> Uuid {
    let millis = u64::try_from(time.as_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid()
}

fn entry(row: AuditEntryRow) -> AuditEntry {
    AuditEntry {
        audit_entry_id: AuditEntryId::from_uuid(row.audit_entry_id),
        occurred_at: row.occurred_at,
        actor: row.actor,
        service: row.service,
        action: row.action,
        object_id: row.object_id,
        before: row.before,
        after: row.after,
        trace: row.trace,
    }
}

/// Adds entries; those that are there already stay as they are.
pub(crate) async fn insert(write: &Write, entries: &[AuditEntry]) -> Result<(), DbError> {
    let each = |field: fn(&AuditEntry) -> &str| entries.iter().map(field).collect::<Vec<_>>();
    let optional = |field: fn(&AuditEntry) -> Option<&str>| entries.iter().map(field).collect::<Vec<_>>();
    let params = InsertEntriesParams {
        audit_entry_ids: entries.iter().map(|entry| entry.audit_entry_id.uuid()).collect::<Vec<_>>(),
        times: entries.iter().map(|entry| entry.occurred_at).collect::<Vec<_>>(),
        actors: each(|entry| &entry.actor),
        services: each(|entry| &entry.service),
        actions: each(|entry| &entry.action),
        object_ids: each(|entry| &entry.object_id),
        befores: optional(|entry| entry.before.as_deref()),
        afters: optional(|entry| entry.after.as_deref()),
        traces: optional(|entry| entry.trace.as_deref()),
    };
    insert_entries().params(write, &params).await?;
    Ok(())
}
