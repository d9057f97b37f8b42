//! Who received what is forgotten, and stays forgotten.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel_base::{Command, CommandData, Event};
use kernel_testing::event;
use serde_json::json;
use shared_contracts::{ErasureSubject, OrderId};
use shipping_contracts::EraseShipments;

use crate::support::Shop;

fn erase(shop: &Shop, orders: Vec<OrderId>) -> Arc<Event> {
    let env = shop.test.env();
    let body = EraseShipments { subject: ErasureSubject { orders, ..ErasureSubject::default() } };
    let command =
        Command { command_id: env.uuid(), saga_id: env.uuid(), step: "erase_shipments".into(), body };
    event(env, "customer", EraseShipments::TYPE, &command.saga_id.to_string(), &command)
}

#[tokio::test]
async fn erased_shipments_stay_erased_however_badly_commands_are_delivered() {
    for seed in 1..=10 {
        let mut shop = Shop::open().await;
        let ids: [OrderId; 3] = std::array::from_fn(|_| shop.test.env().id());
        let [gone, also_gone, _] = ids;
        let asked = ids.map(|order_id| shop.command_event(order_id, shop.request(order_id, &[1])));
        shop.deliver(&asked).await;
        // Order's log is read once more, with the addresses still in it, while two erasures are under way.
        let erasures = [erase(&shop, vec![gone, also_gone]), erase(&shop, vec![gone])];
        shop.deliver_both(seed, &asked, &erasures).await;
        let mut names = Vec::new();
        for order_id in ids {
            let shipments = shop.shipments_of(order_id).await;
            assert_eq!(shipments.len(), 1, "seed {seed}");
            let path = format!("/admin/v1/shipments/{}", shipments[0]["shipment_id"].as_str().unwrap());
            names.push(shop.staff("GET", &path, None).await.ok()["address"]["name"].clone());
        }
        assert_eq!(names, [json!("erased"), json!("erased"), json!("Ada Lovelace")], "seed {seed}");
        let mut answers = BTreeMap::new();
        for reply in shop.replies::<EraseShipments>().await {
            let known = answers.entry(reply.command_id).or_insert_with(|| reply.outcome.clone());
            assert_eq!(*known, reply.outcome, "seed {seed}: answered in two ways");
        }
        assert_eq!(answers.len(), 2, "seed {seed}");
    }
}
