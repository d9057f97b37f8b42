//! Voids: before, during and after the authorization.

use kernel_base::Outcome;
use payment_contracts::{AuthorizePayment, IntentStatus, VoidPayment};

use crate::support::{Shop, done, euro, refused};

#[tokio::test]
async fn a_void_gives_everything_back_and_says_so_again() {
    let mut shop = Shop::open().await;
    let order = shop.order_by(&[("manual", None, 300), ("test", Some("tok_success"), 700)]);
    done(shop.authorize(&order).await);
    let void = shop.void_event(&order);
    shop.deliver(std::slice::from_ref(&void)).await;
    assert_eq!(shop.reply::<VoidPayment>().await, None, "first recorded, then asked");
    shop.ask_all().await;
    let first = shop.reply::<VoidPayment>().await;
    let voided = done(first.clone());
    assert_eq!((voided.voided, voided.refunded), (Some(euro(1000)), Some(euro(0))));
    shop.deliver(&[void]).await;
    assert_eq!(shop.reply::<VoidPayment>().await, first);
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 700), ("void".to_owned(), 700)]);
    assert_eq!((shop.balance("authorized:test").await, shop.balance("authorized:manual").await), (0, 0));
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn a_void_that_comes_first_stops_the_authorization() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_success", 700)]);
    let voided = done(shop.void(&order).await);
    assert_eq!((voided.voided, voided.refunded), (None, None));
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    assert_eq!(refused(shop.authorize_reply().await), "payment.voided");
    assert_eq!(shop.charges(&order), [], "no provider secured anything");
    assert_eq!(shop.intent(&order).await.status, IntentStatus::Voided);
    // And a second void hears what is true now.
    assert_eq!(done(shop.void(&order).await).voided, Some(euro(0)));
}

#[tokio::test]
async fn a_void_in_the_same_batch_wins() {
    let mut shop = Shop::open().await;
    let (before, after) = (shop.order(&[("tok_success", 1)]), shop.order(&[("tok_success", 2)]));
    let events = [
        shop.void_event(&before),
        shop.authorize_event(&before),
        shop.authorize_event(&after),
        shop.void_event(&after),
    ];
    shop.deliver(&events).await;
    shop.ask_all().await;
    let events = shop.bus.take().await;
    let replies: Vec<_> = events.iter().filter_map(|event| event.reply::<AuthorizePayment>()).collect();
    assert_eq!(replies.len(), 2);
    assert!(replies.into_iter().all(|reply| matches!(reply.unwrap().outcome, Outcome::Refused(_))));
    assert_eq!(events.iter().filter(|event| event.reply::<VoidPayment>().is_some()).count(), 2);
    assert_eq!(shop.charges(&before), []);
    assert_eq!(shop.charges(&after), [], "known to be in vain before anybody was asked");
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn a_void_resolves_an_unknown_authorization_first() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_timeout_after_success", 900)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.payment.ask_due().await.unwrap();
    assert_eq!(shop.void(&order).await, None, "what the provider did is unknown");
    shop.ask_all().await;
    shop.time_passes(10);
    shop.ask_all().await;
    let events = shop.bus.take().await;
    let voided = events.iter().find_map(|event| event.reply::<VoidPayment>()).unwrap().unwrap();
    assert_eq!(done(Some(voided.outcome)).voided, Some(euro(900)));
    let authorized = events.iter().find_map(|event| event.reply::<AuthorizePayment>()).unwrap().unwrap();
    assert_eq!(refused(Some(authorized.outcome)), "payment.voided");
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 900), ("void".to_owned(), 900)]);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn a_void_calls_off_what_waits_for_the_payer() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_action_required", 900)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    shop.deliver(&[shop.void_event(&order)]).await;
    shop.ask_all().await;
    let events = shop.bus.take().await;
    let voided = events.iter().find_map(|event| event.reply::<VoidPayment>()).unwrap().unwrap();
    assert_eq!(done(Some(voided.outcome)).voided, Some(euro(0)));
    // The payer is too late.
    let key = format!("{}:authorize", order.command.body.tenders[0].tender_id);
    shop.provider.complete_action(&key, "approve").unwrap();
    assert_eq!(shop.charges(&order), []);
}
