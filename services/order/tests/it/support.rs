//! The order service with a database of its own; the test plays all other services.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use auth_contracts::{AuthApi, EmailVerified, Jwks, PublishableKey, Realm, SetPassword};
use catalog_contracts::{ProductChanged, ProductStatus, ProductVariant, VariantStatus};
use http::StatusCode;
use kernel_base::{ApiError, Call, Env, Event, EventData, Money, Rounding, Secret, UnitPrice};
use kernel_messaging::{Handler, HandlerError};
use kernel_saga::Sagas;
use kernel_service::{Context, Job};
pub(crate) use kernel_testing::Answer;
use kernel_testing::{Bus, Client, TestService, event};
use order::CapturePolicy;
use order_contracts::OrderApi;
use pricing_contracts::{
    LineProblem, LineTrace, MarketView, PriceSource, PricedLine, Prices, PricesQuery, PricingApi,
    ProblemCode, Quote, QuoteRequest, QuoteTotals, RoundingLevel, RoundingPolicy, RoundingTarget, TaxSource,
    TaxTrace,
};
use serde_json::{Value, json};
use shared_contracts::{CustomerId, Email, OrderId, ProductId, VariantId};

/// Pricing as a list of one price for every variant, without tax; the group `trade` pays 2.00.
struct OnePrice(Option<UnitPrice>);

#[async_trait::async_trait]
impl PricingApi for OnePrice {
    async fn quote(&self, _: &Call, request: QuoteRequest) -> Result<Quote, kernel_base::ApiError> {
        let currency = request.currency;
        let trade = request.customer_group.is_some_and(|group| group.as_str() == "trade");
        let list_price = if trade { Some(UnitPrice::from_micros(2_000_000)) } else { self.0 };
        let mut lines = Vec::new();
        let mut problems = Vec::new();
        for line in request.lines {
            let Some(unit_price) = line.negotiated.or(list_price) else {
                problems.push(LineProblem { line_id: line.line_id, code: ProblemCode::NoPrice });
                continue;
            };
            let too_large = |_| kernel_base::ApiError::invalid("pricing.amount_too_large", "too large");
            let net =
                unit_price.total(line.quantity.into(), currency, Rounding::HalfUp).map_err(too_large)?;
            lines.push(PricedLine {
                line_id: line.line_id,
                variant_id: line.variant_id,
                quantity: line.quantity,
                unit_price,
                net,
                tax: Money::zero(currency),
                gross: net,
                taxes: Vec::new(),
                trace: LineTrace {
                    price: PriceSource::Negotiated { list_unit_price: self.0 },
                    tax: TaxTrace {
                        tax_class: "standard".parse().unwrap(),
                        country: None,
                        source: TaxSource::Exempt,
                    },
                    exact: unit_price,
                    rounded_by: UnitPrice::default(),
                },
            });
        }
        let net = Money::sum(currency, lines.iter().map(|line| line.net)).unwrap();
        Ok(Quote {
            currency,
            market: MarketView {
                code: "uk".parse().unwrap(),
                prices_include_tax: false,
                rounding: RoundingPolicy {
                    mode: Rounding::HalfUp,
                    level: RoundingLevel::Line,
                    target: RoundingTarget::Tax,
                },
            },
            lines,
            shipping: None,
            totals: QuoteTotals { net, tax: Money::zero(currency), gross: net },
            problems,
            priced_at: "2026-01-15T12:00:00Z".parse().unwrap(),
            tax_provider: None,
        })
    }

    async fn prices(&self, _: &Call, _: PricesQuery) -> Result<Prices, kernel_base::ApiError> {
        Err(kernel_base::ApiError::internal())
    }
}

/// Auth as a list of verified addresses; it answers only while it is there.
#[derive(Default)]
pub(crate) struct Accounts(Mutex<Option<BTreeMap<String, Email>>>);

impl Accounts {
    pub(crate) fn away(&self) {
        *self.0.lock().unwrap() = None;
    }

    pub(crate) fn verified(&self, customer_id: CustomerId, email: &str) {
        let mut known = self.0.lock().unwrap();
        known.get_or_insert_default().insert(customer_id.to_string(), email.parse().unwrap());
    }
}

#[async_trait::async_trait]
impl AuthApi for Accounts {
    async fn jwks(&self, _: &Call) -> Result<Jwks, ApiError> {
        Err(ApiError::internal())
    }

    async fn publishable_keys(&self, _: &Call) -> Result<Vec<PublishableKey>, ApiError> {
        Err(ApiError::internal())
    }

