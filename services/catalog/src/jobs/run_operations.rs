//! Works on imports and exports, one at a time in each process.

use std::sync::Arc;
use std::time::Duration;

use kernel_service::Job;

use crate::app::App;

/// Every replica looks; a lease in the operation's row decides who works on it.
pub(crate) fn job(app: Arc<App>) -> Job {
    Job::poll("run_operations", Duration::from_millis(250), move || {
        let app = Arc::clone(&app);
        async move {
            while app.work_on_operations().await? {}
            Ok(())
        }
    })
}
