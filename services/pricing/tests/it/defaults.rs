//! What a new shop starts with.

use kernel_base::Currency;

use crate::support::{Shop, price, quote_request};

#[tokio::test]
async fn a_new_shop_sells_in_three_currencies_with_the_published_taxes() {
    let shop = Shop::open().await;
    let markets = shop.get("/admin/v1/markets").await.ok();
    let codes: Vec<&str> =
        markets["items"].as_array().unwrap().iter().map(|market| market["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["eu", "gb", "us"]);
    let variant = shop.priced("85123A", "EUR", &[(1, "9.99")]).await;
    let line = shop.line(Currency::EUR, variant, 1).await;
    assert_eq!((line.net.minor(), line.tax.minor(), line.gross.minor()), (839, 160, 999));
}

#[tokio::test]
async fn starting_again_changes_nothing() {
    let shop = Shop::open().await;
    let before = shop.get("/admin/v1/tax-rates?country=DE").await.ok();
    let context = kernel_service::Context { db: shop.test.db().clone(), env: shop.test.env().clone() };
    pricing::ensure_defaults(&context).await.unwrap();
    assert_eq!(shop.get("/admin/v1/tax-rates?country=DE").await.ok(), before);
    assert_eq!(shop.get("/admin/v1/price-lists").await.ok()["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn an_order_to_anywhere_is_priced_in_pounds() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "GBP", &[(1, "2.95")]).await;
    for (country, tax) in [("GB", 59), ("DE", 56), ("AU", 30), ("XX", 0)] {
        let mut request = quote_request(Currency::GBP, vec![shop.quote_line(variant, 1)]);
        request.country = Some(country.parse().unwrap());
        let quote = shop.quote(request).await;
        assert_eq!(quote.market.code.as_str(), "gb");
        assert_eq!((quote.lines[0].unit_price, quote.totals.tax.minor()), (price("2.95"), tax), "{country}");
    }
}
