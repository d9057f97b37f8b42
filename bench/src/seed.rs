//! Fills the platform through its admin APIs: 1,000 products of two variants, two currencies, stock without end, one flat
//! shipping rate.

use std::fmt::Write as _;
use std::time::Duration;

use anyhow::{Context, bail};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::http::{Connection, Request};

const PRODUCTS: usize = 1000;

/// What the workloads need to know of the shop.
pub(crate) struct Shop {
    /// Addresses of all products.
    pub(crate) handles: Vec<String>,
    pub(crate) variants: Vec<String>,
    pub(crate) shipping_method: String,
}

/// A client of the admin APIs.
struct Admin {
    connection: Connection,
    authorization: String,
    keys: u32,
}

#[derive(Deserialize)]
struct Page {
    items: Vec<Value>,
    next_cursor: Option<String>,
}

/// Loads everything and returns once every service knows it.
pub(crate) async fn fill(connection: Connection, staff_token: &str) -> anyhow::Result<Shop> {
    let mut admin = Admin { connection, authorization: format!("Bearer {staff_token}"), keys: 0 };
    let handles: Vec<String> = (0..PRODUCTS).map(|number| format!("bench-{number}")).collect();
    admin.open_channel().await.context("the channel")?;
    admin.import_products(&handles).await.context("products")?;
    admin.until_settled().await?;
    admin.import_prices(&handles).await.context("prices")?;
    admin.import_stock(&handles).await.context("stock")?;
    let shipping_method = admin.make_shipping().await.context("shipping")?;
    admin.until_settled().await?;
    let variants = admin.list_variants().await.context("the list of products")?;
    if variants.len() != 2 * PRODUCTS {
        bail!("{} variants where {} were loaded", variants.len(), 2 * PRODUCTS);
    }
    Ok(Shop { handles, variants, shipping_method })
}

fn skus(handle: &str) -> [String; 2] {
    ["S", "L"].map(|size| format!("{handle}-{size}"))
}

impl Admin {
    async fn open_channel(&mut self) -> anyhow::Result<()> {
        let channel = json!({ "code": "web", "name": "Web shop", "currency": "EUR" }).to_string();
        self.post("/admin/v1/channels", "application/json", &channel, 201).await?;
        Ok(())
    }

    async fn import_products(&mut self, handles: &[String]) -> anyhow::Result<()> {
        let mut csv =
            "handle,title,description,status,channels,option1_name,option1_value,sku,weight_g\n".to_owned();
        for handle in handles {
            for sku in skus(handle) {
                let size = &sku[sku.len() - 1..];
                let description = "Solid oak; oiled; made to last a generation or two.";
                writeln!(csv, "{handle},Product {handle},{description},active,web,Size,{size},{sku},250")?;
            }
        }
        let started = self.post("/admin/v1/imports?format=karum&channel=web", "text/csv", &csv, 202).await?;
        let path = format!("/admin/v1/operations/{}", text(&started, "operation_id")?);
        self.until_done(&path).await
    }

    async fn import_prices(&mut self, handles: &[String]) -> anyhow::Result<()> {
        let mut csv = "sku,currency,min_quantity,unit_price,list\n".to_owned();
        for sku in handles.iter().flat_map(|handle| skus(handle)) {
            writeln!(csv, "{sku},EUR,1,19.90,base-eur\n{sku},USD,1,21.50,base-usd")?;
        }
        let answer = self.post("/admin/v1/price-imports", "text/csv", &csv, 200).await?;
        if answer["failed"] != 0 {
            bail!("{answer}");
        }
        Ok(())
    }

    async fn import_stock(&mut self, handles: &[String]) -> anyhow::Result<()> {
        let mut csv = "sku,location,on_hand\n".to_owned();
        for sku in handles.iter().flat_map(|handle| skus(handle)) {
            writeln!(csv, "{sku},main,100000000")?;
        }
        let started = self.post("/admin/v1/stock-imports", "text/csv", &csv, 202).await?;
        let path = format!("/admin/v1/stock-imports/{}", text(&started, "import_id")?);
        self.until_done(&path).await
    }

