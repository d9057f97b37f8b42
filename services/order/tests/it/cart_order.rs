//! Completed carts become orders, once each, and go through the saga.

use std::sync::Arc;

use cart_contracts::{
    Amounts, CartCompleted, CartTotals, ChosenPayment, ChosenShipping, CompletedLine, Tender,
};
use kernel_base::{Currency, Event, EventData, Money, UnitPrice};
use kernel_messaging::HandlerError;
use kernel_testing::event;
use serde_json::json;
use sha2::{Digest, Sha256};
use shared_contracts::{Address, Quantity, ShippingMethodId};

use crate::support::Shop;

pub(crate) const TOKEN: &str = "a token that only the shopper has";

fn amounts(net: i64, tax: i64) -> Amounts {
    let money = |minor| Money::new(minor, Currency::GBP);
    Amounts { net: money(net), tax: money(tax), gross: money(net + tax) }
}

pub(crate) fn cart(shop: &Shop) -> CartCompleted {
    let env = shop.env();
    CartCompleted {
        cart_id: env.id(),
        attempt: 1,
        order_id: env.id(),
        order_token_hash: Sha256::digest(TOKEN).iter().map(|byte| format!("{byte:02x}")).collect(),
        channel: "web".parse().unwrap(),
        currency: Currency::GBP,
        locale: None,
        customer_id: None,
        email: "ann@example.com".parse::<shared_contracts::Email>().unwrap().into(),
        shipping_address: None,
        billing_address: None,
        lines: vec![CompletedLine {
            line_id: env.id(),
            variant_id: env.id(),
            sku: "85123A".parse().unwrap(),
            title: "LANTERN".to_owned(),
            quantity: Quantity::try_new(2).unwrap(),
            requires_stock: true,
            requires_shipping: true,
            weight_g: 100,
            unit_price: UnitPrice::from_micros(5_000_000),
            amounts: amounts(1000, 200),
            tax_rate_ppm: Some(200_000),
            trace: serde_json::value::RawValue::from_string("{\"list\":\"web\"}".to_owned()).unwrap(),
        }],
        shipping: None,
        totals: CartTotals {
            items: amounts(1000, 200),
            shipping: amounts(400, 80),
            total: amounts(1400, 280),
        },
        payment: ChosenPayment {
            tenders: vec![Tender {
                provider: "test".parse().unwrap(),
                amount: Money::new(1680, Currency::GBP),
                token: Some("success".to_owned().into()),
            }],
        },
        holds_stock: false,
        occurred_at: env.now(),
    }
}

pub(crate) fn completed(shop: &Shop, cart: &CartCompleted) -> Arc<Event> {
    event(shop.env(), "cart", CartCompleted::TYPE, &cart.cart_id.to_string(), cart)
}

#[tokio::test]
async fn a_completed_cart_is_confirmed_and_opens_to_its_token() {
    let mut shop = Shop::open().await;
    let cart = cart(&shop);
    shop.tell("cart", "cart", &cart).await;
    let sent = shop.run(None).await;
    assert_eq!(
        sent,
        [
            "order.placed.v1",
            "warehouse.reserve_stock.v1",
            "payment.authorize.v1",
            "order.confirmed.v1",
            "shipping.request_shipment.v1"
        ]
    );
    let order = shop.order(&cart.order_id.to_string()).await;
    assert_eq!((&order["status"], &order["payment_status"]), (&"confirmed".into(), &"authorized".into()));
    assert_eq!(order["fulfillment_status"], "requested");
    assert_eq!(order["totals"]["total"]["amount"], 1680);
    assert_eq!(order["lines"][0]["gross"]["amount"], 1200);
    let line_id = order["lines"][0]["line_id"].as_str().unwrap();
    let trace = shop.get(&format!("/admin/v1/orders/{}/lines/{line_id}/trace", cart.order_id)).await;
    assert_eq!(trace.body, serde_json::json!({ "list": "web" }));
    let number = order["order_number"].as_str().unwrap();
    let path = format!("/store/v1/orders/lookup?number={number}");
    let found = shop.send("GET", &path, None, &[("x-order-token", TOKEN)]).await;
    assert_eq!(found.body["order_id"], order["order_id"]);
    let wrong = shop.send("GET", &path, None, &[("x-order-token", "guessed")]).await;
    assert_eq!(wrong.problem(), (404, "order.not_found"));
    assert_eq!(shop.timeline(&cart.order_id.to_string()).await, ["placed", "confirmed"]);
}

