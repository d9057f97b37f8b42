//! Cancelling pieces of confirmed orders.

use serde_json::{Value, json};
use shared_contracts::LineId;

use crate::support::{Shop, order_body};

fn line_id(order: &Value, position: usize) -> String {
    order["lines"][position]["line_id"].as_str().unwrap().to_owned()
}

/// An order of 2 and of 3 pieces at 2.55 each.
async fn order_of_two_lines(shop: &mut Shop) -> (String, Value) {
    shop.stock_product(1, &["85123A", "22423"]).await;
    let body = order_body(&[
        json!({ "sku": "85123A", "quantity": 2, "unit_price": "2.55" }),
        json!({ "sku": "22423", "quantity": 3, "unit_price": "2.55" }),
    ]);
    let order_id = shop.staff("POST", "/admin/v1/orders", body).await.text("order_id");
    shop.run(None).await;
    let order = shop.order(&order_id).await;
    (format!("/admin/v1/orders/{order_id}/lines/cancel"), order)
}

#[tokio::test]
async fn pieces_are_cancelled_cost_nothing_and_are_free_again() {
    let mut shop = Shop::open().await;
    let (path, order) = order_of_two_lines(&mut shop).await;
    let order_id = order["order_id"].as_str().unwrap().to_owned();
    let line = json!({ "line_id": line_id(&order, 1), "quantity": 2 });
    let body = json!({ "lines": [line], "reason": "one is enough" });
    let begun = shop.staff("POST", &path, body.clone()).await;
    assert_eq!((begun.status.as_u16(), &begun.body["cancelling"]), (202, &true.into()), "{}", begun.body);
    assert_eq!(shop.order(&order_id).await["cancelling"], true);
    let twice = shop.staff("POST", &path, body.clone()).await;
    assert_eq!(twice.problem(), (409, "order.cancellation_under_way"));
    let whole = shop.staff("POST", &path.replace("/lines", ""), json!({ "reason": "all of it" })).await;
    assert_eq!(whole.problem(), (409, "order.cancellation_under_way"));
    let sent = shop.run(None).await;
    assert_eq!(sent, ["shipping.cancel_lines.v1", "order.line_cancelled.v1", "warehouse.release_lines.v1"]);

    let order = shop.order(&order_id).await;
    assert_eq!((&order["status"], &order["cancelling"]), (&"confirmed".into(), &false.into()));
    assert_eq!(order["totals"]["total"]["amount"], 1275);
    assert_eq!(order["totals"]["cancelled"]["amount"], 510);
    assert_eq!(order["lines"][0]["cancelled_quantity"], 0);
    assert_eq!(
        (&order["lines"][1]["cancelled_quantity"], &order["lines"][1]["cancelled"]["amount"]),
        (&2.into(), &510.into())
    );
    let timeline = shop.timeline(&order_id).await;
    assert_eq!(timeline, ["placed", "confirmed", "cancel_requested", "lines_cancelled"]);
    let too_many = shop.staff("POST", &path, body).await;
    assert_eq!(too_many.problem(), (409, "order.pieces_not_open"));
}

