//! Authorizations: every behavior of a provider, every form of repetition.

use kernel_base::ErrorKind;
use payment_contracts::{
    AuthorizePayment, IntentActionRequired, IntentAuthorized, IntentStatus, PaymentIntent, RequiredAction,
    TenderStatus,
};

use crate::support::{Shop, done, euro, refused};

#[tokio::test]
async fn success_is_replied_in_the_transaction_of_the_command() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_success", 1999)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    let events = shop.bus.take().await;
    let kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds.len(), 2, "{kinds:?}");
    let reply = events.iter().find_map(|event| event.reply::<AuthorizePayment>()).unwrap().unwrap();
    assert_eq!((reply.command_id, reply.saga_id), (order.command.command_id, order.command.saga_id));
    let authorized = done(Some(reply.outcome));
    assert_eq!(authorized.tenders[0].amount, euro(1999));
    let event: IntentAuthorized =
        events.iter().find(|event| event.is::<IntentAuthorized>()).unwrap().parse().unwrap();
    assert_eq!((event.order_id, event.amount), (order.order_id(), euro(1999)));
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 1999)]);
    assert_eq!(shop.balance("authorized:test").await, 1999);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn refusals_carry_the_reason() {
    let mut shop = Shop::open().await;
    for (token, code) in [
        ("tok_decline", "payment.declined"),
        ("tok_insufficient_funds", "payment.insufficient_funds"),
        ("tok_unheard_of", "payment.declined"),
    ] {
        let order = shop.order(&[(token, 500)]);
        shop.deliver(&[shop.authorize_event(&order)]).await;
        shop.ask_all().await;
        assert_eq!(refused(shop.authorize_reply().await), code, "{token}");
        assert_eq!(shop.intent(&order).await.status, IntentStatus::Failed);
        assert_eq!(shop.charges(&order), []);
    }
    let unknown = shop.order_by(&[("nobody", None, 100)]);
    assert_eq!(refused(shop.authorize(&unknown).await), "payment.unknown_provider");
    let mut contradiction = shop.order(&[("tok_success", 100)]);
    contradiction.command.body.amount = euro(99);
    assert_eq!(refused(shop.authorize(&contradiction).await), "payment.invalid_authorization");
    assert_eq!(shop.charges(&contradiction), []);
}

#[tokio::test]
async fn an_invoice_is_authorized_at_once_and_waits_for_the_money() {
    let mut shop = Shop::open().await;
    let order = shop.order_by(&[("manual", None, 13912)]);
    done(shop.authorize(&order).await);
    let intent = shop.intent(&order).await;
    assert_eq!(
        (intent.status, intent.authorized, intent.captured),
        (IntentStatus::Authorized, euro(13912), euro(0))
    );
    assert_eq!(shop.balance("authorized:manual").await, 13912);
}

#[tokio::test]
async fn a_repeated_command_hears_the_same_and_charges_nothing() {
    let mut shop = Shop::open().await;
    for token in ["tok_success", "tok_decline"] {
        let order = shop.order(&[(token, 700)]);
        let first = shop.authorize(&order).await;
        let before = shop.provider.log().len();
        for _ in 0..3 {
            assert_eq!(shop.authorize(&order).await, first);
        }
        assert_eq!(shop.provider.log().len(), before);
    }
}

#[tokio::test]
async fn a_command_repeated_while_undecided_is_answered_once() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_action_required", 700)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    assert_eq!(shop.authorize_reply().await, None);
}

#[tokio::test]
async fn a_batch_of_commands_is_one_transaction() {
    let mut shop = Shop::open().await;
    let orders: Vec<_> = (1..=100).map(|minor| shop.order(&[("tok_success", minor)])).collect();
    let events: Vec<_> = orders.iter().map(|order| shop.authorize_event(order)).collect();
    shop.deliver(&events).await;
    let replies = shop.bus.take().await;
    assert_eq!(replies.iter().filter(|event| event.reply::<AuthorizePayment>().is_some()).count(), 100);
    assert_eq!(shop.balance("authorized:test").await, 5050);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn two_tenders_are_both_secured_or_neither() {
    let mut shop = Shop::open().await;
    let both = shop.order_by(&[("manual", None, 300), ("test", Some("tok_success"), 700)]);
    assert_eq!(done(shop.authorize(&both).await).tenders.len(), 2);
    let half = shop.order(&[("tok_success", 300), ("tok_insufficient_funds", 700)]);
    assert_eq!(shop.authorize(&half).await, None, "the first must be given back before");
    shop.ask_all().await;
    assert_eq!(refused(shop.authorize_reply().await), "payment.insufficient_funds");
    assert_eq!(shop.charges(&half), [("authorize".to_owned(), 300), ("void".to_owned(), 300)]);
    let statuses: Vec<_> = shop.intent(&half).await.tenders.iter().map(|tender| tender.status).collect();
    assert_eq!(statuses, [TenderStatus::Voided, TenderStatus::Declined]);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn the_payer_acts_and_the_order_goes_on() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_action_required", 4200)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    let events = shop.bus.take().await;
    let required: IntentActionRequired =
        events.iter().find(|event| event.is::<IntentActionRequired>()).unwrap().parse().unwrap();
    assert!(events.iter().all(|event| event.reply::<AuthorizePayment>().is_none()), "nothing is decided");

    let action = |intent: &PaymentIntent| intent.tenders[0].action.clone();
    let waiting = RequiredAction { url: required.action_url, answered: false };
    assert_eq!(action(&shop.intent(&order).await), Some(waiting.clone()));
    let answered = RequiredAction { answered: true, ..waiting };
    for _ in 0..2 {
        let intent = shop.payer_returns(&order, Some("approve")).await.unwrap();
        assert_eq!(action(&intent), Some(answered.clone()), "nothing is decided by repeating it");
    }
    shop.ask_all().await;
    done(shop.authorize_reply().await);
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 4200)]);
    let late = shop.payer_returns(&order, None).await.unwrap_err();
    assert_eq!((late.kind, &*late.code), (ErrorKind::Conflict, "payment.no_action_required"));
    assert_eq!(action(&shop.intent(&order).await), None);
}

#[tokio::test]
async fn the_payer_says_no() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_action_required", 4200), ("tok_success", 100)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    let long = shop.payer_returns(&order, Some(&"x".repeat(4001))).await.unwrap_err();
    assert_eq!((long.kind, long.errors[0].pointer.as_str()), (ErrorKind::Invalid, "/result"));
    shop.payer_returns(&order, Some("cancel")).await.unwrap();
    shop.ask_all().await;
    assert_eq!(refused(shop.authorize_reply().await), "payment.declined");
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 100), ("void".to_owned(), 100)]);
}

#[tokio::test]
async fn a_free_order_needs_no_provider() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[]);
    assert_eq!(done(shop.authorize(&order).await).tenders, []);
    assert_eq!(shop.provider.log(), []);
}
