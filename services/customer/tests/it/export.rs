//! What a customer takes with them.

use std::collections::BTreeSet;

use serde_json::json;

use crate::support::{Shop, address, eur};

#[tokio::test]
async fn an_export_holds_everything() {
    let shop = Shop::open().await;
    let customer_id = shop.customer().await;
    let edit =
        json!({ "email": "ada@example.org", "given_name": "Ada", "family_name": "Lovelace", "locale": "en" });
    let profile = shop.of(customer_id, "PATCH", "/store/v1/me", Some(&edit)).await.ok();
    let addresses = [shop.add_address(customer_id, &json!({ "address": address("DE") })).await.ok()];
    for given in [true, false] {
        shop.consent(customer_id, "newsletter", given).await;
    }
    let consents = shop.of(customer_id, "GET", "/store/v1/me/consents", None).await.ok();
    shop.create_group("trade", None).await.ok();
    shop.staff("PUT", &format!("/admin/v1/groups/trade/members/{customer_id}"), None).await.ok();
    let order_id = shop.buys(customer_id, eur(1999)).await;
    let export = shop.of(customer_id, "GET", "/store/v1/me/export", None).await.ok();
    let expected = json!({
        "profile": profile,
        "addresses": addresses,
        "consents": consents["items"],
        "groups": [{ "code": "trade", "since": shop.now() }],
        "orders": [{ "order_id": order_id, "total": eur(1999), "confirmed_at": shop.now() }],
    });
    assert_eq!(export, expected);
}

/// A new column about customers must be thought of in the export, or named here.
#[tokio::test]
async fn no_table_about_customers_is_forgotten() {
    let shop = Shop::open().await;
    let sql = "SELECT c.table_name || '.' || c.column_name FROM information_schema.columns AS c \
         WHERE c.table_schema = 'customer' AND EXISTS ( \
             SELECT FROM information_schema.columns AS k WHERE k.table_schema = 'customer' \
               AND k.table_name = c.table_name AND k.column_name = 'customer_id')";
    let rows = shop.test.sql().await.query(sql, &[]).await.unwrap();
    let found: BTreeSet<String> = rows.iter().map(|row| row.get(0)).collect();
    let columns = |table: &str, columns: &str| -> Vec<String> {
        columns.split(' ').map(|column| format!("{table}.{column}")).collect()
    };
    let exported = [
        columns("customer", "customer_id email given_name family_name locale status version created_at"),
        columns(
            "address",
            "address_id name company lines city region postal_code country phone default_shipping default_billing \
             version created_at",
        ),
        columns("consent", "kind given source text_version recorded_at"),
        columns("membership", "group_code since"),
        columns("purchase", "order_id currency total_minor confirmed_at cancelled_at"),
    ];
    // Guards, keys, and what is made of exported columns.
    let technical = [
        columns("customer", "search_name book_version groups_version updated_at"),
        columns("address", "customer_id updated_at"),
        columns("consent", "consent_id customer_id"),
        columns("membership", "customer_id"),
        columns("purchase", "customer_id"),
        columns("segment_due", "customer_id mark"),
        // Shown by itself.
        columns(
            "erasure",
            "erasure_id customer_id by_email order_ids requested_by state refusal_code refusal_message proof requested_at \
             ended_at repeated_at",
        ),
    ];
    let known: BTreeSet<String> = exported.into_iter().chain(technical).flatten().collect();
    assert_eq!(found, known);
}
