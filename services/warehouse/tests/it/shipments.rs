//! Goods that leave the house.

use kernel_messaging::HandlerError;
use serde_json::json;
use shared_contracts::{Quantity, ReservationId, ShipmentId};
use shipping_contracts::{ShipmentLine, ShipmentShipped};
use warehouse_contracts::ReserveLine;

use crate::support::{Depot, order_of};

pub(crate) fn shipped(
    depot: &Depot,
    reservation: ReservationId,
    lines: &[ReserveLine],
    last: bool,
) -> ShipmentShipped {
    let shipment_id: ShipmentId = depot.test.env().id();
    let line = |line: &ReserveLine| ShipmentLine {
        line_id: line.line_id,
        variant_id: line.variant_id,
        sku: "22423".parse().unwrap(),
        quantity: line.quantity,
        weight_g: 0,
    };
    ShipmentShipped {
        shipment_id,
        order_id: order_of(reservation),
        reservation_id: Some(reservation),
        lines: lines.iter().map(line).collect(),
        tracking: Vec::new(),
        last,
        occurred_at: depot.now(),
    }
}

const SHIPPED: &str = "shipping.shipment_shipped.v1";

#[tokio::test]
async fn shipped_goods_leave_the_stock_once() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 10).await;
    let order = depot.reservation(vec![depot.line(variant, 6)]);
    depot.deliver(&[depot.command("reserve_stock", order.clone())]).await;
    let mut parcel = shipped(&depot, order.reservation_id, &order.lines, false);
    parcel.lines[0].quantity = Quantity::try_new(2).unwrap();
    depot.minutes_pass(1);
    depot.shipping_tells(SHIPPED, &parcel).await.unwrap();
    depot.shipping_tells(SHIPPED, &parcel).await.unwrap();
    assert_eq!(depot.pieces(variant).await, (8, 4), "told twice, booked once");
    let entry = depot.get("/admin/v1/stock/movements?sku=22423&limit=1").await.ok()["items"][0].clone();
    assert_eq!((entry["kind"].as_str(), entry["quantity"].as_i64()), (Some("issue"), Some(-2)));
    assert_eq!(entry["reference"], json!(parcel.shipment_id));
    let mut last = shipped(&depot, order.reservation_id, &order.lines, true);
    last.lines[0].quantity = Quantity::try_new(3).unwrap();
    depot.shipping_tells(SHIPPED, &last).await.unwrap();
    assert_eq!(depot.pieces(variant).await, (5, 0), "what the last shipment left over is given back");
    let view = depot.get(&format!("/admin/v1/reservations/{}", order.reservation_id)).await.ok();
    assert_eq!((view["status"].as_str(), view["lines"][0]["issued"].as_i64()), (Some("issued"), Some(5)));
    depot.release(order.reservation_id).await;
    assert_eq!(depot.pieces(variant).await, (5, 0), "an ended reservation stays as it is");
    depot.assert_consistent().await;
}

#[tokio::test]
async fn two_shipments_of_one_reservation_may_come_in_one_batch() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 10).await;
    let order = depot.reservation(vec![depot.line(variant, 2), depot.line(variant, 3)]);
    depot.deliver(&[depot.command("reserve_stock", order.clone())]).await;
    depot
        .shipping_tells(SHIPPED, &shipped(&depot, order.reservation_id, &order.lines[..1], false))
        .await
        .unwrap();
    assert_eq!(depot.pieces(variant).await, (8, 3));
    depot
        .shipping_tells(SHIPPED, &shipped(&depot, order.reservation_id, &order.lines[1..], false))
        .await
        .unwrap();
    assert_eq!(depot.pieces(variant).await, (5, 0));
    let view = depot.get(&format!("/admin/v1/reservations/{}", order.reservation_id)).await.ok();
    assert_eq!(view["status"], "issued", "nothing is left");
    depot.assert_consistent().await;
}

#[tokio::test]
async fn a_shipment_without_reservation_is_passed_over_and_one_with_a_wrong_one_parked() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 10).await;
    let order = depot.reservation(vec![depot.line(variant, 1)]);
    let unknown = shipped(&depot, order.reservation_id, &order.lines, true);
    let none = ShipmentShipped { reservation_id: None, ..unknown.clone() };
    depot.shipping_tells(SHIPPED, &none).await.unwrap();
    assert!(matches!(depot.shipping_tells(SHIPPED, &unknown).await, Err(HandlerError::Poison(_))));
    assert_eq!(depot.pieces(variant).await, (10, 0));
}

#[tokio::test]
async fn backordered_goods_that_were_shipped_are_found_first() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 2).await;
    let policy = json!({
        "oversell": { "policy": "backorder" },
        "levels": [{ "location": "main", "backorder_limit": 5 }],
    });
    depot.put(&format!("/admin/v1/stock/policies/{variant}"), &policy).await.ok();
    let order = depot.reservation(vec![depot.line(variant, 5)]);
    depot.deliver(&[depot.command("reserve_stock", order.clone())]).await;
    depot.shipping_tells(SHIPPED, &shipped(&depot, order.reservation_id, &order.lines, true)).await.unwrap();
    assert_eq!(depot.pieces(variant).await, (0, 0));
    depot.assert_consistent().await;
}
