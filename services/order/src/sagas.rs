//! The sagas that order runs: placing, cancelling, cancelling lines. Each is a definition of pure functions over its data, and a host
//! that changes the orders themselves.

pub(crate) mod cancel_lines;
pub(crate) mod cancel_order;
pub(crate) mod place_order;

use std::sync::Arc;

use kernel_base::{Env, Event, TraceParent};
use kernel_db::{Database, Write};
use kernel_messaging::HandlerError;
use kernel_saga::{NewSaga, Sagas};
use shared_contracts::{OrderId, PaymentIntentId, ReservationId};
use uuid::Uuid;

use self::cancel_lines::{CancelLines, CancelLinesHost};
use self::cancel_order::{CancelHost, CancelOrder};
use self::place_order::{PlaceHost, PlaceOrder};
use crate::Config;

/// An order has one reservation and one payment intent in its life, so both carry its own UUID: nothing to remember, and
/// whoever reads a log sees at once what belongs together.
pub(crate) fn reservation_of(order_id: OrderId) -> ReservationId {
    ReservationId::from_uuid(order_id.uuid())
}

/// See [`reservation_of`].
pub(crate) fn intent_of(order_id: OrderId) -> PaymentIntentId {
    PaymentIntentId::from_uuid(order_id.uuid())
}

/// Starts the saga that cancels orders. Apart from the others, because the one that cancels lines starts it too.
#[derive(Clone)]
pub(crate) struct CancelStarter(Sagas);

impl CancelStarter {
    fn new(db: Database, env: Env) -> Self {
        let host = Arc::new(CancelHost { env: env.clone() });
        Self(Sagas::new(db, env).with(cancel_order::definition(), host))
    }

    /// No deadline: shipping answers sooner or later, and until then the orders are locked.
    pub(crate) async fn start(
        &self,
        write: &Write,
        orders: Vec<(Uuid, CancelOrder, Option<TraceParent>)>,
    ) -> Result<(), HandlerError> {
        let sagas = orders.into_iter().map(|(saga_id, order, trace)| NewSaga {
            saga_id,
            subject: order.order_id.to_string(),
            data: order,
            deadline_at: None,
            trace,
        });
        self.0.start(write, cancel_order::NAME, sagas.collect()).await
    }
}

/// All sagas with what they need to run.
#[derive(Clone)]
pub(crate) struct OrderSagas {
    sagas: Sagas,
    cancels: CancelStarter,
    reply_types: Arc<[&'static str]>,
}

impl OrderSagas {
    pub(crate) fn new(db: Database, env: Env, config: &Config) -> Self {
        let place = PlaceHost { env: env.clone(), config: config.clone() };
        let cancels = CancelStarter::new(db.clone(), env.clone());
        let sagas = Sagas::new(db, env.clone())
            .with(place_order::definition(), Arc::new(place))
            .with(cancel_order::definition(), Arc::new(CancelHost { env: env.clone() }))
            .with(cancel_lines::definition(), Arc::new(CancelLinesHost { env, cancels: cancels.clone() }));
        let reply_types = sagas.reply_types().into();
        Self { sagas, cancels, reply_types }
    }

    /// For operators and for the checks before the service starts.
    pub(crate) fn kernel(&self) -> &Sagas {
        &self.sagas
    }

    /// The types of the replies that [`OrderSagas::apply`] understands.
    pub(crate) fn reply_types(&self) -> &[&'static str] {
        &self.reply_types
    }

    /// Moves the sagas on by a batch of replies.
    pub(crate) async fn apply(&self, replies: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        self.sagas.apply(replies, write).await
    }

    /// Starts placing these orders. A saga has its order's UUID: an order is placed once.
    pub(crate) async fn start_placing(
        &self,
        write: &Write,
        orders: Vec<(PlaceOrder, Option<TraceParent>)>,
    ) -> Result<(), HandlerError> {
        let sagas = orders.into_iter().map(|(order, trace)| NewSaga {
            saga_id: order.order_id.uuid(),
            subject: order.order_id.to_string(),
            deadline_at: Some(order.deadline),
            data: order,
            trace,
        });
        self.sagas.start(write, place_order::NAME, sagas.collect()).await
    }

    /// Starts cancelling an order.
    pub(crate) async fn start_cancelling(
        &self,
        write: &Write,
        saga_id: Uuid,
        order: CancelOrder,
        trace: Option<TraceParent>,
    ) -> Result<(), HandlerError> {
        self.cancels.start(write, vec![(saga_id, order, trace)]).await
    }

    /// Starts cancelling pieces of orders, without a deadline for the same reason as whole orders.
    pub(crate) async fn start_cancelling_lines(
        &self,
        write: &Write,
        orders: Vec<(Uuid, CancelLines, Option<TraceParent>)>,
    ) -> Result<(), HandlerError> {
        let sagas = orders.into_iter().map(|(saga_id, cancel, trace)| NewSaga {
            saga_id,
            subject: cancel.order_id.to_string(),
            data: cancel,
            deadline_at: None,
            trace,
        });
        self.sagas.start(write, cancel_lines::NAME, sagas.collect()).await
    }
}
