//! Money and goods move their own statuses, in whatever order they are told.

use std::sync::Arc;

use kernel_base::{Currency, Event, EventData, Money};
use kernel_testing::event;
use order_contracts::{OrderCancelled, OrderLineCancelled};
use payment_contracts::{IntentCaptured, IntentRefunded, IntentVoided};
use serde_json::{Value, json};
use shared_contracts::{OrderId, PaymentIntentId, Quantity, ShipmentId};
use shipping_contracts::{
    CancelLines, ShipmentCancelled, ShipmentDelivered, ShipmentLine, ShipmentShipped, Tracking,
    TrackingChanged,
};
use warehouse_contracts::ReleaseLines;

use crate::support::{Shop, order_body};

fn gbp(minor: i64) -> Money {
    Money::new(minor, Currency::GBP)
}

pub(crate) fn captured(shop: &Shop, order_id: OrderId, amount: i64, in_all: i64) -> Arc<Event> {
    let env = shop.env();
    let fact = IntentCaptured {
        capture_id: env.id(),
        intent_id: PaymentIntentId::from_uuid(order_id.uuid()),
        order_id,
        tender_id: env.id(),
        amount: gbp(amount),
        captured: gbp(in_all),
        occurred_at: env.now(),
    };
    event(env, "payment", IntentCaptured::TYPE, &fact.intent_id.to_string(), &fact)
}

pub(crate) fn refunded(shop: &Shop, order_id: OrderId, in_all: i64) -> IntentRefunded {
    IntentRefunded {
        refund_id: shop.env().id(),
        intent_id: PaymentIntentId::from_uuid(order_id.uuid()),
        order_id,
        tender_id: shop.env().id(),
        amount: gbp(in_all),
        refunded: gbp(in_all),
        reason: "dented".to_owned(),
        occurred_at: shop.env().now(),
    }
}

/// `pieces` of the order's only line.
pub(crate) fn pieces(order: &Value, pieces: i64) -> Vec<ShipmentLine> {
    let line = &order["lines"][0];
    let text = |field: &str| line[field].as_str().unwrap();
    vec![ShipmentLine {
        line_id: text("line_id").parse().unwrap(),
        variant_id: text("variant_id").parse().unwrap(),
        sku: text("sku").parse().unwrap(),
        quantity: Quantity::try_new(pieces).unwrap(),
        weight_g: 0,
    }]
}

pub(crate) fn shipped(
    shop: &Shop,
    order_id: OrderId,
    shipment_id: ShipmentId,
    lines: Vec<ShipmentLine>,
    last: bool,
) -> Arc<Event> {
    let occurred_at = shop.env().now();
    let fact = ShipmentShipped {
        shipment_id,
        order_id,
        reservation_id: None,
        lines,
        tracking: vec![Tracking {
            carrier: Some("DPD".to_owned()),
            number: "JD01".to_owned(),
            url: Some("https://track.example.com/JD01".to_owned()),
        }],
        last,
        occurred_at,
    };
    event(shop.env(), "shipping", ShipmentShipped::TYPE, &order_id.to_string(), &fact)
}

pub(crate) fn tracked(
    shop: &Shop,
    order_id: OrderId,
    shipment_id: ShipmentId,
    numbers: &[&str],
) -> Arc<Event> {
    let package = |number: &&str| Tracking { carrier: None, number: (*number).to_owned(), url: None };
    let tracking = numbers.iter().map(package).collect();
    let fact = TrackingChanged { shipment_id, order_id, tracking, occurred_at: shop.env().now() };
    event(shop.env(), "shipping", TrackingChanged::TYPE, &order_id.to_string(), &fact)
}

pub(crate) fn delivered(shop: &Shop, order_id: OrderId, shipment_id: ShipmentId) -> Arc<Event> {
    let fact = ShipmentDelivered { shipment_id, order_id, occurred_at: shop.env().now() };
    event(shop.env(), "shipping", ShipmentDelivered::TYPE, &order_id.to_string(), &fact)
}

pub(crate) fn called_off(
    shop: &Shop,
    order_id: OrderId,
    shipment_id: ShipmentId,
    lines: Vec<ShipmentLine>,
    asked_by_order: bool,
) -> Arc<Event> {
    let occurred_at = shop.env().now();
    let fact = ShipmentCancelled { shipment_id, order_id, lines, asked_by_order, occurred_at };
    event(shop.env(), "shipping", ShipmentCancelled::TYPE, &order_id.to_string(), &fact)
}

