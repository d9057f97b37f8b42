//! Reservations over HTTP: deadline, extension, release.

use kernel_testing::Bus;
use serde_json::{Value, json};
use shared_contracts::VariantId;
use warehouse_contracts::{BackInStock, LowStock, StockChanged, refusal};

use crate::support::Depot;

async fn hold(depot: &Depot, variant: VariantId, pieces: i64, deadline: Option<&str>) -> Value {
    let mut body = json!({ "owner": "cart_1", "channel": "web", "lines": [depot.line(variant, pieces)] });
    if let Some(deadline) = deadline {
        body["deadline"] = json!(deadline);
    }
    depot.post("/admin/v1/reservations", &body).await.ok()
}

fn path(reservation: &Value, verb: &str) -> String {
    format!("/admin/v1/reservations/{}{verb}", reservation["reservation_id"].as_str().unwrap())
}

#[tokio::test]
async fn a_hold_ends_at_its_deadline_and_not_before() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 5).await;
    let held = hold(&depot, variant, 5, Some("2026-01-15T12:10:00Z")).await;
    let lasting = depot.variant("85123A", 1).await;
    hold(&depot, lasting, 1, None).await;
    depot.minutes_pass(9);
    depot.run_job("expire_reservations").await;
    assert_eq!(depot.pieces(variant).await, (5, 5));
    let later = json!({ "deadline": "2026-01-15T12:20:00Z" });
    let extended = depot.post(&path(&held, "/extend"), &later).await.ok();
    assert_eq!(extended["deadline"], "2026-01-15T12:20:00Z");
    depot.minutes_pass(6);
    depot.run_job("expire_reservations").await;
    assert_eq!(depot.pieces(variant).await, (5, 5), "extended");
    depot.minutes_pass(5);
    let late = json!({ "deadline": "2026-01-15T12:30:00Z" });
    let answer = depot.post(&path(&held, "/extend"), &late).await;
    answer.is_problem(409, "warehouse.reservation_not_held");
    depot.run_job("expire_reservations").await;
    depot.run_job("expire_reservations").await;
    assert_eq!(depot.pieces(variant).await, (5, 0));
    assert_eq!(depot.get(&path(&held, "")).await.ok()["status"], "expired");
    assert_eq!(depot.pieces(lasting).await, (1, 1), "without a deadline it lasts");
    depot.assert_consistent().await;
}

#[tokio::test]
async fn hundreds_of_overdue_holds_end_in_one_run() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 250).await;
    let deadline: Vec<_> = (0..250)
        .map(|_| {
            let mut order = depot.reservation(vec![depot.line(variant, 1)]);
            order.deadline = Some("2026-01-15T12:01:00Z".parse().unwrap());
            depot.command("reserve_stock", order)
        })
        .collect();
    depot.deliver(&deadline).await;
    assert_eq!(depot.pieces(variant).await, (250, 250));
    depot.minutes_pass(1);
    depot.run_job("expire_reservations").await;
    assert_eq!(depot.pieces(variant).await, (250, 0));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn a_hold_is_released_once() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 5).await;
    let held = hold(&depot, variant, 2, None).await;
    let reason = json!({ "reason": "customer called" });
    let released = depot.post_with_key(&path(&held, "/release"), "key-1", &reason).await.ok();
    assert_eq!(
        (released["status"].as_str(), released["end_reason"].as_str()),
        (Some("released"), Some("customer called"))
    );
    let replayed = depot.post_with_key(&path(&held, "/release"), "key-1", &reason).await.ok();
    assert_eq!(replayed, released);
    depot.post(&path(&held, "/release"), &reason).await.is_problem(409, "warehouse.reservation_not_held");
    assert_eq!(depot.pieces(variant).await, (5, 0));
}

