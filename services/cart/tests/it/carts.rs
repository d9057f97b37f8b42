//! Carts are made, read, and belong to who holds the token.

use serde_json::json;

use crate::support::{Held, Shop, address};

#[tokio::test]
async fn a_cart_can_begin_with_everything_in_one_call() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let (cart, held) = shop.ready(&[(variant, 6)]).await;
    assert_eq!(cart["lines"][0]["title"], "HANGING HEART HOLDER – White");
    assert_eq!(cart["lines"][0]["unit_price"], "2.95");
    let gross = |part: &str| cart["totals"][part]["gross"]["amount"].as_i64().unwrap();
    assert_eq!((gross("items"), gross("shipping"), gross("total")), (1770 + 354, 495 + 99, 2718));
    assert_eq!(cart["tenders"], json!([{ "provider": "test" }]), "the provider's token is not told again");
    assert_eq!(shop.get(&held).await, cart);
}

#[tokio::test]
async fn a_wrong_token_and_an_unknown_cart_look_the_same() {
    let shop = Shop::open().await;
    let (held, other) = (shop.new_cart().await, shop.new_cart().await);
    let stranger = Held { token: other.token.clone(), ..held.clone() };
    let unknown = Held {
        path: format!("/store/v1/carts/{}", shop.env().id::<shared_contracts::kind::Cart>()),
        ..held.clone()
    };
    let paths = [
        ("GET", "", None),
        (
            "POST",
            "/lines",
            Some(json!({ "lines": [{ "variant_id": shop.product("1").await, "quantity": 1 }] })),
        ),
        ("PUT", "/address", Some(json!({}))),
        ("GET", "/shipping-options", None),
        ("PUT", "/shipping", Some(json!({ "method_id": shop.method_id }))),
        ("DELETE", "/shipping", None),
        ("PUT", "/payment", Some(json!({ "tenders": [{ "provider": "test" }] }))),
        ("DELETE", "/payment", None),
        ("POST", "/payment-session", Some(json!({ "provider": "test" }))),
        ("POST", "/complete", Some(crate::support::expected_total(0))),
        ("GET", "/payment-action", None),
        ("POST", "/payment-action", Some(json!({}))),
        (
            "POST",
            "/merge",
            Some(json!({ "cart_id": shop.env().id::<shared_contracts::kind::Cart>(), "token": "t" })),
        ),
    ];
    for (method, path, body) in paths {
        for wrong in [&stranger, &unknown] {
            let answer = shop.act(wrong, method, path, body.clone()).await;
            answer.is_problem(404, "cart.not_found");
        }
        let without =
            shop.send(method, &format!("{}{path}", held.path), body, &[("idempotency-key", "k")]).await;
        without.is_problem(401, "request.cart_token_missing");
    }
}

#[tokio::test]
async fn a_token_is_stored_only_as_its_hash() {
    let shop = Shop::open().await;
    let (_, held) = shop.ready(&[(shop.product("2.95").await, 1)]).await;
    let rows = shop.test.sql().await.query("SELECT c::text FROM cart.cart c", &[]).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert!(!rows[0].get::<_, String>(0).contains(&held.token));
    let stored = shop.test.sql().await.query("SELECT FROM kernel.idempotency_key", &[]).await.unwrap();
    assert!(stored.is_empty(), "the answer that holds the token is kept nowhere");
}

#[tokio::test]
async fn only_staff_and_services_say_who_the_customer_is() {
    let shop = Shop::open().await;
    let customer_id = shop.env().id::<shared_contracts::kind::Customer>();
    let body = json!({ "channel": "web", "currency": "GBP", "customer_id": customer_id });
    let path = "/store/v1/carts";
    shop.send("POST", path, Some(body.clone()), &[]).await.is_problem(403, "cart.customer_not_allowed");
    let created =
        shop.send("POST", path, Some(body), &[("authorization", "Bearer service:order")]).await.ok();
    assert_eq!(created["cart"]["customer_id"], json!(customer_id));

    let staff = [("authorization", "Bearer staff")];
    let list =
        shop.send("GET", &format!("/admin/v1/carts?customer_id={customer_id}"), None, &staff).await.ok();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let cart_id = created["cart"]["cart_id"].as_str().unwrap();
    let cart = shop.send("GET", &format!("/admin/v1/carts/{cart_id}"), None, &staff).await.ok();
    assert_eq!(cart, created["cart"]);
    shop.send("GET", "/admin/v1/carts", None, &[]).await.is_problem(401, "request.unauthenticated");
}

