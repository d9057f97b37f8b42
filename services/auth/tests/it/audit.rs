//! What staff does with keys and sessions is told for the audit log, without anything that opens something.

use kernel_testing::{Bus, staff};
use serde_json::{Value, json};

use crate::support::Site;

const MANAGER: [&str; 3] = ["auth.api_key.read", "auth.api_key.write", "order.order.read"];

#[tokio::test]
async fn keys_are_shown_without_their_secrets() {
    let site = Site::open().await;
    let user = site.hire("grace@example.com", &MANAGER, None).await;
    let mut bus = Bus::new(site.test.db());
    bus.take_shown().await;
    let (name, bearer) = staff(&user.to_string(), MANAGER);
    let send = async |method: &str, path: &str, body: Option<&Value>| {
        site.client.json(method, path, body, &[(name, &bearer)]).await
    };
    let body = json!({ "name": "ERP", "scopes": ["order.order.read"] });
    let made = send("POST", "/admin/v1/api-keys", Some(&body)).await;
    let path = format!("/admin/v1/api-keys/{}", made.text("api_key_id"));
    let renewed = send("POST", &format!("{path}/renew"), None).await;
    send("DELETE", &path, None).await;
    send("DELETE", &path, None).await;
    let acts = bus.take_shown().await;
    let [created, changed, revoked] = acts.as_slice() else { panic!("{acts:#?}") };
    assert_eq!((&created.1, &created.2), (&made.text("api_key_id"), &Value::Null));
    assert_eq!((&created.3["name"], &created.3["scopes"]), (&json!("ERP"), &json!(["order.order.read"])));
    let until = "previous_secret_until";
    assert!(changed.2[until].is_null() && changed.3[until].is_string(), "{changed:#?}");
    assert!(revoked.2["revoked_at"].is_null() && revoked.3["revoked_at"].is_string(), "{revoked:#?}");
    let text = format!("{acts:?}");
    for secret in [made.text("secret"), renewed.text("secret")] {
        assert!(!text.contains(&secret));
    }
}
