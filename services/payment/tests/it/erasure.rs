//! Who paid is forgotten, and stays forgotten; what was paid stays.

use std::sync::Arc;

use kernel_base::{Command, CommandData, Event};
use kernel_testing::event;
use payment_contracts::ErasePayments;
use shared_contracts::{ErasureSubject, OrderId};

use crate::support::Shop;

fn erase(shop: &Shop, orders: Vec<OrderId>) -> Arc<Event> {
    let env = shop.test.env();
    let body = ErasePayments { subject: ErasureSubject { orders, ..ErasureSubject::default() } };
    let command =
        Command { command_id: env.uuid(), saga_id: env.uuid(), step: "erase_payments".into(), body };
    event(env, "customer", ErasePayments::TYPE, &command.saga_id.to_string(), &command)
}

/// How many tenders still say with what was paid.
async fn tokens(shop: &Shop) -> i64 {
    let sql = "SELECT count(*) FROM payment.tender WHERE token IS NOT NULL";
    shop.test.sql().await.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn erased_payments_stay_erased_however_badly_commands_are_delivered() {
    for seed in 1..=10 {
        let shop = Shop::open().await;
        let orders = [shop.order(&[("tok_success", 500)]), shop.order(&[("tok_success", 700)])];
        let asked = [0, 1].map(|order| shop.authorize_event(&orders[order]));
        shop.deliver(&asked).await;
        shop.ask_all().await;
        assert_eq!(tokens(&shop).await, 2);
        // Order's log is read once more, with the tokens still in it, while two erasures are under way.
        let gone = orders[0].order_id();
        shop.deliver_both(seed, &asked, &[erase(&shop, vec![gone]), erase(&shop, vec![gone])]).await;
        shop.ask_all().await;
        assert_eq!(tokens(&shop).await, 1, "seed {seed}");
        for order in &orders {
            assert_eq!(shop.charges(order).len(), 1, "seed {seed}: asked once");
        }
        assert!(shop.ledger_balanced().await);
    }
}
