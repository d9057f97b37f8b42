//! Imports: real files, broken files, and processes that die.

use std::time::Duration;

use catalog_contracts::{ProductChanged, VariantsQuery};
use futures::future::{Either, select};
use serde_json::json;

use crate::support::{Catalog, column, counts, problem, shared, text};

#[tokio::test]
async fn importing_a_shopify_file_again_changes_nothing() {
    for path in ["shopify/packt-product-data.csv", "shopify/online-retail-catalogue.csv.gz"] {
        let mut catalog = Catalog::open().await;
        let first = catalog.import("shopify", shared(path)).await;
        let products = if path.contains("packt") { 20 } else { 3290 };
        assert_eq!(first["status"], "succeeded", "{first}");
        assert_eq!(counts(&first), [products, 0, 0, 0], "{path}");
        assert_eq!(first["rows_done"], first["rows_total"]);
        let told = catalog.bus.take_of::<ProductChanged>().await;
        assert_eq!(told.len(), usize::try_from(products).unwrap(), "each product is told once");

        catalog.service.clock().advance(Duration::from_secs(1));
        let second = catalog.import("shopify", shared(path)).await;
        assert_eq!(counts(&second), [0, 0, products, 0], "{path}");
        assert!(catalog.bus.take().await.is_empty(), "nothing changed, nothing is told");
    }
}

#[tokio::test]
async fn the_retailer_s_4070_codes_become_products_in_both_spellings() {
    let catalog = Catalog::open().await;
    let operation = catalog.import("online-retail", shared("online-retail/products.csv.gz")).await;
    assert_eq!(counts(&operation), [4070, 0, 0, 0]);
    let skus = ["85123A", "85123a", "POST", "gift_0001_20"].map(|sku| sku.parse().unwrap()).to_vec();
    let query = VariantsQuery { skus, ..VariantsQuery::default() };
    let mut found = catalog.replica.api.variants(&catalog.call(), query).await.unwrap();
    found.sort_by_key(|snapshot| snapshot.variant.sku.clone());
    let stock: Vec<_> =
        found.iter().map(|found| (found.variant.sku.as_str(), found.variant.requires_stock)).collect();
    assert_eq!(stock, [("85123A", true), ("85123a", true), ("POST", false), ("gift_0001_20", false)]);
    let again = catalog.import("online-retail", shared("online-retail/products.csv.gz")).await;
    assert_eq!(counts(&again), [0, 0, 4070, 0]);
}

const HEADER: &str = "handle,title,status,option1_name,option1_value,sku,weight_g,channels,external_id\n";

#[tokio::test]
async fn a_new_product_is_told_with_the_channels_it_is_sold_in_at_once() {
    let mut catalog = Catalog::open().await;
    catalog.replica = catalog.replica_with_ticking_clock();
    catalog.import("karum", format!("{HEADER}mug,Mug,active,,,M1,10,web,\n")).await;
    let [told] = &catalog.bus.take_of::<ProductChanged>().await[..] else { panic!("told once") };
    assert_eq!(told.channels[0].channel.as_str(), "web");
}

#[tokio::test]
async fn rows_that_are_wrong_are_named_and_the_others_are_imported() {
    let catalog = Catalog::open().await;
    catalog.product("Holder", &["TAKEN"]).await;
    let mut file = format!(
        "{HEADER}\
         good,Good,active,,,G1,10,web,\n\
         taken,Taken,active,,,TAKEN,10,web,\n\
         two,Two,active,Color,Red,T1,1,web,\n\
         two,,,,Red,T2,1,,\n\
         heavy,Heavy,active,,,H1,-5,web,\n\
         mars,Mars,active,,,M1,1,mars,\n\
         twin,Twin,active,,,G1,1,web,\n\
         short,Short\n\
         erp,Erp,active,,,E1,1,web,e-1\n\
         erp2,Erp,active,,,E2,1,web,e-1\n\
         nul,a\0b,active,,,N1,1,web,\n\
         broken,"
    )
    .into_bytes();
    file.extend_from_slice(b"\xff\xfe,active,,,B1,1,web,\n");
    let operation = catalog.import("karum", file).await;
    assert_eq!(operation["status"], "succeeded");
    assert_eq!(counts(&operation), [2, 0, 0, 9]);
    assert_eq!((&operation["rows_done"], &operation["rows_total"]), (&json!(12), &json!(12)));
    let expected = [
        (3, "sku", "sku_taken"),
        (5, "options", "duplicate"),
        (6, "weight_g", "out_of_range"),
        (7, "channels", "unknown_channel"),
        (8, "sku", "sku_taken"),
        (9, "", "wrong_columns"),
        (11, "external_id", "external_id_taken"),
        (12, "", "nul_character"),
        (13, "", "invalid_utf8"),
    ];
    let expected = expected.map(|(row, column, code)| (row, column.to_owned(), code.to_owned()));
    assert_eq!(catalog.errors(&operation).await, expected);
    let all = catalog.read("products?limit=100").await.ok();
    let mut handles = column(&all, "handle");
    handles.sort();
    assert_eq!(handles, ["erp", "good", "holder"]);
}

