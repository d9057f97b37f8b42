//! Staff packs and ships.

use std::time::Duration;

use serde_json::{Value, json};
use shared_contracts::OrderId;
use shipping_contracts::{
    ShipmentCancelled, ShipmentDelivered, ShipmentRequested, ShipmentShipped, TrackingChanged,
};

use crate::support::{Answer, Shop};

async fn act(shop: &Shop, shipment: &Value, action: &str, body: Value) -> Answer {
    let path = format!("/admin/v1/shipments/{}/{action}", shipment["shipment_id"].as_str().unwrap());
    shop.staff("POST", &path, Some(body)).await
}

#[tokio::test]
async fn a_partial_shipment_leaves_the_rest_open() {
    let mut shop = Shop::open().await;
    let shipment = shop.requested(&[6, 2]).await;
    shop.told::<ShipmentRequested>().await;
    let lines = shipment["lines"].as_array().unwrap();
    let line_id = &lines.iter().find(|line| line["quantity"] == 6).unwrap()["line_id"];
    let body = json!({
        "lines": [{ "line_id": line_id, "quantity": 4 }],
        "packages": [{ "weight_g": 900, "carrier": "DHL", "tracking_number": "00340434161094042557" }],
    });
    let shipped = act(&shop, &shipment, "ship", body).await.ok();
    assert_eq!((&shipped["status"], &shipped["lines"][0]["quantity"]), (&json!("shipped"), &json!(4)));
    let [event] = &shop.told::<ShipmentShipped>().await[..] else { panic!("one event") };
    assert_eq!((event.last, event.tracking.len(), event.lines.len()), (false, 1, 1));
    let [rest] = &shop.told::<ShipmentRequested>().await[..] else { panic!("one event") };
    assert_eq!(rest.lines.iter().map(|line| line.quantity.get()).sum::<i32>(), 2 + 2);

    let shipments = shop.shipments_of(event.order_id).await;
    let remainder = shipments.into_iter().find(|shipment| shipment["status"] == "open").unwrap();
    assert_eq!(remainder["split_from"], shipment["shipment_id"]);
    act(&shop, &remainder, "ship", json!({})).await.ok();
    let [event] = &shop.told::<ShipmentShipped>().await[..] else { panic!("one event") };
    assert!(event.last && event.reservation_id.is_some());
}

#[tokio::test]
async fn numbers_that_come_after_the_goods_have_left_are_told() {
    let mut shop = Shop::open().await;
    let shipment = shop.requested(&[3]).await;
    let package = |number: &str| json!({ "packages": [{ "carrier": "DHL", "tracking_number": number }] });
    act(&shop, &shipment, "packages", package("JD01")).await.ok();
    // Packages are listed by their ids, which sort by time.
    shop.test.clock().advance(Duration::from_millis(1));
    let shipped = act(&shop, &shipment, "ship", package("JD02")).await.ok();
    let [event] = &shop.told::<ShipmentShipped>().await[..] else { panic!("one event") };
    assert_eq!(event.tracking.len(), 2);
    act(&shop, &shipment, "packages", json!({ "packages": [{ "weight_g": 10 }] })).await.ok();
    assert_eq!(shop.told::<TrackingChanged>().await, [], "nobody can follow more than was told");
    shop.test.clock().advance(Duration::from_millis(1));
    act(&shop, &shipment, "packages", package("JD03")).await.ok();
    let mut events = shop.take().await;
    events.retain(|event| event.is::<TrackingChanged>());
    let [event] = &events[..] else { panic!("one event") };
    assert_eq!(event.subject, shipped["order_id"].as_str().unwrap(), "in the order's partition");
    let told: TrackingChanged = event.parse().unwrap();
    assert_eq!(told.shipment_id.to_string(), shipped["shipment_id"].as_str().unwrap());
    let numbers: Vec<&str> = told.tracking.iter().map(|tracking| &*tracking.number).collect();
    assert_eq!(numbers, ["JD01", "JD02", "JD03"], "all of the shipment");
    act(&shop, &shipment, "deliver", json!({})).await.ok();
    act(&shop, &shipment, "packages", package("JD04")).await.is_problem(409, "shipping.shipment_not_open");
    assert_eq!(shop.told::<TrackingChanged>().await, []);
}

