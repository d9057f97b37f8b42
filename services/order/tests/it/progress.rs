//! Money and goods move their own statuses, in whatever order they are told.

use std::sync::Arc;

use kernel_base::{Currency, Event, EventData, Money};
use kernel_testing::event;
use payment_contracts::{IntentCaptured, IntentRefunded};
use shared_contracts::{OrderId, PaymentIntentId, ShipmentId};
use shipping_contracts::{ShipmentDelivered, ShipmentShipped};

use crate::support::Shop;

fn gbp(minor: i64) -> Money {
    Money::new(minor, Currency::GBP)
}

fn captured(shop: &Shop, order_id: OrderId, amount: i64, in_all: i64) -> Arc<Event> {
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
    event(env, "payment", IntentCaptured::TYPE, "intent", &fact)
}

fn shipped(shop: &Shop, order_id: OrderId, shipment_id: ShipmentId, last: bool) -> Arc<Event> {
    let fact = ShipmentShipped {
        shipment_id,
        order_id,
        reservation_id: None,
        lines: Vec::new(),
        tracking: Vec::new(),
        last,
        occurred_at: shop.env().now(),
    };
    event(shop.env(), "shipping", ShipmentShipped::TYPE, &shipment_id.to_string(), &fact)
}

fn delivered(shop: &Shop, order_id: OrderId, shipment_id: ShipmentId) -> Arc<Event> {
    let fact = ShipmentDelivered { shipment_id, order_id, occurred_at: shop.env().now() };
    event(shop.env(), "shipping", ShipmentDelivered::TYPE, &shipment_id.to_string(), &fact)
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

    let (first, second) = (shop.env().id(), shop.env().id());
    // The last shipment is heard of before the first one.
    shop.try_tell("shipping", &[shipped(&shop, order_id, first, false)]).await.unwrap();
    assert_eq!(shop.order(&text).await["fulfillment_status"], "partial");
    shop.try_tell("shipping", &[shipped(&shop, order_id, second, true), delivered(&shop, order_id, second)])
        .await
        .unwrap();
    let order = shop.order(&text).await;
    assert_eq!((&order["fulfillment_status"], &order["status"]), (&"shipped".into(), &"confirmed".into()));
    let last = delivered(&shop, order_id, first);
    shop.try_tell("shipping", &[last.clone(), last.clone()]).await.unwrap();
    shop.try_tell("shipping", &[last]).await.unwrap();
    let order = shop.order(&text).await;
    assert_eq!((&order["fulfillment_status"], &order["status"]), (&"delivered".into(), &"completed".into()));
    let timeline = shop.timeline(&text).await;
    assert_eq!(timeline.iter().filter(|kind| *kind == "completed").count(), 1);
}

#[tokio::test]
async fn refunds_are_told_as_part_or_whole() {
    let mut shop = Shop::open().await;
    let text = shop.confirmed_order().await;
    let order_id: OrderId = text.parse().unwrap();
    shop.try_tell("payment", &[captured(&shop, order_id, 510, 510)]).await.unwrap();
    for (refunded, status) in [(10, "partially_refunded"), (510, "refunded")] {
        let fact = IntentRefunded {
            refund_id: shop.env().id(),
            intent_id: PaymentIntentId::from_uuid(order_id.uuid()),
            order_id,
            tender_id: shop.env().id(),
            amount: gbp(refunded),
            refunded: gbp(refunded),
            reason: "dented".to_owned(),
            occurred_at: shop.env().now(),
        };
        shop.tell("payment", "intent", &fact).await;
        assert_eq!(shop.order(&text).await["payment_status"], status);
    }
}

#[tokio::test]
async fn news_of_unknown_orders_change_nothing() {
    let mut shop = Shop::open().await;
    let stranger = shop.env().id();
    shop.try_tell("payment", &[captured(&shop, stranger, 1, 1)]).await.unwrap();
    shop.try_tell("shipping", &[shipped(&shop, stranger, shop.env().id(), true)]).await.unwrap();
    assert!(shop.sent().await.is_empty());
    assert_eq!(shop.count("\"order\".shipment").await, 0);
}
