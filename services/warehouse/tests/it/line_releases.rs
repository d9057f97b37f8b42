//! Pieces of an order that will not be shipped are free again, once.

use kernel_testing::Bus;
use shared_contracts::Quantity;
use shipping_contracts::ShipmentShipped;
use warehouse_contracts::{LinesReleased, ReleaseLine, ReleaseLines, ReserveStock};

use crate::shipments::shipped;
use crate::support::Depot;

const SHIPPED: &str = "shipping.shipment_shipped.v1";

fn pieces(quantity: i64) -> Quantity {
    Quantity::try_new(quantity).unwrap()
}

/// `quantity` pieces of the first line.
fn release(order: &ReserveStock, quantity: i64) -> ReleaseLines {
    let lines = vec![ReleaseLine { line_id: order.lines[0].line_id, quantity: pieces(quantity) }];
    ReleaseLines { reservation_id: order.reservation_id, lines, reason: "a line was cancelled".to_owned() }
}

fn parcel(depot: &Depot, order: &ReserveStock, quantity: i64, last: bool) -> ShipmentShipped {
    let mut parcel = shipped(depot, order.reservation_id, &order.lines, last);
    parcel.lines[0].quantity = pieces(quantity);
    parcel
}

#[tokio::test]
async fn a_command_that_comes_twice_frees_its_pieces_once_and_is_answered_the_same() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let variant = depot.variant("22423", 10).await;
    let order = depot.reservation(vec![depot.line(variant, 6)]);
    depot.deliver(&[depot.command("reserve_stock", order.clone())]).await;
    bus.take().await;
    let command = depot.command("release_lines", release(&order, 2));
    depot.deliver(&[command.clone(), command.clone()]).await;
    depot.deliver(&[command]).await;
    assert_eq!(depot.pieces(variant).await, (10, 4));
    let replies: Vec<_> = bus.take().await.iter().filter_map(|event| event.reply::<ReleaseLines>()).collect();
    assert_eq!(replies.len(), 3);
    let done = kernel_base::Outcome::Done(LinesReleased { reservation_id: order.reservation_id });
    assert!(replies.into_iter().all(|reply| reply.unwrap().outcome == done));
    // Another command about the same line is another cancellation.
    depot.deliver(&[depot.command("release_lines", release(&order, 1))]).await;
    assert_eq!(depot.pieces(variant).await, (10, 3));
    let view = depot.get(&format!("/admin/v1/reservations/{}", order.reservation_id)).await.ok();
    assert_eq!((view["status"].as_str(), view["lines"][0]["released"].as_i64()), (Some("held"), Some(3)));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn shipped_and_cancelled_pieces_may_be_told_in_either_order() {
    let depot = Depot::open().await;
    for release_first in [true, false] {
        let variant = depot.variant(if release_first { "22423" } else { "85123A" }, 10).await;
        let order = depot.reservation(vec![depot.line(variant, 5)]);
        depot.deliver(&[depot.command("reserve_stock", order.clone())]).await;
        let (parcel, command) =
            (parcel(&depot, &order, 2, false), depot.command("release_lines", release(&order, 3)));
        if release_first {
            depot.deliver(std::slice::from_ref(&command)).await;
            depot.shipping_tells(SHIPPED, &parcel).await.unwrap();
        } else {
            depot.shipping_tells(SHIPPED, &parcel).await.unwrap();
            depot.deliver(std::slice::from_ref(&command)).await;
        }
        assert_eq!(depot.pieces(variant).await, (8, 0), "release first: {release_first}");
        depot.shipping_tells(SHIPPED, &parcel).await.unwrap();
        depot.deliver(&[command]).await;
        assert_eq!(depot.pieces(variant).await, (8, 0), "told again");
        let view = depot.get(&format!("/admin/v1/reservations/{}", order.reservation_id)).await.ok();
        assert_eq!(view["status"], "issued");
        depot.assert_consistent().await;
    }
}

#[tokio::test]
async fn pieces_that_the_last_shipment_gave_back_are_not_given_back_again() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 10).await;
    let order = depot.reservation(vec![depot.line(variant, 5)]);
    let other = depot.reservation(vec![depot.line(variant, 4)]);
    let reserve = [order.clone(), other].map(|body| depot.command("reserve_stock", body));
    depot.deliver(&reserve).await;
    depot.shipping_tells(SHIPPED, &parcel(&depot, &order, 2, true)).await.unwrap();
    assert_eq!(depot.pieces(variant).await, (8, 4));
    depot.deliver(&[depot.command("release_lines", release(&order, 3))]).await;
    assert_eq!(depot.pieces(variant).await, (8, 4), "the other order keeps its pieces");
    depot.release(order.reservation_id).await;
    assert_eq!(depot.pieces(variant).await, (8, 4));
    depot.assert_consistent().await;
}
