//! A shop's carts in a test; the test plays shoppers, catalog and the order service.

use std::sync::Arc;
use std::time::Duration;

use cart::Neighbors;
use cart_contracts::CartCompleted;
use catalog_contracts::{ProductChanged, ProductStatus, ProductVariant, Publication, VariantStatus};
use http::StatusCode;
use kernel_base::{Env, Event, EventData};
use kernel_messaging::Handler;
use kernel_service::Context;
pub(crate) use kernel_testing::Answer;
use kernel_testing::{Bus, Client, STAFF, TestService, event};
use order_contracts::{OrderConfirmed, OrderRejected};
use serde_json::{Value, json};
use shared_contracts::{CartId, CustomerId, ProductId, ShippingMethodId, VariantId};

use crate::neighbors::{OneMethod, PriceTable, StockTable, Till};

pub(crate) struct Shop {
    pub(crate) test: TestService,
    pub(crate) prices: Arc<PriceTable>,
    pub(crate) stock: Arc<StockTable>,
    pub(crate) till: Arc<Till>,
    pub(crate) method_id: ShippingMethodId,
    pub(crate) jobs: cart::Jobs,
    catalog: Arc<dyn Handler>,
    orders: Arc<dyn Handler>,
    customers: Arc<dyn Handler>,
    client: Client,
    bus: tokio::sync::Mutex<Bus>,
}

/// A shopper's hold on a cart.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) path: String,
    pub(crate) token: String,
}

impl Held {
    pub(crate) fn cart_id(&self) -> CartId {
        self.path.rsplit('/').next().unwrap().parse().unwrap()
    }
}

impl Shop {
    pub(crate) async fn open() -> Self {
        let test = TestService::new(cart::migrations()).await;
        let method_id = test.env().id();
        Self::on(
            test,
            (Arc::default(), Arc::new(StockTable::full()), Arc::default()),
            method_id,
            cart::Config::default(),
        )
    }

    /// The same shop after a restart with another configuration: shoppers may pay by these providers.
    pub(crate) fn offering(self, providers: &[&str]) -> Self {
        let payment_providers = providers.iter().map(|code| code.parse().unwrap()).collect();
        self.configured(cart::Config { payment_providers, ..cart::Config::default() })
    }

    /// The same shop after a restart with this configuration.
    pub(crate) fn configured(self, config: cart::Config) -> Self {
        Self::on(self.test, (self.prices, self.stock, self.till), self.method_id, config)
    }

    fn on(
        test: TestService,
        (prices, stock, till): (Arc<PriceTable>, Arc<StockTable>, Arc<Till>),
        method_id: ShippingMethodId,
        config: cart::Config,
    ) -> Self {
        let context = Context { db: test.db().clone(), env: test.env().clone() };
        let neighbors = Neighbors {
            payment: till.clone(),
            pricing: prices.clone(),
            shipping: Arc::new(OneMethod(method_id)),
            warehouse: stock.clone(),
        };
        let (service, jobs) = cart::service_with_jobs(context, config, neighbors);
        let [catalog, orders, customers] = service.subscriptions() else { panic!("three subscriptions") };
        let (catalog, orders) = (Arc::clone(&catalog.handler), Arc::clone(&orders.handler));
        let customers = Arc::clone(&customers.handler);
        let client = Client::new(service.into_routes(), test.env());
        let bus = tokio::sync::Mutex::new(Bus::new(test.db()));
        Self { test, prices, stock, till, method_id, jobs, catalog, orders, customers, client, bus }
    }

    pub(crate) fn env(&self) -> &Env {
        self.test.env()
    }

    pub(crate) fn time_passes(&self, seconds: u64) {
        self.test.clock().advance(Duration::from_secs(seconds));
    }

