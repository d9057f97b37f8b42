//! All services together.

mod tidy;
