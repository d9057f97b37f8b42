//! A shop's customers in a test: requests of customers and staff, events as order sends them, jobs when they are told to run.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use customer_contracts::{CustomerApi, GroupMembershipChanged};
use kernel_base::{Call, Currency, Event, EventData, Money, Timestamp};
use kernel_messaging::Handler;
use kernel_service::{Context, Job};
use kernel_testing::{Answer, Bus, Client, TestService, customer, event};
use order_contracts::{OrderCancelled, OrderClaimed, OrderConfirmed, OrderLineCancelled, OrderPlaced};
use serde_json::{Value, json};
use shared_contracts::{Code, CustomerId, OrderId};

pub(crate) struct Shop {
    pub(crate) test: TestService,
    pub(crate) api: Arc<dyn CustomerApi>,
    orders: Arc<dyn Handler>,
    jobs: Vec<Job>,
    client: Client,
}

/// Requests of staff are sent by its client.
impl Deref for Shop {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Shop {
    pub(crate) async fn open() -> Self {
        let test = TestService::new(customer::migrations()).await;
        let context = Context { db: test.db().clone(), env: test.env().clone() };
        let (service, api) = customer::service(context, &customer::Config::default());
        let orders = Arc::clone(&service.subscriptions()[0].handler);
        let jobs = service.jobs().to_vec();
        let client = Client::new(service.into_routes(), test.env());
        Self { test, api, orders, jobs, client }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.test.env().now()
    }

    pub(crate) fn time_passes(&self) {
        self.test.clock().advance(Duration::from_secs(1));
    }

    pub(crate) fn call(&self) -> Call {
        Call { deadline: self.now().plus(Duration::from_secs(5)), trace: None }
    }

    /// Somebody who has signed in and asked for their profile.
    pub(crate) async fn customer(&self) -> CustomerId {
        let customer_id = self.test.env().id();
        self.of(customer_id, "GET", "/store/v1/me", None).await.ok();
        customer_id
    }

    /// A request of a customer, with a new idempotency key and whatever version there is.
    pub(crate) async fn of(
        &self,
        customer_id: CustomerId,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Answer {
        self.of_at(customer_id, method, path, "\"v1\"", body).await
    }

    pub(crate) async fn of_at(
        &self,
        customer_id: CustomerId,
        method: &str,
        path: &str,
        etag: &str,
        body: Option<&Value>,
    ) -> Answer {
        let (name, token) = customer(&customer_id.to_string());
        let key = self.test.env().uuid().to_string();
        let headers = [(name, token.as_str()), ("idempotency-key", &key), ("if-match", etag)];
        self.json(method, path, body, &headers).await
    }

    /// Adds an address in Germany, or in another country.
    pub(crate) async fn add_address(&self, customer_id: CustomerId, body: &Value) -> Answer {
        self.of(customer_id, "POST", "/store/v1/me/addresses", Some(body)).await
    }

    pub(crate) async fn consent(&self, customer_id: CustomerId, kind: &str, given: bool) {
        self.time_passes();
        let body = json!({ "kind": kind, "given": given, "source": "checkout", "text_version": "2026-01" });
        self.of(customer_id, "POST", "/store/v1/me/consents", Some(&body)).await.ok();
    }

    /// Runs the job until nobody is due.
    pub(crate) async fn refresh(&self) {
        self.jobs.iter().find(|job| job.name() == "refresh_segments").unwrap().run_now().await.unwrap();
    }

    pub(crate) async fn create_group(&self, code: &str, rule: Option<&Value>) -> Answer {
        let mut body = json!({ "code": code, "name": format!("The {code}") });
        if let Some(rule) = rule {
            body["rule"] = rule.clone();
        }
        self.post("/admin/v1/groups", &body).await
    }

    pub(crate) async fn groups_of(&self, customer_id: CustomerId) -> Vec<String> {
        let groups = self.api.groups(&self.call(), customer_id).await.unwrap();
        groups.iter().map(ToString::to_string).collect()
    }

    pub(crate) async fn deliver(&self, events: &[Arc<Event>]) {
        Bus::deliver(self.test.db(), &*self.orders, events).await.unwrap();
    }

    /// What customer does with order's log.
    pub(crate) fn handler(&self) -> &dyn Handler {
        &*self.orders
    }

    /// A confirmed order, as order tells of it.
    pub(crate) async fn buys(&self, customer_id: CustomerId, total: Money) -> OrderId {
        let order = self.order(Some(customer_id), total);
        self.deliver(&[order.placed(self), order.confirmed(self)]).await;
        order.order_id
    }

    pub(crate) fn order(&self, customer_id: Option<CustomerId>, total: Money) -> Order {
        Order { order_id: self.test.env().id(), customer_id, total }
    }
}

/// An order of which events tell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Order {
    pub(crate) order_id: OrderId,
    pub(crate) customer_id: Option<CustomerId>,
    pub(crate) total: Money,
}

impl Order {
    pub(crate) fn placed(&self, shop: &Shop) -> Arc<Event> {
        self.event(
            shop,
            &OrderPlaced {
                order_id: self.order_id,
                order_number: "W-100008".parse().unwrap(),
                cart_id: None,
                attempt: 1,
                customer_id: self.customer_id,
                channel: "web".parse().unwrap(),
                country: None,
                currency: self.total.currency(),
                total: self.total,
                line_count: 1,
                unit_count: 1,
                occurred_at: shop.now(),
            },
        )
    }

