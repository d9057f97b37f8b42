//! What a service is to the platform, and how a process runs any set of them: sequencers and consumers, jobs and workers,
//! one HTTP edge, metrics and logs.
#![warn(missing_docs)]

mod health;
mod housekeeping;
mod job;
mod metrics;
mod platform;
mod service;
mod tasks;
pub mod telemetry;

pub use job::{Job, JobError};
pub use metrics::Metrics;
pub use platform::{Follows, Keys, Platform, PlatformError, Remote, Running};
pub use service::{Context, Service, Worker};
pub use tasks::Tasks;
