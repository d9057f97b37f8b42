//! Collections, by hand and by rules.

use serde_json::{Value, json};

use crate::support::{Catalog, column, problem, text};

fn path(collection: &Value) -> String {
    format!("collections/{}", text(&collection["collection_id"]))
}

async fn listed(catalog: &Catalog, handle: &str) -> Vec<String> {
    let page = catalog.get(&format!("/store/v1/collections/{handle}/products?limit=100")).await.ok();
    column(&page, "handle")
}

#[tokio::test]
async fn a_collection_made_by_hand_keeps_its_order() {
    let catalog = Catalog::open().await;
    let mut ids = Vec::new();
    for name in ["a", "b", "c", "d"] {
        ids.push(catalog.product(name, &[name]).await["product_id"].clone());
    }
    let hidden = catalog.product_with("hidden", &["h"], json!({ "status": "draft" })).await;
    let best = catalog.create("collections", json!({ "title": "Best of" })).await.ok();
    assert_eq!(best["content"], json!({ "kind": "manual" }));
    let members = json!({ "product_ids": [ids[2], hidden["product_id"], ids[0], ids[3]] });
    let path = format!("{}/products", path(&best));
    assert_eq!(catalog.put(&path, members.clone()).await.ok()["version"], 2);
    assert_eq!(catalog.read(&path).await.ok(), members);
    assert_eq!(listed(&catalog, "best-of").await, ["c", "a", "d"]);
    let first = catalog.get("/store/v1/products?collection=best-of&limit=2").await.ok();
    assert_eq!(column(&first, "handle"), ["c", "a"]);
    let next = text(&first["next_cursor"]);
    let second =
        catalog.get(&format!("/store/v1/products?collection=best-of&limit=2&cursor={next}")).await.ok();
    assert_eq!(column(&second, "handle"), ["d"]);

    let twice = catalog.put(&path, json!({ "product_ids": [ids[0], ids[0]] })).await;
    assert_eq!(twice.problem(), problem(400, "request.invalid"));
    let stranger = catalog.env().id::<shared_contracts::kind::Product>();
    let unknown = catalog.put(&path, json!({ "product_ids": [stranger] })).await;
    assert_eq!(unknown.problem(), problem(404, "catalog.product_not_found"));
    assert_eq!(listed(&catalog, "best-of").await.len(), 3, "a refused change leaves it as it was");
}

#[tokio::test]
async fn rules_admit_exactly_the_products_that_meet_them() {
    let catalog = Catalog::open().await;
    let definition = json!({ "code": "material", "name": "Material", "value_type": { "type": "text" } });
    catalog.create("attributes", definition).await.ok();
    // Every combination of two tags, two vendors and an attribute.
    let mut products = Vec::new();
    for number in 0..16_u32 {
        let has = |bit: u32| number & (1 << bit) != 0;
        let tags: Vec<&str> =
            [("red", has(0)), ("big", has(1))].into_iter().filter(|tag| tag.1).map(|tag| tag.0).collect();
        let vendor = if has(2) { "Acme" } else { "Other" };
        let attributes = if has(3) { json!({ "material": "wood" }) } else { json!({}) };
        let more = json!({ "tags": tags, "vendor": vendor, "attributes": attributes });
        catalog.product_with(&format!("p{number}"), &[&format!("s{number}")], more).await;
        products.push((format!("p{number}"), [has(0), has(1), has(2), has(3)]));
    }
    let rules = [
        json!({ "field": "tag", "value": "red" }),
        json!({ "field": "tag", "value": "big" }),
        json!({ "field": "vendor", "value": "Acme" }),
        json!({ "field": "attribute", "code": "material", "value": "wood" }),
    ];
    for mask in 1..16_u32 {
        let chosen: Vec<usize> = (0..4).filter(|bit| mask & (1 << bit) != 0).collect();
        for combination in ["all", "any"] {
            let content = json!({
                "kind": "rules", "match": combination,
                "rules": chosen.iter().map(|index| rules[*index].clone()).collect::<Vec<_>>(),
            });
            let title = format!("{combination} {mask}");
            let made =
                catalog.create("collections", json!({ "title": title, "content": content })).await.ok();
            let meets = |has: &[bool; 4]| match combination {
                "all" => chosen.iter().all(|index| has[*index]),
                _ => chosen.iter().any(|index| has[*index]),
            };
            let mut expected: Vec<_> =
                products.iter().filter(|(_, has)| meets(has)).map(|(handle, _)| handle.clone()).collect();
            let mut found = listed(&catalog, &text(&made["handle"])).await;
            expected.sort();
            found.sort();
            assert_eq!(found, expected, "{title}");
        }
    }
}

#[tokio::test]
async fn a_product_enters_and_leaves_a_rule_based_collection_as_it_changes() {
    let catalog = Catalog::open().await;
    let content = json!({ "kind": "rules", "match": "all", "rules": [{ "field": "tag", "value": "sale" }] });
    let sale = catalog.create("collections", json!({ "title": "Sale", "content": content })).await.ok();
    let lamp = catalog.product("Lamp", &["L"]).await;
    let product = format!("products/{}", text(&lamp["product_id"]));
    assert_eq!(listed(&catalog, "sale").await, [""; 0]);
    catalog.patch(&product, json!({ "tags": ["sale"] })).await.ok();
    assert_eq!(listed(&catalog, "sale").await, ["lamp"]);
    let content =
        json!({ "kind": "rules", "match": "all", "rules": [{ "field": "kind", "value": "service" }] });
    catalog.patch(&path(&sale), json!({ "content": content })).await.ok();
    assert_eq!(listed(&catalog, "sale").await, [""; 0]);

    let manual = catalog.patch(&path(&sale), json!({ "content": { "kind": "manual" } })).await;
    assert_eq!(manual.problem(), problem(409, "catalog.kind_is_fixed"));
    let by_hand = catalog.put(&format!("{}/products", path(&sale)), json!({ "product_ids": [] })).await;
    assert_eq!(by_hand.problem(), problem(409, "catalog.collection_not_manual"));
    let empty = json!({ "title": "E", "content": { "kind": "rules", "match": "all", "rules": [] } });
    let wrong = catalog.create("collections", empty).await;
    assert_eq!(wrong.wrong_fields(), [("/content/rules".to_owned(), "out_of_range".to_owned())]);
    assert_eq!(catalog.delete(&path(&sale)).await.status, 204);
    let gone = catalog.get("/store/v1/collections/sale").await;
    assert_eq!(gone.problem(), problem(404, "catalog.collection_not_found"));
}
