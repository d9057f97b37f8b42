//! What staff changes is told for the audit log, as it was and as it is.

use kernel_testing::Bus;
use serde_json::{Value, json};

use crate::support::{Shop, entry};

#[tokio::test]
async fn prices_are_shown_before_and_after() {
    let shop = Shop::open().await;
    let variant = shop.priced("85123A", "GBP", &[(1, "2.95")]).await;
    let mut bus = Bus::new(shop.test.db());
    bus.take_shown().await;
    shop.change_prices("base-gbp", json!([entry(variant, &[(1, "3.05"), (32, "2.55")])])).await.ok();
    let told = bus.take_shown().await;
    let [(operation, object, before, after)] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!(operation, "post_admin_price_lists_by_price_list_id_prices");
    assert_eq!(*object, shop.list_id("base-gbp").await.to_string());
    let variant = variant.to_string();
    assert_eq!(before["prices"][&variant], json!([{ "min_quantity": 1, "unit_price": "2.95" }]));
    assert_eq!(after["prices"][&variant][1], json!({ "min_quantity": 32, "unit_price": "2.55" }));
}

#[tokio::test]
async fn a_file_of_prices_is_told_with_its_counts() {
    let shop = Shop::open().await;
    shop.product(&[("A", "standard"), ("B", "standard")]).await;
    let mut bus = Bus::new(shop.test.db());
    bus.take_shown().await;
    let file = "sku,currency,min_quantity,unit_price,list\nA,GBP,1,1.00,base-gbp\nB,GBP,1,2.00,base-gbp\n";
    shop.post_file("/admin/v1/price-imports", file).await.ok();
    let told = bus.take_shown().await;
    let [batch, file] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!((&batch.2, &batch.3), (&Value::Null, &Value::Null), "what is committed is told at once");
    assert_eq!(file.3, json!({ "rows": 2, "changed": 2, "unchanged": 0, "failed": 0 }));
}

#[tokio::test]
async fn taxes_and_lists_are_too() {
    let shop = Shop::open().await;
    let mut bus = Bus::new(shop.test.db());
    bus.take_shown().await;
    shop.put("/admin/v1/tax-classes/books", &json!({ "name": "Books" })).await.ok();
    shop.put("/admin/v1/tax-classes/books", &json!({ "name": "Printed matter" })).await.ok();
    let told = bus.take_shown().await;
    let [made, renamed] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!((&*made.1, &made.2, &made.3["terms"]["name"]), ("books", &Value::Null, &json!("Books")));
    assert_eq!(renamed.2["terms"]["name"], "Books");
    assert_eq!(renamed.3["terms"]["name"], "Printed matter");
}
