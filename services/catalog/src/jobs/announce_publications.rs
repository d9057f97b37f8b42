//! Tells the other services when the time of a scheduled publication has come.

use std::sync::Arc;
use std::time::Duration;

use kernel_service::Job;

use crate::app::App;

const BATCH: i64 = 200;

/// Every replica looks; the version of each product decides who announces it.
pub(crate) fn job(app: Arc<App>) -> Job {
    Job::poll("announce_publications", Duration::from_secs(1), move || {
        let app = Arc::clone(&app);
        async move {
            while app.announce_due(BATCH).await? > 0 {}
            Ok(())
        }
    })
}
