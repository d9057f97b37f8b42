use std::str::FromStr;

use kernel_base::{Id, Rounding};
use pricing_contracts::{QuoteTotals, RoundingLevel, RoundingPolicy, RoundingTarget, TaxFallback};
use proptest::prelude::*;
use shared_contracts::Quantity;
use uuid::Uuid;

use super::*;
use crate::domain::market::MarketTerms;
use crate::domain::price::Price;
use crate::domain::price_list::tests::list;
use crate::domain::tax::tests::{class, rate};

pub(crate) fn parsed<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// Euro in Germany, one list with 85123A at 2.95, from 32 pieces 2.55.
fn rules(prices_include_tax: bool, level: RoundingLevel, target: RoundingTarget) -> Rules {
    let market = Market {
        id: Id::from_uuid(Uuid::nil()),
        version: 1,
        terms: MarketTerms {
            code: parsed("eu"),
            name: "European Union".to_owned(),
            currency: Currency::EUR,
            countries: vec![parsed("DE")],
            prices_include_tax,
            rounding: RoundingPolicy { mode: Rounding::HalfUp, level, target },
            home_country: Some(parsed("DE")),
            default_for_currency: true,
            tax_provider: None,
            tax_fallback: TaxFallback::Refuse,
        },
    };
    let classes = [class("standard", None), class("reduced", Some("standard")), class("zero", None)];
    let rates = vec![
        rate("DE", "", "standard", "VAT", 190_000),
        rate("DE", "", "reduced", "VAT", 70_000),
        rate("CA", "", "standard", "GST", 50_000),
        rate("CA", "QC", "standard", "QST", 99_750),
    ];
    Rules {
        markets: vec![market],
        lists: vec![list(1, "base", 0)],
        past_lists: Vec::new(),
        tax: TaxBook::new(&classes, rates),
    }
}

pub(crate) fn by_line(prices_include_tax: bool) -> Rules {
    rules(prices_include_tax, RoundingLevel::Line, RoundingTarget::Tax)
}

fn variant_id(number: u128) -> VariantId {
    Id::from_uuid(Uuid::from_u128(number))
}

fn variant(tiers: &[(i64, &str)]) -> Arc<VariantPrices> {
    let price = |(pieces, price): &(i64, &str)| Price {
        id: Id::from_uuid(Uuid::nil()),
        price_list_id: Id::from_uuid(Uuid::from_u128(1)),
        min_quantity: Quantity::try_new(*pieces).unwrap(),
        unit_price: parsed(price),
        valid_from: Timestamp::EPOCH,
        valid_until: None,
    };
    Arc::new(VariantPrices {
        sku: None,
        tax_class: Some(parsed("standard")),
        prices: tiers.iter().map(price).collect(),
        history: Vec::new(),
    })
}

pub(crate) fn catalog() -> PricesByVariant {
    HashMap::from([
        (variant_id(1), variant(&[(1, "2.95"), (32, "2.55")])),
        (variant_id(2), variant(&[(1, "0.001")])),
        (variant_id(3), variant(&[(1, "9.99")])),
    ])
}

pub(crate) fn line(number: u128, variant: u128, pieces: i64) -> QuoteLine {
    QuoteLine {
        line_id: Id::from_uuid(Uuid::from_u128(number)),
        variant_id: variant_id(variant),
        quantity: Quantity::try_new(pieces).unwrap(),
        negotiated: None,
        tax_class: None,
    }
}

pub(crate) fn request(lines: Vec<QuoteLine>) -> QuoteRequest {
    QuoteRequest {
        channel: parsed("web"),
        currency: Currency::EUR,
        country: None,
        region: None,
        postal_code: None,
        customer_group: None,
        customer_groups: Vec::new(),
        at: None,
        tax: TaxTreatment::Market,
        lines,
        shipping: None,
    }
}

pub(crate) fn now() -> Timestamp {
    parsed("2026-01-01T00:00:00Z")
}

fn priced(rules: &Rules, request: &QuoteRequest) -> Quote {
    quote(rules, &catalog(), request, now()).unwrap()
}

pub(crate) fn minor(totals: QuoteTotals) -> (i64, i64, i64) {
    (totals.net.minor(), totals.tax.minor(), totals.gross.minor())
}

