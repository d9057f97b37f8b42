//! Calls between services: a contract's trait is implemented by the service itself in one process, and by a typed
//! client over a [`Transport`] across processes.

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{ApiError, Timestamp, TraceParent};

/// What travels with every call: how long the caller waits, and the trace it belongs to.
#[derive(Debug, Clone)]
pub struct Call {
    /// After this the caller no longer wants the answer.
    pub deadline: Timestamp,
    /// The caller's trace.
    pub trace: Option<TraceParent>,
}

/// Carries a call to another process. Implemented over HTTP by `kernel-http`.
#[async_trait::async_trait]
pub trait Transport: Send + Sync {
    /// Sends a JSON body to `POST /internal/v1/<service>/<method>` and returns the JSON answer.
    async fn send(&self, call: &Call, method: &'static str, body: Bytes) -> Result<Bytes, ApiError>;
}

/// Calls one method of a service with typed request and answer.
pub async fn invoke<Q: Serialize + Sync, A: DeserializeOwned>(
    transport: &dyn Transport,
    call: &Call,
    method: &'static str,
    request: &Q,
) -> Result<A, ApiError> {
    let body = serde_json::to_vec(request).map_err(|_| ApiError::internal())?;
    let answer = transport.send(call, method, body.into()).await?;
    serde_json::from_slice(&answer).map_err(|_| ApiError::internal())
}