/// In the order in which they are listed: by their ids, and those of one millisecond come as they like.
fn two_shipments(shop: &Shop) -> [ShipmentId; 2] {
    let mut ids = [shop.env().id(), shop.env().id()];
    ids.sort_unstable();
    ids
}

#[tokio::test]
async fn paid_and_delivered_orders_are_completed() {
    let mut shop = Shop::open().await;
    let text = shop.confirmed_order().await;
    let order_id: OrderId = text.parse().unwrap();
    // 5.10 in two captures, told in one batch and once more.
    let money = [captured(&shop, order_id, 110, 110), captured(&shop, order_id, 400, 510)];
    shop.try_tell("payment", &money[..1]).await.unwrap();
    assert_eq!(shop.order(&text).await["payment_status"], "partially_paid");
    shop.try_tell("payment", &money).await.unwrap();
    assert_eq!(shop.order(&text).await["payment_status"], "paid");

    let one = pieces(&shop.order(&text).await, 1);
    let (first, second) = (shop.env().id(), shop.env().id());
    // The last shipment is heard of before the first one.
    let last = shipped(&shop, order_id, second, one.clone(), true);
    shop.try_tell("shipping", &[last.clone(), last, delivered(&shop, order_id, second)]).await.unwrap();
    assert_eq!(shop.order(&text).await["fulfillment_status"], "partial");
    shop.try_tell("shipping", &[shipped(&shop, order_id, first, one, false)]).await.unwrap();
    let order = shop.order(&text).await;
    assert_eq!((&order["fulfillment_status"], &order["status"]), (&"shipped".into(), &"confirmed".into()));
    assert_eq!(order["lines"][0]["shipped_quantity"], 2);
    let arrived = delivered(&shop, order_id, first);
    shop.try_tell("shipping", &[arrived.clone(), arrived.clone()]).await.unwrap();
    shop.try_tell("shipping", &[arrived]).await.unwrap();
    let order = shop.order(&text).await;
    assert_eq!((&order["fulfillment_status"], &order["status"]), (&"delivered".into(), &"completed".into()));
    let timeline = shop.timeline(&text).await;
    assert_eq!(timeline.iter().filter(|kind| *kind == "completed").count(), 1);
}

#[tokio::test]
async fn a_discount_granted_before_the_goods_arrive_does_not_keep_the_order_open() {
    let mut shop = Shop::open().await;
    let text = shop.confirmed_order().await;
    let order_id: OrderId = text.parse().unwrap();
    let refund = refunded(&shop, order_id, 100);
    let refund = event(shop.env(), "payment", IntentRefunded::TYPE, &refund.intent_id.to_string(), &refund);
    shop.try_tell("payment", &[captured(&shop, order_id, 510, 510), refund]).await.unwrap();
    let (all, parcel) = (pieces(&shop.order(&text).await, 2), shop.env().id());
    let goods = [shipped(&shop, order_id, parcel, all, true), delivered(&shop, order_id, parcel)];
    shop.try_tell("shipping", &goods).await.unwrap();
    let order = shop.order(&text).await;
    assert_eq!(
        (&order["payment_status"], &order["status"]),
        (&"partially_refunded".into(), &"completed".into())
    );
}

#[tokio::test]
async fn goods_that_shipping_calls_off_are_cancelled_lines_and_cost_nothing() {
    let mut shop = Shop::open().await;
    let text = shop.confirmed_order().await;
    let order_id: OrderId = text.parse().unwrap();
    let one = pieces(&shop.order(&text).await, 1);
    let (first, rest) = (shop.env().id(), shop.env().id());
    shop.try_tell("shipping", &[shipped(&shop, order_id, first, one.clone(), false)]).await.unwrap();
    shop.sent().await;
    let off = called_off(&shop, order_id, rest, one, false);
    shop.try_tell("shipping", &[off.clone(), off.clone()]).await.unwrap();
    shop.try_tell("shipping", &[off]).await.unwrap();
    let sent = shop.run_through().await;
    let kinds: Vec<&str> = sent.iter().map(|event| &*event.kind).collect();
    assert_eq!(kinds, ["shipping.cancel_lines.v1", "order.line_cancelled.v1", "warehouse.release_lines.v1"]);
    let asked = sent[0].command::<CancelLines>().unwrap().unwrap();
    assert!(asked.body.lines.is_empty(), "shipping knows already");
    let release = sent[2].command::<ReleaseLines>().unwrap().unwrap().body;
    assert_eq!((release.reservation_id.uuid(), release.lines[0].quantity.get()), (order_id.uuid(), 1));
    let told: Vec<OrderLineCancelled> = vec![sent[1].parse().unwrap()];
    assert_eq!((told[0].amount, told[0].total, told[0].lines.len()), (gbp(255), gbp(255), 1));
    let order = shop.order(&text).await;
    assert_eq!(order["totals"]["cancelled"]["amount"], 255);
    assert_eq!(
        (&order["lines"][0]["cancelled_quantity"], &order["fulfillment_status"]),
        (&1.into(), &"shipped".into())
    );
    // What is owed less is not waited for.
    shop.try_tell("payment", &[captured(&shop, order_id, 255, 255)]).await.unwrap();
    shop.try_tell("shipping", &[delivered(&shop, order_id, first)]).await.unwrap();
    let order = shop.order(&text).await;
    assert_eq!((&order["payment_status"], &order["status"]), (&"paid".into(), &"completed".into()));
}

