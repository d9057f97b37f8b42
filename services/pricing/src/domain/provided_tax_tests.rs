use kernel_base::Id;
use proptest::prelude::*;

use super::*;
use crate::domain::quote::quote;
use crate::domain::quote::tests::{by_line, catalog, line, minor, now, parsed, request};

/// A quote of these lines (number, variant, pieces) and shipping to Germany, from the tables.
fn quoted(include_tax: bool, lines: &[(u128, u128, i64)], shipping: Option<i64>) -> (QuoteRequest, Quote) {
    let lines = lines.iter().map(|(number, variant, pieces)| line(*number, *variant, *pieces));
    let mut request = request(lines.collect());
    request.country = Some(parsed("DE"));
    request.shipping = shipping.map(|minor| pricing_contracts::ShippingCharge {
        amount: Money::new(minor, Currency::EUR),
        tax_class: None,
    });
    let quote = quote(&by_line(include_tax), &catalog(), &request, now()).unwrap();
    (request, quote)
}

fn asked(request: &QuoteRequest, quote: &Quote) -> TaxRequest {
    question(request, quote, &catalog()).unwrap()
}

fn tax(minor: i64) -> AppliedTax {
    AppliedTax { name: "Tax".to_owned(), rate_ppm: 1, amount: Money::new(minor, Currency::EUR) }
}

/// The same taxes on every line, and on shipping when it was asked for.
fn answer(request: &TaxRequest, taxes: &[AppliedTax]) -> TaxAnswer {
    TaxAnswer {
        reference: None,
        lines: request
            .lines
            .iter()
            .map(|line| TaxedLine { line_id: line.line_id, taxes: taxes.to_vec() })
            .collect(),
        shipping: request.shipping.as_ref().map(|_| TaxedShipping { taxes: taxes.to_vec() }),
    }
}

proptest! {
    #[test]
    fn whatever_is_answered_either_is_refused_or_adds_up(
        include_tax: bool,
        lines in prop::collection::vec((1_u128..4, 1_i64..100), 0..8),
        shipping in prop::option::of(0_i64..2_000),
        // Small and enormous taxes; the last one goes to shipping.
        taxes in prop::collection::vec(
            prop::collection::vec(prop_oneof![20 => 0_i64..50, 5 => 0_i64..2_000, 1 => any::<i64>()], 0..4), 9),
    ) {
        let lines: Vec<_> =
            (1..).zip(lines).map(|(number, (variant, pieces))| (number, variant, pieces)).collect();
        let (request, tables) = quoted(include_tax, &lines, shipping.or(lines.is_empty().then_some(5)));
        let asked = asked(&request, &tables);
        let taxes: Vec<Vec<AppliedTax>> =
            taxes.into_iter().map(|taxes| taxes.into_iter().map(tax).collect()).collect();
        let mut answer = answer(&asked, &taxes[8]);
        for (line, taxes) in answer.lines.iter_mut().zip(&taxes) {
            line.taxes.clone_from(taxes);
        }
        answer.lines.reverse();
        let Ok(provided) = ProvidedTaxes::check(&asked, answer) else { return Ok(()) };
        let provider: Code = parsed("acme");
        let quote = provided.apply(tables.clone(), &provider).unwrap();

        let mut sum = (0, 0, 0);
        let parts = quote.lines.iter().map(|line| (line.net, line.tax, line.gross, &line.taxes));
        let shipping = quote.shipping.iter().map(|part| (part.net, part.tax, part.gross, &part.taxes));
        for (net, tax, gross, taxes) in parts.chain(shipping) {
            prop_assert_eq!(net.minor() + tax.minor(), gross.minor());
            prop_assert_eq!(taxes.iter().map(|tax| tax.amount.minor()).sum::<i64>(), tax.minor());
            prop_assert!(net.minor() >= 0 && tax.minor() >= 0);
            sum = (sum.0 + net.minor(), sum.1 + tax.minor(), sum.2 + gross.minor());
        }
        prop_assert_eq!(minor(quote.totals), sum);
        for ((before, after), taxes) in tables.lines.iter().zip(&quote.lines).zip(&taxes) {
            let stated = |line: &pricing_contracts::PricedLine| if include_tax { line.gross } else { line.net };
            prop_assert_eq!(stated(before), stated(after), "what the market states stays");
            prop_assert_eq!(&after.taxes, taxes);
        }
    }
}

#[test]
fn the_question_tells_what_is_sold_and_where_it_goes() {
    let (mut request, quote) = quoted(true, &[(1, 1, 2)], Some(500));
    request.region = Some("de-be".to_owned());
    request.postal_code = Some(" 10117 ".to_owned());
    let asked = asked(&request, &quote);
    assert_eq!(
        serde_json::to_value(&asked).unwrap(),
        serde_json::json!({
            "currency": "EUR", "at": "2026-01-01T00:00:00Z", "country": "DE", "region": "BE", "postal_code": "10117",
            "prices_include_tax": true,
            "lines": [{
                "line_id": quote.lines[0].line_id, "variant_id": quote.lines[0].variant_id, "quantity": 2,
                "tax_class": "standard", "amount": { "amount": 590, "currency": "EUR" },
            }],
            "shipping": { "tax_class": "standard", "amount": { "amount": 500, "currency": "EUR" } },
        })
    );
}

