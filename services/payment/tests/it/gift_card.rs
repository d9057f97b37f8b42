//! Gift cards: issued, looked up, spent in parts and exactly, however many want them at once.

use std::sync::Arc;

use futures::future::join_all;
use kernel_base::Outcome;
use payment_contracts::{AuthorizePayment, TenderStatus};
use serde_json::{Value, json};

use crate::support::{Order, Shop, done, euro, refused};

fn paid_by(shop: &Shop, code: &str, minor: i64) -> Order {
    shop.order_by(&[("gift_card", Some(code), minor)])
}

async fn post(shop: &Shop, order: &Order, what: &str, body: &Value) -> Value {
    shop.post(&format!("/admin/v1/payments/{}/{what}", order.intent_id()), body).await.ok()
}

async fn card(shop: &Shop, index: usize) -> Value {
    let cards = shop.get("/admin/v1/gift-cards").await.ok();
    let id = cards["items"][index]["gift_card_id"].as_str().unwrap().to_owned();
    shop.get(&format!("/admin/v1/gift-cards/{id}")).await.ok()
}

#[tokio::test]
async fn a_code_is_shown_once_and_found_however_it_is_typed() {
    let mut shop = Shop::open().await;
    let codes = shop.gift_cards("Christmas", 3, 5000).await;
    assert_eq!(codes.iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
    let listed = shop.get("/admin/v1/gift-cards?batch=Christmas&limit=2").await;
    let listed = listed.ok().to_string();
    assert!(codes.iter().all(|code| !listed.contains(code.as_str())), "not in any list");
    assert_eq!(shop.spendable(&codes[0].to_lowercase().replace('-', " ")).await, 5000);
    let last_four = &codes[1][15..];
    let found = shop.get(&format!("/admin/v1/gift-cards?last_four={last_four}")).await.ok();
    assert_eq!(found["items"][0]["last_four"], last_four);
    let again = json!({ "batch": "Christmas", "count": 1, "amount": euro(5000) });
    let taken = shop.post("/admin/v1/gift-cards", &again).await;
    assert_eq!(taken.problem(), (409, "payment.gift_card_batch_taken"));
    let unknown = shop.post("/store/v1/gift-cards/balance", &json!({ "code": "0000-0000-0000-0000" })).await;
    assert_eq!(unknown.problem(), (404, "payment.gift_card_not_found"));
    let told = shop.bus.take_shown().await;
    assert!(codes.iter().all(|code| !format!("{told:?}").contains(code)), "{told:?}");
    let sql = "SELECT string_agg(v::text, ' ') FROM payment.stored_value AS v";
    let stored: String = shop.test.sql().await.query_one(sql, &[]).await.unwrap().get(0);
    assert!(codes.iter().all(|code| !stored.contains(&code[..15])), "{stored}");
}

#[tokio::test]
async fn a_card_pays_in_parts_and_refunds_come_back_to_it() {
    let mut shop = Shop::open().await;
    let code = shop.gift_cards("one", 1, 1000).await.remove(0);
    let order = paid_by(&shop, &code, 600);
    let authorized = done(shop.authorize(&order).await);
    assert!(authorized.tenders[0].provider_reference.starts_with("gift_"));
    assert_eq!((shop.spendable(&code).await, shop.balance("gift_cards").await), (400, -1000));
    shop.time_passes(1);
    post(&shop, &order, "captures", &json!({ "amount": euro(450) })).await;
    assert_eq!((shop.spendable(&code).await, shop.balance("gift_cards").await), (400, -550));
    post(&shop, &order, "void", &json!({ "reason": "rest not delivered" })).await;
    assert_eq!(shop.spendable(&code).await, 550);
    shop.time_passes(1);
    post(&shop, &order, "refunds", &json!({ "amount": euro(50), "reason": "broken" })).await;
    assert_eq!(shop.spendable(&code).await, 600);
    let history = card(&shop, 0).await;
    let moved: Vec<_> =
        history["movements"].as_array().unwrap().iter().map(|row| &row["amount"]["amount"]).collect();
    assert_eq!(json!(moved), json!([50, -450, 1000]));
    assert_eq!(history["balance"]["amount"], 600);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn a_card_and_another_way_of_paying_stand_or_fall_together() {
    let mut shop = Shop::open().await;
    let code = shop.gift_cards("one", 1, 300).await.remove(0);
    let failing =
        shop.order_by(&[("gift_card", Some(&code), 300), ("test", Some("tok_insufficient_funds"), 700)]);
    shop.deliver(&[shop.authorize_event(&failing)]).await;
    shop.ask_all().await;
    assert_eq!(refused(shop.authorize_reply().await), "payment.insufficient_funds");
    assert_eq!(shop.spendable(&code).await, 300, "let go in the same moment");
    let order = shop.order_by(&[("gift_card", Some(&code), 300), ("test", Some("tok_success"), 700)]);
    done(shop.authorize(&order).await);
    post(&shop, &order, "captures", &json!({})).await;
    shop.ask_all().await;
    post(&shop, &order, "refunds", &json!({ "amount": euro(800), "reason": "broken" })).await;
    shop.ask_all().await;
    let refunded: Vec<_> = shop.intent(&order).await.tenders.iter().map(|tender| tender.refunded).collect();
    assert_eq!(refunded, [euro(100), euro(700)], "what was collected last goes back first");
    assert_eq!(shop.spendable(&code).await, 100);
    done(shop.void(&order).await);
    assert_eq!(shop.spendable(&code).await, 300);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn cards_that_cannot_pay_refuse() {
    let mut shop = Shop::open().await;
    let code = shop.gift_cards("one", 1, 300).await.remove(0);
    let small = paid_by(&shop, &code, 301);
    assert_eq!(refused(shop.authorize(&small).await), "payment.insufficient_funds");
    for wrong in ["", "0000-0000-0000-0000"] {
        let order = paid_by(&shop, wrong, 1);
        assert_eq!(refused(shop.authorize(&order).await), "payment.gift_card_unusable");
    }
    let mut pounds = paid_by(&shop, &code, 100);
    let amount = kernel_base::Money::new(100, kernel_base::Currency::GBP);
    pounds.command.body.amount = amount;
    pounds.command.body.tenders[0].amount = amount;
    assert_eq!(refused(shop.authorize(&pounds).await), "payment.gift_card_unusable");

    let expires_at = shop.test.env().now().plus(std::time::Duration::from_secs(60));
    let body = json!({ "batch": "short", "count": 1, "amount": euro(500), "expires_at": expires_at });
    let issued = shop.post("/admin/v1/gift-cards", &body).await.ok();
    let short = issued["items"][0]["code"].as_str().unwrap().to_owned();
    let held = paid_by(&shop, &short, 200);
    done(shop.authorize(&held).await);
    shop.time_passes(60);
    assert_eq!(shop.spendable(&short).await, 0);
    let late = paid_by(&shop, &short, 1);
    assert_eq!(refused(shop.authorize(&late).await), "payment.gift_card_unusable");
    post(&shop, &held, "captures", &json!({})).await;

    let id = card(&shop, 1).await["gift_card_id"].as_str().unwrap().to_owned();
    for _ in 0..2 {
        let disabled = shop.post(&format!("/admin/v1/gift-cards/{id}/disable"), &json!({})).await.ok();
        assert!(disabled["disabled_at"].is_string());
    }
    let disabled = paid_by(&shop, &code, 1);
    assert_eq!(refused(shop.authorize(&disabled).await), "payment.gift_card_unusable");
    for (field, value) in [
        ("count", json!(0)),
        ("count", json!(501)),
        ("batch", json!(" ")),
        ("expires_at", json!("2001-01-01T00:00:00Z")),
    ] {
        let mut body = json!({ "batch": "wrong", "count": 1, "amount": euro(500) });
        body[field] = value;
        assert_eq!(
            shop.post("/admin/v1/gift-cards", &body).await.problem(),
            (400, "request.invalid"),
            "{body}"
        );
    }
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn a_void_that_overtakes_holds_nothing() {
    let mut shop = Shop::open().await;
    let code = shop.gift_cards("one", 1, 300).await.remove(0);
    let order = paid_by(&shop, &code, 300);
    done(shop.void(&order).await);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    assert_eq!(refused(shop.authorize_reply().await), "payment.voided");
    assert_eq!(shop.spendable(&code).await, 300);
    assert!(shop.ledger_balanced().await);
}

/// 64 orders want a card that is worth ten of them, over eight replicas that know nothing of each other.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_orders_spend_exactly_what_a_card_of_ten_holds() {
    let mut shop = Shop::open().await;
    let code = shop.gift_cards("one", 1, 1000).await.remove(0);
    let orders: Vec<Order> = (0..64).map(|_| paid_by(&shop, &code, 100)).collect();
    let events: Vec<Arc<_>> = orders.iter().map(|order| shop.authorize_event(order)).collect();
    let replica = |share: Vec<Arc<_>>| {
        let shop = &shop;
        async move {
            for event in &share {
                shop.deliver_racing(event).await;
            }
        }
    };
    join_all(events.chunks(8).map(|share| replica(share.to_vec()))).await;
    let replies = shop.bus.take().await;
    let replies: Vec<_> = replies.iter().filter_map(|event| event.reply::<AuthorizePayment>()).collect();
    let paid = replies.iter().filter(|reply| matches!(reply.as_ref().unwrap().outcome, Outcome::Done(_)));
    assert_eq!((replies.len(), paid.count()), (64, 10));
    assert_eq!(shop.spendable(&code).await, 0);
    // Those who got nothing can have what others give back.
    let mut winner = None;
    for order in &orders {
        if shop.intent(order).await.tenders[0].status == TenderStatus::Authorized {
            winner = Some(order);
        }
    }
    let winner = winner.unwrap();
    shop.deliver_racing(&shop.void_event(winner)).await;
    shop.bus.take().await;
    let next = paid_by(&shop, &code, 100);
    done(shop.authorize(&next).await);
    assert!(shop.ledger_balanced().await);
}
