//! `Idempotency-Key`: the answer of a request is stored in the transaction of its effect and replayed to its repetitions.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, Uri};
use kernel_base::{ApiError, ErrorKind};
use kernel_db::{Database, DbError, GenericClient, Write};
use sha2::{Digest, Sha256};

use crate::access::CartToken;
use crate::context::RequestContext;
use crate::{Caller, Problem, Reply};

/// The idempotency key of a request; an extractor of operations declared with [`crate::Op::idempotent`].
///
/// A key counts per caller and route. Anonymous callers are told apart by their cart token only: without one, the key
/// itself must be unguessable, because whoever repeats it with the same request is given the same answer.
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    /// SHA-256 of the caller, the route and the key.
    pub key_hash: [u8; 32],
    /// SHA-256 of method, path, query and body.
    pub request_hash: [u8; 32],
    /// True once the handler recorded its answer.
    stored: Arc<AtomicBool>,
}

impl IdempotencyKey {
    pub(crate) fn of(
        headers: &HeaderMap,
        caller: &Caller,
        route: (&Method, &str),
        uri: &Uri,
        body: &[u8],
    ) -> Result<Self, ApiError> {
        let key = parse_header(headers)?;
        let (role, subject) = caller.identity();
        let cart = CartToken::find(headers).unwrap_or_default();
        let method = route.0.as_str();
        Ok(Self {
            key_hash: hash(&[role, subject, cart, method, route.1, key].map(str::as_bytes)),
            request_hash: hash(&[
                method.as_bytes(),
                uri.path().as_bytes(),
                uri.query().unwrap_or_default().as_bytes(),
                body,
            ]),
            stored: Arc::default(),
        })
    }

    pub(crate) fn stored(&self) -> bool {
        self.stored.load(Ordering::Relaxed)
    }
}

/// Every part is preceded by its length: no two lists of parts have the same bytes.
fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(u64::try_from(part.len()).expect("BUG: a length fits in 64 bits").to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// A bare token, or a quoted string of structured headers: `"8e03978e"` and `8e03978e` are the same key.
fn parse_header(headers: &HeaderMap) -> Result<&str, ApiError> {
    let mut values = headers.get_all("idempotency-key").iter();
    let value = values.next().ok_or_else(|| {
        ApiError::invalid(
            "request.idempotency_key_missing",
            "this operation requires the header Idempotency-Key",
        )
    })?;
    let text = value.to_str().map(str::trim).unwrap_or_default();
    let key = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    let visible = key.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"');
    if !visible || !(1..=255).contains(&key.len()) || values.next().is_some() {
        let message = "Idempotency-Key must be given once, with 1 to 255 visible ASCII characters";
        return Err(ApiError::invalid("request.idempotency_key_malformed", message));
    }
    Ok(key)
}

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        RequestContext::of(parts)?.idempotency.clone().ok_or_else(|| {
            tracing::error!("BUG: the operation is not declared idempotent");
            ApiError::internal().into()
        })
    }
}

/// A stored answer.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The request it answered.
    pub request_hash: [u8; 32],
    /// The status.
    pub status: u16,
    /// The entity tag.
    pub etag: Option<String>,
    /// The location.
    pub location: Option<String>,
    /// The JSON body; empty when the answer had none.
    pub body: String,
}

impl Stored {
    /// The same answer for the same request, and an error for another.
    pub(crate) fn replay(self, key: &IdempotencyKey) -> Result<Response, ApiError> {
        if self.request_hash != key.request_hash {
            return Err(ApiError::new(
                ErrorKind::KeyReused,
                "request.key_reused",
                "this Idempotency-Key was used before with another request",
            ));
        }
        let mut reply = Reply::empty(self.status);
        reply.body = (!self.body.is_empty()).then(|| Bytes::from(self.body));
        reply.etag = self.etag;
        reply.location = self.location;
        let mut response = reply.into_response();
        response.headers_mut().insert("idempotent-replayed", HeaderValue::from_static("true"));
        Ok(response)
    }
}

/// Where a service's stored answers are.
#[async_trait::async_trait]
pub trait IdempotencyStore: Send + Sync {
    /// The answer stored under a key.
    async fn find(&self, key_hash: &[u8; 32]) -> Result<Option<Stored>, ApiError>;
}

/// The table `kernel.idempotency_key` of a service's database.
#[derive(Debug, Clone)]
pub struct DatabaseIdempotency(pub Database);

const FIND: &str =
    "SELECT request_hash, status, etag, location, body FROM kernel.idempotency_key WHERE key_hash = $1";
const INSERT: &str = "INSERT INTO kernel.idempotency_key (key_hash, request_hash, status, etag, location, body) \
     VALUES ($1, $2, $3, $4, $5, $6)";

#[async_trait::async_trait]
impl IdempotencyStore for DatabaseIdempotency {
    async fn find(&self, key_hash: &[u8; 32]) -> Result<Option<Stored>, ApiError> {
        Ok(find(&self.0, key_hash).await?)
    }
}

async fn find(database: &Database, key_hash: &[u8; 32]) -> Result<Option<Stored>, DbError> {
    let reader = database.read().await?;
    let statement = reader.prepare(FIND).await?;
    let Some(row) = reader.query_opt(&statement, &[&key_hash.as_slice()]).await? else { return Ok(None) };
    let request_hash: &[u8] = row.try_get(0)?;
    let status: i16 = row.try_get(1)?;
    Ok(Some(Stored {
        request_hash: request_hash.try_into().expect("BUG: idempotency_key_request_hash_check"),
        status: u16::try_from(status).expect("BUG: stored from a status"),
        etag: row.try_get(2)?,
        location: row.try_get(3)?,
        body: row.try_get(4)?,
    }))
}

/// Records the answer in the transaction of its effect. A concurrent repetition then violates `idempotency_key_pkey`:
/// its transaction fails whole, and the edge answers with what the winner stored.
///
/// # Errors
/// When the statement cannot be prepared.
pub async fn store_response(write: &Write, key: &IdempotencyKey, reply: &Reply) -> Result<(), DbError> {
    let status = i16::try_from(reply.status.as_u16()).expect("BUG: a status has three digits");
    let body = str::from_utf8(reply.body.as_deref().unwrap_or_default()).expect("BUG: JSON is UTF-8");
    write
        .execute(
            INSERT,
            &[
                &key.key_hash.as_slice(),
                &key.request_hash.as_slice(),
                &status,
                &reply.etag,
                &reply.location,
                &body,
            ],
        )
        .await?;
    key.stored.store(true, Ordering::Relaxed);
    Ok(())
}
