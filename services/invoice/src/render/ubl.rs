//! EN 16931 as UBL 2.1. Of German sellers it is an XRechnung as far as the buyer is known, else plain EN 16931.

use std::io;

use invoice_contracts::DocumentKind;
use kernel_base::Money;
use order_contracts::{BilledKind, BilledLine, BilledTo};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use shared_contracts::Address;

use super::amounts::{negated, percent, plain};
use crate::domain::document::{Document, day};
use crate::domain::party::Party;
use crate::domain::tax::{Category, category};

const EN16931: &str = "urn:cen.eu:en16931:2017";
const XRECHNUNG: &str = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";
const PROFILE: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

/// The document as XML.
pub(super) fn write(document: &Document) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new(document.bill.currency.code());
    let root = match document.kind {
        DocumentKind::Invoice => "Invoice",
        DocumentKind::CreditNote => "CreditNote",
    };
    xml.begin(root)?;
    head(&mut xml, document)?;
    seller(&mut xml, &document.seller)?;
    buyer(&mut xml, document)?;
    delivery(&mut xml, document)?;
    payment(&mut xml, document)?;
    taxes(&mut xml, document)?;
    totals(&mut xml, document)?;
    for (place, billed) in (1_u32..).zip(&document.bill.lines) {
        line(&mut xml, document, place, billed)?;
    }
    xml.close(root)?;
    Ok(xml.writer.into_inner())
}

/// A writer that knows the currency.
struct Xml {
    writer: Writer<Vec<u8>>,
    currency: String,
}

impl Xml {
    fn new(currency: &str) -> Self {
        Self { writer: Writer::new_with_indent(Vec::new(), b' ', 2), currency: currency.to_owned() }
    }

    fn begin(&mut self, root: &str) -> io::Result<()> {
        self.writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let namespace = format!("urn:oasis:names:specification:ubl:schema:xsd:{root}-2");
        let mut start = BytesStart::new(root);
        start.push_attribute(("xmlns", namespace.as_str()));
        start.push_attribute((
            "xmlns:cac",
            "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
        ));
        start.push_attribute((
            "xmlns:cbc",
            "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
        ));
        self.writer.write_event(Event::Start(start))
    }

    fn open(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::Start(BytesStart::new(name)))
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An aggregate with what `content` writes.
    fn within(&mut self, name: &str, content: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        self.open(name)?;
        content(self)?;
        self.close(name)
    }

    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.attributed(name, &[], text)
    }

    fn attributed(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        let mut start = BytesStart::new(name);
        for attribute in attributes {
            start.push_attribute(*attribute);
        }
        self.writer.write_event(Event::Start(start))?;
        self.writer.write_event(Event::Text(BytesText::new(&visible(text))))?;
        self.close(name)
    }

    fn amount(&mut self, name: &str, amount: Money) -> io::Result<()> {
        let currency = self.currency.clone();
        self.attributed(name, &[("currencyID", &currency)], &plain(amount))
    }
}

/// XML has no place for most control characters.
fn visible(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).collect()
}

fn head(xml: &mut Xml, document: &Document) -> io::Result<()> {
    xml.text("cbc:CustomizationID", if is_xrechnung(document) { XRECHNUNG } else { EN16931 })?;
    xml.text("cbc:ProfileID", PROFILE)?;
    xml.text("cbc:ID", &document.number)?;
    xml.text("cbc:IssueDate", &document.issued_on())?;
    match document.kind {
        DocumentKind::Invoice => xml.text("cbc:InvoiceTypeCode", "380")?,
        DocumentKind::CreditNote => xml.text("cbc:CreditNoteTypeCode", "381")?,
    }
    if let Some(note) = &document.seller.note {
        xml.text("cbc:Note", note)?;
    }
    xml.text("cbc:DocumentCurrencyCode", document.bill.currency.code())?;
    let order_number = document.bill.order_number.as_str();
    let reference = document.buyer().and_then(|buyer| buyer.reference.as_deref());
    xml.text("cbc:BuyerReference", reference.unwrap_or(order_number))?;
    xml.within("cac:OrderReference", |xml| xml.text("cbc:ID", order_number))?;
    for (_, number, issued_at) in &document.corrects {
        xml.within("cac:BillingReference", |xml| {
            xml.within("cac:InvoiceDocumentReference", |xml| {
                xml.text("cbc:ID", number)?;
                xml.text("cbc:IssueDate", &day(*issued_at))
            })
        })?;
    }
    Ok(())
}

/// German rules want to know town and postal code of the buyer, who may have given none or be forgotten.
fn is_xrechnung(document: &Document) -> bool {
    let address = document.buyer().and_then(invoiced_at);
    let placed = address.is_some_and(|address| address.postal_code.is_some());
    placed && document.seller.country.as_str() == "DE"
}

