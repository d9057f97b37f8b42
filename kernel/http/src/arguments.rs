//! What a handler's own arguments say of its operation: the document describes the path's parameters from the types that
//! the handler takes them as, and whether `If-Match` may be missing, so the two cannot disagree.

use axum::extract::{RawQuery, State};
use http::{HeaderMap, Uri};
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::{
    CallCtx, Caller, CartToken, Channels, ClientAddress, IdempotencyKey, IfMatch, Json, KeyChannel, Paged,
    Paging, Path, PreferWait, Query, RawBody, Within,
};

/// An argument of a handler. Implemented by every extractor that operations use.
pub trait Argument {
    /// The schema of what it takes from the path.
    #[must_use]
    fn path(_: &mut SchemaGenerator) -> Option<Schema> {
        None
    }

    /// True when it takes `If-Match` and does without it as well.
    #[must_use]
    fn may_lack_if_match() -> bool {
        false
    }
}

impl<T: JsonSchema> Argument for Path<T> {
    fn path(schemas: &mut SchemaGenerator) -> Option<Schema> {
        Some(T::json_schema(schemas))
    }
}

impl<K: JsonSchema> Argument for Within<K> {
    fn path(schemas: &mut SchemaGenerator) -> Option<Schema> {
        Some(K::json_schema(schemas))
    }
}

impl Argument for Option<IfMatch> {
    fn may_lack_if_match() -> bool {
        true
    }
}

impl<A: Argument, B: Argument> Argument for (A, B) {
    fn path(schemas: &mut SchemaGenerator) -> Option<Schema> {
        A::path(schemas).or_else(|| B::path(schemas))
    }

    fn may_lack_if_match() -> bool {
        A::may_lack_if_match() || B::may_lack_if_match()
    }
}

macro_rules! take_nothing_from_the_path {
    ($($argument:ty),*) => { $(impl Argument for $argument {})* };
}
take_nothing_from_the_path!(
    CallCtx,
    Caller,
    CartToken,
    Channels,
    ClientAddress,
    HeaderMap,
    IdempotencyKey,
    IfMatch,
    KeyChannel,
    Option<CartToken>,
    Paging,
    PreferWait,
    RawBody,
    RawQuery,
    Uri
);
impl<T> Argument for Json<T> {}
impl<T> Argument for Paged<T> {}
impl<T> Argument for Query<T> {}
impl<T> Argument for State<T> {}

/// All arguments of a handler, as axum names their types: a marker, then one after the other.
pub trait Arguments {
    /// The schema of what is taken from the path; nothing when no argument takes anything.
    fn path(schemas: &mut SchemaGenerator) -> Option<Schema>;
    /// True when one of them takes `If-Match` and does without it as well.
    fn may_lack_if_match() -> bool;
}

macro_rules! arguments {
    ($($argument:ident),*) => {
        impl<M, $($argument: Argument),*> Arguments for (M, $($argument,)*) {
            fn path(_schemas: &mut SchemaGenerator) -> Option<Schema> {
                None$(.or_else(|| $argument::path(_schemas)))*
            }

            fn may_lack_if_match() -> bool {
                false $(|| $argument::may_lack_if_match())*
            }
        }
    };
}
arguments!();
arguments!(A1);
arguments!(A1, A2);
arguments!(A1, A2, A3);
arguments!(A1, A2, A3, A4);
arguments!(A1, A2, A3, A4, A5);
arguments!(A1, A2, A3, A4, A5, A6);
arguments!(A1, A2, A3, A4, A5, A6, A7);
arguments!(A1, A2, A3, A4, A5, A6, A7, A8);
