//! What the order sagas ask.

use kernel_base::Outcome;
use serde_json::json;
use shared_contracts::{OrderId, Quantity};
use shipping_contracts::{
    CancelLine, CancelLines, CancelShipment, LinesCancelled, RequestShipment, ShipmentAccepted,
    ShipmentCancelled, ShipmentReduced, ShipmentRequested, ShipmentShipped, ShipmentsCancelled, refusal,
};

use crate::support::Shop;

#[tokio::test]
async fn a_repeated_request_is_answered_as_the_first_time_and_makes_one_shipment() {
    let mut shop = Shop::open().await;
    let order_id: OrderId = shop.test.env().id();
    let request = shop.request(order_id, &[6, 1]);
    for _ in 0..2 {
        shop.command(order_id, request.clone()).await;
    }
    let [first, second] = &shop.replies::<RequestShipment>().await[..] else { panic!("two replies") };
    assert_eq!(first.outcome, second.outcome);
    let [told] = &shop.told::<ShipmentRequested>().await[..] else { panic!("one event") };
    assert_eq!(first.outcome, Outcome::Done(ShipmentAccepted { shipment_id: told.shipment_id }));
    assert_eq!(told.lines, request.lines);
    let [shipment] = &shop.shipments_of(order_id).await[..] else { panic!("one shipment") };
    assert_eq!((&shipment["status"], &shipment["address"]["city"]), (&json!("open"), &json!("London")));
}

#[tokio::test]
async fn a_batch_of_commands_is_done_as_one_by_one() {
    let mut shop = Shop::open().await;
    let (kept, dropped, unknown): (OrderId, OrderId, OrderId) =
        (shop.test.env().id(), shop.test.env().id(), shop.test.env().id());
    let batch = [
        shop.command_event(kept, shop.request(kept, &[1])),
        shop.command_event(dropped, shop.request(dropped, &[2])),
        shop.command_event(unknown, Shop::cancel(unknown)),
        shop.command_event(dropped, Shop::cancel(dropped)),
        shop.command_event(dropped, Shop::cancel(dropped)),
    ];
    shop.deliver(&batch).await;
    assert_eq!(shop.replies::<RequestShipment>().await.len(), 2);
    let cancelled = shop.replies::<CancelShipment>().await;
    assert_eq!(cancelled.len(), 3);
    assert!(cancelled.iter().all(|reply| matches!(reply.outcome, Outcome::Done(ShipmentsCancelled { .. }))));
    assert_eq!(shop.shipments_of(kept).await[0]["status"], "open");
    assert_eq!(shop.shipments_of(dropped).await[0]["status"], "cancelled");
    assert_eq!(shop.told::<ShipmentRequested>().await.len(), 1, "nothing to pack for the other");
    assert_eq!(shop.told::<ShipmentCancelled>().await.len(), 1);
}

#[tokio::test]
async fn a_cancellation_that_overtakes_its_request_leaves_nothing_to_pack() {
    let mut shop = Shop::open().await;
    let order_id: OrderId = shop.test.env().id();
    shop.command(order_id, Shop::cancel(order_id)).await;
    shop.command(order_id, shop.request(order_id, &[1])).await;
    shop.command(order_id, shop.request(order_id, &[1])).await;
    let [shipment] = &shop.shipments_of(order_id).await[..] else { panic!("one shipment") };
    assert_eq!(shipment["status"], "cancelled");
    let [first, second] = &shop.replies::<RequestShipment>().await[..] else { panic!("two replies") };
    assert_eq!(first.outcome, second.outcome);
    assert!(shop.told::<ShipmentRequested>().await.is_empty());
}

#[tokio::test]
async fn goods_that_left_cannot_be_cancelled_and_the_refusal_is_repeated() {
    let mut shop = Shop::open().await;
    let shipment = shop.requested(&[1]).await;
    let order_id: OrderId = shipment["order_id"].as_str().unwrap().parse().unwrap();
    let path = format!("/admin/v1/shipments/{}/ship", shipment["shipment_id"].as_str().unwrap());
    shop.staff("POST", &path, Some(json!({}))).await.ok();
    for _ in 0..2 {
        shop.command(order_id, Shop::cancel(order_id)).await;
    }
    let replies = shop.replies::<CancelShipment>().await;
    assert_eq!(replies.len(), 2);
    for reply in replies {
        let Outcome::Refused(refusal) = reply.outcome else { panic!("refused") };
        assert_eq!(refusal.code, "shipping.already_shipped");
    }
    assert_eq!(shop.shipments_of(order_id).await[0]["status"], "shipped");
}

