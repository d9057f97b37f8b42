//! Orders of staff: negotiated prices, drafts, and their limits.

use customer_contracts::{CustomerChanged, CustomerStatus};
use http::StatusCode;
use kernel_base::Call;
use serde_json::{Value, json};
use shared_contracts::CustomerId;

use crate::support::{Shop, order_body};

#[tokio::test]
async fn a_placed_order_keeps_negotiated_prices_and_who_agreed_to_them() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["85123A", "85123a"]).await;
    let mut body = order_body(&[
        json!({ "sku": "85123A", "quantity": 32, "unit_price": "2.55" }),
        json!({ "sku": "85123A", "quantity": 1 }),
        json!({ "sku": "85123A", "quantity": 1, "unit_price": "2.55", "title": "LANTERN, DENTED" }),
        json!({ "sku": "85123a", "quantity": 5, "unit_price": "0.001" }),
    ]);
    body["external_id"] = "536365".into();
    body["country_text"] = "EIRE".into();
    body["country"] = "IE".into();
    body["customer"] = json!({ "reference": "17850" });
    let created = shop.staff("POST", "/admin/v1/orders", body).await;
    assert_eq!(created.status, StatusCode::CREATED, "{}", created.body);
    assert_eq!(created.body["status"], "pending");
    // 32 × 2.55 + 2.95 + 2.55 + 5 × 0.001, which is half a penny and a bit: rounded up to one.
    assert_eq!(created.body["totals"]["total"], json!({ "amount": 8711, "currency": "GBP" }));
    let sent = shop.run(None).await;
    assert_eq!(sent.iter().filter(|kind| *kind == "order.confirmed.v1").count(), 1);

    let order = shop.order(&created.text("order_id")).await;
    assert_eq!(order["status"], "confirmed");
    assert_eq!((&order["line_count"], &order["unit_count"]), (&4.into(), &39.into()));
    assert_eq!(order["lines"][2]["title"], "LANTERN, DENTED");
    assert_eq!(order["lines"][0]["list_price"], "2.95");
    let agreed = shop.get(&format!("/admin/v1/orders/{}/negotiated-prices", created.text("order_id"))).await;
    let items = agreed.body["items"].as_array().unwrap();
    assert_eq!(items.len(), 3, "the list's own price was not negotiated");
    assert!(items.iter().all(|line| line["actor"] == "staff" && line["list_price"] == "2.95"));
}

#[tokio::test]
async fn goods_given_away_skip_payment() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["84950"]).await;
    let body = order_body(&[json!({ "sku": "84950", "quantity": 2, "unit_price": "0" })]);
    let created = shop.staff("POST", "/admin/v1/orders", body).await;
    let sent = shop.run(None).await;
    assert_eq!(
        sent,
        [
            "order.placed.v1",
            "warehouse.reserve_stock.v1",
            "order.confirmed.v1",
            "shipping.request_shipment.v1"
        ]
    );
    let order = shop.order(&created.text("order_id")).await;
    assert_eq!((&order["status"], &order["payment_status"]), (&"confirmed".into(), &"none".into()));
}

#[tokio::test]
async fn postage_alone_is_neither_reserved_nor_shipped() {
    let mut shop = Shop::open().await;
    shop.product(shop.env().id(), 1, &["POST"], false).await;
    let body = order_body(&[json!({ "sku": "POST", "quantity": 1, "unit_price": "18.00" })]);
    let created = shop.staff("POST", "/admin/v1/orders", body).await;
    let sent = shop.run(None).await;
    assert_eq!(sent, ["order.placed.v1", "payment.authorize.v1", "order.confirmed.v1"]);
    assert_eq!(shop.order(&created.text("order_id")).await["fulfillment_status"], "none");
}

