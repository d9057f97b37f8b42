//! Stock held for carts: set, extended, given back, and taken over by their orders.

use std::time::Duration;

use futures::future::join_all;
use kernel_base::{ApiError, Call, Timestamp};
use kernel_testing::Bus;
use serde_json::Value;
use shared_contracts::{CartId, VariantId};
use warehouse_contracts::{
    AvailabilityQuery, HoldForCart, ReleaseForCart, ReleaseStock, ReserveLine, ReserveStock, refusal,
};

use crate::support::{Depot, answers, refused};

fn call(depot: &Depot) -> Call {
    Call { deadline: depot.now().plus(Duration::from_secs(5)), trace: None }
}

fn in_minutes(depot: &Depot, minutes: u64) -> Timestamp {
    depot.now().plus(Duration::from_secs(60 * minutes))
}

/// Holds for a quarter of an hour.
async fn hold(depot: &Depot, cart_id: CartId, lines: &[ReserveLine]) -> Result<Timestamp, ApiError> {
    let (channel, until) = ("web".parse().unwrap(), in_minutes(depot, 15));
    let hold = HoldForCart { cart_id, channel, lines: lines.to_vec(), until };
    let held = depot.api.hold_for_cart(&call(depot), hold).await?;
    assert_eq!(held.until, until);
    Ok(until)
}

async fn give_back(depot: &Depot, cart_id: CartId) {
    depot.api.release_for_cart(&call(depot), ReleaseForCart { cart_id }).await.unwrap();
}

/// The order of a cart that may hold.
fn order_of(depot: &Depot, cart_id: CartId, lines: &[ReserveLine]) -> ReserveStock {
    ReserveStock { cart_id: Some(cart_id), ..depot.reservation(lines.to_vec()) }
}

/// What is told of a cart's reservations, latest first: status and reason of the end.
async fn history(depot: &Depot, cart_id: CartId) -> Vec<(String, String)> {
    let list = depot.get(&format!("/admin/v1/reservations?owner={cart_id}")).await.ok();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let items = list["items"].as_array().unwrap().iter();
    items
        .map(|item| {
            assert_eq!(item["cart_id"], item["owner"]);
            (text(&item["status"]), text(&item["end_reason"]))
        })
        .collect()
}

fn told(history: &[(&str, &str)]) -> Vec<(String, String)> {
    history.iter().map(|(status, reason)| ((*status).to_owned(), (*reason).to_owned())).collect()
}

async fn orderable_to(depot: &Depot, variant: VariantId, cart_id: Option<CartId>) -> i64 {
    let query = AvailabilityQuery { channel: "web".parse().unwrap(), variant_ids: vec![variant], cart_id };
    depot.api.availability(&call(depot), query).await.unwrap()[0].orderable
}

