//! The audit log.

use kernel_base::Timestamp;
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::AuditEntryId;
use user_db::client::Params;
use user_db::queries::audit_entry::{
    AuditEntryRow, InsertEntriesParams, ListEntriesByActorParams, ListEntriesOfActionParams,
    ListEntriesOfObjectParams, ListEntriesOfServiceParams, ListEntriesParams, insert_entries, list_entries,
    list_entries_by_actor, list_entries_of_action, list_entries_of_object, list_entries_of_service,
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
    /// The path of the request, of what was done in another service.
    pub(crate) path: Option<String>,
}

/// Which entries a list shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    pub(crate) actor: Option<String>,
    pub(crate) service: Option<String>,
    pub(crate) action: Option<String>,
    pub(crate) object_id: Option<String>,
    pub(crate) since: Option<Timestamp>,
    pub(crate) until: Option<Timestamp>,
}

/// The newest first. The ids begin with the time, so a period is a range of ids.
pub(crate) async fn list(
    client: &impl GenericClient,
    filter: &Filter,
    after: Option<AuditEntryId>,
    limit: i64,
) -> Result<Vec<AuditEntry>, DbError> {
    let from = filter.since.map_or(Uuid::nil(), first_id);
    let until = filter.until.map_or(Uuid::max(), first_id).min(after.map_or(Uuid::max(), AuditEntryId::uuid));
    let (actor, object_id) = (filter.actor.as_deref(), filter.object_id.as_deref());
    let (service, action) = (filter.service.as_deref(), filter.action.as_deref());
    // By the index that leaves the fewest entries; whatever else is asked for picks among those.
    let rows = if let Some(object_id) = object_id {
        let params = ListEntriesOfObjectParams { object_id, from, until, actor, service, action, limit };
        list_entries_of_object().params(client, &params).all().await?
    } else if let Some(actor) = actor {
        let params = ListEntriesByActorParams { actor, from, until, service, action, limit };
        list_entries_by_actor().params(client, &params).all().await?
    } else if let Some(action) = action {
        let params = ListEntriesOfActionParams { action, from, until, service, limit };
        list_entries_of_action().params(client, &params).all().await?
    } else if let Some(service) = service {
        let params = ListEntriesOfServiceParams { service, from, until, limit };
        list_entries_of_service().params(client, &params).all().await?
    } else {
        list_entries().params(client, &ListEntriesParams { from, until, limit }).all().await?
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
        path: row.path,
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
        paths: optional(|entry| entry.path.as_deref()),
    };
    insert_entries().params(write, &params).await?;
    Ok(())
}
