//! The stock ledger over HTTP.

use serde_json::{Value, json};

use crate::support::Depot;

fn line(sku: &str, kind: &str, quantity: i64) -> Value {
    json!({ "sku": sku, "location": "main", "kind": kind, "quantity": quantity })
}

#[tokio::test]
async fn every_movement_is_in_the_ledger_with_the_figure_after_it() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 0).await;
    depot.variant("85123A", 7).await;
    depot.minutes_pass(1);
    let lines = json!([
        line("22423", "receive", 10),
        line("22423", "return", 2),
        line("22423", "scrap", 3),
        line("22423", "adjust", -1),
        line("22423", "count", 20),
    ]);
    let posted = depot.move_stock(lines).await.ok();
    let after: Vec<_> = posted["movements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|movement| (movement["quantity"].as_i64().unwrap(), movement["on_hand_after"].as_i64().unwrap()))
        .collect();
    assert_eq!(after, [(10, 10), (2, 12), (-3, 9), (-1, 8), (12, 20)]);
    assert_eq!(depot.pieces(variant).await, (20, 0));
    let ledger = depot.get("/admin/v1/stock/movements?sku=22423&location=main&limit=3").await.ok();
    let kinds: Vec<_> =
        ledger["items"].as_array().unwrap().iter().map(|entry| entry["kind"].clone()).collect();
    assert_eq!(kinds, ["count", "adjust", "scrap"]);
    assert_eq!(ledger["items"][0]["actor"], "staff");
    let cursor = ledger["next_cursor"].as_str().unwrap();
    let rest = depot
        .get(&format!("/admin/v1/stock/movements?sku=22423&location=main&limit=3&cursor={cursor}"))
        .await
        .ok();
    assert_eq!((rest["items"].as_array().unwrap().len(), rest["next_cursor"].clone()), (2, Value::Null));
    assert_eq!(depot.get("/admin/v1/stock/movements?sku=unknown").await.ok()["items"], json!([]));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn all_lines_are_entered_or_none() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 10).await;
    depot.variant("85123A", 5).await;
    let mut expecting = line("22423", "receive", 5);
    expecting["expected_on_hand"] = json!(9);
    let answer =
        depot.move_stock(json!([line("22423", "receive", 1), line("85123A", "scrap", 6), expecting])).await;
    answer.is_problem(409, "warehouse.movements_refused");
    assert_eq!(
        answer.wrong_fields(),
        [
            ("/lines/1".to_owned(), "warehouse.not_on_hand".to_owned()),
            ("/lines/2".to_owned(), "warehouse.stock_changed".to_owned()),
        ]
    );
    assert_eq!(answer.json()["errors"][1]["message"], "22423 has 11 on hand, not 9");
    assert_eq!(depot.pieces(variant).await, (10, 0));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn reserved_pieces_are_not_taken_away() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 10).await;
    let order = depot.reservation(vec![depot.line(variant, 8)]);
    depot.deliver(&[depot.command("reserve_stock", order)]).await;
    let answer = depot.move_stock(json!([line("22423", "count", 7)])).await;
    answer.is_problem(409, "warehouse.movements_refused");
    assert_eq!(answer.wrong_fields(), [("/lines/0".to_owned(), "warehouse.stock_reserved".to_owned())]);
    // With backorders allowed, what is missing is promised for later.
    let policy = json!({
        "oversell": { "policy": "backorder" },
        "levels": [{ "location": "main", "backorder_limit": 1 }],
    });
    depot.put(&format!("/admin/v1/stock/policies/{variant}"), &policy).await.ok();
    depot.move_stock(json!([line("22423", "count", 7)])).await.ok();
    assert_eq!(depot.pieces(variant).await, (7, 8));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn a_repeated_request_is_entered_once() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 0).await;
    let body = json!({ "lines": [line("22423", "receive", 10)] });
    let first = depot.post_with_key("/admin/v1/stock/movements", "delivery-1", &body).await.ok();
    let again = depot.post_with_key("/admin/v1/stock/movements", "delivery-1", &body).await;
    assert_eq!((again.ok(), &again.headers["idempotent-replayed"]), (first, &"true".parse().unwrap()));
    let other = json!({ "lines": [line("22423", "receive", 11)] });
    depot
        .post_with_key("/admin/v1/stock/movements", "delivery-1", &other)
        .await
        .is_problem(422, "request.key_reused");
    assert_eq!(depot.pieces(variant).await, (10, 0));
}

