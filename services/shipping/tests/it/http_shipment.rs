//! Staff packs and ships.

use serde_json::{Value, json};
use shipping_contracts::{ShipmentCancelled, ShipmentDelivered, ShipmentRequested, ShipmentShipped};

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