    /// Published products of one variant each, at this price.
    pub(crate) async fn products(&self, count: usize, price: &str) -> Vec<VariantId> {
        let mut events = Vec::new();
        let mut variants = Vec::new();
        for number in 0..count {
            let variant_id: VariantId = self.env().id();
            self.prices.set(variant_id, price);
            events.push(self.product_event(
                self.env().id(),
                1,
                variant_id,
                &format!("SKU-{number}"),
                &["web"],
            ));
            variants.push(variant_id);
        }
        self.tell_catalog(&events).await;
        variants
    }

    pub(crate) async fn product(&self, price: &str) -> VariantId {
        self.products(1, price).await[0]
    }

    pub(crate) fn product_event(
        &self,
        product_id: ProductId,
        version: i64,
        variant_id: VariantId,
        sku: &str,
        channels: &[&str],
    ) -> Arc<Event> {
        let now = self.env().now();
        let publication = |code: &&str| Publication { channel: code.parse().unwrap(), published_at: now };
        let changed = ProductChanged {
            product_id,
            version,
            handle: "holder".to_owned(),
            title: "HANGING HEART HOLDER".to_owned(),
            status: ProductStatus::Active,
            channels: channels.iter().map(publication).collect(),
            variants: vec![ProductVariant {
                variant_id,
                sku: sku.parse().unwrap(),
                title: "White".to_owned(),
                options: vec![],
                status: VariantStatus::Active,
                tax_class: "standard".parse().unwrap(),
                requires_stock: true,
                requires_shipping: true,
                weight_g: 200,
                barcode: None,
            }],
            occurred_at: now,
        };
        event(self.env(), "catalog", ProductChanged::TYPE, &product_id.to_string(), &changed)
    }

    pub(crate) async fn tell_catalog(&self, events: &[Arc<Event>]) {
        Bus::deliver(self.test.db(), &*self.catalog, events).await.unwrap();
    }

    /// What order answers to a completed cart.
    pub(crate) fn confirmed(&self, cart: &CartCompleted) -> Arc<Event> {
        let event_data = OrderConfirmed {
            order_id: cart.order_id,
            order_number: "W-1000427".parse().unwrap(),
            cart_id: Some(cart.cart_id),
            attempt: cart.attempt,
            channel: cart.channel.clone(),
            currency: cart.currency,
            total: cart.totals.total.gross,
            occurred_at: self.env().now(),
        };
        event(self.env(), "order", OrderConfirmed::TYPE, &cart.order_id.to_string(), &event_data)
    }

    pub(crate) fn rejected(&self, cart: &CartCompleted) -> Arc<Event> {
        self.rejected_for(cart, "payment.declined")
    }

    pub(crate) fn rejected_for(&self, cart: &CartCompleted, code: &'static str) -> Arc<Event> {
        let event_data = OrderRejected {
            order_id: cart.order_id,
            order_number: "W-1000427".parse().unwrap(),
            cart_id: Some(cart.cart_id),
            attempt: cart.attempt,
            code: code.into(),
            message: "the bank said no".to_owned(),
            occurred_at: self.env().now(),
        };
        event(self.env(), "order", OrderRejected::TYPE, &cart.order_id.to_string(), &event_data)
    }

    pub(crate) async fn tell_orders(&self, events: &[Arc<Event>]) {
        Bus::deliver(self.test.db(), &*self.orders, events).await.unwrap();
    }

    /// What customer tells, or asks for.
    pub(crate) async fn tell_customers(&self, events: &[Arc<Event>]) {
        Bus::deliver(self.test.db(), &*self.customers, events).await.unwrap();
    }

    /// The same, as badly delivered as the seed says.
    pub(crate) async fn tell_customers_shuffled(&self, seed: u64, events: &[Arc<Event>]) {
        Bus::shuffle(seed, self.test.db(), &[(&*self.customers, events)]).await;
    }

    /// Catalog's and order's logs, as badly delivered as the seed says; without one once, and in their turn.
    pub(crate) async fn tell_both(&self, seed: Option<u64>, catalog: &[Arc<Event>], orders: &[Arc<Event>]) {
        let Some(seed) = seed else {
            for event in catalog {
                self.tell_catalog(std::slice::from_ref(event)).await;
            }
            for event in orders {
                self.tell_orders(std::slice::from_ref(event)).await;
            }
            return;
        };
        Bus::shuffle(seed, self.test.db(), &[(&*self.catalog, catalog), (&*self.orders, orders)]).await;
    }

