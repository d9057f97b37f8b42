//! Safety stock, backorders, pre-orders.

use kernel_base::Outcome;
use kernel_testing::Bus;
use serde_json::{Value, json};
use shared_contracts::VariantId;
use warehouse_contracts::refusal;

use crate::support::{Answer, Depot, refused};

async fn set(depot: &Depot, variant: VariantId, policy: &Value) -> Answer {
    depot.put(&format!("/admin/v1/stock/policies/{variant}"), policy).await
}

#[tokio::test]
async fn safety_stock_is_not_for_sale() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 10).await;
    let policy = json!({ "levels": [{ "location": "main", "safety_stock": 4 }] });
    let stock = set(&depot, variant, &policy).await.ok();
    assert_eq!((stock["on_hand"].as_i64(), stock["available"].as_i64()), (Some(10), Some(6)));
    assert_eq!(depot.availability(variant).await.orderable, 6);
    let mut bus = Bus::new(depot.test.db());
    bus.take().await;
    let answer = depot.reserve(&mut bus, depot.reservation(vec![depot.line(variant, 7)])).await;
    assert_eq!(refused(&answer), Some(refusal::INSUFFICIENT_STOCK));
}

#[tokio::test]
async fn backorders_go_up_to_their_limit_and_say_how_many_pieces_they_are() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 2).await;
    let policy = json!({
        "oversell": { "policy": "backorder", "expected_at": "2026-02-01T00:00:00Z" },
        "levels": [{ "location": "main", "backorder_limit": 3 }],
    });
    set(&depot, variant, &policy).await.ok();
    let availability = depot.availability(variant).await;
    assert_eq!((availability.available, availability.orderable, availability.backorder), (2, 5, true));
    assert_eq!(availability.expected_at, Some("2026-02-01T00:00:00Z".parse().unwrap()));
    let mut bus = Bus::new(depot.test.db());
    bus.take().await;
    let Outcome::Done(done) = depot.reserve(&mut bus, depot.reservation(vec![depot.line(variant, 4)])).await
    else {
        panic!("within the limit");
    };
    assert_eq!((done.allocations[0].quantity, done.allocations[0].backordered), (4, 2));
    let answer = depot.reserve(&mut bus, depot.reservation(vec![depot.line(variant, 2)])).await;
    assert_eq!(refused(&answer), Some(refusal::INSUFFICIENT_STOCK));
    let lower = json!({ "levels": [{ "location": "main", "backorder_limit": 1 }] });
    set(&depot, variant, &lower).await.is_problem(409, "warehouse.backorder_limit_too_low");
    depot.assert_consistent().await;
}

#[tokio::test]
async fn two_people_who_set_a_policy_notice_each_other_and_orders_disturb_neither() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 10).await;
    let (policy, item) =
        (format!("/admin/v1/stock/policies/{variant}"), format!("/admin/v1/stock/items/{variant}"));
    let read = depot.get(&item).await;
    assert_eq!((read.header("etag"), &read.ok()["policy_version"]), ("\"v1\"", &json!(1)));
    depot.stock("22423", "main", 5).await;
    depot.deliver(&[depot.command("reserve_stock", depot.reservation(vec![depot.line(variant, 1)]))]).await;
    let first = depot.put_over(&policy, "\"v1\"", &json!({ "low_stock_threshold": 3 })).await;
    assert_eq!((first.header("etag"), &first.ok()["low_stock_threshold"]), ("\"v2\"", &json!(3)));
    let second = depot.put_over(&policy, "\"v1\"", &json!({ "low_stock_threshold": 9 })).await;
    second.is_problem(412, "warehouse.version_mismatch");
    assert_eq!(second.header("etag"), "\"v2\"");
    assert_eq!(depot.get(&item).await.ok()["low_stock_threshold"], 3);
    depot.put_over(&policy, "v1", &json!({})).await.is_problem(400, "request.if_match_malformed");
    assert_eq!(set(&depot, variant, &json!({})).await.header("etag"), "\"v3\"", "whatever stands there");
}

#[tokio::test]
async fn a_preorder_ends_on_its_day() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 0).await;
    let policy = json!({
        "oversell": { "policy": "preorder", "expected_at": "2026-01-15T12:05:00Z" },
        "levels": [{ "location": "main", "backorder_limit": 100 }],
    });
    set(&depot, variant, &policy).await.ok();
    assert!(depot.availability(variant).await.allows(100));
    depot.minutes_pass(5);
    let availability = depot.availability(variant).await;
    assert!(!availability.allows(1) && availability.expected_at.is_none());
}

#[tokio::test]
async fn wrong_policies_have_stable_codes() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 0).await;
    let wrong = async |policy: Value, code: &str| {
        let answer = set(&depot, variant, &policy).await;
        answer.is_problem(400, "request.invalid");
        assert_eq!(answer.wrong_fields()[0].1, code, "{policy}");
    };
    wrong(json!({ "low_stock_threshold": -1 }), "out_of_range").await;
    wrong(json!({ "levels": [{ "location": "main", "safety_stock": 1_000_000_001_i64 }] }), "out_of_range")
        .await;
    wrong(json!({ "levels": [{ "location": "nowhere" }] }), "warehouse.unknown_location").await;
    wrong(json!({ "levels": [{ "location": "main" }, { "location": "main" }] }), "duplicate").await;
    wrong(json!({ "oversell": { "policy": "preorder" } }), "missing").await;
    set(&depot, depot.test.env().id(), &json!({})).await.is_problem(404, "warehouse.variant_not_found");
}
