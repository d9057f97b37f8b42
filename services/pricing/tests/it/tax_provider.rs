//! Markets that leave their tax to somebody else's service.

use std::time::Duration;

use axum::response::{IntoResponse, Redirect};
use kernel_base::{Call, Currency, Money};
use kernel_testing::{Answer, Bus};
use pricing_contracts::{
    MarketChanged, Quote, QuoteRequest, ShippingCharge, TaxFallback, TaxProviderOutcome, TaxSource,
    TaxTreatment,
};
use serde_json::{Value, json};
use shared_contracts::VariantId;

use crate::support::{Shop, quote_request};
use crate::tax_office::{CODE, Manner, TOKEN, TaxOffice, proper, says, spoiled};

/// A shop whose markets ask a provider.
struct Asking {
    shop: Shop,
    office: TaxOffice,
    variant: VariantId,
}

impl Asking {
    /// One article for 10.00 in pounds (net) and euros (gross).
    async fn open(fallback: &str) -> Self {
        let office = TaxOffice::open().await;
        let config = office.config();
        Self::of(office, &config, fallback).await
    }

    async fn of(office: TaxOffice, config: &pricing::Config, fallback: &str) -> Self {
        let shop = Shop::open_with(config).await;
        let variant = shop.priced("85123A", "GBP", &[(1, "10.00")]).await;
        shop.set_prices("base-eur", variant, &[(1, "10.00")]).await;
        for market in ["gb", "eu"] {
            leave_tax_to(&shop, market, Some(CODE), fallback).await.ok();
        }
        Self { shop, office, variant }
    }

    /// A quote for so many pieces to the market's own country.
    fn request(&self, currency: Currency, pieces: i64) -> QuoteRequest {
        let mut request = quote_request(currency, vec![self.shop.quote_line(self.variant, pieces)]);
        request.country = Some(if currency == Currency::GBP { "GB" } else { "DE" }.parse().unwrap());
        request
    }

    /// Asks the route that other services use.
    async fn ask(&self, request: &QuoteRequest) -> Answer {
        let body = serde_json::to_value(request).unwrap();
        let service = [("authorization", "Bearer service:cart")];
        self.shop.json("POST", "/internal/v1/pricing/quote", Some(&body), &service).await
    }

    async fn quote(&self, request: &QuoteRequest) -> Quote {
        serde_json::from_value(self.ask(request).await.ok()).unwrap()
    }

    /// Long enough for a provider that failed to be asked again.
    fn moments_pass(&self) {
        self.shop.test.clock().advance(Duration::from_secs(5));
    }
}

/// Replaces the terms of the market of this code.
async fn leave_tax_to(shop: &Shop, market: &str, provider: Option<&str>, fallback: &str) -> Answer {
    let markets = shop.get("/admin/v1/markets").await.ok();
    let mut body =
        markets["items"].as_array().unwrap().iter().find(|found| found["code"] == market).unwrap().clone();
    let terms = body.as_object_mut().unwrap();
    let path = format!("/admin/v1/markets/{}", terms.remove("market_id").unwrap().as_str().unwrap());
    terms.remove("version");
    (body["tax_provider"], body["tax_fallback"]) = (json!(provider), json!(fallback));
    shop.put(&path, &body).await
}

fn minor(quote: &Quote) -> (i64, i64, i64) {
    (quote.totals.net.minor(), quote.totals.tax.minor(), quote.totals.gross.minor())
}

fn calculated(quote: &Quote) -> bool {
    let outcome = &quote.tax_provider.as_ref().expect("a provider is named").outcome;
    *outcome == TaxProviderOutcome::Calculated { reference: Some("calc-1".to_owned()) }
}

