//! What the order sagas ask: ship an order, or do not, as a whole or in part.

use std::collections::BTreeMap;

use kernel_base::{Personal, Refusal, Secret, Timestamp};
use shared_contracts::{LineId, OrderId, ShipmentId};
use shipping_contracts::{CancelLine, RequestShipment, refusal};

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
            // Nobody is left to send it to: the request comes from an old log.
            Request::None if command.address.as_ref().is_some_and(Personal::erased) => {
                Status::Cancelled { at: now }
            }
            Request::None => Status::Open,
            Request::CancelledFirst => Status::Cancelled { at: now },
        };
        self.request = Request::Made(shipment_id);
        self.shipments.push(Shipment {
            shipment_id,
            order_id: command.order_id,
            order_number: command.order_number,
            channel: command.channel,
            reservation_id: command.reservation_id,
            method_id: command.method_id,
            address: command.address.and_then(Personal::known).map(|address| {
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

    /// Takes pieces out of what has not left: all of them, or none and why.
    pub(crate) fn cancel_lines(&mut self, lines: &[CancelLine], now: Timestamp) -> Result<(), Refusal> {
        let mut wanted: BTreeMap<LineId, i64> = BTreeMap::new();
        for line in lines {
            *wanted.entry(line.line_id).or_default() += i64::from(line.quantity);
        }
        for (line_id, pieces) in &wanted {
            let open: i64 = self.shipments.iter().map(|shipment| shipment.open_pieces(*line_id)).sum();
            if open < *pieces {
                let message = format!("{open} pieces of line {line_id} are left to ship, not {pieces}");
                return Err(Refusal::new(refusal::PIECES_NOT_OPEN, message));
            }
        }
        for shipment in &mut self.shipments {
            shipment.cancel_pieces(&mut wanted, now);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;
    use proptest::prelude::*;
    use shared_contracts::Quantity;
    use shipping_contracts::ShipmentLine;

    use super::*;

    fn command(order_id: OrderId) -> RequestShipment {
        RequestShipment {
            order_id,
            order_number: "W-1".into(),
            channel: None,
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

    fn order_of(quantities: &[i64]) -> (OrderShipments, Vec<LineId>) {
        let env = Env::system();
        let (mut order, command) = order();
        let line = |quantity: &i64| ShipmentLine {
            line_id: env.id(),
            variant_id: env.id(),
            sku: "S".parse().unwrap(),
            quantity: Quantity::try_new(*quantity).unwrap(),
            weight_g: 100,
        };
        let lines: Vec<ShipmentLine> = quantities.iter().map(line).collect();
        let ids = lines.iter().map(|line| line.line_id).collect();
        order.request(RequestShipment { lines, ..command }, env.id(), NOW);
        (order, ids)
    }

    fn cancel(order: &mut OrderShipments, line_id: LineId, pieces: i64) -> Result<(), String> {
        let line = CancelLine { line_id, quantity: Quantity::try_new(pieces).unwrap() };
        order.cancel_lines(&[line], NOW).map_err(|refusal| refusal.code.to_string())
    }

    fn open(order: &OrderShipments, line_id: LineId) -> i64 {
        order.shipments.iter().map(|shipment| shipment.open_pieces(line_id)).sum()
    }

    #[test]
    fn pieces_are_kept_here_as_long_as_enough_have_not_left() {
        let (mut order, ids) = order_of(&[5, 2]);
        assert_eq!(cancel(&mut order, ids[0], 1), Ok(()));
        let two = [(ids[0], Quantity::try_new(2).unwrap())];
        let rest = order.shipments[0].ship(Some(&two), Env::system().id(), NOW).unwrap().unwrap();
        order.shipments.push(rest);
        assert_eq!(cancel(&mut order, ids[0], 3), Err(refusal::PIECES_NOT_OPEN.into()));
        let both = ids
            .iter()
            .map(|line_id| CancelLine { line_id: *line_id, quantity: Quantity::try_new(3).unwrap() });
        assert!(order.cancel_lines(&both.collect::<Vec<_>>(), NOW).is_err());
        assert_eq!((open(&order, ids[0]), open(&order, ids[1])), (2, 2), "all or none");
        assert_eq!(cancel(&mut order, ids[0], 2), Ok(()));
        assert_eq!(order.shipments[1].status, Status::Open);
        assert_eq!(cancel(&mut order, ids[1], 2), Ok(()));
        assert_eq!(order.shipments[1].status, Status::Cancelled { at: NOW });
        assert_eq!(order.shipments[1].lines.len(), 1, "it says what was in it last");
        assert!(order.shipments[0].has_left());
    }

    #[test]
    fn an_order_that_asked_for_no_shipment_has_nothing_to_cancel() {
        let mut order = OrderShipments::new(Env::system().id());
        assert_eq!(cancel(&mut order, Env::system().id(), 1), Err(refusal::PIECES_NOT_OPEN.into()));
        assert_eq!((order.cancel_lines(&[], NOW), order.request), (Ok(()), Request::None));
    }

    proptest! {
        #[test]
        fn shipped_cancelled_and_open_pieces_add_up(
            quantities in prop::collection::vec(1_i64..20, 1..4),
            steps in prop::collection::vec((any::<bool>(), 0_usize..4, 1_i64..8), 0..30),
        ) {
            let (mut order, ids) = order_of(&quantities);
            let mut gone = vec![0; ids.len()];
            for (ship, place, pieces) in steps {
                let place = place % ids.len();
                let done = if ship {
                    let wanted = [(ids[place], Quantity::try_new(pieces).unwrap())];
                    let open = order.shipments.iter_mut().find(|shipment| shipment.status == Status::Open);
                    match open.map(|shipment| shipment.ship(Some(&wanted), Env::system().id(), NOW)) {
                        Some(Ok(rest)) => { order.shipments.extend(rest); true }
                        Some(Err(_)) | None => false,
                    }
                } else {
                    cancel(&mut order, ids[place], pieces).is_ok()
                };
                let before = quantities[place] - gone[place];
                prop_assert_eq!(done, pieces <= before, "{} of {}", pieces, before);
                if done {
                    gone[place] += pieces;
                }
                for (place, line_id) in ids.iter().enumerate() {
                    prop_assert_eq!(open(&order, *line_id), quantities[place] - gone[place]);
                }
            }
        }
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
