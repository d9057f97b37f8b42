//! Transfers between locations.

use serde_json::{Value, json};

use crate::support::Depot;

async fn draft(depot: &Depot, pieces: i64) -> String {
    let body = json!({ "from": "main", "to": "annex", "lines": [{ "sku": "22423", "quantity": pieces }] });
    let created = depot.post("/admin/v1/transfers", &body).await.ok();
    assert_eq!((created["status"].as_str(), created["from"].as_str()), (Some("draft"), Some("main")));
    format!("/admin/v1/transfers/{}", created["transfer_id"].as_str().unwrap())
}

fn arrived(pieces: i64) -> Value {
    json!({ "lines": [{ "sku": "22423", "quantity": pieces }] })
}

async fn at(depot: &Depot, location: &str) -> i64 {
    let stock = depot.get("/admin/v1/stock?sku=22423").await.ok();
    let levels = stock["items"][0]["levels"].as_array().unwrap().clone();
    levels
        .iter()
        .find(|level| level["location"] == location)
        .map_or(0, |level| level["on_hand"].as_i64().unwrap())
}

#[tokio::test]
async fn pieces_leave_and_arrive_in_parts() {
    let depot = Depot::open().await;
    depot.location("annex", 200).await;
    depot.variant("22423", 10).await;
    let transfer = draft(&depot, 6).await;
    assert_eq!(at(&depot, "main").await, 10);
    let nothing = json!({});
    depot
        .post(&format!("{transfer}/receive"), &arrived(1))
        .await
        .is_problem(409, "warehouse.transfer_status");
    assert_eq!(depot.post(&format!("{transfer}/ship"), &nothing).await.ok()["status"], "shipped");
    depot.post(&format!("{transfer}/ship"), &nothing).await.is_problem(409, "warehouse.transfer_status");
    assert_eq!((at(&depot, "main").await, at(&depot, "annex").await), (4, 0));
    depot.post(&format!("{transfer}/receive"), &arrived(4)).await.ok();
    assert_eq!((at(&depot, "main").await, at(&depot, "annex").await), (4, 4));
    let too_many = depot.post(&format!("{transfer}/receive"), &arrived(3)).await;
    too_many.is_problem(409, "warehouse.transfer_quantity_exceeded");
    let done = depot.post(&format!("{transfer}/receive"), &arrived(2)).await.ok();
    assert_eq!((done["status"].as_str(), done["lines"][0]["received"].as_i64()), (Some("received"), Some(6)));
    assert_eq!(at(&depot, "annex").await, 6);
    depot.assert_consistent().await;
}

#[tokio::test]
async fn what_never_arrives_is_lost_and_a_draft_can_be_given_up() {
    let depot = Depot::open().await;
    depot.location("annex", 200).await;
    depot.variant("22423", 10).await;
    let (lost, given_up) = (draft(&depot, 3).await, draft(&depot, 3).await);
    let nothing = json!({});
    depot.post(&format!("{lost}/ship"), &nothing).await.ok();
    depot.post(&format!("{lost}/receive"), &arrived(2)).await.ok();
    assert_eq!(depot.post(&format!("{lost}/close"), &nothing).await.ok()["status"], "closed");
    assert_eq!(depot.post(&format!("{given_up}/close"), &nothing).await.ok()["status"], "cancelled");
    assert_eq!((at(&depot, "main").await, at(&depot, "annex").await), (7, 2));
    let closed = depot.get("/admin/v1/transfers?status=closed").await.ok();
    assert_eq!(closed["items"].as_array().unwrap().len(), 1);
    depot.assert_consistent().await;
}

#[tokio::test]
async fn a_transfer_cannot_take_what_is_not_there_or_reserved() {
    let depot = Depot::open().await;
    depot.location("annex", 200).await;
    let variant = depot.variant("22423", 10).await;
    let order = depot.reservation(vec![depot.line(variant, 8)]);
    depot.deliver(&[depot.command("reserve_stock", order)]).await;
    for (pieces, code) in [(11, "warehouse.not_on_hand"), (3, "warehouse.stock_reserved")] {
        let transfer = draft(&depot, pieces).await;
        let answer = depot.post(&format!("{transfer}/ship"), &json!({})).await;
        answer.is_problem(409, "warehouse.movements_refused");
        assert_eq!(answer.wrong_fields()[0].1, code);
        assert_eq!(depot.get(&transfer).await.ok()["status"], "draft");
    }
}

#[tokio::test]
async fn wrong_transfers_have_stable_codes() {
    let depot = Depot::open().await;
    depot.location("annex", 200).await;
    depot.variant("22423", 10).await;
    let post = async |from: &str, to: &str, lines: Value| {
        depot.post("/admin/v1/transfers", &json!({ "from": from, "to": to, "lines": lines })).await
    };
    let line = json!({ "sku": "22423", "quantity": 1 });
    let code = |answer: crate::support::Answer| answer.wrong_fields()[0].1.clone();
    assert_eq!(code(post("main", "main", json!([line])).await), "same_location");
    assert_eq!(code(post("main", "nowhere", json!([line])).await), "warehouse.unknown_location");
    assert_eq!(code(post("main", "annex", json!([])).await), "length");
    assert_eq!(code(post("main", "annex", json!([line, line])).await), "duplicate");
    assert_eq!(
        code(post("main", "annex", json!([{ "sku": "x", "quantity": 1 }])).await),
        "warehouse.unknown_sku"
    );
    assert_eq!(post("main", "annex", json!([{ "sku": "22423", "quantity": 0 }])).await.status, 400);
}