#[tokio::test]
async fn the_providers_taxes_come_on_top_of_net_prices() {
    let asking = Asking::open("refuse").await;
    asking.office.behave(proper(&[("State", 60_000), ("County", 12_500), ("City", 0)]));
    let mut request = asking.request(Currency::GBP, 3);
    request.shipping = Some(ShippingCharge {
        amount: Money::new(499, Currency::GBP),
        tax_class: Some("reduced".parse().unwrap()),
    });
    let quote = asking.quote(&request).await;
    let line = &quote.lines[0];
    assert_eq!((line.net.minor(), line.tax.minor(), line.gross.minor()), (3000, 217, 3217));
    let taxes: Vec<(&str, i64, i64)> =
        line.taxes.iter().map(|tax| (tax.name.as_str(), tax.rate_ppm, tax.amount.minor())).collect();
    assert_eq!(taxes, [("State", 60_000, 180), ("County", 12_500, 37), ("City", 0, 0)]);
    let provider = TaxSource::Provider { provider: CODE.parse().unwrap() };
    assert_eq!(line.trace.tax.source, provider);
    let shipping = quote.shipping.as_ref().unwrap();
    assert_eq!((shipping.net.minor(), shipping.tax.minor(), shipping.gross.minor()), (499, 35, 534));
    assert_eq!(shipping.tax_trace.source, provider);
    assert_eq!(minor(&quote), (3499, 252, 3751));
    assert!(calculated(&quote));
}

#[tokio::test]
async fn the_providers_taxes_are_contained_in_gross_prices() {
    let asking = Asking::open("refuse").await;
    let quote = asking.quote(&asking.request(Currency::EUR, 3)).await;
    assert_eq!(minor(&quote), (2728, 272, 3000));
    assert_eq!(quote.lines[0].trace.rounded_by, Default::default(), "the stated amount is rounded as ever");
    assert!(calculated(&quote));
}

#[tokio::test]
async fn one_question_tells_everything_and_whom_it_may_trust() {
    let asking = Asking::open("refuse").await;
    let mut request = asking.request(Currency::GBP, 3);
    request.lines.push(asking.shop.quote_line(asking.variant, 1));
    request.lines.push(asking.shop.quote_line(asking.shop.test.env().id(), 1));
    request.region = Some("GB-ENG".to_owned());
    request.postal_code = Some("N1 9GU".to_owned());
    request.customer_group = Some("trade".parse().unwrap());
    request.shipping = Some(ShippingCharge { amount: Money::new(499, Currency::GBP), tax_class: None });
    let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let body = serde_json::to_value(&request).unwrap();
    let headers = [("authorization", "Bearer service:cart"), ("traceparent", trace)];
    let answer = asking.shop.json("POST", "/internal/v1/pricing/quote", Some(&body), &headers).await.ok();
    assert_eq!(answer["problems"].as_array().unwrap().len(), 1, "what has no price is not asked about");

    assert_eq!(asking.office.count(), 1);
    let asked = asking.office.last();
    let header = |name: &str| asked.headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("authorization"), format!("Bearer {TOKEN}"));
    assert_eq!(header("content-type"), "application/json");
    assert!(header("traceparent").contains("4bf92f3577b34da6a3ce929d0e0e4736"));
    let line = |place: usize, pieces: i64, minor: i64| {
        json!({
            "line_id": request.lines[place].line_id, "variant_id": asking.variant, "sku": "85123A", "quantity": pieces,
            "tax_class": "standard", "amount": { "amount": minor, "currency": "GBP" },
        })
    };
    assert_eq!(
        asked.body,
        json!({
            "currency": "GBP", "at": "2026-01-15T12:00:00Z", "country": "GB", "region": "ENG", "postal_code": "N1 9GU",
            "customer_group": "trade", "prices_include_tax": false, "lines": [line(0, 3, 3000), line(1, 1, 1000)],
            "shipping": { "tax_class": "standard", "amount": { "amount": 499, "currency": "GBP" } },
        })
    );
}

