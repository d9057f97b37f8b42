//! The copy of what the catalog says.

use std::time::Duration;

use catalog_contracts::ProductRemoved;
use kernel_base::Call;
use serde_json::json;
use shared_contracts::{ProductId, VariantId};
use warehouse_contracts::AvailabilityQuery;

use crate::support::Depot;

#[tokio::test]
async fn a_variant_follows_its_sku_and_keeps_its_stock() {
    let depot = Depot::open().await;
    let (product, variant): (ProductId, VariantId) = (depot.test.env().id(), depot.test.env().id());
    depot.product(product, 1, &[(variant, "OLD", true)]).await;
    depot.stock("OLD", "main", 5).await;
    depot.product(product, 3, &[(variant, "NEW", true)]).await;
    depot.product(product, 2, &[(variant, "BETWEEN", true)]).await;
    let stock = depot.get(&format!("/admin/v1/stock/items/{variant}")).await.ok();
    assert_eq!(
        (stock["sku"].as_str(), stock["on_hand"].as_i64()),
        (Some("NEW"), Some(5)),
        "the latest version counts"
    );
    let answer = depot
        .move_stock(json!([{ "sku": "OLD", "location": "main", "kind": "receive", "quantity": 1 }]))
        .await;
    assert_eq!(answer.wrong_fields()[0].1, "warehouse.unknown_sku");
}

#[tokio::test]
async fn a_sku_may_pass_from_one_variant_to_another_in_either_order() {
    let depot = Depot::open().await;
    let (first, second): (ProductId, ProductId) = (depot.test.env().id(), depot.test.env().id());
    let (old, new): (VariantId, VariantId) = (depot.test.env().id(), depot.test.env().id());
    depot.product(first, 1, &[(old, "22423", true)]).await;
    depot.product(second, 1, &[(new, "22423", true)]).await;
    depot.product(first, 2, &[]).await;
    depot.stock("22423", "main", 4).await;
    assert_eq!((depot.pieces(old).await, depot.pieces(new).await), ((0, 0), (4, 0)));
}

#[tokio::test]
async fn removed_products_leave_the_list_but_not_the_ledger() {
    let depot = Depot::open().await;
    let (product, variant): (ProductId, VariantId) = (depot.test.env().id(), depot.test.env().id());
    depot.product(product, 1, &[(variant, "22423", true)]).await;
    depot.stock("22423", "main", 5).await;
    let removed = ProductRemoved {
        product_id: product,
        version: 2,
        variant_ids: vec![variant],
        occurred_at: depot.now(),
    };
    depot.catalog_tells("catalog.product_removed.v1", product, &removed).await;
    assert_eq!(depot.get("/admin/v1/stock").await.ok()["items"], json!([]));
    assert_eq!(depot.pieces(variant).await, (5, 0));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn availability_leaves_out_unknown_variants_and_refuses_too_many() {
    let depot = Depot::open().await;
    let known = depot.variant("22423", 5).await;
    let call = Call { deadline: depot.now().plus(Duration::from_secs(5)), trace: None };
    let ask = async |variant_ids| {
        let query = AvailabilityQuery { channel: "web".parse().unwrap(), variant_ids, cart_id: None };
        depot.api.availability(&call, query).await
    };
    let answer = ask(vec![known, depot.test.env().id(), known]).await.unwrap();
    assert_eq!((answer.len(), answer[0].available), (1, 5));
    assert_eq!(ask(vec![known; 1001]).await.unwrap_err().code, "request.invalid");
}
