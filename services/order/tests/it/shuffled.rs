//! However badly its consumers deliver, order comes to the same end.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use catalog_contracts::{ProductChanged, ProductRemoved};
use kernel_base::{Event, EventData};
use kernel_testing::event;
use payment_contracts::IntentRefunded;
use serde_json::{Value, json};
use shared_contracts::ProductId;

use crate::cart_order::{cart, completed};
use crate::progress::{called_off, captured, delivered, pieces, refunded, shipped, tracked};
use crate::support::Shop;

type Logs = BTreeMap<&'static str, Vec<Arc<Event>>>;

/// One shop and how events come to it: without a seed once, and in their turn.
struct Life {
    shop: Shop,
    seed: Option<u64>,
    /// Everything the service sent.
    sent: Vec<Arc<Event>>,
}

impl Life {
    async fn tell(&self, logs: &Logs) {
        if let Some(seed) = self.seed {
            return self.shop.tell_shuffled(seed, logs).await;
        }
        for (producer, events) in logs {
            for event in events {
                self.shop.try_tell(producer, std::slice::from_ref(event)).await.unwrap();
            }
        }
    }

    /// Everybody answers what they are asked, until nobody is asked any more.
    async fn run(&mut self, refused: impl Fn(&Event) -> bool) {
        loop {
            let sent = self.shop.sent().await;
            if sent.is_empty() {
                return;
            }
            self.tell(&self.shop.answers(&sent, &refused)).await;
            self.sent.extend(sent);
        }
    }
}

/// Three products in three versions each; one is removed in the end.
fn catalog_log(shop: &Shop) -> Vec<Arc<Event>> {
    let products: Vec<ProductId> = (0..3).map(|_| shop.env().id()).collect();
    let mut log = Vec::new();
    for version in 1..=3 {
        for (product_id, skus) in products.iter().zip([["A1", "A2"], ["B1", "B2"], ["C1", "C2"]]) {
            // Every version has a variant less or more, and all have other ids.
            let skus = if version == 2 { &skus[..1] } else { &skus[..] };
            let changed = shop.product_changed(*product_id, version, skus, version != 3);
            log.push(event(shop.env(), "catalog", ProductChanged::TYPE, &product_id.to_string(), &changed));
        }
    }
    let removed = ProductRemoved {
        product_id: products[1],
        variant_ids: Vec::new(),
        version: 4,
        occurred_at: shop.env().now(),
    };
    log.push(event(shop.env(), "catalog", ProductRemoved::TYPE, &products[1].to_string(), &removed));
    log
}

/// Three carts are bought, one of which is not paid for; of the others one is sent in two parcels, and one in part.
async fn live(seed: Option<u64>) -> Value {
    let mut life = Life { shop: Shop::open().await, seed, sent: Vec::new() };
    let carts = [cart(&life.shop), cart(&life.shop), cart(&life.shop)];
    // Before anything is told: how many ids the service takes may depend on how often it is told.
    let [parcel, rest, sent, kept] = std::array::from_fn(|_| life.shop.env().id());
    let bought = carts.iter().map(|cart| completed(&life.shop, cart)).collect();
    life.tell(&[("cart", bought), ("catalog", catalog_log(&life.shop))].into()).await;
    let unpaid = carts[1].order_id.to_string();
    life.run(|command| command.kind == "payment.authorize.v1" && command.data.get().contains(&unpaid)).await;

    let shop = &life.shop;
    let [first, _, third] = carts.each_ref().map(|cart| cart.order_id);
    let one = pieces(&shop.order(&first.to_string()).await, 1);
    let other = pieces(&shop.order(&third.to_string()).await, 1);
    let refund = refunded(shop, first, 100);
    let intent = refund.intent_id.to_string();
    let money = vec![
        captured(shop, first, 680, 680),
        captured(shop, third, 1680, 1680),
        captured(shop, first, 1000, 1680),
        event(shop.env(), "payment", IntentRefunded::TYPE, &intent, &refund),
    ];
    let goods = vec![
        shipped(shop, first, parcel, one.clone(), false),
        shipped(shop, third, sent, other.clone(), false),
        tracked(shop, first, parcel, &["JD01", "JD02"]),
        called_off(shop, third, kept, other, false),
        shipped(shop, first, rest, one, true),
        tracked(shop, first, parcel, &["JD01", "JD02", "JD03"]),
        delivered(shop, first, rest),
        delivered(shop, third, sent),
        delivered(shop, first, parcel),
    ];
    life.tell(&[("payment", money), ("shipping", goods)].into()).await;
    life.run(|_| false).await;
    let mut end = Vec::new();
    for cart in &carts {
        end.push(order(&life.shop, &cart.order_id.to_string()).await);
    }
    json!({ "orders": end, "variants": variants(&life.shop).await, "sent": sent_kinds(&life.sent) })
}

/// What is to be seen of an order, but for what counts transactions and for numbers in the order of arrival.
async fn order(shop: &Shop, order_id: &str) -> Value {
    let mut order = shop.order(order_id).await;
    let number = order["order_number"].take();
    order["version"].take();
    let timeline = shop.get(&format!("/admin/v1/orders/{order_id}/timeline?limit=100")).await.ok();
    let entries = timeline["items"].as_array().unwrap().iter();
    let text = |entry: &Value| entry["text"].as_str().unwrap().replace(number.as_str().unwrap(), "#");
    let mut entries: Vec<String> =
        entries.map(|entry| format!("{}: {}", entry["kind"], text(entry))).collect();
    entries.sort_unstable();
    json!({ "order": order, "timeline": entries })
}

/// What can be ordered. What a version listed that came together with a newer one need not be known at all.
async fn variants(shop: &Shop) -> Vec<String> {
    let sql = "SELECT concat_ws(' ', sku, variant_id, product_version, requires_stock) \
               FROM \"order\".variant WHERE listed ORDER BY 1";
    let rows = shop.service.sql().await.query(sql, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// How often each thing was sent; a command twice would be two.
fn sent_kinds(sent: &[Arc<Event>]) -> BTreeMap<&str, usize> {
    let ids: HashSet<_> = sent.iter().map(|event| event.id).collect();
    assert_eq!(ids.len(), sent.len());
    let mut kinds = BTreeMap::new();
    for event in sent {
        *kinds.entry(event.kind.as_str()).or_default() += 1;
    }
    kinds
}

#[tokio::test]
async fn orders_come_to_the_same_end_however_badly_events_are_delivered() {
    let expected = live(None).await;
    let status = |order: usize| expected["orders"][order]["order"]["status"].as_str().unwrap();
    assert_eq!([status(0), status(1), status(2)], ["completed", "rejected", "completed"], "{expected:#}");
    for seed in 1..=20 {
        assert_same(seed, &live(Some(seed)).await, &expected);
    }
}

/// Says in which field they differ: the whole is too long to read.
fn assert_same(seed: u64, found: &Value, expected: &Value) {
    assert_eq!(found["variants"], expected["variants"], "seed {seed}");
    assert_eq!(found["sent"], expected["sent"], "seed {seed}");
    for order in 0..3 {
        let (found, expected) = (&found["orders"][order], &expected["orders"][order]);
        assert_eq!(found["timeline"], expected["timeline"], "seed {seed}, order {order}");
        for (field, value) in expected["order"].as_object().unwrap() {
            assert_eq!(&found["order"][field], value, "seed {seed}, order {order}, {field}");
        }
    }
}