#[tokio::test]
async fn shipping_alone_is_asked_about() {
    let asking = Asking::open("refuse").await;
    let mut request = asking.request(Currency::EUR, 1);
    request.lines.clear();
    request.shipping = Some(ShippingCharge { amount: Money::new(1100, Currency::EUR), tax_class: None });
    let quote = asking.quote(&request).await;
    assert_eq!(minor(&quote), (1000, 100, 1100));
    assert!(calculated(&quote));
}

#[tokio::test]
async fn nobody_is_asked_where_no_tax_is_due_or_nobody_knows_where_it_goes() {
    let asking = Asking::open("refuse").await;
    let mut exempt = asking.request(Currency::GBP, 1);
    exempt.tax = TaxTreatment::Exempt;
    let mut nowhere = asking.request(Currency::GBP, 1);
    nowhere.country = None;
    let mut nothing = asking.request(Currency::GBP, 1);
    nothing.lines.clear();
    for (request, tax) in [(&exempt, 0), (&nowhere, 200), (&nothing, 0)] {
        let quote = asking.quote(request).await;
        assert_eq!((quote.totals.tax.minor(), quote.tax_provider), (tax, None));
    }
    let path = format!("/store/v1/prices?channel=web&currency=GBP&country=GB&variant_ids={}", asking.variant);
    let shown = asking.shop.get(&path).await.ok();
    assert_eq!(shown["items"][0]["gross"]["amount"], 1200, "lists show the tables' tax");
    assert_eq!(asking.office.count(), 0);
}

#[tokio::test]
async fn the_same_question_is_paid_for_once_in_ten_minutes() {
    let asking = Asking::open("refuse").await;
    let mut request = asking.request(Currency::GBP, 3);
    let first = asking.quote(&request).await;
    request.lines[0].line_id = asking.shop.test.env().id();
    asking.shop.test.clock().advance(Duration::from_secs(599));
    let again = asking.quote(&request).await;
    assert_eq!((asking.office.count(), minor(&again)), (1, minor(&first)));
    assert_eq!(again.lines[0].line_id, request.lines[0].line_id);
    assert!(calculated(&again));
    asking.shop.test.clock().advance(Duration::from_secs(1));
    asking.quote(&request).await;
    assert_eq!(asking.office.count(), 2, "what is ten minutes old is asked again");

    request.postal_code = Some("JE2 3AB".to_owned());
    asking.quote(&request).await;
    request.at = Some(asking.shop.now());
    asking.quote(&request).await;
    request.lines[0].quantity = shared_contracts::Quantity::try_new(4).unwrap();
    asking.quote(&request).await;
    assert_eq!(asking.office.count(), 5, "another place, day or quantity is another question");
}

/// Everything that is no proper answer.
fn improper() -> Vec<(&'static str, Manner)> {
    let line = |key: &'static str, value: Value| {
        spoiled(move |answer| answer["lines"][0]["taxes"][0][key] = value.clone())
    };
    vec![
        ("500", says(500, "the buyer lives in N1 9GU")),
        ("401", says(401, "")),
        ("refused", says(422, "the buyer lives in N1 9GU")),
        ("elsewhere", Box::new(|_| Redirect::temporary("/v1/calculate").into_response())),
        ("garbage", says(200, "<html>N1 9GU</html>")),
        ("empty", says(200, "")),
        ("endless", spoiled(|answer| answer["padding"] = json!(" ".repeat(64 * 1024)))),
        (
            "other lines",
            spoiled(|answer| answer["lines"][0]["line_id"] = json!("line_01kf0000000000000000000003")),
        ),
        ("no lines", spoiled(|answer| answer["lines"] = json!([]))),
        ("shipping", spoiled(|answer| answer["shipping"] = json!({ "taxes": [] }))),
        ("wrong currency", line("amount", json!({ "amount": 1, "currency": "EUR" }))),
        ("unknown currency", line("amount", json!({ "amount": 1, "currency": "XXX" }))),
        ("negative", line("amount", json!({ "amount": -1, "currency": "GBP" }))),
        ("fraction", line("amount", json!({ "amount": 1.5, "currency": "GBP" }))),
        ("too large", line("amount", json!({ "amount": i64::MAX, "currency": "GBP" }))),
        ("long name", line("name", json!("n".repeat(51)))),
    ]
}

