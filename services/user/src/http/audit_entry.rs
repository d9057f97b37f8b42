//! `/admin/v1/audit-entries`.

use std::sync::Arc;

use kernel_base::{Page, Timestamp};
use kernel_http::{Access, Op, Paged, Problem, Reply, Routes, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use shared_contracts::AuditEntryId;

use crate::app::App;
use crate::http::READ_AUDIT;
use crate::store::audit_entry::{AuditEntry, Filter};

/// Which entries a list shows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AuditFilter {
    /// Only what they did: `staff:usr_…`, `staff:key_…`.
    actor: Option<String>,
    /// Only what was done there: `catalog`.
    service: Option<String>,
    /// Only this: `roles_assigned`, `patch_admin_products_by_product_id`.
    action: Option<String>,
    /// Only what was done to it: `usr_…`, `prod_…`, the code of a channel.
    object: Option<String>,
    /// Only what was done then or later.
    since: Option<Timestamp>,
    /// Only what was done before.
    until: Option<Timestamp>,
}

/// One thing that was done.
#[derive(Debug, Serialize, JsonSchema)]
struct AuditEntryView {
    audit_entry_id: AuditEntryId,
    occurred_at: Timestamp,
    /// Who did it.
    actor: String,
    /// Where.
    service: String,
    /// What: `roles_assigned`; of what was done in another service, the operation's id in its OpenAPI document.
    action: String,
    /// To what; where the operation names nothing, its path.
    object: String,
    /// The path of the request, of what was done in another service.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// What stood there before; absent when there was nothing, or nothing is shown. A field that is too large is shown as
    /// `{"omitted_bytes": …}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")]
    before: Option<Box<RawValue>>,
    /// What stands there since; absent when it was removed, or nothing is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")]
    after: Option<Box<RawValue>>,
    /// The trace of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<String>,
}

fn view(entry: AuditEntry) -> AuditEntryView {
    let raw = |json: String| RawValue::from_string(json).expect("BUG: jsonb is JSON");
    AuditEntryView {
        audit_entry_id: entry.audit_entry_id,
        occurred_at: entry.occurred_at,
        actor: entry.actor,
        service: entry.service,
        action: entry.action,
        object: entry.object_id,
        path: entry.path,
        before: entry.before.map(raw),
        after: entry.after.map(raw),
        trace: entry.trace,
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes.route(
        Op::get("/admin/v1/audit-entries", Access::Staff(READ_AUDIT))
            .summary("List what staff did, the newest first")
            .paged()
            .query::<AuditFilter>()
            .answers::<Page<AuditEntryView>>(200),
        list,
    )
}

async fn list(State(app): State<Arc<App>>, paged: Paged<AuditFilter>) -> Result<Reply, Problem> {
    let AuditFilter { actor, service, action, object, since, until } = paged.filter;
    let filter = Filter { actor, service, action, object_id: object, since, until };
    let entries = app.audit_entries(&filter, &paged.page).await?;
    Ok(Reply::json(200, &entries.map(view)))
}
