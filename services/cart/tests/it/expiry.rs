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
async fn a_cart_is_deleted_ninety_days_after_it_ended_and_not_before() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let (_, bought) = shop.ready(&[(variant, 6)]).await;
    let (_, left) = shop.ready(&[(variant, 6)]).await;
    shop.complete(&bought, 2718).await.ok();
    let cart = shop.told::<CartCompleted>().await.remove(0);
    shop.tell_orders(&[shop.confirmed(&cart)]).await;
    let (_, pending) = shop.ready(&[(variant, 6)]).await;
    shop.complete(&pending, 2718).await.ok();
    shop.time_passes(31 * DAY);
    assert_eq!(shop.jobs.expire_carts().await.unwrap(), 1);
    shop.time_passes(58 * DAY);
    assert_eq!(shop.jobs.delete_ended().await.unwrap(), 0);
    shop.time_passes(DAY);
    assert_eq!(shop.jobs.delete_ended().await.unwrap(), 1);
    shop.act(&bought, "GET", "", None).await.is_problem(404, "cart.not_found");
    assert_eq!(shop.get(&left).await["status"], "expired");
    shop.time_passes(31 * DAY);
    assert_eq!((shop.jobs.delete_ended().await.unwrap(), shop.jobs.delete_ended().await.unwrap()), (1, 0));
    assert_eq!(shop.get(&pending).await["status"], "completing", "whatever is still being decided is kept");
    let sql = shop.test.sql().await;
    let lines: i64 = sql.query_one("SELECT count(*) FROM cart.line", &[]).await.unwrap().get(0);
    assert_eq!(lines, 1);
}

#[tokio::test]
async fn a_cart_that_expires_gives_back_what_it_holds() {
    let shop = Shop::open().await;
    let config = cart::Config {
        lifetime_days: 1,
        hold_minutes: 3000,
        hold_longest_minutes: 3000,
        ..cart::Config::default()
    };
    let shop = shop.configured(config);
    let variant = shop.product("2.95").await;
    let (_, cart) = shop.ready(&[(variant, 6)]).await;
    shop.act(&cart, "POST", "/hold", None).await.ok();
    assert!(shop.stock.held(cart.cart_id()).is_some());
    shop.time_passes(DAY);
    assert_eq!(shop.jobs.expire_carts().await.unwrap(), 1);
    assert_eq!(shop.stock.held(cart.cart_id()), None);
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