#[test]
fn questions_are_one_when_only_ids_of_lines_and_the_present_time_differ() {
    let (mut request, mut quote) = quoted(false, &[(1, 1, 2), (2, 3, 1)], None);
    let of = |request: &QuoteRequest, quote: &Quote| asked(request, quote).fingerprint();
    let first = of(&request, &quote);
    quote.lines[0].line_id = Id::from_uuid(Uuid::from_u128(77));
    quote.priced_at = parsed("2026-01-01T00:05:00Z");
    assert_eq!(of(&request, &quote), first);
    request.at = Some(quote.priced_at);
    let dated = of(&request, &quote);
    assert_ne!(dated, first, "that day's tax is another question");
    request.postal_code = Some("10117".to_owned());
    assert_ne!(of(&request, &quote), dated);
    quote.lines.reverse();
    request.at = None;
    assert_ne!(of(&request, &quote), first);
}

#[test]
fn what_does_not_fit_the_question_is_no_answer() {
    let (request, quote) = quoted(true, &[(1, 1, 1), (2, 3, 1)], Some(500));
    let asked = asked(&request, &quote);
    let check = |change: &dyn Fn(&mut TaxAnswer)| {
        let mut answer = answer(&asked, &[tax(1)]);
        change(&mut answer);
        ProvidedTaxes::check(&asked, answer).err()
    };
    let with = |change: &dyn Fn(&mut AppliedTax)| check(&|answer| change(&mut answer.lines[1].taxes[0]));
    assert_eq!(check(&|_| ()), None);
    assert_eq!(check(&|answer| answer.reference = Some("R-1".to_owned())), None);
    assert_eq!(check(&|answer| answer.lines[0].taxes.clear()), None, "no tax is an answer");

    assert_eq!(check(&|answer| answer.lines.truncate(1)), Some(ImproperAnswer::Lines));
    assert_eq!(check(&|answer| answer.lines.push(answer.lines[0].clone())), Some(ImproperAnswer::Lines));
    let foreign = |answer: &mut TaxAnswer| answer.lines[0].line_id = Id::from_uuid(Uuid::from_u128(9));
    assert_eq!(check(&foreign), Some(ImproperAnswer::Lines));
    let one_more = TaxedLine { line_id: Id::from_uuid(Uuid::from_u128(9)), taxes: Vec::new() };
    assert_eq!(check(&|answer| answer.lines.push(one_more.clone())), Some(ImproperAnswer::Lines));
    assert_eq!(check(&|answer| answer.shipping = None), Some(ImproperAnswer::Shipping));

    let foreign = Money::new(1, Currency::USD);
    assert_eq!(with(&|tax| tax.amount = foreign), Some(ImproperAnswer::Currency));
    assert_eq!(with(&|tax| tax.amount = Money::new(-1, Currency::EUR)), Some(ImproperAnswer::Negative));
    let more = Money::new(1_000, Currency::EUR);
    assert_eq!(with(&|tax| tax.amount = more), Some(ImproperAnswer::MoreThanGross));
    for name in [String::new(), "n".repeat(51), "two\nlines".to_owned()] {
        assert_eq!(with(&|tax| tax.name.clone_from(&name)), Some(ImproperAnswer::Name));
    }
    for rate in [-1, 10_000_001] {
        assert_eq!(with(&|tax| tax.rate_ppm = rate), Some(ImproperAnswer::Rate));
    }
    let many = vec![tax(0); MAX_TAXES + 1];
    assert_eq!(check(&|answer| answer.lines[0].taxes = many.clone()), Some(ImproperAnswer::TooManyTaxes));
    for reference in [String::new(), "r".repeat(201), "\u{7}".to_owned()] {
        let set = |answer: &mut TaxAnswer| answer.reference = Some(reference.clone());
        assert_eq!(check(&set), Some(ImproperAnswer::Reference));
    }
}

#[test]
fn taxes_that_do_not_fit_together_are_no_answer() {
    let (request, quote) = quoted(false, &[(1, 1, 1), (2, 3, 1)], None);
    let asked = asked(&request, &quote);
    let check = |minor| ProvidedTaxes::check(&asked, answer(&asked, &[tax(minor)])).err();
    assert_eq!(check(i64::MAX / 4), None, "on top of a net price any tax is possible");
    assert_eq!(check(i64::MAX), Some(ImproperAnswer::TooLarge));
    assert_eq!(check(i64::MAX / 2), Some(ImproperAnswer::TooLarge), "each line fits, the sum does not");
}

#[test]
fn shipping_that_was_not_asked_for_is_no_answer() {
    let (request, quote) = quoted(false, &[(1, 1, 1)], None);
    let asked = asked(&request, &quote);
    let mut answer = answer(&asked, &[]);
    answer.shipping = Some(TaxedShipping { taxes: Vec::new() });
    assert_eq!(ProvidedTaxes::check(&asked, answer), Err(ImproperAnswer::Shipping));
}

#[test]
fn there_is_nothing_to_ask_without_tax_goods_or_destination() {
    let (mut request, quote) = quoted(true, &[(1, 1, 1)], None);
    let asks = |request: &QuoteRequest, quote: &Quote| question(request, quote, &catalog()).is_some();
    assert!(asks(&request, &quote));
    let nothing = Quote { lines: Vec::new(), ..quote.clone() };
    assert!(!asks(&request, &nothing));
    request.tax = TaxTreatment::Exempt;
    assert!(!asks(&request, &quote));
    (request.tax, request.country) = (TaxTreatment::Market, None);
    assert!(!asks(&request, &quote));
}