    /// All events of one type that were committed since the last call; others are dropped.
    pub(crate) async fn told<E: EventData>(&self) -> Vec<E> {
        self.bus.lock().await.take_of().await
    }

    /// Waits until carts have been handed to the order service.
    pub(crate) async fn handed_over(&self) -> CartCompleted {
        loop {
            if let Some(event) = self.told::<CartCompleted>().await.pop() {
                return event;
            }
            tokio::task::yield_now().await;
        }
    }

    pub(crate) async fn new_cart(&self) -> Held {
        self.create(json!({ "channel": "web", "currency": "GBP" })).await.1
    }

    pub(crate) async fn create(&self, body: Value) -> (Value, Held) {
        self.create_by(&[], body).await
    }

    /// A cart of this customer, made by staff.
    pub(crate) async fn customers_cart(&self, customer_id: CustomerId) -> Held {
        let body = json!({ "channel": "web", "currency": "GBP", "customer_id": customer_id });
        self.create_by(&[STAFF], body).await.1
    }

    pub(crate) async fn create_by(&self, headers: &[(&str, &str)], body: Value) -> (Value, Held) {
        let answer = self.send("POST", "/store/v1/carts", Some(body), headers).await;
        let created = answer.ok();
        assert_eq!(answer.status, StatusCode::CREATED);
        let path = answer.header("location").to_owned();
        (created["cart"].clone(), Held { path, token: created["token"].as_str().unwrap().to_owned() })
    }

    /// A cart of these variants that can be completed.
    pub(crate) async fn ready(&self, lines: &[(VariantId, i64)]) -> (Value, Held) {
        let lines: Vec<Value> =
            lines.iter().map(|(id, quantity)| json!({ "variant_id": id, "quantity": quantity })).collect();
        self.create(json!({
            "channel": "web", "currency": "GBP", "email": "ada@example.com", "lines": lines,
            "shipping_address": address("GB"), "shipping_method_id": self.method_id,
            "tenders": [{ "provider": "test", "token": "tok_ok" }],
        }))
        .await
    }

    pub(crate) async fn get(&self, held: &Held) -> Value {
        self.act(held, "GET", "", None).await.ok()
    }

    /// A request of who holds the cart, with a new idempotency key.
    pub(crate) async fn act(&self, held: &Held, method: &str, path: &str, body: Option<Value>) -> Answer {
        let key = self.env().uuid().to_string();
        self.act_with(held, method, path, body, &[("idempotency-key", &key)]).await
    }

    pub(crate) async fn act_with(
        &self,
        held: &Held,
        method: &str,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut all = vec![("x-cart-token", held.token.as_str())];
        all.extend(headers);
        self.send(method, &format!("{}{path}", held.path), body, &all).await
    }

    pub(crate) async fn add(&self, held: &Held, variant_id: VariantId, quantity: i64) -> Answer {
        let body = json!({ "lines": [{ "variant_id": variant_id, "quantity": quantity }] });
        self.act(held, "POST", "/lines", Some(body)).await
    }

    /// Buys the cart without waiting.
    pub(crate) async fn complete(&self, held: &Held, expected: i64) -> Answer {
        self.act(held, "POST", "/complete", Some(expected_total(expected))).await
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        self.client.json(method, path, body.as_ref(), headers).await
    }
}

pub(crate) fn expected_total(minor: i64) -> Value {
    json!({ "expected_total": { "amount": minor, "currency": "GBP" } })
}

pub(crate) fn address(country: &str) -> Value {
    json!({
        "name": "Ada Lovelace", "lines": ["12 St James's Square"], "city": "London",
        "postal_code": "SW1Y 4JH", "country": country,
    })
}
