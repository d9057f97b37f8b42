//! Prices of a list and the history of a variant.

use kernel_base::Currency;
use serde_json::{Value, json};
use shared_contracts::VariantId;

use crate::support::{Shop, entry, price};

#[tokio::test]
async fn prices_are_listed_with_their_periods() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "GBP", &[(1, "2.95"), (32, "2.55")]).await;
    let mut planned = entry(variant, &[(1, "3.05")]);
    planned["valid_from"] = json!(shop.now().plus(std::time::Duration::from_secs(60)));
    shop.change_prices("base-gbp", json!([planned])).await.ok();
    let path = format!("/admin/v1/price-lists/{}/prices", shop.list_id("base-gbp").await);
    let page = shop.get(&path).await.ok();
    assert_eq!(page["items"][0]["variant_id"], json!(variant));
    let seen: Vec<(i64, &str, &str)> = page["items"][0]["prices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["min_quantity"].as_i64().unwrap(),
                row["unit_price"].as_str().unwrap(),
                row["valid_from"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (1, "2.95", "2026-01-15T12:00:00Z"),
            (1, "3.05", "2026-01-15T12:01:00Z"),
            (32, "2.55", "2026-01-15T12:00:00Z")
        ]
    );
}

#[tokio::test]
async fn a_call_with_one_bad_entry_changes_nothing() {
    let shop = Shop::open().await;
    let (good, bad): (VariantId, VariantId) = (shop.test.env().id(), shop.test.env().id());
    let answer = shop
        .change_prices("base-eur", json!([entry(good, &[(1, "1.00")]), entry(bad, &[(1, "-1.00")])]))
        .await;
    answer.is_problem(400, "pricing.negative_price");
    assert_eq!(answer.json()["errors"][0]["pointer"], "/entries/1");
    let quote =
        shop.quote(crate::support::quote_request(Currency::EUR, vec![shop.quote_line(good, 1)])).await;
    assert_eq!(quote.problems.len(), 1);
}

#[tokio::test]
async fn wrong_prices_are_refused_with_a_stable_code() {
    let shop = Shop::open().await;
    let variant: VariantId = shop.test.env().id();
    let refused = async |entries: Value, status, code| {
        shop.change_prices("base-eur", entries).await.is_problem(status, code);
    };
    let with = |field: &str, value: Value| {
        let mut entry = entry(variant, &[(1, "1.00")]);
        entry[field] = value;
        json!([entry])
    };
    let one = entry(variant, &[(1, "1.00")]);
    refused(json!([one, one]), 400, "pricing.repeated_entry").await;
    refused(json!([entry(variant, &[(1, "1.00"), (1, "2.00")])]), 400, "pricing.repeated_tier").await;
    refused(json!([entry(variant, &[(1, "1000000001")])]), 400, "pricing.price_too_high").await;
    refused(json!([entry(variant, &[(1, "99999999999999999999")])]), 400, "request.invalid").await;
    refused(json!([entry(variant, &[(0, "1.00")])]), 400, "request.invalid").await;
    refused(json!([entry(variant, &[(1, "1.0000001")])]), 400, "request.invalid").await;
    refused(with("valid_from", json!("2020-01-01T00:00:00Z")), 400, "pricing.in_past").await;
    refused(with("valid_until", json!(shop.now())), 400, "pricing.empty_period").await;
    let tiers: Vec<(i64, &str)> = (1..=51).map(|pieces| (pieces, "1.00")).collect();
    refused(json!([entry(variant, &tiers)]), 413, "pricing.too_many_tiers").await;
    let many: Vec<Value> = (0..1001).map(|_| entry(shop.test.env().id(), &[(1, "1.00")])).collect();
    refused(json!(many), 413, "pricing.too_many_variants").await;
}

#[tokio::test]
async fn a_temporary_price_must_not_cover_a_planned_change() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "EUR", &[(1, "10.00")]).await;
    let later = |seconds| json!(shop.now().plus(std::time::Duration::from_secs(seconds)));
    let mut planned = entry(variant, &[(1, "12.00")]);
    planned["valid_from"] = later(100);
    shop.change_prices("base-eur", json!([planned])).await.ok();
    let mut sale = entry(variant, &[(1, "8.00")]);
    sale["valid_until"] = later(101);
    let answer = shop.change_prices("base-eur", json!([sale])).await;
    answer.is_problem(409, "pricing.price_period_overlap");
    sale["valid_until"] = later(100);
    shop.change_prices("base-eur", json!([sale])).await.ok();
}