#[tokio::test]
async fn a_draft_is_edited_until_it_is_placed() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["22423"]).await;
    let mut body = order_body(&[json!({ "sku": "22423", "quantity": 1 })]);
    body["place"] = false.into();
    let created = shop.staff("POST", "/admin/v1/orders", body).await;
    assert_eq!((created.status.as_u16(), created.etag()), (201, "\"v1\""));
    assert_eq!((&created.body["status"], &created.body["placed_at"]), (&"draft".into(), &Value::Null));
    assert!(shop.sent().await.is_empty(), "nobody hears of a draft");
    let path = format!("/admin/v1/orders/{}", created.text("order_id"));

    let lines = json!({ "lines": [{ "sku": "22423", "quantity": 16, "unit_price": "10.95" }] });
    let put = format!("{path}/lines");
    let stale = shop.staff_with("PUT", &put, lines.clone(), &[("if-match", "\"v7\"")]).await;
    assert_eq!((stale.problem(), stale.etag()), ((412, "order.changed"), "\"v1\""));
    let edited = shop.staff_with("PUT", &put, lines.clone(), &[("if-match", "\"v1\"")]).await;
    assert_eq!(edited.body["totals"]["total"]["amount"], 17520, "{}", edited.body);
    assert_eq!((edited.etag(), edited.body["lines"].as_array().unwrap().len()), ("\"v2\"", 1));

    let place = format!("{path}/place");
    let unknown_version = shop.staff("POST", &place, json!({})).await;
    assert_eq!(unknown_version.problem(), (400, "request.if_match_missing"));
    let placed = shop.staff_with("POST", &place, json!({}), &[("if-match", "\"v2\"")]).await;
    assert_eq!((placed.status.as_u16(), &placed.body["status"]), (202, &"pending".into()), "{}", placed.body);
    let late = shop.staff_with("PUT", &put, lines, &[("if-match", "\"v3\"")]).await;
    assert_eq!(late.problem(), (409, "order.not_draft"));
    let sent = shop.run(None).await;
    assert_eq!(sent[..2], ["order.placed.v1", "warehouse.reserve_stock.v1"]);
    assert_eq!(shop.order(&created.text("order_id")).await["status"], "confirmed");
    let timeline = shop.timeline(&created.text("order_id")).await;
    assert_eq!(timeline, ["drafted", "lines_changed", "placed", "confirmed"]);
}

