//! What staff changes is told for the audit log; staff of a channel see what was sold there.

use kernel_testing::Bus;
use serde_json::json;

use crate::support::{Shop, bill, entity};

#[tokio::test]
async fn legal_entities_are_shown_before_and_after() {
    let shop = Shop::open().await;
    let mut bus = Bus::new(shop.test.db());
    bus.take_shown().await;
    let seller = shop.staff("POST", "/admin/v1/legal-entities", Some(entity("ACME", &["web"]))).await.ok();
    let told = bus.take_shown().await;
    let [(operation, object, _, after)] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!(
        (operation.as_str(), &json!(object)),
        ("post_admin_legal_entities", &seller["legal_entity_id"])
    );
    assert_eq!(after["party"]["name"], "Lampen GmbH");
}

#[tokio::test]
async fn staff_of_a_channel_see_its_documents_alone() {
    let shop = Shop::open().await;
    shop.seller("ACME", &["web", "b2b"]).await;
    let env = shop.env().clone();
    let web = bill(&env, "web", 100);
    shop.tell(&[web.clone(), bill(&env, "b2b", 200)]).await;
    let ask = async |channel: &str, path: &str| {
        let (name, limited) = kernel_testing::staff_in(&[channel]);
        shop.send("GET", path, None, &[(name, limited.as_str())]).await
    };
    let shown = ask("web", "/admin/v1/invoices").await.ok();
    assert_eq!(shown["items"].as_array().unwrap().len(), 1);
    let path = format!("/admin/v1/invoices/{}", web.bill_id);
    ask("web", &path).await.ok();
    ask("b2b", &path).await.is_problem(404, "invoice.not_found");
    ask("web", "/admin/v1/legal-entities").await.is_problem(403, "request.channel_limited");
}
