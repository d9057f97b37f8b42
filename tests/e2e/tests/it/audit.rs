//! What staff does in any service stands in the audit log, with before and after where the service shows them. That no
//! operation is missing, the walk over all of them shows (`access.rs`).

use std::collections::BTreeSet;

use e2e::{Client, Forger, Form, Shop, eventually};
use serde_json::{Value, json};

use crate::checkout::{fill_cart, shop};

async fn entries(shop: &Shop, query: &str) -> Vec<Value> {
    let page = shop.staff("user").get(&format!("/admin/v1/audit-entries?limit=100&{query}")).await.ok();
    page["items"].as_array().cloned().unwrap_or_default()
}

/// The newest entry of this operation, when it has come.
async fn entry(shop: &Shop, action: &str) -> Value {
    let mut found = Value::Null;
    eventually(action, async || {
        found = entries(shop, &format!("action={action}")).await.first().cloned().unwrap_or_default();
        !found.is_null()
    })
    .await;
    found
}

/// Somebody whose name the log can tell.
async fn administrator(shop: &Shop) -> (String, Client) {
    let operator = |callee| {
        let token = shop.holders.token("operator", callee);
        shop.shopper(callee).header("authorization", format!("Bearer {token}"))
    };
    let (email, password) = ("auditor@example.org", "a password for the auditor");
    let wanted = json!({ "email": email, "name": "Ada" });
    let user = operator("user").post("/internal/v1/user/ensure_administrator", wanted).await.ok();
    let subject = user.as_str().unwrap().to_owned();
    let account = json!({ "realm": "staff", "subject": subject, "email": email, "password": password });
    operator("auth").post("/internal/v1/auth/set_password", account).await.ok();
    let login = json!({ "email": email, "password": password });
    let token = shop.shopper("auth").post("/admin/v1/auth/login", login).await.ok();
    let bearer = format!("Bearer {}", token["access_token"].as_str().unwrap());
    (format!("staff:{subject}"), shop.shopper("catalog").header("authorization", bearer))
}

async fn changes_of_staff_are_in_the_audit_log(form: Form) {
    let shop = shop(form).await;
    let (ada, admin) = administrator(&shop).await;
    let channel = json!({ "code": "outlet", "name": "Outlet", "currency": "GBP" });
    admin.post("/admin/v1/channels", channel).await.ok();
    admin.patch("/admin/v1/channels/outlet", json!({ "name": "Factory outlet" })).await.ok();
    let renamed = entry(&shop, "patch_admin_channels_by_channel").await;
    assert_eq!((&renamed["actor"], &renamed["service"]), (&json!(ada), &json!("catalog")));
    assert_eq!(
        (&renamed["object"], &renamed["path"]),
        (&json!("outlet"), &json!("/admin/v1/channels/outlet"))
    );
    assert_eq!(
        (&renamed["before"]["name"], &renamed["after"]["name"]),
        (&json!("Outlet"), &json!("Factory outlet"))
    );
    assert!(renamed["trace"].is_string());
    let of_ada = entries(&shop, &format!("actor={ada}&service=catalog")).await;
    assert_eq!(of_ada.len(), 2, "{of_ada:#?}");

    // Programs are staff too: they come with an API key's token.
    let forger = Forger::of(&shop).await;
    let claims = forger.claims("admin", "client", "key_1", &["catalog.channel.write"]);
    let program = shop.shopper("catalog").header("authorization", format!("Bearer {}", forger.sign(&claims)));
    program.patch("/admin/v1/channels/outlet", json!({ "active": false })).await.ok();
    let closed =
        |found: &Vec<Value>| found.first().is_some_and(|entry| entry["after"]["active"] == json!(false));
    eventually("the program's change is entered", async || {
        closed(&entries(&shop, "actor=staff:key_1").await)
    })
    .await;

    let mug = shop.sell("MUG-1", "7.50", 10).await;
    for action in ["post_admin_products", "post_admin_price_imports", "post_admin_stock_movements"] {
        assert_eq!(entry(&shop, action).await["actor"], "staff:staff");
    }
    shop.audit_log_is_complete().await;
    let before = entries(&shop, "").await.len();
    fill_cart(&shop, &[(&mug, 1)], "tok_success").await.complete().await.ok();
    shop.audit_log_is_complete().await;
    assert_eq!(entries(&shop, "").await.len(), before, "shoppers leave no entries");
    assert_eq!(shop.parked().await, 0);
    shop.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_of_staff_are_in_the_audit_log_of_one_process() {
    changes_of_staff_are_in_the_audit_log(Form::Together).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_of_staff_are_in_the_audit_log_over_two_processes() {
    changes_of_staff_are_in_the_audit_log(Form::Apart).await;
}

/// A service whose staff does something, and that the audit log does not listen to, is a hole in it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_audit_log_listens_to_every_service() {
    let shop = Shop::start(Form::Together).await;
    let heard = shop
        .consumed()
        .iter()
        .filter(|(consumer, _, kind)| *consumer == "user" && kind.ends_with(".staff_acted.v1"));
    let heard: BTreeSet<&str> = heard.map(|(_, producer, _)| *producer).collect();
    let others: BTreeSet<&str> = shop.names().filter(|name| *name != "user").collect();
    assert_eq!(heard, others, "user itself writes its entries in the transactions of its changes");
    shop.stop().await;
}