#[tokio::test]
async fn who_buys_a_draft_and_how_it_is_paid_is_changed_until_it_is_placed() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["22423"]).await;
    let mut body = order_body(&[
        json!({ "sku": "22423", "quantity": 10 }),
        json!({ "sku": "22423", "quantity": 1, "unit_price": "1.00", "title": "DENTED" }),
    ]);
    body["place"] = false.into();
    body["payment"] = json!({ "provider": "manual", "reference": "PO 1" });
    let order_id = shop.staff("POST", "/admin/v1/orders", body).await.text("order_id");
    let path = format!("/admin/v1/orders/{order_id}");
    let address = json!({ "name": "Ann", "lines": ["1 High Street"], "city": "Cork", "country": "IE" });
    let change = json!({
        "customer": { "reference": "17850", "email": "ann@example.com" },
        "shipping_address": address,
        "country_text": "EIRE",
        "payment": { "provider": "test" },
    });
    let stale = shop.staff_with("PATCH", &path, change.clone(), &[("if-match", "\"v7\"")]).await;
    assert_eq!((stale.problem(), stale.etag()), ((412, "order.changed"), "\"v1\""));
    let changed = shop.staff_with("PATCH", &path, change.clone(), &[("if-match", "\"v1\"")]).await;
    assert_eq!((changed.status.as_u16(), changed.etag()), (200, "\"v2\""), "{}", changed.body);
    assert_eq!(changed.body["shipping_address"], address);
    assert_eq!(changed.body["customer"]["email"], "ann@example.com");
    assert_eq!(
        (&changed.body["payment_provider"], &changed.body["country_text"]),
        (&"test".into(), &"EIRE".into())
    );
    assert_eq!(changed.body["totals"]["total"]["amount"], 3050);
    let same = shop.staff_with("PATCH", &path, change, &[("if-match", "\"v2\"")]).await;
    assert_eq!(same.etag(), "\"v2\"", "nothing was changed");

    let trade = json!({ "customer_group": "trade", "country_text": null });
    let priced = shop.staff_with("PATCH", &path, trade, &[("if-match", "\"v2\"")]).await;
    assert_eq!((priced.etag(), &priced.body["customer_group"]), ("\"v3\"", &"trade".into()));
    assert_eq!(priced.body["totals"]["total"]["amount"], 2100, "10 × 2.00 and what was negotiated");
    assert_eq!(
        (&priced.body["lines"][1]["title"], &priced.body["country_text"]),
        (&"DENTED".into(), &Value::Null)
    );
    let lines = json!({ "lines": [{ "sku": "22423", "quantity": 3 }] });
    let put = format!("{path}/lines");
    let rewritten = shop.staff_with("PUT", &put, lines, &[("if-match", "\"v3\"")]).await;
    assert_eq!(rewritten.body["totals"]["total"]["amount"], 600, "new lines have the group's price too");

    shop.staff_with("POST", &format!("{path}/place"), json!({}), &[("if-match", "\"v4\"")]).await;
    let sent = shop.run_through().await;
    let asked = sent.iter().find_map(|event| event.command::<payment_contracts::AuthorizePayment>());
    let tender = asked.unwrap().unwrap().body.tenders.remove(0);
    assert_eq!((tender.provider.as_str(), tender.reference, tender.amount.minor()), ("test", None, 600));
    let ship = sent.iter().find_map(|event| event.command::<shipping_contracts::RequestShipment>());
    assert_eq!(json!(ship.unwrap().unwrap().body.address.unwrap().known()), address);
    let late = json!({ "customer": {} });
    let late = shop.staff_with("PATCH", &path, late, &[("if-match", "\"v6\"")]).await;
    assert_eq!(late.problem(), (409, "order.not_draft"));
    let timeline = shop.timeline(&order_id).await;
    assert_eq!(timeline[..4], ["drafted", "draft_changed", "draft_changed", "lines_changed"]);
}

#[tokio::test]
async fn senseless_changes_of_a_draft_are_told_at_once() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["22423"]).await;
    let mut body = order_body(&[json!({ "sku": "22423", "quantity": 1 })]);
    body["place"] = false.into();
    let order_id = shop.staff("POST", "/admin/v1/orders", body).await.text("order_id");
    let path = format!("/admin/v1/orders/{order_id}");
    for (change, pointer) in [
        (json!({ "country_text": " " }), Some("/country_text")),
        (json!({ "customer": { "reference": "x".repeat(101) } }), Some("/customer/reference")),
        (json!({ "payment": { "provider": "manual", "reference": "" } }), Some("/payment/reference")),
        (
            json!({ "shipping_address": { "name": "", "lines": [], "city": "Cork", "country": "IE" } }),
            Some("/shipping_address"),
        ),
        (json!({ "customer_group": "Trade!" }), None),
        (json!({ "currency": "EUR" }), None),
    ] {
        let answer = shop.staff_with("PATCH", &path, change, &[("if-match", "\"v1\"")]).await;
        assert_eq!(answer.problem(), (400, "request.invalid"), "{}", answer.body);
        if let Some(pointer) = pointer {
            assert_eq!(answer.body["errors"][0]["pointer"], pointer, "{}", answer.body);
        }
    }
    assert_eq!(shop.order(&order_id).await["version"], 1);
}

#[tokio::test]
async fn an_order_of_ten_thousand_lines_is_placed_and_one_more_is_refused() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["21915"]).await;
    let line = json!({ "sku": "21915", "quantity": 1, "unit_price": "1.25" });
    let created = shop.staff("POST", "/admin/v1/orders", order_body(&vec![line.clone(); 10_000])).await;
    assert_eq!(created.status, StatusCode::CREATED, "{}", created.body);
    assert_eq!(created.body["totals"]["total"]["amount"], 1_250_000);
    shop.run(None).await;
    let order = shop.order(&created.text("order_id")).await;
    assert_eq!((&order["status"], order["lines"].as_array().unwrap().len()), (&"confirmed".into(), 10_000));
    let too_many = shop.staff("POST", "/admin/v1/orders", order_body(&vec![line; 10_001])).await;
    assert_eq!(too_many.problem(), (400, "order.line_count"));
}

