//! Outbox, sequencer, log, feed and consumer: no event is lost and none takes effect twice.
//!
//! A transaction stages its events ([`Emit`]). The producer's [`Sequencer`] gives them dense positions in its log. A
//! [`Feed`] offers the log, from memory in one process, over HTTP between processes. A [`Consumer`] applies it: effects
//! and cursor in one transaction.
#![warn(missing_docs)]

mod answering;
mod consumer;
mod emit;
mod epoch;
mod erase;
mod feed;
mod follow;
mod handler;
mod http_feed;
mod log;
mod parked;
mod sequencer;
mod tail;

pub use answering::{Answers, CarryOut, answering};
pub use consumer::{Consumer, ConsumerStatus};
pub use emit::Emit;
pub use epoch::{Resumed, begin_epoch, resume};
pub use erase::{Erased, erase, erase_messages};
pub use feed::{Batch, Feed, FeedError, Heads, LocalFeed, ReadRequest};
pub use handler::{Handler, HandlerError, Subscription};
pub use http_feed::HttpFeed;
pub use parked::{ParkedEvent, ParkedEvents};
pub use sequencer::Sequencer;
