//! After any sequence of operations, every level is what its ledger and the open reservations add up to.

use kernel_base::{Entropy, SeededEntropy};
use kernel_db::GenericClient;
use kernel_testing::Bus;
use serde_json::json;
use shared_contracts::{ReservationId, VariantId};
use shipping_contracts::{ShipmentLine, ShipmentShipped};
use warehouse_contracts::ReserveStock;

use crate::shipments::shipped;
use crate::support::{Depot, answers, refused};

struct Dice(SeededEntropy);

impl Dice {
    fn below(&self, sides: u8) -> usize {
        let mut byte = [0];
        self.0.fill(&mut byte);
        usize::from(byte[0] % sides)
    }

    fn pieces(&self) -> i64 {
        i64::try_from(self.below(6)).unwrap() + 1
    }
}

async fn random_step(
    depot: &Depot,
    bus: &mut Bus,
    dice: &Dice,
    variants: &[VariantId],
    held: &mut Vec<ReserveStock>,
) {
    let variant = variants[dice.below(3)];
    let location = ["main", "annex"][dice.below(2)];
    let kind = ["receive", "return", "scrap", "adjust", "count"][dice.below(5)];
    match dice.below(6) {
        0 | 1 => {
            let line = json!({ "variant_id": variant, "location": location, "kind": kind, "quantity": dice.pieces() });
            let status = depot.move_stock(json!([line])).await.status.as_u16();
            assert!([201, 409].contains(&status), "{status}");
        }
        2 | 3 => {
            let order = depot.reservation(vec![
                depot.line(variant, dice.pieces()),
                depot.line(variants[dice.below(3)], dice.pieces()),
            ]);
            bus.take().await;
            depot.deliver(&[depot.command("reserve_stock", order.clone())]).await;
            if refused(&answers(&bus.take().await)[0]).is_none() {
                held.push(order);
            }
        }
        4 if !held.is_empty() => {
            let order = held.swap_remove(dice.below(250) % held.len());
            depot.release(order.reservation_id).await;
        }
        _ if !held.is_empty() => {
            let order = held.swap_remove(dice.below(250) % held.len());
            depot.shipping_tells("shipping.shipment_shipped.v1", &shipment(depot, &order)).await.unwrap();
        }
        _ => {}
    }
}

fn shipment(depot: &Depot, order: &ReserveStock) -> ShipmentShipped {
    let id: ReservationId = order.reservation_id;
    let lines: Vec<ShipmentLine> = shipped(depot, id, &order.lines, true).lines;
    ShipmentShipped { lines, ..shipped(depot, id, &order.lines, true) }
}

#[tokio::test]
async fn levels_can_be_recomputed_after_any_operations() {
    for seed in 1..=3 {
        let depot = Depot::open().await;
        depot.location("annex", 200).await;
        let variants =
            [depot.variant("A", 8).await, depot.variant("B", 8).await, depot.variant("C", 8).await];
        let mut bus = Bus::new(depot.test.db());
        let (dice, mut held) = (Dice(SeededEntropy::new(seed)), Vec::new());
        for step in 0..60 {
            random_step(&depot, &mut bus, &dice, &variants, &mut held).await;
            let verification = depot.get("/admin/v1/stock/verification").await.ok();
            assert_eq!(verification["consistent"], true, "seed {seed}, step {step}: {verification}");
        }
    }
}

#[tokio::test]
async fn what_was_entered_is_never_changed() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 10).await;
    for statement in [
        "UPDATE warehouse.stock_movement SET quantity = 11",
        "UPDATE warehouse.stock_movement SET quantity = 11 WHERE false",
        "DELETE FROM warehouse.stock_movement",
        "TRUNCATE warehouse.stock_movement",
        "TRUNCATE warehouse.stock_item CASCADE",
    ] {
        let write = depot.test.db().write().await.unwrap();
        write.execute(statement, &[]).await.unwrap();
        let refused = write.commit().await.unwrap_err();
        assert_eq!(refused.constraint(), Some("stock_movement_append_only"), "{statement}");
    }
    assert_eq!(depot.pieces(variant).await, (10, 0));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn a_level_that_was_tampered_with_is_found() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 10).await;
    depot.variant("85123A", 10).await;
    let sql = depot.test.sql().await;
    sql.execute(
        "UPDATE warehouse.stock_level SET on_hand = 11, reserved = 1 WHERE variant_id = $1",
        &[&variant.uuid()],
    )
    .await
    .unwrap();
    let verification = depot.get("/admin/v1/stock/verification").await.ok();
    assert_eq!(
        (verification["consistent"].clone(), verification["level_count"].clone()),
        (json!(false), json!(2))
    );
    assert_eq!(
        verification["differences"],
        json!([{
            "variant_id": variant, "sku": "22423", "location": "main",
            "on_hand": 11, "ledger_on_hand": 10, "reserved": 1, "held_reserved": 0,
        }])
    );
}
