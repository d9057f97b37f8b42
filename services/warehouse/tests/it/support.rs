//! A warehouse in a test: its API, its routes as a service, commands and events as they come from others.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use catalog_contracts::{ProductChanged, ProductStatus, ProductVariant, VariantStatus};
use kernel_base::{Call, Command, CommandData, Currency, Event, EventData, Money, Outcome, Timestamp};
use kernel_db::DbError;
use kernel_messaging::{Handler, HandlerError};
use kernel_service::{Context, Job};
pub(crate) use kernel_testing::Answer;
use kernel_testing::{Bus, Client, TestService};
use order_contracts::OrderConfirmed;
use serde::Serialize;
use serde_json::{Value, json};
use shared_contracts::{LineId, OrderId, ProductId, Quantity, ReservationId, VariantId};
use uuid::Uuid;
use warehouse_contracts::{
    Availability, AvailabilityQuery, ReleaseStock, ReserveLine, ReserveStock, StockReserved, WarehouseApi,
};

pub(crate) struct Depot {
    pub(crate) test: TestService,
    pub(crate) api: Arc<dyn WarehouseApi>,
    catalog: Arc<dyn Handler>,
    order: Arc<dyn Handler>,
    shipping: Arc<dyn Handler>,
    jobs: Vec<Job>,
    client: Client,
}

/// Requests are sent by its client.
impl Deref for Depot {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Depot {
    /// With the defaults of a new shop: the location `main`.
    pub(crate) async fn open() -> Self {
        let test = TestService::new(warehouse::migrations()).await;
        let context = Context { db: test.db().clone(), env: test.env().clone() };
        warehouse::ensure_defaults(&context).await.unwrap();
        warehouse::ensure_defaults(&context).await.unwrap();
        let (service, api) = warehouse::service(context, &warehouse::Config::default());
        let handler = |producer: &str| {
            let found = service.subscriptions().iter().find(|subscription| subscription.producer == producer);
            Arc::clone(&found.unwrap().handler)
        };
        let (catalog, order, shipping) = (handler("catalog"), handler("order"), handler("shipping"));
        let jobs = service.jobs().to_vec();
        let client = Client::new(service.into_routes(), test.env());
        Self { test, api, catalog, order, shipping, jobs, client }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.test.env().now()
    }

    pub(crate) fn minutes_pass(&self, minutes: u64) {
        self.test.clock().advance(Duration::from_secs(60 * minutes));
    }

    /// Runs a job as the platform would.
    pub(crate) async fn run_job(&self, name: &str) {
        self.jobs.iter().find(|job| job.name() == name).unwrap().run_now().await.unwrap();
    }

    /// A variant kept in stock, as catalog tells of it, with so many pieces at `main`.
    pub(crate) async fn variant(&self, sku: &str, on_hand: i64) -> VariantId {
        let variant_id = self.test.env().id();
        self.product(self.test.env().id(), 1, &[(variant_id, sku, true)]).await;
        if on_hand > 0 {
            self.stock(sku, "main", on_hand).await;
        }
        variant_id
    }

    /// Catalog tells of a product with these variants: id, SKU, kept in stock.
    pub(crate) async fn product(
        &self,
        product_id: ProductId,
        version: i64,
        variants: &[(VariantId, &str, bool)],
    ) {
        let changed = self.product_changed(product_id, version, variants);
        self.catalog_tells(ProductChanged::TYPE, product_id, &changed).await;
    }

    pub(crate) fn product_changed(
        &self,
        product_id: ProductId,
        version: i64,
        variants: &[(VariantId, &str, bool)],
    ) -> ProductChanged {
        ProductChanged {
            product_id,
            version,
            handle: "handle".to_owned(),
            title: "Title".to_owned(),
            status: ProductStatus::Active,
            channels: Vec::new(),
            variants: variants.iter().map(|(id, sku, tracked)| variant(*id, sku, *tracked)).collect(),
            occurred_at: self.now(),
        }
    }

    pub(crate) async fn catalog_tells(&self, kind: &str, product: ProductId, data: &impl Serialize) {
        let event = kernel_testing::event(self.test.env(), "catalog", kind, &product.to_string(), data);
        Bus::deliver(self.test.db(), &*self.catalog, &[event]).await.unwrap();
    }

    pub(crate) async fn shipping_tells(&self, kind: &str, data: &impl Serialize) -> Result<(), HandlerError> {
        let event = kernel_testing::event(self.test.env(), "shipping", kind, "shp", data);
        Bus::deliver(self.test.db(), &*self.shipping, &[event]).await
    }

    /// What the warehouse does with a service's log.
    pub(crate) fn handler(&self, producer: &str) -> &dyn Handler {
        match producer {
            "catalog" => &*self.catalog,
            "order" => &*self.order,
            "shipping" => &*self.shipping,
            other => panic!("the warehouse does not listen to {other}"),
        }
    }

    /// Receives pieces.
    pub(crate) async fn stock(&self, sku: &str, location: &str, pieces: i64) {
        let line = json!({ "sku": sku, "location": location, "kind": "receive", "quantity": pieces });
        self.move_stock(json!([line])).await.ok();
    }

    pub(crate) async fn move_stock(&self, lines: Value) -> Answer {
        self.post("/admin/v1/stock/movements", &json!({ "lines": lines })).await
    }

    pub(crate) fn line(&self, variant_id: VariantId, pieces: i64) -> ReserveLine {
        let line_id: LineId = self.test.env().id();
        ReserveLine { line_id, variant_id, quantity: Quantity::try_new(pieces).unwrap(), handed_out: false }
    }

