//! What the order sagas ask: ship an order, or do not. Every answer follows from what is stored, so a repeated command is
//! answered as the first time.

use kernel_base::{Refusal, Secret, Timestamp};
use shared_contracts::{OrderId, ShipmentId};
use shipping_contracts::RequestShipment;

use crate::domain::shipment::{Change, Shipment, Status};

/// Everything shipping knows of one order.
#[derive(Debug, Clone)]
pub(crate) struct OrderShipments {
    pub(crate) order_id: OrderId,
    pub(crate) request: Request,
    pub(crate) shipments: Vec<Shipment>,
}

/// What came of the order's request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Request {
    /// It has not come.
    None,
    /// It made this shipment.
    Made(ShipmentId),
    /// The cancellation came first.
    CancelledFirst,
}

impl OrderShipments {
    /// An order not heard of before.
    pub(crate) fn new(order_id: OrderId) -> Self {
        Self { order_id, request: Request::None, shipments: Vec::new() }
    }

    /// Makes the shipment, or finds the one that was made. A request that comes behind its cancellation makes a cancelled
    /// shipment: the saga is past its pivot and no longer takes no for an answer.
    pub(crate) fn request(
        &mut self,
        command: RequestShipment,
        shipment_id: ShipmentId,
        now: Timestamp,
    ) -> ShipmentId {
        let status = match self.request {
            Request::Made(known) => return known,
            Request::None => Status::Open,
            Request::CancelledFirst => Status::Cancelled { at: now },
        };
        self.request = Request::Made(shipment_id);
        self.shipments.push(Shipment {
            shipment_id,
            order_id: command.order_id,
            order_number: command.order_number,
            reservation_id: command.reservation_id,
            method_id: command.method_id,
            address: command.address.map(|address| {
                Secret::new(serde_json::to_string(&address).expect("BUG: an address is plain data"))
            }),
            split_from: None,
            status,
            lines: command.lines,
            packages: Vec::new(),
            version: 1,
            created_at: now,
        });
        shipment_id
    }

    /// Cancels what has not left; tells which shipments that were. Refused once any part has left.
    pub(crate) fn cancel(&mut self, now: Timestamp) -> Result<Vec<ShipmentId>, Refusal> {
        if self.shipments.iter().any(Shipment::has_left) {
            return Err(Refusal::new("shipping.already_shipped", "goods of this order have left"));
        }
        if self.request == Request::None {
            self.request = Request::CancelledFirst;
        }
        let open = self.shipments.iter_mut().filter_map(|shipment| match shipment.cancel(now) {
            Ok(Change::Applied) => Some(shipment.shipment_id),
            Ok(Change::AlreadyApplied) | Err(_) => None,
        });
        Ok(open.collect())
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;

    use super::*;

    fn command(order_id: OrderId) -> RequestShipment {
        RequestShipment {
            order_id,
            order_number: "W-1".into(),
            reservation_id: None,
            method_id: None,
            address: None,
            lines: vec![],
        }
    }

    fn order() -> (OrderShipments, RequestShipment) {
        let order_id = Env::system().id();
        (OrderShipments::new(order_id), command(order_id))
    }

    const NOW: Timestamp = Timestamp::EPOCH;

    #[test]
    fn a_repeated_request_makes_one_shipment() {
        let (mut order, command) = order();
        let first = order.request(command.clone(), Env::system().id(), NOW);
        assert_eq!(order.request(command, Env::system().id(), NOW), first);
        assert_eq!(order.shipments.len(), 1);
    }

    #[test]
    fn a_cancellation_that_overtakes_its_request_leaves_nothing_to_pack() {
        let (mut order, command) = order();
        assert_eq!(order.cancel(NOW), Ok(vec![]));
        order.request(command, Env::system().id(), NOW);
        assert_eq!(order.shipments[0].status, Status::Cancelled { at: NOW });
        assert_eq!(order.cancel(NOW), Ok(vec![]));
    }

    #[test]
    fn goods_that_left_in_part_stop_the_cancellation_for_ever() {
        let (mut order, command) = order();
        let shipment_id = order.request(command.clone(), Env::system().id(), NOW);
        assert_eq!(order.clone().cancel(NOW), Ok(vec![shipment_id]));
        order.shipments[0].ship(None, Env::system().id(), NOW).unwrap();
        for _ in 0..2 {
            assert_eq!(order.cancel(NOW).unwrap_err().code, "shipping.already_shipped");
        }
    }
}
