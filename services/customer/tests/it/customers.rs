//! Profiles, as customers, staff and other services see them.

use customer_contracts::{CustomerChanged, CustomerStatus};
use kernel_base::ErrorKind;
use kernel_testing::{Bus, STAFF};
use serde_json::{Value, json};

use crate::support::{Shop, address, eur};

#[tokio::test]
async fn a_customer_is_entered_when_first_seen() {
    let shop = Shop::open().await;
    let mut bus = Bus::new(shop.test.db());
    let customer_id = shop.test.env().id();
    let visits = futures::future::join_all(
        (0..8).map(|_| async { shop.of(customer_id, "GET", "/store/v1/me", None).await.ok() }),
    );
    let expected = json!({
        "customer_id": customer_id, "status": "active", "version": 1, "created_at": shop.now(),
    });
    assert!(visits.await.iter().all(|profile| *profile == expected));
    let told = bus.take_of::<CustomerChanged>().await;
    let status = Some(CustomerStatus::Active);
    assert_eq!(told, [CustomerChanged { customer_id, version: 1, status, occurred_at: shop.now() }]);
}

#[tokio::test]
async fn customers_change_their_own_profile() {
    let shop = Shop::open().await;
    let customer_id = shop.customer().await;
    let mut bus = Bus::new(shop.test.db());
    bus.take().await;
    let edit = json!({ "email": "Ada@Example.org", "given_name": "Ada", "locale": "en-GB" });
    let edited = shop.of(customer_id, "PATCH", "/store/v1/me", Some(&edit)).await;
    assert_eq!(edited.etag(), "\"v2\"");
    let edit = json!({ "given_name": null, "family_name": " Lovelace " });
    let edited = shop.of_at(customer_id, "PATCH", "/store/v1/me", "\"v2\"", Some(&edit)).await;
    let expected = json!({
        "customer_id": customer_id, "email": "Ada@Example.org", "family_name": "Lovelace", "locale": "en-GB",
        "status": "active", "version": 3, "created_at": shop.now(),
    });
    assert_eq!(edited.ok(), expected);
    assert_eq!(shop.of(customer_id, "GET", "/store/v1/me", None).await.ok(), expected);
    let told = bus.take().await;
    assert_eq!(told.iter().map(|event| event.version).collect::<Vec<_>>(), [2, 3]);
    for event in told {
        let payload = event.data.get().to_lowercase();
        assert!(!payload.contains("ada") && !payload.contains("lovelace"), "{payload}");
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let shop = Shop::open().await;
    let customer_id = shop.customer().await;
    for (edit, pointer) in [
        (json!({ "email": "nobody" }), "/email"),
        (json!({ "given_name": " " }), "/given_name"),
        (json!({ "family_name": "x".repeat(101) }), "/family_name"),
        (json!({ "locale": "english" }), "/locale"),
        (json!({ "status": "blocked" }), "/status"),
    ] {
        let answer = shop.of(customer_id, "PATCH", "/store/v1/me", Some(&edit)).await;
        answer.is_problem(400, "request.invalid");
        assert_eq!(answer.wrong_fields()[0].0, pointer);
    }
    let late = shop.of_at(customer_id, "PATCH", "/store/v1/me", "\"v7\"", Some(&json!({}))).await;
    late.is_problem(412, "customer.version_mismatch");
    assert_eq!(late.etag(), "\"v1\"");
}

#[tokio::test]
async fn edits_at_the_same_time_do_not_overwrite_each_other() {
    let shop = Shop::open().await;
    let customer_id = shop.customer().await;
    let edit = json!({ "given_name": "Ada" });
    let edits = futures::future::join_all(
        (0..8).map(|_| async { shop.of(customer_id, "PATCH", "/store/v1/me", Some(&edit)).await }),
    );
    let statuses: Vec<u16> = edits.await.iter().map(|answer| answer.status.as_u16()).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [200, 412].contains(status)), "{statuses:?}");
}

async fn named(shop: &Shop, given: &str, family: &str, email: &str) -> String {
    let customer_id = shop.customer().await;
    let edit = json!({ "given_name": given, "family_name": family, "email": email });
    shop.of(customer_id, "PATCH", "/store/v1/me", Some(&edit)).await.ok();
    shop.time_passes();
    customer_id.to_string()
}

/// All pages of a list, two at a time.
async fn pages(shop: &Shop, path: &str) -> Vec<String> {
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = shop.get(&format!("{path}limit=2{cursor}")).await.ok();
        let items = page["items"].as_array().unwrap().iter();
        found.extend(items.map(|item: &Value| item["customer_id"].as_str().unwrap().to_owned()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return found,
        }
    }
}

#[tokio::test]
async fn staff_finds_customers() {
    let shop = Shop::open().await;
    let ada = named(&shop, "Ada", "Lovelace", "ada@example.org").await;
    let grace = named(&shop, "Grace", "Hopper", "grace@example.org").await;
    let other_ada = named(&shop, "Ada", "Lovelace", "ADA@example.org").await;
    let amal = named(&shop, "Amal", "Lovelace", "amal@example.org").await;
    let list = "/admin/v1/customers?";
    assert_eq!(pages(&shop, list).await, [&*amal, &other_ada, &grace, &ada], "the newest first");
    let by_name = pages(&shop, &format!("{list}name=LOVE&")).await;
    assert_eq!(by_name, [&*ada, &other_ada, &amal], "by name");
    assert_eq!(pages(&shop, &format!("{list}name=lovelace%20am&")).await, [&*amal]);
    assert!(pages(&shop, &format!("{list}name=lovelace%25&")).await.is_empty());
    assert_eq!(pages(&shop, &format!("{list}email=Ada@example.org&")).await, [&*ada, &other_ada]);
    assert!(pages(&shop, &format!("{list}email=ada@example.or&")).await.is_empty());
    let both = shop.get(&format!("{list}email=ada@example.org&name=ada")).await;
    both.is_problem(400, "request.invalid");
}

