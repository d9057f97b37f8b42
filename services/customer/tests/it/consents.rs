//! Consents.

use customer_contracts::ConsentChanged;
use kernel_testing::Bus;
use serde_json::json;

use crate::support::Shop;

#[tokio::test]
async fn what_was_said_stays_and_the_last_counts() {
    let shop = Shop::open().await;
    let customer_id = shop.customer().await;
    let mut bus = Bus::new(shop.test.db());
    shop.consent(customer_id, "newsletter", true).await;
    shop.consent(customer_id, "profiling", true).await;
    shop.consent(customer_id, "newsletter", false).await;
    let list = shop.of(customer_id, "GET", "/store/v1/me/consents?limit=2", None).await.ok();
    let entry = |kind: &str, given: bool, at: &str| json!({ "kind": kind, "given": given, "source": "checkout", "text_version": "2026-01", "recorded_at": at });
    let newest = [
        entry("newsletter", false, "2026-01-15T12:00:03Z"),
        entry("profiling", true, "2026-01-15T12:00:02Z"),
    ];
    assert_eq!(list["items"], json!(newest));
    let path = format!("/store/v1/me/consents?cursor={}", list["next_cursor"].as_str().unwrap());
    let rest = shop.of(customer_id, "GET", &path, None).await.ok();
    assert_eq!(rest["items"], json!([entry("newsletter", true, "2026-01-15T12:00:01Z")]));
    let told = bus.take_of::<ConsentChanged>().await;
    let told: Vec<_> = told.iter().map(|told| (told.kind.as_str(), told.given)).collect();
    assert_eq!(told, [("newsletter", true), ("profiling", true), ("newsletter", false)]);
}

#[tokio::test]
async fn a_consent_says_what_was_seen() {
    let shop = Shop::open().await;
    let customer_id = shop.customer().await;
    let good = json!({ "kind": "newsletter", "given": true, "source": "checkout", "text_version": "7" });
    for field in ["kind", "given", "source", "text_version"] {
        let mut body = good.clone();
        body.as_object_mut().unwrap().remove(field);
        let answer = shop.of(customer_id, "POST", "/store/v1/me/consents", Some(&body)).await;
        answer.is_problem(400, "request.invalid");
        assert_eq!(answer.wrong_fields()[0].0, format!("/{field}"));
    }
    let mut body = good.clone();
    body["text_version"] = json!(" ");
    let answer = shop.of(customer_id, "POST", "/store/v1/me/consents", Some(&body)).await;
    assert_eq!(answer.wrong_fields(), [("/text_version".to_owned(), "length".to_owned())]);
}

#[tokio::test]
async fn nobody_rewrites_what_was_said() {
    let shop = Shop::open().await;
    let customer_id = shop.customer().await;
    shop.consent(customer_id, "newsletter", false).await;
    let refused = shop.test.sql().await.execute("UPDATE customer.consent SET given = true", &[]).await;
    let error = refused.unwrap_err();
    assert_eq!(error.as_db_error().unwrap().constraint(), Some("consent_unchanged"));
}
