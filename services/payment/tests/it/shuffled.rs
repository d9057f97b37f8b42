//! However badly order's log is delivered, money comes to the same end, and nobody pays twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel_base::Event;
use payment_contracts::IntentStatus;
use serde_json::{Value, json};

use crate::support::{Order, Shop, euro};

/// Asks providers, and lets their webhooks and our second tries have their time.
async fn settle(shop: &Shop) {
    for _ in 0..5 {
        shop.ask_all().await;
        shop.send_webhooks().await;
        shop.time_passes(2);
    }
    shop.ask_all().await;
}

/// One order is bought and a part of it cancelled before and after its money was collected, one is declined, one is paid
/// by slow ways, two are given up: one after and one before payment heard of it.
async fn live(seed: Option<u64>) -> Value {
    let mut shop = Shop::open().await;
    let orders = [
        shop.order(&[("tok_success", 600), ("tok_success", 300)]),
        shop.order(&[("tok_success", 500), ("tok_decline", 200)]),
        shop.order(&[("tok_duplicate_webhook", 400), ("tok_timeout_after_success", 350)]),
        shop.order(&[("tok_success", 250)]),
        shop.order(&[("tok_success", 150)]),
    ];
    let [bought, declined, slow, given_up, overtaken] = &orders;
    let authorize = |order: &Order| shop.authorize_event(order);
    let asked = vec![
        authorize(bought),
        shop.void_event(overtaken),
        authorize(declined),
        authorize(given_up),
        shop.void_event(given_up),
        authorize(slow),
        authorize(overtaken),
    ];
    let decided = vec![
        shop.confirmed_event(bought),
        shop.confirmed_event(slow),
        shop.line_cancelled_event(bought, 800),
        shop.line_cancelled_event(slow, 0),
        shop.line_cancelled_event(bought, 650),
    ];
    let later = vec![shop.line_cancelled_event(bought, 500), shop.void_event(declined)];
    shop.deliver_by(seed, &asked).await;
    settle(&shop).await;
    shop.deliver_by(seed, &decided).await;
    settle(&shop).await;
    let path = format!("/admin/v1/payments/{}/captures", bought.intent_id());
    shop.post(&path, &json!({ "amount": euro(650) })).await.ok();
    settle(&shop).await;
    shop.deliver_by(seed, &later).await;
    settle(&shop).await;
    assert!(shop.ledger_balanced().await, "seed {seed:?}");
    let mut payments = Vec::new();
    for order in &orders[..3] {
        payments.push(payment(&shop, order).await);
    }
    let charges: Vec<_> = orders[..3].iter().map(|order| shop.charges(order)).collect();
    // Whether it was paid for before it was given up is luck: heard of together, the provider is never asked.
    let luck = shop.charges(given_up);
    assert!([0, 2].contains(&luck.len()), "seed {seed:?}: {luck:?}");
    assert_eq!(shop.intent(given_up).await.status, IntentStatus::Voided, "seed {seed:?}");
    assert_eq!(shop.charges(overtaken), [], "seed {seed:?}");
    let mut replies = replies(&shop.bus.take().await);
    replies.remove(&given_up.command.command_id.to_string()).unwrap();
    json!({ "payments": payments, "charges": charges, "replies": replies })
}

/// What is to be seen of it, but for what counts transactions and for names that the provider draws.
async fn payment(shop: &Shop, order: &Order) -> Value {
    let mut payment = serde_json::to_value(shop.intent(order).await).unwrap();
    payment["version"].take();
    for tender in payment["tenders"].as_array_mut().unwrap() {
        tender["provider_reference"].take();
    }
    payment
}

/// How each command was answered: the same, however often.
fn replies(sent: &[Arc<Event>]) -> BTreeMap<String, Value> {
    let mut replies = BTreeMap::new();
    for event in sent.iter().filter(|event| event.kind.ends_with("_replied.v1")) {
        let mut reply: Value = serde_json::from_str(event.data.get()).unwrap();
        let outcome = match reply["outcome"]["refused"]["code"].take() {
            Value::Null => json!("done"),
            code => code,
        };
        let command = reply["command_id"].as_str().unwrap().to_owned();
        let known = replies.entry(command).or_insert_with(|| outcome.clone());
        assert_eq!(*known, outcome, "{} was answered in two ways", event.kind);
    }
    replies
}

#[tokio::test]
async fn money_comes_to_the_same_end_however_badly_events_are_delivered() {
    let expected = live(None).await;
    let money = |payment: usize, what: &str| &expected["payments"][payment][what]["amount"];
    assert_eq!((money(0, "captured"), money(0, "refunded")), (&json!(650), &json!(150)), "{expected:#}");
    assert_eq!((money(1, "captured"), money(2, "voided")), (&json!(0), &json!(750)), "{expected:#}");
    for seed in 1..=20 {
        let found = live(Some(seed)).await;
        for part in ["charges", "payments", "replies"] {
            assert_eq!(found[part], expected[part], "seed {seed}, {part}");
        }
    }
}
