//! Lists, notes, access.

use serde_json::json;

use crate::support::{Shop, order_body};

#[tokio::test]
async fn a_list_is_paged_and_filtered_and_carries_lines_on_demand() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["22423"]).await;
    for place in 0..5 {
        shop.service.clock().advance(std::time::Duration::from_secs(1));
        let mut body = order_body(&[json!({ "sku": "22423", "quantity": place + 1 })]);
        body["country_text"] = if place < 3 { "EIRE" } else { "Germany" }.into();
        body["place"] = (place != 4).into();
        shop.staff("POST", "/admin/v1/orders", body).await;
    }
    let first = shop.get("/admin/v1/orders?limit=2&include=lines").await;
    let units = |answer: &crate::support::Answer| -> Vec<i64> {
        let items = answer.body["items"].as_array().unwrap();
        items.iter().map(|order| order["unit_count"].as_i64().unwrap()).collect()
    };
    assert_eq!(units(&first), [5, 4], "newest first");
    assert_eq!(first.body["items"][1]["lines"][0]["quantity"], 4);
    let cursor = first.text("next_cursor");
    let second = shop.get(&format!("/admin/v1/orders?limit=2&cursor={cursor}")).await;
    assert_eq!(units(&second), [3, 2]);
    assert!(second.body["items"][0].get("lines").is_none());
    assert_eq!(units(&shop.get("/admin/v1/orders?country_text=EIRE").await), [3, 2, 1]);
    assert_eq!(units(&shop.get("/admin/v1/orders?status=draft").await), [5]);
    assert_eq!(units(&shop.get("/admin/v1/orders?placed_after=2026-01-15T12:00:03Z").await), [4, 3]);
    for wrong in ["color=red", "status=lost", "limit=101", "cursor=zz", "placed_after=yesterday"] {
        let answer = shop.get(&format!("/admin/v1/orders?{wrong}")).await;
        assert_eq!(answer.problem(), (400, "request.invalid"), "{wrong}");
    }
}

#[tokio::test]
async fn private_notes_stay_with_staff() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["22423"]).await;
    let body = order_body(&[json!({ "sku": "22423", "quantity": 1 })]);
    let created = shop.staff("POST", "/admin/v1/orders", body).await;
    let (order_id, token) = (created.text("order_id"), created.text("order_token"));
    let path = format!("/admin/v1/orders/{order_id}/notes");
    for (text, public) in [("pays late", false), ("comes on Friday", true)] {
        let note = shop.staff("POST", &path, json!({ "text": text, "public": public })).await;
        assert_eq!((note.status.as_u16(), &note.body["text"]), (201, &text.into()));
    }
    let too_long = shop.staff("POST", &path, json!({ "text": "x".repeat(5001) })).await;
    assert_eq!(too_long.problem(), (400, "request.invalid"));
    assert_eq!(shop.timeline(&order_id).await, ["placed", "note", "note"]);
    let path = format!("/store/v1/orders/{order_id}/timeline");
    let seen = shop.send("GET", &path, None, &[("x-order-token", &token)]).await;
    let items = seen.body["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!((&items[1]["text"], &items[1]["actor"]), (&"comes on Friday".into(), &"shop".into()));
}

#[tokio::test]
async fn nobody_reads_an_order_without_its_token_or_permission() {
    let mut shop = Shop::open().await;
    let order_id = shop.confirmed_order().await;
    let store = format!("/store/v1/orders/{order_id}");
    assert_eq!(shop.send("GET", &store, None, &[]).await.problem(), (401, "order.token_missing"));
    let guessed = shop.send("GET", &store, None, &[("x-order-token", "guessed")]).await;
    assert_eq!(guessed.problem(), (404, "order.not_found"));
    let unknown: shared_contracts::OrderId = shop.env().id();
    let nobody =
        shop.send("GET", &format!("/store/v1/orders/{unknown}"), None, &[("x-order-token", "x")]).await;
    assert_eq!(nobody.problem(), (404, "order.not_found"), "the same answer as to a wrong token");
    let mistyped =
        shop.send("GET", "/store/v1/orders/lookup?number=W-100009", None, &[("x-order-token", "x")]).await;
    assert_eq!(mistyped.problem(), (400, "order.number_mistyped"));
    for path in ["", "/timeline", "/negotiated-prices", "/sagas"] {
        let path = format!("/admin/v1/orders/{order_id}{path}");
        let refused = shop.send("GET", &path, None, &[]).await;
        assert_eq!(refused.problem(), (401, "request.unauthenticated"), "{path}");
    }
}

#[tokio::test]
async fn a_guest_s_token_expires_and_says_so_to_who_holds_it() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["22423"]).await;
    let body = order_body(&[json!({ "sku": "22423", "quantity": 1 })]);
    let created = shop.staff("POST", "/admin/v1/orders", body).await;
    let (order_id, number, token) =
        (created.text("order_id"), created.text("order_number"), created.text("order_token"));
    let paths = [
        format!("/store/v1/orders/{order_id}"),
        format!("/store/v1/orders/{order_id}/timeline"),
        format!("/store/v1/orders/lookup?number={number}"),
    ];
    for path in &paths {
        assert_eq!(shop.send("GET", path, None, &[("x-order-token", &token)]).await.status, 200, "{path}");
    }
    shop.service.clock().advance(std::time::Duration::from_secs(366 * 24 * 3600));
    for path in &paths {
        let expired = shop.send("GET", path, None, &[("x-order-token", &token)]).await;
        assert_eq!(expired.problem(), (401, "order.token_expired"), "{path}");
        let guessed = shop.send("GET", path, None, &[("x-order-token", "guessed")]).await;
        assert_eq!(guessed.problem(), (404, "order.not_found"), "{path}");
    }
}
