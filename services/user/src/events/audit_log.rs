//! The audit log of all services: what staff did anywhere, and what happened to accounts of staff, becomes an entry. User's own
//! changes are entries already, written with the change itself.

use std::sync::Arc;

use auth_contracts::{Realm, SecurityEvent, SecurityEventKind};
use kernel_base::{Event, EventData, StaffActed};
use kernel_db::Write;
use kernel_messaging::{Handler, HandlerError, Subscription};
use serde_json::value::RawValue;
use shared_contracts::AuditEntryId;

use crate::store;
use crate::store::audit_entry::AuditEntry;

/// Who tells of staff. Every other service does; a test of all of them together fails for one that is missing here.
const TOLD: [(&str, &[&str]); 10] = [
    ("auth", &["auth.staff_acted.v1", SecurityEvent::TYPE]),
    ("cart", &["cart.staff_acted.v1"]),
    ("catalog", &["catalog.staff_acted.v1"]),
    ("customer", &["customer.staff_acted.v1"]),
    ("invoice", &["invoice.staff_acted.v1"]),
    ("order", &["order.staff_acted.v1"]),
    ("payment", &["payment.staff_acted.v1"]),
    ("pricing", &["pricing.staff_acted.v1"]),
    ("shipping", &["shipping.staff_acted.v1"]),
    ("warehouse", &["warehouse.staff_acted.v1"]),
];

pub(super) fn subscriptions() -> impl Iterator<Item = Subscription> {
    TOLD.into_iter().map(|(producer, types)| Subscription { producer, types, handler: Arc::new(AuditLog) })
}

struct AuditLog;

#[async_trait::async_trait]
impl Handler for AuditLog {
    /// An entry has its event's id: told twice, it is entered once.
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let mut entries = Vec::with_capacity(events.len());
        for event in events {
            if event.is::<SecurityEvent>() {
                entries.extend(of_account(event)?);
            } else {
                entries.push(of_staff(event)?);
            }
        }
        if entries.is_empty() {
            return Ok(());
        }
        Ok(store::audit_entry::insert(write, &entries).await?)
    }
}

fn of_staff(event: &Event) -> Result<AuditEntry, HandlerError> {
    let acted: StaffActed = serde_json::from_str(event.data.get())?;
    let text = |shown: Option<Box<RawValue>>| shown.map(|json| json.get().to_owned());
    Ok(AuditEntry {
        audit_entry_id: AuditEntryId::from_uuid(event.id),
        occurred_at: event.time,
        actor: cut(&acted.actor, 200),
        service: event.source.to_string(),
        action: cut(&acted.operation, 100),
        object_id: cut(&acted.object, 200),
        before: text(acted.before),
        after: text(acted.after),
        trace: trace(event),
        path: Some(cut(&acted.path, 500)),
    })
}

/// Nothing for customers. Who did it is not known: that is why it is told.
fn of_account(event: &Event) -> Result<Option<AuditEntry>, HandlerError> {
    let told: SecurityEvent = event.parse()?;
    Ok((told.realm == Realm::Staff).then(|| AuditEntry {
        audit_entry_id: AuditEntryId::from_uuid(event.id),
        occurred_at: told.occurred_at,
        actor: "service:auth".to_owned(),
        service: event.source.to_string(),
        action: action(told.kind).to_owned(),
        object_id: told.subject,
        before: None,
        after: None,
        trace: trace(event),
        path: None,
    }))
}

fn trace(event: &Event) -> Option<String> {
    event.trace.as_ref().map(|trace| cut(&trace.0, 100))
}

/// As much of the text as fits: nothing that was done may be missing because its name is long.
fn cut(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}

/// Stored for ever: never renamed.
fn action(kind: SecurityEventKind) -> &'static str {
    match kind {
        SecurityEventKind::PasswordChanged => "password_changed",
        SecurityEventKind::PasswordReset => "password_reset",
        SecurityEventKind::EmailChanged => "email_changed",
        SecurityEventKind::SecondFactorAdded => "second_factor_added",
        SecurityEventKind::SecondFactorRemoved => "second_factor_removed",
        SecurityEventKind::RecoveryCodeUsed => "recovery_code_used",
        SecurityEventKind::TokenReused => "token_reused",
        SecurityEventKind::NewNetwork => "signed_in_from_new_network",
    }
}
