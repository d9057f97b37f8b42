//! The document as people read it: PDF/A-2b, so that an archive can keep it.

mod canvas;
mod sheet;

use invoice_contracts::DocumentKind;
use kernel_base::Money;
use order_contracts::{BilledKind, BilledLine};

use self::canvas::{Canvas, Face, Side, Style};
use self::sheet::{BOTTOM, LEFT, RIGHT, Sheet};
use super::amounts::{percent, plain};
use super::ubl::{buyer_name, invoiced_at, paid_by, title};
use crate::domain::document::{Document, day};
use crate::domain::tax::category;

const SMALL: Style = Style { face: Face::Regular, size: 75, gray: 110 };
const PLAIN: Style = Style { face: Face::Regular, size: 95, gray: 20 };
const BOLD: Style = Style { face: Face::Bold, size: 95, gray: 20 };
const HEADING: Style = Style { face: Face::Bold, size: 210, gray: 20 };
const NAME: Style = Style { face: Face::Bold, size: 130, gray: 20 };
/// Between the baselines of two lines.
const LEADING: i32 = 135;

/// Where the columns of the table end, or begin.
const PLACE: i32 = LEFT + 150;
const WHAT: i32 = LEFT + 230;
const WHAT_WIDTH: i32 = 2150;
const PIECES: i32 = LEFT + 2780;
const RATE: i32 = LEFT + 3300;
const NET: i32 = LEFT + 4120;
const GROSS: i32 = RIGHT;

/// The document as a PDF. An error is a mistake of ours: texts are made writable first.
pub(super) fn write(document: &Document) -> Result<Vec<u8>, String> {
    let mut sheet = Sheet::new(Canvas::open()?, |canvas| footer(canvas, document));
    head(&mut sheet, document);
    table(&mut sheet, document);
    totals(&mut sheet, document);
    notes(&mut sheet, document);
    let heading = heading(document.kind);
    sheet.finish(&format!("{heading} {}", document.number), &document.seller.name, document.issued_at)
}

const fn heading(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Invoice => "Invoice",
        DocumentKind::CreditNote => "Credit note",
    }
}

/// Who sells, who buys, and what the document is called.
fn head(sheet: &mut Sheet<'_>, document: &Document) {
    let (seller, canvas) = (&document.seller, &mut sheet.canvas);
    canvas.text(LEFT, 640, Side::Left, NAME, &seller.name);
    canvas.text(RIGHT, 660, Side::Right, HEADING, heading(document.kind));
    let street = seller.lines.join(", ");
    let sender = format!("{} · {street} · {} {}", seller.name, seller.postal_code, seller.city);
    let sender = canvas.shortened(&sender, SMALL, 2500);
    canvas.text(LEFT, 1330, Side::Left, SMALL, &sender);
    canvas.rule(LEFT, LEFT + 2500, 1365, 180);
    let mut y = 1530;
    for (place, line) in recipient(document).iter().enumerate() {
        let style = if place == 0 { BOLD } else { PLAIN };
        let line = canvas.shortened(line, style, 2500);
        canvas.text(LEFT, y, Side::Left, style, &line);
        y += LEADING;
    }
    let mut y_facts = 1330;
    for (name, value) in facts(document) {
        canvas.text(LEFT + 2900, y_facts, Side::Left, SMALL, name);
        for line in canvas.wrapped(&value, PLAIN, 1250) {
            canvas.text(RIGHT, y_facts, Side::Right, PLAIN, &line);
            y_facts += LEADING;
        }
        y_facts += 15;
    }
    sheet.y = y.max(y_facts).max(2350) + 200;
}

/// The window of the envelope.
fn recipient(document: &Document) -> Vec<String> {
    let mut lines = vec![buyer_name(document)];
    let Some(address) = document.buyer().and_then(invoiced_at) else { return lines };
    if address.company.is_some() {
        lines.push(address.name.expose().clone());
    }
    lines.extend(address.lines.iter().map(|line| line.expose().clone()));
    let code = address.postal_code.iter().map(String::as_str);
    lines.push(code.chain([address.city.expose().as_str()]).collect::<Vec<_>>().join(" "));
    lines.extend(address.region.clone());
    if address.country != document.seller.country {
        lines.push(address.country.to_string());
    }
    lines
}