    async fn verified_email(&self, _: &Call, subject: String) -> Result<Option<Secret<Email>>, ApiError> {
        let known = self.0.lock().unwrap();
        let known = known.as_ref().ok_or_else(|| ApiError::unavailable("auth is away"))?;
        Ok(known.get(&subject).cloned().map(Secret::new))
    }

    async fn set_password(&self, _: &Call, _: SetPassword) -> Result<(), ApiError> {
        Err(ApiError::internal())
    }

    async fn close(&self, _: &Call, _: Realm, _: String) -> Result<(), ApiError> {
        Err(ApiError::internal())
    }
}

/// The service and everything around it.
pub(crate) struct Shop {
    pub(crate) service: TestService,
    pub(crate) sagas: Sagas,
    pub(crate) api: Arc<dyn OrderApi>,
    pub(crate) accounts: Arc<Accounts>,
    jobs: Vec<Job>,
    client: Client,
    handlers: BTreeMap<&'static str, Arc<dyn Handler>>,
    bus: Bus,
    key: u32,
}

impl Shop {
    /// Every variant costs 2.95 in the list.
    pub(crate) async fn open() -> Self {
        Self::with_list_price(Some("2.95".parse().unwrap())).await
    }

    pub(crate) async fn with_list_price(price: Option<UnitPrice>) -> Self {
        Self::with(price, order::Config::default()).await
    }

    /// The money of orders of the channel `web` is collected like this.
    pub(crate) async fn collecting(policy: CapturePolicy) -> Self {
        let capture = BTreeMap::from([("web".parse().unwrap(), policy)]);
        Self::with(Some("2.95".parse().unwrap()), order::Config { capture, ..order::Config::default() }).await
    }

    async fn with(price: Option<UnitPrice>, config: order::Config) -> Self {
        let service = TestService::new(order::migrations()).await;
        let context = Context { db: service.db().clone(), env: service.env().clone() };
        let accounts = Arc::new(Accounts::default());
        let neighbors =
            order::Neighbors { pricing: Arc::new(OnePrice(price)), auth: Arc::<Accounts>::clone(&accounts) };
        let order = order::service(context, config, neighbors);
        let jobs = order.service.jobs().to_vec();
        let handlers = order.service.subscriptions().iter();
        let handlers = handlers.map(|wanted| (wanted.producer, Arc::clone(&wanted.handler))).collect();
        let client = Client::new(order.service.into_routes(), service.env());
        let bus = Bus::new(service.db());
        let (sagas, api) = (order.sagas, order.api);
        Self { sagas, api, accounts, jobs, client, handlers, bus, service, key: 0 }
    }

    pub(crate) fn env(&self) -> &Env {
        self.service.env()
    }

    /// A request of staff, with a new idempotency key.
    pub(crate) async fn staff(&mut self, method: &str, path: &str, body: Value) -> Answer {
        self.staff_with(method, path, body, &[]).await
    }

    pub(crate) async fn staff_with(
        &mut self,
        method: &str,
        path: &str,
        body: Value,
        headers: &[(&str, &str)],
    ) -> Answer {
        self.key += 1;
        let key = format!("key-{}", self.key);
        let mut all = vec![("authorization", "Bearer staff"), ("idempotency-key", key.as_str())];
        all.extend_from_slice(headers);
        self.send(method, path, Some(body), &all).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None, &[("authorization", "Bearer staff")]).await
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

    /// What a customer reads.
    pub(crate) async fn get_as(&self, customer_id: CustomerId, path: &str) -> Answer {
        let (name, token) = kernel_testing::customer(&customer_id.to_string());
        self.send("GET", path, None, &[(name, token.as_str())]).await
    }

    /// What the service does by the clock.
    pub(crate) async fn job(&self, name: &str) {
        self.jobs.iter().find(|job| job.name() == name).unwrap().run_now().await.unwrap();
    }

    /// Auth tells that the customer has just shown this address to be theirs.
    pub(crate) fn verifies(&self, customer_id: CustomerId, email: &str) -> Arc<Event> {
        self.accounts.verified(customer_id, email);
        let subject = customer_id.to_string();
        let told =
            EmailVerified { realm: Realm::Customer, subject: subject.clone(), occurred_at: self.env().now() };
        event(self.env(), "auth", EmailVerified::TYPE, &subject, &told)
    }

    /// The handler of a producer's log.
    pub(crate) fn handler(&self, producer: &str) -> &dyn Handler {
        &*self.handlers[producer]
    }

    /// Another service tells something.
    pub(crate) async fn tell<E: EventData>(&self, producer: &'static str, subject: &str, data: &E) {
        self.try_tell(producer, &[event(self.env(), producer, E::TYPE, subject, data)]).await.unwrap();
    }

