//! Credits and charges outside of orders.

use serde_json::{Value, json};

use crate::support::Shop;

fn credit(reference: &str, minor: i64) -> Value {
    json!({
        "reference": reference,
        "amount": { "amount": minor, "currency": "EUR" },
        "country": "Channel Islands",
        "reason": "goods returned",
        "issued_at": "2011-12-09T09:57:00Z",
    })
}

#[tokio::test]
async fn credits_and_charges_are_booked_once_by_their_reference() {
    let shop = Shop::open().await;
    let path = "/admin/v1/payments/credits";
    let given = shop.post(path, &credit("C536379", -2750)).await;
    assert_eq!(given.status, 201, "{given:?}");
    assert_eq!(given.json()["created_by"], "staff");
    shop.time_passes(1);
    assert_eq!(shop.post(path, &credit("A563185", 1_106_206)).await.status, 201);
    assert_eq!(shop.post(path, &credit("C540000", 0)).await.status, 201);
    let again = shop.post(path, &credit("C536379", -2750)).await;
    assert_eq!(again.problem(), (409, "payment.credit_reference_taken"));
    assert_eq!(shop.balance("received:manual").await, 1_106_206 - 2750);
    assert_eq!(shop.balance("credits").await, 2750 - 1_106_206);
    assert!(shop.ledger_balanced().await);

    let first = shop.get("/admin/v1/payments/credits?limit=2").await.json();
    assert_eq!(first["items"].as_array().unwrap().len(), 2);
    let rest =
        shop.get(&format!("{path}?limit=2&cursor={}", first["next_cursor"].as_str().unwrap())).await.json();
    assert_eq!(rest["items"][0]["reference"], "C536379");
    assert_eq!(rest["items"][0]["country"], "Channel Islands");
}

#[tokio::test]
async fn a_repeated_request_books_once() {
    let shop = Shop::open().await;
    let path = "/admin/v1/payments/credits";
    let first = shop.post_with_key(path, "key-of-C1", &credit("C1", -5)).await;
    let again = shop.post_with_key(path, "key-of-C1", &credit("C1", -5)).await;
    assert_eq!((first.status.as_u16(), again.status.as_u16(), first.body), (201, 201, again.body));
    assert_eq!(shop.balance("credits").await, 5);
}

#[tokio::test]
async fn incomplete_credits_are_refused() {
    let shop = Shop::open().await;
    for (field, value) in [
        ("reference", json!("")),
        ("reference", json!("x".repeat(101))),
        ("country", json!(" ")),
        ("reason", json!("")),
        ("amount", json!({ "amount": 1_000_000_000_001_i64, "currency": "EUR" })),
    ] {
        let mut body = credit("C2", -5);
        body[field] = value;
        let answer = shop.post("/admin/v1/payments/credits", &body).await;
        assert_eq!(answer.problem(), (400, "request.invalid"), "{body}");
        assert_eq!(answer.json()["errors"][0]["pointer"], format!("/{field}"));
    }
    let mut body = credit("C2", -5);
    body["amount"]["currency"] = json!("XYZ");
    assert_eq!(shop.post("/admin/v1/payments/credits", &body).await.status, 400);
    assert_eq!(shop.balance("credits").await, 0);
}
