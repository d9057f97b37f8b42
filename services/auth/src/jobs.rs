//! What auth does by the clock.

use std::sync::Arc;
use std::time::Duration;

use kernel_service::{Job, Worker};

use crate::app::App;
use crate::app::signing_key::FRESH_FOR;

/// Makes keys before they are needed, and tells the verifier of this process of those that others made. In every process;
/// a constraint lets one of them make a key.
pub(crate) fn keep_signing_keys(app: &Arc<App>) -> Worker {
    let app = Arc::clone(app);
    Worker::new("signing_keys", move || {
        let app = Arc::clone(&app);
        async move {
            loop {
                if let Err(error) = app.keys.ring().await {
                    tracing::error!(error = %kernel_trace::causes(&error), "there is no key to sign with; trying again");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                } else {
                    tokio::time::sleep(FRESH_FOR / 2).await;
                }
            }
        }
    })
}

pub(crate) fn jobs(app: &Arc<App>) -> [Job; 2] {
    let (forgetting, sending) = (Arc::clone(app), Arc::clone(app));
    let forget = Job::every("forget_ended", Duration::from_secs(600), move || {
        let app = Arc::clone(&forgetting);
        async move { Ok(app.forget().await?) }
    });
    // In every process: who takes a letter has it for a minute.
    let send = Job::poll("send_letters", Duration::from_secs(1), move || {
        let app = Arc::clone(&sending);
        async move { Ok(app.send_letters().await?) }
    });
    [forget, send]
}
