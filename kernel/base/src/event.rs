//! The envelope in which events and saga commands travel: CloudEvents 1.0 attributes plus the position in the
//! producer's log.

use std::borrow::Cow;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{Command, CommandData, Reply, Timestamp};

/// How many partitions every producer's log has. Fixed at creation: changing it would reorder aggregates.
pub const PARTITIONS: i16 = 16;

/// W3C `traceparent`, carried from a request through the outbox to every effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct TraceParent(pub String);

/// A fact or command that a contract declares. The name carries its version: `order.placed.v1`.
pub trait EventData: Serialize + DeserializeOwned + schemars::JsonSchema + Send + Sync + 'static {
    /// `<service>.<past-tense fact or command>.v<n>`. Never renamed, never reused.
    const TYPE: &'static str;
}

/// One entry of a producer's log. Immutable; shared between all its readers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Event {
    /// Unique for ever; a resent event keeps it.
    pub id: Uuid,
    /// The producing service (CloudEvents `source`).
    pub source: Cow<'static, str>,
    /// `order.placed.v1` (CloudEvents `type`).
    #[serde(rename = "type")]
    pub kind: String,
    /// The aggregate this is about, as its text id. Events of one subject stay in order.
    pub subject: String,
    /// The aggregate's version after the change; 0 for commands and replies.
    pub version: i64,
    /// When it happened.
    pub time: Timestamp,
    /// The trace that caused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<TraceParent>,
    /// Which life of the producer's database numbered the position.
    pub epoch: i32,
    /// Partition of the producer's log, 0 to 15.
    pub partition: i16,
    /// Dense position in the partition: 1, 2, 3 …
    pub position: i64,
    /// The payload as it was written; parsed only by who needs it.
    pub data: Arc<RawValue>,
}

impl Event {
    /// True when this is an event of type `E`.
    #[must_use]
    pub fn is<E: EventData>(&self) -> bool {
        self.kind == E::TYPE
    }

    /// The payload as `E`. Errors when the JSON does not fit: a poison event.
    pub fn parse<E: EventData>(&self) -> Result<E, serde_json::Error> {
        serde_json::from_str(self.data.get())
    }

    /// The payload as a command `C`, when the event is one.
    #[must_use]
    pub fn command<C: CommandData>(&self) -> Option<Result<Command<C>, serde_json::Error>> {
        (self.kind == C::TYPE).then(|| serde_json::from_str(self.data.get()))
    }

    /// The payload as the reply to a command `C`, when the event is one.
    #[must_use]
    pub fn reply<C: CommandData>(&self) -> Option<Result<Reply<C::Done>, serde_json::Error>> {
        (self.kind == C::REPLY).then(|| serde_json::from_str(self.data.get()))
    }
}

/// The partition of a subject: the same for ever, for every producer (FNV-1a, modulo [`PARTITIONS`]).
#[must_use]
pub fn partition_of(subject: &str) -> i16 {
    let hash = subject.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    // The low bits of FNV-1a mix poorly on their own; fold the high half in.
    let folded = (hash >> 32) ^ hash;
    i16::try_from(folded % 16).expect("BUG: below 16")
}
