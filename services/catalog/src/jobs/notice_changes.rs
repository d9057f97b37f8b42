//! Notices in this process what other processes have changed: every change of a product or channel moves the head of
//! the service's own log. Other changes have no event and are noticed after [`LONGEST`].

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kernel_db::Database;
use kernel_messaging::{Heads, LocalFeed};
use kernel_service::Job;

use crate::page_cache::PageCache;

const EVERY: Duration = Duration::from_millis(500);
/// Looks between two clearings without a reason: five seconds.
const LONGEST: u32 = 10;

pub(crate) fn job(pages: Arc<PageCache>, db: &Database) -> Job {
    let feed = LocalFeed::new(db.clone());
    let seen: Arc<Mutex<(Option<Heads>, u32)>> = Arc::default();
    Job::poll("notice_changes", EVERY, move || {
        let (pages, feed, seen) = (Arc::clone(&pages), feed.clone(), Arc::clone(&seen));
        async move {
            let heads = feed.heads().await?;
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            if seen.0 != Some(heads) || seen.1 >= LONGEST {
                pages.clear();
                *seen = (Some(heads), 0);
            } else {
                seen.1 += 1;
            }
            Ok(())
        }
    })
}