#[tokio::test]
async fn an_order_shows_where_its_invoice_goes_and_how_it_is_sent() {
    let mut shop = Shop::open().await;
    let address = json!({ "name": "Ann", "lines": ["1 High Street"], "city": "Cork", "country": "IE" });
    let billing: Address = serde_json::from_value(address.clone()).unwrap();
    let method_id: ShippingMethodId = shop.env().id();
    let shipping = ChosenShipping {
        method_id,
        name: "Standard".to_owned(),
        amounts: amounts(400, 80),
        tax_rate_ppm: Some(200_000),
    };
    let cart =
        CartCompleted { billing_address: Some(billing.into()), shipping: Some(shipping), ..cart(&shop) };
    shop.tell("cart", "cart", &cart).await;
    shop.run(None).await;
    let seen = shop
        .send("GET", &format!("/store/v1/orders/{}", cart.order_id), None, &[("x-order-token", TOKEN)])
        .await;
    for order in [seen.body, shop.order(&cart.order_id.to_string()).await] {
        assert_eq!(order["billing_address"], address);
        assert_eq!(order["shipping_method"], json!({ "method_id": method_id, "name": "Standard" }));
        assert_eq!(order["payments"]["captured"]["amount"], 0);
    }
}

#[tokio::test]
async fn a_cart_told_any_number_of_times_makes_one_order() {
    let mut shop = Shop::open().await;
    let cart = cart(&shop);
    let told = completed(&shop, &cart);
    shop.try_tell("cart", &[told.clone(), told.clone()]).await.unwrap();
    shop.try_tell("cart", std::slice::from_ref(&told)).await.unwrap();
    // The same completion under another order id would be a mistake of cart; it makes no second order either.
    let twin = CartCompleted { order_id: shop.env().id(), ..cart.clone() };
    shop.try_tell("cart", &[completed(&shop, &twin)]).await.unwrap();
    assert_eq!(shop.sent_types().await, ["order.placed.v1", "warehouse.reserve_stock.v1"]);
    assert_eq!(shop.count("\"order\".sales_order").await, 1);
    assert_eq!(shop.count("kernel.saga").await, 1);
    // A rejected cart that is completed once more is another order.
    let again = CartCompleted { order_id: shop.env().id(), attempt: 2, ..cart };
    shop.try_tell("cart", &[completed(&shop, &again)]).await.unwrap();
    assert_eq!(shop.count("\"order\".sales_order").await, 2);
}

#[tokio::test]
async fn a_batch_of_carts_becomes_a_batch_of_orders() {
    let mut shop = Shop::open().await;
    let carts: Vec<CartCompleted> = (0..100).map(|_| cart(&shop)).collect();
    let events: Vec<Arc<Event>> = carts.iter().map(|cart| completed(&shop, cart)).collect();
    shop.try_tell("cart", &events).await.unwrap();
    let sent = shop.sent().await;
    let commands: Vec<_> = sent.iter().filter(|event| event.kind == "warehouse.reserve_stock.v1").collect();
    assert_eq!((sent.len(), commands.len()), (200, 100));
    let done = serde_json::json!({ "done": { "reservation_id": shared_contracts::ReservationId::from_uuid(
        carts[0].order_id.uuid()), "allocations": [] } });
    let replies: Vec<_> = commands.iter().map(|command| shop.reply(command, &done)).collect();
    shop.try_tell("warehouse", &replies).await.unwrap();
    assert_eq!(shop.sent_types().await, vec!["payment.authorize.v1"; 100]);
    let numbers = shop.count("(SELECT DISTINCT order_number FROM \"order\".sales_order) AS numbers").await;
    assert_eq!(numbers, 100);
}

