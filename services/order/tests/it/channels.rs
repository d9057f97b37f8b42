//! Staff who are limited to sales channels.

use serde_json::{Value, json};

use crate::support::{Answer, Shop, order_body};

async fn write(shop: &mut Shop, channel: &str, external_id: &str) -> String {
    let mut body = order_body(&[json!({ "sku": "22423", "quantity": 1 })]);
    body["channel"] = channel.into();
    body["external_id"] = external_id.into();
    shop.staff("POST", "/admin/v1/orders", body).await.text("order_id")
}

#[tokio::test]
async fn staff_of_a_channel_see_its_orders_and_write_there_only() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["22423"]).await;
    let (web, b2b) = (write(&mut shop, "web", "INV-1").await, write(&mut shop, "b2b", "INV-2").await);
    let (name, limited) = kernel_testing::staff_in(&["web", "outlet"]);
    let get = async |path: &str| shop.send("GET", path, None, &[(name, &limited)]).await;

    get(&format!("/admin/v1/orders/{web}")).await.ok();
    get(&format!("/admin/v1/orders/{b2b}")).await.is_problem(404, "order.not_found");
    get(&format!("/admin/v1/orders/{b2b}/sagas")).await.is_problem(404, "order.not_found");
    let ids = |answer: &Answer| -> Vec<Value> {
        answer.ok()["items"].as_array().unwrap().iter().map(|order| order["order_id"].clone()).collect()
    };
    assert_eq!(ids(&get("/admin/v1/orders").await), [json!(web)]);
    assert_eq!(ids(&get("/admin/v1/orders?channel=b2b").await), [Value::Null; 0]);
    assert_eq!(ids(&get("/admin/v1/orders?external_id=INV-1").await), [json!(web)]);
    assert_eq!(ids(&get("/admin/v1/orders?external_id=INV-2").await), [Value::Null; 0], "nor by its number");
    get("/admin/v1/order-sagas").await.is_problem(403, "request.channel_limited");

    let saga = shop.get(&format!("/admin/v1/orders/{b2b}/sagas")).await.ok();
    let saga = saga["items"][0]["saga_id"].as_str().unwrap();
    get(&format!("/admin/v1/order-sagas/{saga}")).await.is_problem(404, "order.saga_not_found");

    let headers = |key| [(name, limited.as_str()), ("idempotency-key", key)];
    let mut body = order_body(&[json!({ "sku": "22423", "quantity": 1 })]);
    body["channel"] = "b2b".into();
    let refused = shop.send("POST", "/admin/v1/orders", Some(body.clone()), &headers("a")).await;
    refused.is_problem(403, "request.channel_limited");
    body["channel"] = "outlet".into();
    shop.send("POST", "/admin/v1/orders", Some(body), &headers("b")).await.ok();
    let note = json!({ "text": "called" });
    let path = format!("/admin/v1/orders/{b2b}/notes");
    shop.send("POST", &path, Some(note), &headers("c")).await.is_problem(404, "order.not_found");
    assert_eq!(shop.timeline(&b2b).await, ["placed"]);
}
