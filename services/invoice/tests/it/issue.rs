//! Bills become documents: once, numbered without a gap, and never changed again.

use invoice_contracts::InvoiceIssued;
use order_contracts::{BillKind, OrderBilled, OrderClaimed};
use serde_json::{Value, json};
use shared_contracts::CustomerId;

use crate::support::{Shop, bill, entity};

#[tokio::test]
async fn bills_are_numbered_in_their_order_and_once() {
    let mut shop = Shop::open().await;
    shop.seller("ACME", &["web", "outlet"]).await;
    shop.seller("OTHER", &["b2b"]).await;
    let env = shop.env().clone();
    let first = bill(&env, "web", 1190);
    let credit = OrderBilled {
        kind: BillKind::CreditNote,
        corrects: vec![first.bill_id],
        order_id: first.order_id,
        ..bill(&env, "web", 119)
    };
    let bills =
        [first.clone(), bill(&env, "b2b", 100), bill(&env, "outlet", 200), credit.clone(), first.clone()];
    shop.tell(&bills).await;
    shop.tell(&bills).await;
    let numbers = shop.numbers("").await;
    assert_eq!(numbers, ["ACME-2026-0001", "ACME-2026-0002", "ACME-CN-2026-0001", "OTHER-2026-0001"]);
    let told = shop.bus.take().await;
    assert_eq!(told.iter().filter(|event| event.is::<InvoiceIssued>()).count(), 4);

    let path = format!("/admin/v1/invoices/{}", credit.bill_id);
    let shown = shop.staff("GET", &path, None).await.ok();
    assert_eq!(shown["corrects"], json!([{ "invoice_id": first.bill_id, "number": "ACME-2026-0001" }]));
    assert_eq!(shown["taxes"][0]["category"], "standard");
    assert_eq!(shown["buyer"]["shipping_address"].get("phone"), None, "no tax office asks for it");
    assert_eq!(shop.numbers(&format!("&order_id={}", first.order_id)).await.len(), 2);
    assert_eq!(shop.numbers("&kind=credit_note").await, ["ACME-CN-2026-0001"]);
    assert_eq!(shop.numbers("&number=OTHER-2026-0001").await.len(), 1);
    assert_eq!(shop.numbers("&channel=outlet").await, ["ACME-2026-0002"]);
}

#[tokio::test]
async fn bills_wait_until_somebody_sells_in_their_channel() {
    let shop = Shop::open().await;
    let env = shop.env().clone();
    let bills = [bill(&env, "web", 100), bill(&env, "web", 200), bill(&env, "outlet", 300)];
    shop.tell(&bills).await;
    shop.tell(&bills[..1]).await;
    shop.job("issue_waiting_bills").await;
    assert!(shop.numbers("").await.is_empty());
    let waiting = shop.staff("GET", "/admin/v1/waiting-bills", None).await.ok();
    let expected = json!([{ "channel": "outlet", "bills": 1 }, { "channel": "web", "bills": 2 }]);
    assert_eq!(waiting["items"], expected);
    shop.seller("ACME", &["web"]).await;
    shop.job("issue_waiting_bills").await;
    shop.tell(&bills).await;
    let documents = shop.documents("").await;
    let amounts: Vec<&Value> = documents.iter().map(|document| &document["gross"]["amount"]).collect();
    assert_eq!(amounts, [&json!(100), &json!(200)], "in the order in which they came");
    let waiting = shop.staff("GET", "/admin/v1/waiting-bills", None).await.ok();
    assert_eq!(waiting["items"], json!([{ "channel": "outlet", "bills": 1 }]));
}

#[tokio::test]
async fn what_was_issued_is_never_changed_not_even_by_the_owner_of_the_table() {
    let shop = Shop::open().await;
    shop.seller("ACME", &["web"]).await;
    shop.tell(&[bill(&shop.env().clone(), "web", 100)]).await;
    for statement in [
        "UPDATE invoice.document SET number = 7",
        "DELETE FROM invoice.document",
        "TRUNCATE invoice.document CASCADE",
        "DELETE FROM invoice.counter",
    ] {
        let write = shop.test.db().write().await.unwrap();
        kernel_db::GenericClient::execute(&write, statement, &[]).await.unwrap();
        let error = write.commit().await.unwrap_err();
        assert!(error.to_string().len() > 1, "{statement}");
    }
    assert_eq!(shop.numbers("").await, ["ACME-2026-0001"]);
}

