//! What is in no shipment, a ticket, leaves the stock when its order is confirmed.

use serde_json::{Value, json};
use shared_contracts::VariantId;
use warehouse_contracts::{ReleaseLine, ReleaseLines, ReserveLine, ReserveStock};

use crate::shipments::shipped;
use crate::support::{Depot, order_of};

const SHIPPED: &str = "shipping.shipment_shipped.v1";

/// Three tickets and two mugs, reserved of ten each.
struct Mixed {
    depot: Depot,
    ticket: VariantId,
    mug: VariantId,
    order: ReserveStock,
}

impl Mixed {
    async fn ordered() -> Self {
        let depot = Depot::open().await;
        let (ticket, mug) = (depot.variant("TICKET", 10).await, depot.variant("MUG", 10).await);
        let tickets = ReserveLine { handed_out: true, ..depot.line(ticket, 3) };
        let order = depot.reservation(vec![tickets, depot.line(mug, 2)]);
        depot.deliver(&[depot.command("reserve_stock", order.clone())]).await;
        Self { depot, ticket, mug, order }
    }

    async fn confirm(&self) {
        self.depot.deliver(&[self.depot.confirmed(self.order.reservation_id)]).await;
    }

    /// Of all mugs, which are the last to be shipped.
    async fn ship(&self) {
        let mugs = shipped(&self.depot, self.order.reservation_id, &self.order.lines[1..], true);
        self.depot.shipping_tells(SHIPPED, &mugs).await.unwrap();
    }

    /// On hand and reserved, of tickets and of mugs.
    async fn pieces(&self) -> [(i64, i64); 2] {
        [self.depot.pieces(self.ticket).await, self.depot.pieces(self.mug).await]
    }

    async fn reservation(&self) -> Value {
        self.depot.get(&format!("/admin/v1/reservations/{}", self.order.reservation_id)).await.ok()
    }

    /// Kind and quantity of what the ledger says of tickets, latest first.
    async fn ticket_movements(&self) -> Vec<(String, i64)> {
        let ledger = self.depot.get("/admin/v1/stock/movements?sku=TICKET").await.ok();
        let entry =
            |entry: &Value| (entry["kind"].as_str().unwrap().to_owned(), entry["quantity"].as_i64().unwrap());
        ledger["items"].as_array().unwrap().iter().map(entry).collect()
    }
}

#[tokio::test]
async fn the_confirmation_hands_out_once_and_the_rest_waits_for_its_shipment() {
    let mixed = Mixed::ordered().await;
    mixed.depot.minutes_pass(1);
    mixed.confirm().await;
    mixed.confirm().await;
    assert_eq!(mixed.pieces().await, [(7, 0), (10, 2)]);
    let entry =
        mixed.depot.get("/admin/v1/stock/movements?sku=TICKET&limit=1").await.ok()["items"][0].clone();
    assert_eq!((&entry["kind"], &entry["quantity"]), (&json!("issue"), &json!(-3)));
    assert_eq!(entry["reference"], json!(order_of(mixed.order.reservation_id)));
    let view = mixed.reservation().await;
    assert_eq!((&view["status"], &view["lines"][0]["issued"]), (&json!("held"), &json!(3)));
    mixed.ship().await;
    assert_eq!(mixed.pieces().await, [(7, 0), (8, 0)], "the last shipment gives no ticket back");
    assert_eq!(mixed.reservation().await["status"], "issued");
    mixed.depot.assert_consistent().await;
}

#[tokio::test]
async fn an_order_of_tickets_ends_its_hold_with_the_confirmation() {
    let depot = Depot::open().await;
    let ticket = depot.variant("TICKET", 10).await;
    let line = ReserveLine { handed_out: true, ..depot.line(ticket, 3) };
    let (order, unconfirmed) = (depot.reservation(vec![line.clone()]), depot.reservation(vec![line]));
    // As when the log is read again: in one batch.
    let batch = [
        depot.command("reserve_stock", order.clone()),
        depot.command("reserve_stock", unconfirmed.clone()),
        depot.confirmed(order.reservation_id),
    ];
    depot.deliver(&batch).await;
    assert_eq!(depot.pieces(ticket).await, (7, 3));
    let view = depot.get(&format!("/admin/v1/reservations/{}", order.reservation_id)).await.ok();
    assert_eq!(view["status"], "issued");
    depot.release(unconfirmed.reservation_id).await;
    assert_eq!(depot.pieces(ticket).await, (7, 0), "what was not confirmed is free again");
    depot.assert_consistent().await;
}

#[tokio::test]
async fn the_shipment_may_be_told_of_before_the_confirmation() {
    let mixed = Mixed::ordered().await;
    mixed.depot.minutes_pass(1);
    mixed.ship().await;
    assert_eq!(mixed.pieces().await, [(7, 0), (8, 0)]);
    mixed.confirm().await;
    assert_eq!(mixed.pieces().await, [(7, 0), (8, 0)]);
    assert_eq!(mixed.ticket_movements().await, [("issue".to_owned(), -3), ("receive".to_owned(), 10)]);
    mixed.depot.assert_consistent().await;
}

#[tokio::test]
async fn what_was_handed_out_comes_back_only_as_a_return() {
    for whole in [false, true] {
        let mixed = Mixed::ordered().await;
        mixed.confirm().await;
        if whole {
            mixed.depot.release(mixed.order.reservation_id).await;
        } else {
            let lines = mixed.order.lines.iter();
            let lines = lines.map(|line| ReleaseLine { line_id: line.line_id, quantity: line.quantity });
            let reservation_id = mixed.order.reservation_id;
            let release = ReleaseLines { reservation_id, lines: lines.collect(), reason: "ill".to_owned() };
            mixed.depot.deliver(&[mixed.depot.command("release_lines", release)]).await;
        }
        assert_eq!(mixed.pieces().await, [(7, 0), (10, 0)], "whole order: {whole}");
        mixed.confirm().await;
        assert_eq!(mixed.pieces().await, [(7, 0), (10, 0)]);
        let back = json!([{ "sku": "TICKET", "location": "main", "kind": "return", "quantity": 3 }]);
        mixed.depot.move_stock(back).await.ok();
        assert_eq!(mixed.pieces().await, [(10, 0), (10, 0)]);
        mixed.depot.assert_consistent().await;
    }
}

#[tokio::test]
async fn a_hold_that_ended_does_not_mind_goods_it_never_had() {
    let mixed = Mixed::ordered().await;
    mixed.confirm().await;
    mixed.ship().await;
    // A poster printed on demand, in the same order.
    let poster = mixed.depot.line(mixed.mug, 1);
    let parcel = shipped(&mixed.depot, mixed.order.reservation_id, &[poster], true);
    mixed.depot.shipping_tells(SHIPPED, &parcel).await.unwrap();
    assert_eq!(mixed.pieces().await, [(7, 0), (8, 0)]);
    mixed.depot.assert_consistent().await;
}

#[tokio::test]
async fn the_confirmation_of_an_order_without_tickets_changes_nothing() {
    let depot = Depot::open().await;
    let mug = depot.variant("MUG", 10).await;
    let order = depot.reservation(vec![depot.line(mug, 2)]);
    depot.deliver(&[depot.command("reserve_stock", order.clone())]).await;
    depot.deliver(&[depot.confirmed(order.reservation_id), depot.confirmed(depot.test.env().id())]).await;
    assert_eq!(depot.pieces(mug).await, (10, 2));
    depot.assert_consistent().await;
}
