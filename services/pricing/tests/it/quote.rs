//! The API that cart and order use.

use kernel_base::{Currency, Money, UnitPrice};
use pricing_contracts::{PriceSource, PricesQuery, QuoteLine, ShippingCharge, TaxSource, TaxTreatment};
use serde_json::json;

use crate::support::{Shop, entry, price, quote_request};

#[tokio::test]
async fn the_retailers_price_breaks_are_tiers() {
    let shop = Shop::open().await;
    let hearts = shop.priced("85123A", "GBP", &[(1, "2.95"), (32, "2.55")]).await;
    for (pieces, unit, net) in
        [(1, "2.95", 295), (31, "2.95", 9145), (32, "2.55", 8160), (1000, "2.55", 255_000)]
    {
        let line = shop.line(Currency::GBP, hearts, pieces).await;
        assert_eq!((line.unit_price, line.net.minor()), (price(unit), net), "{pieces}");
    }
}

#[tokio::test]
async fn a_trade_order_keeps_its_negotiated_prices_to_the_penny() {
    let shop = Shop::open().await;
    let hearts = shop.priced("85123A", "GBP", &[(1, "2.95")]).await;
    let unknown = shop.test.env().id();
    let line = |variant, pieces, agreed: &str| QuoteLine {
        negotiated: Some(price(agreed)),
        ..shop.quote_line(variant, pieces)
    };
    let lines = vec![line(hearts, 6, "2.55"), line(unknown, 3, "0.001"), line(hearts, 2, "0")];
    let mut request = quote_request(Currency::GBP, lines);
    request.tax = TaxTreatment::Exempt;
    request.shipping = Some(ShippingCharge { amount: Money::new(1800, Currency::GBP), tax_class: None });
    let quote = shop.quote(request).await;
    let nets: Vec<i64> = quote.lines.iter().map(|line| line.net.minor()).collect();
    assert_eq!(nets, [1530, 0, 0]);
    assert_eq!((quote.totals.gross.minor(), quote.totals.tax.minor()), (1530 + 1800, 0));
    assert_eq!(quote.lines[0].trace.price, PriceSource::Negotiated { list_unit_price: Some(price("2.95")) });
    assert_eq!(quote.lines[1].trace.exact, price("0.003"));
}

#[tokio::test]
async fn a_quote_of_a_past_day_has_the_prices_and_rates_of_that_day() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "EUR", &[(1, "11.90")]).await;
    let then = shop.now();
    shop.days_pass(3);
    shop.set_prices("base-eur", variant, &[(1, "9.99")]).await;
    let mut request = quote_request(Currency::EUR, vec![shop.quote_line(variant, 1)]);
    assert_eq!(shop.quote(request.clone()).await.lines[0].unit_price, price("9.99"));
    request.at = Some(then);
    assert_eq!(shop.quote(request.clone()).await.lines[0].unit_price, price("11.90"));
    request.at = Some("2020-08-01T00:00:00Z".parse().unwrap());
    request.lines[0].negotiated = Some(price("11.60"));
    let line = shop.quote(request).await.lines.remove(0);
    assert_eq!((line.taxes[0].rate_ppm, line.net.minor()), (160_000, 1000));
}

#[tokio::test]
async fn a_planned_price_begins_by_itself() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "EUR", &[(1, "10.00")]).await;
    assert_eq!(shop.line(Currency::EUR, variant, 1).await.unit_price, price("10.00"));
    let mut sale = entry(variant, &[(1, "8.00")]);
    let day = std::time::Duration::from_secs(24 * 60 * 60);
    sale["valid_from"] = json!(shop.now().plus(day));
    sale["valid_until"] = json!(shop.now().plus(day * 3));
    shop.change_prices("base-eur", json!([sale])).await.ok();
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(shop.line(Currency::EUR, variant, 1).await.unit_price);
        shop.days_pass(1);
    }
    assert_eq!(seen, [price("10.00"), price("8.00"), price("8.00"), price("10.00")]);
}

#[tokio::test]
async fn a_warm_quote_reads_no_database() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "EUR", &[(1, "10.00")]).await;
    let request = quote_request(Currency::EUR, vec![shop.quote_line(variant, 1)]);
    let cold = shop.quote(request.clone()).await;
    shop.test.db().close();
    assert_eq!(shop.quote(request).await, cold);
}

#[tokio::test]
async fn taxes_follow_the_destination() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "EUR", &[(1, "100.00")]).await;
    let due = async |country: &str, region: Option<&str>, postcode: Option<&str>| {
        let mut request = quote_request(Currency::EUR, vec![shop.quote_line(variant, 1)]);
        request.country = Some(country.parse().unwrap());
        request.region = region.map(str::to_owned);
        request.postal_code = postcode.map(str::to_owned);
        let line = shop.quote(request).await.lines.remove(0);
        (line.taxes.iter().map(|tax| tax.rate_ppm).sum::<i64>(), line.trace.tax.source)
    };
    assert_eq!(due("FR", None, None).await, (200_000, TaxSource::Country));
    let canary = TaxSource::Postcode { name: "Canary Islands".to_owned() };
    assert_eq!(due("ES", None, Some("35001")).await, (0, canary));
    let quebec = TaxSource::Region { region: "QC".to_owned() };
    assert_eq!(due("CA", Some("QC"), None).await, (149_750, quebec));
    assert_eq!(due("US", Some("CA"), None).await.0, 82_500);
}

