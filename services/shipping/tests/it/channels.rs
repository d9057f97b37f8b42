//! Staff who are limited to sales channels.

use kernel_testing::staff_in;
use serde_json::{Value, json};
use shared_contracts::OrderId;

use crate::support::{Answer, Shop};

async fn ask(shop: &Shop, channels: &[&str], method: &str, path: &str, body: Option<Value>) -> Answer {
    let (name, limited) = staff_in(channels);
    let key = shop.test.env().uuid().to_string();
    shop.client.json(method, path, body.as_ref(), &[(name, &limited), ("idempotency-key", &key)]).await
}

#[tokio::test]
async fn staff_of_a_channel_ship_what_was_sold_there() {
    let shop = Shop::open().await;
    let web = shop.requested(&[2]).await;
    let order_id: OrderId = shop.test.env().id();
    // What order asked for before it told the channel.
    let old = shipping_contracts::RequestShipment { channel: None, ..shop.request(order_id, &[1]) };
    shop.command(order_id, old).await;
    let [old] = &shop.shipments_of(order_id).await[..] else { panic!("one shipment") };

    let path = |shipment: &Value, action: &str| {
        format!("/admin/v1/shipments/{}{action}", shipment["shipment_id"].as_str().unwrap())
    };
    let shown = ask(&shop, &["web"], "GET", "/admin/v1/shipments", None).await.ok();
    assert_eq!(shown["items"].as_array().unwrap().len(), 1);
    assert_eq!(shown["items"][0]["shipment_id"], web["shipment_id"]);
    let nothing = ask(&shop, &["b2b"], "GET", "/admin/v1/shipments", None).await.ok();
    assert_eq!(nothing["items"], json!([]));
    for (shipment, channel) in [(&web, "b2b"), (old, "web"), (old, "b2b")] {
        let one = ask(&shop, &[channel], "GET", &path(shipment, ""), None).await;
        one.is_problem(404, "shipping.shipment_not_found");
        let ship = ask(&shop, &[channel], "POST", &path(shipment, "/ship"), Some(json!({}))).await;
        ship.is_problem(404, "shipping.shipment_not_found");
    }
    let line_id = &web["lines"][0]["line_id"];
    let one_piece = json!({ "lines": [{ "line_id": line_id, "quantity": 1 }] });
    ask(&shop, &["web"], "POST", &path(&web, "/ship"), Some(one_piece)).await.ok();
    let shown = ask(&shop, &["web"], "GET", "/admin/v1/shipments", None).await.ok();
    assert_eq!(shown["items"].as_array().unwrap().len(), 2, "what is left over is sold there, too");
}

#[tokio::test]
async fn methods_of_other_channels_are_not_shown() {
    let shop = Shop::open().await;
    for (code, channels) in
        [("everywhere", json!([])), ("of-web", json!(["web"])), ("of-b2b", json!(["b2b"]))]
    {
        let terms = json!({ "name": code, "tax_class": "standard", "channels": channels, "active": true });
        let body = json!({ "code": code, "terms": terms });
        shop.staff("POST", "/admin/v1/shipping-methods", Some(body)).await.ok();
    }
    let list = ask(&shop, &["web"], "GET", "/admin/v1/shipping-methods?limit=100", None).await.ok();
    let codes: Vec<&str> =
        list["items"].as_array().unwrap().iter().map(|method| method["code"].as_str().unwrap()).collect();
    assert!(
        codes.contains(&"everywhere") && codes.contains(&"of-web") && !codes.contains(&"of-b2b"),
        "{codes:?}"
    );
    let terms = json!({ "code": "new", "terms": { "name": "N", "tax_class": "standard", "active": true } });
    let refused = ask(&shop, &["web"], "POST", "/admin/v1/shipping-methods", Some(terms)).await;
    refused.is_problem(403, "request.channel_limited");
}