#[tokio::test]
async fn wrong_lines_have_stable_codes() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 1).await;
    depot.product(depot.test.env().id(), 1, &[(depot.test.env().id(), "POST", false)]).await;
    let refused = async |line: Value, status: u16, code: &str| {
        let answer = depot.move_stock(json!([line])).await;
        assert_eq!(answer.status.as_u16(), status, "{line} {}", answer.json());
        assert_eq!(answer.wrong_fields()[0].1, code, "{line}");
    };
    refused(line("unknown", "receive", 1), 400, "warehouse.unknown_sku").await;
    refused(line("22423", "receive", 0), 400, "out_of_range").await;
    refused(line("22423", "receive", -5), 400, "out_of_range").await;
    refused(line("22423", "adjust", 0), 400, "out_of_range").await;
    refused(line("22423", "count", -1), 400, "out_of_range").await;
    refused(line("22423", "receive", i64::MAX), 400, "out_of_range").await;
    refused(line("22423", "issue", 1), 400, "unknown_value").await;
    refused(line("22423", "receive", 1_000_000_000), 409, "warehouse.too_many").await;
    refused(line("POST", "receive", 1), 409, "warehouse.not_tracked").await;
    let mut elsewhere = line("22423", "receive", 1);
    elsewhere["location"] = json!("nowhere");
    refused(elsewhere, 400, "warehouse.unknown_location").await;
    let mut both = line("22423", "receive", 1);
    both["variant_id"] = json!(variant);
    refused(both, 400, "one_of").await;
    let mut long = line("22423", "receive", 1);
    long["reason"] = json!("x".repeat(201));
    refused(long, 400, "length").await;
    let id = depot.line(depot.test.env().id(), 1).variant_id;
    let unknown = json!({ "variant_id": id, "location": "main", "kind": "receive", "quantity": 1 });
    refused(unknown, 409, "warehouse.unknown_variant").await;
    depot.move_stock(json!([])).await.is_problem(400, "request.invalid");
    depot.move_stock(json!(vec![line("22423", "receive", 1); 1001])).await.is_problem(400, "request.invalid");
    assert_eq!(depot.pieces(variant).await, (1, 0));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn stock_is_listed_in_order_of_sku() {
    let depot = Depot::open().await;
    for sku in ["b", "A", "a", "C"] {
        depot.variant(sku, 1).await;
    }
    depot.location("annex", 200).await;
    depot.stock("a", "annex", 4).await;
    let first = depot.get("/admin/v1/stock?limit=3").await.ok();
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = depot.get(&format!("/admin/v1/stock?limit=3&cursor={cursor}")).await.ok();
    let mut skus: Vec<String> = [&first, &second]
        .iter()
        .flat_map(|page| page["items"].as_array().unwrap().clone())
        .map(|item| item["sku"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(skus.len(), 4);
    skus.sort();
    assert_eq!(skus, ["A", "C", "a", "b"], "case matters, nothing is lost between pages");
    let annex = depot.get("/admin/v1/stock?location=annex").await.ok();
    assert_eq!(annex["items"].as_array().unwrap().len(), 1);
    assert_eq!(annex["items"][0]["on_hand"], 5);
    assert_eq!(annex["items"][0]["levels"].as_array().unwrap().len(), 2);
    let one = depot.get("/admin/v1/stock?sku=A").await.ok();
    assert_eq!((one["items"][0]["sku"].as_str(), one["items"].as_array().unwrap().len()), (Some("A"), 1));
    depot.get("/admin/v1/stock?color=red").await.is_problem(400, "request.invalid");
}