    /// Payment tells that it collected this much of an order, and nothing before.
    pub(crate) async fn capture(&self, order_id: &str, minor: i64) {
        let order_id: OrderId = order_id.parse().unwrap();
        let captured = Money::new(minor, kernel_base::Currency::GBP);
        let fact = payment_contracts::IntentCaptured {
            capture_id: self.env().id(),
            intent_id: shared_contracts::PaymentIntentId::from_uuid(order_id.uuid()),
            order_id,
            tender_id: self.env().id(),
            amount: captured,
            captured,
            occurred_at: self.env().now(),
        };
        self.tell("payment", "intent", &fact).await;
    }

    pub(crate) async fn try_tell(
        &self,
        producer: &'static str,
        events: &[Arc<Event>],
    ) -> Result<(), HandlerError> {
        Bus::deliver(self.service.db(), &*self.handlers[producer], events).await
    }

    /// Logs of other services by their producers, as badly delivered as the seed says.
    pub(crate) async fn tell_shuffled(&self, seed: u64, logs: &BTreeMap<&'static str, Vec<Arc<Event>>>) {
        let log = |(producer, events)| (&*self.handlers[producer], Vec::as_slice(events));
        let logs: Vec<(&dyn Handler, &[Arc<Event>])> = logs.iter().map(log).collect();
        Bus::shuffle(seed, self.service.db(), &logs).await;
    }

    /// Catalog tells of one product with these SKUs, all goods, and answers the variants' ids.
    pub(crate) async fn stock_product(&self, version: i64, skus: &[&str]) -> Vec<VariantId> {
        self.product(self.env().id(), version, skus, true).await
    }

    pub(crate) async fn product(
        &self,
        product_id: ProductId,
        version: i64,
        skus: &[&str],
        goods: bool,
    ) -> Vec<VariantId> {
        let changed = self.product_changed(product_id, version, skus, goods);
        self.tell("catalog", &product_id.to_string(), &changed).await;
        changed.variants.iter().map(|variant| variant.variant_id).collect()
    }

    pub(crate) fn product_changed(
        &self,
        product_id: ProductId,
        version: i64,
        skus: &[&str],
        goods: bool,
    ) -> ProductChanged {
        let variant = |sku: &&str| ProductVariant {
            variant_id: self.env().id(),
            sku: sku.parse().unwrap(),
            title: "LANTERN".to_owned(),
            options: Vec::new(),
            status: VariantStatus::Active,
            tax_class: "standard".parse().unwrap(),
            requires_stock: goods,
            requires_shipping: goods,
            weight_g: 100,
            barcode: None,
        };
        ProductChanged {
            product_id,
            version,
            handle: "lantern".to_owned(),
            title: "LANTERN".to_owned(),
            status: ProductStatus::Active,
            channels: Vec::new(),
            variants: skus.iter().map(variant).collect(),
            occurred_at: self.env().now(),
        }
    }

    /// Everything the service sent since the last call: events and commands.
    pub(crate) async fn sent(&mut self) -> Vec<Arc<Event>> {
        self.bus.take().await
    }

    /// The same, as types.
    pub(crate) async fn sent_types(&mut self) -> Vec<String> {
        self.sent().await.iter().map(|event| event.kind.clone()).collect()
    }

    /// The reply that the addressed service gives to a command.
    pub(crate) fn reply(&self, command: &Event, outcome: &Value) -> Arc<Event> {
        let sent: Value = serde_json::from_str(command.data.get()).unwrap();
        let reply = json!({
            "command_id": sent["command_id"], "saga_id": sent["saga_id"], "step": sent["step"], "outcome": outcome,
        });
        let (stem, version) = command.kind.rsplit_once('.').unwrap();
        event(
            self.env(),
            participant(&command.kind),
            &format!("{stem}_replied.{version}"),
            &command.subject,
            &reply,
        )
    }

    /// Every service does what it was asked, until nobody is asked any more; `refuse` names a command that is refused
    /// instead. Answers the types of everything that was sent.
    pub(crate) async fn run(&mut self, refuse: Option<(&str, &'static str)>) -> Vec<String> {
        self.run_refusing(refuse).await.iter().map(|event| event.kind.clone()).collect()
    }

    /// The same without a refusal; answers everything that was sent.
    pub(crate) async fn run_through(&mut self) -> Vec<Arc<Event>> {
        self.run_refusing(None).await
    }

    /// What the addressed services answer to these commands, by who answers; `refused` names those that are refused.
    pub(crate) fn answers(
        &self,
        sent: &[Arc<Event>],
        refused: impl Fn(&Event) -> bool,
    ) -> BTreeMap<&'static str, Vec<Arc<Event>>> {
        let mut answers: BTreeMap<&'static str, Vec<Arc<Event>>> = BTreeMap::new();
        for command in sent.iter().filter(|message| !message.kind.starts_with("order.")) {
            let outcome = if refused(command) {
                json!({ "refused": { "code": "test.refused", "message": "refused by the test" } })
            } else {
                json!({ "done": done(command) })
            };
            answers.entry(participant(&command.kind)).or_default().push(self.reply(command, &outcome));
        }
        answers
    }