fn seller(xml: &mut Xml, party: &Party) -> io::Result<()> {
    xml.within("cac:AccountingSupplierParty", |xml| {
        xml.within("cac:Party", |xml| {
            xml.attributed("cbc:EndpointID", &[("schemeID", "EM")], &party.contact.email)?;
            xml.within("cac:PartyName", |xml| xml.text("cbc:Name", &party.name))?;
            xml.within("cac:PostalAddress", |xml| {
                lines(xml, &party.lines)?;
                let country = party.country.as_str();
                place(xml, &party.lines, &party.city, Some(&party.postal_code), None, country)
            })?;
            for (number, scheme) in [(&party.vat_id, "VAT"), (&party.tax_number, "FC")] {
                if let Some(number) = number {
                    xml.within("cac:PartyTaxScheme", |xml| {
                        xml.text("cbc:CompanyID", number)?;
                        xml.within("cac:TaxScheme", |xml| xml.text("cbc:ID", scheme))
                    })?;
                }
            }
            xml.within("cac:PartyLegalEntity", |xml| {
                xml.text("cbc:RegistrationName", &party.name)?;
                party.registration.iter().try_for_each(|number| xml.text("cbc:CompanyID", number))
            })?;
            xml.within("cac:Contact", |xml| {
                xml.text("cbc:Name", &party.contact.name)?;
                xml.text("cbc:Telephone", &party.contact.phone)?;
                xml.text("cbc:ElectronicMail", &party.contact.email)
            })
        })
    })
}

/// The first two street lines.
fn lines(xml: &mut Xml, lines: &[String]) -> io::Result<()> {
    for (name, line) in ["cbc:StreetName", "cbc:AdditionalStreetName"].into_iter().zip(lines) {
        xml.text(name, line)?;
    }
    Ok(())
}

/// What follows the street, with any further lines of it.
fn place(
    xml: &mut Xml,
    lines: &[String],
    city: &str,
    postal_code: Option<&str>,
    region: Option<&str>,
    country: &str,
) -> io::Result<()> {
    xml.text("cbc:CityName", city)?;
    postal_code.into_iter().try_for_each(|code| xml.text("cbc:PostalZone", code))?;
    region.into_iter().try_for_each(|region| xml.text("cbc:CountrySubentity", region))?;
    // EN 16931 has one more line of an address.
    if let Some(line) = lines.get(2) {
        xml.within("cac:AddressLine", |xml| xml.text("cbc:Line", line))?;
    }
    xml.within("cac:Country", |xml| xml.text("cbc:IdentificationCode", country))
}

fn address(xml: &mut Xml, name: &str, address: &Address) -> io::Result<()> {
    xml.within(name, |xml| {
        let street: Vec<String> = address.lines.iter().map(|line| line.expose().clone()).collect();
        lines(xml, &street)?;
        let (code, region) = (address.postal_code.as_deref(), address.region.as_deref());
        place(xml, &street, address.city.expose(), code, region, address.country.as_str())
    })
}

/// Where the invoice goes.
pub(super) fn invoiced_at(buyer: &BilledTo) -> Option<&Address> {
    buyer.billing_address.as_ref().or(buyer.shipping_address.as_ref())
}

/// What the buyer is called: the company if there is one.
pub(super) fn buyer_name(document: &Document) -> String {
    let address = document.buyer().and_then(invoiced_at);
    let name = |address: &Address| address.company.as_ref().unwrap_or(&address.name).expose().clone();
    let reference = document.buyer().and_then(|buyer| buyer.reference.clone());
    address.map(name).or(reference).unwrap_or_else(|| format!("Order {}", document.bill.order_number))
}

fn buyer(xml: &mut Xml, document: &Document) -> io::Result<()> {
    let name = buyer_name(document);
    xml.within("cac:AccountingCustomerParty", |xml| {
        xml.within("cac:Party", |xml| {
            if let Some(email) = &document.recipient.email {
                xml.attributed("cbc:EndpointID", &[("schemeID", "EM")], email)?;
            }
            match document.buyer().and_then(invoiced_at) {
                Some(known) => address(xml, "cac:PostalAddress", known)?,
                None => xml.within("cac:PostalAddress", |xml| {
                    let country = document.bill.country.as_ref().unwrap_or(&document.seller.country);
                    xml.within("cac:Country", |xml| xml.text("cbc:IdentificationCode", country.as_str()))
                })?,
            }
            xml.within("cac:PartyLegalEntity", |xml| xml.text("cbc:RegistrationName", &name))
        })
    })
}

fn delivery(xml: &mut Xml, document: &Document) -> io::Result<()> {
    let to = document.buyer().and_then(|buyer| buyer.shipping_address.as_ref());
    let shipped_at = document.bill.shipped_at;
    if to.is_none() && shipped_at.is_none() {
        return Ok(());
    }
    xml.within("cac:Delivery", |xml| {
        shipped_at.into_iter().try_for_each(|at| xml.text("cbc:ActualDeliveryDate", &day(at)))?;
        to.into_iter()
            .try_for_each(|to| xml.within("cac:DeliveryLocation", |xml| address(xml, "cac:Address", to)))
    })
}

