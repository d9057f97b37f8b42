//! Documents for the tests of files: taxed, exempt, exported, corrected, in part prepaid, and longer than a page.

use std::path::Path;

use invoice_contracts::DocumentKind;
use kernel_base::{Currency, Env, Money, Personal};
use order_contracts::{BillKind, BilledKind, BilledLine, BilledTax, BilledTo, OrderBilled, TaxTreatment};
use serde_json::json;

use crate::domain::document::{Document, Recipient};
use crate::domain::party::Party;

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

pub(super) fn seller(country: &str, vat_id: Option<&str>) -> Party {
    let party = json!({
        "name": "Lampen & Laternen GmbH", "lines": ["Hafenstraße 12"], "city": "Hamburg", "postal_code": "20457",
        "country": country, "vat_id": vat_id, "registration": "HRB 12345",
        "contact": { "name": "Buchhaltung", "phone": "+49 40 123456", "email": "rechnung@example.com" },
        "bank": { "iban": "DE02120300000000202051" }, "note": "Thank you for your order."
    });
    serde_json::from_value(party).unwrap()
}

pub(super) fn line(kind: BilledKind, title: &str, quantity: i32, rate: i64, net: i64) -> BilledLine {
    let tax = (net * rate + if net < 0 { -500_000 } else { 500_000 }) / 1_000_000;
    let item = kind == BilledKind::Item;
    BilledLine {
        kind,
        line_id: item.then(|| Env::system().id()),
        sku: item.then(|| "85123A".parse().unwrap()),
        title: (!title.is_empty()).then(|| title.to_owned()),
        quantity,
        ordered: None,
        unit_price: item.then(|| "14.28".parse().unwrap()),
        tax_rate_ppm: rate,
        net: eur(net),
        tax: eur(tax),
        gross: eur(net + tax),
    }
}

pub(super) fn document(seller: Party, kind: DocumentKind, country: &str, lines: Vec<BilledLine>) -> Document {
    let env = Env::system();
    let mut taxes: Vec<BilledTax> = Vec::new();
    for line in &lines {
        match taxes.iter_mut().find(|tax| tax.tax_rate_ppm == line.tax_rate_ppm) {
            Some(tax) => {
                tax.net = tax.net.checked_add(line.net).unwrap();
                tax.tax = tax.tax.checked_add(line.tax).unwrap();
            }
            None => taxes.push(BilledTax { tax_rate_ppm: line.tax_rate_ppm, net: line.net, tax: line.tax }),
        }
    }
    let sum = |part: fn(&BilledLine) -> Money| Money::sum(Currency::EUR, lines.iter().map(part)).unwrap();
    let address = json!({
        "name": "Ada Lovelace", "company": "Analytical Engines <Ltd> & Co", "lines": ["12 St James’s Square", "Flat 3"],
        "city": "London", "postal_code": "SW1Y 4JH", "country": country
    });
    let address: shared_contracts::Address = serde_json::from_value(address).unwrap();
    let (net, tax, gross) = (sum(|line| line.net), sum(|line| line.tax), sum(|line| line.gross));
    let bill = OrderBilled {
        bill_id: env.id(),
        order_id: env.id(),
        order_number: "W-100008".parse().unwrap(),
        kind: match kind {
            DocumentKind::Invoice => BillKind::Invoice,
            DocumentKind::CreditNote => BillKind::CreditNote,
        },
        sequence: 1,
        corrects: Vec::new(),
        reaches: gross,
        channel: "web".parse().unwrap(),
        currency: Currency::EUR,
        customer_id: None,
        country: Some(country.parse().unwrap()),
        buyer: Personal::Known(BilledTo {
            reference: Some("04011000-12345-34".to_owned()),
            email: None,
            billing_address: None,
            shipping_address: Some(address),
        }),
        tax_treatment: TaxTreatment::Market,
        payment_provider: Some("test".parse().unwrap()),
        lines,
        taxes,
        net,
        tax,
        gross,
        shipped_at: Some("2026-01-15T12:00:00Z".parse().unwrap()),
        placed_at: Some("2026-01-12T12:00:00Z".parse().unwrap()),
        occurred_at: "2026-01-15T12:00:00Z".parse().unwrap(),
    };
    Document {
        invoice_id: bill.bill_id,
        legal_entity_id: env.id(),
        kind,
        number: "ACME-2026-000042".to_owned(),
        issued_at: "2026-01-15T12:00:05Z".parse().unwrap(),
        seller,
        recipient: Recipient { customer_id: None, email: Some("ada@example.com".to_owned()) },
        corrects: Vec::new(),
        bill,
    }
}

pub(super) fn all() -> Vec<(&'static str, Document)> {
    use BilledKind::{Allowance, Item, Prepayment, Shipping};
    let german = || seller("DE", Some("DE123456789"));
    let goods = || {
        vec![
            line(
                Item,
                "Hurricane lantern of enamelled steel, with a wick that lasts for years, red",
                3,
                190_000,
                4284,
            ),
            line(Item, "Handbook of lanterns", 1, 70_000, 1589),
            line(Shipping, "DHL Parcel", 1, 190_000, 415),
        ]
    };
    let mut part_paid = goods();
    part_paid.push(line(Prepayment, "", -1, 190_000, -2000));
    part_paid.push(line(Prepayment, "", -1, 70_000, -500));
    let mut corrected = document(
        german(),
        DocumentKind::CreditNote,
        "DE",
        vec![line(Item, "Hurricane lantern", 1, 190_000, 1428), line(Allowance, "", 1, 190_000, 84)],
    );
    corrected.corrects = vec![(Env::system().id(), "ACME-2026-000041".to_owned(), corrected.issued_at)];
    let untaxed = |treatment, document: Document| {
        let bill = OrderBilled { tax_treatment: treatment, ..document.bill };
        Document { bill, ..document }
    };
    let free = || vec![line(Item, "Lantern", 2, 0, 2856), line(Shipping, "Post", 1, 0, 415)];
    let many =
        (1..=70).map(|place| line(Item, &format!("Lantern number {place}"), place, 190_000, 1428)).collect();
    let anonymous = document(german(), DocumentKind::Invoice, "DE", goods());
    let nobody = Document {
        bill: OrderBilled { buyer: Personal::Erased, ..anonymous.bill.clone() },
        recipient: Recipient::default(),
        ..anonymous.clone()
    };
    vec![
        ("invoice", document(german(), DocumentKind::Invoice, "DE", goods())),
        (
            "prepayment",
            document(german(), DocumentKind::Invoice, "DE", vec![line(Prepayment, "", 1, 190_000, 2000)]),
        ),
        ("deduction", document(german(), DocumentKind::Invoice, "DE", part_paid)),
        ("credit_note", corrected),
        ("export", document(german(), DocumentKind::Invoice, "GB", free())),
        ("zero", document(german(), DocumentKind::Invoice, "DE", free())),
        ("exempt", untaxed(TaxTreatment::Exempt, document(german(), DocumentKind::Invoice, "DE", free()))),
        ("unregistered", document(seller("GB", None), DocumentKind::Invoice, "GB", free())),
        ("french", document(seller("FR", Some("FR83404833048")), DocumentKind::Invoice, "FR", goods())),
        ("long", document(german(), DocumentKind::Invoice, "DE", many)),
        ("erased", nobody),
    ]
}

/// Keeps a file when somebody wants to see it.
pub(super) fn keep(name: &str, file: &[u8]) {
    if let Some(folder) = std::env::var_os("INVOICE_SAMPLES") {
        std::fs::write(Path::new(&folder).join(name), file).unwrap();
    }
}