#[tokio::test]
async fn the_database_itself_refuses_two_prices_at_one_time() {
    let shop = Shop::open().await;
    shop.priced("85123A", "EUR", &[(1, "10.00")]).await;
    let error = shop
        .test
        .sql()
        .await
        .execute(
            "INSERT INTO pricing.price SELECT gen_random_uuid(), price_list_id, variant_id, min_quantity, 1, \
             valid_from + interval '1 day', NULL FROM pricing.price",
            &[],
        )
        .await
        .unwrap_err();
    assert_eq!(error.as_db_error().unwrap().constraint(), Some("price_period_excl"));
}

#[tokio::test]
async fn of_many_changes_at_once_each_takes_effect_whole() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "EUR", &[(1, "10.00"), (10, "10.00")]).await;
    let list = shop.list_id("base-eur").await;
    let path = format!("/admin/v1/price-lists/{list}/prices");
    let texts: Vec<String> = (1..=4).map(|euros| format!("{euros}.00")).collect();
    let bodies: Vec<Value> =
        texts.iter().map(|text| json!({ "entries": [entry(variant, &[(1, text), (10, text)])] })).collect();
    let answers = futures::future::join_all(bodies.iter().map(|body| shop.post(&path, body))).await;
    assert!(answers.iter().all(|answer| answer.status == 200), "{answers:?}");
    let (one, ten) =
        (shop.line(Currency::EUR, variant, 1).await, shop.line(Currency::EUR, variant, 10).await);
    assert_eq!(one.unit_price, ten.unit_price);
}

#[tokio::test]
async fn a_repeated_call_changes_once_and_answers_the_same() {
    let shop = Shop::open().await;
    let variant: VariantId = shop.test.env().id();
    let path = format!("/admin/v1/price-lists/{}/prices", shop.list_id("base-eur").await);
    let body = json!({ "entries": [entry(variant, &[(1, "1.00")])] });
    let first = shop.post_with_key(&path, "once", &body).await;
    shop.set_prices("base-eur", variant, &[(1, "2.00")]).await;
    let again = shop.post_with_key(&path, "once", &body).await;
    assert_eq!((first.ok(), again.header("idempotent-replayed")), (again.ok(), "true"));
    assert_eq!(shop.line(Currency::EUR, variant, 1).await.unit_price, price("2.00"));
    let other = json!({ "entries": [] });
    shop.post_with_key(&path, "once", &other).await.is_problem(422, "request.key_reused");
}

#[tokio::test]
async fn the_history_keeps_every_word_and_knows_the_lowest_of_thirty_days() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "EUR", &[(1, "10.00")]).await;
    for (days, price) in [(5, "8.00"), (5, "12.00"), (26, "11.00")] {
        shop.days_pass(days);
        shop.set_prices("base-eur", variant, &[(1, price)]).await;
    }
    let path = format!("/admin/v1/variants/{variant}/price-history");
    let lowest = async || shop.get(&path).await.ok()["lowest_30d"][0]["unit_price"].clone();
    // The window opens six days in, while 8.00 was asked.
    assert_eq!(lowest().await, "8.00");
    shop.days_pass(4);
    assert_eq!(lowest().await, "11.00");
    let first = shop.get(&format!("{path}?limit=3")).await.ok();
    let prices = |page: &Value| -> Vec<String> {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["unit_price"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(prices(&first), ["11.00", "12.00", "8.00"]);
    let cursor = first["next_cursor"].as_str().unwrap();
    assert_eq!(prices(&shop.get(&format!("{path}?limit=3&cursor={cursor}")).await.ok()), ["10.00"]);
    let nobody = shop.get("/admin/v1/variants/var_00000000000000000000000000/price-history").await;
    nobody.is_problem(404, "pricing.variant_not_found");
    let unpriced = shop.product(&[("22423", "standard")]).await[0];
    let none = shop.get(&format!("/admin/v1/variants/{unpriced}/price-history")).await.ok();
    assert_eq!((none["items"].clone(), none["lowest_30d"].clone()), (json!([]), json!([])));
}
