//! What customer does by the clock. Its work is guarded by versions, so that replicas may do it at once.

use std::sync::Arc;

use kernel_service::Job;

use crate::app::App;
use crate::config::Config;

pub(crate) fn refresh_segments(app: &Arc<App>, config: &Config) -> Job {
    let app = Arc::clone(app);
    Job::poll("refresh_segments", config.segment_interval(), move || {
        let app = Arc::clone(&app);
        async move { Ok(app.refresh_segments().await?) }
    })
}
