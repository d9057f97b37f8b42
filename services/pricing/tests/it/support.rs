//! A shop's pricing service in a test: its API, its routes as a service, its events.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use catalog_contracts::{ProductChanged, ProductStatus, ProductVariant, VariantStatus};
use http::StatusCode;
use kernel_base::{Call, Currency, EventData, Timestamp, UnitPrice};
use kernel_messaging::Handler;
use kernel_service::Context;
pub(crate) use kernel_testing::Answer;
use kernel_testing::{Bus, Client, TestService};
use pricing_contracts::{PricedLine, PricingApi, Quote, QuoteLine, QuoteRequest, TaxTreatment};
use serde_json::{Value, json};
use shared_contracts::{LineId, ProductId, Quantity, VariantId};

pub(crate) struct Shop {
    pub(crate) test: TestService,
    pub(crate) api: Arc<dyn PricingApi>,
    pub(crate) catalog: Arc<dyn Handler>,
    client: Client,
}

/// Requests are sent by its client.
impl Deref for Shop {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Shop {
    /// With the defaults of a new shop.
    pub(crate) async fn open() -> Self {
        Self::open_with(&pricing::Config::default()).await
    }

    pub(crate) async fn open_with(config: &pricing::Config) -> Self {
        let test = TestService::new(pricing::migrations()).await;
        pricing::ensure_defaults(&context(&test)).await.unwrap();
        Self::on(test, config)
    }

    /// The same shop after a restart with another configuration.
    pub(crate) fn restarted(self, config: &pricing::Config) -> Self {
        Self::on(self.test, config)
    }

    fn on(test: TestService, config: &pricing::Config) -> Self {
        let (service, api) = pricing::service(context(&test), config).unwrap();
        let catalog = Arc::clone(&service.subscriptions()[0].handler);
        let client = Client::new(service.into_routes(), test.env());
        Self { test, api, catalog, client }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.test.env().now()
    }

    pub(crate) fn days_pass(&self, days: u64) {
        self.test.clock().advance(Duration::from_secs(days * 24 * 60 * 60));
    }

    pub(crate) fn call(&self) -> Call {
        Call { deadline: self.now().plus(Duration::from_secs(30)), trace: None }
    }

    /// Catalog tells of a product with these variants: SKU and tax class.
    pub(crate) async fn product(&self, variants: &[(&str, &str)]) -> Vec<VariantId> {
        let variants: Vec<(VariantId, &str, &str)> =
            variants.iter().map(|(sku, class)| (self.test.env().id(), *sku, *class)).collect();
        self.product_changed(self.test.env().id(), 1, &variants).await;
        variants.into_iter().map(|(id, ..)| id).collect()
    }

    pub(crate) async fn product_changed(
        &self,
        product_id: ProductId,
        version: i64,
        variants: &[(VariantId, &str, &str)],
    ) {
        let changed = ProductChanged {
            product_id,
            version,
            handle: "handle".to_owned(),
            title: "Title".to_owned(),
            status: ProductStatus::Active,
            channels: Vec::new(),
            variants: variants
                .iter()
                .map(|(variant_id, sku, class)| ProductVariant {
                    variant_id: *variant_id,
                    sku: sku.parse().unwrap(),
                    title: "Title".to_owned(),
                    options: Vec::new(),
                    status: VariantStatus::Active,
                    tax_class: class.parse().unwrap(),
                    requires_stock: true,
                    requires_shipping: true,
                    weight_g: 0,
                    barcode: None,
                })
                .collect(),
            occurred_at: self.now(),
        };
        self.tell(ProductChanged::TYPE, product_id, &changed).await;
    }

    pub(crate) async fn tell(&self, kind: &str, product_id: ProductId, data: &impl serde::Serialize) {
        let event = kernel_testing::event(self.test.env(), "catalog", kind, &product_id.to_string(), data);
        Bus::deliver(self.test.db(), &*self.catalog, &[event]).await.unwrap();
    }

    /// A variant with a SKU of its own and a price in the base list of the currency.
    pub(crate) async fn priced(&self, sku: &str, currency: &str, tiers: &[(i64, &str)]) -> VariantId {
        let variant = self.product(&[(sku, "standard")]).await[0];
        self.set_prices(&base_list(currency), variant, tiers).await;
        variant
    }

    pub(crate) async fn set_prices(&self, list: &str, variant: VariantId, tiers: &[(i64, &str)]) {
        let answer = self.change_prices(list, json!([entry(variant, tiers)])).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }

    /// Sets prices in the list of this code.
    pub(crate) async fn change_prices(&self, list: &str, entries: Value) -> Answer {
        let path = format!("/admin/v1/price-lists/{}/prices", self.list_id(list).await);
        self.post(&path, &json!({ "entries": entries })).await
    }

    pub(crate) async fn list_id(&self, code: &str) -> String {
        let lists = self.get("/admin/v1/price-lists?limit=100").await.json();
        let found = lists["items"].as_array().unwrap().iter().find(|list| list["code"] == code);
        found.unwrap_or_else(|| panic!("no list {code}"))["price_list_id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn quote(&self, request: QuoteRequest) -> Quote {
        self.api.quote(&self.call(), request).await.unwrap()
    }

    /// The only line of a quote for so many pieces.
    pub(crate) async fn line(&self, currency: Currency, variant: VariantId, pieces: i64) -> PricedLine {
        let mut quote = self.quote(quote_request(currency, vec![self.quote_line(variant, pieces)])).await;
        assert_eq!(quote.problems, []);
        quote.lines.remove(0)
    }

    pub(crate) fn quote_line(&self, variant_id: VariantId, pieces: i64) -> QuoteLine {
        let line_id: LineId = self.test.env().id();
        QuoteLine {
            line_id,
            variant_id,
            quantity: Quantity::try_new(pieces).unwrap(),
            negotiated: None,
            tax_class: None,
        }
    }
}

fn context(test: &TestService) -> Context {
    Context { db: test.db().clone(), env: test.env().clone() }
}

pub(crate) fn base_list(currency: &str) -> String {
    format!("base-{}", currency.to_ascii_lowercase())
}

pub(crate) fn entry(variant: VariantId, tiers: &[(i64, &str)]) -> Value {
    let tiers: Vec<Value> =
        tiers.iter().map(|(pieces, price)| json!({ "min_quantity": pieces, "unit_price": price })).collect();
    json!({ "variant_id": variant, "tiers": tiers })
}

pub(crate) fn quote_request(currency: Currency, lines: Vec<QuoteLine>) -> QuoteRequest {
    QuoteRequest {
        channel: "web".parse().unwrap(),
        currency,
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

pub(crate) fn price(text: &str) -> UnitPrice {
    text.parse().unwrap()
}