#[tokio::test]
async fn without_a_proper_answer_nothing_is_quoted_and_nothing_leaks() {
    let asking = Asking::open("refuse").await;
    let request = asking.request(Currency::GBP, 3);
    for (asked_before, (case, manner)) in improper().into_iter().enumerate() {
        asking.office.behave(manner);
        let answer = asking.ask(&request).await;
        answer.is_problem(503, "pricing.tax_unavailable");
        assert_eq!(answer.json()["retryable"], true);
        let text = answer.json().to_string();
        assert!(
            !text.contains("N1 9GU") && !text.contains("127.0.0.1") && !text.contains(CODE),
            "{case}: {text}"
        );
        assert_eq!(asking.office.count(), asked_before + 1, "{case}: asked, and once");
        asking.moments_pass();
    }
    asking.office.behave(proper(&[("Tax", 100_000)]));
    assert!(calculated(&asking.quote(&request).await), "a failure is not remembered");
}

#[tokio::test]
async fn without_a_proper_answer_the_tables_are_taken_where_staff_allow_it() {
    let asking = Asking::open("tables").await;
    let request = asking.request(Currency::GBP, 3);
    for (case, manner) in improper() {
        asking.office.behave(manner);
        let quote = asking.quote(&request).await;
        assert_eq!(minor(&quote), (3000, 600, 3600), "{case}");
        assert_eq!(quote.lines[0].trace.tax.source, TaxSource::Country, "{case}");
        let trace = quote.tax_provider.unwrap();
        assert_eq!((trace.provider.as_str(), trace.outcome), (CODE, TaxProviderOutcome::Failed), "{case}");
        asking.moments_pass();
    }
    asking.office.behave(proper(&[("Tax", 100_000)]));
    assert_eq!(minor(&asking.quote(&request).await), (3000, 300, 3300));
}

#[tokio::test]
async fn shoppers_learn_that_tax_is_unavailable_too() {
    let asking = Asking::open("refuse").await;
    asking.office.behave(says(500, ""));
    let line =
        json!({ "line_id": "line_01kf0000000000000000000003", "variant_id": asking.variant, "quantity": 1 });
    let body = json!({ "channel": "web", "currency": "GBP", "country": "GB", "lines": [line] });
    let post = async || asking.shop.json("POST", "/store/v1/quotes", Some(&body), &[]).await;
    post().await.is_problem(503, "pricing.tax_unavailable");
    asking.office.behave(proper(&[("Tax", 100_000)]));
    assert_eq!(post().await.ok()["totals"]["tax"]["amount"], 100);
}

/// Fails a test that waits for somebody who never answers.
async fn soon<T>(answer: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(10), answer).await.expect("it is not waited for")
}

#[tokio::test]
async fn a_provider_that_says_nothing_is_waited_for_no_longer_than_agreed() {
    let office = TaxOffice::open().await;
    let mut config = office.config();
    config.tax_providers.values_mut().for_each(|provider| provider.timeout_ms = 50);
    let asking = Asking::of(office, &config, "tables").await;
    asking.office.fall_silent();
    let quote = soon(asking.quote(&asking.request(Currency::GBP, 3))).await;
    assert_eq!(minor(&quote), (3000, 600, 3600));
    assert_eq!(asking.office.count(), 1);
}

