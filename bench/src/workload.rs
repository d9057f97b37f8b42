//! What shoppers do, one type of virtual client for each workload.

use std::fmt::Write as _;
use std::rc::Rc;
use std::time::Duration;

use anyhow::Context;
use serde::Deserialize;

use crate::http::{Connection, Request};
use crate::load::Client;
use crate::seed::Shop;

/// Reads pages out of a fixed set, in random order.
pub(crate) struct Reader {
    connection: Connection,
    requests: Rc<[Vec<u8>]>,
    dice: Dice,
}

impl Reader {
    pub(crate) const fn new(connection: Connection, requests: Rc<[Vec<u8>]>, number: u64) -> Self {
        Self { connection, requests, dice: Dice(number) }
    }
}

impl Client for Reader {
    async fn operate(&mut self) -> anyhow::Result<()> {
        let request = self.dice.pick(&self.requests);
        self.connection.send(request).await?.expect(200)
    }
}

/// The requests for all pages of the product list, 20 products each, found by following the cursors.
pub(crate) async fn list_requests(connection: &mut Connection) -> anyhow::Result<Rc<[Vec<u8>]>> {
    #[derive(Deserialize)]
    struct Page {
        next_cursor: Option<String>,
    }
    let mut requests = Vec::new();
    let mut path = "/store/v1/products?limit=20".to_owned();
    loop {
        requests.push(Request::get(&path).bytes());
        let page: Page = connection.send(&Request::get(&path).bytes()).await?.json(200)?;
        match page.next_cursor {
            Some(cursor) => path = format!("/store/v1/products?limit=20&cursor={cursor}"),
            None => return Ok(requests.into()),
        }
    }
}

/// The requests for all product pages.
pub(crate) fn detail_requests(shop: &Shop) -> Rc<[Vec<u8>]> {
    let request = |handle| Request::get(&format!("/store/v1/products/{handle}")).bytes();
    shop.handles.iter().map(request).collect()
}

/// A cart as far as a shopper's program must understand it.
#[derive(Deserialize)]
struct CreatedCart {
    token: String,
    cart: Cart,
}

#[derive(Deserialize)]
struct Cart {
    cart_id: String,
    totals: Totals,
}

#[derive(Deserialize)]
struct Totals {
    total: Gross,
}

#[derive(Deserialize)]
struct Gross {
    gross: Money,
}

#[derive(Deserialize)]
struct Money {
    amount: i64,
}

/// A shopper with a connection and random wishes.
struct Shopper {
    connection: Connection,
    shop: Rc<Shop>,
    dice: Dice,
    /// Makes every idempotency key a new one.
    name: String,
    keys: u64,
}

impl Shopper {
    fn new(connection: Connection, shop: Rc<Shop>, kind: &str, number: u64) -> Self {
        Self { connection, shop, dice: Dice(number), name: format!("{kind}-{number}"), keys: 0 }
    }