fn facts(document: &Document) -> Vec<(&'static str, String)> {
    let bill = &document.bill;
    let mut facts = vec![
        ("Number", document.number.clone()),
        ("Date", document.issued_on()),
        ("Order", bill.order_number.to_string()),
    ];
    facts.extend(bill.placed_at.map(|at| ("Order date", day(at))));
    facts.extend(bill.shipped_at.map(|at| ("Date of supply", day(at))));
    let reference = document.buyer().and_then(|buyer| buyer.reference.clone());
    facts.extend(reference.map(|reference| ("Your reference", reference)));
    if !document.corrects.is_empty() {
        // A reader wants to know which; of very many the first ones.
        let numbers: Vec<&str> = document.corrects.iter().take(6).map(|(_, number, _)| &**number).collect();
        facts.push(("Corrects", numbers.join(", ")));
    }
    facts
}

fn table(sheet: &mut Sheet<'_>, document: &Document) {
    table_head(sheet, document);
    for (place, line) in (1_u32..).zip(&document.bill.lines) {
        let texts = sheet.canvas.wrapped(&title(line), PLAIN, WHAT_WIDTH);
        let details = details(line);
        let rows = i32::try_from(texts.len() + usize::from(details.is_some())).unwrap_or(i32::MAX);
        if sheet.y + rows.min(10) * LEADING > BOTTOM {
            sheet.next_page();
            table_head(sheet, document);
        }
        row(sheet, document, (place, line), &texts, details.as_deref());
    }
    sheet.canvas.rule(LEFT, RIGHT, sheet.y - 60, 60);
}

fn table_head(sheet: &mut Sheet<'_>, document: &Document) {
    let (y, canvas) = (sheet.y, &mut sheet.canvas);
    canvas.text(PLACE, y, Side::Right, SMALL, "#");
    canvas.text(WHAT, y, Side::Left, SMALL, "Description");
    let currency = document.bill.currency;
    let amounts = [format!("Net {currency}"), format!("Gross {currency}")];
    let [net, gross] = &amounts;
    for (x, name) in [(PIECES, "Quantity"), (RATE, "VAT"), (NET, net.as_str()), (GROSS, gross.as_str())] {
        canvas.text(x, y, Side::Right, SMALL, name);
    }
    canvas.rule(LEFT, RIGHT, y + 50, 60);
    sheet.y += 210;
}

fn row(
    sheet: &mut Sheet<'_>,
    document: &Document,
    (place, line): (u32, &BilledLine),
    texts: &[String],
    details: Option<&str>,
) {
    let canvas = &mut sheet.canvas;
    canvas.text(PLACE, sheet.y, Side::Right, PLAIN, &place.to_string());
    if line.kind == BilledKind::Item && line.quantity != 0 {
        canvas.text(PIECES, sheet.y, Side::Right, PLAIN, &line.quantity.to_string());
    }
    let code = category(&document.bill, &document.seller, line.tax_rate_ppm);
    let rate = match code.reason() {
        Some(_) => "–".to_owned(),
        None => format!("{} %", percent(line.tax_rate_ppm)),
    };
    canvas.text(RATE, sheet.y, Side::Right, PLAIN, &rate);
    canvas.text(NET, sheet.y, Side::Right, PLAIN, &plain(line.net));
    canvas.text(GROSS, sheet.y, Side::Right, PLAIN, &plain(line.gross));
    for text in texts {
        sheet.canvas.text(WHAT, sheet.y, Side::Left, PLAIN, text);
        sheet.y += LEADING;
    }
    if let Some(details) = details {
        sheet.canvas.text(WHAT, sheet.y - 15, Side::Left, SMALL, details);
        sheet.y += LEADING - 15;
    }
    sheet.y += 45;
}

