//! What catalog does by the clock.

mod announce_publications;
mod notice_changes;
mod run_operations;

use std::sync::Arc;

use kernel_db::Database;
use kernel_service::Job;

use crate::app::App;

/// All jobs of the service.
pub(crate) fn all(app: &Arc<App>, db: &Database) -> Vec<Job> {
    vec![
        announce_publications::job(Arc::clone(app)),
        run_operations::job(Arc::clone(app)),
        notice_changes::job(Arc::clone(app), db),
    ]
}
