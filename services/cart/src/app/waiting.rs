//! Requests that wait for the order service. The consumer wakes them in memory; across processes they look themselves.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use shared_contracts::OrderId;
use tokio::sync::watch;

/// What the order service decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    Confirmed { order_number: String },
    Rejected { code: String, message: String },
}

type Seats = HashMap<OrderId, watch::Sender<Option<Outcome>>>;

/// Who waits for which order.
#[derive(Debug, Default, Clone)]
pub(crate) struct Waiting(Arc<Mutex<Seats>>);

/// One request's place; given up when dropped.
#[derive(Debug)]
pub(crate) struct Waiter {
    order_id: OrderId,
    outcome: watch::Receiver<Option<Outcome>>,
    waiting: Waiting,
}

/// More do not wait but are told to ask again.
const MOST: usize = 10_000;

impl Waiting {
    /// A place, taken before the cart is handed over, so that no answer is missed. None when too many wait.
    pub(crate) fn join(&self, order_id: OrderId) -> Option<Waiter> {
        let mut seats = self.seats();
        if seats.len() >= MOST && !seats.contains_key(&order_id) {
            return None;
        }
        let outcome = seats.entry(order_id).or_insert_with(|| watch::channel(None).0).subscribe();
        Some(Waiter { order_id, outcome, waiting: self.clone() })
    }

    /// Tells everyone who waits for the order.
    pub(crate) fn wake(&self, order_id: OrderId, outcome: Outcome) {
        if let Some(sender) = self.seats().get(&order_id) {
            sender.send_replace(Some(outcome));
        }
    }

    fn seats(&self) -> MutexGuard<'_, Seats> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiter {
    /// Waits until the order is decided.
    pub(crate) async fn outcome(&mut self) -> Outcome {
        loop {
            if let Some(outcome) = self.outcome.borrow_and_update().clone() {
                return outcome;
            }
            if self.outcome.changed().await.is_err() {
                // Nobody can answer any more: the seat is only removed by its last waiter, which is not us.
                std::future::pending::<()>().await;
            }
        }
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        let mut seats = self.waiting.seats();
        if seats.get(&self.order_id).is_some_and(|sender| sender.receiver_count() <= 1) {
            seats.remove(&self.order_id);
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;

    use super::*;

    fn confirmed() -> Outcome {
        Outcome::Confirmed { order_number: "W-1".to_owned() }
    }

    #[tokio::test]
    async fn everyone_who_waits_for_an_order_is_woken_and_then_forgotten() {
        let (waiting, order_id) = (Waiting::default(), Env::system().id());
        let (mut one, mut two) = (waiting.join(order_id).unwrap(), waiting.join(order_id).unwrap());
        waiting.wake(order_id, confirmed());
        assert_eq!(one.outcome().await, confirmed());
        drop(one);
        assert_eq!(two.outcome().await, confirmed());
        drop(two);
        assert!(waiting.seats().is_empty());
    }

    #[tokio::test]
    async fn an_answer_before_the_wait_is_not_missed() {
        let (waiting, order_id) = (Waiting::default(), Env::system().id());
        let mut waiter = waiting.join(order_id).unwrap();
        waiting.wake(order_id, confirmed());
        assert_eq!(waiter.outcome().await, confirmed());
    }

    #[test]
    fn the_number_of_those_who_wait_is_limited() {
        let (waiting, env) = (Waiting::default(), Env::system());
        let seats: Vec<_> = (0..MOST).map(|_| waiting.join(env.id()).unwrap()).collect();
        assert!(waiting.join(env.id()).is_none());
        assert!(waiting.join(seats[0].order_id).is_some());
        drop(seats);
        assert!(waiting.seats().is_empty());
    }
}