#[tokio::test]
async fn the_last_piece_held_for_a_cart_is_that_carts_to_buy() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let variant = depot.variant("22423", 1).await;
    let (cart, other): (CartId, CartId) = (depot.test.env().id(), depot.test.env().id());
    let line = [depot.line(variant, 1)];
    hold(&depot, cart, &line).await.unwrap();
    bus.take().await;
    let refusal = hold(&depot, other, &line).await.unwrap_err();
    assert_eq!(refusal.code, refusal::INSUFFICIENT_STOCK);
    let stranger = depot.reserve(&mut bus, depot.reservation(line.to_vec())).await;
    let pretender = depot.reserve(&mut bus, order_of(&depot, other, &line)).await;
    for answer in [stranger, pretender] {
        assert_eq!(refused(&answer), Some(refusal::INSUFFICIENT_STOCK));
    }
    assert_eq!((orderable_to(&depot, variant, None).await, depot.pieces(variant).await), (0, (1, 1)));
    assert_eq!(orderable_to(&depot, variant, Some(other)).await, 0);
    assert_eq!(orderable_to(&depot, variant, Some(cart)).await, 1, "it is not warned of its own hold");

    let order = order_of(&depot, cart, &line);
    let answer = depot.reserve(&mut bus, order.clone()).await;
    assert_eq!((refused(&answer), depot.pieces(variant).await), (None, (1, 1)));
    assert_eq!(depot.reserve(&mut bus, order.clone()).await, answer, "also when it comes twice");
    let view = depot.get(&format!("/admin/v1/reservations/{}", order.reservation_id)).await.ok();
    assert_eq!(
        (&view["status"], &view["deadline"], &view["cart_id"]),
        (&"held".into(), &Value::Null, &Value::Null)
    );
    assert_eq!(history(&depot, cart).await, told(&[("released", "taken over by ord_1")]));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn the_same_lines_move_the_deadline_and_other_lines_replace() {
    let depot = Depot::open().await;
    let (lamp, shade) = (depot.variant("22423", 5).await, depot.variant("85123A", 5).await);
    let cart: CartId = depot.test.env().id();
    let (two, three, shades) = (depot.line(lamp, 2), depot.line(lamp, 3), depot.line(shade, 4));
    hold(&depot, cart, &[two.clone(), shades.clone()]).await.unwrap();
    depot.minutes_pass(10);
    hold(&depot, cart, &[shades.clone(), two.clone()]).await.unwrap();
    assert_eq!(history(&depot, cart).await, told(&[("held", "")]), "no new rows");
    depot.minutes_pass(10);
    depot.run_job("expire_reservations").await;
    assert_eq!((depot.pieces(lamp).await, depot.pieces(shade).await), ((5, 2), (5, 4)), "extended");
    hold(&depot, cart, &[three]).await.unwrap();
    assert_eq!((depot.pieces(lamp).await, depot.pieces(shade).await), ((5, 3), (5, 0)));
    assert_eq!(history(&depot, cart).await, told(&[("held", ""), ("released", "replaced")]));
    give_back(&depot, cart).await;
    give_back(&depot, cart).await;
    assert_eq!(depot.pieces(lamp).await, (5, 0));
    assert_eq!(history(&depot, cart).await[0], told(&[("released", "given back by the cart")])[0]);
    depot.assert_consistent().await;
}

#[tokio::test]
async fn a_shortage_names_what_is_short_and_keeps_the_earlier_hold() {
    let depot = Depot::open().await;
    let (lamp, shade) = (depot.variant("22423", 2).await, depot.variant("85123A", 5).await);
    let cart: CartId = depot.test.env().id();
    hold(&depot, cart, &[depot.line(lamp, 2), depot.line(shade, 1)]).await.unwrap();
    depot.minutes_pass(5);
    let lines = [depot.line(shade, 2), depot.line(lamp, 1), depot.line(lamp, 2)];
    let answer = hold(&depot, cart, &lines).await.unwrap_err();
    assert_eq!(
        (&*answer.code, answer.message.as_str()),
        (refusal::INSUFFICIENT_STOCK, "22423: 3 wanted, 2 can be had")
    );
    let [short] = &answer.errors[..] else { panic!("one variant is short: {answer:?}") };
    assert_eq!((short.pointer.as_str(), &*short.code), ("/lines/1", refusal::INSUFFICIENT_STOCK));
    assert_eq!((depot.pieces(lamp).await, depot.pieces(shade).await), ((2, 2), (5, 1)));
    let unknown = hold(&depot, cart, &[depot.line(depot.test.env().id(), 1)]).await.unwrap_err();
    assert_eq!(unknown.code, refusal::UNKNOWN_VARIANT);
    let nothing = hold(&depot, cart, &[]).await.unwrap_err();
    assert_eq!(nothing.code, refusal::INVALID_RESERVATION);
    assert_eq!(history(&depot, cart).await, told(&[("held", "")]));
    depot.minutes_pass(10);
    depot.run_job("expire_reservations").await;
    assert_eq!(history(&depot, cart).await, told(&[("expired", "")]), "with the deadline it had");
    depot.assert_consistent().await;
}

