//! Two carts become one.

use cart_contracts::{CartCompleted, CartExpired};
use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::{Answer, Held, Shop, address};

/// Names a cart and proves that it is held.
fn proof(held: &Held) -> Value {
    json!({ "cart_id": held.path.rsplit('/').next(), "token": held.token })
}

async fn merge(shop: &Shop, into: &Held, other: &Held) -> Answer {
    shop.act(into, "POST", "/merge", Some(proof(other))).await
}

fn quantities(cart: &Value) -> Vec<i64> {
    cart["lines"].as_array().unwrap().iter().map(|line| line["quantity"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn lines_add_up_and_what_is_missing_is_taken_over() {
    let shop = Shop::open().await;
    let variants = shop.products(3, "2.95").await;
    let (_, guest) = shop.ready(&[(variants[0], 2), (variants[1], 5)]).await;
    let first =
        json!([{ "variant_id": variants[1], "quantity": 1 }, { "variant_id": variants[2], "quantity": 1 }]);
    let new = json!({ "channel": "web", "currency": "GBP", "email": "ada@work.example", "lines": first });
    let (_, held) = shop.create(new).await;
    shop.prices.set(variants[2], "1.00");

    let merged = merge(&shop, &held, &guest).await;
    let view = merged.ok();
    assert_eq!((&view["merged_cart_id"], &view["line_count"]), (&proof(&guest)["cart_id"], &json!(3)));
    let cart = shop.get(&held).await;
    assert_eq!(quantities(&cart), [6, 1, 2]);
    assert_eq!((&cart["totals"], &cart["version"]), (&view["totals"], &view["version"]));
    // Eight at 2.95, one at 1.00 and delivery at 4.95, with 20 % tax.
    assert_eq!(cart["totals"]["total"]["gross"]["amount"], 2832 + 120 + 594);
    assert_eq!(cart["email"], "ada@work.example", "what the cart knew stays");
    assert_eq!(cart["shipping_address"]["city"], address("GB")["city"]);
    assert_eq!(
        (&cart["shipping"]["method_id"], &cart["tenders"][0]["provider"]),
        (&json!(shop.method_id), &json!("test"))
    );
    shop.complete(&held, 3546).await.ok();
}

#[tokio::test]
async fn the_other_cart_ends_once_and_nothing_in_it_counts_as_abandoned() {
    for newer_ends in [true, false] {
        let shop = Shop::open().await;
        let variant = shop.product("2.95").await;
        let (older, newer) = (shop.new_cart().await, shop.new_cart().await);
        let (held, guest) = if newer_ends { (older, newer) } else { (newer, older) };
        shop.add(&guest, variant, 4).await.ok();
        let once = async || {
            let key = [("idempotency-key", "login")];
            shop.act_with(&held, "POST", "/merge", Some(proof(&guest)), &key).await
        };
        let first = once().await.ok();
        assert_eq!(once().await.ok(), first);
        let [event] = &shop.told::<CartExpired>().await[..] else { panic!("one event") };
        assert_eq!(json!(event.cart_id), proof(&guest)["cart_id"]);
        assert_eq!((json!(event.merged_into), event.line_count), (proof(&held)["cart_id"].clone(), 1));

        let problem = merge(&shop, &held, &guest).await.is_problem(409, "cart.expired");
        assert_eq!(problem["errors"][0]["pointer"], "/cart_id");
        shop.add(&guest, variant, 1).await.is_problem(409, "cart.expired");
        assert_eq!(quantities(&shop.get(&held).await), [4]);
        shop.time_passes(31 * 24 * 3600);
        assert_eq!(shop.jobs.expire_carts().await.unwrap(), 1, "the merged cart is not told of again");
    }
}

#[tokio::test]
async fn both_tokens_are_needed() {
    let shop = Shop::open().await;
    let (held, guest) = (shop.new_cart().await, shop.new_cart().await);
    let wrong = Held { token: held.token.clone(), ..guest.clone() };
    merge(&shop, &held, &wrong).await.is_problem(404, "cart.not_found");
    merge(&shop, &wrong, &held).await.is_problem(404, "cart.not_found");
    let long = Held { token: "x".repeat(256), ..guest.clone() };
    merge(&shop, &held, &long).await.is_problem(400, "request.invalid");
    merge(&shop, &held, &held).await.is_problem(400, "request.invalid");
    assert_eq!(shop.get(&guest).await["status"], "open");
    assert_eq!(shop.told::<CartExpired>().await, []);
}

#[tokio::test]
async fn carts_that_do_not_fit_stay_two() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let held = shop.new_cart().await;
    shop.add(&held, variant, 1_000_000).await.ok();
    for other in
        [json!({ "channel": "b2b", "currency": "GBP" }), json!({ "channel": "web", "currency": "EUR" })]
    {
        let (_, other) = shop.create(other).await;
        merge(&shop, &held, &other).await.is_problem(409, "cart.cannot_merge");
    }
    let customers = shop.customers_cart(shop.env().id()).await;
    merge(&shop, &held, &customers).await.is_problem(409, "cart.cannot_merge");
    let full = shop.new_cart().await;
    shop.add(&full, variant, 1).await.ok();
    merge(&shop, &held, &full).await.is_problem(400, "cart.quantity_too_large");
    assert_eq!(
        (quantities(&shop.get(&held).await), quantities(&shop.get(&full).await)),
        (vec![1_000_000], vec![1])
    );

    merge(&shop, &customers, &full).await.ok();
    assert_eq!(quantities(&shop.get(&customers).await), [1]);
}

#[tokio::test]
async fn a_cart_that_is_bought_neither_gives_nor_takes() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let (_, bought) = shop.ready(&[(variant, 6)]).await;
    let open = shop.new_cart().await;
    shop.complete(&bought, 2718).await.ok();
    merge(&shop, &open, &bought).await.is_problem(409, "cart.completing");
    merge(&shop, &bought, &open).await.is_problem(409, "cart.completing");
    let cart = shop.handed_over().await;
    shop.tell_orders(&[shop.confirmed(&cart)]).await;
    merge(&shop, &open, &bought).await.is_problem(409, "cart.completed");
    merge(&shop, &bought, &open).await.is_problem(409, "cart.completed");
}

/// Merged into each other, bought and filled at once: every piece is in exactly one place.
#[tokio::test]
async fn whatever_happens_at_once_no_piece_is_lost_or_doubled() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    for round in ["1212", "2121", "11", "22", "1b", "2a", "a2", "b1", "12ab", "ba21"] {
        let (_, one) = shop.ready(&[(variant, 6)]).await;
        let (_, two) = shop.ready(&[(variant, 6)]).await;
        let actions = round.chars().map(async |action| match action {
            '1' => merge(&shop, &one, &two).await.status,
            '2' => merge(&shop, &two, &one).await.status,
            'a' => shop.complete(&one, 2718).await.status,
            _ => shop.complete(&two, 2718).await.status,
        });
        let statuses = join_all(actions).await;
        let sold = shop.told::<CartCompleted>().await;
        let lines = sold.iter().flat_map(|cart| &cart.lines);
        let mut pieces: i64 = lines.map(|line| i64::from(line.quantity)).sum();
        for held in [&one, &two] {
            let cart = shop.get(held).await;
            if cart["status"] == "open" {
                pieces += quantities(&cart).iter().sum::<i64>();
            }
        }
        assert_eq!(pieces, 12, "{round}: {statuses:?}");
    }
}
