//! Waits until every order has come to its end.

use std::time::{Duration, Instant};

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::ORDER;
use crate::api::{Api, Failure};
use crate::output::Audience;
use crate::output::Mark;
use crate::progress::Progress;

const POLL: Duration = Duration::from_millis(200);
/// When not one saga ends for so long, none will.
const STALLED: Duration = Duration::from_secs(60);
/// When all that is open waits for a person, there is nothing to wait for.
const PARKED_IN_FULL: usize = 100;

#[derive(Deserialize)]
struct OpenSagas {
    open: usize,
    items: Vec<IgnoredAny>,
}

/// Answers how many sagas are still open: none, unless they are stuck.
pub(super) async fn wait(api: &Api, audience: Audience) -> Result<usize, Failure> {
    let first = open(api, false).await?;
    let total = u64::try_from(first.open).unwrap_or(u64::MAX);
    let progress = Progress::start(audience, "orders on their way", total);
    let (mut left, mut changed_at) = (first.open, Instant::now());
    loop {
        if left == 0 {
            progress.done("every order has come to its end");
            return Ok(0);
        }
        let parked = open(api, true).await?.items.len();
        if changed_at.elapsed() > STALLED || parked == left.min(PARKED_IN_FULL) {
            let text =
                format!("{left} orders are stuck, {parked} of them parked; karum sagas list says more");
            progress.end(Mark::Bad, text);
            return Ok(left);
        }
        tokio::time::sleep(POLL).await;
        let now = open(api, false).await?.open;
        if now != left {
            (left, changed_at) = (now, Instant::now());
        }
        progress.set(total.saturating_sub(u64::try_from(left).unwrap_or(0)), total);
    }
}

async fn open(api: &Api, parked: bool) -> Result<OpenSagas, Failure> {
    api.get(ORDER, &format!("/admin/v1/order-sagas?parked={parked}&limit=100")).await
}
