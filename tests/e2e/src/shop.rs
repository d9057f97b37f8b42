//! Builds, stocks and runs a shop.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use auth_contracts::{AuthApi, AuthClient};
use cart::Neighbors;
use kernel_base::{Env, Secret, Transport};
use kernel_db::{Database, Migrations, PoolOptions};
use kernel_http::{BearerTokens, HttpTransport, StaffToken, serve};
use kernel_service::{Context, Follows, Platform, Remote, Running, Service};
use kernel_testing::{TestDatabase, personal_key};
use kernel_token::{CallTokens, Verifier};
use payment::TestProviderConfig;
use payment_contracts::{PaymentApi, PaymentClient};
use pricing_contracts::{PricingApi, PricingClient};
use serde_json::{Value, json};
use shipping_contracts::{ShippingApi, ShippingClient};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use user_contracts::{UserApi, UserClient};
use warehouse_contracts::{WarehouseApi, WarehouseClient};

use crate::client::{Change, Changes, Client};
use crate::holders::Holders;

/// How many processes the shop is spread over. Both speak through the same contracts; only the way differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// All services together, local calls and feeds.
    Together,
    /// Catalog, pricing, warehouse, shipping and payment here; cart and order there; calls and feeds over HTTP.
    Apart,
}

/// One product with one variant, on sale.
#[derive(Debug, Clone)]
pub struct Goods {
    /// `var_…`
    pub variant_id: String,
    /// Its SKU.
    pub sku: String,
}

/// A running shop. Everything it wrote is dropped with it.
pub struct Shop {
    form: Form,
    clients: [Client; 2],
    changes: Changes,
    edges: BTreeSet<(&'static str, &'static str, &'static str)>,
    running: Vec<Running>,
    servers: JoinSet<()>,
    /// By what its services know each other.
    pub holders: Arc<Holders>,
    pub(crate) databases: Vec<TestDatabase>,
}

/// Whose events each service takes.
pub const FOLLOWS: [Follows; 11] = [
    (auth::NAME, auth::FOLLOWS),
    (user::NAME, user::FOLLOWS),
    (customer::NAME, customer::FOLLOWS),
    (catalog::NAME, catalog::FOLLOWS),
    (pricing::NAME, pricing::FOLLOWS),
    (warehouse::NAME, warehouse::FOLLOWS),
    (shipping::NAME, shipping::FOLLOWS),
    (payment::NAME, payment::FOLLOWS),
    (order::NAME, order::FOLLOWS),
    (invoice::NAME, invoice::FOLLOWS),
    (cart::NAME, cart::FOLLOWS),
];

/// Who issues the tokens of the tests.
pub(crate) const ISSUER: &str = "https://shop.example";
/// What auth seals its signing keys with.
pub(crate) const ENCRYPTION: [u8; 32] = [7; 32];
/// Staff's token.
pub const STAFF: &str = "staff-token-of-the-tests";
const BEHIND: [&str; 7] = ["auth", "customer", "catalog", "pricing", "warehouse", "shipping", "payment"];
const FRONT: [&str; 4] = ["user", "order", "invoice", "cart"];

/// What a process is told about itself and the other one.
struct Site<'a> {
    names: &'a [&'static str],
    other: Option<(&'a [&'static str], String)>,
    env: Env,
    letters: Option<PathBuf>,
}

impl Shop {
    /// Starts an empty shop. Its letters wait.
    pub async fn start(form: Form) -> Self {
        Self::start_with(form, None).await
    }

    /// The same, which files its letters here.
    pub async fn with_letters(form: Form, folder: PathBuf) -> Self {
        Self::start_with(form, Some(folder)).await
    }

