//! Stripe: what becomes of money when answers, webhooks and payers get lost.

use std::sync::Arc;
use std::time::Duration;

use http::Request;
use kernel_base::{Env, Money, Outcome, Secret};
use kernel_testing::TestService;
use payment::StripeConfig;
use payment::provider::Providers;
use payment::provider::stripe::Stripe;
use payment::provider::test::TestProvider;
use payment_contracts::{AuthorizePayment, IntentStatus, TenderStatus, VoidPayment};
use serde_json::json;

use crate::stripe_fake::{FakeStripe, Fault, SECRET_KEY, WEBHOOK_SECRET, signature};
use crate::support::{Answer, Order, Shop, done, euro, refused};

pub(crate) fn config(origin: &str) -> StripeConfig {
    StripeConfig {
        enabled: true,
        api_base: origin.to_owned(),
        publishable_key: "pk_test_shop".to_owned(),
        return_url: Some("https://shop.example/checkout".to_owned()),
        secret_key: Secret::new(SECRET_KEY.to_owned()),
        webhook_secret: Secret::new(WEBHOOK_SECRET.to_owned()),
        ..StripeConfig::default()
    }
}

pub(crate) async fn shop_at(config: &StripeConfig) -> Shop {
    let test = TestService::new(payment::migrations()).await;
    let env: Env = test.env().clone();
    let http = kernel_http::client_builder().timeout(Duration::from_secs(5)).build().unwrap();
    let providers = Providers::default().with("stripe", Arc::new(Stripe::new(http, env.clone(), config)));
    let provider = Arc::new(TestProvider::in_memory(env, Secret::new("unused".to_owned())));
    Shop::with(test, provider, providers)
}

async fn open() -> (Shop, FakeStripe) {
    let fake = FakeStripe::start(false).await;
    (shop_at(&config(&fake.origin)).await, fake)
}

fn order(shop: &Shop, method: &str, minor: i64) -> Order {
    shop.order_by(&[("stripe", Some(method), minor)])
}

/// Asks as often as the pauses allow for some minutes.
async fn settle(shop: &Shop) {
    for _ in 0..6 {
        shop.ask_all().await;
        shop.time_passes(61);
    }
    shop.ask_all().await;
}

async fn authorized(shop: &mut Shop, minor: i64) -> Order {
    let order = order(shop, "pm_card_visa", minor);
    assert_eq!(shop.authorize(&order).await, None, "recorded before anybody is asked");
    shop.ask_all().await;
    done(shop.authorize_reply().await);
    order
}

async fn post(shop: &Shop, order: &Order, what: &str, minor: i64) -> Answer {
    let mut body = json!({ "amount": euro(minor) });
    if what == "refunds" {
        body["reason"] = json!("broken");
    }
    shop.post(&format!("/admin/v1/payments/{}/{what}", order.intent_id()), &body).await
}

