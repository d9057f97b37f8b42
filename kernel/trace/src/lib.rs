//! How one piece of work is followed through requests, events and sagas (W3C trace context), and how trouble is told
//! in one log line instead of a thousand.
//!
//! The kernel's spans are ordinary `tracing` spans. When traces are exported, [`enter`] ties such a span to the trace it
//! continues, and ids in logs, problem documents and stored events are those of the exported spans. When they are not,
//! it finds nothing to tie to and the caller makes its own ids; spans below INFO are then never made.
#![warn(missing_docs)]

mod causes;
mod context;
mod outage;
mod span;

pub use causes::{Causes, causes};
pub use context::SpanContext;
pub use outage::{Outage, Told};
pub use span::{enter, follow, link, mark_failed};
