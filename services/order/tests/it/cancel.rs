//! Cancelling orders.

use serde_json::json;

use crate::support::{Shop, order_body};

#[tokio::test]
async fn a_confirmed_order_is_cancelled_and_everything_is_given_back() {
    let mut shop = Shop::open().await;
    let order_id = shop.confirmed_order().await;
    let path = format!("/admin/v1/orders/{order_id}/cancel");
    let begun = shop.staff("POST", &path, json!({ "reason": "ordered twice" })).await;
    assert_eq!((begun.status.as_u16(), &begun.body["cancelling"]), (202, &true.into()), "{}", begun.body);
    assert_eq!(shop.order(&order_id).await["cancelling"], true);
    let twice = shop.staff("POST", &path, json!({ "reason": "again" })).await;
    assert_eq!(twice.problem(), (409, "order.cancellation_under_way"));
    let sent = shop.run(None).await;
    assert_eq!(
        sent,
        [
            "shipping.cancel_shipment.v1",
            "order.cancelled.v1",
            "payment.void.v1",
            "warehouse.release_stock.v1"
        ]
    );
    let order = shop.order(&order_id).await;
    assert_eq!((&order["status"], &order["cancelling"]), (&"cancelled".into(), &false.into()));
    assert_eq!(shop.timeline(&order_id).await, ["placed", "confirmed", "cancel_requested", "cancelled"]);
    let again = shop.staff("POST", &path, json!({ "reason": "again" })).await;
    assert_eq!(again.problem(), (409, "order.already_cancelled"));
}

#[tokio::test]
async fn an_order_that_has_left_stays_as_it_was() {
    let mut shop = Shop::open().await;
    let order_id = shop.confirmed_order().await;
    let path = format!("/admin/v1/orders/{order_id}/cancel");
    shop.staff("POST", &path, json!({ "reason": "ordered twice" })).await;
    let sent = shop.run(Some(("shipping.cancel_shipment.v1", "shipping.already_shipped"))).await;
    assert_eq!(sent, ["shipping.cancel_shipment.v1"], "neither money nor stock went back");
    let order = shop.order(&order_id).await;
    assert_eq!((&order["status"], &order["cancelling"]), (&"confirmed".into(), &false.into()));
    assert_eq!(shop.timeline(&order_id).await.last().unwrap(), "cancel_refused");
}

#[tokio::test]
async fn an_order_that_is_being_placed_is_not_cancelled() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["22423"]).await;
    let body = order_body(&[json!({ "sku": "22423", "quantity": 1 })]);
    let created = shop.staff("POST", "/admin/v1/orders", body).await;
    let path = format!("/admin/v1/orders/{}/cancel", created.text("order_id"));
    let refused = shop.staff("POST", &path, json!({ "reason": "too late" })).await;
    assert_eq!(refused.problem(), (409, "order.still_placing"));
    let no_reason = shop.staff("POST", &path, json!({ "reason": " " })).await;
    assert_eq!(no_reason.problem(), (400, "request.invalid"));
    let unknown: shared_contracts::OrderId = shop.env().id();
    let nobody =
        shop.staff("POST", &format!("/admin/v1/orders/{unknown}/cancel"), json!({ "reason": "x" })).await;
    assert_eq!(nobody.problem(), (404, "order.not_found"));
}

#[tokio::test]
async fn a_draft_is_thrown_away_and_nobody_hears_of_it() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["22423"]).await;
    let mut body = order_body(&[json!({ "sku": "22423", "quantity": 1 })]);
    body["place"] = false.into();
    let created = shop.staff("POST", "/admin/v1/orders", body).await;
    let path = format!("/admin/v1/orders/{}/cancel", created.text("order_id"));
    let discarded = shop.staff("POST", &path, json!({ "reason": "typed in twice" })).await;
    assert_eq!((discarded.status.as_u16(), &discarded.body["status"]), (200, &"cancelled".into()));
    assert!(shop.sent().await.is_empty());
}

#[tokio::test]
async fn operators_see_and_move_a_saga_that_waits() {
    let mut shop = Shop::open().await;
    let order_id = shop.confirmed_order().await;
    let path = format!("/admin/v1/orders/{order_id}/cancel");
    shop.staff("POST", &path, json!({ "reason": "ordered twice" })).await;
    shop.run(Some(("payment.void.v1", "payment.impossible"))).await;
    let sagas = shop.get(&format!("/admin/v1/orders/{order_id}/sagas")).await;
    assert_eq!(sagas.body["items"][0]["state"], "completed", "{}", sagas.body);
    let parked = &sagas.body["items"][1];
    assert_eq!((&parked["kind"], &parked["state"]), (&"order.cancel".into(), &"parked".into()));
    let open = shop.get("/admin/v1/order-sagas?parked=true").await;
    assert_eq!((&open.body["open"], &open.body["items"][0]["step"]), (&1.into(), &"void_payment".into()));
    let verbs = format!("/admin/v1/order-sagas/{}/verbs", parked["saga_id"].as_str().unwrap());
    let retried = shop.staff("POST", &verbs, json!({ "verb": "retry", "reason": "provider is back" })).await;
    assert_eq!(retried.body["state"], "running", "{}", retried.body);
    assert_eq!(shop.run(None).await, ["payment.void.v1", "warehouse.release_stock.v1"]);
    let ended = shop.staff("POST", &verbs, json!({ "verb": "retry", "reason": "once more" })).await;
    assert_eq!(ended.problem(), (409, "order.saga_not_now"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_place_or_cancel_at_once_one_wins() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["22423"]).await;
    let mut body = order_body(&[json!({ "sku": "22423", "quantity": 1 })]);
    body["place"] = false.into();
    let created = shop.staff("POST", "/admin/v1/orders", body).await;
    let order_id = created.text("order_id");
    let place = format!("/admin/v1/orders/{order_id}/place");
    let answers = all_at_once(&shop, &place, &json!({}), "place").await;
    assert_eq!(answers.iter().filter(|status| **status == 202).count(), 1, "{answers:?}");
    assert!(answers.iter().all(|status| [202, 409, 412].contains(status)), "{answers:?}");
    assert_eq!(shop.run(None).await.iter().filter(|kind| *kind == "order.confirmed.v1").count(), 1);

    let cancel = format!("/admin/v1/orders/{order_id}/cancel");
    let answers = all_at_once(&shop, &cancel, &json!({ "reason": "all at once" }), "cancel").await;
    assert_eq!(answers.iter().filter(|status| **status == 202).count(), 1, "{answers:?}");
    assert!(answers.iter().all(|status| [202, 409].contains(status)), "{answers:?}");
    assert_eq!(shop.count("kernel.saga").await, 2);
}

async fn all_at_once(shop: &Shop, path: &str, body: &serde_json::Value, name: &str) -> Vec<u16> {
    let requests = (0..8).map(|place| async move {
        let key = format!("{name}-{place}");
        let headers = [("authorization", "Bearer staff"), ("idempotency-key", &key), ("if-match", "\"v1\"")];
        shop.send("POST", path, Some(body.clone()), &headers).await.status.as_u16()
    });
    futures::future::join_all(requests).await
}