#[tokio::test]
async fn the_same_external_id_is_one_order() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["22423"]).await;
    let mut body = order_body(&[json!({ "sku": "22423", "quantity": 1 })]);
    body["external_id"] = "536365".into();
    let headers = [("authorization", "Bearer staff"), ("idempotency-key", "invoice-536365")];
    let first = shop.send("POST", "/admin/v1/orders", Some(body.clone()), &headers).await;
    let again = shop.send("POST", "/admin/v1/orders", Some(body.clone()), &headers).await;
    assert_eq!((first.status.as_u16(), &first.body), (201, &again.body), "the stored answer is repeated");
    let other_key = shop.staff("POST", "/admin/v1/orders", body.clone()).await;
    assert_eq!(other_key.problem(), (409, "order.external_id_taken"));
    body["currency"] = "EUR".into();
    let other_body = shop.send("POST", "/admin/v1/orders", Some(body), &headers).await;
    assert_eq!(other_body.problem(), (422, "request.key_reused"));
    let found = shop.get("/admin/v1/orders?external_id=536365&include=lines").await;
    assert_eq!(found.body["items"][0]["order_id"], first.body["order_id"]);
    assert_eq!(found.body["items"][0]["lines"].as_array().unwrap().len(), 1);
    assert_eq!(shop.count("\"order\".sales_order").await, 1);
}

#[tokio::test]
async fn a_repeated_request_writes_one_order_also_without_an_external_id() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["22423"]).await;
    let body = order_body(&[json!({ "sku": "22423", "quantity": 1 })]);
    let headers = [("authorization", "Bearer staff"), ("idempotency-key", "once")];
    let first = shop.send("POST", "/admin/v1/orders", Some(body.clone()), &headers).await;
    let again = shop.send("POST", "/admin/v1/orders", Some(body), &headers).await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201), "{}", again.body);
    assert_eq!(first.body, again.body);
    assert_eq!(shop.sent_types().await, ["order.placed.v1", "warehouse.reserve_stock.v1"]);
}

#[tokio::test]
async fn a_sku_means_the_variant_that_catalog_lists_now() {
    let mut shop = Shop::open().await;
    let product = shop.env().id();
    let old = shop.product(product, 1, &["22423"], true).await[0];
    let new = shop.product(product, 2, &["22423"], true).await[0];
    // What comes late, or again in a rebuild, does not bring the old one back.
    shop.product(product, 1, &["22423"], true).await;
    let by_sku = order_body(&[json!({ "sku": "22423", "quantity": 1 })]);
    let created = shop.staff("POST", "/admin/v1/orders", by_sku).await;
    let order = shop.order(&created.text("order_id")).await;
    assert_eq!(order["lines"][0]["variant_id"], new.to_string());
    let by_id = order_body(&[json!({ "variant_id": old, "quantity": 1 })]);
    let gone = shop.staff("POST", "/admin/v1/orders", by_id).await;
    assert_eq!(gone.problem(), (400, "order.unknown_variant"));
}

