//! The payment service in a test: commands in, replies and events out, its routes as a service, the provider's log.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use http::{Request, StatusCode};
use kernel_base::{ApiError, Call, Command, CommandData, Currency, Event, EventData, Money, Outcome, Secret};
use kernel_messaging::Handler;
use kernel_service::{Context, Job};
pub(crate) use kernel_testing::Answer;
use kernel_testing::{Bus, Client, TestService};
use order_contracts::{OrderConfirmed, OrderLineCancelled};
use payment::provider::Providers;
use payment::provider::test::{LogEntry, LogOutcome, SIGNATURE_HEADER, TestProvider};
use payment::{Config, Payment};
use payment_contracts::{
    AnswerAction, AuthorizePayment, ErasePayments, FindIntent, PaymentAuthorized, PaymentIntent,
    PaymentVoided, TenderRequest, VoidPayment,
};
use shared_contracts::{ErasureSubject, OrderId, PaymentIntentId};

pub(crate) struct Shop {
    pub(crate) test: TestService,
    pub(crate) payment: Payment,
    pub(crate) provider: Arc<TestProvider>,
    pub(crate) bus: Bus,
    order_log: Arc<dyn Handler>,
    erasures: Arc<dyn Handler>,
    jobs: Vec<Job>,
    client: Client,
}

/// An order's payment as order would ask for it.
pub(crate) struct Order {
    pub(crate) command: Command<AuthorizePayment>,
}

impl Order {
    pub(crate) fn intent_id(&self) -> PaymentIntentId {
        self.command.body.intent_id
    }

    pub(crate) fn order_id(&self) -> OrderId {
        self.command.body.order_id
    }

    pub(crate) fn saga(&self) -> String {
        self.command.saga_id.to_string()
    }
}

/// Requests are sent by its client.
impl Deref for Shop {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Shop {
    pub(crate) async fn open() -> Self {
        let test = TestService::new(payment::migrations()).await;
        let secret = Secret::new("a secret of the test".to_owned());
        let provider = Arc::new(TestProvider::in_memory(test.env().clone(), secret));
        Self::on(test, provider)
    }

    pub(crate) fn on(test: TestService, provider: Arc<TestProvider>) -> Self {
        Self::with(test, provider, Providers::default())
    }

    /// A shop that offers these providers, too.
    pub(crate) fn with(test: TestService, provider: Arc<TestProvider>, providers: Providers) -> Self {
        let context = Context { db: test.db().clone(), env: test.env().clone() };
        let (service, payment) =
            payment::service_with(context, Config::default(), providers, Some(Arc::clone(&provider)));
        let [order_log, erasures] = service.subscriptions() else { panic!("two subscriptions") };
        let (order_log, erasures) = (Arc::clone(&order_log.handler), Arc::clone(&erasures.handler));
        let jobs = service.jobs().to_vec();
        let client = Client::new(service.into_routes(), test.env());
        let bus = Bus::new(test.db());
        Self { test, payment, provider, bus, order_log, erasures, jobs, client }
    }

    /// The process dies and starts again: same database, same provider, nothing else.
    pub(crate) fn restarted(self) -> Self {
        Self::on(self.test, self.provider)
    }

    pub(crate) fn time_passes(&self, seconds: u64) {
        self.test.clock().advance(Duration::from_secs(seconds));
    }

    /// A payment by tenders of the test provider: token and amount.
    pub(crate) fn order(&self, tenders: &[(&str, i64)]) -> Order {
        let tenders: Vec<_> = tenders.iter().map(|(token, minor)| ("test", Some(*token), *minor)).collect();
        self.order_by(&tenders)
    }

    /// A payment by tenders: provider, token, amount. It must be decided within 15 minutes.
    pub(crate) fn order_by(&self, tenders: &[(&str, Option<&str>, i64)]) -> Order {
        let env = self.test.env();
        let tender = |(provider, token, minor): &(&str, Option<&str>, i64)| TenderRequest {
            tender_id: env.id(),
            provider: provider.parse().unwrap(),
            amount: euro(*minor),
            token: token.map(|token| token.to_owned().into()),
            reference: None,
        };
        let body = AuthorizePayment {
            intent_id: env.id(),
            order_id: env.id(),
            amount: euro(tenders.iter().map(|(.., minor)| minor).sum()),
            tenders: tenders.iter().map(tender).collect(),
            deadline: env.now().plus(Duration::from_secs(900)),
            customer_id: None,
        };
        let command =
            Command { command_id: env.uuid(), saga_id: env.uuid(), step: "authorize_payment".into(), body };
        Order { command }
    }

