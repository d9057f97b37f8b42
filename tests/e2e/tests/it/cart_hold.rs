//! The last piece is held for who began checkout first, through all services; in one process and in two.

use e2e::{Client, Form, Shop};
use serde_json::{Value, json};

use crate::checkout::{Checkout, fill_cart, shop};

fn shopper(shop: &Shop, checkout: &Checkout) -> Client {
    shop.shopper("cart").header("x-cart-token", checkout.token())
}

fn path(checkout: &Checkout, verb: &str) -> String {
    format!("/store/v1/carts/{}{verb}", checkout.id())
}

async fn the_last_piece(form: Form) {
    let shop = shop(form).await;
    let mug = shop.sell("MUG-1", "7.50", 1).await;
    let first = fill_cart(&shop, &[(&mug, 1)], "tok_decline").await;
    let second = fill_cart(&shop, &[(&mug, 1)], "tok_success").await;
    let held = shopper(&shop, &first).post(&path(&first, "/hold"), json!({})).await.ok();
    assert!(held["held_until"].is_string(), "{held:#}");
    let refused = shopper(&shop, &second).post(&path(&second, "/hold"), json!({})).await;
    assert_eq!((refused.status, refused.code()), (409, "warehouse.insufficient_stock"));
    let line = refused.body["errors"][0]["pointer"].as_str().unwrap();
    assert!(line.starts_with("/lines/line_"), "{refused:?}");
    let rejected = second.complete().await;
    assert_eq!((rejected.status, rejected.code()), (409, "order.rejected"));
    assert_eq!(shop.stock_of(&mug).await["available"], 0, "still held");

    // The order takes the piece over; the bank says no, and it is free again.
    assert_eq!(first.complete().await.status, 409);
    let shown = shopper(&shop, &first).get(&path(&first, "")).await.ok();
    assert_eq!((&shown["status"], &shown["held_until"]), (&json!("open"), &Value::Null));
    let stock = shop.stock_of(&mug).await;
    assert_eq!((&stock["available"], &stock["reserved"]), (&json!(1), &json!(0)));

    // Another card: held once more and bought.
    let payment = json!({ "tenders": [{ "provider": "test", "token": "tok_success" }] });
    shopper(&shop, &first).put(&path(&first, "/payment"), payment).await.ok();
    shopper(&shop, &first).post(&path(&first, "/hold"), json!({})).await.ok();
    let done = first.complete().await.ok();
    assert_eq!(done["status"], "confirmed", "{done:#}");
    let stock = shop.stock_of(&mug).await;
    assert_eq!((&stock["available"], &stock["reserved"]), (&json!(0), &json!(1)));
    let verification = shop.staff("warehouse").get("/admin/v1/stock/verification").await.ok();
    assert_eq!(verification["consistent"], true, "{verification:#}");
    shop.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_piece_is_held_for_who_asked_first_in_one_process() {
    the_last_piece(Form::Together).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_piece_is_held_for_who_asked_first_over_two_processes() {
    the_last_piece(Form::Apart).await;
}
