//! The saga without I/O. The simulation gives every answer twice.

use std::time::Duration;

use kernel_base::{CommandData, Currency};
use kernel_saga::Simulation;
use kernel_saga::machine::State;
use payment_contracts::PaymentVoided;
use shipping_contracts::ShipmentsCancelled;
use warehouse_contracts::StockReleased;

use super::*;

fn order(total: i64, stock: bool) -> CancelOrder {
    CancelOrder {
        order_id: Env::system().id(),
        order_number: "W-100008".parse().unwrap(),
        total: Money::new(total, Currency::GBP),
        reason: "ordered twice".to_owned(),
        actor: "ann".to_owned(),
        stock,
    }
}

fn voided(order: &CancelOrder) -> PaymentVoided {
    PaymentVoided { intent_id: intent_of(order.order_id), voided: None, refunded: None }
}

#[test]
fn money_and_stock_go_back_only_when_nothing_was_shipped() {
    let (definition, order) = (definition(), order(1000, true));
    let mut saga = Simulation::start(&definition, order.clone());
    assert!(saga.local.is_empty(), "an order is never cancelled in the transaction that locks it");
    saga.done::<CancelShipment>(&ShipmentsCancelled { order_id: order.order_id });
    assert_eq!(&*saga.local, ["cancel"]);
    saga.done::<VoidPayment>(&voided(&order));
    saga.done::<ReleaseStock>(&StockReleased { reservation_id: reservation_of(order.order_id) });
    assert_eq!(saga.kinds(), [CancelShipment::TYPE, VoidPayment::TYPE, ReleaseStock::TYPE]);
    assert_eq!((saga.instance.state, saga.ended), (State::Completed, 1));
}

#[test]
fn a_shipped_order_keeps_its_money_and_its_stock() {
    let (definition, order) = (definition(), order(1000, true));
    let mut saga = Simulation::start(&definition, order);
    saga.refuse("shipping.already_shipped");
    assert_eq!((saga.kinds(), saga.instance.state), (vec![CancelShipment::TYPE], State::Compensated));
    assert!(saga.local.is_empty());
}

#[test]
fn giving_back_is_asked_again_until_it_is_answered() {
    let (definition, order) = (definition(), order(1000, true));
    let mut saga = Simulation::start(&definition, order.clone());
    saga.done::<CancelShipment>(&ShipmentsCancelled { order_id: order.order_id });
    saga.pass(Duration::from_secs(60));
    assert_eq!(saga.kinds(), [CancelShipment::TYPE, VoidPayment::TYPE, VoidPayment::TYPE]);
    saga.done::<VoidPayment>(&voided(&order));
    assert_eq!(saga.kinds().last(), Some(&ReleaseStock::TYPE));
}

#[test]
fn a_refusal_to_give_back_waits_for_a_person() {
    let (definition, order) = (definition(), order(1000, true));
    let mut saga = Simulation::start(&definition, order.clone());
    saga.done::<CancelShipment>(&ShipmentsCancelled { order_id: order.order_id });
    saga.refuse("payment.impossible");
    assert_eq!((saga.instance.state, saga.ended), (State::Parked, 0));
}

#[test]
fn what_was_never_held_is_not_given_back() {
    let (definition, order) = (definition(), order(0, false));
    let mut saga = Simulation::start(&definition, order.clone());
    saga.done::<CancelShipment>(&ShipmentsCancelled { order_id: order.order_id });
    assert_eq!((saga.kinds(), saga.instance.state), (vec![CancelShipment::TYPE], State::Completed));
}