#[tokio::test]
async fn wrong_requests_have_stable_codes() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 5).await;
    let lines = [depot.line(variant, 1)];
    let reserve = |lines: Value, deadline: Option<&str>| json!({ "owner": "cart_1", "channel": "web", "lines": lines, "deadline": deadline });
    let post = async |body: Value| depot.post("/admin/v1/reservations", &body).await;
    post(reserve(json!([]), None)).await.is_problem(409, refusal::INVALID_RESERVATION);
    let past = Some("2026-01-15T12:00:00Z");
    post(reserve(json!(lines), past)).await.is_problem(400, "warehouse.deadline_passed");
    post(reserve(json!(lines), Some("tomorrow"))).await.is_problem(400, "request.invalid");
    let mut negative = json!(lines);
    negative[0]["quantity"] = json!(-1);
    post(reserve(negative, None)).await.is_problem(400, "request.invalid");
    let mut overflow = json!(lines);
    overflow[0]["quantity"] = json!(u64::MAX);
    post(reserve(overflow, None)).await.is_problem(400, "request.invalid");
    post(json!({ "owner": "x", "channel": "web", "lines": lines, "colour": 1 }))
        .await
        .is_problem(400, "request.invalid");
    let unknown = format!("/admin/v1/reservations/{}", depot.reservation(vec![]).reservation_id);
    depot.get(&unknown).await.is_problem(404, "warehouse.reservation_not_found");
    depot.get("/admin/v1/reservations/res_nonsense").await.is_problem(400, "request.invalid");
    let held = hold(&depot, variant, 1, None).await;
    let later = json!({ "deadline": "2027-01-01T00:00:00Z" });
    depot
        .post(&path(&held, "/extend"), &later)
        .await
        .is_problem(409, "warehouse.reservation_without_deadline");
}

#[tokio::test]
async fn reservations_are_listed_latest_first_by_status_and_owner() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 5).await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        depot.minutes_pass(1);
        ids.insert(0, hold(&depot, variant, 1, None).await["reservation_id"].clone());
    }
    depot
        .post(
            &format!("/admin/v1/reservations/{}/release", ids[1].as_str().unwrap()),
            &json!({ "reason": "x" }),
        )
        .await
        .ok();
    let first = depot.get("/admin/v1/reservations?owner=cart_1&limit=2").await.ok();
    let cursor = first["next_cursor"].as_str().unwrap();
    let second =
        depot.get(&format!("/admin/v1/reservations?owner=cart_1&limit=2&cursor={cursor}")).await.ok();
    let listed = [&first["items"][0], &first["items"][1], &second["items"][0]]
        .map(|item| item["reservation_id"].clone());
    assert_eq!(listed.to_vec(), ids);
    assert_eq!(second["next_cursor"], Value::Null);
    let held = depot.get("/admin/v1/reservations?status=held").await.ok();
    assert_eq!(held["items"].as_array().unwrap().len(), 2);
    depot.get("/admin/v1/reservations?status=lost").await.is_problem(400, "request.invalid");
}

#[tokio::test]
async fn only_crossing_a_boundary_is_told() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 0).await;
    let policy = json!({ "low_stock_threshold": 3 });
    depot.put(&format!("/admin/v1/stock/policies/{variant}"), &policy).await.ok();
    let mut bus = Bus::new(depot.test.db());
    depot.stock("22423", "main", 10).await;
    let events = bus.take().await;
    let kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["warehouse.stock_changed.v1", "warehouse.back_in_stock.v1"]);
    let changed: StockChanged = events[0].parse().unwrap();
    assert_eq!((changed.on_hand, changed.reserved, changed.available), (10, 0, 10));
    assert_eq!(events[1].parse::<BackInStock>().unwrap().available, 10);

    hold(&depot, variant, 6, None).await;
    assert_eq!(bus.take().await.len(), 0, "ample stock is no news");
    let low = hold(&depot, variant, 1, None).await;
    let events = bus.take().await;
    assert_eq!(events.len(), 2);
    assert_eq!(events[1].parse::<LowStock>().unwrap().available, 3);
    hold(&depot, variant, 1, None).await;
    assert_eq!(bus.take().await.len(), 0, "still low");
    hold(&depot, variant, 2, None).await;
    assert_eq!(bus.take_of::<StockChanged>().await[0].available, 0);
    depot.post(&path(&low, "/release"), &json!({ "reason": "x" })).await.ok();
    assert_eq!(bus.take_of::<BackInStock>().await[0].available, 1);
}
