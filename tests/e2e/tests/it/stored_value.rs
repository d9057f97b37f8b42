//! A cart paid by a gift card, store credit and a card, through all services; and what comes back when its order is cancelled.

use e2e::{Client, Form, Shop, eventually};
use serde_json::{Value, json};

use crate::checkout::{Checkout, fill_cart_of, shop};

const EMAIL: &str = "ada@example.org";

struct Ada {
    customer_id: String,
    token: String,
}

impl Ada {
    async fn sign_up(shop: &Shop) -> Self {
        let account = json!({ "email": EMAIL, "password": "a password for the till" });
        let made = shop.shopper("auth").post("/store/v1/auth/register", account).await.ok();
        let token = made["access_token"].as_str().unwrap().to_owned();
        let mut ada = Self { customer_id: String::new(), token };
        let profile = ada.at(shop, "customer").get("/store/v1/me").await.ok();
        ada.customer_id = profile["customer_id"].as_str().unwrap().to_owned();
        ada
    }

    fn at(&self, shop: &Shop, service: &str) -> Client {
        shop.shopper(service).header("authorization", format!("Bearer {}", self.token))
    }

    /// What she can spend of her store credit.
    async fn credit(&self, shop: &Shop) -> i64 {
        let own = self.at(shop, "payment").get("/store/v1/me/store-credits").await.ok();
        let amount = |what: &str| own["items"][0][what]["amount"].as_i64().unwrap();
        amount("balance") - amount("held")
    }
}

fn pounds(minor: i64) -> Value {
    json!({ "amount": minor, "currency": "GBP" })
}

async fn spendable(shop: &Shop, code: &str) -> i64 {
    let found =
        shop.shopper("payment").post("/store/v1/gift-cards/balance", json!({ "code": code })).await.ok();
    found["available"]["amount"].as_i64().unwrap()
}

async fn pay_by(checkout: &Checkout, tenders: Value) {
    checkout.choose_payment(json!({ "tenders": tenders })).await.ok();
}

#[tokio::test]
async fn a_gift_card_store_credit_and_a_card_pay_one_order_and_come_back() {
    let shop = shop(Form::Together).await;
    let mug = shop.sell("MUG-1", "7.50", 100).await;
    let ada = Ada::sign_up(&shop).await;
    let staff = shop.staff("payment");
    let cards = json!({ "batch": "Christmas", "count": 1, "amount": pounds(500) });
    let issued = staff.post("/admin/v1/gift-cards", cards).await.ok();
    let code = issued["items"][0]["code"].as_str().unwrap();
    let given = json!({ "customer_id": ada.customer_id, "amount": pounds(300), "reason": "sorry" });
    staff.post("/admin/v1/store-credits", given).await.ok();

    let checkout = fill_cart_of(ada.at(&shop, "cart"), EMAIL, &[(&mug, 2)], "tok_success").await;
    let tenders = json!([
        { "provider": "gift_card", "token": code, "amount": pounds(500) },
        { "provider": "store_credit", "amount": pounds(300) },
        { "provider": "test", "token": "tok_success" },
    ]);
    pay_by(&checkout, tenders).await;
    let bought = checkout.complete().await.ok();
    assert_eq!(bought["status"], "confirmed", "{bought:#}");
    assert_eq!((spendable(&shop, code).await, ada.credit(&shop).await), (0, 0));

    let order_id = bought["order_id"].as_str().unwrap();
    let cancel = json!({ "reason": "changed her mind" });
    let path = format!("/admin/v1/orders/{order_id}/cancel");
    assert!(shop.staff("order").post(&path, cancel).await.status < 300);
    eventually("everything came back", async || {
        (spendable(&shop, code).await, ada.credit(&shop).await) == (500, 300)
    })
    .await;
    let verified = staff.get("/admin/v1/ledger/verification").await.ok();
    assert_eq!((&verified["balanced"], &verified["differences"]), (&json!(true), &json!([])));
    shop.stop().await;
}