#[tokio::test]
async fn the_customer_follows_each_shipment_and_staff_sees_what_was_called_off_too() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["85123A"]).await;
    let body = order_body(&[json!({ "sku": "85123A", "quantity": 2, "unit_price": "2.55" })]);
    let created = shop.staff("POST", "/admin/v1/orders", body).await;
    let (text, token) = (created.text("order_id"), created.text("order_token"));
    shop.run(None).await;
    let order_id: OrderId = text.parse().unwrap();
    assert_eq!(shop.order(&text).await["shipments"], json!([]));
    let one = pieces(&shop.order(&text).await, 1);
    let [first, rest] = two_shipments(&shop);
    let left = shipped(&shop, order_id, first, one.clone(), false);
    shop.try_tell("shipping", &[left.clone(), left.clone()]).await.unwrap();
    let off = called_off(&shop, order_id, rest, one, false);
    shop.try_tell("shipping", &[off, left]).await.unwrap();
    shop.run(None).await;
    let expected = json!({
        "shipment_id": first,
        "status": "shipped",
        "tracking": [{ "carrier": "DPD", "number": "JD01", "url": "https://track.example.com/JD01" }],
        "shipped_at": "2026-01-15T12:00:00Z",
    });
    let staff = shop.order(&text).await["shipments"].clone();
    let called_off = json!({ "shipment_id": rest, "status": "cancelled", "tracking": [] });
    assert_eq!(staff, json!([expected, called_off]));
    let path = format!("/store/v1/orders/lookup?number={}", created.text("order_number"));
    let seen = shop.send("GET", &path, None, &[("x-order-token", &token)]).await;
    assert_eq!(seen.body["shipments"], json!([expected]));

    shop.try_tell("shipping", &[delivered(&shop, order_id, first)]).await.unwrap();
    let path = format!("/store/v1/orders/{text}");
    let seen = shop.send("GET", &path, None, &[("x-order-token", &token)]).await;
    let shipment = &seen.body["shipments"][0];
    assert_eq!((&shipment["status"], &shipment["tracking"]), (&"delivered".into(), &expected["tracking"]));
    assert_eq!(shipment["delivered_at"], "2026-01-15T12:00:00Z");
    let entries = shop.send("GET", &format!("{path}/timeline"), None, &[("x-order-token", &token)]).await;
    let entries = entries.body["items"].as_array().unwrap().clone();
    let told: Vec<&Value> = entries.iter().filter(|entry| entry["kind"] == "shipment").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["text"], "A shipment has left: DPD JD01 (https://track.example.com/JD01)");
    let listed = shop.get("/admin/v1/orders").await;
    assert!(listed.body["items"][0].get("shipments").is_none());
}

#[tokio::test]
async fn numbers_told_after_a_shipment_has_left_are_shown() {
    let mut shop = Shop::open().await;
    let text = shop.confirmed_order().await;
    let order_id: OrderId = text.parse().unwrap();
    let one = pieces(&shop.order(&text).await, 1);
    let [first, second] = two_shipments(&shop);
    let left = shipped(&shop, order_id, first, one.clone(), false);
    let more = tracked(&shop, order_id, first, &["JD01", "JD02"]);
    let other = shipped(&shop, order_id, second, one, true);
    shop.try_tell("shipping", std::slice::from_ref(&left)).await.unwrap();
    shop.try_tell("shipping", &[more, other]).await.unwrap();
    let numbers = async |place: usize| {
        let tracking = shop.order(&text).await["shipments"][place]["tracking"].clone();
        let number = |package: &Value| package["number"].as_str().unwrap().to_owned();
        tracking.as_array().unwrap().iter().map(number).collect::<Vec<_>>()
    };
    assert_eq!(
        (numbers(0).await, numbers(1).await),
        (vec!["JD01".into(), "JD02".into()], vec!["JD01".into()])
    );
    let [three, four] = [&["JD01", "JD02", "JD03"][..], &["JD01", "JD02", "JD03", "JD04"]]
        .map(|numbers| tracked(&shop, order_id, first, numbers));
    shop.try_tell("shipping", &[three, four]).await.unwrap();
    assert_eq!(numbers(0).await.len(), 4);
    // The departure once more: what came later stays.
    shop.try_tell("shipping", &[left]).await.unwrap();
    shop.try_tell("shipping", &[delivered(&shop, order_id, first)]).await.unwrap();
    assert_eq!(numbers(0).await.len(), 4);
    assert_eq!(shop.order(&text).await["shipments"][0]["status"], "delivered");
}

