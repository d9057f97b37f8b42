//! A person is forgotten: by every service, in every table, in every log; and the books are as they were.

use std::collections::BTreeSet;

use e2e::{Client, Form, Goods, Shop, eventually};
use serde_json::{Value, json};

use crate::checkout::shop;
use crate::line_cancel::{act, assert_consistent, open_shipment};

const EMAIL: &str = "grace@forget.example";
const NAME: &str = "Grace Forgetmenot";
const STREET: &str = "17 Oblivion Lane";
const PHONE: &str = "+44 20 7946 0991";

/// Nobody else has any of these.
const TRACES: [&str; 6] =
    [EMAIL, "Forgetmenot", "Oblivion", "7946 0991", "tok_grace", "leave it with my neighbor"];

fn address() -> Value {
    json!({
        "name": NAME, "lines": [STREET], "city": "London", "postal_code": "N1 1AA", "country": "GB", "phone": PHONE,
    })
}

struct Grace {
    id: String,
    me: Client,
}

/// Registers, fills profile and address book.
async fn register(shop: &Shop) -> Grace {
    let account = json!({ "email": EMAIL, "password": "a password for the tests" });
    let signed_up = shop.shopper("auth").post("/store/v1/auth/register", account).await.ok();
    let token = signed_up["access_token"].as_str().unwrap();
    let me = shop.shopper("customer").header("authorization", format!("Bearer {token}"));
    let profile = me.get("/store/v1/me").await.ok();
    let id = profile["customer_id"].as_str().unwrap().to_owned();
    let edit = json!({ "email": EMAIL, "given_name": "Grace", "family_name": "Forgetmenot" });
    let path = format!("/admin/v1/customers/{id}");
    shop.staff("customer").header("if-match", "\"v1\"").patch(&path, edit).await.ok();
    me.post("/store/v1/me/addresses", json!({ "address": address() })).await.ok();
    let consent = json!({ "kind": "newsletter", "given": true, "source": "register", "text_version": "1" });
    me.post("/store/v1/me/consents", consent).await.ok();
    Grace { id, me }
}

/// A cart of hers: complete it with this.
async fn cart(shop: &Shop, customer_id: &str, goods: &Goods, token: &str) -> (Client, String, Value) {
    let staff = shop.staff("cart");
    let body = json!({
        "channel": "web", "currency": "GBP", "email": EMAIL, "customer_id": customer_id,
        "shipping_address": address(), "billing_address": address(),
        "lines": [{ "variant_id": goods.variant_id, "quantity": 1 }],
    });
    let mut created = Value::Null;
    eventually("the cart takes the goods", async || {
        let answer = staff.post("/store/v1/carts", body.clone()).await;
        created = answer.body.clone();
        answer.status == 201
    })
    .await;
    let path = format!("/store/v1/carts/{}", created["cart"]["cart_id"].as_str().unwrap());
    let shopper = shop.shopper("cart").header("x-cart-token", created["token"].as_str().unwrap());
    let options = shopper.get(&format!("{path}/shipping-options")).await.ok();
    let method = options["options"][0]["method_id"].clone();
    shopper.put(&format!("{path}/shipping"), json!({ "method_id": method })).await.ok();
    let payment = json!({ "tenders": [{ "provider": "test", "token": token }] });
    let cart = shopper.put(&format!("{path}/payment"), payment).await.ok();
    (shopper, path, cart["totals"]["total"]["gross"].clone())
}

async fn buy(shop: &Shop, customer_id: &str, goods: &Goods) -> String {
    let (shopper, path, total) = cart(shop, customer_id, goods, "tok_success").await;
    let body = json!({ "expected_total": total });
    let done = shopper.header("prefer", "wait=10").post(&format!("{path}/complete"), body).await.ok();
    assert_eq!(done["status"], "confirmed", "{done:#}");
    done["order_id"].as_str().unwrap().to_owned()
}

async fn order(shop: &Shop, order_id: &str) -> Value {
    shop.staff("order").get(&format!("/admin/v1/orders/{order_id}")).await.ok()
}

/// Shipped, delivered and paid.
pub(crate) async fn finish(shop: &Shop, order_id: &str) {
    let shipment = open_shipment(shop, order_id).await;
    let package = json!({ "carrier": "dhl", "tracking_number": "JD014600003RN", "weight_g": 500 });
    act(shop, &shipment, "ship", json!({ "packages": [package] })).await;
    act(shop, &shipment, "deliver", json!({})).await;
    let payments = shop.staff("payment").get(&format!("/admin/v1/payments?order_id={order_id}")).await.ok();
    let payment = payments["items"][0]["intent_id"].as_str().unwrap();
    shop.staff("payment").post(&format!("/admin/v1/payments/{payment}/captures"), json!({})).await.ok();
    eventually("the order has ended", async || order(shop, order_id).await["status"] == "completed").await;
}

/// Asks to be forgotten and waits for the outcome.
async fn erase(shop: &Shop, grace: &Grace) -> Value {
    let asked = grace.me.post("/store/v1/me/erasures", json!({ "confirm": "erase my data" })).await;
    assert_eq!(asked.status, 202, "{asked:?}");
    ended(shop, asked.body["erasure_id"].as_str().unwrap()).await
}

