//! The token that opens an order to a guest.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kernel_base::Secret;
use kernel_http::{Argument, Problem};

use crate::error::OrderError;

/// The header `x-order-token`; the use case compares it with the order's.
pub(super) struct OrderToken(pub(super) Secret<String>);

impl Argument for OrderToken {}

impl<S: Send + Sync> FromRequestParts<S> for OrderToken {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let value = parts.headers.get("x-order-token").and_then(|value| value.to_str().ok());
        match value {
            Some(token) if (1..=128).contains(&token.len()) => Ok(Self(Secret::new(token.to_owned()))),
            _ => Err(OrderError::TokenMissing.into()),
        }
    }
}