/// Money has moved already: there is nothing to be asked for.
fn payment(xml: &mut Xml, document: &Document) -> io::Result<()> {
    xml.within("cac:PaymentMeans", |xml| {
        xml.attributed("cbc:PaymentMeansCode", &[("name", paid_by(document))], "ZZZ")
    })?;
    xml.within("cac:PaymentTerms", |xml| {
        let text = match document.kind {
            DocumentKind::Invoice => "Paid",
            DocumentKind::CreditNote => "Refunded",
        };
        xml.text("cbc:Note", text)
    })
}

/// Who moved the money.
pub(super) fn paid_by(document: &Document) -> &str {
    document.bill.payment_provider.as_ref().map_or("paid", |provider| provider.as_str())
}

fn taxes(xml: &mut Xml, document: &Document) -> io::Result<()> {
    let bill = &document.bill;
    xml.within("cac:TaxTotal", |xml| {
        xml.amount("cbc:TaxAmount", bill.tax)?;
        for tax in &bill.taxes {
            let category = category(bill, &document.seller, tax.tax_rate_ppm);
            xml.within("cac:TaxSubtotal", |xml| {
                xml.amount("cbc:TaxableAmount", tax.net)?;
                xml.amount("cbc:TaxAmount", tax.tax)?;
                tax_category(xml, "cac:TaxCategory", category, tax.tax_rate_ppm, true)
            })?;
        }
        Ok(())
    })
}

fn tax_category(
    xml: &mut Xml,
    name: &str,
    category: Category,
    rate_ppm: i64,
    explained: bool,
) -> io::Result<()> {
    xml.within(name, |xml| {
        xml.text("cbc:ID", category.code())?;
        if category != Category::OutOfScope {
            xml.text("cbc:Percent", &percent(rate_ppm))?;
        }
        if let Some(reason) = category.reason().filter(|_| explained) {
            xml.text("cbc:TaxExemptionReason", reason)?;
        }
        xml.within("cac:TaxScheme", |xml| xml.text("cbc:ID", "VAT"))
    })
}

fn totals(xml: &mut Xml, document: &Document) -> io::Result<()> {
    let bill = &document.bill;
    xml.within("cac:LegalMonetaryTotal", |xml| {
        xml.amount("cbc:LineExtensionAmount", bill.net)?;
        xml.amount("cbc:TaxExclusiveAmount", bill.net)?;
        xml.amount("cbc:TaxInclusiveAmount", bill.gross)?;
        xml.amount("cbc:PrepaidAmount", bill.gross)?;
        xml.amount("cbc:PayableAmount", Money::zero(bill.currency))
    })
}

/// What a line is called when order does not say.
pub(super) fn title(line: &BilledLine) -> String {
    let what = match line.kind {
        BilledKind::Item => "Item",
        BilledKind::Shipping => "Shipping",
        BilledKind::Prepayment if line.quantity < 0 => "Prepayment already invoiced",
        BilledKind::Prepayment => "Prepayment",
        BilledKind::Allowance => "Allowance",
    };
    match (line.kind, &line.title) {
        (BilledKind::Shipping, Some(title)) => format!("{what}: {title}"),
        (_, Some(title)) => title.clone(),
        (_, None) => what.to_owned(),
    }
}

/// The price of the line is that of all its pieces together, so that nothing has to be rounded.
fn line(xml: &mut Xml, document: &Document, place: u32, line: &BilledLine) -> io::Result<()> {
    let (name, quantity) = match document.kind {
        DocumentKind::Invoice => ("cac:InvoiceLine", "cbc:InvoicedQuantity"),
        DocumentKind::CreditNote => ("cac:CreditNoteLine", "cbc:CreditedQuantity"),
    };
    // An amount without pieces, as a correction by a cent, is one of something.
    let pieces = if line.quantity == 0 { 1 } else { line.quantity };
    let price = if pieces < 0 { negated(line.net) } else { line.net };
    xml.within(name, |xml| {
        xml.text("cbc:ID", &place.to_string())?;
        xml.attributed(quantity, &[("unitCode", "C62")], &pieces.to_string())?;
        xml.amount("cbc:LineExtensionAmount", line.net)?;
        xml.within("cac:Item", |xml| {
            xml.text("cbc:Name", &title(line))?;
            if let Some(sku) = &line.sku {
                xml.within("cac:SellersItemIdentification", |xml| xml.text("cbc:ID", sku.as_str()))?;
            }
            let category = category(&document.bill, &document.seller, line.tax_rate_ppm);
            tax_category(xml, "cac:ClassifiedTaxCategory", category, line.tax_rate_ppm, false)
        })?;
        xml.within("cac:Price", |xml| {
            xml.amount("cbc:PriceAmount", price)?;
            let base = pieces.unsigned_abs().to_string();
            xml.attributed("cbc:BaseQuantity", &[("unitCode", "C62")], &base)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples;

    #[test]
    fn every_kind_of_document_is_well_formed() {
        for (name, document) in samples::all() {
            let file = write(&document).unwrap();
            let mut reader = quick_xml::Reader::from_reader(file.as_slice());
            reader.config_mut().check_end_names = true;
            let mut buffer = Vec::new();
            while reader.read_event_into(&mut buffer).unwrap() != Event::Eof {
                buffer.clear();
            }
            samples::keep(&format!("{name}.xml"), &file);
        }
    }
}
