//! The catalog service with a database and a file store of its own.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::Body;
use catalog::Config;
use catalog_contracts::CatalogApi;
use flate2::read::GzDecoder;
use kernel_base::{Call, Clock, Env, SystemEntropy, Timestamp};
use kernel_http::Op;
use kernel_service::{Context, Job};
pub(crate) use kernel_testing::Answer;
use kernel_testing::{Bus, Client, TestService};
use serde_json::{Value, json};

/// One process that runs the service.
pub(crate) struct Replica {
    pub(crate) api: Arc<dyn CatalogApi>,
    pub(crate) operations: Vec<Op>,
    client: Client,
    jobs: Vec<Job>,
}

/// The service and everything around it.
pub(crate) struct Catalog {
    pub(crate) replica: Replica,
    pub(crate) bus: Bus,
    pub(crate) service: TestService,
    config: Config,
}

struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.fetch_add(1, Ordering::Relaxed))
    }
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

pub(crate) fn problem(status: u16, code: &str) -> (u16, &str) {
    (status, code)
}

impl Replica {
    fn new(service: &TestService, config: &Config, env: &Env) -> Self {
        let context = Context { db: service.db().clone(), env: env.clone() };
        let (catalog, api) = catalog::service(context, config).unwrap();
        let jobs = catalog.jobs().to_vec();
        let operations = catalog.routes().operations().cloned().collect();
        let client = Client::new(catalog.into_routes(), env);
        Self { api, operations, client, jobs }
    }

    pub(crate) async fn run(&self, job: &str) {
        assert!(self.try_run(job).await, "{job} failed");
    }

    /// False when it failed.
    pub(crate) async fn try_run(&self, job: &str) -> bool {
        let job = self.jobs.iter().find(|known| known.name() == job).unwrap();
        job.run_now().await.is_ok()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], Vec::new()).await
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        self.client.send(method, path, headers, body).await
    }
}

impl Catalog {
    /// With the channel `web`, and files in a directory of its own.
    pub(crate) async fn open() -> Self {
        let files = std::env::temp_dir().join(format!("karum-{}", Env::system().uuid()));
        let files = files.to_str().unwrap().to_owned();
        Self::open_with(Config { files, ..Config::default() }).await
    }

    pub(crate) async fn open_with(config: Config) -> Self {
        let service = TestService::new(catalog::migrations()).await;
        let replica = Replica::new(&service, &config, service.env());
        let catalog = Self { replica, bus: Bus::new(service.db()), service, config };
        catalog
            .create("channels", json!({ "code": "web", "name": "Web shop", "currency": "GBP" }))
            .await
            .ok();
        catalog
    }

    /// Another process with the same database and file store.
    pub(crate) fn other_replica(&self) -> Replica {
        Replica::new(&self.service, &self.config, self.service.env())
    }

    /// One whose clock moves whenever it is read, as real clocks do.
    pub(crate) fn replica_with_ticking_clock(&self) -> Replica {
        let clock = Ticking(AtomicI64::new(self.env().now().as_micros()));
        Replica::new(&self.service, &self.config, &Env::new(Arc::new(clock), Arc::new(SystemEntropy)))
    }

    pub(crate) fn env(&self) -> &Env {
        self.service.env()
    }

    pub(crate) fn call(&self) -> Call {
        Call { deadline: self.env().now().plus(std::time::Duration::from_secs(5)), trace: None }
    }

