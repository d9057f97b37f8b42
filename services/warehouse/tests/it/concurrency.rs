//! No oversell at any concurrency.

use futures::future::join_all;
use kernel_testing::Bus;
use serde_json::{Value, json};
use shared_contracts::VariantId;
use warehouse_contracts::{ReserveStock, refusal};

use crate::support::{Depot, answers, refused};

const LAST_UNITS: i64 = 10;

async fn last_units_of_three(depot: &Depot) -> [VariantId; 3] {
    [
        depot.variant("22423", LAST_UNITS).await,
        depot.variant("85123A", LAST_UNITS).await,
        depot.variant("85123a", LAST_UNITS).await,
    ]
}

fn one_of_each(depot: &Depot, variants: [VariantId; 3]) -> ReserveStock {
    depot.reservation(variants.iter().map(|variant| depot.line(*variant, 1)).collect())
}

/// Buys over HTTP; an answer that says "try again" is tried again with the same key, as a client does.
async fn buy(depot: &Depot, order: &ReserveStock) -> bool {
    let key = depot.test.env().uuid().to_string();
    let body = json!({ "owner": order.owner, "channel": order.channel, "lines": order.lines });
    loop {
        let answer = depot.post_with_key("/admin/v1/reservations", &key, &body).await;
        match answer.status.as_u16() {
            201 => return true,
            503 => {}
            _ => {
                answer.is_problem(409, refusal::INSUFFICIENT_STOCK);
                return false;
            }
        }
    }
}

async fn assert_sold_out(depot: &Depot, variants: [VariantId; 3]) {
    for variant in variants {
        assert_eq!(depot.pieces(variant).await, (LAST_UNITS, LAST_UNITS));
        assert_eq!(depot.availability(variant).await.available, 0);
    }
    depot.assert_consistent().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_four_buyers_at_once_get_exactly_the_last_ten() {
    let depot = Depot::open().await;
    let variants = last_units_of_three(&depot).await;
    let orders: Vec<ReserveStock> = (0..64).map(|_| one_of_each(&depot, variants)).collect();
    let sold = join_all(orders.iter().map(|order| buy(&depot, order))).await;
    assert_eq!(sold.iter().filter(|sold| **sold).count(), 10);
    assert_sold_out(&depot, variants).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_four_commands_get_exactly_the_last_ten_whatever_the_batches() {
    for batch in [1, 16, 64] {
        let depot = Depot::open().await;
        let variants = last_units_of_three(&depot).await;
        let mut bus = Bus::new(depot.test.db());
        bus.take().await;
        let commands: Vec<_> =
            (0..64).map(|_| depot.command("reserve_stock", one_of_each(&depot, variants))).collect();
        join_all(commands.chunks(batch).map(|batch| depot.deliver(batch))).await;
        let outcomes = answers(&bus.take().await);
        assert_eq!(outcomes.len(), 64, "every command is answered once");
        assert_eq!(outcomes.iter().filter(|outcome| refused(outcome).is_none()).count(), 10);
        let others = outcomes.iter().filter_map(refused).all(|code| code == refusal::INSUFFICIENT_STOCK);
        assert!(others);
        assert_sold_out(&depot, variants).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn buyers_and_commands_together_get_exactly_the_last_ten() {
    let depot = Depot::open().await;
    let variants = last_units_of_three(&depot).await;
    let mut bus = Bus::new(depot.test.db());
    let commands: Vec<_> =
        (0..32).map(|_| depot.command("reserve_stock", one_of_each(&depot, variants))).collect();
    let orders: Vec<ReserveStock> = (0..32).map(|_| one_of_each(&depot, variants)).collect();
    let (_, sold) = futures::join!(
        join_all(commands.chunks(8).map(|batch| depot.deliver(batch))),
        join_all(orders.iter().map(|order| buy(&depot, order))),
    );
    let by_command = answers(&bus.take().await).iter().filter(|outcome| refused(outcome).is_none()).count();
    assert_eq!(by_command + sold.iter().filter(|sold| **sold).count(), 10);
    assert_sold_out(&depot, variants).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_command_delivered_by_two_replicas_at_once_holds_once() {
    let depot = Depot::open().await;
    let variants = last_units_of_three(&depot).await;
    let mut bus = Bus::new(depot.test.db());
    let command = [depot.command("reserve_stock", one_of_each(&depot, variants))];
    futures::join!(depot.deliver(&command), depot.deliver(&command));
    let outcomes = answers(&bus.take().await);
    assert_eq!(outcomes.len(), 2);
    assert_eq!(outcomes[0], outcomes[1]);
    assert_eq!(depot.pieces(variants[0]).await, (LAST_UNITS, 1));
    depot.assert_consistent().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_corrections_that_expect_the_same_figure_one_wins() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 10).await;
    let count = |found: i64| json!([{ "variant_id": variant, "location": "main", "kind": "count", "quantity": found, "expected_on_hand": 10 }]);
    let corrections = join_all((1..=8).map(|found| depot.move_stock(count(found)))).await;
    let won: Vec<Value> =
        corrections.iter().filter(|answer| answer.status == 201).map(|answer| answer.json()).collect();
    assert_eq!(won.len(), 1);
    for lost in corrections.iter().filter(|answer| answer.status != 201) {
        lost.is_problem(409, "warehouse.movements_refused");
        assert_eq!(lost.wrong_fields(), [("/lines/0".to_owned(), "warehouse.stock_changed".to_owned())]);
    }
    let on_hand = won[0]["movements"][0]["on_hand_after"].as_i64().unwrap();
    assert_eq!(depot.pieces(variant).await, (on_hand, 0));
    depot.assert_consistent().await;
}
