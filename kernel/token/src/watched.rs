//! A file that may be replaced while the process runs.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use kernel_base::Timestamp;

/// The file, and when it was last looked at.
#[derive(Debug)]
pub(crate) struct Watched {
    path: PathBuf,
    looked_at_ms: AtomicI64,
}

impl Watched {
    /// Looked at just now.
    pub(crate) fn new(path: PathBuf, now: Timestamp) -> Self {
        Self { path, looked_at_ms: AtomicI64::new(now.as_millis()) }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// True for one caller in so much time: that one looks.
    pub(crate) fn due(&self, every: Duration, now: Timestamp) -> bool {
        let (now, every) = (now.as_millis(), i64::try_from(every.as_millis()).unwrap_or(i64::MAX));
        let looked_at = self.looked_at_ms.load(Ordering::Relaxed);
        now.abs_diff(looked_at) >= every.unsigned_abs()
            && self
                .looked_at_ms
                .compare_exchange(looked_at, now, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
    }
}
