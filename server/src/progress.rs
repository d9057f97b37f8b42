//! Progress of something that has many like parts: a bar on a terminal, and a line when it ends.

use std::fmt::Display;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::output::{Audience, Mark, faint, seconds};

/// A running bar.
pub(crate) struct Progress {
    bar: ProgressBar,
    started: Instant,
    audience: Audience,
}

impl Progress {
    /// `total` may be zero while it is not known.
    pub(crate) fn start(audience: Audience, text: impl Into<String>, total: u64) -> Self {
        let bar = ProgressBar::new(total);
        let style = ProgressStyle::with_template(
            "{spinner} {prefix} [{bar:28}] {human_pos} of {human_len} · {per_sec} · {elapsed}{msg}",
        );
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("━━─"));
        bar.set_prefix(text.into());
        bar.enable_steady_tick(Duration::from_millis(100));
        Self { bar, started: Instant::now(), audience }
    }

    /// So much of it is done now.
    pub(crate) fn set(&self, done: u64, total: u64) {
        self.bar.set_length(total);
        self.bar.set_position(done);
    }

    /// So much there is in all.
    pub(crate) fn total(&self, total: u64) {
        self.bar.set_length(total);
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        self.bar.inc(1);
    }

    /// What else is to be said while it runs, such as the number of errors.
    pub(crate) fn remark(&self, text: &str) {
        self.bar.set_message(format!(" · {text}"));
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    pub(crate) fn done(self, text: impl Display) {
        self.end(Mark::Good, text);
    }

    pub(crate) fn end(self, mark: Mark, text: impl Display) {
        self.bar.finish_and_clear();
        self.audience.tell(format!("{mark} {text}  {}", faint(&seconds(self.started.elapsed()))));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        // What failed leaves no bar behind; the error follows.
        self.bar.finish_and_clear();
    }
}