/// Ships a piece of whatever is open until nothing is.
async fn ship_piece_by_piece(shop: &Shop, order_id: OrderId) {
    loop {
        let shipments = shop.shipments_of(order_id).await;
        let Some(open) = shipments.iter().find(|shipment| shipment["status"] == "open") else { return };
        let body = json!({ "lines": [{ "line_id": open["lines"][0]["line_id"], "quantity": 1 }] });
        let answer = act(shop, open, "ship", body).await;
        assert!([200, 409, 503].contains(&answer.status.as_u16()), "{answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_leaves_last_is_told_last_whoever_ships_at_once() {
    const PIECES: usize = 12;
    let mut shop = Shop::open().await;
    let shipment = shop.requested(&[12]).await;
    let order_id: OrderId = shipment["order_id"].as_str().unwrap().parse().unwrap();
    let ship = || ship_piece_by_piece(&shop, order_id);
    tokio::join!(ship(), ship(), ship(), ship());
    let events: Vec<_> =
        shop.take().await.into_iter().filter(|event| !event.kind.ends_with("_replied.v1")).collect();
    assert_eq!(events.len(), 2 * PIECES, "as many requested as shipped");
    assert!(events.iter().all(|event| event.subject == order_id.to_string()), "all in the order's partition");
    let shipped: Vec<ShipmentShipped> = events
        .iter()
        .filter(|event| event.is::<ShipmentShipped>())
        .map(|event| event.parse().unwrap())
        .collect();
    let last: Vec<bool> = shipped.iter().map(|shipment| shipment.last).collect();
    assert_eq!(last, [vec![false; PIECES - 1], vec![true]].concat());
}

#[tokio::test]
async fn an_order_has_one_open_shipment() {
    let shop = Shop::open().await;
    let shipment = shop.requested(&[2]).await;
    let line_id = &shipment["lines"][0]["line_id"];
    act(&shop, &shipment, "ship", json!({ "lines": [{ "line_id": line_id, "quantity": 1 }] })).await.ok();
    let second = "UPDATE shipping.shipment SET status = 'open', shipped_at = NULL WHERE status = 'shipped'";
    let refused = shop.test.sql().await.batch_execute(second).await.unwrap_err();
    let refused = refused.as_db_error().and_then(|error| error.constraint());
    assert_eq!(refused, Some("shipment_order_open_key"));
}

#[tokio::test]
async fn a_key_is_used_up_also_when_there_was_nothing_to_do() {
    let shop = Shop::open().await;
    for action in ["deliver", "cancel"] {
        let (done, other) = (shop.requested(&[1]).await, shop.requested(&[1]).await);
        if action == "deliver" {
            act(&shop, &done, "ship", json!({})).await.ok();
        }
        act(&shop, &done, action, json!({})).await.ok();
        let again = async |shipment: &Value| {
            let path = format!("/admin/v1/shipments/{}/{action}", shipment["shipment_id"].as_str().unwrap());
            shop.staff_with("POST", &path, Some(json!({})), &[("idempotency-key", "again")]).await
        };
        let first = again(&done).await.ok();
        let second = again(&done).await;
        assert_eq!((second.header("idempotent-replayed"), second.ok()), ("true", first));
        again(&other).await.is_problem(422, "request.key_reused");
    }
}

#[tokio::test]
async fn a_shipment_has_a_thousand_packages_at_most() {
    let shop = Shop::open().await;
    let shipment = shop.requested(&[1]).await;
    let packages = |count: usize| json!({ "packages": vec![json!({ "weight_g": 10 }); count] });
    for _ in 0..10 {
        act(&shop, &shipment, "packages", packages(100)).await.ok();
    }
    act(&shop, &shipment, "packages", packages(1)).await.is_problem(409, "shipping.too_many_packages");
    act(&shop, &shipment, "ship", packages(1)).await.is_problem(409, "shipping.too_many_packages");
    let shipped = act(&shop, &shipment, "ship", json!({})).await.ok();
    assert_eq!(shipped["packages"].as_array().unwrap().len(), 1000);
}

#[tokio::test]
async fn a_shipment_is_shipped_and_delivered_once() {
    let mut shop = Shop::open().await;
    let shipment = shop.requested(&[1]).await;
    act(&shop, &shipment, "deliver", json!({})).await.is_problem(409, "shipping.shipment_not_shipped");
    act(&shop, &shipment, "ship", json!({})).await.ok();
    act(&shop, &shipment, "ship", json!({})).await.is_problem(409, "shipping.shipment_not_open");
    act(&shop, &shipment, "packages", json!({ "packages": [{ "weight_g": 10 }] })).await.ok();
    for _ in 0..2 {
        assert_eq!(act(&shop, &shipment, "deliver", json!({})).await.ok()["status"], "delivered");
    }
    act(&shop, &shipment, "cancel", json!({})).await.is_problem(409, "shipping.already_shipped");
    assert_eq!(shop.told::<ShipmentShipped>().await.len(), 1);
    assert_eq!(shop.told::<ShipmentDelivered>().await.len(), 1);
}

#[tokio::test]
async fn two_people_ship_at_once_and_the_goods_leave_once() {
    let mut shop = Shop::open().await;
    let shipment = shop.requested(&[1]).await;
    let (one, two) =
        tokio::join!(act(&shop, &shipment, "ship", json!({})), act(&shop, &shipment, "ship", json!({})));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(shop.told::<ShipmentShipped>().await.len(), 1);
}

#[tokio::test]
async fn staff_cancels_what_has_not_left() {
    let mut shop = Shop::open().await;
    let shipment = shop.requested(&[3]).await;
    assert_eq!(act(&shop, &shipment, "cancel", json!({})).await.ok()["status"], "cancelled");
    let [event] = &shop.told::<ShipmentCancelled>().await[..] else { panic!("one event") };
    assert_eq!(event.lines.len(), 1);
    act(&shop, &shipment, "ship", json!({})).await.is_problem(409, "shipping.shipment_not_open");
    let open = shop.staff("GET", "/admin/v1/shipments?status=open", None).await.ok();
    assert_eq!(open["items"], json!([]));
}

#[tokio::test]
async fn wrong_requests_change_nothing() {
    let mut shop = Shop::open().await;
    let shipment = shop.requested(&[2]).await;
    let line_id = shipment["lines"][0]["line_id"].clone();
    let lines = |quantity: i64| json!({ "lines": [{ "line_id": line_id, "quantity": quantity }] });
    act(&shop, &shipment, "ship", lines(3)).await.is_problem(400, "shipping.quantity_too_large");
    act(&shop, &shipment, "ship", lines(-1)).await.is_problem(400, "request.invalid");
    act(&shop, &shipment, "ship", json!({ "lines": [] })).await.is_problem(400, "shipping.nothing_to_ship");
    act(&shop, &shipment, "ship", json!({ "line": [] })).await.is_problem(400, "request.invalid");
    act(&shop, &shipment, "packages", json!({ "packages": [{ "tracking_url": "javascript:1" }] }))
        .await
        .is_problem(400, "request.invalid");
    let other = json!({ "shipment_id": shop.requested(&[1]).await["order_id"] });
    act(&shop, &other, "ship", json!({})).await.is_problem(400, "request.invalid");
    shop.staff("GET", "/admin/v1/shipments?state=open", None).await.is_problem(400, "request.invalid");
    assert_eq!(shop.told::<ShipmentShipped>().await.len(), 0);
}