    async fn start_with(form: Form, letters: Option<PathBuf>) -> Self {
        let http = kernel_http::client_builder().build().expect("a client");
        let listeners = [listen().await, listen().await];
        let origins = listeners.each_ref().map(|listener| {
            format!("http://{}", listener.local_addr().expect("a bound socket has an address"))
        });
        let env = Env::system();
        let all: Vec<&'static str> = BEHIND.into_iter().chain(FRONT).collect();
        let sites = match form {
            Form::Together => vec![Site { names: &all, other: None, env, letters }],
            Form::Apart => vec![
                Site { names: &BEHIND, other: Some((&FRONT, origins[1].clone())), env: env.clone(), letters },
                Site { names: &FRONT, other: Some((&BEHIND, origins[0].clone())), env, letters: None },
            ],
        };
        let changes = Changes::default();
        let clients =
            origins.each_ref().map(|origin| Client::new(http.clone(), origin, Arc::clone(&changes)));
        let mut shop = Self {
            form,
            clients,
            changes,
            edges: BTreeSet::new(),
            running: Vec::new(),
            servers: JoinSet::new(),
            holders: Arc::new(Holders::new(Env::system())),
            databases: Vec::new(),
        };
        for (site, listener) in sites.into_iter().zip(listeners) {
            shop.run(site, listener).await;
        }
        shop
    }

    async fn run(&mut self, site: Site<'_>, listener: TcpListener) {
        let verifier = Arc::new(Verifier::new(ISSUER));
        let services = self.services(&site, Arc::clone(&verifier)).await;
        for service in &services {
            for subscription in service.subscriptions() {
                let from = subscription.producer;
                self.edges.extend(subscription.types.iter().map(|kind| (service.name(), from, *kind)));
            }
        }
        let remotes = site.other.iter().flat_map(|(names, origin)| {
            names.iter().map(|service| Remote { service, origin: origin.clone() })
        });
        let fixed = StaffToken::new(&Secret::new(STAFF.to_owned()));
        let tokens = Arc::new(BearerTokens::new(fixed, verifier, site.env.clone()));
        let keys = self.holders.keys(site.names);
        let platform = Platform::new(site.env.clone(), services, remotes.collect(), keys).follows(FOLLOWS);
        let running = platform.start(tokens).expect("the platform starts");
        let router = running.router();
        self.servers.spawn(async move { serve(listener, router, std::future::pending()).await });
        self.running.push(running);
    }

    async fn context(&mut self, migrations: Migrations, env: &Env) -> Context {
        let database = TestDatabase::new(&migrations).await;
        let options = PoolOptions { size: 8, ..PoolOptions::default() };
        let config = database.config().clone();
        let db = Database::open(migrations.service, config, options, personal_key()).expect("valid options");
        self.databases.push(database);
        Context { db, env: env.clone() }
    }