proptest! {
    #[test]
    fn totals_are_the_sum_of_lines_and_shipping(
        pieces in prop::collection::vec((1_u128..4, 1_i64..500, prop::option::of(0_i64..5_000_000)), 1..40),
        shipping in prop::option::of(0_i64..10_000),
        include_tax: bool,
        exempt: bool,
        quebec: bool,
        level in prop::sample::select(vec![RoundingLevel::Unit, RoundingLevel::Line, RoundingLevel::Total]),
        target in prop::sample::select(vec![RoundingTarget::Net, RoundingTarget::Tax, RoundingTarget::Gross]),
    ) {
        let lines = (1_u128..).zip(pieces).map(|(number, (variant, pieces, negotiated))| QuoteLine {
            negotiated: negotiated.map(UnitPrice::from_micros),
            ..line(number, variant, pieces)
        });
        let mut request = request(lines.collect());
        request.tax = if exempt { TaxTreatment::Exempt } else { TaxTreatment::Market };
        request.shipping = shipping
            .map(|minor| ShippingCharge { amount: Money::new(minor, Currency::EUR), tax_class: None });
        if quebec {
            (request.country, request.region) = (Some(parsed("CA")), Some("QC".to_owned()));
        }
        let quote = priced(&rules(include_tax, level, target), &request);
        let mut sum = (0, 0, 0);
        let lines = quote.lines.iter().map(|line| (line.net, line.tax, line.gross, &line.taxes));
        let shipping = quote.shipping.iter().map(|charge| (charge.net, charge.tax, charge.gross, &charge.taxes));
        for (net, tax, gross, taxes) in lines.chain(shipping) {
            sum = (sum.0 + net.minor(), sum.1 + tax.minor(), sum.2 + gross.minor());
            prop_assert_eq!(net.minor() + tax.minor(), gross.minor());
            prop_assert_eq!(taxes.iter().map(|tax| tax.amount.minor()).sum::<i64>(), tax.minor());
            prop_assert!(!exempt || tax.minor() == 0);
        }
        prop_assert_eq!(minor(quote.totals), sum);
    }

    #[test]
    fn a_negotiated_price_wins_and_stays_to_the_penny_without_tax(minor in 0_i64..1_000_000, pieces in 1_i64..100_000) {
        let agreed = UnitPrice::from_money(Money::new(minor, Currency::EUR)).unwrap();
        let mut request = request(vec![QuoteLine { negotiated: Some(agreed), ..line(1, 1, pieces) }]);
        request.tax = TaxTreatment::Exempt;
        for include_tax in [true, false] {
            let quote = priced(&by_line(include_tax), &request);
            prop_assert_eq!(quote.lines[0].unit_price, agreed);
            prop_assert_eq!(super::tests::minor(quote.totals), (minor * pieces, 0, minor * pieces));
        }
    }
}

#[test]
fn price_breaks_of_the_retailer_apply_from_their_quantity_on() {
    let quote = priced(&by_line(false), &request(vec![line(1, 1, 31), line(2, 1, 32)]));
    assert_eq!(quote.lines[0].net.minor(), 31 * 295);
    assert_eq!(quote.lines[1].net.minor(), 32 * 255);
    let PriceSource::List { min_quantity, price_list, .. } = &quote.lines[1].trace.price else { panic!() };
    assert_eq!((min_quantity.get(), price_list.as_str()), (32, "base"));
}

#[test]
fn prices_include_tax_or_not_as_the_market_has_it() {
    let one = request(vec![line(1, 3, 1)]);
    assert_eq!(minor(priced(&by_line(true), &one).totals), (839, 160, 999));
    assert_eq!(minor(priced(&by_line(false), &one).totals), (999, 190, 1189));
}

#[test]
fn a_tenth_of_a_cent_stays_exact_until_the_policy_rounds() {
    let pads = request(vec![line(1, 2, 4), line(2, 2, 4), line(3, 2, 4)]);
    let net = |level| minor(priced(&rules(false, level, RoundingTarget::Net), &pads).totals).0;
    assert_eq!(net(RoundingLevel::Unit), 0);
    assert_eq!(net(RoundingLevel::Line), 0);
    assert_eq!(net(RoundingLevel::Total), 1);
    let quote =
        priced(&rules(false, RoundingLevel::Line, RoundingTarget::Net), &request(vec![line(1, 2, 15)]));
    let trace = &quote.lines[0].trace;
    assert_eq!(
        (trace.exact.to_string(), trace.rounded_by.to_string()),
        ("0.015".to_owned(), "0.005".to_owned())
    );
}

#[test]
fn goods_given_away_cost_nothing_and_say_what_they_would_have() {
    let free = QuoteLine { negotiated: Some(UnitPrice::default()), ..line(1, 1, 2) };
    let quote = priced(&by_line(false), &request(vec![free]));
    assert_eq!(minor(quote.totals), (0, 0, 0));
    let listed = PriceSource::Negotiated { list_unit_price: Some(parsed("2.95")) };
    assert_eq!(quote.lines[0].trace.price, listed);
}

