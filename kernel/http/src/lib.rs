//! HTTP edge of every service: routes that declare who may call them, problem documents, idempotency keys, paging,
//! calls between services, OpenAPI. Built on axum; handlers are ordinary axum handlers with the extractors of this crate.
//!
//! A request passes one function (`edge`) that opens its span, checks access, applies limits, guards the idempotency key
//! and observes the outcome: there is no stack of middleware, and no route can be added around it.
#![warn(missing_docs)]

mod access;
mod arguments;
mod breaker;
mod channels;
mod client;
mod context;
mod edge;
mod endpoint;
mod extract;
mod headers;
mod idempotency;
mod input;
mod op;
mod openapi;
mod passport;
mod problem;
mod reply;
mod routes;
mod server;
mod transport;

pub use access::{Access, Authenticator, BearerTokens, Caller, CartToken, Permissions, StaffToken};
pub use arguments::{Argument, Arguments};
pub use breaker::{Breaker, Leave};
pub use channels::{ChannelRule, Channels, InChannels, Within};
pub use client::{client_builder, install_tls};
pub use context::{Authenticated, CHANNEL_HEADER, CallCtx, ClientAddress};
pub use edge::{Edge, RequestObserver};
pub use extract::{Json, NoFilter, Paged, Paging, Path, Query, RawBody};
pub use headers::{IfMatch, KeyChannel, PreferWait};
pub use idempotency::{DatabaseIdempotency, IdempotencyKey, IdempotencyStore, Stored, store_response};
pub use op::{Op, RateClass, audience};
pub use openapi::document;
pub use passport::{GATEWAY, PASSPORT_HEADER, Passport, PassportOffice};
pub use problem::{CODES, Problem, ProblemDocument};
pub use reply::Reply;
pub use routes::{RouteSet, Routes};
pub use server::serve;
pub use transport::{HttpTransport, HttpTransportBuilder};

pub use axum::extract::State;
pub use http::StatusCode;
pub use kernel_token::Audience;
