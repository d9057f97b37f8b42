//! Store credit: given, taken back, spent by its owner only, and a way to refund.

use http::{Method, Request};
use kernel_base::{Currency, Money};
use serde_json::{Value, json};
use shared_contracts::{CustomerId, ErasureSubject};

use crate::support::{Answer, Order, Shop, done, euro, refused};

async fn give(shop: &Shop, customer: CustomerId, amount: Money) -> Answer {
    let body = json!({ "customer_id": customer, "amount": amount, "reason": "Sorry for the wait, Ada" });
    shop.post("/admin/v1/store-credits", &body).await
}

fn order_of(shop: &Shop, customer: Option<CustomerId>, tenders: &[(&str, Option<&str>, i64)]) -> Order {
    let mut order = shop.order_by(tenders);
    order.command.body.customer_id = customer;
    order
}

async fn post(shop: &Shop, order: &Order, what: &str, body: &Value) -> Answer {
    shop.post(&format!("/admin/v1/payments/{}/{what}", order.intent_id()), body).await
}

/// What a customer sees of their own.
async fn own(shop: &Shop, customer: CustomerId) -> Value {
    let subject = customer.to_string();
    let (name, value) = kernel_testing::customer(&subject);
    let request =
        Request::builder().method(Method::GET).uri("/store/v1/me/store-credits").header(name, value);
    shop.request(request.body(axum::body::Body::empty()).unwrap()).await.ok()
}

#[tokio::test]
async fn credit_is_given_spent_by_its_owner_and_taken_back() {
    let mut shop = Shop::open().await;
    let (ada, bob): (CustomerId, CustomerId) = (shop.test.env().id(), shop.test.env().id());
    for amount in [euro(700), euro(300), Money::new(50, Currency::GBP)] {
        assert_eq!(give(&shop, ada, amount).await.status, 201);
    }
    assert_eq!(give(&shop, bob, euro(-1)).await.problem(), (409, "payment.exceeds_store_credit"));
    assert_eq!(give(&shop, bob, euro(0)).await.problem(), (400, "request.invalid"));
    for (customer, code) in [(None, "payment.insufficient_funds"), (Some(bob), "payment.insufficient_funds")]
    {
        let order = order_of(&shop, customer, &[("store_credit", None, 100)]);
        assert_eq!(refused(shop.authorize(&order).await), code);
    }
    let order = order_of(&shop, Some(ada), &[("store_credit", None, 600)]);
    done(shop.authorize(&order).await);
    assert_eq!(give(&shop, ada, euro(-401)).await.problem(), (409, "payment.exceeds_store_credit"), "held");
    assert_eq!(give(&shop, ada, euro(-400)).await.status, 201);
    post(&shop, &order, "captures", &json!({})).await.ok();
    let items = own(&shop, ada).await["items"].clone();
    assert_eq!((&items[0]["balance"]["amount"], &items[1]["balance"]["amount"]), (&json!(0), &json!(50)));
    let moved: Vec<_> = items[0]["movements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["amount"]["amount"].as_i64().unwrap())
        .collect();
    assert_eq!(moved.iter().sum::<i64>(), 0);
    assert_eq!(moved.len(), 4);
    assert!(!items.to_string().contains("Sorry"), "what staff wrote is for staff: {items}");
    assert_eq!(own(&shop, bob).await["items"], json!([]));
    let found = shop.get(&format!("/admin/v1/store-credits?customer_id={ada}")).await.ok();
    assert_eq!(found["items"].as_array().unwrap().len(), 2, "one in each currency: {found}");
    let path = format!("/admin/v1/store-credits/{}", found["items"][0]["store_credit_id"].as_str().unwrap());
    let seen = shop.get(&path).await.ok();
    let bobs = shop.get(&format!("/admin/v1/store-credits?customer_id={bob}")).await.ok();
    assert_eq!(bobs["items"], json!([]));
    assert!(seen.to_string().contains("Sorry"));
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn a_refund_as_store_credit_counts_as_refunded_and_can_be_spent() {
    let mut shop = Shop::open().await;
    let ada: CustomerId = shop.test.env().id();
    let order = order_of(&shop, Some(ada), &[("test", Some("tok_success"), 1000)]);
    done(shop.authorize(&order).await);
    post(&shop, &order, "captures", &json!({})).await.ok();
    shop.ask_all().await;
    let refund = json!({ "amount": euro(400), "reason": "late", "to_store_credit": true });
    let part = post(&shop, &order, "refunds", &refund).await.ok()["parts"][0].clone();
    assert_eq!(part["status"], "done", "nobody has to be asked");
    assert!(part["provider_reference"].as_str().unwrap().starts_with("scr_"));
    let over = json!({ "amount": euro(601), "reason": "late" });
    assert_eq!(
        post(&shop, &order, "refunds", &over).await.problem(),
        (409, "payment.refund_exceeds_captured")
    );
    post(&shop, &order, "refunds", &refund).await.ok();
    assert_eq!((shop.balance("received:test").await, shop.balance("store_credit").await), (1000, -800));
    assert_eq!(shop.intent(&order).await.refunded, euro(800));
    let next = order_of(&shop, Some(ada), &[("store_credit", None, 800)]);
    done(shop.authorize(&next).await);
    assert!(shop.ledger_balanced().await);

    let guest = order_of(&shop, None, &[("manual", None, 100)]);
    done(shop.authorize(&guest).await);
    post(&shop, &guest, "captures", &json!({})).await.ok();
    let refund = json!({ "reason": "late", "to_store_credit": true });
    assert_eq!(post(&shop, &guest, "refunds", &refund).await.problem(), (409, "payment.no_customer"));
}

#[tokio::test]
async fn who_is_erased_has_no_credit_and_the_books_still_balance() {
    let mut shop = Shop::open().await;
    let ada: CustomerId = shop.test.env().id();
    give(&shop, ada, euro(700)).await.ok();
    let order = order_of(&shop, Some(ada), &[("store_credit", None, 200)]);
    done(shop.authorize(&order).await);
    let erase = || {
        let orders = vec![order.order_id()];
        shop.erasure_event(ErasureSubject { customer_id: Some(ada), orders, ..ErasureSubject::default() })
    };
    let again = [shop.authorize_event(&order)];
    shop.deliver_both(7, &again, &[erase(), erase()]).await;
    let sql = "SELECT (SELECT count(*) FROM payment.stored_value WHERE customer_id IS NOT NULL) \
               + (SELECT count(*) FROM payment.intent WHERE customer_id IS NOT NULL)";
    let named: i64 = shop.test.sql().await.query_one(sql, &[]).await.unwrap().get(0);
    assert_eq!(named, 0);
    assert_eq!(own(&shop, ada).await["items"], json!([]));
    // What was held for the order is collected from what we owed.
    post(&shop, &order, "captures", &json!({})).await.ok();
    assert_eq!(shop.balance("store_credit").await, -500);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn the_audit_log_tells_of_credit_without_its_reason() {
    let mut shop = Shop::open().await;
    let ada: CustomerId = shop.test.env().id();
    give(&shop, ada, euro(700)).await.ok();
    let told = shop.bus.take_shown().await;
    let [given] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!((&given.2["balance"]["amount"], &given.3["balance"]["amount"]), (&json!(0), &json!(700)));
    assert!(!format!("{given:?}").contains("Ada"));
}