/// What the merchant calls it, and the price of one as agreed.
fn details(line: &BilledLine) -> Option<String> {
    let sku = line.sku.as_ref()?;
    let price = line.unit_price.map(|price| format!(" · {price} each")).unwrap_or_default();
    Some(format!("{sku}{price}"))
}

fn totals(sheet: &mut Sheet<'_>, document: &Document) {
    let bill = &document.bill;
    let count = i32::try_from(bill.taxes.len()).unwrap_or(i32::MAX);
    sheet.keep_together((count + 4) * (LEADING + 30));
    sheet.y += 90;
    let mut line = |name: &str, amount: Money, style: Style| {
        sheet.canvas.text(LEFT + 2900, sheet.y, Side::Left, style, name);
        sheet.canvas.text(RIGHT, sheet.y, Side::Right, style, &amount.to_string());
        sheet.y += LEADING + 20;
    };
    line("Net", bill.net, PLAIN);
    for tax in &bill.taxes {
        if tax.tax_rate_ppm > 0 {
            let name = format!("VAT {} % on {}", percent(tax.tax_rate_ppm), plain(tax.net));
            line(&name, tax.tax, PLAIN);
        }
    }
    sheet.canvas.rule(LEFT + 2900, RIGHT, sheet.y - 95, 60);
    sheet.y += 40;
    let mut line = |name: &str, amount: Money, style: Style| {
        sheet.canvas.text(LEFT + 2900, sheet.y, Side::Left, style, name);
        sheet.canvas.text(RIGHT, sheet.y, Side::Right, style, &amount.to_string());
        sheet.y += LEADING + 20;
    };
    let (total, moved) = match document.kind {
        DocumentKind::Invoice => ("Total", format!("Paid ({})", paid_by(document))),
        DocumentKind::CreditNote => ("Total credited", format!("Refunded ({})", paid_by(document))),
    };
    line(total, bill.gross, Style { size: 110, ..BOLD });
    line(&moved, bill.gross, SMALL);
}

fn notes(sheet: &mut Sheet<'_>, document: &Document) {
    let categories = document.bill.taxes.iter();
    let reasons = categories
        .filter_map(|tax| category(&document.bill, &document.seller, tax.tax_rate_ppm).reason())
        .map(str::to_owned);
    let mut texts: Vec<String> = reasons.collect();
    texts.dedup();
    texts.extend(document.seller.note.clone());
    sheet.y += 150;
    for text in texts {
        for line in sheet.canvas.wrapped(&text, PLAIN, RIGHT - LEFT) {
            sheet.keep_together(LEADING);
            sheet.canvas.text(LEFT, sheet.y, Side::Left, PLAIN, &line);
            sheet.y += LEADING;
        }
        sheet.y += 40;
    }
}

/// Who sells, at the foot of every page.
fn footer(canvas: &mut Canvas, document: &Document) {
    let seller = &document.seller;
    canvas.rule(LEFT, RIGHT, BOTTOM + 160, 180);
    let town = format!("{} {}, {}", seller.postal_code, seller.city, seller.country);
    let mut address = vec![seller.name.clone()];
    address.extend(seller.lines.iter().take(2).cloned());
    address.push(town);
    let named = |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("{name} {value}"));
    let numbers = [
        named("VAT id", &seller.vat_id),
        named("Tax number", &seller.tax_number),
        named("Registration", &seller.registration),
    ];
    let contact = &seller.contact;
    let mut reach = vec![contact.name.clone(), contact.phone.clone(), contact.email.clone()];
    reach.extend(seller.bank.as_ref().map(|bank| format!("IBAN {}", bank.iban)));
    let columns: [Vec<String>; 3] = [address, numbers.into_iter().flatten().collect(), reach];
    for (x, lines) in [LEFT, LEFT + 1700, LEFT + 3200].into_iter().zip(columns) {
        let mut y = BOTTOM + 280;
        for line in lines {
            let line = canvas.shortened(&line, SMALL, 1550);
            canvas.text(x, y, Side::Left, SMALL, &line);
            y += 105;
        }
    }
}

#[cfg(test)]
mod tests;