    /// Issues gift cards of so much and answers their codes.
    pub(crate) async fn gift_cards(&self, batch: &str, count: u16, minor: i64) -> Vec<String> {
        let body = serde_json::json!({ "batch": batch, "count": count, "amount": euro(minor) });
        let issued = self.post("/admin/v1/gift-cards", &body).await.ok();
        let cards = issued["items"].as_array().unwrap().iter();
        cards.map(|card| card["code"].as_str().unwrap().to_owned()).collect()
    }

    /// What a gift card's holder is told.
    pub(crate) async fn spendable(&self, code: &str) -> i64 {
        let found =
            self.post("/store/v1/gift-cards/balance", &serde_json::json!({ "code": code })).await.ok();
        found["available"]["amount"].as_i64().unwrap()
    }

    /// Order's log arrives at one of several replicas, which try again as long as they lose races.
    pub(crate) async fn deliver_racing(&self, event: &Arc<Event>) {
        loop {
            let write = self.test.db().write().await.unwrap();
            self.order_log.apply(std::slice::from_ref(event), &write).await.unwrap();
            match write.commit().await {
                Ok(_) => return,
                Err(error) => assert!(error.conflict() || error.constraint().is_some(), "{error}"),
            }
        }
    }

    pub(crate) fn erasure_event(&self, subject: ErasureSubject) -> Arc<Event> {
        let env = self.test.env();
        let step = "erase_payments".into();
        let body = ErasePayments { subject };
        let command = Command { command_id: env.uuid(), saga_id: env.uuid(), step, body };
        let saga = command.saga_id.to_string();
        kernel_testing::event(env, "customer", ErasePayments::TYPE, &saga, &command)
    }

    pub(crate) fn authorize_event(&self, order: &Order) -> Arc<Event> {
        self.event(AuthorizePayment::TYPE, &order.saga(), &order.command)
    }

    pub(crate) fn void_event(&self, order: &Order) -> Arc<Event> {
        let body = VoidPayment {
            intent_id: order.intent_id(),
            order_id: order.order_id(),
            reason: "order not placed".to_owned(),
        };
        let env = self.test.env();
        let saga_id = order.command.saga_id;
        let command = Command { command_id: env.uuid(), saga_id, step: "authorize_payment".into(), body };
        self.event(VoidPayment::TYPE, &order.saga(), &command)
    }

    pub(crate) fn confirmed_event(&self, order: &Order) -> Arc<Event> {
        let confirmed = OrderConfirmed {
            order_id: order.order_id(),
            order_number: "W-1000001".parse().unwrap(),
            cart_id: None,
            attempt: 1,
            channel: "web".parse().unwrap(),
            currency: Currency::EUR,
            total: order.command.body.amount,
            occurred_at: self.test.env().now(),
        };
        self.event(OrderConfirmed::TYPE, &order.order_id().to_string(), &confirmed)
    }

    /// Pieces of the order were cancelled; it owes `due` in all from now on.
    pub(crate) fn line_cancelled_event(&self, order: &Order, due: i64) -> Arc<Event> {
        let total = euro(due);
        let cancelled = OrderLineCancelled {
            order_id: order.order_id(),
            order_number: "W-1000001".parse().unwrap(),
            lines: Vec::new(),
            shipping: None,
            amount: order.command.body.amount.checked_sub(total).unwrap(),
            total,
            reason: "out of fashion".to_owned(),
            occurred_at: self.test.env().now(),
        };
        self.event(OrderLineCancelled::TYPE, &order.order_id().to_string(), &cancelled)
    }

    fn event(&self, kind: &str, subject: &str, data: &impl serde::Serialize) -> Arc<Event> {
        kernel_testing::event(self.test.env(), "order", kind, subject, data)
    }

    /// Order's log arrives, in one batch.
    pub(crate) async fn deliver(&self, events: &[Arc<Event>]) {
        Bus::deliver(self.test.db(), &*self.order_log, events).await.unwrap();
    }

    /// Order's log arrives as badly as the seed says; without one each event once, in its turn.
    pub(crate) async fn deliver_by(&self, seed: Option<u64>, events: &[Arc<Event>]) {
        if let Some(seed) = seed {
            return Bus::shuffle(seed, self.test.db(), &[(&*self.order_log, events)]).await;
        }
        for event in events {
            self.deliver(std::slice::from_ref(event)).await;
        }
    }

    /// Order's log and customer's erasures, which do not depend on each other, as badly as the seed says.
    pub(crate) async fn deliver_both(&self, seed: u64, orders: &[Arc<Event>], erasures: &[Arc<Event>]) {
        let logs = [(&*self.order_log, orders), (&*self.erasures, erasures)];
        Bus::shuffle(seed, self.test.db(), &logs).await;
    }

