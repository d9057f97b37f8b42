//! Locations, and which of them serve a channel.

use kernel_base::Outcome;
use kernel_testing::Bus;
use serde_json::{Value, json};
use shared_contracts::VariantId;
use warehouse_contracts::{StockReserved, refusal};

use crate::support::{Depot, refused};

async fn reserve(depot: &Depot, lines: &[(VariantId, i64)]) -> Outcome<StockReserved> {
    let mut bus = Bus::new(depot.test.db());
    bus.take().await;
    let lines = lines.iter().map(|(variant, pieces)| depot.line(*variant, *pieces)).collect();
    depot.reserve(&mut bus, depot.reservation(lines)).await
}

/// Location and pieces of each allocation.
fn split(outcome: &Outcome<StockReserved>) -> Vec<(Value, i32)> {
    match outcome {
        Outcome::Done(done) => {
            done.allocations.iter().map(|part| (json!(part.location_id), part.quantity)).collect()
        }
        Outcome::Refused(refusal) => panic!("{refusal:?}"),
    }
}

#[tokio::test]
async fn a_location_is_created_changed_and_switched_off() {
    let depot = Depot::open().await;
    let created = depot.location("annex", 50).await;
    let path = format!("/admin/v1/stock-locations/{}", created["location_id"].as_str().unwrap());
    let taken = json!({ "code": "annex", "name": "Again" });
    depot.post("/admin/v1/stock-locations", &taken).await.is_problem(409, "warehouse.location_code_taken");
    let found = depot.get(&path).await;
    let changed = depot.patch(&path, found.etag(), &json!({ "active": false })).await;
    assert_eq!((changed.ok()["active"].clone(), changed.etag()), (json!(false), "\"v2\""));
    let stale = depot.patch(&path, found.etag(), &json!({ "name": "Other" })).await;
    stale.is_problem(412, "warehouse.version_mismatch");
    assert_eq!(stale.etag(), "\"v2\"");
    let list = depot.get("/admin/v1/stock-locations").await.ok();
    let codes: Vec<_> = list["items"].as_array().unwrap().iter().map(|item| item["code"].clone()).collect();
    assert_eq!(codes, ["annex", "main"]);
    let nameless = json!({ "code": "x", "name": " ", "priority": -1 });
    let answer = depot.post("/admin/v1/stock-locations", &nameless).await;
    answer.is_problem(400, "request.invalid");
    assert_eq!(answer.wrong_fields().len(), 2);
}

#[tokio::test]
async fn without_a_route_every_active_location_serves_in_order_of_priority() {
    let depot = Depot::open().await;
    let near = depot.location("near", 10).await;
    let variant = depot.variant("22423", 5).await;
    depot.stock("22423", "near", 2).await;
    let parts = split(&reserve(&depot, &[(variant, 4)]).await);
    assert_eq!((parts[0].clone(), parts[1].1), ((near["location_id"].clone(), 2), 2));
    let path = format!("/admin/v1/stock-locations/{}", near["location_id"].as_str().unwrap());
    depot.stock("22423", "near", 100).await;
    depot.patch(&path, "\"v1\"", &json!({ "active": false })).await.ok();
    assert_eq!(
        depot.availability(variant).await.available,
        3,
        "what lies in a switched-off location is not for sale"
    );
    assert_eq!(refused(&reserve(&depot, &[(variant, 4)]).await), Some(refusal::INSUFFICIENT_STOCK));
}

#[tokio::test]
async fn a_channel_is_served_only_by_its_locations() {
    let depot = Depot::open().await;
    let outlet = depot.location("outlet", 200).await;
    let variant = depot.variant("22423", 5).await;
    depot.stock("22423", "outlet", 3).await;
    let route = json!({ "strategy": "priority", "locations": ["outlet"] });
    let saved = depot.put("/admin/v1/stock-routes/web", &route).await.ok();
    assert_eq!(saved["locations"], json!(["outlet"]));
    assert_eq!(depot.availability(variant).await.available, 3);
    assert_eq!(split(&reserve(&depot, &[(variant, 3)]).await), [(outlet["location_id"].clone(), 3)]);
    assert_eq!(refused(&reserve(&depot, &[(variant, 1)]).await), Some(refusal::INSUFFICIENT_STOCK));
    let wrong = json!({ "locations": ["outlet", "outlet", "nowhere"] });
    let answer = depot.put("/admin/v1/stock-routes/web", &wrong).await;
    answer.is_problem(400, "request.invalid");
    assert_eq!(answer.wrong_fields().len(), 2);
    depot.get("/admin/v1/stock-routes/retail").await.is_problem(404, "warehouse.route_not_found");
    assert_eq!(depot.get("/admin/v1/stock-routes").await.ok()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn two_people_who_set_a_route_notice_each_other() {
    let depot = Depot::open().await;
    let path = "/admin/v1/stock-routes/web";
    let route = |strategy: &str| json!({ "strategy": strategy, "locations": ["main"] });
    let missing = depot.put_over(path, "\"v1\"", &route("priority")).await;
    missing.is_problem(404, "warehouse.route_not_found");
    depot.get(path).await.is_problem(404, "warehouse.route_not_found");
    assert_eq!(depot.put(path, &route("priority")).await.header("etag"), "\"v1\"");
    assert_eq!(depot.get(path).await.header("etag"), "\"v1\"");
    let first = depot.put_over(path, "\"v1\"", &route("fewest_splits")).await;
    assert_eq!((first.header("etag"), &first.ok()["version"]), ("\"v2\"", &json!(2)));
    let second = depot.put_over(path, "\"v1\"", &route("priority")).await;
    second.is_problem(412, "warehouse.version_mismatch");
    assert_eq!(second.header("etag"), "\"v2\"");
    assert_eq!(depot.get(path).await.ok()["strategy"], "fewest_splits");
}

#[tokio::test]
async fn fewest_splits_sends_one_parcel_where_one_location_has_all() {
    let depot = Depot::open().await;
    depot.location("far", 300).await;
    let (first, second) = (depot.variant("22423", 5).await, depot.variant("85123A", 0).await);
    depot.stock("22423", "far", 5).await;
    depot.stock("85123A", "far", 5).await;
    let parcels = |outcome: &Outcome<StockReserved>| {
        let mut places: Vec<String> = split(outcome).iter().map(|part| part.0.to_string()).collect();
        places.sort();
        places.dedup();
        places.len()
    };
    assert_eq!(parcels(&reserve(&depot, &[(first, 1), (second, 1)]).await), 2);
    let route = json!({ "strategy": "fewest_splits", "locations": ["main", "far"] });
    depot.put("/admin/v1/stock-routes/web", &route).await.ok();
    assert_eq!(parcels(&reserve(&depot, &[(first, 1), (second, 1)]).await), 1);
    depot.assert_consistent().await;
}
