//! Real checkouts through all services: confirmed, refused, cancelled; in one process and in two.

use e2e::{Answer, Client, Form, Goods, Shop, eventually};
use serde_json::{Value, json};

/// A cart with everything it needs to be completed.
pub(crate) struct Checkout {
    path: String,
    shopper: Client,
    token: String,
    total: Value,
}

fn address() -> Value {
    json!({ "name": "Ada Buyer", "lines": ["1 Test Street"], "city": "London", "postal_code": "N1 1AA", "country": "GB" })
}

pub(crate) async fn fill_cart(shop: &Shop, lines: &[(&Goods, i64)], token: &str) -> Checkout {
    fill_cart_of(shop.shopper("cart"), "ada@example.org", lines, token).await
}

/// The same for this shopper, with this address.
pub(crate) async fn fill_cart_of(
    shopper: Client,
    email: &str,
    lines: &[(&Goods, i64)],
    token: &str,
) -> Checkout {
    let lines: Vec<Value> = lines
        .iter()
        .map(|(goods, quantity)| json!({ "variant_id": goods.variant_id, "quantity": quantity }))
        .collect();
    let body = json!({
        "channel": "web", "currency": "GBP", "email": email, "shipping_address": address(), "lines": lines,
    });
    // A new product reaches the cart by an event.
    let mut created = Value::Null;
    eventually("the cart takes the goods", async || {
        let answer = shopper.post("/store/v1/carts", body.clone()).await;
        created = answer.body.clone();
        answer.status == 201
    })
    .await;
    let path = format!("/store/v1/carts/{}", created["cart"]["cart_id"].as_str().unwrap());
    let cart_token = created["token"].as_str().unwrap().to_owned();
    let shopper = shopper.header("x-cart-token", cart_token.clone());
    let options = shopper.get(&format!("{path}/shipping-options")).await.ok();
    let method = options["options"][0]["method_id"].clone();
    shopper.put(&format!("{path}/shipping"), json!({ "method_id": method })).await.ok();
    let payment = json!({ "tenders": [{ "provider": "test", "token": token }] });
    let cart = shopper.put(&format!("{path}/payment"), payment).await.ok();
    Checkout { path, shopper, token: cart_token, total: cart["totals"]["total"]["gross"].clone() }
}

impl Checkout {
    /// What follows belongs to this trace.
    pub(crate) fn traced(mut self, traceparent: &str) -> Self {
        self.shopper = self.shopper.header("traceparent", traceparent);
        self
    }

    pub(crate) fn id(&self) -> String {
        self.path.rsplit('/').next().unwrap().to_owned()
    }

    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    pub(crate) async fn add(&self, lines: &[Value]) -> Answer {
        self.shopper.post(&format!("{}/lines", self.path), json!({ "lines": lines })).await
    }

    /// Chooses other ways of paying.
    pub(crate) async fn choose_payment(&self, body: Value) -> Answer {
        self.shopper.put(&format!("{}/payment", self.path), body).await
    }

    /// Something else that its shopper does.
    pub(crate) async fn act(&self, what: &str, body: Value) -> Answer {
        self.shopper.post(&format!("{}/{what}", self.path), body).await
    }

    pub(crate) async fn complete(&self) -> Answer {
        let shopper = self.shopper.clone().header("prefer", "wait=10");
        shopper.post(&format!("{}/complete", self.path), json!({ "expected_total": self.total })).await
    }
}

pub(crate) async fn shop(form: Form) -> Shop {
    let shop = Shop::start(form).await;
    shop.open_channel().await;
    shop
}

