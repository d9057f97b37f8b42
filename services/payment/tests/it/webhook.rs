//! Webhooks: verified, recorded once, in any order, any number of times.

use http::{Method, Request};

use crate::support::{Shop, done};

async fn stored(shop: &Shop) -> i64 {
    let client = shop.test.sql().await;
    client.query_one("SELECT count(*) FROM payment.webhook", &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn the_same_webhook_twice_is_one_fact() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_duplicate_webhook", 900)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    assert_eq!(shop.authorize_reply().await, None, "the provider says: processing");
    assert_eq!(shop.send_webhooks().await, [204, 204]);
    assert_eq!(stored(&shop).await, 1);
    shop.ask_all().await;
    done(shop.authorize_reply().await);
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 900)]);
    assert_eq!(shop.balance("authorized:test").await, 900);
}

#[tokio::test]
async fn webhooks_out_of_order_tell_the_same() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_out_of_order", 900)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    assert_eq!(shop.send_webhooks().await, [204, 204]);
    shop.ask_all().await;
    done(shop.authorize_reply().await);
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 900)]);
}

#[tokio::test]
async fn a_lost_webhook_only_costs_time() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_out_of_order", 900)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    shop.time_passes(1);
    shop.ask_all().await;
    done(shop.authorize_reply().await);
}

#[tokio::test]
async fn a_webhook_wakes_an_action_long_before_its_poll() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_action_required", 900)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    let key = format!("{}:authorize", order.command.body.tenders[0].tender_id);
    shop.provider.complete_action(&key, "approve").unwrap();
    assert_eq!(shop.payment.ask_due().await.unwrap(), 0);
    assert_eq!(shop.send_webhooks().await, [204]);
    assert_eq!(shop.payment.ask_due().await.unwrap(), 1);
    done(shop.authorize_reply().await);
}

#[tokio::test]
async fn forged_old_and_broken_webhooks_are_refused() {
    let shop = Shop::open().await;
    let order = shop.order(&[("tok_out_of_order", 900)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    let webhook = shop.provider.take_webhooks().remove(0);
    let unverified = (401, "payment.webhook_unverified");
    let forged = webhook.body.replace("decided", "DECIDED");
    assert_eq!(shop.send_webhook(&webhook.signature, forged).await.problem(), unverified);
    assert_eq!(shop.send_webhook("", webhook.body.clone()).await.problem(), unverified);
    assert_eq!(shop.send_webhook("t=1,v1=00", webhook.body.clone()).await.problem(), unverified);
    let too_large = shop.send_webhook(&webhook.signature, vec![b' '; 70_000]).await;
    assert_eq!(too_large.status, 413);
    let elsewhere = Request::builder().method(Method::POST).uri("/store/v1/payment-webhooks/nobody");
    let answer = shop.request(elsewhere.body(webhook.body.clone().into()).unwrap()).await;
    assert_eq!(answer.problem(), (404, "payment.unknown_provider"));
    let manual = Request::builder().method(Method::POST).uri("/store/v1/payment-webhooks/manual");
    assert_eq!(shop.request(manual.body(webhook.body.clone().into()).unwrap()).await.problem(), unverified);
    shop.time_passes(301);
    assert_eq!(shop.send_webhook(&webhook.signature, webhook.body).await.problem(), unverified);
    assert_eq!(stored(&shop).await, 0);
}

#[tokio::test]
async fn webhooks_are_kept_for_ninety_days_and_not_for_ever() {
    const DAY: u64 = 24 * 3600;
    let mut shop = Shop::open().await;
    let first = shop.order(&[("tok_duplicate_webhook", 900)]);
    shop.deliver(&[shop.authorize_event(&first)]).await;
    shop.ask_all().await;
    assert_eq!(shop.send_webhooks().await, [204, 204]);
    shop.ask_all().await;
    done(shop.authorize_reply().await);
    // More than a batch, of the same day.
    let old = "INSERT INTO payment.webhook (provider, event_id, step_key, kind, payload, received_at) \
               SELECT 'test', 'old_' || n, '', '', '', $1 FROM generate_series(1, 2500) AS n";
    shop.test.sql().await.execute(old, &[&shop.test.env().now()]).await.unwrap();
    shop.time_passes(60 * DAY);
    let second = shop.order(&[("tok_duplicate_webhook", 700)]);
    shop.deliver(&[shop.authorize_event(&second)]).await;
    shop.ask_all().await;
    shop.send_webhooks().await;
    shop.time_passes(30 * DAY);
    shop.run_job("purge_webhooks").await;
    assert_eq!(stored(&shop).await, 2502, "90 days are not yet over");
    shop.time_passes(1);
    shop.run_job("purge_webhooks").await;
    assert_eq!(stored(&shop).await, 1);
    assert_eq!(shop.charges(&first), [("authorize".to_owned(), 900)]);
}
