//! What shoppers may know of stock.

use axum::body::Body;
use http::Request;
use serde_json::json;

use crate::support::Depot;

#[tokio::test]
async fn shoppers_learn_whether_a_variant_can_be_had_and_not_how_many() {
    let depot = Depot::open().await;
    let (there, gone) = (depot.variant("LANTERN", 3).await, depot.variant("LAMP", 0).await);
    let ask = async |query: &str| {
        let request = Request::get(format!("/store/v1/availability?{query}")).body(Body::empty()).unwrap();
        depot.request(request).await
    };
    let answer = ask(&format!("channel=web&variant_ids={there},{gone}")).await.ok();
    let mut items = answer["items"].as_array().unwrap().clone();
    items.sort_by_key(|item| item["available"] == false);
    assert_eq!(
        items,
        [
            json!({ "variant_id": there, "available": true, "in_stock": true }),
            json!({ "variant_id": gone, "available": false, "in_stock": false }),
        ]
    );
    ask("channel=web&variant_ids=lantern").await.is_problem(400, "request.invalid");
    ask("channel=web").await.is_problem(400, "request.invalid");
}
