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

/// How many payments still say why they were let go.
async fn reasons(shop: &Shop) -> i64 {
    let sql = "SELECT count(*) FROM payment.intent WHERE void_reason IS NOT NULL";
    shop.test.sql().await.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn erased_payments_stay_erased_however_badly_commands_are_delivered() {
    for seed in 1..=10 {
        let shop = Shop::open().await;
        let orders = [shop.order(&[("tok_success", 500)]), shop.order(&[("tok_success", 700)])];
        let authorize = [0, 1].map(|order| shop.authorize_event(&orders[order]));
        let void = [0, 1].map(|order| shop.void_event(&orders[order]));
        for asked in [&authorize, &void] {
            shop.deliver(asked).await;
            shop.ask_all().await;
        }
        assert_eq!(reasons(&shop).await, 2);
        let done = orders.each_ref().map(|order| shop.charges(order));
        // Order's log is read once more, with the reasons still in it, while two erasures are under way.
        let gone = orders[0].order_id();
        let again = [authorize, void].concat();
        shop.deliver_both(seed, &again, &[erase(&shop, vec![gone]), erase(&shop, vec![gone])]).await;
        shop.ask_all().await;
        assert_eq!(reasons(&shop).await, 1, "seed {seed}");
        assert_eq!(orders.each_ref().map(|order| shop.charges(order)), done, "seed {seed}: asked once");
        assert!(shop.ledger_balanced().await);
    }
}