#[tokio::test]
async fn the_lowest_price_before_the_present_one_is_shown() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "EUR", &[(1, "10.00")]).await;
    let query = || PricesQuery {
        channel: "web".parse().unwrap(),
        currency: Currency::EUR,
        variant_ids: vec![variant],
        customer_group: None,
        customer_groups: Vec::new(),
        country: None,
    };
    let shown = async || shop.api.prices(&shop.call(), query()).await.unwrap().items.remove(0);
    assert_eq!(shown().await.lowest_30d, None, "nothing was asked before");
    shop.days_pass(40);
    shop.set_prices("base-eur", variant, &[(1, "12.00")]).await;
    shop.days_pass(20);
    shop.set_prices("base-eur", variant, &[(1, "9.00")]).await;
    let first = shown().await;
    assert_eq!((first.tiers[0].unit_price, first.lowest_30d), (price("9.00"), Some(price("10.00"))));
    assert_eq!((first.net.minor(), first.gross.minor(), first.tax_rate_ppm), (756, 900, 190_000));
    shop.days_pass(5);
    assert_eq!(shown().await.lowest_30d, Some(price("10.00")), "the reduction itself does not count");
}

#[tokio::test]
async fn prices_of_a_group_are_for_the_group() {
    let shop = Shop::open().await;
    let trade = json!({ "code": "trade-eur", "name": "Trade", "currency": "EUR", "customer_group": "trade", "priority": 5 });
    shop.post("/admin/v1/price-lists", &trade).await.ok();
    let variant = shop.priced("85123A", "EUR", &[(1, "10.00")]).await;
    shop.set_prices("trade-eur", variant, &[(10, "7.00")]).await;
    let unit = async |group: Option<&str>, pieces| {
        let mut request = quote_request(Currency::EUR, vec![shop.quote_line(variant, pieces)]);
        request.customer_group = group.map(|group| group.parse().unwrap());
        shop.quote(request).await.lines[0].unit_price
    };
    assert_eq!(unit(None, 10).await, price("10.00"));
    assert_eq!(unit(Some("trade"), 10).await, price("7.00"));
    assert_eq!(unit(Some("trade"), 9).await, price("10.00"));
}

#[tokio::test]
async fn who_is_in_several_groups_gets_the_list_that_ranks_first() {
    let shop = Shop::open().await;
    for (group, priority) in [("trade", 5), ("staff", 9)] {
        let code = format!("{group}-eur");
        let list = json!({ "code": code, "name": group, "currency": "EUR", "customer_group": group, "priority": priority });
        shop.post("/admin/v1/price-lists", &list).await.ok();
    }
    let variant = shop.priced("85123A", "EUR", &[(1, "10.00")]).await;
    let other = shop.priced("22423", "EUR", &[(1, "10.00")]).await;
    shop.set_prices("trade-eur", variant, &[(1, "7.00")]).await;
    shop.set_prices("staff-eur", variant, &[(1, "8.00")]).await;
    shop.set_prices("trade-eur", other, &[(1, "6.00")]).await;
    let units = async |groups: &[&str]| {
        let lines = vec![shop.quote_line(variant, 1), shop.quote_line(other, 1)];
        let mut request = quote_request(Currency::EUR, lines);
        request.customer_groups = groups.iter().map(|group| group.parse().unwrap()).collect();
        let quote = shop.quote(request).await;
        [quote.lines[0].unit_price, quote.lines[1].unit_price]
    };
    assert_eq!(units(&["trade"]).await, [price("7.00"), price("6.00")]);
    // Not the lower price, but the list the merchant put first; what it does not price, the next one does.
    for groups in [&["trade", "staff"], &["staff", "trade"]] {
        assert_eq!(units(groups).await, [price("8.00"), price("6.00")]);
    }
    let mut crowded = quote_request(Currency::EUR, vec![shop.quote_line(variant, 1)]);
    crowded.customer_groups = (0..201).map(|number| format!("group-{number}").parse().unwrap()).collect();
    let refused = shop.api.quote(&shop.call(), crowded).await.unwrap_err();
    assert_eq!(refused.code, "pricing.too_many_groups");
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_with_a_stable_code() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "EUR", &[(1, "10.00")]).await;
    let refused = async |request| shop.api.quote(&shop.call(), request).await.unwrap_err().code.into_owned();
    let of = |currency, agreed: Option<UnitPrice>, pieces| {
        let line = QuoteLine { negotiated: agreed, ..shop.quote_line(variant, pieces) };
        quote_request(currency, vec![line])
    };
    assert_eq!(refused(of(Currency::JPY, None, 1)).await, "pricing.no_market");
    assert_eq!(refused(of(Currency::EUR, Some(price("-0.01")), 1)).await, "pricing.negative_price");
    assert_eq!(refused(of(Currency::EUR, Some(price("1000000001")), 1)).await, "pricing.price_too_high");
    assert_eq!(
        refused(of(Currency::EUR, Some(price("1000000000")), 1_000_000)).await,
        "pricing.amount_too_large"
    );
    let mut foreign = of(Currency::EUR, None, 1);
    foreign.shipping = Some(ShippingCharge { amount: Money::new(1, Currency::USD), tax_class: None });
    assert_eq!(refused(foreign).await, "pricing.wrong_currency");
    let mut class = of(Currency::EUR, None, 1);
    class.lines[0].tax_class = Some("luxury".parse().unwrap());
    assert_eq!(refused(class).await, "pricing.unknown_tax_class");
}

#[tokio::test]
async fn a_quote_may_have_ten_thousand_lines_and_no_more() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "EUR", &[(1, "0.99")]).await;
    let mut lines: Vec<QuoteLine> = (0..10_000).map(|_| shop.quote_line(variant, 1)).collect();
    let quote = shop.quote(quote_request(Currency::EUR, lines.clone())).await;
    assert_eq!(quote.totals.gross.minor(), 990_000);
    lines.push(shop.quote_line(variant, 1));
    let refused = shop.api.quote(&shop.call(), quote_request(Currency::EUR, lines)).await.unwrap_err();
    assert_eq!(refused.code, "pricing.too_many_lines");
}