#[tokio::test]
async fn a_provider_is_waited_for_no_longer_than_the_caller_waits() {
    let asking = Asking::open("refuse").await;
    asking.office.fall_silent();
    let quote = async |left| {
        let call = Call { deadline: asking.shop.now().plus(left), trace: None };
        soon(asking.shop.api.quote(&call, asking.request(Currency::GBP, 3))).await.unwrap_err()
    };
    assert_eq!(quote(Duration::from_millis(50)).await.code, "pricing.tax_unavailable");
    assert_eq!(asking.office.count(), 1);
    for _ in 0..5 {
        assert_eq!(quote(Duration::ZERO).await.code, "pricing.tax_unavailable");
    }
    assert_eq!(asking.office.count(), 1, "nobody is asked for somebody who is gone");
    asking.office.behave(proper(&[("Tax", 100_000)]));
    let quote = asking.quote(&asking.request(Currency::GBP, 3)).await;
    assert!(calculated(&quote), "nor is that the provider's failure");
}

#[tokio::test]
async fn a_provider_that_fails_again_and_again_is_left_alone_until_it_is_back() {
    let asking = Asking::open("tables").await;
    let request = asking.request(Currency::GBP, 3);
    asking.office.behave(says(500, ""));
    for _ in 0..8 {
        assert_eq!(minor(&asking.quote(&request).await), (3000, 600, 3600));
    }
    assert_eq!(asking.office.count(), 5, "after five failures it is left alone");
    asking.moments_pass();
    for _ in 0..3 {
        asking.quote(&request).await;
    }
    assert_eq!(asking.office.count(), 6, "then one question finds out");
    asking.office.behave(proper(&[("Tax", 100_000)]));
    asking.moments_pass();
    assert!(calculated(&asking.quote(&request).await));
    assert!(calculated(&asking.quote(&asking.request(Currency::GBP, 4)).await), "and it is asked as ever");
}

#[tokio::test]
async fn refused_questions_of_some_buyers_do_not_count_as_failures() {
    let asking = Asking::open("refuse").await;
    asking.office.behave(says(422, ""));
    for _ in 0..8 {
        asking.ask(&asking.request(Currency::GBP, 3)).await.is_problem(503, "pricing.tax_unavailable");
    }
    assert_eq!(asking.office.count(), 8);
}

#[tokio::test]
async fn a_provider_that_is_not_there_does_not_answer() {
    let office = TaxOffice::open().await;
    let mut config = office.config();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", nobody.local_addr().unwrap());
    drop(nobody);
    config.tax_providers.values_mut().for_each(|provider| provider.url.clone_from(&url));
    let asking = Asking::of(office, &config, "refuse").await;
    asking.ask(&asking.request(Currency::GBP, 3)).await.is_problem(503, "pricing.tax_unavailable");
}

#[tokio::test]
async fn only_a_configured_provider_can_be_named_and_one_taken_away_does_not_answer() {
    let asking = Asking::open("tables").await;
    let shop = &asking.shop;
    leave_tax_to(shop, "us", Some("nobody"), "refuse").await.is_problem(400, "pricing.unknown_tax_provider");
    let market = json!({
        "code": "ch", "name": "Switzerland", "currency": "CHF", "prices_include_tax": true,
        "rounding": { "mode": "half_even", "level": "line", "target": "tax" }, "tax_provider": "nobody",
    });
    shop.post("/admin/v1/markets", &market).await.is_problem(400, "pricing.unknown_tax_provider");

    let request = asking.request(Currency::GBP, 3);
    let shop = asking.shop.restarted(&pricing::Config::default());
    let quote = shop.quote(request.clone()).await;
    assert_eq!(quote.tax_provider.as_ref().unwrap().outcome, TaxProviderOutcome::Failed);
    leave_tax_to(&shop, "gb", Some(CODE), "refuse").await.is_problem(400, "pricing.unknown_tax_provider");
    leave_tax_to(&shop, "gb", None, "refuse").await.ok();
    assert_eq!(shop.quote(request).await.tax_provider, None);
}

