//! The invoice service with a database of its own; the test plays order, customer and staff.

use std::collections::BTreeMap;
use std::sync::Arc;

use invoice_contracts::EraseInvoices;
use kernel_base::{Command, CommandData, Currency, Env, Event, EventData, Money, Personal};
use kernel_messaging::Handler;
use kernel_service::{Context, Job};
pub(crate) use kernel_testing::Answer;
use kernel_testing::{Bus, Client, TestService, event};
use order_contracts::{BillKind, BilledKind, BilledLine, BilledTax, BilledTo, OrderBilled, TaxTreatment};
use serde_json::{Value, json};
use shared_contracts::{CustomerId, ErasureSubject, OrderId};

pub(crate) struct Shop {
    pub(crate) test: TestService,
    pub(crate) bus: Bus,
    pub(crate) client: Client,
    handlers: BTreeMap<&'static str, Arc<dyn Handler>>,
    jobs: Vec<Job>,
}

impl Shop {
    pub(crate) async fn open() -> Self {
        let test = TestService::new(invoice::migrations()).await;
        let context = Context { db: test.db().clone(), env: test.env().clone() };
        let service = invoice::service(context, invoice::Config::default());
        let jobs = service.jobs().to_vec();
        let handlers = service.subscriptions().iter();
        let handlers = handlers.map(|wanted| (wanted.producer, Arc::clone(&wanted.handler))).collect();
        let client = Client::new(service.into_routes(), test.env());
        let bus = Bus::new(test.db());
        Self { test, bus, client, handlers, jobs }
    }

    pub(crate) fn env(&self) -> &Env {
        self.test.env()
    }

    pub(crate) fn handler(&self, producer: &str) -> &dyn Handler {
        &*self.handlers[producer]
    }

    pub(crate) async fn tell(&self, bills: &[OrderBilled]) {
        let events: Vec<Arc<Event>> = bills.iter().map(|bill| self.told(bill)).collect();
        Bus::deliver(self.test.db(), self.handler("order"), &events).await.unwrap();
    }

    pub(crate) fn told<E: EventData>(&self, data: &E) -> Arc<Event> {
        event(self.env(), "order", E::TYPE, "ord", data)
    }

    pub(crate) async fn erase(&self, orders: Vec<OrderId>) {
        let env = self.env();
        let body = EraseInvoices { subject: ErasureSubject { orders, ..ErasureSubject::default() } };
        let command = Command { command_id: env.uuid(), saga_id: env.uuid(), step: "s".into(), body };
        let told = event(env, "customer", EraseInvoices::TYPE, "era", &command);
        Bus::deliver(self.test.db(), self.handler("customer"), &[told.clone(), told]).await.unwrap();
    }

    /// What the service does by the clock.
    pub(crate) async fn job(&self, name: &str) {
        self.jobs.iter().find(|job| job.name() == name).unwrap().run_now().await.unwrap();
    }

    pub(crate) async fn staff(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        self.send(method, path, body, &[("authorization", "Bearer staff")]).await
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let key = self.env().uuid().to_string();
        let mut all = vec![("idempotency-key", key.as_str())];
        all.extend_from_slice(headers);
        self.client.json(method, path, body.as_ref(), &all).await
    }

    pub(crate) async fn get_as(&self, customer: CustomerId, path: &str) -> Answer {
        let (name, token) = kernel_testing::customer(&customer.to_string());
        self.send("GET", path, None, &[(name, token.as_str())]).await
    }

    /// A seller of these channels; its id.
    pub(crate) async fn seller(&self, code: &str, channels: &[&str]) -> String {
        let created = self.staff("POST", "/admin/v1/legal-entities", Some(entity(code, channels))).await;
        created.ok()["legal_entity_id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn documents(&self, filter: &str) -> Vec<Value> {
        let path = format!("/admin/v1/invoices?limit=100{filter}");
        let list = self.staff("GET", &path, None).await.ok();
        let mut items = list["items"].as_array().unwrap().clone();
        items.sort_by_key(|item| item["number"].as_str().unwrap().to_owned());
        items
    }

    pub(crate) async fn numbers(&self, filter: &str) -> Vec<String> {
        let documents = self.documents(filter).await;
        documents.iter().map(|document| document["number"].as_str().unwrap().to_owned()).collect()
    }
}

pub(crate) fn entity(code: &str, channels: &[&str]) -> Value {
    json!({
        "code": code,
        "party": {
            "name": "Lampen GmbH", "lines": ["Hafenstr. 12"], "city": "Hamburg", "postal_code": "20457",
            "country": "DE", "vat_id": "DE123456789",
            "contact": { "name": "Buchhaltung", "phone": "+49 40 123456", "email": "rechnung@example.com" },
        },
        "invoice_pattern": "{entity}-{year}-{number:04}",
        "credit_note_pattern": "{entity}-CN-{year}-{number:04}",
        "channels": channels,
    })
}

pub(crate) fn bill(env: &Env, channel: &str, gross: i64) -> OrderBilled {
    let eur = |minor| Money::new(minor, Currency::EUR);
    let tax = gross * 19 / 119;
    let address = json!({
        "name": "Ada Lovelace", "lines": ["12 St James's Square"], "city": "London", "postal_code": "SW1Y 4JH",
        "country": "DE", "phone": "+44 20 7946 0000"
    });
    OrderBilled {
        bill_id: env.id(),
        order_id: env.id(),
        order_number: "W-100008".parse().unwrap(),
        kind: BillKind::Invoice,
        sequence: 1,
        corrects: Vec::new(),
        reaches: eur(gross),
        channel: channel.parse().unwrap(),
        currency: Currency::EUR,
        customer_id: None,
        country: Some("DE".parse().unwrap()),
        buyer: Personal::Known(BilledTo {
            reference: None,
            email: Some("ada@example.com".parse().unwrap()),
            billing_address: None,
            shipping_address: Some(serde_json::from_value(address).unwrap()),
        }),
        tax_treatment: TaxTreatment::Market,
        payment_provider: Some("test".parse().unwrap()),
        lines: vec![BilledLine {
            kind: BilledKind::Item,
            line_id: Some(env.id()),
            sku: Some("85123A".parse().unwrap()),
            title: Some("LANTERN".to_owned()),
            quantity: 1,
            ordered: None,
            unit_price: Some("1.00".parse().unwrap()),
            tax_rate_ppm: 190_000,
            net: eur(gross - tax),
            tax: eur(tax),
            gross: eur(gross),
        }],
        taxes: vec![BilledTax { tax_rate_ppm: 190_000, net: eur(gross - tax), tax: eur(tax) }],
        net: eur(gross - tax),
        tax: eur(tax),
        gross: eur(gross),
        shipped_at: None,
        placed_at: None,
        occurred_at: env.now(),
    }
}