#[tokio::test]
async fn the_order_takes_over_what_its_cart_holds_and_says_nothing_of_a_cart_that_holds_nothing() {
    let mut shop = Shop::open().await;
    for holds_stock in [false, true] {
        let cart = CartCompleted { holds_stock, ..cart(&shop) };
        shop.tell("cart", "cart", &cart).await;
        let sent = shop.sent().await;
        let command = sent.iter().find(|event| event.kind == "warehouse.reserve_stock.v1").unwrap();
        let command: serde_json::Value = serde_json::from_str(command.data.get()).unwrap();
        let named = command["body"].get("cart_id");
        assert_eq!(named, holds_stock.then(|| json!(cart.cart_id)).as_ref());
    }
}

#[tokio::test]
async fn sold_out_rejects_the_order_and_asks_nobody_else() {
    let mut shop = Shop::open().await;
    let cart = cart(&shop);
    shop.tell("cart", "cart", &cart).await;
    let refused = ("warehouse.reserve_stock.v1", "warehouse.insufficient_stock");
    let sent = shop.run(Some(refused)).await;
    assert_eq!(sent, ["order.placed.v1", "warehouse.reserve_stock.v1", "order.rejected.v1"]);
    let order = shop.order(&cart.order_id.to_string()).await;
    assert_eq!((&order["status"], &order["rejection"]["code"]), (&"rejected".into(), &refused.1.into()));
    assert_eq!(shop.timeline(&cart.order_id.to_string()).await, ["placed", "rejected"]);
}

#[tokio::test]
async fn a_declined_payment_gives_the_stock_back_before_the_order_is_rejected() {
    let mut shop = Shop::open().await;
    let cart = cart(&shop);
    shop.tell("cart", "cart", &cart).await;
    let sent = shop.run(Some(("payment.authorize.v1", "payment.declined"))).await;
    assert_eq!(
        sent,
        [
            "order.placed.v1",
            "warehouse.reserve_stock.v1",
            "payment.authorize.v1",
            "warehouse.release_stock.v1",
            "order.rejected.v1"
        ]
    );
    assert_eq!(shop.sagas.count_open().await.unwrap(), 0);
}

#[tokio::test]
async fn an_order_that_nobody_answers_is_rejected_in_time_and_everything_is_given_back() {
    let mut shop = Shop::open().await;
    let cart = cart(&shop);
    shop.tell("cart", "cart", &cart).await;
    let reserve = shop.sent().await.pop().unwrap();
    assert_eq!(reserve.kind, "warehouse.reserve_stock.v1");
    shop.service.clock().advance(std::time::Duration::from_secs(16 * 60));
    shop.sagas.tick().await.unwrap();
    assert_eq!(shop.run(None).await, ["warehouse.release_stock.v1", "order.rejected.v1"]);
    let order = shop.order(&cart.order_id.to_string()).await;
    assert_eq!(order["rejection"]["code"], "order.timed_out");
    // The answer that comes too late changes nothing.
    let done = serde_json::json!({ "refused": { "code": "warehouse.reservation_ended", "message": "" } });
    shop.try_tell("warehouse", &[shop.reply(&reserve, &done)]).await.unwrap();
    assert!(shop.sent().await.is_empty());
}

#[tokio::test]
async fn a_cart_that_contradicts_itself_is_parked_not_placed() {
    let shop = Shop::open().await;
    let mut wrong = cart(&shop);
    wrong.totals.total = amounts(1400, 281);
    let mut no_hash = cart(&shop);
    no_hash.order_token_hash = "short".to_owned();
    for cart in [wrong, no_hash] {
        let told = shop.try_tell("cart", &[completed(&shop, &cart)]).await;
        assert!(matches!(told, Err(HandlerError::Poison(_))), "{told:?}");
    }
    assert_eq!(shop.count("\"order\".sales_order").await, 0);
}
