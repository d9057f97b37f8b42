//! Orders that owe less since pieces of them were cancelled.

use payment_contracts::{IntentRefunded, IntentStatus};
use serde_json::json;

use crate::support::{Shop, done, euro};

async fn capture(shop: &Shop, path: &str, minor: i64) -> crate::support::Answer {
    let amount = json!({ "amount": { "amount": minor, "currency": "EUR" } });
    let answer = shop.post(&format!("{path}/captures"), &amount).await;
    shop.ask_all().await;
    answer
}

#[tokio::test]
async fn what_was_collected_beyond_what_is_owed_goes_back_once() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_success", 1000)]);
    done(shop.authorize(&order).await);
    shop.deliver(&[shop.confirmed_event(&order)]).await;
    let path = format!("/admin/v1/payments/{}", order.intent_id());
    assert_eq!(capture(&shop, &path, 1000).await.status, 201);

    let news = shop.line_cancelled_event(&order, 700);
    for _ in 0..2 {
        shop.deliver(std::slice::from_ref(&news)).await;
        shop.ask_all().await;
    }
    let intent = shop.intent(&order).await;
    assert_eq!(
        (intent.status, intent.due, intent.refunded),
        (IntentStatus::Authorized, euro(700), euro(300))
    );
    let told = shop.bus.take_of::<IntentRefunded>().await;
    assert_eq!(told.iter().map(|event| event.amount).collect::<Vec<_>>(), [euro(300)]);
    assert_eq!(told[0].refund_id.uuid(), news.id);
    assert_eq!(shop.balance("received:test").await, 700);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn what_is_only_authorized_is_not_collected_beyond_what_is_owed() {
    let mut shop = Shop::open().await;
    let order = shop.order_by(&[("manual", None, 600), ("test", Some("tok_success"), 400)]);
    done(shop.authorize(&order).await);
    let news = [shop.confirmed_event(&order), shop.line_cancelled_event(&order, 700)];
    shop.deliver(&news).await;
    let path = format!("/admin/v1/payments/{}", order.intent_id());
    let over = capture(&shop, &path, 701).await;
    assert_eq!(over.problem(), (409, "payment.capture_exceeds_due"));
    assert_eq!(shop.post(&format!("{path}/captures"), &json!({})).await.status, 201);
    shop.ask_all().await;
    let intent = shop.intent(&order).await;
    assert_eq!((intent.captured, intent.refunded, intent.voided), (euro(700), euro(0), euro(300)));
    assert_eq!((shop.balance("authorized:test").await, shop.balance("authorized:manual").await), (0, 0));
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn a_process_that_dies_between_capture_and_cancellation_pays_back_all_the_same() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_success", 1000)]);
    done(shop.authorize(&order).await);
    shop.deliver(&[shop.confirmed_event(&order)]).await;
    let path = format!("/admin/v1/payments/{}", order.intent_id());
    // Asked for, not answered yet, when the news come and the process dies.
    shop.post(&format!("{path}/captures"), &json!({})).await;
    shop.deliver(&[shop.line_cancelled_event(&order, 250)]).await;
    let shop = shop.restarted();
    shop.ask_all().await;
    let intent = shop.intent(&order).await;
    assert_eq!((intent.captured, intent.refunded), (euro(1000), euro(750)));
    assert_eq!(
        shop.charges(&order),
        [("authorize".to_owned(), 1000), ("capture".to_owned(), 1000), ("refund".to_owned(), 750)]
    );
    assert!(shop.ledger_balanced().await);
}