#[tokio::test]
async fn wrong_input_is_named_and_changes_nothing() {
    let shop = Shop::open().await;
    let create = async |body: serde_json::Value| shop.send("POST", "/store/v1/carts", Some(body), &[]).await;
    for (body, pointer) in [
        (json!({ "channel": "web" }), "/currency"),
        (json!({ "channel": "Web", "currency": "GBP" }), "/channel"),
        (json!({ "channel": "web", "currency": "XXX" }), "/currency"),
        (json!({ "channel": "web", "currency": "GBP", "colour": 1 }), "/colour"),
        (json!({ "channel": "web", "currency": "GBP", "email": "a@b@c" }), "/email"),
        (
            json!({ "channel": "web", "currency": "GBP", "shipping_address": { "name": "x" } }),
            "/shipping_address/lines",
        ),
    ] {
        let problem = create(body).await.is_problem(400, "request.invalid");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    let mut nameless = address("GB");
    nameless["name"] = json!(" ");
    let problem = create(json!({ "channel": "web", "currency": "GBP", "shipping_address": nameless })).await;
    assert_eq!(problem.is_problem(400, "request.invalid")["errors"][0]["pointer"], "/shipping_address");
    let broken = shop.send("POST", "/store/v1/carts", None, &[]).await;
    broken.is_problem(400, "request.malformed_json");
    let yen = json!({
        "channel": "web", "currency": "JPY", "lines": [{ "variant_id": shop.product("1").await, "quantity": 1 }],
    });
    create(yen).await.is_problem(400, "pricing.no_market");
    let count = shop.test.sql().await.query_one("SELECT count(*) FROM cart.cart", &[]).await.unwrap();
    assert_eq!(count.get::<_, i64>(0), 0);
}

#[tokio::test]
async fn tenders_that_cannot_pay_the_cart_are_refused() {
    let shop = Shop::open().await;
    let held = shop.new_cart().await;
    let pay = async |tenders: serde_json::Value| {
        shop.act(&held, "PUT", "/payment", Some(json!({ "tenders": tenders }))).await
    };
    pay(json!([])).await.is_problem(400, "request.invalid");
    let euro = json!([{ "provider": "test", "amount": { "amount": 100, "currency": "EUR" } }]);
    pay(euro).await.is_problem(400, "request.invalid");
    pay(json!([{ "provider": "test" }, { "provider": "manual" }])).await.is_problem(400, "request.invalid");
    pay(json!([{ "provider": "test", "token": "x".repeat(256) }])).await.is_problem(400, "request.invalid");
    pay(json!([{ "provider": "test" }])).await.ok();
}

#[tokio::test]
async fn delivery_is_offered_for_the_address_and_chosen_only_where_it_goes() {
    let shop = Shop::open().await;
    let held = shop.new_cart().await;
    let options = async || shop.act(&held, "GET", "/shipping-options", None).await.ok()["options"].clone();
    assert_eq!(options().await, json!([]), "nothing to ship");
    shop.add(&held, shop.product("2.95").await, 1).await.ok();
    assert_eq!(options().await[0]["amount"], json!({ "amount": 495, "currency": "GBP" }));
    let choose =
        async || shop.act(&held, "PUT", "/shipping", Some(json!({ "method_id": shop.method_id }))).await;
    shop.act(&held, "PUT", "/address", Some(json!({ "shipping_address": address("US") }))).await.ok();
    assert_eq!(options().await, json!([]));
    choose().await.is_problem(409, "cart.shipping_unavailable");
    assert_eq!(shop.get(&held).await["shipping"], json!(null));
    shop.act(&held, "PUT", "/address", Some(json!({ "shipping_address": address("GB") }))).await.ok();
    assert_eq!(choose().await.ok()["totals"]["shipping"]["gross"]["amount"], 594);

    // Moved away again: the choice stays, without a price and with a warning.
    let moved =
        shop.act(&held, "PUT", "/address", Some(json!({ "shipping_address": address("US") }))).await.ok();
    assert_eq!(moved["warnings"], json!([{ "code": "shipping_unavailable" }]));
    assert_eq!(moved["totals"]["shipping"]["gross"]["amount"], 0);
}

#[tokio::test]
async fn what_was_said_can_be_taken_back() {
    let shop = Shop::open().await;
    let (before, held) = shop.ready(&[(shop.product("2.95").await, 6)]).await;
    assert_eq!(shop.act(&held, "PUT", "/address", Some(json!({}))).await.ok()["email"], before["email"]);
    let address = Some(json!({ "email": null, "shipping_address": null }));
    shop.act(&held, "PUT", "/address", address).await.ok();
    let cart = shop.act(&held, "DELETE", "/shipping", None).await.ok();
    assert_eq!(cart["totals"]["shipping"]["gross"]["amount"], 0);
    shop.act(&held, "DELETE", "/payment", None).await.ok();
    let cart = shop.get(&held).await;
    for gone in ["email", "shipping_address", "shipping", "tenders"] {
        assert!(!before[gone].is_null() && cart[gone].is_null(), "{gone}: {}", cart[gone]);
    }
    let missing = shop.complete(&held, 2124).await;
    missing.is_problem(409, "cart.incomplete");
    let pointers: Vec<String> = missing.wrong_fields().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(pointers, ["/email", "/shipping_address", "/shipping", "/payment"]);
}
