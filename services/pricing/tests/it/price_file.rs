//! Loading price files.

use kernel_base::Currency;
use serde_json::json;

use crate::support::{Shop, price};

const HEADER: &str = "sku,currency,min_quantity,unit_price,list\n";

#[tokio::test]
async fn the_retailers_prices_load_with_their_breaks_and_loading_them_again_changes_nothing() {
    let shop = Shop::open().await;
    let ids = shop.product(&[("85123A", "standard"), ("85123a", "standard"), ("PADS", "standard")]).await;
    let products = "StockCode,ListPrice\n85123A,2.95\n85123a,6.63\nPADS,0.001\n10134,\n";
    let file = pricing::retailer_price_file(products.as_bytes(), "base-gbp").unwrap();
    let import = shop.post_file("/admin/v1/price-imports", file.clone()).await.ok();
    assert_eq!(import, json!({ "rows": 4, "changed": 3, "unchanged": 0, "failed": 0, "errors": [] }));
    assert_eq!(shop.line(Currency::GBP, ids[0], 32).await.unit_price, price("2.55"));
    assert_eq!(shop.line(Currency::GBP, ids[1], 32).await.unit_price, price("6.63"));
    assert_eq!(shop.line(Currency::GBP, ids[2], 15).await.net.minor(), 2);
    let again = shop.post_file("/admin/v1/price-imports", file).await.ok();
    assert_eq!((again["changed"].clone(), again["unchanged"].clone()), (json!(0), json!(3)));
}

#[tokio::test]
async fn a_file_sets_the_tiers_it_names_and_leaves_the_others() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "GBP", &[(1, "2.95"), (32, "2.55"), (100, "2.40")]).await;
    let file = format!("{HEADER}85123A,GBP,32,2.50,base-gbp\n85123A,GBP,100,,base-gbp\n");
    shop.post_file("/admin/v1/price-imports", file).await.ok();
    for (pieces, unit) in [(1, "2.95"), (32, "2.50"), (100, "2.50")] {
        assert_eq!(shop.line(Currency::GBP, variant, pieces).await.unit_price, price(unit));
    }
}

#[tokio::test]
async fn bad_rows_are_told_and_the_good_ones_taken() {
    let shop = Shop::open().await;
    let variant = shop.product(&[("85123A", "standard")]).await[0];
    let mut file = format!(
        "{HEADER}85123A,GBP,1,2.95,base-gbp\nNOBODY,GBP,1,1.00,base-gbp\n85123A,EUR,1,1.00,base-gbp\n\
         85123A,GBP,1,1.00,nowhere\n85123A,GBP,1,-1.00,base-gbp\n"
    )
    .into_bytes();
    file.extend_from_slice(b"\xff,GBP,1,1.00,base-gbp\n");
    let import = shop.post_file("/admin/v1/price-imports", file).await.ok();
    let errors: Vec<(i64, &str)> = import["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["line"].as_i64().unwrap(), error["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        errors,
        [
            (3, "unknown_sku"),
            (4, "wrong_currency"),
            (5, "unknown_list"),
            (6, "negative_price"),
            (7, "malformed")
        ]
    );
    assert_eq!((import["rows"].clone(), import["failed"].clone()), (json!(6), json!(5)));
    assert_eq!(shop.line(Currency::GBP, variant, 1).await.unit_price, price("2.95"));
}

#[tokio::test]
async fn a_price_named_twice_is_told_and_the_rest_of_the_file_is_taken() {
    let shop = Shop::open().await;
    let ids = shop.product(&[("85123A", "standard"), ("22423", "standard")]).await;
    let mut file = format!("{HEADER}85123A,GBP,1,2.95,base-gbp\n22423,GBP,1,12.75,base-gbp\n").into_bytes();
    file.extend_from_slice(b"85123A,GBP,1,3.95,base-gbp\n22\x00423,GBP,1,1.00,base-gbp\n");
    file.extend_from_slice(b"22423,GBP,99999999999999999999,1.00,base-gbp\n22423,GBP,1\n");
    let import = shop.post_file("/admin/v1/price-imports", file).await.ok();
    let errors: Vec<(i64, &str)> = import["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["line"].as_i64().unwrap(), error["code"].as_str().unwrap()))
        .collect();
    assert_eq!(errors, [(4, "repeated_row"), (5, "malformed"), (6, "malformed"), (7, "malformed")]);
    assert_eq!(shop.line(Currency::GBP, ids[0], 1).await.unit_price, price("2.95"));
    assert_eq!(shop.line(Currency::GBP, ids[1], 1).await.unit_price, price("12.75"));
}

#[tokio::test]
async fn more_rows_than_one_transaction_takes() {
    let shop = Shop::open().await;
    let skus: Vec<String> = (0..2000).map(|number| format!("SKU-{number}")).collect();
    let variants: Vec<(&str, &str)> = skus.iter().map(|sku| (sku.as_str(), "standard")).collect();
    let ids = shop.product(&variants).await;
    let mut file = HEADER.to_owned();
    for tier in [1, 10, 100] {
        for sku in &skus {
            file.push_str(&format!("{sku},EUR,{tier},{}.00,base-eur\n", 1000 - tier));
        }
    }
    let import = shop.post_file("/admin/v1/price-imports", file).await.ok();
    assert_eq!((import["rows"].clone(), import["failed"].clone()), (json!(6000), json!(0)));
    assert_eq!(shop.line(Currency::EUR, ids[1999], 100).await.unit_price, price("900.00"));
    assert_eq!(shop.line(Currency::EUR, ids[1999], 99).await.unit_price, price("990.00"));
}

#[tokio::test]
async fn a_file_with_other_columns_is_refused() {
    let shop = Shop::open().await;
    for file in ["", "sku,price\nA,1\n", "Handle,Title\n"] {
        shop.post_file("/admin/v1/price-imports", file).await.is_problem(400, "pricing.wrong_columns");
    }
}
