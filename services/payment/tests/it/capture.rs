//! What order asks to collect: answered once and always the same, never beyond what is held and owed.

use std::sync::Arc;

use kernel_base::{Command, CommandData, Event, Money, Outcome};
use kernel_testing::event;
use payment_contracts::{CapturePayment, IntentCaptured};
use shared_contracts::CaptureId;

use crate::support::{Order, Shop, done, euro, refused};

fn capture(order: &Order, capture_id: CaptureId, amount: Option<Money>) -> Arc<Event> {
    let (intent_id, order_id) = (order.intent_id(), order.order_id());
    let body = CapturePayment { capture_id, intent_id, order_id, amount };
    let (command_id, saga_id) = (capture_id.uuid(), capture_id.uuid());
    let command = Command { command_id, saga_id, step: "capture".into(), body };
    event(&kernel_base::Env::system(), "order", CapturePayment::TYPE, &order_id.to_string(), &command)
}

async fn authorized(shop: &mut Shop, order: &Order) {
    done(shop.authorize(order).await);
    shop.deliver(&[shop.confirmed_event(order)]).await;
}

#[tokio::test]
async fn a_capture_that_is_asked_for_twice_is_collected_once_over_several_tenders() {
    let mut shop = Shop::open().await;
    let order = shop.order_by(&[("manual", None, 600), ("test", Some("tok_success"), 400)]);
    authorized(&mut shop, &order).await;
    let capture_id: CaptureId = kernel_base::Env::system().id();
    let asked = capture(&order, capture_id, Some(euro(700)));
    for _ in 0..2 {
        shop.deliver(&[asked.clone(), asked.clone()]).await;
        shop.ask_all().await;
    }
    assert_eq!(shop.intent(&order).await.captured, euro(700));
    let all = shop.bus.take().await;
    let told: Vec<IntentCaptured> =
        all.iter().filter(|event| event.is::<IntentCaptured>()).map(|event| event.parse().unwrap()).collect();
    assert_eq!(told.iter().map(|part| part.amount).collect::<Vec<_>>(), [euro(600), euro(100)]);
    assert!(told.iter().all(|part| part.capture_id == capture_id));
    let replies: Vec<_> = all.iter().filter_map(|event| event.reply::<CapturePayment>()).collect();
    assert_eq!(replies.len(), 4, "every command is answered");
    for reply in replies {
        assert!(matches!(reply.unwrap().outcome, Outcome::Done(accepted) if accepted.amount == euro(700)));
    }
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn no_more_is_collected_than_is_still_owed_and_a_refusal_stays_one() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_success", 1000)]);
    authorized(&mut shop, &order).await;
    shop.deliver(&[shop.line_cancelled_event(&order, 700)]).await;
    let new_id = || -> CaptureId { kernel_base::Env::system().id() };
    let first = capture(&order, new_id(), Some(euro(800)));
    shop.deliver(&[first]).await;
    shop.ask_all().await;
    assert_eq!(shop.intent(&order).await.captured, euro(700));
    let accepted = done(shop.reply::<CapturePayment>().await);
    assert_eq!(accepted.amount, euro(700));
    let late = capture(&order, new_id(), None);
    for _ in 0..2 {
        shop.deliver(std::slice::from_ref(&late)).await;
        assert_eq!(refused(shop.reply::<CapturePayment>().await), "payment.nothing_to_capture");
    }
    let unknown = shop.order(&[("tok_success", 5)]);
    shop.deliver(&[capture(&unknown, new_id(), None)]).await;
    assert_eq!(refused(shop.reply::<CapturePayment>().await), "payment.nothing_to_capture");
    assert!(shop.ledger_balanced().await);
}
