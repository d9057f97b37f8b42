//! Notices in this process what other processes have changed. Changes of products and channels move the head of the
//! service's own log; all others move the catalog's revision.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kernel_db::Database;
use kernel_messaging::{Heads, LocalFeed};
use kernel_service::Job;

use crate::app::App;

const EVERY: Duration = Duration::from_millis(500);

pub(crate) fn job(app: Arc<App>, db: &Database) -> Job {
    let feed = LocalFeed::new(db.clone());
    let seen: Arc<Mutex<Option<(Heads, i64)>>> = Arc::default();
    Job::poll("notice_changes", EVERY, move || {
        let (app, feed, seen) = (Arc::clone(&app), feed.clone(), Arc::clone(&seen));
        async move {
            let now = (feed.heads().await?, app.revision().await?);
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            if *seen != Some(now) {
                app.pages.clear();
                *seen = Some(now);
            }
            Ok(())
        }
    })
}
