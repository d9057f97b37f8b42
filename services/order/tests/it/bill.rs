//! What money was for is billed: once, as pieces where they are known, and in the order's own transaction.

use std::sync::Arc;

use kernel_base::{Event, EventData, Personal};
use kernel_testing::event;
use order::CapturePolicy;
use order_contracts::{BillKind, BilledKind, OrderBilled};
use payment_contracts::{CapturePayment, IntentCaptured, IntentRefunded};
use serde_json::json;
use shared_contracts::{CaptureId, OrderId};

use crate::progress::{captured, pieces, refunded, shipped};
use crate::support::{Shop, order_body};

async fn billed(shop: &mut Shop) -> Vec<OrderBilled> {
    let sent = shop.sent().await;
    sent.iter().filter(|event| event.is::<OrderBilled>()).map(|event| event.parse().unwrap()).collect()
}

fn kinds(bill: &OrderBilled) -> Vec<(BilledKind, i32, i64)> {
    bill.lines.iter().map(|line| (line.kind, line.quantity, line.gross.minor())).collect()
}

async fn told_refund(shop: &Shop, order_id: OrderId, in_all: i64) -> Arc<Event> {
    let refund = refunded(shop, order_id, in_all);
    event(shop.env(), "payment", IntentRefunded::TYPE, &refund.intent_id.to_string(), &refund)
}

#[tokio::test]
async fn captures_are_invoiced_and_refunds_credited_once() {
    let mut shop = Shop::open().await;
    let order_id: OrderId = shop.confirmed_order().await.parse().unwrap();
    let money = [captured(&shop, order_id, 110, 110), captured(&shop, order_id, 400, 510)];
    shop.try_tell("payment", &money[..1]).await.unwrap();
    shop.try_tell("payment", &money).await.unwrap();
    let refund = told_refund(&shop, order_id, 100).await;
    shop.try_tell("payment", &[refund.clone(), refund]).await.unwrap();
    shop.try_tell("payment", &money).await.unwrap();
    let bills = billed(&mut shop).await;
    let [first, last, credit] = &bills[..] else { panic!("{bills:#?}") };
    assert_eq!(kinds(first), [(BilledKind::Prepayment, 1, 110)]);
    assert_eq!(kinds(last), [(BilledKind::Item, 2, 510), (BilledKind::Prepayment, -1, -110)]);
    assert_eq!(kinds(credit), [(BilledKind::Allowance, 1, 100)]);
    assert_eq!((first.sequence, last.sequence, credit.sequence), (1, 2, 3));
    assert_eq!((credit.kind, &credit.corrects), (BillKind::CreditNote, &vec![first.bill_id, last.bill_id]));
    assert_eq!((last.reaches.minor(), last.gross.minor(), credit.gross.minor()), (510, 400, 100));
    assert!(matches!(first.buyer, Personal::Known(_)));
    assert_eq!(last.lines[0].sku.as_ref().unwrap().as_str(), "85123A");
    assert_eq!((shop.count("\"order\".bill").await, shop.count("\"order\".bill_line").await), (3, 4));
}

#[tokio::test]
async fn parts_of_one_capture_are_one_invoice() {
    let mut shop = Shop::open().await;
    let order_id: OrderId = shop.confirmed_order().await.parse().unwrap();
    let capture_id: CaptureId = shop.env().id();
    let part = |amount, in_all| {
        let fact: IntentCaptured = captured(&shop, order_id, amount, in_all).parse().unwrap();
        let fact = IntentCaptured { capture_id, ..fact };
        event(shop.env(), "payment", IntentCaptured::TYPE, &fact.intent_id.to_string(), &fact)
    };
    let parts = [part(200, 200), part(310, 510)];
    shop.try_tell("payment", &parts).await.unwrap();
    let bills = billed(&mut shop).await;
    assert_eq!(bills.iter().map(kinds).collect::<Vec<_>>(), [[(BilledKind::Item, 2, 510)]]);
}

#[tokio::test]
async fn pieces_cancelled_after_they_were_paid_are_credited_as_pieces() {
    let mut shop = Shop::open().await;
    let text = shop.confirmed_order().await;
    let order_id: OrderId = text.parse().unwrap();
    shop.capture(&text, 510).await;
    let line_id = shop.order(&text).await["lines"][0]["line_id"].clone();
    let body = json!({ "lines": [{ "line_id": line_id, "quantity": 1 }], "reason": "one is enough" });
    shop.staff("POST", &format!("/admin/v1/orders/{text}/lines/cancel"), body).await.ok();
    shop.run(None).await;
    shop.try_tell("payment", &[told_refund(&shop, order_id, 255).await]).await.unwrap();
    let bills = billed(&mut shop).await;
    let credit = bills.last().unwrap();
    assert_eq!((credit.kind, kinds(credit)), (BillKind::CreditNote, vec![(BilledKind::Item, 1, 255)]));
}

