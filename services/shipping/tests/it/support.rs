//! A shop's shipping in a test; the test plays staff and the order service.

use std::sync::Arc;

use axum::body::Body;
use http::Request;
use kernel_base::{Call, Command, CommandData, Currency, Event, EventData, Money, Reply};
use kernel_messaging::Handler;
use kernel_service::Context;
pub(crate) use kernel_testing::Answer;
use kernel_testing::{Bus, Client, TestService, event};
use serde_json::Value;
use shared_contracts::{OrderId, Quantity};
use shipping_contracts::{CancelShipment, OptionsQuery, RequestShipment, ShipmentLine, ShippingApi};

pub(crate) struct Shop {
    pub(crate) test: TestService,
    pub(crate) api: Arc<dyn ShippingApi>,
    commands: Arc<dyn Handler>,
    own_log: Arc<dyn Handler>,
    erasures: Arc<dyn Handler>,
    pub(crate) client: Client,
    bus: Bus,
    /// Taken from the log, not yet asked for.
    events: Vec<Arc<Event>>,
}

impl Shop {
    pub(crate) async fn open() -> Self {
        let test = TestService::new(shipping::migrations()).await;
        let context = Context { db: test.db().clone(), env: test.env().clone() };
        shipping::ensure_defaults(&context).await.unwrap();
        let (service, api) = shipping::service(context, shipping::Config::default());
        let [commands, own_log, erasures] = service.subscriptions() else { panic!("three subscriptions") };
        let (commands, own_log) = (Arc::clone(&commands.handler), Arc::clone(&own_log.handler));
        let erasures = Arc::clone(&erasures.handler);
        let client = Client::new(service.into_routes(), test.env());
        let mut bus = Bus::new(test.db());
        bus.take().await;
        Self { test, api, commands, own_log, erasures, client, bus, events: Vec::new() }
    }

    pub(crate) fn call(&self) -> Call {
        Call { deadline: self.test.env().now(), trace: None }
    }

    /// Sends a command as the order service would.
    pub(crate) async fn command<C: CommandData>(&self, order_id: OrderId, body: C) {
        let event = self.command_event(order_id, body);
        self.deliver(&[event]).await;
    }

    pub(crate) fn command_event<C: CommandData>(&self, order_id: OrderId, body: C) -> Arc<Event> {
        let env = self.test.env();
        let command = Command { command_id: env.uuid(), saga_id: env.uuid(), step: "step".into(), body };
        event(env, "order", C::TYPE, &order_id.to_string(), &command)
    }

    pub(crate) async fn deliver(&self, events: &[Arc<Event>]) {
        Bus::deliver(self.test.db(), &*self.commands, events).await.unwrap();
    }

    /// Order's log arrives as badly as the seed says; without one each command once, in its turn.
    pub(crate) async fn deliver_by(&self, seed: Option<u64>, events: &[Arc<Event>]) {
        if let Some(seed) = seed {
            return Bus::shuffle(seed, self.test.db(), &[(&*self.commands, events)]).await;
        }
        for event in events {
            self.deliver(std::slice::from_ref(event)).await;
        }
    }

    /// The logs of order and of customer's erasures, which do not depend on each other, as badly as the seed says.
    pub(crate) async fn deliver_both(&self, seed: u64, orders: &[Arc<Event>], erasures: &[Arc<Event>]) {
        let logs = [(&*self.commands, orders), (&*self.erasures, erasures)];
        Bus::shuffle(seed, self.test.db(), &logs).await;
    }

    /// Lets the service hear its own news.
    pub(crate) async fn hear(&self, events: &[Arc<Event>]) {
        Bus::deliver(self.test.db(), &*self.own_log, events).await.unwrap();
    }

    pub(crate) async fn take(&mut self) -> Vec<Arc<Event>> {
        let mut events = std::mem::take(&mut self.events);
        events.extend(self.bus.take().await);
        events
    }

    /// All new events of one type; the others stay for later.
    pub(crate) async fn told<E: EventData>(&mut self) -> Vec<E> {
        let (wanted, rest): (Vec<_>, Vec<_>) =
            self.take().await.into_iter().partition(|event| event.is::<E>());
        self.events = rest;
        wanted.iter().map(|event| event.parse().unwrap()).collect()
    }

    /// All new replies to one command; the others stay for later.
    pub(crate) async fn replies<C: CommandData>(&mut self) -> Vec<Reply<C::Done>> {
        let (wanted, rest): (Vec<_>, Vec<_>) =
            self.take().await.into_iter().partition(|event| event.kind == C::REPLY);
        self.events = rest;
        wanted.iter().map(|event| event.reply::<C>().unwrap().unwrap()).collect()
    }

    pub(crate) fn request(&self, order_id: OrderId, quantities: &[i64]) -> RequestShipment {
        let env = self.test.env();
        let line = |quantity: &i64| ShipmentLine {
            line_id: env.id(),
            variant_id: env.id(),
            sku: "85123A".parse().unwrap(),
            quantity: Quantity::try_new(*quantity).unwrap(),
            weight_g: 200,
        };
        RequestShipment {
            order_id,
            order_number: "W-1000427".into(),
            channel: Some("web".parse().unwrap()),
            reservation_id: Some(env.id()),
            method_id: None,
            address: Some(
                serde_json::from_value(serde_json::json!({
                    "name": "Ada Lovelace", "lines": ["12 St James's Square"], "city": "London",
                    "postal_code": "SW1Y 4JH", "country": "GB",
                }))
                .unwrap(),
            ),
            lines: quantities.iter().map(line).collect(),
        }
    }

    /// An order that asked for these quantities; its shipment as staff sees it.
    pub(crate) async fn requested(&self, quantities: &[i64]) -> Value {
        let order_id: OrderId = self.test.env().id();
        self.command(order_id, self.request(order_id, quantities)).await;
        self.shipments_of(order_id).await.remove(0)
    }

    pub(crate) async fn shipments_of(&self, order_id: OrderId) -> Vec<Value> {
        let list = self.staff("GET", &format!("/admin/v1/shipments?order_id={order_id}"), None).await.ok();
        list["items"].as_array().unwrap().clone()
    }

    pub(crate) fn cancel(order_id: OrderId) -> CancelShipment {
        CancelShipment { order_id }
    }

    /// A request of staff, with a new idempotency key.
    pub(crate) async fn staff(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let key = self.test.env().uuid().to_string();
        self.staff_with(method, path, body, &[("idempotency-key", &key)]).await
    }

    pub(crate) async fn staff_with(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", "Bearer staff")
            .header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body.map_or_else(Body::empty, |body| Body::from(body.to_string()))).unwrap())
            .await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        self.client.request(request).await
    }

    pub(crate) fn query(country: &str, total: i64, currency: Currency, weight_g: i64) -> OptionsQuery {
        OptionsQuery {
            channel: "web".parse().unwrap(),
            country: Some(country.parse().unwrap()),
            postal_code: None,
            total: Money::new(total, currency),
            weight_g,
            line_count: 1,
        }
    }

    /// Code and price of every option.
    pub(crate) async fn prices(&self, query: OptionsQuery) -> Vec<(String, i64)> {
        let options = self.api.options(&self.call(), query).await.unwrap();
        options.iter().map(|option| (option.code.to_string(), option.amount.minor())).collect()
    }
}