#[tokio::test]
async fn money_is_held_collected_and_paid_back() {
    let (mut shop, fake) = open().await;
    let order = authorized(&mut shop, 1000).await;
    assert_eq!(fake.only_intent()["status"], "requires_capture");
    shop.deliver(&[shop.confirmed_event(&order)]).await;
    post(&shop, &order, "captures", 1000).await.ok();
    settle(&shop).await;
    for part in [300, 200] {
        post(&shop, &order, "refunds", part).await.ok();
    }
    settle(&shop).await;
    let intent = shop.intent(&order).await;
    assert_eq!((intent.captured, intent.refunded, intent.voided), (euro(1000), euro(500), euro(0)));
    assert_eq!((fake.kept(), shop.balance("received:stripe").await), (500, 500));
    assert_eq!(post(&shop, &order, "refunds", 501).await.problem().0, 409);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn what_a_partial_capture_leaves_is_let_go_and_everybody_knows() {
    let (mut shop, fake) = open().await;
    let order = authorized(&mut shop, 1000).await;
    shop.deliver(&[shop.confirmed_event(&order)]).await;
    post(&shop, &order, "captures", 400).await.ok();
    settle(&shop).await;
    let intent = shop.intent(&order).await;
    assert_eq!((intent.captured, intent.voided), (euro(400), euro(600)));
    assert_eq!(intent.status, IntentStatus::Authorized);
    let more = post(&shop, &order, "captures", 1).await;
    assert_eq!(more.problem(), (409, "payment.capture_exceeds_authorized"));
    assert_eq!((shop.balance("authorized:stripe").await, shop.balance("received:stripe").await), (0, 400));
    assert_eq!(fake.kept(), 400);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn an_account_that_can_captures_shipment_by_shipment() {
    let fake = FakeStripe::start(true).await;
    let mut shop = shop_at(&StripeConfig { multicapture: true, ..config(&fake.origin) }).await;
    let order = authorized(&mut shop, 1000).await;
    shop.deliver(&[shop.confirmed_event(&order)]).await;
    for part in [400, 500] {
        post(&shop, &order, "captures", part).await.ok();
        settle(&shop).await;
    }
    let intent = shop.intent(&order).await;
    assert_eq!((intent.captured, intent.voided, fake.kept()), (euro(900), euro(0), 900));
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn an_authorization_that_ended_by_its_age_is_not_waited_for() {
    let (mut shop, fake) = open().await;
    let order = authorized(&mut shop, 1000).await;
    shop.deliver(&[shop.confirmed_event(&order)]).await;
    fake.authorizations_expire();
    post(&shop, &order, "captures", 400).await.ok();
    settle(&shop).await;
    let intent = shop.intent(&order).await;
    assert_eq!((intent.status, intent.captured, intent.voided), (IntentStatus::Voided, euro(0), euro(1000)));
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn declines_have_stable_codes_and_leave_nothing_to_take_up_again() {
    let (mut shop, fake) = open().await;
    for (method, code) in [
        ("pm_card_chargeDeclined", "payment.declined"),
        ("pm_card_insufficientFunds", "payment.insufficient_funds"),
        ("pm_unknown", "payment.declined"),
        ("tok_not_ours", "payment.declined"),
    ] {
        let order = order(&shop, method, 700);
        shop.deliver(&[shop.authorize_event(&order)]).await;
        shop.ask_all().await;
        assert_eq!(refused(shop.authorize_reply().await), code, "{method}");
    }
    assert!(fake.intents().iter().all(|intent| intent["status"] == "canceled"), "{:#?}", fake.intents());
}

#[tokio::test]
async fn the_bank_sees_the_payer() {
    for success in [true, false] {
        let (mut shop, fake) = open().await;
        let order = order(&shop, "pm_card_threeDSecure2Required", 700);
        shop.deliver(&[shop.authorize_event(&order)]).await;
        shop.ask_all().await;
        assert_eq!(shop.authorize_reply().await, None);
        let intent = shop.intent(&order).await;
        assert_eq!(intent.tenders[0].status, TenderStatus::ActionRequired);
        let url = &intent.tenders[0].action.as_ref().unwrap().url;
        assert!(url.starts_with("https://hooks.stripe.com/"), "{url}");
        // Back too early, with a claim: not believed.
        shop.payer_returns(&order, Some("succeeded")).await.unwrap();
        shop.ask_all().await;
        assert_eq!(shop.authorize_reply().await, None);
        fake.payer_acts(success);
        shop.payer_returns(&order, None).await.unwrap();
        shop.ask_all().await;
        let reply = shop.authorize_reply().await;
        if success {
            done(reply);
        } else {
            assert_eq!(refused(reply), "payment.declined");
            assert_eq!(fake.only_intent()["status"], "canceled");
        }
    }
}

#[tokio::test]
async fn without_a_way_back_nobody_is_sent_to_the_bank() {
    let fake = FakeStripe::start(false).await;
    let mut shop = shop_at(&StripeConfig { return_url: None, ..config(&fake.origin) }).await;
    let order = order(&shop, "pm_card_threeDSecure2Required", 700);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    assert_eq!(refused(shop.authorize_reply().await), "payment.declined");
    assert_eq!(fake.only_intent()["status"], "canceled");
}

#[tokio::test]
async fn nothing_is_done_twice_whatever_is_lost() {
    for fault in [Fault::Lost, Fault::Unreached, Fault::Throttled] {
        for path in ["/payment_intents", "/confirm"] {
            let (mut shop, fake) = open().await;
            fake.goes_wrong(path, fault);
            let order = order(&shop, "pm_card_visa", 1000);
            shop.deliver(&[shop.authorize_event(&order)]).await;
            settle(&shop).await;
            done(shop.authorize_reply().await);
            assert_eq!(fake.only_intent()["amount_capturable"], 1000, "{fault:?} {path}");
        }
        let (mut shop, fake) = open().await;
        let order = authorized(&mut shop, 1000).await;
        shop.deliver(&[shop.confirmed_event(&order)]).await;
        fake.goes_wrong("/capture", fault);
        post(&shop, &order, "captures", 800).await.ok();
        settle(&shop).await;
        assert_eq!(shop.intent(&order).await.captured, euro(800), "{fault:?}");
        fake.goes_wrong("/refunds", fault);
        post(&shop, &order, "refunds", 300).await.ok();
        settle(&shop).await;
        assert_eq!((shop.intent(&order).await.refunded, fake.refunds()), (euro(300), vec![300]), "{fault:?}");
        assert!(shop.ledger_balanced().await);
    }
}

#[tokio::test]
async fn a_broken_answer_that_stripe_repeats_is_seen_through() {
    let (mut shop, fake) = open().await;
    fake.goes_wrong("/confirm", Fault::Broken);
    let order = order(&shop, "pm_card_visa", 1000);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    settle(&shop).await;
    done(shop.authorize_reply().await);
    shop.deliver(&[shop.confirmed_event(&order)]).await;
    fake.goes_wrong("/refunds", Fault::Broken);
    post(&shop, &order, "captures", 1000).await.ok();
    settle(&shop).await;
    post(&shop, &order, "refunds", 10).await.ok();
    settle(&shop).await;
    assert_eq!((shop.intent(&order).await.refunded, fake.refunds()), (euro(10), vec![10]));
}

#[tokio::test]
async fn keys_that_stripe_forgot_do_nothing_twice() {
    const DAY: u64 = 24 * 3600;
    let (mut shop, fake) = open().await;
    let order = authorized(&mut shop, 1000).await;
    shop.deliver(&[shop.confirmed_event(&order)]).await;
    for (path, what, minor) in [("/capture", "captures", 800), ("/refunds", "refunds", 300)] {
        fake.goes_wrong(path, Fault::Lost);
        post(&shop, &order, what, minor).await.ok();
        shop.ask_all().await;
        // We are away for a day.
        shop.time_passes(DAY);
        fake.forgets_keys();
        settle(&shop).await;
    }
    let intent = shop.intent(&order).await;
    assert_eq!((intent.captured, intent.refunded, intent.voided), (euro(800), euro(300), euro(200)));
    assert_eq!((fake.kept(), fake.refunds()), (500, vec![300]));

    let (mut shop, fake) = open().await;
    fake.goes_wrong("/confirm", Fault::Lost);
    let order = self::order(&shop, "pm_card_visa", 1000);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    shop.time_passes(DAY);
    fake.forgets_keys();
    shop.payment.expire_due().await.unwrap();
    settle(&shop).await;
    assert_eq!(refused(shop.authorize_reply().await), "payment.timed_out");
    assert_eq!(fake.only_intent()["status"], "canceled", "found, and let go");
}

#[tokio::test]
async fn a_void_calls_off_what_waits_and_what_is_unknown() {
    for (method, fault) in [
        ("pm_card_threeDSecure2Required", None),
        ("pm_card_visa", Some(Fault::Lost)),
        ("pm_card_visa", Some(Fault::Unreached)),
    ] {
        let (mut shop, fake) = open().await;
        if let Some(fault) = fault {
            fake.goes_wrong("/confirm", fault);
        }
        let order = order(&shop, method, 700);
        shop.deliver(&[shop.authorize_event(&order)]).await;
        shop.ask_all().await;
        shop.deliver(&[shop.void_event(&order)]).await;
        settle(&shop).await;
        let events = shop.bus.take().await;
        let voided = events.iter().find_map(|event| event.reply::<VoidPayment>()).unwrap().unwrap();
        assert!(matches!(voided.outcome, Outcome::Done(_)), "{method} {fault:?}");
        assert!(events.iter().any(|event| event.reply::<AuthorizePayment>().is_some()));
        assert_eq!(fake.only_intent()["status"], "canceled", "{method} {fault:?}");
        // The payer is too late.
        fake.payer_acts(true);
        assert_eq!(fake.only_intent()["amount_capturable"], 0);
        assert!(shop.ledger_balanced().await);
    }
}

async fn send(shop: &Shop, signature: &str, body: &str) -> Answer {
    let request = Request::post("/store/v1/payment-webhooks/stripe")
        .header("stripe-signature", signature)
        .header("content-type", "application/json");
    shop.request(request.body(body.to_owned().into()).unwrap()).await
}

#[tokio::test]
async fn webhooks_are_believed_when_signed_and_kept_without_names() {
    let (mut shop, fake) = open().await;
    let order = order(&shop, "pm_card_threeDSecure2Required", 700);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    fake.payer_acts(true);
    let body = fake.event("evt_1", "payment_intent.amount_capturable_updated");
    let now = shop.test.env().now().as_millis() / 1000;
    let secret = Secret::new(WEBHOOK_SECRET.to_owned());
    let right = signature(now, &body, &secret);
    let old = signature(now - 301, &body, &secret);
    let other = signature(now, &body, &Secret::new("whsec_of_somebody_else".to_owned()));
    for wrong in [
        String::new(),
        format!("t={now}"),
        format!("t={now},v0={right}"),
        format!("t={now},v1={other}"),
        format!("t={},v1={right}", now + 1),
        format!("t={},v1={old}", now - 301),
    ] {
        assert_eq!(
            send(&shop, &wrong, &body).await.problem(),
            (401, "payment.webhook_unverified"),
            "{wrong}"
        );
    }
    assert_eq!(shop.payment.ask_due().await.unwrap(), 0, "nobody was woken");
    let header = format!("t={now},v1={other},v1={right},v0=legacy");
    for _ in 0..2 {
        assert_eq!(send(&shop, &header, &body).await.status, 204);
    }
    assert_eq!(shop.payment.ask_due().await.unwrap(), 1, "long before the next look");
    done(shop.authorize_reply().await);
    let sql = "SELECT string_agg(payload, ' '), count(*) FROM payment.webhook";
    let row = shop.test.sql().await.query_one(sql, &[]).await.unwrap();
    let (payload, count): (String, i64) = (row.get(0), row.get(1));
    assert_eq!(count, 1);
    assert!(!payload.contains("Ada") && !payload.contains("secret"), "{payload}");
    assert!(payload.contains("requires_capture"), "{payload}");
}

#[tokio::test]
async fn the_same_key_with_another_question_is_our_error_and_nobodys_refusal() {
    let (mut shop, fake) = open().await;
    let order = order(&shop, "pm_card_visa", 1000);
    fake.goes_wrong("/confirm", Fault::Unreached);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    let sql = shop.test.sql().await;
    sql.execute("UPDATE payment.tender SET token = 'pm_card_other'", &[]).await.unwrap();
    shop.time_passes(61);
    shop.ask_all().await;
    assert_eq!(shop.authorize_reply().await, None, "unknown, not declined");
    assert_eq!(fake.only_intent()["status"], "requires_confirmation");
}

#[tokio::test]
async fn amounts_that_stripe_cannot_say_are_refused_before_it_is_asked() {
    let (mut shop, fake) = open().await;
    let mut order = order(&shop, "pm_card_visa", 5124);
    let dinar = Money::new(5124, "KWD".parse().unwrap());
    order.command.body.amount = dinar;
    order.command.body.tenders[0].amount = dinar;
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    assert_eq!(refused(shop.authorize_reply().await), "payment.amount_unsupported");
    assert_eq!(fake.asked(), Vec::<String>::new());
}