fn asked(sent: &[Arc<Event>]) -> Vec<CapturePayment> {
    let commands = sent.iter().filter_map(|event| event.command::<CapturePayment>());
    commands.map(|command| command.unwrap().body).collect()
}

/// Payment tells what it collected for this command.
async fn pay(shop: &Shop, order_id: OrderId, asked: &CapturePayment, in_all: i64) {
    let amount = asked.amount.unwrap().minor();
    let fact: IntentCaptured = captured(shop, order_id, amount, in_all).parse().unwrap();
    let fact = IntentCaptured { capture_id: asked.capture_id, ..fact };
    let told = event(shop.env(), "payment", IntentCaptured::TYPE, &fact.intent_id.to_string(), &fact);
    shop.try_tell("payment", &[told.clone(), told]).await.unwrap();
}

#[tokio::test]
async fn what_leaves_is_collected_and_billed_as_it_left() {
    let mut shop = Shop::collecting(CapturePolicy::OnShipment).await;
    shop.stock_product(1, &["85123A"]).await;
    let body = order_body(&[json!({ "sku": "85123A", "quantity": 3, "unit_price": "3.335" })]);
    let text = shop.staff("POST", "/admin/v1/orders", body).await.text("order_id");
    let sent = shop.run_through().await;
    assert!(asked(&sent).is_empty(), "nothing has left yet");
    let order_id: OrderId = text.parse().unwrap();
    let order = shop.order(&text).await;
    let (first, second) = (shop.env().id(), shop.env().id());
    let leaves =
        |shipment_id, count, last| shipped(&shop, order_id, shipment_id, pieces(&order, count), last);
    let told = [leaves(first, 1, false), leaves(first, 1, false)];
    shop.try_tell("shipping", &told).await.unwrap();
    shop.try_tell("shipping", &[leaves(second, 2, true)]).await.unwrap();
    let sent = shop.sent().await;
    let wanted = asked(&sent);
    let amounts: Vec<i64> = wanted.iter().map(|asked| asked.amount.unwrap().minor()).collect();
    assert_eq!(amounts, [334, 667]);
    assert_eq!(wanted[0].capture_id, CaptureId::from_uuid(first.uuid()));
    pay(&shop, order_id, &wanted[0], 334).await;
    pay(&shop, order_id, &wanted[1], 1001).await;
    let bills = billed(&mut shop).await;
    assert_eq!(kinds(&bills[0]), [(BilledKind::Item, 1, 334)]);
    assert_eq!(kinds(&bills[1]), [(BilledKind::Item, 2, 667)]);
    assert!(bills.iter().all(|bill| bill.shipped_at.is_some()) && bills.len() == 2);
}

#[tokio::test]
async fn a_refused_capture_is_told_on_the_order_once() {
    let mut shop = Shop::collecting(CapturePolicy::OnShipment).await;
    let text = shop.confirmed_order().await;
    let all = pieces(&shop.order(&text).await, 2);
    let left = shipped(&shop, text.parse().unwrap(), shop.env().id(), all, true);
    shop.try_tell("shipping", &[left]).await.unwrap();
    shop.run(Some(("payment.capture.v1", "payment.nothing_to_capture"))).await;
    let timeline = shop.timeline(&text).await;
    assert_eq!(timeline.iter().filter(|kind| *kind == "capture_refused").count(), 1, "{timeline:?}");
}

#[tokio::test]
async fn a_confirmed_order_is_collected_at_once_where_its_channel_says_so() {
    let mut shop = Shop::collecting(CapturePolicy::OnConfirmation).await;
    shop.stock_product(1, &["85123A"]).await;
    let body = order_body(&[json!({ "sku": "85123A", "quantity": 2, "unit_price": "2.55" })]);
    let text = shop.staff("POST", "/admin/v1/orders", body).await.text("order_id");
    let sent = shop.run_through().await;
    let [wanted] = &asked(&sent)[..] else { panic!("one capture") };
    assert_eq!((wanted.order_id, wanted.amount), (text.parse().unwrap(), None));
}