    /// A guest's order becomes this customer's.
    pub(crate) fn claimed(&self, shop: &Shop, customer_id: CustomerId) -> Arc<Event> {
        self.event(
            shop,
            &OrderClaimed {
                order_id: self.order_id,
                order_number: "W-100008".parse().unwrap(),
                customer_id,
                channel: "web".parse().unwrap(),
                currency: self.total.currency(),
                total: self.total,
                occurred_at: shop.now(),
            },
        )
    }

    pub(crate) fn confirmed(&self, shop: &Shop) -> Arc<Event> {
        self.event(
            shop,
            &OrderConfirmed {
                order_id: self.order_id,
                order_number: "W-100008".parse().unwrap(),
                cart_id: None,
                attempt: 1,
                channel: "web".parse().unwrap(),
                currency: self.total.currency(),
                total: self.total,
                occurred_at: shop.now(),
            },
        )
    }

    /// Pieces are cancelled until it comes to no more than this.
    pub(crate) fn reduced(&self, shop: &Shop, total: i64) -> Arc<Event> {
        let total = Money::new(total, self.total.currency());
        self.event(
            shop,
            &OrderLineCancelled {
                order_id: self.order_id,
                order_number: "W-100008".parse().unwrap(),
                lines: Vec::new(),
                shipping: None,
                amount: self.total.checked_sub(total).unwrap(),
                total,
                reason: "sold out".to_owned(),
                occurred_at: shop.now(),
            },
        )
    }

    pub(crate) fn cancelled(&self, shop: &Shop) -> Arc<Event> {
        self.event(
            shop,
            &OrderCancelled {
                order_id: self.order_id,
                order_number: "W-100008".parse().unwrap(),
                cart_id: None,
                channel: "web".parse().unwrap(),
                currency: self.total.currency(),
                total: self.total,
                reason: "ordered twice".to_owned(),
                occurred_at: shop.now(),
            },
        )
    }

    fn event<E: EventData>(&self, shop: &Shop, data: &E) -> Arc<Event> {
        event(shop.test.env(), "order", E::TYPE, &self.order_id.to_string(), data)
    }
}

pub(crate) fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

/// An address that its country finds right.
pub(crate) fn address(country: &str) -> Value {
    let (city, region, postal_code) = match country {
        "US" => ("Mountain View", Some("CA"), "94043"),
        "GB" => ("London", None, "SW1A 1AA"),
        "FR" => ("Paris", None, "75008"),
        _ => ("Berlin", None, "10115"),
    };
    json!({
        "name": "Ada Lovelace", "lines": ["1 High Street"], "city": city, "region": region,
        "postal_code": postal_code, "country": country,
    })
}

/// Groups of each customer as the events tell, the last one counting.
pub(crate) async fn told_groups(bus: &mut Bus) -> Vec<(CustomerId, Vec<Code>)> {
    let told = bus.take_of::<GroupMembershipChanged>().await;
    told.into_iter().map(|told| (told.customer_id, told.groups)).collect()
}
