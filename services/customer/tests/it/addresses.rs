//! Address books.

use std::collections::HashSet;

use serde_json::{Value, json};
use shared_contracts::CustomerId;

use crate::support::{Shop, address};

async fn book(shop: &Shop, customer_id: CustomerId) -> Vec<Value> {
    let list = shop.of(customer_id, "GET", "/store/v1/me/addresses", None).await.ok();
    list["items"].as_array().unwrap().clone()
}

/// The ids of the defaults, which must be one of each kind.
async fn defaults(shop: &Shop, customer_id: CustomerId) -> (String, String) {
    let book = book(shop, customer_id).await;
    let find = |kind: &str| {
        let found: Vec<_> = book.iter().filter(|address| address[kind] == true).collect();
        assert_eq!(found.len(), 1, "{kind} of {book:?}");
        found[0]["address_id"].as_str().unwrap().to_owned()
    };
    (find("default_shipping"), find("default_billing"))
}

#[tokio::test]
async fn addresses_are_added_replaced_and_removed() {
    let shop = Shop::open().await;
    // Never seen before: adding an address is a way to be seen.
    let customer_id = shop.test.env().id();
    let mut typed = address("US");
    typed["region"] = json!("california");
    let added = shop.add_address(customer_id, &json!({ "address": typed })).await;
    let address_id = added.text("address_id");
    let path = format!("/store/v1/me/addresses/{address_id}");
    assert_eq!((added.status.as_u16(), added.header("location")), (201, &*path));
    let expected = json!({
        "address_id": address_id, "address": address("US"), "default_shipping": true, "default_billing": true,
        "version": 1, "created_at": shop.now(),
    });
    assert_eq!(added.ok(), expected);
    assert_eq!(shop.of(customer_id, "GET", &path, None).await.ok(), expected);
    let body = json!({ "address": address("GB") });
    let replaced = shop.of(customer_id, "PUT", &path, Some(&body)).await;
    assert_eq!(replaced.etag(), "\"v2\"");
    assert_eq!(replaced.ok()["address"]["city"], "London");
    assert_eq!(replaced.ok()["default_shipping"], true, "a default is given up only to another address");
    let late = shop.of(customer_id, "PUT", &path, Some(&body)).await;
    late.is_problem(412, "customer.version_mismatch");
    assert_eq!(late.etag(), "\"v2\"");
    shop.of(customer_id, "DELETE", &path, None).await.is_problem(412, "customer.version_mismatch");
    shop.of_at(customer_id, "DELETE", &path, "\"v2\"", None).await.ok();
    assert!(book(&shop, customer_id).await.is_empty());
    shop.of(customer_id, "GET", &path, None).await.is_problem(404, "customer.address_not_found");
}

#[tokio::test]
async fn defaults_move_from_address_to_address() {
    let shop = Shop::open().await;
    let customer_id = shop.customer().await;
    let add = async |wanted: Value| {
        shop.time_passes();
        let mut body = json!({ "address": address("DE") });
        body.as_object_mut().unwrap().append(&mut wanted.as_object().unwrap().clone());
        shop.add_address(customer_id, &body).await.text("address_id")
    };
    let first = add(json!({})).await;
    let second = add(json!({ "default_shipping": true })).await;
    assert_eq!(defaults(&shop, customer_id).await, (second.clone(), first.clone()));
    let third = add(json!({})).await;
    assert_eq!(defaults(&shop, customer_id).await, (second.clone(), first.clone()));
    let gave_way = shop.of(customer_id, "GET", &format!("/store/v1/me/addresses/{first}"), None).await;
    assert_eq!(gave_way.etag(), "\"v2\"", "it looks different now");
    let body = json!({ "address": address("FR"), "default_billing": true });
    shop.of(customer_id, "PUT", &format!("/store/v1/me/addresses/{second}"), Some(&body)).await.ok();
    assert_eq!(defaults(&shop, customer_id).await, (second.clone(), second.clone()));
    let path = format!("/store/v1/me/addresses/{second}");
    shop.of_at(customer_id, "DELETE", &path, "\"v2\"", None).await.ok();
    assert_eq!(defaults(&shop, customer_id).await, (third.clone(), third), "the newest that is left");
}

#[tokio::test]
async fn every_wrong_field_is_named() {
    let shop = Shop::open().await;
    let customer_id = shop.customer().await;
    let mut typed = address("US");
    typed["postal_code"] = json!("9404");
    typed["region"] = json!("Bavaria");
    typed["name"] = json!(" ");
    let answer = shop.add_address(customer_id, &json!({ "address": typed })).await;
    answer.is_problem(400, "request.invalid");
    let expected = [
        ("/address/name", "required"),
        ("/address/postal_code", "malformed_postal_code"),
        ("/address/region", "unknown_region"),
    ];
    let expected = expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()));
    assert_eq!(answer.wrong_fields(), expected);
    assert!(!String::from_utf8_lossy(&answer.bytes).contains("Bavaria"), "what was typed is not repeated");
    typed["country"] = json!("ZZ");
    let answer = shop.add_address(customer_id, &json!({ "address": typed })).await;
    assert_eq!(answer.wrong_fields().last().unwrap().1, "unknown_country");
    assert!(book(&shop, customer_id).await.is_empty());
}

#[tokio::test]
async fn a_repeated_request_adds_one_address() {
    let shop = Shop::open().await;
    let customer_id = shop.test.env().id::<shared_contracts::kind::Customer>();
    let (name, token) = kernel_testing::customer(&customer_id.to_string());
    let body = json!({ "address": address("DE") });
    let post = || async {
        let headers = [(name, token.as_str()), ("idempotency-key", "once")];
        shop.json("POST", "/store/v1/me/addresses", Some(&body), &headers).await
    };
    let first = post().await.ok();
    assert_eq!(post().await.ok(), first);
    assert_eq!(book(&shop, customer_id).await.len(), 1);
}

/// Many devices of one customer at once: whatever they do, there is one default of each kind.
#[tokio::test]
async fn defaults_are_one_however_many_want_to_be() {
    let shop = Shop::open().await;
    let customer_id = shop.customer().await;
    let body = json!({ "address": address("DE"), "default_shipping": true, "default_billing": true });
    let mut removed = false;
    for _ in 0..6 {
        let adding = (0..6).map(|_| async { shop.add_address(customer_id, &body).await.status.as_u16() });
        let known = book(&shop, customer_id).await;
        let touching = known.iter().enumerate().map(|(at, address)| {
            let path = format!("/store/v1/me/addresses/{}", address["address_id"].as_str().unwrap());
            let etag = format!("\"v{}\"", address["version"]);
            let (method, body) = if at % 2 == 0 { ("DELETE", None) } else { ("PUT", Some(&body)) };
            let shop = &shop;
            async move { shop.of_at(customer_id, method, &path, &etag, body).await.status.as_u16() }
        });
        let (added, touched) =
            futures::future::join(futures::future::join_all(adding), futures::future::join_all(touching))
                .await;
        // 503: it lost five races, and may come again.
        let expected: HashSet<u16> = [200, 201, 204, 412, 503].into();
        assert!(
            added.iter().chain(&touched).all(|status| expected.contains(status)),
            "{added:?} {touched:?}"
        );
        assert!(added.contains(&201), "somebody wins: {added:?}");
        removed |= touched.contains(&204);
        defaults(&shop, customer_id).await;
    }
    assert!(removed, "some are removed meanwhile");
}
