//! Captures, refunds and voids by staff, over HTTP.

use http::{Method, Request};
use kernel_base::{Call, ErrorKind, Page};
use payment_contracts::{
    IntentCaptured, IntentRefunded, IntentStatus, IntentVoided, PaymentIntent, PrepareSession,
};
use serde_json::json;

use crate::support::{Order, Shop, done, euro};

async fn authorized(shop: &mut Shop, tenders: &[(&str, Option<&str>, i64)]) -> Order {
    let order = shop.order_by(tenders);
    done(shop.authorize(&order).await);
    order
}

fn path(order: &Order, what: &str) -> String {
    format!("/admin/v1/payments/{}/{what}", order.intent_id())
}

fn amount(minor: i64) -> serde_json::Value {
    json!({ "amount": { "amount": minor, "currency": "EUR" } })
}

#[tokio::test]
async fn captures_and_refunds_in_parts_add_up() {
    let mut shop = Shop::open().await;
    let order = authorized(&mut shop, &[("manual", None, 600), ("test", Some("tok_success"), 400)]).await;
    let first = shop.post(&path(&order, "captures"), &amount(700)).await;
    assert_eq!(first.status, 201, "{first:?}");
    let parts: Vec<i64> = first.json()["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part["amount"]["amount"].as_i64().unwrap())
        .collect();
    assert_eq!(parts, [600, 100]);
    let status = |part: usize| first.json()["parts"][part]["status"].as_str().unwrap().to_owned();
    assert_eq!(
        (status(0), status(1)),
        ("done".to_owned(), "pending".to_owned()),
        "one is ours, one is the provider's"
    );
    let over = shop.post(&path(&order, "captures"), &amount(301)).await;
    assert_eq!(over.problem(), (409, "payment.capture_exceeds_authorized"));
    assert_eq!(shop.post(&path(&order, "captures"), &json!({})).await.json()["amount"]["amount"], 300);
    shop.ask_all().await;
    let captured: Vec<IntentCaptured> = shop.bus.take_of().await;
    assert_eq!(captured.iter().map(|event| event.amount.minor()).sum::<i64>(), 1000);
    assert_eq!(captured.last().unwrap().captured, euro(1000));

    let too_much = json!({ "amount": { "amount": 1001, "currency": "EUR" }, "reason": "broken" });
    let over = shop.post(&path(&order, "refunds"), &too_much).await;
    assert_eq!(over.problem(), (409, "payment.refund_exceeds_captured"));
    let tender_id = order.command.body.tenders[1].tender_id;
    let part = json!({ "tenders": [{ "tender_id": tender_id, "amount": euro(150) }], "reason": "broken" });
    assert_eq!(shop.post(&path(&order, "refunds"), &part).await.status, 201);
    shop.ask_all().await;
    let refunded: Vec<IntentRefunded> = shop.bus.take_of().await;
    assert_eq!(
        (refunded[0].tender_id, refunded[0].amount, refunded[0].reason.as_str()),
        (tender_id, euro(150), "broken")
    );

    let view = shop.get(&format!("/admin/v1/payments/{}", order.intent_id())).await.json();
    assert_eq!(
        (view["captures"].as_array().unwrap().len(), view["refunds"].as_array().unwrap().len()),
        (2, 1)
    );
    assert_eq!((&view["captured"]["amount"], &view["refunded"]["amount"]), (&json!(1000), &json!(150)));
    assert_eq!((shop.balance("received:manual").await, shop.balance("received:test").await), (600, 250));
    assert_eq!((shop.balance("sales").await, shop.balance("refunds").await), (-1000, 150));
    assert!(shop.ledger_balanced().await);
    // Giving all back refunds what is left and nothing more.
    assert_eq!(done(shop.void(&order).await).refunded, Some(euro(1000)));
    assert_eq!(shop.balance("received:test").await, 0);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn a_repeated_request_captures_once() {
    let mut shop = Shop::open().await;
    let order = authorized(&mut shop, &[("test", Some("tok_success"), 1000)]).await;
    let key = "a-key-of-the-test";
    let first = shop.post_with_key(&path(&order, "captures"), key, &amount(300)).await;
    let again = shop.post_with_key(&path(&order, "captures"), key, &amount(300)).await;
    assert_eq!((first.status, first.body), (again.status, again.body));
    assert_eq!(again.headers["idempotent-replayed"], "true");
    let other = shop.post_with_key(&path(&order, "captures"), key, &amount(301)).await;
    assert_eq!(other.problem(), (422, "request.key_reused"));
    shop.ask_all().await;
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 1000), ("capture".to_owned(), 300)]);
}

