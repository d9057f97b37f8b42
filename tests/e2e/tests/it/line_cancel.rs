//! A part of an order is cancelled: its stock is free again, the rest ships, and every piece is accounted for.

use e2e::{Form, Goods, Shop, eventually};
use serde_json::{Value, json};

use crate::checkout::{fill_cart, shop};

pub(crate) async fn order(shop: &Shop, path: &str) -> Value {
    shop.staff("order").get(path).await.ok()
}

/// On hand, reserved and available.
pub(crate) async fn stock(shop: &Shop, goods: &Goods) -> [i64; 3] {
    let stock = shop.stock_of(goods).await;
    ["on_hand", "reserved", "available"].map(|figure| stock[figure].as_i64().unwrap())
}

fn line(order: &Value, goods: &Goods) -> Value {
    let lines = order["lines"].as_array().unwrap();
    lines.iter().find(|line| line["variant_id"] == goods.variant_id.as_str()).unwrap().clone()
}

/// The order's only open shipment.
pub(crate) async fn open_shipment(shop: &Shop, order_id: &str) -> Value {
    let mut found = Value::Null;
    eventually("the goods stand in the list of what is to be packed", async || {
        let path = format!("/admin/v1/shipments?order_id={order_id}&status=open");
        found = shop.staff("shipping").get(&path).await.ok()["items"][0].clone();
        found.is_object()
    })
    .await;
    found
}

pub(crate) async fn act(shop: &Shop, shipment: &Value, action: &str, body: Value) -> Value {
    let path = format!("/admin/v1/shipments/{}/{action}", shipment["shipment_id"].as_str().unwrap());
    shop.staff("shipping").post(&path, body).await.ok()
}

pub(crate) async fn assert_consistent(shop: &Shop) {
    let verification = shop.staff("warehouse").get("/admin/v1/stock/verification").await.ok();
    assert_eq!(verification["consistent"], true, "{verification:#}");
}

async fn cancel_a_part_and_ship_the_rest(form: Form) {
    let shop = shop(form).await;
    let (mug, pen) = (shop.sell("MUG-1", "7.50", 10).await, shop.sell("PEN-1", "1.25", 100).await);
    let checkout = fill_cart(&shop, &[(&mug, 5), (&pen, 8)], "tok_success").await;
    let done = checkout.complete().await.ok();
    assert_eq!(done["status"], "confirmed", "{done:#}");
    let order_id = done["order_id"].as_str().unwrap();
    let path = format!("/admin/v1/orders/{order_id}");
    let before = order(&shop, &path).await;
    open_shipment(&shop, order_id).await;

    let body = json!({
        "lines": [{ "line_id": line(&before, &mug)["line_id"], "quantity": 3 }], "reason": "two are enough",
    });
    let begun = shop.staff("order").post(&format!("{path}/lines/cancel"), body).await;
    assert_eq!(begun.status, 202, "{begun:?}");
    eventually("the pieces are cancelled and free", async || stock(&shop, &mug).await == [10, 2, 8]).await;
    let after = order(&shop, &path).await;
    assert_eq!((&after["status"], &after["cancelling"]), (&json!("confirmed"), &json!(false)));
    assert_eq!(after["totals"]["cancelled"], line(&after, &mug)["cancelled"]);
    assert_eq!(after["totals"]["cancelled"]["amount"].as_i64().unwrap() * 5, {
        line(&before, &mug)["gross"]["amount"].as_i64().unwrap() * 3
    });
    assert_eq!(stock(&shop, &pen).await, [100, 8, 92], "the other line stays as it was");
    assert_consistent(&shop).await;

    let rest = open_shipment(&shop, order_id).await;
    act(&shop, &rest, "ship", json!({})).await;
    eventually("the rest has left", async || {
        stock(&shop, &mug).await == [8, 0, 8]
            && stock(&shop, &pen).await == [92, 0, 92]
            && order(&shop, &path).await["fulfillment_status"] == "shipped"
    })
    .await;
    assert_consistent(&shop).await;
    shop.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_cancels_a_part_and_the_rest_ships_in_one_process() {
    cancel_a_part_and_ship_the_rest(Form::Together).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_cancels_a_part_and_the_rest_ships_over_two_processes() {
    cancel_a_part_and_ship_the_rest(Form::Apart).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_called_off_behind_a_part_that_left_is_free_again_and_the_order_can_end() {
    let shop = shop(Form::Together).await;
    let mug = shop.sell("MUG-1", "7.50", 10).await;
    let checkout = fill_cart(&shop, &[(&mug, 5)], "tok_success").await;
    let done = checkout.complete().await.ok();
    let order_id = done["order_id"].as_str().unwrap();
    let path = format!("/admin/v1/orders/{order_id}");
    let whole = open_shipment(&shop, order_id).await;
    let part = json!({ "lines": [{ "line_id": whole["lines"][0]["line_id"], "quantity": 2 }] });
    act(&shop, &whole, "ship", part).await;
    let rest = open_shipment(&shop, order_id).await;
    act(&shop, &rest, "cancel", json!({})).await;
    eventually("two have left and three are free", async || stock(&shop, &mug).await == [8, 0, 8]).await;
    eventually("the order knows", async || {
        let order = order(&shop, &path).await;
        let line = line(&order, &mug);
        order["fulfillment_status"] == "shipped"
            && (&line["shipped_quantity"], &line["cancelled_quantity"]) == (&json!(2), &json!(3))
    })
    .await;

    // What has left cannot be cancelled any more, and the request is told so.
    let body = json!({
        "lines": [{ "line_id": whole["lines"][0]["line_id"], "quantity": 1 }], "reason": "too late",
    });
    let late = shop.staff("order").post(&format!("{path}/lines/cancel"), body).await;
    assert_eq!((late.status, late.code()), (409, "order.pieces_not_open"), "{late:?}");
    assert_consistent(&shop).await;
    shop.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_whose_only_shipment_is_called_off_is_cancelled_and_everything_goes_back() {
    let shop = shop(Form::Together).await;
    let mug = shop.sell("MUG-1", "7.50", 10).await;
    let checkout = fill_cart(&shop, &[(&mug, 5)], "tok_success").await;
    let done = checkout.complete().await.ok();
    let order_id = done["order_id"].as_str().unwrap();
    let path = format!("/admin/v1/orders/{order_id}");
    let only = open_shipment(&shop, order_id).await;
    act(&shop, &only, "cancel", json!({})).await;
    eventually("the order is cancelled", async || order(&shop, &path).await["status"] == "cancelled").await;
    eventually("the goods are free", async || stock(&shop, &mug).await == [10, 0, 10]).await;
    eventually("all the money is let go, that for shipping too", async || {
        let order = order(&shop, &path).await;
        order["payments"]["voided"] == order["totals"]["total"]
    })
    .await;
    let order = order(&shop, &path).await;
    assert_eq!((&order["fulfillment_status"], &order["payment_status"]), (&json!("none"), &json!("voided")));
    eventually("nothing of it is under way any more", async || {
        shop.staff("order").get("/admin/v1/order-sagas").await.ok()["items"] == json!([])
    })
    .await;
    assert_consistent(&shop).await;
    shop.stop().await;
}
