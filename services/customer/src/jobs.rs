//! What customer does by the clock. Its work is guarded by versions, so that replicas may do it at once.

use std::sync::Arc;
use std::time::Duration;

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

pub(crate) fn saga_timers(app: &Arc<App>) -> Job {
    let app = Arc::clone(app);
    Job::poll("saga_timers", Duration::from_secs(1), move || {
        let app = Arc::clone(&app);
        async move { Ok(app.sagas.tick().await?) }
    })
}
