//! The saga without I/O: what it sends, in which order, and what it takes back when a step fails. The simulation gives
//! every answer twice.

use std::time::Duration;

use kernel_base::{CommandData, Currency};
use kernel_saga::Simulation;
use kernel_saga::machine::State;
use payment_contracts::{PaymentAuthorized, PaymentVoided};
use shipping_contracts::ShipmentAccepted;
use warehouse_contracts::{StockReleased, StockReserved};

use super::*;

const RESERVE: &str = ReserveStock::TYPE;
const RELEASE: &str = ReleaseStock::TYPE;
const AUTHORIZE: &str = AuthorizePayment::TYPE;
const VOID: &str = VoidPayment::TYPE;
const SHIP: &str = RequestShipment::TYPE;

fn order(total: i64, lines: &[(bool, bool)]) -> PlaceOrder {
    let env = Env::system();
    let line = |(stock, ship): &(bool, bool)| PlacedLine {
        line_id: env.id(),
        variant_id: env.id(),
        sku: "85123A".parse().unwrap(),
        quantity: Quantity::ONE,
        weight_g: 0,
        stock: *stock,
        ship: *ship,
    };
    PlaceOrder {
        order_id: env.id(),
        order_number: "W-100008".parse().unwrap(),
        channel: "web".parse().unwrap(),
        total: Money::new(total, Currency::GBP),
        tenders: Vec::new(),
        deadline: Timestamp::EPOCH.plus(Duration::from_secs(900)),
        shipping_method: None,
        address: None,
        lines: lines.iter().map(line).collect(),
        customer_id: Some(env.id()),
        held_for: None,
    }
}

fn reserved(order: &PlaceOrder) -> StockReserved {
    StockReserved { reservation_id: reservation_of(order.order_id), allocations: Vec::new() }
}

fn authorized(order: &PlaceOrder) -> PaymentAuthorized {
    PaymentAuthorized { intent_id: intent_of(order.order_id), tenders: Vec::new() }
}

fn voided(order: &PlaceOrder) -> PaymentVoided {
    PaymentVoided { intent_id: intent_of(order.order_id), voided: None, refunded: None }
}

fn released(order: &PlaceOrder) -> StockReleased {
    StockReleased { reservation_id: reservation_of(order.order_id) }
}

#[test]
fn an_order_is_confirmed_between_payment_and_shipment() {
    let (definition, order) = (definition(), order(1000, &[(true, true)]));
    let mut saga = Simulation::start(&definition, order.clone());
    saga.done::<ReserveStock>(&reserved(&order));
    assert!(saga.local.is_empty());
    saga.done::<AuthorizePayment>(&authorized(&order));
    assert_eq!((saga.kinds(), &*saga.local), (vec![RESERVE, AUTHORIZE, SHIP], &["confirm"][..]));
    assert_eq!(saga.ended, 0);
    saga.done::<RequestShipment>(&ShipmentAccepted { shipment_id: Env::system().id() });
    assert_eq!((saga.instance.state, saga.ended), (State::Completed, 1));
}

#[test]
fn sold_out_takes_nothing_back_because_nothing_was_done() {
    let definition = definition();
    let mut saga = Simulation::start(&definition, order(1000, &[(true, true)]));
    saga.refuse("warehouse.insufficient_stock");
    assert_eq!((saga.kinds(), saga.instance.state), (vec![RESERVE], State::Compensated));
    assert_eq!(saga.instance.refusal.unwrap().code, "warehouse.insufficient_stock");
    assert!(saga.local.is_empty());
}

#[test]
fn a_declined_payment_releases_the_stock() {
    let (definition, order) = (definition(), order(1000, &[(true, true)]));
    let mut saga = Simulation::start(&definition, order.clone());
    saga.done::<ReserveStock>(&reserved(&order));
    saga.refuse("payment.declined");
    assert_eq!((saga.kinds(), saga.ended), (vec![RESERVE, AUTHORIZE, RELEASE], 0));
    saga.done::<ReleaseStock>(&released(&order));
    assert_eq!((saga.instance.state, saga.ended), (State::Compensated, 1));
    assert!(saga.local.is_empty());
}

#[test]
fn a_payment_that_does_not_answer_in_time_is_voided_before_the_stock_is_released() {
    let (definition, order) = (definition(), order(1000, &[(true, true)]));
    let mut saga = Simulation::start(&definition, order.clone());
    saga.done::<ReserveStock>(&reserved(&order));
    saga.pass(Duration::from_secs(900));
    assert_eq!(saga.kinds(), [RESERVE, AUTHORIZE, VOID]);
    saga.done::<VoidPayment>(&voided(&order));
    saga.done::<ReleaseStock>(&released(&order));
    assert_eq!(saga.kinds(), [RESERVE, AUTHORIZE, VOID, RELEASE]);
    assert_eq!((saga.instance.state, saga.local.len()), (State::Compensated, 0));
    assert_eq!(rejection(&saga.instance.refusal.unwrap()).code, "order.timed_out");
}

#[test]
fn behind_the_pivot_time_takes_nothing_back() {
    let (definition, order) = (definition(), order(1000, &[(true, true)]));
    let mut saga = Simulation::start(&definition, order.clone());
    saga.done::<ReserveStock>(&reserved(&order));
    saga.done::<AuthorizePayment>(&authorized(&order));
    saga.pass(Duration::from_secs(3600));
    assert_eq!((saga.kinds(), saga.instance.state), (vec![RESERVE, AUTHORIZE, SHIP, SHIP], State::Running));
}

#[test]
fn a_refused_shipment_waits_for_a_person() {
    let (definition, order) = (definition(), order(1000, &[(true, true)]));
    let mut saga = Simulation::start(&definition, order.clone());
    saga.done::<ReserveStock>(&reserved(&order));
    saga.done::<AuthorizePayment>(&authorized(&order));
    saga.refuse("shipping.impossible");
    assert_eq!((saga.instance.state, saga.ended), (State::Parked, 0));
}

#[test]
fn goods_given_away_need_no_payment() {
    let (definition, order) = (definition(), order(0, &[(true, true)]));
    let mut saga = Simulation::start(&definition, order.clone());
    saga.done::<ReserveStock>(&reserved(&order));
    assert_eq!((saga.kinds(), &*saga.local), (vec![RESERVE, SHIP], &["confirm"][..]));
}

#[test]
fn services_need_neither_stock_nor_shipment() {
    for total in [0, 1000] {
        let (definition, order) = (definition(), order(total, &[(false, false)]));
        let mut saga = Simulation::start(&definition, order.clone());
        assert!(saga.local.is_empty(), "an order is never confirmed in the transaction that writes it");
        saga.done::<AuthorizePayment>(&authorized(&order));
        assert_eq!((saga.kinds(), saga.instance.state), (vec![AUTHORIZE], State::Completed));
    }
}

#[test]
fn only_goods_are_reserved_and_only_what_is_sent_is_shipped() {
    let order = order(1000, &[(true, true), (false, false), (false, true)]);
    assert_eq!(reserve_stock(&order).unwrap().lines.len(), 1);
    let shipment = request_shipment(&order).unwrap();
    assert_eq!(shipment.lines.len(), 2);
    assert_eq!(shipment.reservation_id, Some(reservation_of(order.order_id)));
}

#[test]
fn payment_outlives_the_saga_so_that_only_the_saga_decides() {
    let order = order(1000, &[(true, true)]);
    assert!(authorize_payment(&order).unwrap().deadline > order.deadline);
}