    /// One call: the cart with two lines, address, delivery and payment.
    async fn fill_cart(&mut self) -> anyhow::Result<CreatedCart> {
        let lines = self.wishes(2);
        let body = format!(
            r#"{{"channel":"web","currency":"EUR","email":"shopper@example.com","shipping_address":{{"name":"Ada Example",
            "lines":["Hauptstrasse 1"],"city":"Berlin","postal_code":"10115","country":"DE"}},"lines":[{lines}],
            "shipping_method_id":"{}","tenders":[{{"provider":"test","token":"tok_success"}}]}}"#,
            self.shop.shipping_method
        );
        let request = Request::post("/store/v1/carts", &[], &body).bytes();
        self.connection.send(&request).await?.json(201)
    }

    /// Buys the cart; the answer comes when the saga has confirmed the order.
    async fn complete(&mut self, created: &CreatedCart) -> anyhow::Result<()> {
        let path = format!("/store/v1/carts/{}/complete", created.cart.cart_id);
        let amount = created.cart.totals.total.gross.amount;
        let body = format!(r#"{{"expected_total":{{"amount":{amount},"currency":"EUR"}}}}"#);
        let key = self.next_key();
        let headers =
            [("x-cart-token", created.token.as_str()), ("idempotency-key", &key), ("prefer", "wait=10")];
        self.connection.send(&Request::post(&path, &headers, &body).bytes()).await?.expect(201)
    }

    /// Different variants, one piece each, as JSON.
    fn wishes(&mut self, count: usize) -> String {
        let first = self.dice.below(self.shop.variants.len());
        let mut text = String::new();
        for offset in 0..count {
            let variant = &self.shop.variants[(first + offset * 7) % self.shop.variants.len()];
            let comma = if offset == 0 { "" } else { "," };
            write!(text, r#"{comma}{{"variant_id":"{variant}","quantity":1}}"#)
                .expect("BUG: a string takes all text");
        }
        text
    }

    fn next_key(&mut self) -> String {
        self.keys += 1;
        format!("{}-{}", self.name, self.keys)
    }
}

/// Puts pieces into carts that are already there: five different variants each, over and over.
pub(crate) struct CartFiller {
    shopper: Shopper,
    carts: Vec<FillingCart>,
}

struct FillingCart {
    path: String,
    token: String,
    bodies: Vec<String>,
}

impl CartFiller {
    const CARTS: usize = 20;
    const VARIANTS: usize = 5;

    pub(crate) async fn new(connection: Connection, shop: Rc<Shop>, number: u64) -> anyhow::Result<Self> {
        let mut shopper = Shopper::new(connection, shop, "add", number);
        let mut carts = Vec::new();
        for _ in 0..Self::CARTS {
            let body = r#"{"channel":"web","currency":"EUR"}"#;
            let request = Request::post("/store/v1/carts", &[], body).bytes();
            let created: CreatedCart = shopper.connection.send(&request).await?.json(201)?;
            let path = format!("/store/v1/carts/{}/lines", created.cart.cart_id);
            let bodies =
                (0..Self::VARIANTS).map(|_| format!(r#"{{"lines":[{}]}}"#, shopper.wishes(1))).collect();
            carts.push(FillingCart { path, token: created.token, bodies });
        }
        Ok(Self { shopper, carts })
    }
}

impl Client for CartFiller {
    async fn operate(&mut self) -> anyhow::Result<()> {
        let key = self.shopper.next_key();
        let cart = self.shopper.dice.pick(&self.carts);
        let headers = [("x-cart-token", cart.token.as_str()), ("idempotency-key", &key)];
        let body: &String = self.shopper.dice.pick(&cart.bodies);
        let request = Request::post(&cart.path, &headers, body).bytes();
        self.shopper.connection.send(&request).await?.expect(200)
    }
}

/// The whole guest checkout, from no cart to a confirmed order.
pub(crate) struct Checkout(Shopper);

impl Checkout {
    pub(crate) fn new(connection: Connection, shop: Rc<Shop>, number: u64) -> Self {
        Self(Shopper::new(connection, shop, "checkout", number))
    }
}

impl Client for Checkout {
    async fn operate(&mut self) -> anyhow::Result<()> {
        let created = self.0.fill_cart().await.context("making the cart")?;
        self.0.complete(&created).await.context("completing the cart")
    }
}

/// Buys a cart now and then on a platform that has nothing else to do. Timed from the order to its confirmation.
pub(crate) struct IdleCheckout {
    shopper: Shopper,
    created: Option<CreatedCart>,
}

impl IdleCheckout {
    /// Long enough for everything that the last order set off to come to rest.
    const PAUSE: Duration = Duration::from_millis(150);

    pub(crate) fn new(connection: Connection, shop: Rc<Shop>, number: u64) -> Self {
        Self { shopper: Shopper::new(connection, shop, "idle", number), created: None }
    }
}

impl Client for IdleCheckout {
    async fn prepare(&mut self) -> anyhow::Result<()> {
        self.created = Some(self.shopper.fill_cart().await?);
        tokio::time::sleep(Self::PAUSE).await;
        Ok(())
    }

    async fn operate(&mut self) -> anyhow::Result<()> {
        let created = self.created.take().context("BUG: operations are prepared")?;
        self.shopper.complete(&created).await
    }
}

/// Repeatable chance: the same run makes the same wishes. (SplitMix64.)
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let bound = u64::try_from(bound).expect("BUG: a length fits in 64 bits");
        usize::try_from((mixed >> 32) % bound).expect("BUG: less than a length")
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}
