//! Carts that were left alone.

use cart_contracts::{CartCompleted, CartExpired};

use crate::support::Shop;

const DAY: u64 = 24 * 3600;

#[tokio::test]
async fn a_cart_expires_after_thirty_days_without_activity_and_tells_so_once() {
    let shop = Shop::open().await;
    let (variant, held, left) = (shop.product("2.95").await, shop.new_cart().await, shop.new_cart().await);
    shop.add(&left, variant, 2).await.ok();
    shop.time_passes(20 * DAY);
    shop.add(&held, variant, 1).await.ok();
    shop.time_passes(11 * DAY);
    assert_eq!(shop.jobs.expire_carts().await.unwrap(), 1);
    let [event] = &shop.told::<CartExpired>().await[..] else { panic!("one event") };
    assert!(left.path.ends_with(&event.cart_id.to_string()));
    assert_eq!(event.line_count, 1);
    assert_eq!(shop.jobs.expire_carts().await.unwrap(), 0);
    shop.add(&left, variant, 1).await.is_problem(409, "cart.expired");
    shop.complete(&left, 708).await.is_problem(409, "cart.expired");
    shop.add(&held, variant, 1).await.ok();
}

#[tokio::test]
async fn a_cart_that_is_being_completed_never_expires_and_is_reported() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let (_, held) = shop.ready(&[(variant, 6)]).await;
    shop.complete(&held, 2718).await.ok();
    assert_eq!(shop.jobs.report_stuck().await.unwrap(), 0);
    shop.time_passes(40 * DAY);
    assert_eq!(shop.jobs.expire_carts().await.unwrap(), 0);
    assert_eq!(shop.jobs.report_stuck().await.unwrap(), 1);
    let cart = shop.told::<CartCompleted>().await.remove(0);
    shop.tell_orders(&[shop.rejected(&cart)]).await;
    assert_eq!(shop.jobs.expire_carts().await.unwrap(), 0, "open again, the shopper has thirty days");
}