    /// What a shopper gets.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.replica.get(path).await
    }

    /// What staff gets, below `/admin/v1`.
    pub(crate) async fn read(&self, path: &str) -> Answer {
        let headers = [("authorization", "Bearer staff")];
        self.replica.send("GET", &format!("/admin/v1/{path}"), &headers, Vec::new()).await
    }

    /// POST with a new idempotency key.
    pub(crate) async fn create(&self, path: &str, body: Value) -> Answer {
        let key = Env::system().uuid().to_string();
        self.staff("POST", path, &[("idempotency-key", &key)], &body).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.staff("PATCH", path, &[], &body).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.staff("PUT", path, &[], &body).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.staff("DELETE", path, &[], &Value::Null).await
    }

    pub(crate) async fn staff(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Answer {
        let mut all = vec![("authorization", "Bearer staff"), ("content-type", "application/json")];
        all.extend_from_slice(headers);
        let body = serde_json::to_vec(body).unwrap();
        self.replica.send(method, &format!("/admin/v1/{path}"), &all, body).await
    }

    /// An active product on sale in `web`, with one variant per SKU (or option value, when several).
    pub(crate) async fn product(&self, title: &str, skus: &[&str]) -> Value {
        self.product_with(title, skus, json!({})).await
    }

    pub(crate) async fn product_with(&self, title: &str, skus: &[&str], more: Value) -> Value {
        let variants: Vec<Value> = match skus {
            [sku] => vec![json!({ "sku": sku })],
            skus => skus.iter().map(|sku| json!({ "sku": sku, "options": [sku] })).collect(),
        };
        let options = if skus.len() > 1 { json!(["Design"]) } else { json!([]) };
        let mut body = json!({
            "title": title, "status": "active", "options": options, "variants": variants,
            "publications": { "web": self.env().now() },
        });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.create("products", body).await.ok()
    }

    /// Uploads a file and works on it to the end; answers the operation.
    pub(crate) async fn import(&self, format: &str, file: impl Into<Body>) -> Value {
        let operation = self.upload(format, file).await.ok();
        self.replica.run("run_operations").await;
        self.operation(&operation).await
    }

    pub(crate) async fn upload(&self, format: &str, file: impl Into<Body>) -> Answer {
        let key = Env::system().uuid().to_string();
        let headers =
            [("authorization", "Bearer staff"), ("idempotency-key", &*key), ("content-type", "text/csv")];
        let path = format!("/admin/v1/imports?format={format}&channel=web");
        self.replica.send("POST", &path, &headers, file).await
    }

    /// The operation as it is now.
    pub(crate) async fn operation(&self, operation: &Value) -> Value {
        self.read(&format!("operations/{}", text(&operation["operation_id"]))).await.ok()
    }

    /// Row, column and code of every error of an operation.
    pub(crate) async fn errors(&self, operation: &Value) -> Vec<(i64, String, String)> {
        let id = text(&operation["operation_id"]);
        let page = self.read(&format!("operations/{id}/errors?limit=100")).await.ok();
        let items = page["items"].as_array().unwrap().clone();
        let errors = items.iter();
        errors
            .map(|error| (error["row"].as_i64().unwrap(), text(&error["column"]), text(&error["code"])))
            .collect()
    }

    /// Writes all products to a file and unpacks it.
    pub(crate) async fn export(&self, format: &str) -> String {
        let path = format!("exports?format={format}&channel=web");
        let operation = self.create(&path, Value::Null).await.ok();
        self.replica.run("run_operations").await;
        let operation = self.operation(&operation).await;
        assert_eq!(operation["status"], "succeeded", "{operation}");
        let id = text(&operation["operation_id"]);
        let file = self.read(&format!("operations/{id}/result")).await;
        assert_eq!(file.headers["content-type"], "application/gzip");
        let mut unpacked = String::new();
        std::io::Read::read_to_string(&mut GzDecoder::new(&file.bytes[..]), &mut unpacked).unwrap();
        unpacked
    }
}

impl Drop for Catalog {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.config.files).ok();
    }
}

/// A file of the real data.
pub(crate) fn shared(path: &str) -> Vec<u8> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(path);
    std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Products created, updated, unchanged and failed by an import.
pub(crate) fn counts(operation: &Value) -> [i64; 4] {
    ["created", "updated", "unchanged", "failed"].map(|name| operation["counts"][name].as_i64().unwrap())
}

/// The values of one field in a list.
pub(crate) fn column(page: &Value, field: &str) -> Vec<String> {
    page["items"].as_array().unwrap().iter().map(|item| text(&item[field])).collect()
}