    async fn make_shipping(&mut self) -> anyhow::Result<String> {
        let zone = json!({ "code": "bench-world", "name": "Everywhere" }).to_string();
        let zone = self.post("/admin/v1/shipping-zones", "application/json", &zone, 201).await?;
        let rate = |currency: &str| json!({ "zone_id": zone["zone_id"], "amount": { "amount": 490, "currency": currency } });
        let method = json!({
            "code": "bench-flat",
            "terms": { "name": "Flat rate", "tax_class": "standard", "active": true },
            "rates": [rate("EUR"), rate("USD")],
        });
        let method =
            self.post("/admin/v1/shipping-methods", "application/json", &method.to_string(), 201).await?;
        text(&method, "method_id")
    }

    async fn list_variants(&mut self) -> anyhow::Result<Vec<String>> {
        let mut variants = Vec::new();
        let mut path = "/admin/v1/products?limit=100".to_owned();
        loop {
            let page: Page = serde_json::from_value(self.get(&path).await?)?;
            for variant in page.items.iter().filter_map(|product| product["variants"].as_array()).flatten() {
                variants.push(text(variant, "variant_id")?);
            }
            match page.next_cursor {
                Some(cursor) => path = format!("/admin/v1/products?limit=100&cursor={cursor}"),
                None => return Ok(variants),
            }
        }
    }

    /// Waits for a background operation; fails when a row did.
    async fn until_done(&mut self, path: &str) -> anyhow::Result<()> {
        for _ in 0..1200 {
            let operation = self.get(path).await?;
            match operation["status"].as_str() {
                Some("done" | "succeeded") => {
                    let errors = self.get(&format!("{path}/errors")).await?;
                    let failed = errors["items"].as_array().is_some_and(|items| !items.is_empty());
                    return if failed { bail!("{errors}") } else { Ok(()) };
                }
                Some("failed") => bail!("{operation}"),
                _ => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
        bail!("{path} has not ended within a minute")
    }

    /// Waits until every consumer has read all there is, twice in a row: what it did may have been an event for another.
    async fn until_settled(&mut self) -> anyhow::Result<()> {
        until_settled(&mut self.connection).await
    }

    async fn get(&mut self, path: &str) -> anyhow::Result<Value> {
        let headers = [("authorization", self.authorization.as_str())];
        let request = Request { headers: &headers, ..Request::get(path) };
        self.connection.send(&request.bytes()).await?.json(200).with_context(|| path.to_owned())
    }

    async fn post(
        &mut self,
        path: &str,
        content_type: &str,
        body: &str,
        status: u16,
    ) -> anyhow::Result<Value> {
        self.keys += 1;
        let key = format!("bench-seed-{}", self.keys);
        let headers = [("authorization", self.authorization.as_str()), ("idempotency-key", &key)];
        let request = Request { content_type, ..Request::post(path, &headers, body) };
        self.connection.send(&request.bytes()).await?.json(status).with_context(|| path.to_owned())
    }
}

/// Waits until no consumer of the platform lags behind, as its metrics tell, several times in a row.
pub(crate) async fn until_settled(connection: &mut Connection) -> anyhow::Result<()> {
    let request = Request::get("/metrics").bytes();
    let mut quiet = 0;
    for _ in 0..1200 {
        let answer = connection.send(&request).await?;
        answer.expect(200)?;
        let text = String::from_utf8_lossy(answer.body);
        let lags = text.lines().filter(|line| line.starts_with("karum_consumer_lag_events{"));
        quiet = if lags.into_iter().all(|line| line.ends_with(" 0")) { quiet + 1 } else { 0 };
        if quiet == 5 {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("the consumers have not caught up within two minutes")
}

fn text(value: &Value, field: &str) -> anyhow::Result<String> {
    value[field].as_str().map(str::to_owned).with_context(|| format!("no {field} in {value}"))
}