#[test]
fn an_exempt_buyer_pays_list_prices_without_the_tax_in_them() {
    let mut exempt = request(vec![line(1, 3, 1)]);
    exempt.tax = TaxTreatment::Exempt;
    assert_eq!(minor(priced(&by_line(true), &exempt).totals), (839, 0, 839));
    let line = &priced(&by_line(true), &exempt).lines[0];
    assert_eq!(line.trace.tax.source, TaxSource::Exempt);
    assert!(line.taxes.is_empty());
}

#[test]
fn two_taxes_of_a_province_share_the_lines_tax() {
    let mut quebec = request(vec![line(1, 3, 10)]);
    (quebec.country, quebec.region) = (Some(parsed("CA")), Some("QC".to_owned()));
    let quote = priced(&by_line(false), &quebec);
    let taxes: Vec<(&str, i64, i64)> = quote.lines[0]
        .taxes
        .iter()
        .map(|tax| (tax.name.as_str(), tax.rate_ppm, tax.amount.minor()))
        .collect();
    assert_eq!(taxes, [("GST", 50_000, 499), ("QST", 99_750, 997)]);
    assert_eq!(minor(quote.totals), (9990, 1496, 11486));
}

#[test]
fn the_line_may_name_another_class_and_an_unknown_one_is_refused() {
    let of_class = |class: &str| request(vec![QuoteLine { tax_class: Some(parsed(class)), ..line(1, 3, 1) }]);
    assert_eq!(priced(&by_line(false), &of_class("reduced")).lines[0].tax.minor(), 70);
    assert_eq!(priced(&by_line(false), &of_class("zero")).lines[0].tax.minor(), 0);
    let refused = quote(&by_line(false), &catalog(), &of_class("luxury"), now());
    assert!(matches!(refused, Err(PricingError::UnknownTaxClass(_))));
}

#[test]
fn a_line_without_a_price_is_a_problem_and_no_part_of_the_totals() {
    let quote = priced(&by_line(false), &request(vec![line(1, 3, 1), line(2, 99, 1)]));
    assert_eq!(quote.problems, [LineProblem { line_id: line(2, 99, 1).line_id, code: ProblemCode::NoPrice }]);
    assert_eq!((quote.lines.len(), quote.totals.net.minor()), (1, 999));
}

#[test]
fn shipping_is_taxed_like_goods() {
    let mut with_shipping = request(vec![]);
    let amount = Money::new(500, Currency::EUR);
    with_shipping.shipping = Some(ShippingCharge { amount, tax_class: Some(parsed("reduced")) });
    let quote = priced(&by_line(true), &with_shipping);
    let shipping = quote.shipping.unwrap();
    assert_eq!((shipping.net.minor(), shipping.tax.minor(), shipping.gross.minor()), (467, 33, 500));
    assert_eq!(quote.totals.gross, shipping.gross);
}

#[test]
fn bad_requests_are_refused_with_their_reason() {
    let refused = |request: &QuoteRequest| validate(request).unwrap_err().to_string();
    let negative = QuoteLine { negotiated: Some(UnitPrice::from_micros(-1)), ..line(1, 1, 1) };
    assert_eq!(refused(&request(vec![negative])), PricingError::NegativePrice.to_string());
    let dear = QuoteLine { negotiated: Some(UnitPrice::from_micros(i64::MAX)), ..line(1, 1, 1) };
    assert_eq!(refused(&request(vec![dear])), PricingError::PriceTooHigh.to_string());
    assert_eq!(refused(&request(vec![line(1, 1, 1); 2])), PricingError::DuplicateLine.to_string());
    let many = (0..10_001).map(|number| line(number, 1, 1)).collect();
    assert_eq!(refused(&request(many)), PricingError::TooManyLines(10_000).to_string());
    let mut foreign = request(vec![]);
    foreign.shipping = Some(ShippingCharge { amount: Money::new(1, Currency::USD), tax_class: None });
    assert_eq!(refused(&foreign), PricingError::WrongCurrency.to_string());
    let mut elsewhere = request(vec![]);
    elsewhere.currency = Currency::JPY;
    assert!(matches!(quote(&by_line(true), &catalog(), &elsewhere, now()), Err(PricingError::NoMarket)));
    let dear = QuoteLine { negotiated: Some(MAX_UNIT_PRICE), ..line(1, 1, 1_000_000) };
    let too_large = quote(&by_line(true), &catalog(), &request(vec![dear]), now());
    assert!(matches!(too_large, Err(PricingError::AmountTooLarge)));
}
