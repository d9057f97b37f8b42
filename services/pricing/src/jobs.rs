//! What pricing does by the clock.

pub(crate) mod follow_log;
