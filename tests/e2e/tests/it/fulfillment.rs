//! Goods leave in parts, or are handed out: every piece is accounted for, whoever ships, and no event is parked.

use e2e::{Form, Shop, eventually};
use serde_json::{Value, json};

use crate::checkout::{fill_cart, shop};
use crate::line_cancel::{act, assert_consistent, open_shipment, order, stock};

/// Ships a piece of whatever is open until nothing is.
async fn ship_piece_by_piece(shop: &Shop, order_id: &str) {
    let staff = shop.staff("shipping");
    loop {
        let open = staff.get(&format!("/admin/v1/shipments?order_id={order_id}&status=open")).await.ok();
        let Some(shipment) = open["items"].get(0) else { return };
        let path = format!("/admin/v1/shipments/{}/ship", shipment["shipment_id"].as_str().unwrap());
        let piece = json!({ "lines": [{ "line_id": shipment["lines"][0]["line_id"], "quantity": 1 }] });
        let answer = staff.post(&path, piece).await;
        assert!([200, 409, 503].contains(&answer.status), "{answer:?}");
    }
}

async fn shipments(shop: &Shop, order_id: &str) -> Vec<Value> {
    let list = shop.staff("shipping").get(&format!("/admin/v1/shipments?order_id={order_id}")).await.ok();
    list["items"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_leaves_piece_by_piece_leaves_the_stock_once() {
    let shop = shop(Form::Together).await;
    let mug = shop.sell("MUG-1", "7.50", 20).await;
    let done = fill_cart(&shop, &[(&mug, 12)], "tok_success").await.complete().await.ok();
    let order_id = done["order_id"].as_str().unwrap();
    open_shipment(&shop, order_id).await;
    // Who lags behind reads many shipments at once, partition by partition.
    let held = shop.hold_back("shipping").await;
    tokio::join!(
        ship_piece_by_piece(&shop, order_id),
        ship_piece_by_piece(&shop, order_id),
        ship_piece_by_piece(&shop, order_id),
    );
    assert_eq!(shipments(&shop, order_id).await.len(), 12);
    drop(held);
    eventually("all pieces have left", async || {
        let order = order(&shop, &format!("/admin/v1/orders/{order_id}")).await;
        shop.stock_of(&mug).await["reserved"] == 0 && order["fulfillment_status"] == "shipped"
    })
    .await;
    assert_eq!((stock(&shop, &mug).await, shop.parked().await), ([8, 0, 8], 0));
    assert_consistent(&shop).await;
    shop.stop().await;
}

async fn a_ticket_beside_a_mug(form: Form) {
    let shop = shop(form).await;
    let (ticket, mug) = (shop.sell_tickets("SEAT-1", "20", 10).await, shop.sell("MUG-1", "7.50", 10).await);
    let done = fill_cart(&shop, &[(&ticket, 3), (&mug, 2)], "tok_success").await.complete().await.ok();
    assert_eq!(done["status"], "confirmed", "{done:#}");
    let order_id = done["order_id"].as_str().unwrap();
    eventually("the tickets are handed out", async || stock(&shop, &ticket).await == [7, 0, 7]).await;
    assert_eq!(stock(&shop, &mug).await, [10, 2, 8], "the mugs wait for their shipment");
    let shipment = open_shipment(&shop, order_id).await;
    assert_eq!(shipment["lines"].as_array().unwrap().len(), 1, "there is nothing to pack of a ticket");
    act(&shop, &shipment, "ship", json!({})).await;
    eventually("the mugs have left", async || stock(&shop, &mug).await == [8, 0, 8]).await;
    assert_eq!(stock(&shop, &ticket).await, [7, 0, 7], "no ticket comes back with the last shipment");

    // An order that is cancelled after it was confirmed gives back what was not handed out.
    let done = fill_cart(&shop, &[(&ticket, 1), (&mug, 1)], "tok_success").await.complete().await.ok();
    let path = format!("/admin/v1/orders/{}", done["order_id"].as_str().unwrap());
    eventually("the ticket is handed out", async || stock(&shop, &ticket).await == [6, 0, 6]).await;
    shop.staff("order").post(&format!("{path}/cancel"), json!({ "reason": "fell ill" })).await.ok();
    eventually("the order is cancelled and the mug free", async || {
        order(&shop, &path).await["status"] == "cancelled" && stock(&shop, &mug).await == [8, 0, 8]
    })
    .await;
    assert_eq!(stock(&shop, &ticket).await, [6, 0, 6], "staff enters a return if the seat can be sold again");
    assert_eq!(shop.parked().await, 0);
    assert_consistent(&shop).await;
    shop.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_sent_is_handed_out_in_one_process() {
    a_ticket_beside_a_mug(Form::Together).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_sent_is_handed_out_over_two_processes() {
    a_ticket_beside_a_mug(Form::Apart).await;
}