#[tokio::test]
async fn a_hold_ends_by_itself_and_another_shopper_buys() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let variant = depot.variant("22423", 1).await;
    let cart: CartId = depot.test.env().id();
    let line = [depot.line(variant, 1)];
    hold(&depot, cart, &line).await.unwrap();
    depot.minutes_pass(15);
    depot.run_job("expire_reservations").await;
    bus.take().await;
    let answer = depot.reserve(&mut bus, depot.reservation(line.to_vec())).await;
    assert_eq!(refused(&answer), None);
    assert_eq!(hold(&depot, cart, &line).await.unwrap_err().code, refusal::INSUFFICIENT_STOCK);
    let late = HoldForCart {
        cart_id: cart,
        channel: "web".parse().unwrap(),
        lines: line.to_vec(),
        until: depot.now(),
    };
    let refused = depot.api.hold_for_cart(&call(&depot), late).await.unwrap_err();
    assert_eq!(refused.code, "warehouse.deadline_passed");
    depot.assert_consistent().await;
}

#[tokio::test]
async fn a_hold_past_its_deadline_that_nobody_swept_is_still_the_orders() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let variant = depot.variant("22423", 1).await;
    let cart: CartId = depot.test.env().id();
    let line = [depot.line(variant, 1)];
    hold(&depot, cart, &line).await.unwrap();
    depot.minutes_pass(20);
    hold(&depot, cart, &line).await.unwrap();
    assert_eq!(history(&depot, cart).await, told(&[("held", ""), ("released", "replaced")]));
    depot.minutes_pass(20);
    bus.take().await;
    assert_eq!(refused(&depot.reserve(&mut bus, order_of(&depot, cart, &line)).await), None);
    depot.run_job("expire_reservations").await;
    assert_eq!(depot.pieces(variant).await, (1, 1));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn a_refused_order_leaves_the_hold_and_a_rejected_one_frees_the_stock() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let variant = depot.variant("22423", 2).await;
    let cart: CartId = depot.test.env().id();
    hold(&depot, cart, &[depot.line(variant, 2)]).await.unwrap();
    bus.take().await;
    let answer = depot.reserve(&mut bus, order_of(&depot, cart, &[depot.line(variant, 3)])).await;
    assert_eq!(refused(&answer), Some(refusal::INSUFFICIENT_STOCK));
    assert_eq!((depot.pieces(variant).await, history(&depot, cart).await), ((2, 2), told(&[("held", "")])));
    let order = order_of(&depot, cart, &[depot.line(variant, 2)]);
    assert_eq!(refused(&depot.reserve(&mut bus, order.clone()).await), None);
    depot.release(order.reservation_id).await;
    assert_eq!(depot.pieces(variant).await, (2, 0), "the payment was declined");
    hold(&depot, cart, &[depot.line(variant, 2)]).await.unwrap();
    assert_eq!(depot.pieces(variant).await, (2, 2), "the shopper tries again");
    depot.assert_consistent().await;
}

#[tokio::test]
async fn an_order_given_up_before_it_reserves_leaves_the_hold() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let variant = depot.variant("22423", 1).await;
    let cart: CartId = depot.test.env().id();
    hold(&depot, cart, &[depot.line(variant, 1)]).await.unwrap();
    bus.take().await;
    let order = order_of(&depot, cart, &[depot.line(variant, 1)]);
    let release = ReleaseStock { reservation_id: order.reservation_id, reason: "too late".to_owned() };
    let batch = [depot.command("release_stock", release), depot.command("reserve_stock", order)];
    depot.deliver(&batch).await;
    assert_eq!(
        answers(&bus.take().await).iter().map(refused).collect::<Vec<_>>(),
        [Some(refusal::RESERVATION_ENDED)]
    );
    assert_eq!(history(&depot, cart).await, told(&[("held", "")]));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn a_late_extension_after_the_order_holds_until_its_deadline_and_no_longer() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let variant = depot.variant("22423", 2).await;
    let cart: CartId = depot.test.env().id();
    let line = [depot.line(variant, 1)];
    hold(&depot, cart, &line).await.unwrap();
    bus.take().await;
    assert_eq!(refused(&depot.reserve(&mut bus, order_of(&depot, cart, &line)).await), None);
    hold(&depot, cart, &line).await.unwrap();
    hold(&depot, cart, &line).await.unwrap();
    assert_eq!(depot.pieces(variant).await, (2, 2));
    depot.minutes_pass(15);
    depot.run_job("expire_reservations").await;
    assert_eq!(depot.pieces(variant).await, (2, 1), "the order keeps its own");
    depot.assert_consistent().await;
}