    async fn services(&mut self, site: &Site<'_>, verifier: Arc<Verifier>) -> Vec<Service> {
        let mut services = Vec::new();
        let env = &site.env;
        let keys = self.holders.keys(site.names);
        let away = |caller: &str, callee: &'static str| -> Arc<dyn Transport> {
            let (_, origin) = site.other.as_ref().expect("a service is here or there");
            let tokens = CallTokens::new(&keys.own[caller], callee, env.clone());
            Arc::new(HttpTransport::builder(tokens, origin, env.clone()).build())
        };
        let here = |name: &str| site.names.contains(&name);
        let (mut pricing, mut warehouse, mut shipping, mut payment) = (None, None, None, None);
        let user = if here("user") { Some(self.context(user::migrations(), env).await) } else { None };
        let mut auth: Option<Arc<dyn AuthApi>> = None;
        if here("auth") {
            let context = self.context(auth::migrations(), env).await;
            let users: Arc<dyn UserApi> = match &user {
                Some(context) => user::api(context, &user::Config::default()),
                None => Arc::new(UserClient::new(away("auth", "user"))),
            };
            let keys = auth::Keys { encryption: Secret::new(ENCRYPTION) };
            let letters = auth::Letters { folder: site.letters.clone(), ..auth::Letters::default() };
            let config = auth::Config { letters, ..auth::Config::default() };
            let (service, api) = auth::service(context, &config, &keys, verifier, users);
            services.push(service);
            auth = Some(api);
        }
        let auth_for = |caller: &str| -> Arc<dyn AuthApi> {
            match &auth {
                Some(local) => Arc::clone(local),
                None => Arc::new(AuthClient::new(away(caller, "auth"))),
            }
        };
        if let Some(context) = user {
            services.push(user::service(context, &user::Config::default(), auth_for("user"), []).0);
        }
        if here("customer") {
            let context = self.context(customer::migrations(), env).await;
            services.push(customer::service(context, &customer::Config::default()).0);
        }
        if here("catalog") {
            let context = self.context(catalog::migrations(), env).await;
            let files = std::env::temp_dir().join(format!("karum-e2e-{}", env.uuid()));
            let config = catalog::Config { files: files.display().to_string(), ..catalog::Config::default() };
            services
                .push(catalog::service(context, &config).expect("a temporary directory can be written").0);
        }
        if here("pricing") {
            let context = self.context(pricing::migrations(), env).await;
            pricing::ensure_defaults(&context).await.expect("defaults");
            let (service, api) =
                pricing::service(context, &pricing::Config::default()).expect("no tax provider");
            services.push(service);
            pricing = Some(api);
        }
        if here("warehouse") {
            let context = self.context(warehouse::migrations(), env).await;
            warehouse::ensure_defaults(&context).await.expect("defaults");
            let (service, api) = warehouse::service(context, &warehouse::Config::default());
            services.push(service);
            warehouse = Some(api);
        }
        if here("shipping") {
            let context = self.context(shipping::migrations(), env).await;
            shipping::ensure_defaults(&context).await.expect("defaults");
            let (service, api) = shipping::service(context, shipping::Config::default());
            services.push(service);
            shipping = Some(api);
        }
        if here("payment") {
            let context = self.context(payment::migrations(), env).await;
            let test_provider = TestProviderConfig::InProcess { log: None };
            let config = payment::Config { test_provider, ..payment::Config::default() };
            let (service, running) = payment::service(context, config).expect("a valid configuration");
            services.push(service);
            payment = Some(running.api());
        }
        let pricing_for = |caller: &str| -> Arc<dyn PricingApi> {
            match &pricing {
                Some(local) => Arc::clone(local),
                None => Arc::new(PricingClient::new(away(caller, "pricing"))),
            }
        };
        if here("order") {
            let context = self.context(order::migrations(), env).await;
            let neighbors = order::Neighbors { pricing: pricing_for("order"), auth: auth_for("order") };
            services.push(order::service(context, order::Config::default(), neighbors).service);
        }
        if here("invoice") {
            let context = self.context(invoice::migrations(), env).await;
            services.push(invoice::service(context, invoice::Config::default()));
        }
        if here("cart") {
            let context = self.context(cart::migrations(), env).await;
            let warehouse: Arc<dyn WarehouseApi> = match warehouse {
                Some(local) => local,
                None => Arc::new(WarehouseClient::new(away("cart", "warehouse"))),
            };
            let shipping: Arc<dyn ShippingApi> = match shipping {
                Some(local) => local,
                None => Arc::new(ShippingClient::new(away("cart", "shipping"))),
            };
            let payment: Arc<dyn PaymentApi> = match payment {
                Some(local) => local,
                None => Arc::new(PaymentClient::new(away("cart", "payment"))),
            };
            let neighbors = Neighbors { payment, pricing: pricing_for("cart"), warehouse, shipping };
            services.push(cart::service(context, cart::Config::default(), neighbors));
        }
        services
    }

    /// A shopper, at the process of this service.
    #[must_use]
    pub fn shopper(&self, service: &str) -> Client {
        let place = usize::from(self.form == Form::Apart && FRONT.contains(&service));
        self.clients[place].clone()
    }

    /// What answers the requests of a shop that runs in one process, without a socket in between.
    pub fn router(&self) -> axum::Router {
        self.running[0].router()
    }

    /// A member of staff, at the process of this service.
    #[must_use]
    pub fn staff(&self, service: &str) -> Client {
        self.shopper(service).header("authorization", format!("Bearer {STAFF}"))
    }

    /// All services.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        BEHIND.into_iter().chain(FRONT)
    }

    /// What its clients were allowed to do so far that was no reading.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Who consumes what of whom: consumer, producer, type of event.
    #[must_use]
    pub fn consumed(&self) -> &BTreeSet<(&'static str, &'static str, &'static str)> {
        &self.edges
    }

    /// Opens the channel `web`, which sells in pounds.
    pub async fn open_channel(&self) {
        let channel = json!({ "code": "web", "name": "Web shop", "currency": "GBP" });
        self.staff("catalog").post("/admin/v1/channels", channel).await.ok();
    }

    /// Puts a product on sale in `web`: known to everybody, priced, and with so many pieces in stock.
    pub async fn sell(&self, sku: &str, price: &str, pieces: i64) -> Goods {
        self.sell_variant(json!({ "sku": sku, "status": "active", "weight_g": 200 }), price, pieces).await
    }

    /// The same for something that is kept in stock and never sent: a seat.
    pub async fn sell_tickets(&self, sku: &str, price: &str, pieces: i64) -> Goods {
        let variant = json!({ "sku": sku, "status": "active", "requires_shipping": false });
        self.sell_variant(variant, price, pieces).await
    }

    async fn sell_variant(&self, variant: Value, price: &str, pieces: i64) -> Goods {
        let sku = variant["sku"].as_str().expect("a variant has a SKU").to_owned();
        let product = json!({ "title": format!("Product {sku}"), "status": "active", "variants": [variant] });
        let catalog = self.staff("catalog");
        let product = catalog.post("/admin/v1/products", product).await.ok();
        let product_id = product["product_id"].as_str().expect("a product has an id");
        let variant_id =
            product["variants"][0]["variant_id"].as_str().expect("a variant has an id").to_owned();
        catalog.put(&format!("/admin/v1/products/{product_id}/publications/web"), json!({})).await.ok();
        self.price(&sku, price).await;
        self.stock(&sku, pieces).await;
        Goods { variant_id, sku }
    }

    async fn price(&self, sku: &str, price: &str) {
        let staff = self.staff("pricing");
        let lists = staff.get("/admin/v1/price-lists").await.ok();
        let is_pounds = |list: &&Value| list["currency"] == "GBP";
        let list = lists["items"]
            .as_array()
            .and_then(|lists| lists.iter().find(is_pounds))
            .expect("a list in pounds");
        let code = list["code"].as_str().expect("a list has a code");
        let csv = format!("sku,currency,min_quantity,unit_price,list\n{sku},GBP,1,{price},{code}\n");
        eventually("pricing knows the variant", async || {
            let report = self.staff("pricing").post_csv("/admin/v1/price-imports", csv.clone()).await.ok();
            report["errors"].as_array().is_some_and(Vec::is_empty)
        })
        .await;
    }

    async fn stock(&self, sku: &str, pieces: i64) {
        let line = json!({ "sku": sku, "location": "main", "kind": "receive", "quantity": pieces });
        eventually("the warehouse knows the variant", async || {
            let body = json!({ "lines": [line.clone()] });
            self.staff("warehouse").post("/admin/v1/stock/movements", body).await.status < 300
        })
        .await;
    }

    /// What the warehouse says of a variant.
    pub async fn stock_of(&self, goods: &Goods) -> Value {
        self.staff("warehouse").get(&format!("/admin/v1/stock/items/{}", goods.variant_id)).await.ok()
    }

    /// Nobody takes what this service tells until the answer is dropped; then all of it comes at once.
    #[must_use]
    pub async fn hold_back(&self, producer: &str) -> Vec<tokio_postgres::Client> {
        let mut held = Vec::new();
        for database in &self.databases {
            let client = database.connect().await;
            client.batch_execute("BEGIN").await.expect("a transaction begins");
            let sql = "SELECT FROM kernel.consumer_cursor WHERE producer = $1 FOR UPDATE";
            client.query(sql, &[&producer]).await.expect("cursors can be locked");
            held.push(client);
        }
        held
    }

    /// Stops everything in order.
    pub async fn stop(mut self) {
        self.servers.shutdown().await;
        for running in self.running.drain(..) {
            running.stop().await;
        }
    }
}

async fn listen() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.expect("a free port")
}

/// Waits until the condition holds; fails after 20 seconds.
pub async fn eventually(what: &str, mut condition: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !condition().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), waiting).await.unwrap_or_else(|_| panic!("never: {what}"));
}