    /// Asks for the payment and answers what was replied, if anything was.
    pub(crate) async fn authorize(&mut self, order: &Order) -> Option<Outcome<PaymentAuthorized>> {
        self.deliver(&[self.authorize_event(order)]).await;
        self.authorize_reply().await
    }

    /// Asks for everything back and answers what was replied, once providers were asked.
    pub(crate) async fn void(&mut self, order: &Order) -> Option<Outcome<PaymentVoided>> {
        self.deliver(&[self.void_event(order)]).await;
        self.ask_all().await;
        self.reply::<VoidPayment>().await
    }

    /// The one new reply to an authorization.
    pub(crate) async fn authorize_reply(&mut self) -> Option<Outcome<PaymentAuthorized>> {
        self.reply::<AuthorizePayment>().await
    }

    pub(crate) async fn reply<C: CommandData>(&mut self) -> Option<Outcome<C::Done>> {
        let events = self.bus.take().await;
        let mut replies: Vec<_> = events.iter().filter_map(|event| event.reply::<C>()).collect();
        assert!(replies.len() <= 1, "one command, one reply");
        replies.pop().map(|reply| reply.unwrap().outcome)
    }

    /// Asks providers until nothing is due now.
    pub(crate) async fn ask_all(&self) {
        while self.payment.ask_due().await.unwrap() > 0 {}
    }

    /// Runs a job as the platform would.
    pub(crate) async fn run_job(&self, name: &str) {
        self.jobs.iter().find(|job| job.name() == name).unwrap().run_now().await.unwrap();
    }

    /// Sends the provider's webhooks to the service's address, in the provider's order.
    pub(crate) async fn send_webhooks(&self) -> Vec<StatusCode> {
        let mut statuses = Vec::new();
        for webhook in self.provider.take_webhooks() {
            statuses.push(self.send_webhook(&webhook.signature, webhook.body).await.status);
        }
        statuses
    }

    pub(crate) async fn send_webhook(&self, signature: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post("/store/v1/payment-webhooks/test")
            .header(SIGNATURE_HEADER, signature)
            .header("content-type", "application/json");
        self.request(request.body(body.into()).unwrap()).await
    }

    pub(crate) async fn intent(&self, order: &Order) -> PaymentIntent {
        let call = Call { deadline: self.test.env().now(), trace: None };
        self.payment.api().intent(&call, FindIntent { order_id: order.order_id() }).await.unwrap()
    }

    /// The payer is back from the required action with this result.
    pub(crate) async fn payer_returns(
        &self,
        order: &Order,
        result: Option<&str>,
    ) -> Result<PaymentIntent, ApiError> {
        let call = Call { deadline: self.test.env().now(), trace: None };
        let result = result.map(|result| Secret::new(result.to_owned()));
        let answer = AnswerAction { order_id: order.order_id(), tender_id: None, result };
        self.payment.api().answer_action(&call, answer).await
    }

    /// What the provider did for the order: kind and amount of every step that was done.
    pub(crate) fn charges(&self, order: &Order) -> Vec<(String, i64)> {
        let tenders: Vec<_> = order.command.body.tenders.iter().map(|tender| tender.tender_id).collect();
        let done = |entry: &LogEntry| tenders.contains(&entry.tender_id) && entry.outcome == LogOutcome::Done;
        let kind = |entry: &LogEntry| serde_json::to_value(entry.kind).unwrap().as_str().unwrap().to_owned();
        self.provider
            .log()
            .iter()
            .filter(|entry| done(entry))
            .map(|entry| (kind(entry), entry.amount.minor()))
            .collect()
    }

    pub(crate) async fn ledger_balanced(&self) -> bool {
        let answer = self.get("/admin/v1/ledger/verification").await.json();
        assert_eq!(answer["differences"], serde_json::json!([]));
        answer["balanced"].as_bool().unwrap()
    }

    /// An account's balance in euro cents.
    pub(crate) async fn balance(&self, account: &str) -> i64 {
        let balances = self.get("/admin/v1/ledger/balances").await.json();
        let accounts = balances["accounts"].as_array().unwrap();
        let found =
            accounts.iter().find(|row| row["account"] == account && row["balance"]["currency"] == "EUR");
        found.map_or(0, |row| row["balance"]["amount"].as_i64().unwrap())
    }
}

pub(crate) fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

/// The stable code of a refusal.
pub(crate) fn refused<D: std::fmt::Debug>(outcome: Option<Outcome<D>>) -> String {
    match outcome {
        Some(Outcome::Refused(refusal)) => refusal.code.into_owned(),
        other => panic!("expected a refusal, got {other:?}"),
    }
}

pub(crate) fn done<D: std::fmt::Debug>(outcome: Option<Outcome<D>>) -> D {
    match outcome {
        Some(Outcome::Done(done)) => done,
        other => panic!("expected it done, got {other:?}"),
    }
}
