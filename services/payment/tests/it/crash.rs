//! The process dies at the worst moment; the provider's log must still show every charge once.

use std::sync::Arc;

use kernel_base::{Money, Personal, Secret};
use kernel_testing::TestService;
use payment::provider::StepRequest;
use payment::provider::test::{LogOutcome, TestProvider};

use crate::support::{Order, Shop, done, refused};

/// What the dying process sent last.
fn request(order: &Order) -> StepRequest {
    let tender = &order.command.body.tenders[0];
    StepRequest {
        key: format!("{}:authorize", tender.tender_id),
        tender_id: tender.tender_id,
        amount: tender.amount,
        token: tender.token.clone().and_then(Personal::known).map(Secret::new),
        reference: None,
        authorization: None,
        reason: None,
        asked_at: kernel_base::Timestamp::EPOCH,
    }
}

#[tokio::test]
async fn a_charge_whose_answer_was_lost_is_found_by_its_key() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_timeout_after_success", 900)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.payment.ask_due().await.unwrap();
    assert_eq!(shop.charges(&order).len(), 1, "the provider did it");
    assert_eq!(shop.authorize_reply().await, None, "and we do not know");
    let mut shop = shop.restarted();
    shop.time_passes(1);
    shop.ask_all().await;
    done(shop.authorize_reply().await);
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 900)]);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn a_crash_between_the_provider_and_our_commit_charges_once() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_success", 900)]);
    // The provider did it; the transaction that would have told so was lost with the process.
    let kind = serde_json::from_str("\"authorize\"").unwrap();
    shop.provider.execute(kind, &request(&order)).unwrap();
    // The command is still in order's log and comes again.
    done(shop.authorize(&order).await);
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 900)]);
}

#[tokio::test]
async fn a_charge_that_lost_against_its_void_is_given_back() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_success", 900)]);
    let kind = serde_json::from_str("\"authorize\"").unwrap();
    shop.provider.execute(kind, &request(&order)).unwrap();
    // Before the command could be recorded, another replica recorded its void.
    shop.deliver(&[shop.void_event(&order)]).await;
    shop.bus.take().await;
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.ask_all().await;
    assert_eq!(refused(shop.authorize_reply().await), "payment.voided");
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 900), ("void".to_owned(), 900)]);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn the_provider_remembers_its_log_file() {
    let test = TestService::new(payment::migrations()).await;
    let path =
        std::env::temp_dir().join(format!("test-provider-{}.jsonl", kernel_base::Env::system().uuid()));
    let open =
        || Arc::new(TestProvider::open(test.env().clone(), Secret::new("x".repeat(32)), &path).unwrap());
    let provider = open();
    let mut shop = Shop::on(test, Arc::clone(&provider));
    let order = shop.order(&[("tok_success", 900)]);
    done(shop.authorize(&order).await);
    // A crash cut the last line off.
    let mut text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text.lines().count(), 1);
    text.push_str("{\"at\":\"2026-");
    std::fs::write(&path, text).unwrap();
    let env = shop.test.env().clone();
    let again = Arc::new(TestProvider::open(env, Secret::new("x".repeat(32)), &path).unwrap());
    assert_eq!(again.log(), provider.log());
    let mut shop = Shop::on(shop.test, again);
    let voided = done(shop.void(&order).await);
    assert_eq!(voided.voided.map(Money::minor), Some(900));
    let lines = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(lines.lines().count(), 3, "{lines}");
    assert!(shop.provider.log().iter().all(|entry| entry.outcome == LogOutcome::Done));
}