pub(crate) async fn ended(shop: &Shop, erasure_id: &str) -> Value {
    let mut erasure = Value::Null;
    eventually("the erasure has ended", async || {
        erasure = shop.staff("customer").get(&format!("/admin/v1/erasures/{erasure_id}")).await.ok();
        erasure["state"] != "running"
    })
    .await;
    erasure
}

/// What tax law asks for stays on invoices, and nothing else stays anywhere.
async fn assert_forgotten(shop: &Shop) {
    for text in TRACES {
        let mut left = shop.columns_with(text).await;
        if ["Forgetmenot", "Oblivion"].contains(&text) {
            left.remove("invoice.document.bill");
        }
        assert_eq!(left, BTreeSet::new(), "{text}");
    }
}

async fn a_customer_is_forgotten(form: Form) {
    let shop = shop(form).await;
    crate::invoice::open_seller(&shop, "KARUM", "web").await;
    let mug = shop.sell("MUG-1", "7.50", 20).await;
    let grace = register(&shop).await;
    let order_id = buy(&shop, &grace.id, &mug).await;
    cart(&shop, &grace.id, &mug, "tok_grace").await; // and left
    let note = json!({ "text": "leave it with my neighbor", "public": false });
    shop.staff("order").post(&format!("/admin/v1/orders/{order_id}/notes"), note).await.ok();
    for text in TRACES {
        assert_ne!(shop.columns_with(text).await, BTreeSet::new(), "{text} was somewhere");
    }
    let logs = shop.columns_with(STREET).await;
    assert!(logs.iter().all(|column| !column.starts_with("kernel.outbox")), "logs are encrypted: {logs:?}");

    let refused = erase(&shop, &grace).await;
    assert_eq!(
        (&refused["state"], &refused["refusal"]["code"]),
        (&json!("refused"), &json!("order.still_open"))
    );
    assert!(order(&shop, &order_id).await["shipping_address"]["name"] == NAME, "nothing was erased");

    finish(&shop, &order_id).await;
    let before = order(&shop, &order_id).await;
    let erased = erase(&shop, &grace).await;
    assert_eq!(erased["state"], "completed", "{erased:#}");
    let proof = erased["proof"].as_object().unwrap();
    let services: Vec<&str> = proof.keys().map(String::as_str).collect();
    assert_eq!(services, ["auth", "cart", "customer", "invoice", "order", "payment", "shipping"]);
    assert_eq!(proof["cart"][0]["removed"], 2, "{erased:#}");
    assert_forgotten(&shop).await;

    let after = order(&shop, &order_id).await;
    assert_eq!(after["totals"], before["totals"]);
    assert_eq!(after["shipping_address"]["country"], "GB", "where tax was owed stays");
    let ledger = shop.staff("payment").get("/admin/v1/ledger/verification").await.ok();
    assert_eq!(ledger["balanced"], true, "{ledger:#}");
    assert_consistent(&shop).await;

    // The logs from their beginning: nobody chokes on what was erased, and nothing comes back.
    let rows = shop.row_counts().await;
    shop.replay().await;
    assert_eq!(shop.parked().await, 0);
    assert_forgotten(&shop).await;
    assert_eq!(shop.row_counts().await, rows);
    assert_eq!(order(&shop, &order_id).await, after);

    // After a restore what was erased is erased again; here there is nothing left.
    let repeat = json!({ "since": "2020-01-01T00:00:00Z" });
    let repeated = shop.staff("customer").post("/admin/v1/erasures/repeat", repeat).await.ok();
    assert_eq!(repeated["started"], 1);
    let path = format!("/admin/v1/erasures/{}", erased["erasure_id"].as_str().unwrap());
    eventually("it was carried out again", async || {
        shop.staff("customer").get(&path).await.ok()["repeated_at"].is_string()
    })
    .await;
    assert_eq!(shop.staff("customer").get(&path).await.ok()["proof"], erased["proof"]);
    shop.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_is_forgotten_in_one_process() {
    a_customer_is_forgotten(Form::Together).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_is_forgotten_over_two_processes() {
    a_customer_is_forgotten(Form::Apart).await;
}

/// Every column that can hold text was looked at: does it hold personal data, and if so what does an erasure do to it?
/// `tests/e2e/personal/columns.txt` says so; a new column has to be added there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_column_was_judged() {
    let shop = Shop::start(Form::Together).await;
    let columns = shop.text_columns().await;
    shop.stop().await;
    let judged: BTreeSet<String> = include_str!("../../personal/columns.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .collect();
    let new: Vec<_> = columns.difference(&judged).collect();
    assert!(
        new.is_empty(),
        "say in tests/e2e/personal/columns.txt whether these hold personal data: {new:#?}"
    );
    let gone: Vec<_> = judged.difference(&columns).collect();
    assert!(gone.is_empty(), "there are no such columns any more: {gone:#?}");
}