#[tokio::test]
async fn pieces_that_left_meanwhile_stay_bought_and_the_request_is_told_why() {
    let mut shop = Shop::open().await;
    let (path, order) = order_of_two_lines(&mut shop).await;
    let order_id = order["order_id"].as_str().unwrap().to_owned();
    let body =
        json!({ "lines": [{ "line_id": line_id(&order, 0), "quantity": 1 }], "reason": "one is enough" });
    shop.staff("POST", &path, body.clone()).await;
    let sent = shop.run(Some(("shipping.cancel_lines.v1", "shipping.pieces_not_open"))).await;
    assert_eq!(sent, ["shipping.cancel_lines.v1"], "nothing was cancelled and nothing given back");
    let order = shop.order(&order_id).await;
    assert_eq!((&order["cancelling"], &order["totals"]["cancelled"]["amount"]), (&false.into(), &0.into()));
    let entries = shop.get(&format!("/admin/v1/orders/{order_id}/timeline?limit=100")).await;
    let refused = entries.body["items"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(refused["kind"], "cancel_refused");
    assert!(refused["text"].as_str().unwrap().contains("shipping.pieces_not_open"), "{refused}");
    shop.staff("POST", &path, body).await;
    assert_eq!(shop.run(None).await.len(), 3, "the order is open for another try");
}

#[tokio::test]
async fn the_same_request_begins_one_cancellation() {
    let mut shop = Shop::open().await;
    let (path, order) = order_of_two_lines(&mut shop).await;
    let body =
        json!({ "lines": [{ "line_id": line_id(&order, 0), "quantity": 1 }], "reason": "one is enough" });
    let headers = [("authorization", "Bearer staff"), ("idempotency-key", "once")];
    let first = shop.send("POST", &path, Some(body.clone()), &headers).await;
    shop.run(None).await;
    let second = shop.send("POST", &path, Some(body), &headers).await;
    assert_eq!((first.status, &first.body), (second.status, &second.body));
    assert!(shop.sent().await.is_empty());
    let order = shop.order(order["order_id"].as_str().unwrap()).await;
    assert_eq!(order["lines"][0]["cancelled_quantity"], 1);
}

#[tokio::test]
async fn services_are_cancelled_too_and_hold_no_stock() {
    let mut shop = Shop::open().await;
    shop.product(shop.env().id(), 1, &["POST"], false).await;
    shop.stock_product(1, &["22423"]).await;
    let body = order_body(&[
        json!({ "sku": "POST", "quantity": 1, "unit_price": "18.00" }),
        json!({ "sku": "22423", "quantity": 1, "unit_price": "2.55" }),
    ]);
    let order_id = shop.staff("POST", "/admin/v1/orders", body).await.text("order_id");
    shop.run(None).await;
    let order = shop.order(&order_id).await;
    let body =
        json!({ "lines": [{ "line_id": line_id(&order, 0), "quantity": 1 }], "reason": "free of charge" });
    shop.staff("POST", &format!("/admin/v1/orders/{order_id}/lines/cancel"), body).await;
    assert_eq!(shop.run(None).await, ["shipping.cancel_lines.v1", "order.line_cancelled.v1"]);
    let order = shop.order(&order_id).await;
    assert_eq!(
        (&order["totals"]["cancelled"]["amount"], &order["fulfillment_status"]),
        (&1800.into(), &"requested".into())
    );
}

#[tokio::test]
async fn an_order_whose_goods_were_all_cancelled_ends_with_its_services() {
    let mut shop = Shop::open().await;
    shop.product(shop.env().id(), 1, &["POST"], false).await;
    shop.stock_product(1, &["22423"]).await;
    let body = order_body(&[
        json!({ "sku": "POST", "quantity": 1, "unit_price": "18.00" }),
        json!({ "sku": "22423", "quantity": 2, "unit_price": "2.55" }),
    ]);
    let order_id = shop.staff("POST", "/admin/v1/orders", body).await.text("order_id");
    shop.run(None).await;
    let order = shop.order(&order_id).await;
    let line = json!({ "line_id": line_id(&order, 1), "quantity": 2 });
    let body = json!({ "lines": [line], "reason": "sold out" });
    shop.staff("POST", &format!("/admin/v1/orders/{order_id}/lines/cancel"), body).await;
    shop.run(None).await;
    let order = shop.order(&order_id).await;
    assert_eq!((&order["status"], &order["fulfillment_status"]), (&"confirmed".into(), &"none".into()));
    shop.capture(&order_id, 1800).await;
    assert_eq!(shop.order(&order_id).await["status"], "completed");
    let timeline = shop.timeline(&order_id).await;
    assert_eq!(timeline[3..], ["lines_cancelled", "fulfillment", "payment_captured", "completed"]);
}

#[tokio::test]
async fn senseless_requests_change_nothing() {
    let mut shop = Shop::open().await;
    let (path, order) = order_of_two_lines(&mut shop).await;
    let (first, second) = (line_id(&order, 0), line_id(&order, 1));
    let stranger: LineId = shop.env().id();
    let all = json!([{ "line_id": first, "quantity": 2 }, { "line_id": second, "quantity": 3 }]);
    for (lines, reason, problem) in [
        (json!([]), "x", (400, "request.invalid")),
        (json!([{ "line_id": first, "quantity": 1 }]), " ", (400, "request.invalid")),
        (json!([{ "line_id": stranger, "quantity": 1 }]), "x", (400, "order.unknown_line")),
        (json!([{ "line_id": first, "quantity": 3 }]), "x", (409, "order.pieces_not_open")),
        (all, "x", (409, "order.nothing_left")),
    ] {
        let answer = shop.staff("POST", &path, json!({ "lines": lines, "reason": reason })).await;
        assert_eq!(answer.problem(), problem, "{}", answer.body);
    }
    let zero = json!({ "lines": [{ "line_id": first, "quantity": 0 }], "reason": "x" });
    assert_eq!(shop.staff("POST", &path, zero).await.status.as_u16() / 100, 4);
    assert!(shop.sent().await.is_empty());
    assert_eq!(shop.order(order["order_id"].as_str().unwrap()).await["cancelling"], false);

    let mut draft = order_body(&[json!({ "sku": "22423", "quantity": 2 })]);
    draft["place"] = false.into();
    let draft = shop.staff("POST", "/admin/v1/orders", draft).await.text("order_id");
    let line = line_id(&shop.order(&draft).await, 0);
    let body = json!({ "lines": [{ "line_id": line, "quantity": 1 }], "reason": "x" });
    let answer = shop.staff("POST", &format!("/admin/v1/orders/{draft}/lines/cancel"), body).await;
    assert_eq!(answer.problem(), (409, "order.not_cancellable"), "the lines of a draft are rewritten");
}
