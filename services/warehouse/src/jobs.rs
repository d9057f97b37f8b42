//! What the warehouse does by the clock. Both jobs guard their work by versions, so that replicas may run them at once.

use std::sync::Arc;

use kernel_service::Job;

use crate::app::App;
use crate::config::Config;

pub(crate) fn jobs(app: &Arc<App>, config: &Config) -> [Job; 2] {
    let (expiring, importing) = (Arc::clone(app), Arc::clone(app));
    [
        Job::poll("expire_reservations", config.expiry_interval(), move || {
            let app = Arc::clone(&expiring);
            async move {
                let expired = app.expire_due().await?;
                if expired > 0 {
                    tracing::info!(expired, "reservations past their deadline given back");
                }
                Ok(())
            }
        }),
        Job::poll("run_stock_imports", config.import_interval(), move || {
            let app = Arc::clone(&importing);
            async move {
                app.run_imports().await?;
                Ok(())
            }
        }),
    ]
}
