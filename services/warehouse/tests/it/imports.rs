//! Stock figures from a file.

use serde_json::json;

use crate::support::Depot;

const PATH: &str = "/admin/v1/stock-imports";

#[tokio::test]
async fn a_file_is_counted_in_with_an_error_per_wrong_row() {
    let depot = Depot::open().await;
    let (first, second) = (depot.variant("22423", 3).await, depot.variant("85123A", 0).await);
    let held = depot.variant("21915", 9).await;
    depot.deliver(&[depot.command("reserve_stock", depot.reservation(vec![depot.line(held, 9)]))]).await;
    let file = "sku,location,on_hand\r\n22423,main,12\r\n85123A,main,7\r\nunknown,main,1\r\n22423,nowhere,1\r\n\
        85123A,main,-4\r\n21915,main,8\r\n";
    let started = depot.post_file(PATH, file).await;
    assert_eq!((started.status.as_u16(), started.json()["row_count"].as_i64()), (202, Some(6)));
    let import = format!("{PATH}/{}", started.json()["import_id"].as_str().unwrap());
    assert_eq!(depot.get(&import).await.ok()["status"], "running");
    depot.run_job("run_stock_imports").await;
    let done = depot.get(&import).await.ok();
    assert_eq!(
        (done["status"].as_str(), done["applied_count"].as_i64(), done["failed_count"].as_i64()),
        (Some("done"), Some(2), Some(4))
    );
    let errors = depot.get(&format!("{import}/errors")).await.ok();
    let errors: Vec<_> = errors["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["row_no"].as_i64().unwrap(), error["code"].as_str().unwrap().to_owned()))
        .collect();
    let expected = [
        (3, "warehouse.unknown_sku"),
        (4, "warehouse.unknown_location"),
        (5, "malformed_on_hand"),
        (6, "warehouse.stock_reserved"),
    ];
    assert_eq!(errors, expected.map(|(row, code)| (row, code.to_owned())));
    assert_eq!((depot.pieces(first).await, depot.pieces(second).await), ((12, 0), (7, 0)));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn rows_that_are_no_text_or_no_row_spoil_no_other_and_of_two_figures_the_later_stands() {
    let depot = Depot::open().await;
    let (first, second) = (depot.variant("22423", 0).await, depot.variant("85123A", 0).await);
    let mut file = b"sku,location,on_hand\n22423,main,12\n\xff\xfe,main,1\n22423,main\n".to_vec();
    file.extend_from_slice(b"a\0b,main,1\n\"22423,main,1\n85123A,main,99999999999999999999\n");
    file.extend_from_slice(b"22423,main,13\n85123A,main,7\n");
    let import = depot.post_file(PATH, file).await.ok();
    depot.run_job("run_stock_imports").await;
    let path = format!("{PATH}/{}/errors", import["import_id"].as_str().unwrap());
    let errors = depot.get(&path).await.ok();
    let codes: Vec<_> =
        errors["items"].as_array().unwrap().iter().map(|error| error["code"].as_str().unwrap()).collect();
    assert_eq!(
        codes,
        ["malformed_utf8", "column_count", "malformed_sku", "malformed_csv", "malformed_on_hand"]
    );
    assert_eq!((depot.pieces(first).await, depot.pieces(second).await), ((13, 0), (7, 0)));
    depot.assert_consistent().await;
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    let depot = Depot::open().await;
    let mut file = "sku,location,on_hand\n".to_owned();
    let product = depot.test.env().id();
    let variants: Vec<_> =
        (0..1500).map(|number| (depot.test.env().id(), format!("SKU-{number}"), true)).collect();
    let named: Vec<_> = variants.iter().map(|(id, sku, tracked)| (*id, sku.as_str(), *tracked)).collect();
    depot.product(product, 1, &named).await;
    for (number, (_, sku, _)) in variants.iter().enumerate() {
        file.push_str(&format!("{sku},main,{number}\n"));
    }
    for _ in 0..2 {
        let import = depot.post_file(PATH, file.clone()).await.ok();
        depot.run_job("run_stock_imports").await;
        let done = depot.get(&format!("{PATH}/{}", import["import_id"].as_str().unwrap())).await.ok();
        assert_eq!((done["applied_count"].as_i64(), done["failed_count"].as_i64()), (Some(1500), Some(0)));
    }
    let sql = depot.test.sql().await;
    let entries: i64 =
        sql.query_one("SELECT count(*) FROM warehouse.stock_movement", &[]).await.unwrap().get(0);
    assert_eq!(entries, 1500, "a count that confirms the figure is no news");
    let chunks: i64 =
        sql.query_one("SELECT count(*) FROM warehouse.stock_import_chunk", &[]).await.unwrap().get(0);
    assert_eq!(chunks, 0);
    depot.assert_consistent().await;
}

#[tokio::test]
async fn files_that_are_no_stock_figures_are_refused_whole() {
    let depot = Depot::open().await;
    for wrong in ["", "a,b\n1,2\n", "sku,location,on_hand\n"] {
        depot.post_file(PATH, wrong).await.is_problem(400, "warehouse.malformed_import");
    }
    let binary = vec![0xff_u8; 1000];
    depot.post_file(PATH, binary).await.is_problem(400, "warehouse.malformed_import");
    assert_eq!(depot.get(PATH).await.ok()["items"], json!([]));
}
