//! Money that waits too long.

use payment_contracts::{IntentStatus, IntentVoided};

use crate::support::{Shop, done, euro, refused};

#[tokio::test]
async fn a_payer_who_does_not_act_loses_the_order() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_action_required", 900), ("tok_success", 100)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    shop.time_passes(899);
    assert_eq!(shop.payment.expire_due().await.unwrap(), 0);
    shop.time_passes(1);
    assert_eq!(shop.payment.expire_due().await.unwrap(), 1);
    shop.ask_all().await;
    assert_eq!(refused(shop.authorize_reply().await), "payment.action_expired");
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 100), ("void".to_owned(), 100)]);
    assert_eq!(shop.payment.expire_due().await.unwrap(), 0);
}

#[tokio::test]
async fn an_unknown_charge_is_undone_at_the_deadline() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_timeout_after_success", 900)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.payment.ask_due().await.unwrap();
    shop.time_passes(900);
    shop.payment.expire_due().await.unwrap();
    // The void's first answer is lost too: this provider loses every first answer.
    shop.ask_all().await;
    assert_eq!(shop.authorize_reply().await, None, "no answer before it is definitive");
    shop.time_passes(10);
    shop.ask_all().await;
    assert_eq!(refused(shop.authorize_reply().await), "payment.timed_out");
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 900), ("void".to_owned(), 900)]);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn money_without_an_order_is_given_back_and_money_with_one_stays() {
    let mut shop = Shop::open().await;
    let (lost, confirmed) = (shop.order(&[("tok_success", 900)]), shop.order(&[("tok_success", 800)]));
    shop.deliver(&[shop.authorize_event(&lost), shop.authorize_event(&confirmed)]).await;
    shop.deliver(&[shop.confirmed_event(&confirmed)]).await;
    shop.bus.take().await;
    shop.time_passes(900);
    assert_eq!(shop.payment.expire_due().await.unwrap(), 0, "the news of the order may be on its way");
    shop.time_passes(900);
    assert_eq!(shop.payment.expire_due().await.unwrap(), 1);
    shop.ask_all().await;
    let voided: Vec<IntentVoided> = shop.bus.take_of().await;
    assert_eq!((voided[0].order_id, voided[0].amount), (lost.order_id(), euro(900)));
    assert_eq!(shop.intent(&lost).await.status, IntentStatus::Voided);
    assert_eq!(shop.intent(&confirmed).await.status, IntentStatus::Authorized);
    assert_eq!(shop.balance("authorized:test").await, 800);
}

#[tokio::test]
async fn a_command_after_its_deadline_asks_nobody() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_success", 900)]);
    shop.time_passes(900);
    assert_eq!(refused(shop.authorize(&order).await), "payment.timed_out");
    assert_eq!(shop.provider.log(), []);
    let order = shop.order(&[("tok_success", 900)]);
    done(shop.authorize(&order).await);
}