    pub(crate) fn reservation(&self, lines: Vec<ReserveLine>) -> ReserveStock {
        ReserveStock {
            reservation_id: self.test.env().id(),
            owner: "ord_1".to_owned(),
            channel: "web".parse().unwrap(),
            lines,
            deadline: None,
            cart_id: None,
        }
    }

    /// A command as the order service sends it.
    pub(crate) fn command<C: CommandData>(&self, step: &'static str, body: C) -> Arc<Event> {
        self.command_of(self.test.env().uuid(), step, body)
    }

    /// The same of a saga that sends several.
    pub(crate) fn command_of<C: CommandData>(
        &self,
        saga_id: Uuid,
        step: &'static str,
        body: C,
    ) -> Arc<Event> {
        let command = Command { command_id: self.test.env().uuid(), saga_id, step: step.into(), body };
        kernel_testing::event(self.test.env(), "order", C::TYPE, &saga_id.to_string(), &command)
    }

    /// The order service tells that the order of a reservation is confirmed.
    pub(crate) fn confirmed(&self, reservation: ReservationId) -> Arc<Event> {
        let order_id = order_of(reservation);
        let confirmed = OrderConfirmed {
            order_id,
            order_number: "W-100008".parse().unwrap(),
            cart_id: None,
            attempt: 1,
            channel: "web".parse().unwrap(),
            currency: Currency::GBP,
            total: Money::new(100, Currency::GBP),
            occurred_at: self.now(),
        };
        kernel_testing::event(
            self.test.env(),
            "order",
            OrderConfirmed::TYPE,
            &order_id.to_string(),
            &confirmed,
        )
    }

    /// Delivers commands as the consumer does: in one transaction, again while it loses races or no connection is free.
    pub(crate) async fn deliver(&self, commands: &[Arc<Event>]) {
        for _ in 0..500 {
            match Bus::deliver(self.test.db(), &*self.order, commands).await {
                Err(HandlerError::Db(
                    DbError::Constraint(_) | DbError::Conflict(_) | DbError::Unavailable(_),
                )) => {}
                result => return result.unwrap(),
            }
        }
        panic!("races are lost for ever");
    }

    pub(crate) async fn deliver_raw(&self, commands: &[Arc<Event>]) -> Result<(), HandlerError> {
        Bus::deliver(self.test.db(), &*self.order, commands).await
    }

    /// Reserves by command and answers what came back.
    pub(crate) async fn reserve(&self, bus: &mut Bus, body: ReserveStock) -> Outcome<StockReserved> {
        self.deliver(&[self.command("reserve_stock", body)]).await;
        let mut answers = answers(&bus.take().await);
        assert_eq!(answers.len(), 1, "one command, one reply");
        answers.remove(0)
    }

    pub(crate) async fn release(&self, reservation_id: ReservationId) {
        let body = ReleaseStock { reservation_id, reason: "canceled".to_owned() };
        self.deliver(&[self.command("release_stock", body)]).await;
    }

    pub(crate) async fn availability(&self, variant: VariantId) -> Availability {
        let call = Call { deadline: self.now().plus(Duration::from_secs(5)), trace: None };
        let query =
            AvailabilityQuery { channel: "web".parse().unwrap(), variant_ids: vec![variant], cart_id: None };
        let mut answer = self.api.availability(&call, query).await.unwrap();
        assert_eq!(answer.len(), 1, "{variant} is known");
        answer.remove(0)
    }

    /// On hand and reserved of a variant in all locations.
    pub(crate) async fn pieces(&self, variant: VariantId) -> (i64, i64) {
        let stock = self.get(&format!("/admin/v1/stock/items/{variant}")).await.ok();
        (stock["on_hand"].as_i64().unwrap(), stock["reserved"].as_i64().unwrap())
    }

    /// Every level is what its ledger and the open reservations add up to.
    pub(crate) async fn assert_consistent(&self) {
        let verification = self.get("/admin/v1/stock/verification").await.ok();
        assert_eq!(verification["consistent"], true, "{verification}");
    }

    /// Another location.
    pub(crate) async fn location(&self, code: &str, priority: i32) -> Value {
        let body = json!({ "code": code, "name": code, "priority": priority });
        self.post("/admin/v1/stock-locations", &body).await.ok()
    }
}

/// A reservation has its order's UUID.
pub(crate) fn order_of(reservation: ReservationId) -> OrderId {
    OrderId::from_uuid(reservation.uuid())
}

fn variant(variant_id: VariantId, sku: &str, requires_stock: bool) -> ProductVariant {
    ProductVariant {
        variant_id,
        sku: sku.parse().unwrap(),
        title: "Title".to_owned(),
        options: Vec::new(),
        status: VariantStatus::Active,
        tax_class: "standard".parse().unwrap(),
        requires_stock,
        requires_shipping: requires_stock,
        weight_g: 0,
        barcode: None,
    }
}

/// The replies to reservations among these events, in order.
pub(crate) fn answers(events: &[Arc<Event>]) -> Vec<Outcome<StockReserved>> {
    events
        .iter()
        .filter_map(|event| event.reply::<ReserveStock>())
        .map(|reply| reply.unwrap().outcome)
        .collect()
}

/// The code of a refusal; `None` when it was done.
pub(crate) fn refused<D>(outcome: &Outcome<D>) -> Option<&str> {
    match outcome {
        Outcome::Done(_) => None,
        Outcome::Refused(refusal) => Some(&refusal.code),
    }
}
