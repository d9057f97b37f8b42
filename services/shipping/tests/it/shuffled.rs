//! However badly order's log is delivered, the same goods are to be packed.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shared_contracts::OrderId;

use crate::commands::cancel_lines;
use crate::support::Shop;

/// Five orders: one stays as it is, one loses pieces before and after a part of it was shipped, one all its pieces, one is
/// called off, and one before it was asked for.
async fn live(seed: Option<u64>) -> Value {
    let mut shop = Shop::open().await;
    let ids: [OrderId; 5] = std::array::from_fn(|_| shop.test.env().id());
    let [kept, reduced, emptied, dropped, overtaken] = ids;
    let requests = ids.map(|order_id| shop.request(order_id, &[6, 2]));
    let request = |order: usize| shop.command_event(ids[order], requests[order].clone());
    let without =
        |order: usize, pieces: &[i64]| shop.command_event(ids[order], cancel_lines(&requests[order], pieces));
    let asked = vec![
        shop.command_event(overtaken, Shop::cancel(overtaken)),
        request(0),
        request(1),
        without(1, &[2]),
        request(2),
        without(2, &[5, 2]),
        request(3),
        without(3, &[1]),
        request(4),
        without(1, &[5]),
        without(2, &[1]),
        shop.command_event(dropped, Shop::cancel(dropped)),
    ];
    let later = vec![
        without(1, &[0, 1]),
        shop.command_event(reduced, Shop::cancel(reduced)),
        shop.command_event(emptied, Shop::cancel(emptied)),
        without(0, &[1]),
    ];
    shop.deliver_by(seed, &asked).await;
    let open = shop.shipments_of(reduced).await.remove(0);
    let part = json!({ "lines": [{ "line_id": requests[1].lines[0].line_id, "quantity": 3 }] });
    let path = format!("/admin/v1/shipments/{}/ship", open["shipment_id"].as_str().unwrap());
    shop.staff("POST", &path, Some(part)).await.ok();
    shop.deliver_by(seed, &later).await;

    let mut orders = Vec::new();
    for order_id in [kept, reduced, emptied, dropped, overtaken] {
        let mut shipments = shop.shipments_of(order_id).await;
        shipments.iter_mut().for_each(strip);
        shipments.sort_by_key(|shipment| shipment["status"].to_string());
        orders.push(shipments);
    }
    json!({ "orders": orders, "replies": replies(&mut shop).await })
}

/// Shipments get their ids when they are made, and versions count transactions.
fn strip(shipment: &mut Value) {
    for varies in ["shipment_id", "split_from", "version"] {
        shipment[varies].take();
    }
}

/// How each command was answered: the same, however often.
async fn replies(shop: &mut Shop) -> BTreeMap<String, Value> {
    let (mut told, mut replies) = (BTreeMap::new(), BTreeMap::new());
    for event in shop.take().await.iter().filter(|event| event.kind.ends_with("_replied.v1")) {
        let mut reply: Value = serde_json::from_str(event.data.get()).unwrap();
        let command = reply["command_id"].as_str().unwrap().to_owned();
        let known = told.entry(command.clone()).or_insert_with(|| reply["outcome"].clone());
        assert_eq!(*known, reply["outcome"], "{} was answered in two ways", event.kind);
        if let Some(done) = reply["outcome"].get_mut("done") {
            done["shipment_id"].take();
        }
        replies.insert(command, reply["outcome"].take());
    }
    replies
}

#[tokio::test]
async fn shipments_come_to_the_same_end_however_badly_commands_are_delivered() {
    let expected = live(None).await;
    let statuses: Vec<Vec<_>> = expected["orders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|order| {
            order.as_array().unwrap().iter().map(|shipment| shipment["status"].as_str().unwrap()).collect()
        })
        .collect();
    let [ref kept, ref reduced, ref rest @ ..] = statuses[..] else { panic!("five orders") };
    assert_eq!((&kept[..], reduced.len()), (&["open"][..], 2), "{statuses:?}");
    assert!(rest.iter().all(|statuses| statuses[..] == ["cancelled"]), "{statuses:?}");
    for seed in 1..=20 {
        let found = live(Some(seed)).await;
        for part in ["orders", "replies"] {
            assert_eq!(found[part], expected[part], "seed {seed}, {part}");
        }
    }
}