#[tokio::test]
async fn a_market_shows_and_tells_its_provider() {
    let office = TaxOffice::open().await;
    let shop = Shop::open_with(&office.config()).await;
    let mut bus = Bus::new(shop.test.db());
    bus.take().await;
    let shown = leave_tax_to(&shop, "gb", Some(CODE), "tables").await.ok();
    assert_eq!((&shown["tax_provider"], &shown["tax_fallback"]), (&json!(CODE), &json!("tables")));
    let us = shop.get("/admin/v1/markets").await.ok()["items"][2].clone();
    assert_eq!((us.get("tax_provider"), &us["tax_fallback"]), (None, &json!("refuse")));
    leave_tax_to(&shop, "gb", None, "tables").await.ok();
    let told: Vec<MarketChanged> = bus.take_of().await;
    let told: Vec<_> = told
        .iter()
        .map(|market| (market.tax_provider.as_ref().map(|code| code.as_str()), market.tax_fallback))
        .collect();
    assert_eq!(told, [(Some(CODE), Some(TaxFallback::Tables)), (None, None)]);
}

#[tokio::test]
async fn asking_holds_no_connection() {
    let asking = Asking::open("refuse").await;
    asking.quote(&asking.request(Currency::GBP, 3)).await;
    asking.shop.test.db().close();
    assert!(calculated(&asking.quote(&asking.request(Currency::GBP, 4)).await));
    assert_eq!(asking.office.count(), 2);
}

#[tokio::test]
async fn a_quote_of_ten_thousand_lines_is_one_question() {
    let asking = Asking::open("refuse").await;
    let mut request = asking.request(Currency::GBP, 1);
    request.lines = (0..10_000).map(|_| asking.shop.quote_line(asking.variant, 1)).collect();
    asking.office.behave(proper(&[("State", 60_000), ("County", 12_500)]));
    for _ in 0..2 {
        let quote = asking.shop.quote(request.clone()).await;
        assert_eq!(minor(&quote), (10_000_000, 720_000, 10_720_000));
    }
    assert_eq!(asking.office.count(), 1, "its answer fits into the memory");
}

/// The example of `docs/tax-provider.md`: question and answer.
fn documented() -> (Value, String) {
    let page = include_str!("../../../../docs/tax-provider.md");
    let mut blocks = page.split("```json\n").map(|block| block.split("```").next().unwrap());
    let question = blocks.clone().find(|block| block.contains("prices_include_tax")).unwrap();
    let answer = blocks.find(|block| block.contains("calc-8431")).unwrap();
    (serde_json::from_str(question).unwrap(), answer.to_owned())
}

#[tokio::test]
async fn the_documented_question_is_asked_and_the_documented_answer_is_understood() {
    let (question, answer) = documented();
    let office = TaxOffice::open().await;
    let shop = Shop::open_with(&office.config()).await;
    leave_tax_to(&shop, "us", Some(CODE), "refuse").await.ok();
    office.behave(says(200, answer));
    let mut request = quote_request(Currency::USD, Vec::new());
    for (line, price) in question["lines"].as_array().unwrap().iter().zip(["2.95", "12.00"]) {
        let variant = line["variant_id"].as_str().unwrap().parse().unwrap();
        let told = (variant, line["sku"].as_str().unwrap(), line["tax_class"].as_str().unwrap());
        shop.product_changed(shop.test.env().id(), 1, &[told]).await;
        shop.set_prices("base-usd", variant, &[(1, price)]).await;
        let mut wanted = shop.quote_line(variant, line["quantity"].as_i64().unwrap());
        wanted.line_id = line["line_id"].as_str().unwrap().parse().unwrap();
        request.lines.push(wanted);
    }
    (request.country, request.region) = (Some("US".parse().unwrap()), Some("CA".to_owned()));
    request.postal_code = Some("94103".to_owned());
    request.customer_group = Some("retail".parse().unwrap());
    request.shipping = Some(ShippingCharge { amount: Money::new(495, Currency::USD), tax_class: None });
    let quote = shop.quote(request).await;
    assert_eq!(office.last().body, question);
    assert_eq!(minor(&quote), (1770 + 1200 + 495, 152, 3617));
}