#[tokio::test]
async fn two_captures_at_once_never_take_more_than_there_is() {
    let mut shop = Shop::open().await;
    let order = authorized(&mut shop, &[("test", Some("tok_success"), 1000)]).await;
    let path = path(&order, "captures");
    let body = amount(400);
    let (a, b, c) = futures::join!(shop.post(&path, &body), shop.post(&path, &body), shop.post(&path, &body));
    let mut statuses = [a.status, b.status, c.status].map(|status| status.as_u16());
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 201, 409]);
    shop.ask_all().await;
    assert_eq!(shop.intent(&order).await.captured, euro(800));
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn a_capture_whose_answer_was_lost_is_pending_and_then_done_once() {
    let shop = Shop::open().await;
    let order = shop.order(&[("tok_timeout_after_success", 1000)]);
    shop.deliver(&[shop.authorize_event(&order)]).await;
    shop.payment.ask_due().await.unwrap();
    shop.time_passes(1);
    shop.ask_all().await;
    let capture = shop.post(&path(&order, "captures"), &json!({})).await.json();
    assert_eq!(capture["parts"][0]["status"], "pending");
    shop.payment.ask_due().await.unwrap();
    let over = shop.post(&path(&order, "captures"), &amount(1)).await;
    assert_eq!(over.problem().1, "payment.capture_exceeds_authorized", "what is asked for counts");
    shop.time_passes(1);
    shop.ask_all().await;
    let view = shop.get(&format!("/admin/v1/payments/{}", order.intent_id())).await.json();
    assert_eq!(view["captures"][0]["parts"][0]["status"], "done");
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 1000), ("capture".to_owned(), 1000)]);
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn staff_lets_go_the_rest() {
    let mut shop = Shop::open().await;
    let order = authorized(&mut shop, &[("test", Some("tok_success"), 1000)]).await;
    shop.post(&path(&order, "captures"), &amount(400)).await;
    let answer = shop.post(&path(&order, "void"), &json!({ "reason": "the rest is sold out" })).await;
    assert_eq!(answer.status, 200);
    shop.ask_all().await;
    let voided: Vec<IntentVoided> = shop.bus.take_of().await;
    assert_eq!((voided[0].amount, voided[0].reason.as_str()), (euro(600), "the rest is sold out"));
    assert_eq!(shop.intent(&order).await.status, IntentStatus::Authorized);
    let again = shop.post(&path(&order, "void"), &json!({ "reason": "twice" })).await;
    assert_eq!(again.problem(), (409, "payment.nothing_to_void"));
    let untouched = authorized(&mut shop, &[("manual", None, 500)]).await;
    shop.post(&path(&untouched, "void"), &json!({ "reason": "customer wrote" })).await;
    assert_eq!(shop.intent(&untouched).await.status, IntentStatus::Voided);
    let late = shop.post(&path(&untouched, "captures"), &json!({})).await;
    assert_eq!(late.problem(), (409, "payment.not_authorized"));
    assert!(shop.ledger_balanced().await);
}

#[tokio::test]
async fn what_is_wrong_in_itself_is_refused_with_its_field() {
    let mut shop = Shop::open().await;
    let order = authorized(&mut shop, &[("test", Some("tok_success"), 1000)]).await;
    let tender_id = order.command.body.tenders[0].tender_id;
    let stranger = shop.order(&[("tok_success", 1)]).command.body.tenders[0].tender_id;
    let part = |tender_id, minor| json!({ "tender_id": tender_id, "amount": euro(minor) });
    for (body, pointer) in [
        (amount(0), "/amount"),
        (amount(-5), "/amount"),
        (json!({ "amount": { "amount": 5, "currency": "GBP" } }), "/amount"),
        (json!({ "amount": euro(5), "tenders": [part(tender_id, 5)] }), "/tenders"),
        (json!({ "tenders": [part(tender_id, 5), part(tender_id, 5)] }), "/tenders"),
    ] {
        let answer = shop.post(&path(&order, "captures"), &body).await;
        assert_eq!(answer.problem(), (400, "request.invalid"), "{body}");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{body}");
    }
    let foreign = shop.post(&path(&order, "captures"), &json!({ "tenders": [part(stranger, 5)] })).await;
    assert_eq!(foreign.problem(), (400, "payment.tender_not_found"));
    let misspelled = shop.post(&path(&order, "captures"), &json!({ "amuont": 5 })).await;
    assert_eq!(misspelled.status, 400);
    for reason in ["", "   "] {
        let answer = shop.post(&path(&order, "refunds"), &json!({ "reason": reason })).await;
        assert_eq!(answer.json()["errors"][0]["pointer"], "/reason");
    }
    let unknown = shop.order(&[]);
    let answer = shop.post(&path(&unknown, "captures"), &json!({})).await;
    assert_eq!(answer.problem(), (404, "payment.intent_not_found"));
    assert_eq!(shop.charges(&order), [("authorize".to_owned(), 1000)]);
}