/// Pieces of the lines of a request, in its order.
pub(crate) fn cancel_lines(request: &RequestShipment, pieces: &[i64]) -> CancelLines {
    let lines = request.lines.iter().zip(pieces).filter_map(|(line, pieces)| {
        Some(CancelLine { line_id: line.line_id, quantity: Quantity::try_new(*pieces).ok()? })
    });
    CancelLines { order_id: request.order_id, lines: lines.collect() }
}

#[tokio::test]
async fn pieces_are_cancelled_once_per_command_and_the_rest_is_shipped() {
    let mut shop = Shop::open().await;
    let order_id: OrderId = shop.test.env().id();
    let request = shop.request(order_id, &[6, 2]);
    shop.command(order_id, request.clone()).await;
    let command = shop.command_event(order_id, cancel_lines(&request, &[4, 2]));
    shop.deliver(&[command.clone(), command.clone()]).await;
    shop.deliver(&[command]).await;
    let replies = shop.replies::<CancelLines>().await;
    assert_eq!(replies.len(), 3);
    assert!(replies.iter().all(|reply| reply.outcome == Outcome::Done(LinesCancelled { order_id })));
    let [reduced] = &shop.told::<ShipmentReduced>().await[..] else { panic!("one event") };
    assert_eq!(reduced.lines.iter().map(|line| line.quantity.get()).collect::<Vec<_>>(), [2]);

    let shipment = shop.shipments_of(order_id).await.remove(0);
    assert_eq!((&shipment["status"], shipment["lines"].as_array().unwrap().len()), (&json!("open"), 1));
    let path = format!("/admin/v1/shipments/{}/ship", shipment["shipment_id"].as_str().unwrap());
    shop.staff("POST", &path, Some(json!({}))).await.ok();
    let [shipped] = &shop.told::<ShipmentShipped>().await[..] else { panic!("one event") };
    assert_eq!((shipped.last, shipped.lines[0].quantity.get()), (true, 2));
}

#[tokio::test]
async fn a_refusal_to_cancel_pieces_is_kept() {
    let mut shop = Shop::open().await;
    let order_id: OrderId = shop.test.env().id();
    let request = shop.request(order_id, &[2]);
    // It overtakes the request of its order: there is nothing yet to take pieces out of.
    let command = shop.command_event(order_id, cancel_lines(&request, &[1]));
    shop.deliver(std::slice::from_ref(&command)).await;
    shop.command(order_id, request.clone()).await;
    shop.deliver(&[command]).await;
    shop.command(order_id, cancel_lines(&request, &[3])).await;
    let replies = shop.replies::<CancelLines>().await;
    assert_eq!(replies.len(), 3);
    for reply in replies {
        let Outcome::Refused(refused) = reply.outcome else { panic!("refused") };
        assert_eq!(refused.code, refusal::PIECES_NOT_OPEN);
    }
    assert_eq!(shop.shipments_of(order_id).await[0]["lines"][0]["quantity"], 2, "all or none");
}

#[tokio::test]
async fn a_shipment_of_which_nothing_is_left_is_cancelled() {
    let mut shop = Shop::open().await;
    let order_id: OrderId = shop.test.env().id();
    let request = shop.request(order_id, &[3]);
    let batch = [
        shop.command_event(order_id, request.clone()),
        shop.command_event(order_id, cancel_lines(&request, &[1])),
    ];
    shop.deliver(&batch).await;
    let [requested] = &shop.told::<ShipmentRequested>().await[..] else { panic!("one event") };
    assert_eq!(requested.lines[0].quantity.get(), 2);
    let batch = [1, 1].map(|pieces| shop.command_event(order_id, cancel_lines(&request, &[pieces])));
    shop.deliver(&batch).await;
    let [cancelled] = &shop.told::<ShipmentCancelled>().await[..] else { panic!("one event") };
    assert!(cancelled.asked_by_order && shop.told::<ShipmentReduced>().await.is_empty());
    let shipment = shop.shipments_of(order_id).await.remove(0);
    assert_eq!(shipment["status"], "cancelled");
    shop.command(order_id, Shop::cancel(order_id)).await;
    assert!(shop.told::<ShipmentCancelled>().await.is_empty());
}