#[tokio::test]
async fn errors_come_page_by_page() {
    let catalog = Catalog::open().await;
    let rows: String = (0..25).map(|row| format!("p{row},P,gone,,,S{row},1,,\n")).collect();
    let operation = catalog.import("karum", format!("{HEADER}{rows}")).await;
    assert_eq!(counts(&operation), [0, 0, 0, 25]);
    let path = format!("operations/{}/errors?limit=10", text(&operation["operation_id"]));
    let first = catalog.read(&path).await.ok();
    let second = catalog.read(&format!("{path}&cursor={}", text(&first["next_cursor"]))).await.ok();
    assert_eq!(first["items"][0]["row"], 2);
    assert_eq!(second["items"][0]["row"], 12);
}

#[tokio::test]
async fn a_file_that_is_not_of_the_format_is_refused_at_once() {
    let catalog = Catalog::open().await;
    for (file, code) in [
        (&b""[..], "empty_file"),
        (b"handle,title\n", "missing_column"),
        (b"handle,title,sku,colour\n", "unknown_column"),
        (b"\x1f\x8b\x08 broken", "cannot_unpack"),
        (b"\xff\xfe\n", "header_not_text"),
    ] {
        let answer = catalog.upload("karum", file.to_vec()).await;
        assert_eq!(answer.problem(), problem(400, "catalog.unreadable_file"), "{code}");
        assert_eq!(answer.wrong_fields(), [("body".to_owned(), code.to_owned())]);
    }
    assert_eq!(catalog.upload("excel", b"x".to_vec()).await.problem(), problem(400, "request.invalid"));
    assert_eq!(catalog.read("operations").await.ok()["items"], json!([]));
}

#[tokio::test]
async fn an_import_adds_and_changes_and_never_removes() {
    let catalog = Catalog::open().await;
    let file = |rows: &str| format!("{HEADER}{rows}");
    catalog.import("karum", file("lamp,Lamp,active,Color,Red,R,1,web,\nlamp,,,,Blue,B,1,,\n")).await;
    let changed = catalog.import("karum", file("lamp,Light,active,Color,Green,G,1,web,\n")).await;
    assert_eq!(counts(&changed), [0, 1, 0, 0]);
    let lamp = &catalog.read("products").await.ok()["items"][0];
    let skus: Vec<_> =
        lamp["variants"].as_array().unwrap().iter().map(|variant| text(&variant["sku"])).collect();
    assert_eq!(
        (text(&lamp["title"]), skus),
        ("Light".to_owned(), vec!["G".to_owned(), "R".to_owned(), "B".to_owned()])
    );
}

#[tokio::test]
async fn a_process_that_dies_loses_and_doubles_nothing() {
    let mut catalog = Catalog::open().await;
    let file = shared("shopify/online-retail-catalogue.csv.gz");
    let operation = catalog.upload("shopify", file).await.ok();
    // Kill the worker a few times, each time after some more batches.
    for kills in 1..=4_i64 {
        let worker = Box::pin(catalog.other_replica_work());
        let watched = Box::pin(async {
            while catalog.operation(&operation).await["rows_done"].as_i64().unwrap() < kills * 300 {
                tokio::task::yield_now().await;
            }
        });
        assert!(matches!(select(worker, watched).await, Either::Right(_)), "it was killed in the middle");
        // Nobody takes it over before the lease is up.
        catalog.replica.run("run_operations").await;
        assert_eq!(catalog.operation(&operation).await["status"], "running");
        catalog.service.clock().advance(Duration::from_secs(16));
    }
    catalog.replica.run("run_operations").await;
    let operation = catalog.operation(&operation).await;
    assert_eq!(counts(&operation), [3290, 0, 0, 0]);
    assert_eq!((&operation["rows_done"], &operation["rows_total"]), (&json!(3803), &json!(3803)));
    assert_eq!(catalog.bus.take_of::<ProductChanged>().await.len(), 3290);
}

#[tokio::test]
async fn an_import_that_never_gets_on_is_given_up() {
    let catalog = Catalog::open().await;
    let file = "external_id,handle,title,sku\np1,lamp,Lamp,L1\n";
    let operation = catalog.upload("karum", file).await.ok();
    let client = catalog.service.sql().await;
    let refuse = "ALTER TABLE catalog.product ADD CONSTRAINT nothing_goes CHECK (false)";
    client.batch_execute(refuse).await.unwrap();
    for attempt in 1..=20 {
        assert!(!catalog.replica.try_run("run_operations").await, "attempt {attempt}");
        assert_eq!(catalog.operation(&operation).await["status"], "running");
        catalog.service.clock().advance(Duration::from_secs(16));
    }
    catalog.replica.run("run_operations").await;
    let operation = catalog.operation(&operation).await;
    assert_eq!((&operation["status"], &operation["error_code"]), (&json!("failed"), &json!("gave_up")));
}

impl Catalog {
    async fn other_replica_work(&self) {
        self.other_replica().run("run_operations").await;
    }
}
