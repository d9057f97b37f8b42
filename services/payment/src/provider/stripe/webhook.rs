//! Stripe's webhooks: verified, and reduced to what they are about. Whole events hold names and addresses of payers.

use axum::http::HeaderMap;
use kernel_base::{Secret, Timestamp};
use serde_json::json;

use super::wire::Event;
use super::{SIGNATURE_HEADER, STEP};
use crate::provider::{WebhookError, WebhookFact, signature};

/// An event that is about none of our steps names none, and wakes nobody.
pub(super) fn read(
    secret: &Secret<String>,
    headers: &HeaderMap,
    body: &[u8],
    now: Timestamp,
) -> Result<WebhookFact, WebhookError> {
    let header = headers.get(SIGNATURE_HEADER).and_then(|value| value.to_str().ok());
    if !header.is_some_and(|header| signature::verify(secret, header, body, now)) {
        return Err(WebhookError::Unverified);
    }
    let Event { id, kind, data } = serde_json::from_slice(body).map_err(|_| WebhookError::Malformed)?;
    let object = data.object;
    let step_key = object.metadata.and_then(|mut metadata| metadata.remove(STEP)).unwrap_or_default();
    let payload = json!({ "object": object.object, "id": object.id, "status": object.status }).to_string();
    Ok(WebhookFact { event_id: id, step_key, kind, payload })
}