    async fn run_refusing(&mut self, refuse: Option<(&str, &'static str)>) -> Vec<Arc<Event>> {
        let mut all = Vec::new();
        loop {
            let sent = self.sent().await;
            if sent.is_empty() {
                return all;
            }
            for message in sent {
                all.push(Arc::clone(&message));
                if message.kind.starts_with("order.") {
                    continue;
                }
                let outcome = match refuse {
                    Some((kind, code)) if kind == message.kind => {
                        json!({ "refused": { "code": code, "message": "refused by the test" } })
                    }
                    _ => json!({ "done": done(&message) }),
                };
                let reply = self.reply(&message, &outcome);
                let producer = participant(&message.kind);
                // Replies come twice, as they may after a crash.
                self.try_tell(producer, &[reply.clone(), reply.clone()]).await.unwrap();
                self.try_tell(producer, &[reply]).await.unwrap();
            }
        }
    }

    pub(crate) async fn order(&self, order_id: &str) -> Value {
        let answer = self.get(&format!("/admin/v1/orders/{order_id}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer.body
    }

    /// The kinds of an order's timeline, oldest first.
    pub(crate) async fn timeline(&self, order_id: &str) -> Vec<String> {
        let answer = self.get(&format!("/admin/v1/orders/{order_id}/timeline?limit=100")).await;
        let items = answer.body["items"].as_array().unwrap();
        items.iter().map(|entry| entry["kind"].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) async fn count(&self, table: &str) -> i64 {
        let client = self.service.sql().await;
        client.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.unwrap().get(0)
    }

    /// Writes and places an order of one line and goes through with it.
    pub(crate) async fn confirmed_order(&mut self) -> String {
        self.stock_product(1, &["85123A"]).await;
        let body = order_body(&[json!({ "sku": "85123A", "quantity": 2, "unit_price": "2.55" })]);
        let answer = self.staff("POST", "/admin/v1/orders", body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        self.run(None).await;
        let order_id = answer.body["order_id"].as_str().unwrap().to_owned();
        assert_eq!(self.order(&order_id).await["status"], "confirmed");
        order_id
    }
}

/// An order of staff that is placed at once.
pub(crate) fn order_body(lines: &[Value]) -> Value {
    json!({ "channel": "web", "currency": "GBP", "tax_treatment": "exempt", "lines": lines, "place": true })
}

fn participant(command: &str) -> &'static str {
    match command.split_once('.').unwrap().0 {
        "warehouse" => "warehouse",
        "payment" => "payment",
        "shipping" => "shipping",
        other => panic!("nobody is called {other}"),
    }
}

/// What a service tells when it did what it was asked.
fn done(command: &Event) -> Value {
    let sent: Value = serde_json::from_str(command.data.get()).unwrap();
    let body = &sent["body"];
    match command.kind.as_str() {
        "warehouse.reserve_stock.v1" => {
            json!({ "reservation_id": body["reservation_id"], "allocations": [] })
        }
        "warehouse.release_stock.v1" => json!({ "reservation_id": body["reservation_id"] }),
        "payment.authorize.v1" => json!({ "intent_id": body["intent_id"], "tenders": [] }),
        "payment.capture.v1" => {
            let amount = body.get("amount").cloned().unwrap_or(json!({ "amount": 0, "currency": "GBP" }));
            json!({ "capture_id": body["capture_id"], "amount": amount })
        }
        "payment.void.v1" => json!({ "intent_id": body["intent_id"] }),
        "shipping.request_shipment.v1" => {
            let order: OrderId = body["order_id"].as_str().unwrap().parse().unwrap();
            json!({ "shipment_id": shared_contracts::ShipmentId::from_uuid(order.uuid()) })
        }
        "warehouse.release_lines.v1" => json!({ "reservation_id": body["reservation_id"] }),
        "shipping.cancel_lines.v1" | "shipping.cancel_shipment.v1" => json!({ "order_id": body["order_id"] }),
        other => panic!("nobody understands {other}"),
    }
}
