//! Staff keeps zones, methods, rates and cards.

use kernel_base::Currency;
use serde_json::{Value, json};

use crate::support::Shop;

async fn zone(shop: &Shop, code: &str, countries: &[&str]) -> Value {
    let body = json!({ "code": code, "name": code, "countries": countries });
    shop.staff("POST", "/admin/v1/shipping-zones", Some(body)).await.ok()
}

fn courier(zone: &Value) -> Value {
    json!({
        "code": "courier",
        "terms": { "name": "Courier", "tax_class": "standard", "active": true, "position": 5 },
        "rates": [{ "zone_id": zone["zone_id"], "amount": { "amount": 900, "currency": "GBP" }, "max_total": 9999 }],
        "postcode_rules": [{ "country": "GB", "first": "BT", "last": "BT", "included": false }],
    })
}

#[tokio::test]
async fn a_method_serves_its_zone_without_the_places_it_leaves_out() {
    let shop = Shop::open().await;
    let zone = zone(&shop, "uk", &["GB"]).await;
    shop.staff("POST", "/admin/v1/shipping-methods", Some(courier(&zone))).await.ok();
    let codes = async |postal_code: Option<&str>, total: i64| {
        let query = shipping_contracts::OptionsQuery {
            postal_code: postal_code.map(str::to_owned),
            ..Shop::query("GB", total, Currency::GBP, 100)
        };
        shop.prices(query).await.into_iter().map(|(code, _)| code).collect::<Vec<_>>()
    };
    assert_eq!(codes(Some("SW1Y 4JH"), 9999).await, ["courier", "standard", "pickup"]);
    assert_eq!(codes(Some("bt1 5gs"), 9999).await, ["standard", "pickup"]);
    assert_eq!(codes(Some("SW1Y 4JH"), 10_000).await, ["standard", "pickup"]);
}

#[tokio::test]
async fn a_zone_in_use_stays_and_versions_are_checked() {
    let shop = Shop::open().await;
    let zone = zone(&shop, "uk", &["GB"]).await;
    let method = shop.staff("POST", "/admin/v1/shipping-methods", Some(courier(&zone))).await;
    let method_path = method.header("location").to_owned();
    let zone_path = format!("/admin/v1/shipping-zones/{}", zone["zone_id"].as_str().unwrap());
    let v1 = [("if-match", "\"v1\"")];
    shop.staff_with("DELETE", &zone_path, None, &v1).await.is_problem(409, "shipping.zone_in_use");
    let edit = json!({ "name": "Great Britain", "countries": ["GB"] });
    assert_eq!(shop.staff_with("PUT", &zone_path, Some(edit.clone()), &v1).await.header("etag"), "\"v2\"");
    shop.staff_with("PUT", &zone_path, Some(edit), &v1).await.is_problem(412, "shipping.version_mismatch");
    shop.staff_with("DELETE", &method_path, None, &v1).await.ok();
    shop.staff_with("DELETE", &zone_path, None, &[("if-match", "\"v2\"")]).await.ok();
    shop.staff("GET", &zone_path, None).await.is_problem(404, "shipping.zone_not_found");
}

#[tokio::test]
async fn a_card_taken_over_twice_is_there_once_and_keeps_what_staff_changed() {
    let shop = Shop::open().await;
    let import = json!({ "code": "dhl-private", "name": "DHL private", "carrier": "DHL" });
    let before = shop.staff("GET", "/admin/v1/shipping-methods?limit=100", None).await.ok();
    let find = |list: &Value| {
        let items = list["items"].as_array().unwrap().clone();
        items.into_iter().find(|method| method["code"] == "dhl-private-parcel-s").unwrap()
    };
    let parcel = find(&before);
    assert_eq!(parcel["terms"]["active"], false, "a cart does not know its size");
    let mut terms = parcel["terms"].clone();
    terms["active"] = json!(true);
    let path = format!("/admin/v1/shipping-methods/{}", parcel["method_id"].as_str().unwrap());
    shop.staff_with("PUT", &path, Some(terms), &[("if-match", "\"v1\"")]).await.ok();
    let answer = shop.staff("POST", "/admin/v1/shipping-rate-cards", Some(import)).await.ok();
    assert_eq!((&answer["zone_count"], answer["methods"].as_array().unwrap().len()), (&json!(9), 4));
    let after = shop.staff("GET", "/admin/v1/shipping-methods?limit=100", None).await.ok();
    assert_eq!(before["items"].as_array().unwrap().len(), after["items"].as_array().unwrap().len());
    let kept = find(&after);
    assert_eq!((&kept["terms"]["active"], &kept["rates"]), (&json!(true), &parcel["rates"]));
}

#[tokio::test]
async fn wrong_input_is_named() {
    let shop = Shop::open().await;
    let post = async |path: &str, body: Value| shop.staff("POST", path, Some(body)).await;
    let zones = "/admin/v1/shipping-zones";
    post(zones, json!({ "code": "UK", "name": "x" })).await.is_problem(400, "request.invalid");
    post(zones, json!({ "code": "uk", "name": " " })).await.is_problem(400, "request.invalid");
    post(zones, json!({ "code": "everywhere", "name": "x" })).await.is_problem(409, "shipping.code_taken");
    let cards = "/admin/v1/shipping-rate-cards";
    let card = |card: Value| json!({ "code": "mine", "name": "Mine", "carrier": "Me", "card": card });
    post(cards, card(json!({ "zones": 1 }))).await.is_problem(400, "shipping.rate_card_malformed");
    let unknown = json!({ "code": "ups", "name": "UPS", "carrier": "UPS" });
    post(cards, unknown).await.is_problem(404, "shipping.rate_card_not_found");
    let mut wrong = courier(&json!({ "zone_id": "zone_0000000000000000000000000a" }));
    post("/admin/v1/shipping-methods", wrong.clone()).await.is_problem(400, "shipping.unknown_zone");
    wrong["rates"][0]["max_total"] = json!(-1);
    post("/admin/v1/shipping-methods", wrong).await.is_problem(400, "request.invalid");
}
