//! `/admin/v1/price-lists`.

use kernel_base::Currency;
use pricing_contracts::{PricesQuery, QuoteRequest};
use serde_json::{Value, json};

use crate::support::{Shop, price, quote_request};

fn sale(shop: &Shop) -> Value {
    let day = std::time::Duration::from_secs(24 * 60 * 60);
    json!({
        "code": "sale-eur", "name": "Sale", "currency": "EUR", "priority": 10,
        "starts_at": shop.now().plus(day), "ends_at": shop.now().plus(day * 2),
    })
}

#[tokio::test]
async fn a_list_holds_between_its_dates_only() {
    let shop = Shop::open().await;
    shop.post("/admin/v1/price-lists", &sale(&shop)).await.ok();
    let variant = shop.priced("85123A", "EUR", &[(1, "10.00")]).await;
    shop.set_prices("sale-eur", variant, &[(1, "7.00")]).await;
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(shop.line(Currency::EUR, variant, 1).await.unit_price);
        shop.days_pass(1);
    }
    assert_eq!(seen, [price("10.00"), price("7.00"), price("10.00")]);
}

#[tokio::test]
async fn a_list_that_serves_another_sale_does_not_rewrite_what_was_asked() {
    let shop = Shop::open().await;
    let created = shop.post("/admin/v1/price-lists", &sale(&shop)).await;
    let variant = shop.priced("85123A", "EUR", &[(1, "10.00")]).await;
    shop.set_prices("sale-eur", variant, &[(1, "7.00")]).await;
    shop.days_pass(1);
    let first_sale = shop.now();
    shop.days_pass(4);
    shop.put_over(created.header("location"), "\"v1\"", &sale(&shop)).await.ok();
    let shown = async || {
        let query = PricesQuery {
            channel: "web".parse().unwrap(),
            currency: Currency::EUR,
            variant_ids: vec![variant],
            customer_group: None,
            customer_groups: Vec::new(),
            country: None,
        };
        shop.api.prices(&shop.call(), query).await.unwrap().items.remove(0)
    };
    let between = shown().await;
    assert_eq!((between.tiers[0].unit_price, between.lowest_30d), (price("10.00"), Some(price("7.00"))));
    let path = format!("/admin/v1/variants/{variant}/price-history");
    let lowest = shop.get(&path).await.ok()["lowest_30d"].clone();
    assert!(lowest.as_array().unwrap().iter().any(|lowest| lowest["unit_price"] == "7.00"), "{lowest}");
    let then = quote_request(Currency::EUR, vec![shop.quote_line(variant, 1)]);
    let then = shop.quote(QuoteRequest { at: Some(first_sale), ..then }).await;
    assert_eq!(then.lines[0].unit_price, price("7.00"));
    shop.days_pass(1);
    assert_eq!(shown().await.tiers[0].unit_price, price("7.00"), "the second sale");
}

#[tokio::test]
async fn who_loses_a_race_for_a_version_is_told_the_new_one() {
    let shop = Shop::open().await;
    let created = shop.post("/admin/v1/price-lists", &sale(&shop)).await;
    let (mut other, watcher) = (shop.test.sql().await, shop.test.sql().await);
    let first = other.transaction().await.unwrap();
    let change = "INSERT INTO pricing.price_list_past (price_list_id, version, name, priority, in_force_until) \
                  SELECT price_list_id, version, name, priority, now() FROM pricing.price_list WHERE code = 'sale-eur'; \
                  UPDATE pricing.price_list SET version = 2 WHERE code = 'sale-eur'";
    first.batch_execute(change).await.unwrap();
    let wins = async {
        let waiting =
            "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while watcher.query(waiting, &[]).await.unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        first.commit().await.unwrap();
    };
    let body = sale(&shop);
    let (lost, ()) = tokio::join!(shop.put_over(created.header("location"), "\"v1\"", &body), wins);
    lost.is_problem(412, "pricing.version_changed");
}

#[tokio::test]
async fn code_and_currency_stay_and_the_rest_may_change() {
    let shop = Shop::open().await;
    let created = shop.post("/admin/v1/price-lists", &sale(&shop)).await;
    let path = created.header("location");
    let mut body = sale(&shop);
    body["priority"] = json!(20);
    assert_eq!(shop.put_over(path, "\"v1\"", &body).await.ok()["priority"], 20);
    shop.put_over(path, "\"v1\"", &body).await.is_problem(412, "pricing.version_changed");
    body["currency"] = json!("GBP");
    shop.put(path, &body).await.is_problem(400, "request.invalid");
}

#[tokio::test]
async fn wrong_input_is_refused() {
    let shop = Shop::open().await;
    shop.post("/admin/v1/price-lists", &sale(&shop)).await.ok();
    shop.post("/admin/v1/price-lists", &sale(&shop)).await.is_problem(409, "pricing.code_taken");
    let mut backwards = sale(&shop);
    backwards["code"] = json!("other");
    backwards["ends_at"] = backwards["starts_at"].clone();
    shop.post("/admin/v1/price-lists", &backwards).await.is_problem(400, "pricing.empty_period");
    let mut high = sale(&shop);
    high["priority"] = json!(2_000_000);
    shop.post("/admin/v1/price-lists", &high).await.is_problem(400, "request.invalid");
    let unknown = "/admin/v1/price-lists/plist_00000000000000000000000000";
    shop.get(unknown).await.is_problem(404, "pricing.price_list_not_found");
    shop.get(&format!("{unknown}/prices")).await.is_problem(404, "pricing.price_list_not_found");
}

#[tokio::test]
async fn lists_are_paged_by_code() {
    let shop = Shop::open().await;
    let first = shop.get("/admin/v1/price-lists?limit=2").await.ok();
    assert_eq!(first["items"][1]["code"], "base-gbp");
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = shop.get(&format!("/admin/v1/price-lists?limit=2&cursor={cursor}")).await.ok();
    assert_eq!((second["items"][0]["code"].as_str(), second.get("next_cursor")), (Some("base-usd"), None));
}
