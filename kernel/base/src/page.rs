//! Keyset paging: a limit and an opaque cursor, never an offset.

use std::borrow::Cow;
use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ApiError;

/// How many items one page may hold: 1 to 100, 20 when not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(u8);

impl Limit {
    /// Refuses 0 and more than 100.
    pub fn try_new(limit: i64) -> Result<Self, ApiError> {
        match u8::try_from(limit) {
            Ok(limit) if (1..=100).contains(&limit) => Ok(Self(limit)),
            _ => Err(ApiError::invalid("request.invalid", "the request is invalid").with_field(
                "limit",
                "out_of_range",
                "limit must be between 1 and 100",
            )),
        }
    }

    /// The limit as PostgreSQL wants it, with one more to learn whether another page follows.
    #[must_use]
    pub fn plus_one(self) -> i64 {
        i64::from(self.0) + 1
    }

    /// The limit.
    #[must_use]
    pub fn get(self) -> usize {
        usize::from(self.0)
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(20)
    }
}

/// Where the next page starts. Opaque to clients; inside, the sort key of the last item as JSON.
#[derive(Clone, PartialEq, Eq)]
pub struct Cursor(String);

impl Cursor {
    /// Encodes the sort key of the last item of a page.
    #[must_use]
    pub fn encode<K: Serialize>(key: &K) -> Self {
        let json = serde_json::to_vec(key).expect("BUG: a sort key is plain data");
        Self(json.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The sort key, or an error for a cursor we did not make.
    pub fn decode<K: DeserializeOwned>(&self) -> Result<K, ApiError> {
        let wrong = || {
            ApiError::invalid("request.invalid", "the request is invalid").with_field(
                "cursor",
                "malformed",
                "cursor must be the next_cursor of an earlier page",
            )
        };
        let bytes = self.0.as_bytes();
        if !bytes.len().is_multiple_of(2) || bytes.len() > 1024 {
            return Err(wrong());
        }
        let json: Vec<u8> = bytes
            .chunks(2)
            .map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok())
            .collect::<Option<_>>()
            .ok_or_else(wrong)?;
        serde_json::from_slice(&json).map_err(|_| wrong())
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}
impl schemars::JsonSchema for Cursor {
    fn schema_name() -> Cow<'static, str> {
        "Cursor".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "maxLength": 1024 })
    }
    fn inline_schema() -> bool {
        true
    }
}

/// Which page a caller wants.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageRequest {
    /// At most this many items.
    pub limit: Limit,
    /// Start behind this; the first page when absent.
    pub after: Option<Cursor>,
}

impl PageRequest {
    /// The decoded sort key to start behind.
    pub fn after_key<K: DeserializeOwned>(&self) -> Result<Option<K>, ApiError> {
        self.after.as_ref().map(Cursor::decode).transpose()
    }
}

/// One page of a list.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Page<T> {
    /// The items, in the list's order.
    pub items: Vec<T>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next_cursor: Option<Cursor>,
}

impl<T> Page<T> {
    /// Builds a page from up to `limit + 1` items ([`Limit::plus_one`]), cutting the one too many.
    #[must_use]
    pub fn from_rows<K: Serialize>(mut rows: Vec<T>, limit: Limit, key: impl Fn(&T) -> K) -> Self {
        let more = rows.len() > limit.get();
        rows.truncate(limit.get());
        let next_cursor = if more { rows.last().map(|last| Cursor::encode(&key(last))) } else { None };
        Self { items: rows, next_cursor }
    }

    /// The same page with every item changed.
    #[must_use]
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next_cursor: self.next_cursor }
    }
}