#[tokio::test]
async fn what_is_wrong_is_told_at_once_and_nothing_is_written() {
    let mut shop = Shop::with_list_price(None).await;
    shop.stock_product(1, &["22423"]).await;
    let good = json!({ "sku": "22423", "quantity": 1, "unit_price": "1.00" });
    let with = |field: &str, value: Value| {
        let mut body = order_body(std::slice::from_ref(&good));
        body[field] = value;
        body
    };
    let line = |line: Value| order_body(&[good.clone(), line]);
    let cases = [
        (with("lines", json!([])), "order.line_count", None),
        (line(json!({ "sku": "nope", "quantity": 1 })), "order.unknown_variant", Some("/lines/1/sku")),
        (line(json!({ "sku": "22423", "quantity": 1 })), "order.no_price", Some("/lines/1/unit_price")),
        (
            line(json!({ "sku": "22423", "quantity": 1, "unit_price": "-1" })),
            "request.invalid",
            Some("/lines/1/unit_price"),
        ),
        (line(json!({ "sku": "22423", "quantity": -1 })), "request.invalid", None),
        (line(json!({ "sku": "22423", "quantity": 1_000_001 })), "request.invalid", None),
        (line(json!({ "quantity": 1 })), "request.invalid", Some("/lines/1")),
        (with("currency", json!("XXX")), "request.invalid", None),
        (with("surprise", json!(1)), "request.invalid", None),
        (with("external_id", json!("")), "request.invalid", Some("/external_id")),
        (with("country_text", json!("x".repeat(101))), "request.invalid", Some("/country_text")),
        (with("country", json!("EIRE")), "request.invalid", None),
        (
            line(json!({ "sku": "22423", "quantity": 1_000_000, "unit_price": "9000000000000" })),
            "pricing.amount_too_large",
            None,
        ),
    ];
    for (body, code, pointer) in cases {
        let answer = shop.staff("POST", "/admin/v1/orders", body).await;
        assert_eq!(answer.problem(), (400, code), "{}", answer.body);
        if let Some(pointer) = pointer {
            assert_eq!(answer.body["errors"][0]["pointer"], pointer, "{}", answer.body);
        }
    }
    assert_eq!(shop.count("\"order\".sales_order").await, 0);
    assert_eq!(shop.count("kernel.saga").await, 0);
}

#[tokio::test]
async fn other_services_read_an_order_through_the_contract() {
    let mut shop = Shop::open().await;
    let order_id: shared_contracts::OrderId = shop.confirmed_order().await.parse().unwrap();
    let call = Call { deadline: shop.env().now(), trace: None };
    let order = shop.api.order(&call, order_id).await.unwrap();
    assert_eq!((order.order_id, order.lines.unwrap().len()), (order_id, 1));
    let unknown = shop.api.order(&call, shop.env().id()).await.unwrap_err();
    assert_eq!(unknown.code, "order.not_found");
    // None has declared that it does so over HTTP.
    let service = [("authorization", "Bearer service:cart")];
    let over_http = shop.send("POST", "/internal/v1/order/order", Some(json!(order_id)), &service).await;
    assert_eq!(over_http.body["code"], "request.forbidden", "{}", over_http.body);
}

#[tokio::test]
async fn nothing_is_placed_for_whom_staff_blocked() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["85123A"]).await;
    let ada: CustomerId = shop.env().id();
    let told = |version, status| {
        let occurred_at = shop.env().now();
        CustomerChanged { customer_id: ada, version, status: Some(status), occurred_at }
    };
    let [blocked, first, again] =
        [told(2, CustomerStatus::Blocked), told(1, CustomerStatus::Active), told(3, CustomerStatus::Active)];
    shop.tell("customer", &ada.to_string(), &blocked).await;
    shop.tell("customer", &ada.to_string(), &first).await;
    let mut body = order_body(&[json!({ "sku": "85123A", "quantity": 2 })]);
    body["customer"] = json!({ "customer_id": ada });
    let refused = shop.staff("POST", "/admin/v1/orders", body.clone()).await;
    assert_eq!(refused.problem(), (409, "order.customer_blocked"));
    body["place"] = json!(false);
    let draft = shop.staff("POST", "/admin/v1/orders", body).await;
    let path = format!("/admin/v1/orders/{}/place", draft.text("order_id"));
    let refused = shop.staff_with("POST", &path, json!({}), &[("if-match", "\"v1\"")]).await;
    assert_eq!(refused.problem(), (409, "order.customer_blocked"));
    shop.tell("customer", &ada.to_string(), &again).await;
    let placed = shop.staff_with("POST", &path, json!({}), &[("if-match", "\"v1\"")]).await;
    assert_eq!(placed.status.as_u16(), 202, "{}", placed.body);
}
