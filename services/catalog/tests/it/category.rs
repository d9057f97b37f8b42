//! The category tree.

use futures::future::join_all;
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Catalog, column, problem, text};

async fn category(catalog: &Catalog, name: &str, parent: Option<&Value>) -> Value {
    let parent = parent.map(|parent| parent["category_id"].clone());
    catalog.create("categories", json!({ "name": name, "parent_id": parent })).await.ok()
}

fn path(category: &Value) -> String {
    format!("categories/{}", text(&category["category_id"]))
}

#[tokio::test]
async fn a_category_lists_what_is_in_it_and_below_it() {
    let catalog = Catalog::open().await;
    let home = category(&catalog, "Home", None).await;
    let lamps = category(&catalog, "Lamps", Some(&home)).await;
    let garden = category(&catalog, "Garden", None).await;
    catalog
        .product_with("Lamp", &["L"], json!({ "category_ids": [lamps["category_id"], home["category_id"]] }))
        .await;
    catalog.product_with("Spade", &["S"], json!({ "category_ids": [garden["category_id"]] })).await;
    let listed = async |name: &str| {
        column(&catalog.get(&format!("/store/v1/products?category={name}")).await.ok(), "handle")
    };
    assert_eq!(listed("home").await, ["lamp"], "once, though it is in both");
    assert_eq!(listed("lamps").await, ["lamp"]);
    assert_eq!(listed(&text(&garden["category_id"])).await, ["spade"]);
    catalog.patch(&path(&lamps), json!({ "parent_id": garden["category_id"] })).await.ok();
    assert_eq!(listed("garden").await.len(), 2);
    let unknown = catalog.get("/store/v1/products?category=mars").await;
    assert_eq!(unknown.problem(), problem(404, "catalog.category_not_found"));
    let tree = catalog.get("/store/v1/categories").await.ok();
    assert_eq!(column(&tree, "handle"), ["garden", "home", "lamps"]);
}

#[tokio::test]
async fn a_category_is_not_moved_below_itself() {
    let catalog = Catalog::open().await;
    let home = category(&catalog, "Home", None).await;
    let lamps = category(&catalog, "Lamps", Some(&home)).await;
    let answer = catalog.patch(&path(&home), json!({ "parent_id": lamps["category_id"] })).await;
    assert_eq!(answer.problem(), problem(409, "catalog.category_cycle"));
    let moved = catalog.patch(&path(&lamps), json!({ "parent_id": null })).await.ok();
    assert_eq!(moved["parent_id"], Value::Null);
    let renamed = catalog.patch(&path(&lamps), json!({ "name": "Lights" })).await.ok();
    assert_eq!((&renamed["name"], &renamed["version"]), (&json!("Lights"), &json!(3)));
}

#[tokio::test]
async fn two_moves_at_once_never_close_a_circle() {
    let catalog = Catalog::open().await;
    for round in 0..10 {
        let first = category(&catalog, &format!("A{round}"), None).await;
        let second = category(&catalog, &format!("B{round}"), None).await;
        let below = |one: &Value, other: &Value| (path(one), json!({ "parent_id": other["category_id"] }));
        let moves = [below(&first, &second), below(&second, &first)];
        let answers = join_all(moves.iter().map(|(path, body)| catalog.patch(path, body.clone()))).await;
        let moved = answers.iter().filter(|answer| answer.status == StatusCode::OK).count();
        assert_eq!(moved, 1, "{answers:?}");
        let lost = answers.iter().find(|answer| !answer.status.is_success()).unwrap();
        assert_eq!(lost.problem(), problem(409, "catalog.category_cycle"));
    }
}

#[tokio::test]
async fn a_category_that_something_hangs_on_is_not_deleted() {
    let catalog = Catalog::open().await;
    let home = category(&catalog, "Home", None).await;
    let lamps = category(&catalog, "Lamps", Some(&home)).await;
    let lamp = catalog.product_with("Lamp", &["L"], json!({ "category_ids": [lamps["category_id"]] })).await;
    for used in [&home, &lamps] {
        assert_eq!(catalog.delete(&path(used)).await.problem(), problem(409, "catalog.category_in_use"));
    }
    catalog
        .patch(&format!("products/{}", text(&lamp["product_id"])), json!({ "category_ids": [] }))
        .await
        .ok();
    assert_eq!(catalog.delete(&path(&lamps)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(catalog.delete(&path(&home)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(catalog.delete(&path(&home)).await.problem(), problem(404, "catalog.category_not_found"));
}