#[tokio::test]
async fn staff_sees_and_changes_customers() {
    let shop = Shop::open().await;
    let customer_id = shop.customer().await;
    shop.buys(customer_id, eur(1999)).await;
    shop.create_group("trade", None).await.ok();
    shop.staff("PUT", &format!("/admin/v1/groups/trade/members/{customer_id}"), None).await.ok();
    let path = format!("/admin/v1/customers/{customer_id}");
    shop.add_address(customer_id, &json!({ "address": address("DE") })).await.ok();
    let consent = json!({ "kind": "newsletter", "given": true, "source": "checkout", "text_version": "7" });
    shop.of(customer_id, "POST", "/store/v1/me/consents", Some(&consent)).await.ok();
    for list in ["addresses", "consents"] {
        let mine = shop.of(customer_id, "GET", &format!("/store/v1/me/{list}"), None).await.ok();
        assert_eq!(mine["items"].as_array().unwrap().len(), 1);
        assert_eq!(shop.get(&format!("{path}/{list}")).await.ok(), mine, "{list}");
    }
    let seen = shop.get(&path).await;
    let expected = json!({
        "customer_id": customer_id, "status": "active", "version": 1, "created_at": shop.now(), "groups": ["trade"],
        "statistics": [{
            "spent": { "amount": 1999, "currency": "EUR" }, "orders": 1, "first_order_at": shop.now(),
            "last_order_at": shop.now(),
        }],
    });
    assert_eq!((seen.ok(), seen.etag()), (expected, "\"v1\""));
    let edit = json!({ "status": "blocked", "family_name": "Lovelace" });
    let edited = shop.patch(&path, "\"v1\"", &edit).await.ok();
    assert_eq!((edited["status"].as_str(), edited["version"].as_i64()), (Some("blocked"), Some(2)));
    shop.patch(&path, "\"v1\"", &edit).await.is_problem(412, "customer.version_mismatch");
    let unknown = format!("/admin/v1/customers/{}", shop.test.env().id::<shared_contracts::kind::Customer>());
    for path in ["", "/addresses", "/consents"] {
        shop.get(&format!("{unknown}{path}")).await.is_problem(404, "customer.not_found");
    }
    shop.patch(&unknown, "\"v1\"", &edit).await.is_problem(404, "customer.not_found");
}

#[tokio::test]
async fn other_services_ask_who_a_customer_is() {
    let shop = Shop::open().await;
    let customer_id = shop.customer().await;
    let edit = json!({ "email": "ada@example.org", "family_name": "Lovelace" });
    shop.of(customer_id, "PATCH", "/store/v1/me", Some(&edit)).await.ok();
    let profile = shop.api.profile(&shop.call(), customer_id).await.unwrap();
    assert_eq!(profile.email.unwrap().expose().as_str(), "ada@example.org");
    assert_eq!(profile.status, CustomerStatus::Active);
    let stranger = shop.test.env().id();
    let unknown = shop.api.profile(&shop.call(), stranger).await.unwrap_err();
    assert_eq!((unknown.kind, &*unknown.code), (ErrorKind::NotFound, "customer.not_found"));
    assert!(shop.groups_of(stranger).await.is_empty());
    let body = json!({ "customer_id": customer_id });
    // No service has declared that it asks for groups over HTTP.
    let headers = [("authorization", "Bearer service:order")];
    let groups = shop.json("POST", "/internal/v1/customer/groups", Some(&body), &headers).await;
    groups.is_problem(403, "request.forbidden");
    let staff = shop.json("POST", "/internal/v1/customer/profile", Some(&body), &[STAFF]).await;
    staff.is_problem(403, "request.forbidden");
}

/// Whatever a customer asks for by another's id is not there.
#[tokio::test]
async fn nobody_sees_or_changes_what_is_another_customers() {
    let shop = Shop::open().await;
    let (ada, eve) = (shop.customer().await, shop.customer().await);
    let added = shop.add_address(ada, &json!({ "address": address("DE") })).await;
    let path = format!("/store/v1/me/addresses/{}", added.text("address_id"));
    shop.consent(ada, "newsletter", true).await;
    shop.buys(ada, eur(100)).await;
    let body = json!({ "address": address("GB"), "default_shipping": true });
    for (method, body) in [("GET", None), ("PUT", Some(&body)), ("DELETE", None)] {
        shop.of(eve, method, &path, body).await.is_problem(404, "customer.address_not_found");
        // Nor for somebody who has never been here.
        let stranger = shop.test.env().id();
        shop.of(stranger, method, &path, body).await.is_problem(404, "customer.address_not_found");
    }
    for list in ["addresses", "consents"] {
        let mine = shop.of(eve, "GET", &format!("/store/v1/me/{list}"), None).await.ok();
        assert_eq!(mine["items"], json!([]), "{list}");
    }
    let export = shop.of(eve, "GET", "/store/v1/me/export", None).await.ok();
    for part in ["addresses", "consents", "groups", "orders"] {
        assert_eq!(export[part], json!([]), "{part}");
    }
    let asked = json!({ "confirm": "erase my data" });
    let erasure = shop.of(ada, "POST", "/store/v1/me/erasures", Some(&asked)).await;
    let erasure = format!("/store/v1/me/erasures/{}", erasure.text("erasure_id"));
    shop.of(eve, "GET", &erasure, None).await.is_problem(404, "customer.erasure_not_found");
    assert_eq!(shop.of(ada, "GET", &path, None).await.ok(), added.ok(), "and it is as it was");
}
