//! The ledger agrees with the payments after whatever happened, and its table refuses what would unbalance it.

use kernel_db::GenericClient;
use serde_json::json;

use crate::support::{Order, Shop, done, euro};

/// The same numbers for the same seed (a linear congruential generator; quality does not matter here).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

const TOKENS: [&str; 7] = [
    "tok_success",
    "tok_decline",
    "tok_insufficient_funds",
    "tok_action_required",
    "tok_timeout_after_success",
    "tok_duplicate_webhook",
    "tok_out_of_order",
];

fn random_order(shop: &Shop, dice: &mut Dice) -> Order {
    let tenders: Vec<_> = (0..=dice.roll(2))
        .map(|_| {
            let token = TOKENS[usize::try_from(dice.roll(7)).unwrap()];
            let minor = i64::try_from(dice.roll(5000)).unwrap();
            if dice.roll(3) == 0 { ("manual", None, minor) } else { ("test", Some(token), minor) }
        })
        .collect();
    shop.order_by(&tenders)
}

async fn random_move(shop: &Shop, order: &Order, dice: &mut Dice) {
    let path = |what: &str| format!("/admin/v1/payments/{}/{what}", order.intent_id());
    let minor = i64::try_from(dice.roll(3000)).unwrap() + 1;
    match dice.roll(10) {
        0..=2 => drop(shop.post(&path("captures"), &json!({ "amount": euro(minor) })).await),
        3..=4 => {
            drop(shop.post(&path("refunds"), &json!({ "amount": euro(minor), "reason": "broken" })).await);
        }
        5 => drop(shop.post(&path("void"), &json!({ "reason": "not needed" })).await),
        6 => shop.deliver(&[shop.void_event(order)]).await,
        7 => shop.deliver(&[shop.authorize_event(order)]).await,
        8 => drop(shop.send_webhooks().await),
        _ => drop(shop.payment.ask_due().await.unwrap()),
    }
}

#[tokio::test]
async fn random_lives_leave_a_balanced_ledger_and_no_charge_twice() {
    let seed = 20_260_115;
    let mut dice = Dice(seed);
    let shop = Shop::open().await;
    let orders: Vec<Order> = (0..40).map(|_| random_order(&shop, &mut dice)).collect();
    for order in &orders {
        shop.deliver(&[shop.authorize_event(order)]).await;
    }
    for _ in 0..250 {
        let order = &orders[usize::try_from(dice.roll(40)).unwrap()];
        random_move(&shop, order, &mut dice).await;
        shop.time_passes(dice.roll(5));
    }
    assert!(shop.ledger_balanced().await, "seed {seed}");
    let voids: Vec<_> = orders.iter().map(|order| shop.void_event(order)).collect();
    shop.deliver(&voids).await;
    for _ in 0..20 {
        shop.time_passes(300);
        shop.ask_all().await;
    }
    assert!(shop.ledger_balanced().await, "seed {seed}");
    for account in ["authorized:test", "authorized:manual", "commitments", "received:test", "received:manual"]
    {
        assert_eq!(shop.balance(account).await, 0, "{account}, seed {seed}");
    }
    let mut keys: Vec<String> = shop
        .provider
        .log()
        .into_iter()
        .filter(|entry| entry.outcome == payment::provider::test::LogOutcome::Done)
        .map(|entry| entry.key)
        .collect();
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), all, "a step was done twice, seed {seed}");
}

#[tokio::test]
async fn the_table_refuses_what_would_unbalance_it() {
    let shop = Shop::open().await;
    let client = shop.test.sql().await;
    client
        .batch_execute("INSERT INTO payment.ledger_account VALUES ('a', 'EUR'), ('b', 'EUR'), ('c', 'GBP')")
        .await
        .unwrap();
    for (debit, credit, currency, minor, constraint) in [
        ("a", "c", "EUR", 1, "ledger_transfer_credit_account_fkey"),
        ("c", "a", "EUR", 1, "ledger_transfer_debit_account_fkey"),
        ("a", "b", "GBP", 1, "ledger_transfer_debit_account_fkey"),
        ("a", "b", "EUR", 0, "ledger_transfer_amount_check"),
        ("a", "b", "EUR", -1, "ledger_transfer_amount_check"),
        ("a", "a", "EUR", 1, "ledger_transfer_account_check"),
    ] {
        let sql = format!(
            "INSERT INTO payment.ledger_transfer (reference, kind, debit_account, credit_account, currency, amount_minor, created_at) \
             VALUES ('r', 'credit', '{debit}', '{credit}', '{currency}', {minor}, now())"
        );
        let error = client.batch_execute(&sql).await.unwrap_err();
        assert_eq!(error.as_db_error().unwrap().constraint(), Some(constraint));
    }
}

/// What the database says to a statement of the service. A superuser in tests: who is refused less is refused as well.
async fn refusal(shop: &Shop, statement: &str) -> Option<String> {
    let write = shop.test.db().write().await.unwrap();
    write.execute(statement, &[]).await.unwrap();
    write.commit().await.err().map(|error| error.constraint().expect(statement).to_owned())
}

#[tokio::test]
async fn what_was_booked_is_never_changed() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_success", 900)]);
    done(shop.authorize(&order).await);
    for table in ["ledger_account", "ledger_transfer", "credit"] {
        for statement in [
            format!("UPDATE payment.{table} SET currency = 'GBP'"),
            format!("UPDATE payment.{table} SET currency = 'GBP' WHERE false"),
            format!("DELETE FROM payment.{table}"),
            format!("TRUNCATE payment.{table} CASCADE"),
        ] {
            let refused = refusal(&shop, &statement).await;
            assert_eq!(refused, Some(format!("{table}_append_only")), "{statement}");
        }
    }
    let around = refusal(&shop, "TRUNCATE payment.intent CASCADE").await;
    assert_eq!(around.as_deref(), Some("ledger_transfer_append_only"));
    assert_eq!(shop.balance("authorized:test").await, 900);
    assert!(shop.ledger_balanced().await);
}
