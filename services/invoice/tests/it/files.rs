//! Files by links that expire; what is left of a person who was erased.

use http::{Request, StatusCode};
use order_contracts::OrderBilled;
use serde_json::{Value, json};
use shared_contracts::CustomerId;

use crate::support::{Shop, bill};

async fn link(shop: &Shop, path: &str, format: &str) -> String {
    let made = shop.staff("POST", &format!("{path}/links"), Some(json!({ "format": format }))).await;
    made.text("path")
}

async fn download(shop: &Shop, path: &str) -> (StatusCode, Vec<u8>, String) {
    let request = Request::builder().uri(path).body(axum::body::Body::empty()).unwrap();
    let answer = shop.client.request(request).await;
    let media = answer.headers.get("content-type").map(|value| value.to_str().unwrap().to_owned());
    (answer.status, answer.bytes.to_vec(), media.unwrap_or_default())
}

#[tokio::test]
async fn a_file_is_had_by_a_link_until_it_expires() {
    let shop = Shop::open().await;
    shop.seller("ACME", &["web"]).await;
    let first = bill(&shop.env().clone(), "web", 1190);
    shop.tell(std::slice::from_ref(&first)).await;
    let path = format!("/admin/v1/invoices/{}", first.bill_id);
    let (pdf, xml) = (link(&shop, &path, "pdf").await, link(&shop, &path, "xml").await);
    let (status, file, media) = download(&shop, &pdf).await;
    assert_eq!((status, media.as_str()), (StatusCode::OK, "application/pdf"));
    assert!(file.starts_with(b"%PDF-"));
    let (status, file, media) = download(&shop, &xml).await;
    assert_eq!((status, media.as_str()), (StatusCode::OK, "application/xml"));
    let text = String::from_utf8(file).unwrap();
    assert!(text.contains("<cbc:ID>ACME-2026-0001</cbc:ID>") && text.contains("ada@example.com"), "{text}");
    let (status, ..) = download(&shop, "/store/v1/invoice-files?token=guessed").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    shop.test.clock().advance(std::time::Duration::from_secs(901));
    let (status, ..) = download(&shop, &pdf).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    shop.job("forget_expired_links").await;
    let short = Some(json!({ "format": "pdf", "lifetime_s": 1 }));
    let refused = shop.staff("POST", &format!("{path}/links"), short).await;
    assert!(refused.status.is_client_error());
}

#[tokio::test]
async fn of_who_was_erased_the_document_stays_and_nothing_else() {
    let mut shop = Shop::open().await;
    shop.seller("ACME", &["web"]).await;
    let env = shop.env().clone();
    let ada: CustomerId = env.id();
    let own = OrderBilled { customer_id: Some(ada), ..bill(&env, "web", 1190) };
    let waits = OrderBilled { customer_id: Some(ada), order_id: own.order_id, ..bill(&env, "outlet", 100) };
    shop.tell(&[own.clone(), waits.clone()]).await;
    let path = format!("/admin/v1/invoices/{}", own.bill_id);
    let pdf = link(&shop, &path, "pdf").await;
    shop.bus.take().await;
    shop.erase(vec![own.order_id]).await;
    let (status, ..) = download(&shop, &pdf).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "links end with it");
    assert_eq!(shop.get_as(ada, "/store/v1/me/invoices").await.ok()["items"], json!([]));
    let xml = link(&shop, &path, "xml").await;
    let text = String::from_utf8(download(&shop, &xml).await.1).unwrap();
    assert!(text.contains("Ada Lovelace") && !text.contains("ada@example.com"));
    let replies = shop.bus.take().await;
    let reply: Value = serde_json::from_str(replies[0].data.get()).unwrap();
    let proof = &reply["outcome"]["done"];
    let row =
        |table: &str| proof.as_array().unwrap().iter().find(|row| row["table"] == table).unwrap().clone();
    assert_eq!(row("invoice.document")["kept"], 1);
    assert_eq!(row("invoice.recipient")["removed"], 1);
    assert_eq!(row("invoice.waiting_bill")["reduced"], 1);

    // What waited is still issued, to the name and address that an invoice must have.
    shop.seller("OUT", &["outlet"]).await;
    shop.job("issue_waiting_bills").await;
    let late = shop.staff("GET", &format!("/admin/v1/invoices/{}", waits.bill_id), None).await.ok();
    assert_eq!(late["buyer"]["shipping_address"]["name"], "Ada Lovelace");
    assert!(late.get("customer_id").is_none() && !late.to_string().contains("ada@example.com"));
    shop.tell(&[own, waits]).await;
    assert_eq!(shop.get_as(ada, "/store/v1/me/invoices").await.ok()["items"], json!([]));
}