#[tokio::test]
async fn what_was_collected_paid_back_and_let_go_is_shown() {
    let mut shop = Shop::open().await;
    let text = shop.confirmed_order().await;
    let order_id: OrderId = text.parse().unwrap();
    shop.try_tell("payment", &[captured(&shop, order_id, 300, 300)]).await.unwrap();
    for (amount, in_all) in [(110, Some(110)), (100, Some(210)), (110, Some(110)), (110, None)] {
        let fact = IntentVoided {
            intent_id: PaymentIntentId::from_uuid(order_id.uuid()),
            order_id,
            tender_id: shop.env().id(),
            amount: gbp(amount),
            voided: in_all.map(gbp),
            reason: "cancelled".to_owned(),
            occurred_at: shop.env().now(),
        };
        shop.tell("payment", "intent", &fact).await;
    }
    shop.tell("payment", "intent", &refunded(&shop, order_id, 300)).await;
    let payments = &shop.order(&text).await["payments"];
    let sums = ["captured", "refunded", "voided"].map(|sum| payments[sum]["amount"].as_i64().unwrap());
    assert_eq!(sums, [300, 300, 210]);
    let timeline = shop.timeline(&text).await;
    assert_eq!(timeline.iter().filter(|kind| *kind == "payment_voided").count(), 2, "each once");
}

/// What a whole order that is cancelled sends, behind the question whether the called-off pieces may stay.
const CANCELS_ALL: [&str; 6] = [
    "shipping.cancel_lines.v1",
    "shipping.cancel_shipment.v1",
    "warehouse.release_lines.v1",
    "order.cancelled.v1",
    "payment.void.v1",
    "warehouse.release_stock.v1",
];

#[tokio::test]
async fn an_order_whose_only_shipment_is_called_off_is_cancelled_and_everything_goes_back() {
    let mut shop = Shop::open().await;
    let text = shop.confirmed_order().await;
    let order_id: OrderId = text.parse().unwrap();
    let all = pieces(&shop.order(&text).await, 2);
    let off = called_off(&shop, order_id, shop.env().id(), all, false);
    shop.try_tell("shipping", &[off.clone(), off.clone()]).await.unwrap();
    shop.try_tell("shipping", &[off]).await.unwrap();
    let sent = shop.run_through().await;
    let mut kinds: Vec<&str> = sent.iter().map(|event| &*event.kind).collect();
    let mut expected = CANCELS_ALL.to_vec();
    kinds.sort_unstable();
    expected.sort_unstable();
    assert_eq!(kinds, expected);
    let told = sent.iter().find(|event| event.is::<OrderCancelled>()).unwrap();
    let told: OrderCancelled = told.parse().unwrap();
    assert_eq!((told.total, &*told.reason), (gbp(510), "the shipment was called off"));
    let order = shop.order(&text).await;
    assert_eq!((&order["status"], &order["cancelling"]), (&"cancelled".into(), &false.into()));
    assert_eq!(order["fulfillment_status"], "none");
    let timeline = shop.timeline(&text).await;
    assert_eq!(timeline, ["placed", "confirmed", "cancel_requested", "cancelled"]);
}