async fn buy_look_and_cancel(form: Form) {
    let shop = shop(form).await;
    let (mug, pen) = (shop.sell("MUG-1", "7.50", 10).await, shop.sell("PEN-1", "1.25", 100).await);
    let checkout = fill_cart(&shop, &[(&mug, 2), (&pen, 8)], "tok_success").await;
    let done = checkout.complete().await.ok();
    assert_eq!(done["status"], "confirmed", "{done:#}");
    let order_path = format!("/admin/v1/orders/{}", done["order_id"].as_str().unwrap());

    let stock = shop.stock_of(&mug).await;
    assert_eq!((&stock["on_hand"], &stock["available"]), (&json!(10), &json!(8)));
    let order = shop.staff("order").get(&order_path).await.ok();
    assert_eq!(order["status"], "confirmed");
    assert_eq!(order["totals"]["total"], checkout.total, "the shopper pays what the cart showed");

    // The same request again, as a client does that lost the answer: the same order.
    let again = checkout.complete().await;
    assert_eq!(again.body["order_id"], done["order_id"], "{again:?}");

    shop.staff("order")
        .post(&format!("{order_path}/cancel"), json!({ "reason": "changed my mind" }))
        .await
        .ok();
    eventually("the order is cancelled and its stock free", async || {
        let order = shop.staff("order").get(&order_path).await.ok();
        order["status"] == "cancelled" && shop.stock_of(&mug).await["available"] == 10
    })
    .await;
    eventually("the money is free", async || {
        let payments = shop.staff("payment").get("/admin/v1/payments").await.ok();
        payments["items"][0]["status"] == "voided"
    })
    .await;
    let ledger = shop.staff("payment").get("/admin/v1/ledger/verification").await.ok();
    assert_eq!(ledger["balanced"], true, "{ledger:#}");
    shop.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_buys_and_staff_cancels_in_one_process() {
    buy_look_and_cancel(Form::Together).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_buys_and_staff_cancels_over_two_processes() {
    buy_look_and_cancel(Form::Apart).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_declined_payment_opens_the_cart_again_and_frees_the_stock() {
    let shop = shop(Form::Together).await;
    let mug = shop.sell("MUG-1", "7.50", 10).await;
    let checkout = fill_cart(&shop, &[(&mug, 4)], "tok_decline").await;
    let refused = checkout.complete().await;
    assert_eq!(refused.status, 409, "{refused:?}");
    eventually("the stock is free", async || shop.stock_of(&mug).await["available"] == 10).await;

    // Another card, the same cart.
    let payment = json!({ "tenders": [{ "provider": "test", "token": "tok_success" }] });
    checkout.shopper.put(&format!("{}/payment", checkout.path), payment).await.ok();
    let done = checkout.complete().await.ok();
    assert_eq!(done["status"], "confirmed", "{done:#}");
    shop.stop().await;
}

/// The bank wants to see the payer (3-D Secure): all the shopper knows is the cart and its token.
async fn the_bank_wants_to_see_the_payer(form: Form) {
    let shop = shop(form).await;
    let mug = shop.sell("MUG-1", "7.50", 10).await;
    let checkout = fill_cart(&shop, &[(&mug, 4)], "tok_action_required").await;
    let waiting = checkout.complete().await;
    assert_eq!((waiting.status, &waiting.body["status"]), (202, &json!("completing")), "{waiting:?}");
    let action = &waiting.body["payment_action"];
    let tender = &action["tenders"][0];
    assert!(tender["url"].as_str().unwrap().starts_with("https://"), "{action:#}");
    assert_eq!(tender["amount"], checkout.total);
    let answer_to = action["answer_to"].as_str().unwrap();

    // Who only knows the numbers of the cart and its order neither sees the payment nor answers for the payer.
    let approved = json!({ "tender_id": tender["tender_id"], "result": "approve" });
    let order_id = waiting.body["order_id"].as_str().unwrap();
    let by_order = format!("/store/v1/payments/{}/action", order_id.replace("ord_", "pay_"));
    let stranger = shop.shopper("cart");
    assert_eq!(shop.shopper("payment").get(&by_order).await.status, 404);
    assert_eq!(shop.shopper("payment").post(&by_order, approved.clone()).await.status, 404);
    assert_eq!(stranger.post(answer_to, approved.clone()).await.code(), "request.cart_token_missing");
    let guesser = stranger.header("x-cart-token", "0".repeat(43));
    assert_eq!(guesser.get(answer_to).await.code(), "cart.not_found");
    assert_eq!(guesser.post(answer_to, approved.clone()).await.code(), "cart.not_found");

    assert_eq!(checkout.shopper.get(answer_to).await.ok(), *action);
    assert_eq!(checkout.shopper.get(&checkout.path).await.ok()["payment_action"], *action);
    let taken = checkout.shopper.post(answer_to, approved).await;
    assert_eq!((taken.status, &taken.body["tenders"][0]["answered"]), (202, &json!(true)));
    let done = checkout.complete().await.ok();
    assert_eq!((&done["status"], &done["order_id"]), (&json!("confirmed"), &json!(order_id)));
    assert_eq!(checkout.shopper.get(answer_to).await.code(), "cart.no_payment_action");
    shop.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_payer_confirms_with_the_bank_in_one_process() {
    the_bank_wants_to_see_the_payer(Form::Together).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_payer_confirms_with_the_bank_over_two_processes() {
    the_bank_wants_to_see_the_payer(Form::Apart).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_four_buyers_of_the_last_ten_sets_get_exactly_ten() {
    let shop = shop(Form::Together).await;
    let mut goods = Vec::new();
    for sku in ["CUP-1", "SAUCER-1", "SPOON-1"] {
        goods.push(shop.sell(sku, "3.00", 10).await);
    }
    let lines: Vec<(&Goods, i64)> = goods.iter().map(|goods| (goods, 1)).collect();
    let mut checkouts = Vec::new();
    for _ in 0..64 {
        checkouts.push(fill_cart(&shop, &lines, "tok_success").await);
    }
    let mut buyers = tokio::task::JoinSet::new();
    for checkout in checkouts {
        buyers.spawn(async move { checkout.complete().await });
    }
    let answers = buyers.join_all().await;
    let confirmed = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(confirmed, 10, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    for goods in &goods {
        let stock = shop.stock_of(goods).await;
        assert_eq!(
            (&stock["on_hand"], &stock["reserved"], &stock["available"]),
            (&json!(10), &json!(10), &json!(0))
        );
    }
    let verification = shop.staff("warehouse").get("/admin/v1/stock/verification").await.ok();
    assert_eq!(verification["consistent"], true, "{verification:#}");
    shop.stop().await;
}
