//! Commands of order sagas: every outcome is remembered.

use kernel_base::Outcome;
use kernel_messaging::HandlerError;
use kernel_testing::Bus;
use serde_json::json;
use warehouse_contracts::{ReleaseStock, ReserveStock, refusal};

use crate::support::{Depot, answers, refused};

#[tokio::test]
async fn a_repeated_command_gets_its_first_answer_refusals_included() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let variant = depot.variant("22423", 5).await;
    bus.take().await;
    let (first, second) =
        (depot.reservation(vec![depot.line(variant, 5)]), depot.reservation(vec![depot.line(variant, 1)]));
    let done = depot.reserve(&mut bus, first.clone()).await;
    let no = depot.reserve(&mut bus, second.clone()).await;
    assert_eq!((refused(&done), refused(&no)), (None, Some(refusal::INSUFFICIENT_STOCK)));
    depot.stock("22423", "main", 100).await;
    bus.take().await;
    assert_eq!(depot.reserve(&mut bus, second).await, no, "also when stock has come since");
    assert_eq!(depot.reserve(&mut bus, first.clone()).await, done);
    depot.release(first.reservation_id).await;
    bus.take().await;
    assert_eq!(depot.reserve(&mut bus, first).await, done, "also when it was released since");
    assert_eq!(depot.pieces(variant).await, (105, 0));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn a_release_that_overtakes_its_reservation_leaves_a_tombstone() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let variant = depot.variant("22423", 5).await;
    let late = depot.reservation(vec![depot.line(variant, 1)]);
    depot.release(late.reservation_id).await;
    depot.release(late.reservation_id).await;
    bus.take().await;
    let answer = depot.reserve(&mut bus, late.clone()).await;
    assert_eq!(refused(&answer), Some(refusal::RESERVATION_ENDED));
    assert_eq!(depot.pieces(variant).await, (5, 0));
    let view = depot.get(&format!("/admin/v1/reservations/{}", late.reservation_id)).await.ok();
    assert_eq!((view["status"].as_str(), view["end_reason"].as_str()), (Some("tombstone"), Some("canceled")));
}

#[tokio::test]
async fn reserving_and_releasing_in_one_batch_nets_to_nothing() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let variant = depot.variant("22423", 1).await;
    bus.take().await;
    let (first, second) =
        (depot.reservation(vec![depot.line(variant, 1)]), depot.reservation(vec![depot.line(variant, 1)]));
    let release = ReleaseStock { reservation_id: first.reservation_id, reason: "changed my mind".to_owned() };
    let batch = [
        depot.command("reserve_stock", first),
        depot.command("release_stock", release),
        depot.command("reserve_stock", second),
    ];
    depot.deliver(&batch).await;
    let events = bus.take().await;
    let outcomes = answers(&events);
    assert_eq!((outcomes.len(), outcomes.iter().filter_map(refused).count()), (2, 0));
    assert_eq!(events.iter().filter(|event| event.reply::<ReleaseStock>().is_some()).count(), 1);
    assert_eq!(depot.pieces(variant).await, (1, 1));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn a_reservation_holds_all_lines_or_none() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let (plenty, scarce) = (depot.variant("22423", 50).await, depot.variant("85123A", 1).await);
    bus.take().await;
    let lines = vec![depot.line(plenty, 2), depot.line(scarce, 1), depot.line(scarce, 1)];
    let answer = depot.reserve(&mut bus, depot.reservation(lines)).await;
    assert_eq!(refused(&answer), Some(refusal::INSUFFICIENT_STOCK));
    let Outcome::Refused(no) = answer else { panic!("refused") };
    assert_eq!(no.message, "85123A: 2 wanted, 1 can be had");
    assert_eq!((depot.pieces(plenty).await, depot.pieces(scarce).await), ((50, 0), (1, 0)));
}

#[tokio::test]
async fn unknown_variants_and_senseless_reservations_are_refused() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let variant = depot.variant("22423", 5).await;
    bus.take().await;
    let unknown = depot.reservation(vec![depot.line(depot.test.env().id(), 1)]);
    assert_eq!(refused(&depot.reserve(&mut bus, unknown).await), Some(refusal::UNKNOWN_VARIANT));
    let owner = ReserveStock { owner: "x".repeat(65), ..depot.reservation(vec![depot.line(variant, 1)]) };
    for wrong in [depot.reservation(vec![]), owner] {
        assert_eq!(refused(&depot.reserve(&mut bus, wrong).await), Some(refusal::INVALID_RESERVATION));
    }
    assert_eq!(depot.pieces(variant).await, (5, 0));
}

#[tokio::test]
async fn a_malformed_command_is_poison_not_a_retry() {
    let depot = Depot::open().await;
    let body = json!({ "command_id": "no uuid" });
    let kind = "warehouse.reserve_stock.v1";
    let event = kernel_testing::event(depot.test.env(), "order", kind, "saga", &body);
    assert!(matches!(depot.deliver_raw(&[event]).await, Err(HandlerError::Poison(_))));
}

#[tokio::test]
async fn services_are_reserved_without_a_location() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let postage = depot.test.env().id();
    depot.product(depot.test.env().id(), 1, &[(postage, "POST", false)]).await;
    bus.take().await;
    let answer = depot.reserve(&mut bus, depot.reservation(vec![depot.line(postage, 1)])).await;
    let Outcome::Done(reserved) = answer else { panic!("{answer:?}") };
    assert_eq!((reserved.allocations.len(), reserved.allocations[0].location_id), (1, None));
    let availability = depot.availability(postage).await;
    assert!(!availability.tracked && availability.allows(1_000_000));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn ten_thousand_lines_are_one_reservation() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let variant = depot.variant("22423", 10_000).await;
    bus.take().await;
    let lines = vec![depot.line(variant, 1); 10_000];
    let order = depot.reservation(lines);
    let answer = depot.reserve(&mut bus, order.clone()).await;
    assert_eq!(refused(&answer), None);
    assert_eq!(depot.pieces(variant).await, (10_000, 10_000));
    depot.release(order.reservation_id).await;
    assert_eq!(depot.pieces(variant).await, (10_000, 0));
    depot.assert_consistent().await;
}
