//! Values every part of Karum speaks in: ids, money, time, errors, pages, events and calls between services.
//!
//! Nothing here does I/O: no web framework, no runtime, no database connection.
#![warn(missing_docs)]

mod command;
mod currency;
mod env;
mod error;
mod event;
mod id;
mod money;
mod page;
mod personal;
mod sample;
mod secret;
mod staff;
mod time;
mod transport;

pub use command::{Command, CommandData, Outcome, Refusal, Reply};
pub use currency::{Currency, UnknownCurrency};
pub use env::{Clock, Entropy, Env, ManualClock, SeededEntropy, SystemClock, SystemEntropy};
pub use error::{ApiError, ErrorKind, FieldError};
pub use event::{Event, EventData, PARTITIONS, TraceParent, partition_of};
pub use id::{Id, IdKind, ParseIdError};
pub use money::{Money, MoneyError, Rounding, UnitPrice, allocate, mul_div};
pub use page::{Cursor, Limit, Page, PageRequest};
pub use personal::{
    ERASED, Personal, erase_personal, holds_personal, holds_sealed, open_personal, reveal_personal,
    seal_personal,
};
pub use sample::still_parses;
pub use secret::Secret;
pub use staff::StaffActed;
pub use time::{ParseTimestampError, Timestamp};
pub use transport::{Call, Transport, invoke};