#[tokio::test]
async fn holds_of_one_batch_of_orders_are_taken_over_in_log_order() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 3).await;
    let carts: Vec<CartId> = (0..3).map(|_| depot.test.env().id()).collect();
    let line = [depot.line(variant, 1)];
    for cart in &carts {
        hold(&depot, *cart, &line).await.unwrap();
    }
    // A stranger first, and one cart twice: its second order finds nothing held, and nothing free.
    let orders = [
        depot.reservation(line.to_vec()),
        order_of(&depot, carts[0], &line),
        order_of(&depot, carts[0], &line),
        order_of(&depot, carts[1], &line),
        order_of(&depot, carts[2], &line),
    ];
    let commands = orders.clone().map(|order| depot.command("reserve_stock", order));
    depot.deliver(&commands).await;
    for (order, status) in orders.iter().zip(["refused", "held", "refused", "held", "held"]) {
        let view = depot.get(&format!("/admin/v1/reservations/{}", order.reservation_id)).await.ok();
        assert_eq!(view["status"], status);
    }
    assert_eq!(depot.pieces(variant).await, (3, 3));
    depot.assert_consistent().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_thirty_two_buyers_of_a_held_last_piece_only_its_cart_gets_it() {
    for batch in [1, 8] {
        let depot = Depot::open().await;
        let mut bus = Bus::new(depot.test.db());
        let variant = depot.variant("22423", 1).await;
        let cart: CartId = depot.test.env().id();
        let line = [depot.line(variant, 1)];
        hold(&depot, cart, &line).await.unwrap();
        bus.take().await;
        let own = order_of(&depot, cart, &line);
        let orders =
            (0..32).map(|place| if place == 17 { own.clone() } else { depot.reservation(line.to_vec()) });
        let commands: Vec<_> = orders.map(|order| depot.command("reserve_stock", order)).collect();
        let holds = (0..8).map(|_| async { hold(&depot, depot.test.env().id(), &line).await.is_ok() });
        let (_, held) =
            futures::join!(join_all(commands.chunks(batch).map(|some| depot.deliver(some))), join_all(holds));
        let outcomes = answers(&bus.take().await);
        let sold: Vec<_> = outcomes.iter().filter(|outcome| refused(outcome).is_none()).collect();
        assert_eq!((outcomes.len(), sold.len(), held.contains(&true)), (32, 1, false));
        let view = depot.get(&format!("/admin/v1/reservations/{}", own.reservation_id)).await.ok();
        assert_eq!((&view["status"], depot.pieces(variant).await), (&"held".into(), (1, 1)));
        depot.assert_consistent().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cart_that_asks_from_everywhere_at_once_holds_once() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 100).await;
    let cart: CartId = depot.test.env().id();
    let asks = (1..=16).map(|pieces| {
        let depot = &depot;
        async move {
            let line = [depot.line(variant, pieces)];
            while let Err(error) = hold(depot, cart, &line).await {
                assert_eq!(error.code, "unavailable");
            }
        }
    });
    join_all(asks).await;
    let history = history(&depot, cart).await;
    assert_eq!(history.iter().filter(|(status, _)| status == "held").count(), 1);
    assert!((1..=16).contains(&depot.pieces(variant).await.1));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn ten_thousand_lines_are_held_extended_and_taken_over() {
    let depot = Depot::open().await;
    let mut bus = Bus::new(depot.test.db());
    let variant = depot.variant("22423", 10_000).await;
    let cart: CartId = depot.test.env().id();
    let lines: Vec<ReserveLine> = (0..10_000).map(|_| depot.line(variant, 1)).collect();
    hold(&depot, cart, &lines).await.unwrap();
    hold(&depot, cart, &lines).await.unwrap();
    assert_eq!(history(&depot, cart).await, told(&[("held", "")]));
    bus.take().await;
    let answer = depot.reserve(&mut bus, order_of(&depot, cart, &lines)).await;
    assert_eq!((refused(&answer), depot.pieces(variant).await), (None, (10_000, 10_000)));
    depot.assert_consistent().await;
}