#[tokio::test]
async fn payments_are_listed_newest_first_and_by_order() {
    let mut shop = Shop::open().await;
    let mut orders = Vec::new();
    for minor in 1..=5 {
        shop.time_passes(1);
        orders.push(authorized(&mut shop, &[("manual", None, minor)]).await);
    }
    shop.void(&orders[0]).await;
    let page = |answer: &crate::support::Answer| {
        serde_json::from_value::<Page<PaymentIntent>>(answer.json()).unwrap()
    };
    let first = page(&shop.get("/admin/v1/payments?limit=3").await);
    let amounts = |page: &Page<PaymentIntent>| {
        page.items.iter().map(|intent| intent.amount.minor()).collect::<Vec<_>>()
    };
    assert_eq!(amounts(&first), [5, 4, 3]);
    let next = first.next_cursor.unwrap();
    assert_eq!(amounts(&page(&shop.get(&format!("/admin/v1/payments?limit=3&cursor={next}")).await)), [2, 1]);
    assert_eq!(amounts(&page(&shop.get("/admin/v1/payments?status=voided").await)), [1]);
    let by_order = format!("/admin/v1/payments?order_id={}", orders[2].order_id());
    assert_eq!(amounts(&page(&shop.get(&by_order).await)), [3]);
}

#[tokio::test]
async fn staff_only() {
    let shop = Shop::open().await;
    let order = shop.order(&[]);
    for (method, path) in [
        (Method::GET, "/admin/v1/payments".to_owned()),
        (Method::GET, "/admin/v1/ledger/balances".to_owned()),
        (Method::GET, "/admin/v1/ledger/verification".to_owned()),
        (Method::GET, "/admin/v1/payments/credits".to_owned()),
        (Method::POST, "/admin/v1/payments/credits".to_owned()),
        (Method::POST, path(&order, "captures")),
        (Method::POST, path(&order, "refunds")),
        (Method::POST, path(&order, "void")),
        (Method::POST, "/internal/v1/payment/intent".to_owned()),
        (Method::POST, "/internal/v1/payment/session".to_owned()),
        (Method::POST, "/internal/v1/payment/answer_action".to_owned()),
    ] {
        let request = Request::builder().method(method).uri(&path).body(axum::body::Body::empty()).unwrap();
        assert_eq!(shop.request(request).await.status, 401, "{path}");
    }
}

#[tokio::test]
async fn a_session_tells_the_browser_what_it_needs() {
    let shop = Shop::open().await;
    let call = Call { deadline: shop.test.env().now(), trace: None };
    let session = async |provider: &str, minor| {
        let request = PrepareSession { provider: provider.parse().unwrap(), amount: euro(minor) };
        shop.payment.api().session(&call, request).await
    };
    assert!(session("test", 5).await.unwrap().settings["tokens"].contains("tok_success"));
    assert!(session("manual", 5).await.is_ok());
    let unknown = session("nobody", 5).await.unwrap_err();
    assert_eq!((unknown.kind, &*unknown.code), (ErrorKind::NotFound, "payment.unknown_provider"));
    for nothing in [0, -5, i64::MIN] {
        let refused = session("test", nothing).await.unwrap_err();
        assert_eq!((refused.kind, &*refused.errors[0].pointer), (ErrorKind::Invalid, "/amount/amount"));
    }
}

/// An order's id is no credential: what a payer may see and do goes through who sold to them.
#[tokio::test]
async fn nobody_reaches_a_payment_by_its_number() {
    let mut shop = Shop::open().await;
    let order = shop.order(&[("tok_action_required", 4200)]);
    shop.authorize(&order).await;
    shop.ask_all().await;
    let path = format!("/store/v1/payments/{}/action", order.intent_id());
    assert_eq!(shop.get(&path).await.status, 404);
    assert_eq!(shop.post(&path, &json!({ "result": "approve" })).await.status, 404);
    let session = json!({ "provider": "test", "amount": euro(5) });
    assert_eq!(shop.post("/store/v1/payment-sessions", &session).await.status, 404);
}
