//! What shipping costs, asked as cart asks it.

use kernel_base::{Currency, ErrorKind};
use serde_json::json;
use shipping_contracts::RateQuery;

use crate::support::Shop;

#[tokio::test]
async fn a_new_shop_ships_at_a_flat_rate_in_three_currencies() {
    let shop = Shop::open().await;
    for currency in [Currency::GBP, Currency::USD] {
        let prices = shop.prices(Shop::query("GB", 1000, currency, 500)).await;
        assert_eq!(prices, [("standard".to_owned(), 495), ("pickup".to_owned(), 0)], "{currency}");
    }
    assert_eq!(shop.prices(Shop::query("GB", 1000, Currency::JPY, 500)).await, []);
}

#[tokio::test]
async fn in_euro_the_dhl_lists_are_offered_too() {
    let shop = Shop::open().await;
    let prices = shop.prices(Shop::query("AT", 1000, Currency::EUR, 2500)).await;
    let expected = [
        ("standard", 495),
        ("dhl-express-package", 5017),
        ("dhl-premium-business-package", 1320 + 3 * 90),
        ("dhl-private-package", 1599),
        ("pickup", 0),
    ];
    let expected: Vec<(String, i64)> =
        expected.iter().map(|(code, price)| ((*code).to_owned(), *price)).collect();
    assert_eq!(prices, expected);
}

#[tokio::test]
async fn the_rate_of_one_method_is_that_of_the_options() {
    let shop = Shop::open().await;
    let query = Shop::query("DE", 1000, Currency::EUR, 9000);
    for option in shop.api.options(&shop.call(), query.clone()).await.unwrap() {
        let rate = RateQuery { method_id: option.method_id, query: query.clone() };
        assert_eq!(shop.api.rate(&shop.call(), rate).await.unwrap(), option);
    }
    let unknown = RateQuery { method_id: shop.test.env().id(), query: query.clone() };
    let error = shop.api.rate(&shop.call(), unknown).await.unwrap_err();
    assert_eq!((error.kind, &*error.code), (ErrorKind::NotFound, "shipping.method_not_found"));
    let options = shop.api.options(&shop.call(), query).await.unwrap();
    let dhl = options.iter().find(|option| option.code.as_str() == "dhl-private-package").unwrap();
    let heavy = Shop::query("DE", 1000, Currency::EUR, 40_000);
    let error =
        shop.api.rate(&shop.call(), RateQuery { method_id: dhl.method_id, query: heavy }).await.unwrap_err();
    assert_eq!((error.kind, &*error.code), (ErrorKind::Conflict, "shipping.method_unavailable"));
}

#[tokio::test]
async fn a_warm_answer_asks_no_database() {
    let shop = Shop::open().await;
    let query = Shop::query("GB", 1000, Currency::GBP, 500);
    shop.prices(query.clone()).await;
    shop.test.sql().await.batch_execute("DROP TABLE shipping.rate").await.unwrap();
    assert_eq!(shop.prices(query).await.len(), 2);
}

#[tokio::test]
async fn a_change_counts_at_once_here_and_after_its_event_elsewhere() {
    let mut shop = Shop::open().await;
    let query = Shop::query("GB", 1000, Currency::GBP, 500);
    let standard = shop.api.options(&shop.call(), query.clone()).await.unwrap().remove(0);
    let path = format!("/admin/v1/shipping-methods/{}", standard.method_id);
    let method = shop.staff("GET", &path, None).await.ok();
    let rate = |amount: i64| {
        let mut rate = method["rates"][0].clone();
        rate["amount"] = json!({ "amount": amount, "currency": "GBP" });
        json!({ "rates": [rate] })
    };
    let rates = format!("{path}/rates");
    shop.staff_with("PUT", &rates, Some(rate(395)), &[("if-match", "\"v1\"")]).await.ok();
    assert_eq!(shop.prices(query.clone()).await[0].1, 395);

    // Another replica changes the table: this one learns of it from the log.
    shop.test.sql().await.batch_execute("UPDATE shipping.rate SET base_minor = 295").await.unwrap();
    assert_eq!(shop.prices(query.clone()).await[0].1, 395);
    let news = shop.take().await;
    assert_eq!(news.len(), 1, "one change, one event");
    shop.hear(&news).await;
    assert_eq!(shop.prices(query).await[0].1, 295);
}
