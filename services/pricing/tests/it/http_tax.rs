//! Tax classes and rates.

use kernel_base::Currency;
use serde_json::{Value, json};

use crate::support::{Shop, quote_request};

fn rate(country: &str, class: &str, rate_ppm: i64) -> Value {
    json!({
        "country": country, "tax_class": class, "name": "VAT", "rate_ppm": rate_ppm,
        "valid_from": "2026-07-01T00:00:00Z",
    })
}

#[tokio::test]
async fn the_published_rates_of_a_country_are_there_with_their_history() {
    let shop = Shop::open().await;
    let page = shop.get("/admin/v1/tax-rates?country=DE&limit=100").await.ok();
    let rates: Vec<(&str, &str, i64, &str)> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|rate| rate["place"] == "")
        .map(|rate| {
            let text = |field: &str| rate[field].as_str().unwrap();
            (text("tax_class"), text("valid_from"), rate["rate_ppm"].as_i64().unwrap(), text("source"))
        })
        .collect();
    for expected in [
        ("standard", "1900-01-01T00:00:00Z", 190_000, "eu-vat"),
        ("standard", "2020-07-01T00:00:00Z", 160_000, "eu-vat"),
        ("reduced", "2021-01-01T00:00:00Z", 70_000, "eu-vat"),
    ] {
        assert!(rates.contains(&expected), "{expected:?} of {rates:?}");
    }
    shop.get("/admin/v1/tax-rates").await.is_problem(400, "request.invalid");
}

#[tokio::test]
async fn a_new_rate_follows_the_one_it_ends() {
    let shop = Shop::open().await;
    let new = rate("GB", "standard", 210_000);
    shop.post("/admin/v1/tax-rates", &new).await.is_problem(409, "pricing.tax_period_overlap");
    let rates = shop.get("/admin/v1/tax-rates?country=GB").await.ok();
    let old = rates["items"].as_array().unwrap().iter().find(|rate| rate["tax_class"] == "standard").unwrap();
    let end = format!("/admin/v1/tax-rates/{}/end", old["tax_rate_id"].as_str().unwrap());
    shop.post(&end, &json!({ "valid_until": "2026-07-01T00:00:00Z" })).await.ok();
    assert_eq!(shop.post("/admin/v1/tax-rates", &new).await.ok()["source"], "manual");
    let variant = shop.priced("85123A", "GBP", &[(1, "10.00")]).await;
    let tax_at = async |at: &str| {
        let mut request = quote_request(Currency::GBP, vec![shop.quote_line(variant, 1)]);
        request.at = Some(at.parse().unwrap());
        shop.quote(request).await.totals.tax.minor()
    };
    assert_eq!((tax_at("2026-06-30T23:59:59Z").await, tax_at("2026-07-01T00:00:00Z").await), (200, 210));
}

#[tokio::test]
async fn loading_a_file_again_leaves_the_rates_of_staff_alone() {
    let shop = Shop::open().await;
    shop.post("/admin/v1/tax-rates", &rate("NO", "reduced", 150_000)).await.ok();
    let import = shop.post("/admin/v1/tax/import", &json!({ "source": "world-sales-tax" })).await.ok();
    assert_eq!((import["kept"].clone(), import["changed"].clone()), (json!(["NO"]), json!([])));
    shop.test
        .sql()
        .await
        .execute("DELETE FROM pricing.tax_rate WHERE country IN ('CH', 'JP')", &[])
        .await
        .unwrap();
    let import = shop.post("/admin/v1/tax/import", &json!({ "source": "world-sales-tax" })).await.ok();
    assert_eq!(import["changed"], json!(["CH", "JP"]));

    // What staff has ended does not come back.
    let rates = async || shop.get("/admin/v1/tax-rates?country=JP").await.ok()["items"].clone();
    let end = format!("/admin/v1/tax-rates/{}/end", rates().await[0]["tax_rate_id"].as_str().unwrap());
    shop.post(&end, &json!({ "valid_until": "2026-07-01T00:00:00Z" })).await.ok();
    let ended = rates().await;
    let import = shop.post("/admin/v1/tax/import", &json!({ "source": "world-sales-tax" })).await.ok();
    assert_eq!((import["kept"].clone(), import["changed"].clone()), (json!(["JP", "NO"]), json!([])));
    assert_eq!(rates().await, ended);
    shop.post("/admin/v1/tax/import", &json!({ "source": "mars" })).await.is_problem(400, "request.invalid");
}

#[tokio::test]
async fn a_class_is_made_and_changed_under_its_code() {
    let shop = Shop::open().await;
    let path = "/admin/v1/tax-classes/books";
    let made = shop.put(path, &json!({ "name": "Books", "fallback": "reduced" })).await;
    assert_eq!((made.ok()["fallback"].clone(), made.header("etag")), (json!("reduced"), "\"v1\""));
    let variant = shop.product(&[("BOOK", "books")]).await[0];
    shop.set_prices("base-eur", variant, &[(1, "10.70")]).await;
    assert_eq!(shop.line(Currency::EUR, variant, 1).await.tax.minor(), 70);
    let changed = shop.put_over(path, "\"v1\"", &json!({ "name": "Books", "fallback": "zero" })).await;
    assert_eq!(changed.ok()["version"], 2);
    assert_eq!(shop.line(Currency::EUR, variant, 1).await.tax.minor(), 0);
    shop.put_over(path, "\"v1\"", &json!({ "name": "Books" }))
        .await
        .is_problem(412, "pricing.version_changed");
    shop.put(path, &json!({ "name": "Books", "fallback": "none" }))
        .await
        .is_problem(400, "pricing.unknown_tax_class");
    shop.put(path, &json!({ "name": "Books", "fallback": "books" })).await.is_problem(400, "request.invalid");
}

#[tokio::test]
async fn wrong_rates_are_refused() {
    let shop = Shop::open().await;
    for (field, wrong, status, code) in [
        ("rate_ppm", json!(-1), 400, "request.invalid"),
        ("rate_ppm", json!(10_000_001), 400, "request.invalid"),
        ("rate_ppm", json!(99_999_999_999_i64), 400, "request.invalid"),
        ("region", json!("US-CA"), 400, "request.invalid"),
        ("place", json!("Nowhere"), 400, "request.invalid"),
        ("tax_class", json!("luxury"), 400, "pricing.unknown_tax_class"),
        ("valid_until", json!("2026-07-01T00:00:00Z"), 400, "pricing.empty_period"),
    ] {
        let mut body = rate("NZ", "reduced", 1);
        body[field] = wrong;
        shop.post("/admin/v1/tax-rates", &body).await.is_problem(status, code);
    }
    let unknown = "/admin/v1/tax-rates/taxr_00000000000000000000000000/end";
    let body = json!({ "valid_until": "2026-07-01T00:00:00Z" });
    shop.post(unknown, &body).await.is_problem(404, "pricing.tax_rate_not_found");
}