#[tokio::test]
async fn a_document_keeps_the_seller_as_it_was() {
    let shop = Shop::open().await;
    let seller = shop.seller("ACME", &["web"]).await;
    let first = bill(&shop.env().clone(), "web", 100);
    shop.tell(std::slice::from_ref(&first)).await;
    let mut edit = entity("ACME", &["web"]);
    edit.as_object_mut().unwrap().remove("code");
    edit["party"]["name"] = json!("Laternen AG");
    let path = format!("/admin/v1/legal-entities/{seller}");
    let headers = [("authorization", "Bearer staff"), ("if-match", "\"v1\"")];
    let changed = shop.send("PUT", &path, Some(edit.clone()), &headers).await.ok();
    assert_eq!((&changed["party"]["name"], &changed["version"]), (&json!("Laternen AG"), &json!(2)));
    let again = shop.send("PUT", &path, Some(edit.clone()), &headers).await;
    again.is_problem(412, "invoice.version_mismatch");
    edit["invoice_pattern"] = json!("R-{number}");
    let headers = [("authorization", "Bearer staff"), ("if-match", "\"v2\"")];
    let refused = shop.send("PUT", &path, Some(edit), &headers).await;
    refused.is_problem(409, "invoice.numbering_in_use");
    let shown = shop.staff("GET", &format!("/admin/v1/invoices/{}", first.bill_id), None).await.ok();
    assert_eq!(shown["seller"]["name"], "Lampen GmbH");
}

#[tokio::test]
async fn a_channel_has_one_seller_and_patterns_make_no_number_twice() {
    let shop = Shop::open().await;
    shop.seller("ACME", &["web"]).await;
    let create = async |body: Value| shop.staff("POST", "/admin/v1/legal-entities", Some(body)).await;
    create(entity("OTHER", &["web"])).await.is_problem(409, "invoice.channel_taken");
    create(entity("ACME", &["b2b"])).await.is_problem(409, "invoice.code_taken");
    for (field, wrong) in [
        ("code", json!("acme")),
        ("invoice_pattern", json!("{entity}-CN-{year}-{number:04}")),
        ("credit_note_pattern", json!("R1{number}")),
        ("party", json!({})),
    ] {
        let mut body = entity("THIRD", &["b2b"]);
        body[field] = wrong;
        let answer = create(body).await;
        assert!([400, 422].contains(&answer.status.as_u16()), "{field}: {answer:?}");
    }
}

#[tokio::test]
async fn customers_see_their_own_also_what_they_bought_as_guests() {
    let shop = Shop::open().await;
    shop.seller("ACME", &["web"]).await;
    let env = shop.env().clone();
    let (ada, bob): (CustomerId, CustomerId) = (env.id(), env.id());
    let own = OrderBilled { customer_id: Some(ada), ..bill(&env, "web", 100) };
    let guest = bill(&env, "web", 200);
    let late = OrderBilled { order_id: guest.order_id, ..bill(&env, "outlet", 300) };
    shop.tell(&[own.clone(), guest.clone(), late.clone()]).await;
    let claimed = OrderClaimed {
        order_id: guest.order_id,
        order_number: guest.order_number.clone(),
        customer_id: ada,
        channel: guest.channel.clone(),
        currency: guest.currency,
        total: guest.gross,
        occurred_at: env.now(),
    };
    let told = shop.told(&claimed);
    kernel_testing::Bus::deliver(shop.test.db(), shop.handler("order"), &[told]).await.unwrap();
    shop.seller("OUT", &["outlet"]).await;
    shop.job("issue_waiting_bills").await;
    let mine = shop.get_as(ada, "/store/v1/me/invoices").await.ok();
    assert_eq!(mine["items"].as_array().unwrap().len(), 3);
    assert_eq!(shop.get_as(bob, "/store/v1/me/invoices").await.ok()["items"], json!([]));
    let path = format!("/store/v1/me/invoices/{}", own.bill_id);
    assert_eq!(shop.get_as(ada, &path).await.ok()["gross"]["amount"], 100);
    shop.get_as(bob, &path).await.is_problem(404, "invoice.not_found");
}