#[tokio::test]
async fn shipping_and_staff_may_cancel_everything_at_the_same_time() {
    for staff_first in [true, false] {
        let mut shop = Shop::open().await;
        let text = shop.confirmed_order().await;
        let order_id: OrderId = text.parse().unwrap();
        let all = pieces(&shop.order(&text).await, 2);
        let off = called_off(&shop, order_id, shop.env().id(), all, false);
        let path = format!("/admin/v1/orders/{text}/cancel");
        let body = json!({ "reason": "ordered twice" });
        if !staff_first {
            shop.try_tell("shipping", std::slice::from_ref(&off)).await.unwrap();
        }
        assert_eq!(shop.staff("POST", &path, body).await.status, 202);
        if staff_first {
            shop.try_tell("shipping", &[off]).await.unwrap();
        }
        let sent = shop.run(None).await;
        for once in ["order.cancelled.v1", "payment.void.v1", "warehouse.release_stock.v1"] {
            assert_eq!(sent.iter().filter(|kind| *kind == once).count(), 1, "{once} in {sent:?}");
        }
        assert_eq!(shop.order(&text).await["status"], "cancelled");
        assert_eq!(shop.sagas.count_open().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn the_last_pieces_may_be_called_off_while_staff_cancels_the_others() {
    let mut shop = Shop::open().await;
    let text = shop.confirmed_order().await;
    let order_id: OrderId = text.parse().unwrap();
    let order = shop.order(&text).await;
    let line = json!({ "line_id": order["lines"][0]["line_id"], "quantity": 1 });
    let body = json!({ "lines": [line], "reason": "one is enough" });
    let path = format!("/admin/v1/orders/{text}/lines/cancel");
    assert_eq!(shop.staff("POST", &path, body).await.status, 202);
    let off = called_off(&shop, order_id, shop.env().id(), pieces(&order, 1), false);
    shop.try_tell("shipping", &[off]).await.unwrap();
    let sent = shop.run(None).await;
    assert_eq!(sent.iter().filter(|kind| *kind == "order.line_cancelled.v1").count(), 1, "{sent:?}");
    assert_eq!(sent.iter().filter(|kind| *kind == "order.cancelled.v1").count(), 1, "{sent:?}");
    let order = shop.order(&text).await;
    assert_eq!(
        (&order["status"], &order["totals"]["cancelled"]["amount"]),
        (&"cancelled".into(), &255.into())
    );
}

#[tokio::test]
async fn goods_that_left_and_goods_called_off_may_be_told_in_one_batch_and_in_either_order() {
    for shipped_first in [true, false] {
        let mut shop = Shop::open().await;
        let text = shop.confirmed_order().await;
        let order_id: OrderId = text.parse().unwrap();
        let one = pieces(&shop.order(&text).await, 1);
        let left = shipped(&shop, order_id, shop.env().id(), one.clone(), false);
        let off = called_off(&shop, order_id, shop.env().id(), one, false);
        let batch = if shipped_first { [left, off] } else { [off, left] };
        shop.try_tell("shipping", &batch).await.unwrap();
        shop.run_through().await;
        let order = shop.order(&text).await;
        let line = &order["lines"][0];
        assert_eq!((&line["shipped_quantity"], &line["cancelled_quantity"]), (&1.into(), &1.into()));
        assert_eq!(order["fulfillment_status"], "shipped");
        assert_eq!(order["totals"]["cancelled"]["amount"], 255);
    }
}

#[tokio::test]
async fn the_shipments_of_a_cancelled_order_cancel_no_lines_of_their_own() {
    let mut shop = Shop::open().await;
    let text = shop.confirmed_order().await;
    let order_id: OrderId = text.parse().unwrap();
    let all = pieces(&shop.order(&text).await, 2);
    let path = format!("/admin/v1/orders/{text}/cancel");
    shop.staff("POST", &path, json!({ "reason": "ordered twice" })).await;
    let off = called_off(&shop, order_id, shop.env().id(), all, true);
    shop.try_tell("shipping", &[off]).await.unwrap();
    let sent = shop.run(None).await;
    assert!(sent.contains(&"order.cancelled.v1".to_owned()), "{sent:?}");
    assert!(!sent.contains(&"order.line_cancelled.v1".to_owned()), "{sent:?}");
    assert_eq!(shop.order(&text).await["totals"]["cancelled"]["amount"], 0);
}

#[tokio::test]
async fn refunds_are_told_as_part_or_whole() {
    let mut shop = Shop::open().await;
    let text = shop.confirmed_order().await;
    let order_id: OrderId = text.parse().unwrap();
    shop.try_tell("payment", &[captured(&shop, order_id, 510, 510)]).await.unwrap();
    for (amount, status) in [(10, "partially_refunded"), (510, "refunded")] {
        shop.tell("payment", "intent", &refunded(&shop, order_id, amount)).await;
        assert_eq!(shop.order(&text).await["payment_status"], status);
    }
}

#[tokio::test]
async fn news_of_unknown_orders_change_nothing() {
    let mut shop = Shop::open().await;
    let stranger = shop.env().id();
    shop.try_tell("payment", &[captured(&shop, stranger, 1, 1)]).await.unwrap();
    shop.try_tell("shipping", &[shipped(&shop, stranger, shop.env().id(), Vec::new(), true)]).await.unwrap();
    assert!(shop.sent().await.is_empty());
    assert_eq!(shop.count("\"order\".shipment").await, 0);
}
