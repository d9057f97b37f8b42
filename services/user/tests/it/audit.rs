//! Every change is in the audit log, with before and after, for ever.

use std::time::Duration;

use auth_contracts::{Realm, SecurityEvent, SecurityEventKind};
use kernel_base::{EventData, StaffActed};
use kernel_testing::{Bus, event};
use serde_json::{Value, json};

use crate::support::Office;

#[tokio::test]
async fn every_change_leaves_an_entry_with_before_and_after() {
    let office = Office::open().await;
    let ada = office.administrator("ada@example.com").await;
    let role = office.role("editors", &["catalog.product.write"], None).await;
    let grace = office.member("grace@example.com", &[]).await;
    let path = format!("/admin/v1/users/{}", grace.user_id);
    ada.assign(&grace.user_id, &[&role]).await.ok();
    ada.send_at("PATCH", &path, Some("\"v3\""), Some(&json!({ "name": "Grace H." }))).await.ok();
    ada.send("POST", &format!("{path}/deactivate"), None).await.ok();
    ada.send("POST", &format!("{path}/reactivate"), None).await.ok();
    let entries = office.audit(&format!("object={}", grace.user_id)).await;
    let user = |name: &str, status: &str, role_ids: &[&str]| json!({ "name": name, "status": status, "role_ids": role_ids });
    let roles = [role.as_str()];
    let (by_ada, by_grace) = (format!("staff:{}", ada.user_id), format!("staff:{}", grace.user_id));
    let states = [
        ("account_invited", "staff:staff", user("Grace", "invited", &[])),
        ("invitation_accepted", &by_grace, user("Grace", "active", &[])),
        ("roles_assigned", &by_ada, user("Grace", "active", &roles)),
        ("account_renamed", &by_ada, user("Grace H.", "active", &roles)),
        ("account_deactivated", &by_ada, user("Grace H.", "deactivated", &roles)),
        ("account_reactivated", &by_ada, user("Grace H.", "active", &roles)),
    ];
    assert_eq!(entries.len(), states.len());
    let mut before = Value::Null;
    for (action, actor, after) in states {
        let entry = entries.iter().find(|entry| entry["action"] == action).unwrap();
        assert_eq!((&entry["actor"], &entry["service"]), (&json!(actor), &json!("user")), "{action}");
        assert_eq!((&entry["before"], &entry["after"]), (&before, &after), "{action}");
        assert!(entry["trace"].is_string(), "{action}");
        before = after;
    }
    let text = json!(office.audit("").await).to_string();
    assert!(!text.contains("example.com"), "{text}");
}

#[tokio::test]
async fn every_change_of_a_role_does_too() {
    let office = Office::open().await;
    let ada = office.administrator("ada@example.com").await;
    let role = office.role("editors", &["catalog.product.write"], None).await;
    ada.replace_role(&role, &["payment.refund"], Some(&["web"])).await.ok();
    let path = format!("/admin/v1/roles/{role}");
    ada.send_at("DELETE", &path, Some("\"v2\""), None).await.ok();
    let entries = office.audit(&format!("object={role}")).await;
    let change = |action: &str| {
        let entry = entries.iter().find(|entry| entry["action"] == action).unwrap();
        (entry["before"]["permissions"].clone(), entry["after"]["permissions"].clone())
    };
    let (first, second) = (json!(["catalog.product.write"]), json!(["payment.refund"]));
    assert_eq!(change("role_created"), (Value::Null, first.clone()));
    assert_eq!(change("role_changed"), (first, second.clone()));
    assert_eq!(change("role_removed"), (second, Value::Null));
    assert_eq!(entries.len(), 3);
}

#[tokio::test]
async fn what_is_refused_or_changes_nothing_leaves_none() {
    let office = Office::open().await;
    let ada = office.administrator("ada@example.com").await;
    let before = office.audit("").await.len();
    let path = format!("/admin/v1/users/{}", ada.user_id);
    ada.send("POST", &format!("{path}/deactivate"), None).await.is_problem(409, "user.last_administrator");
    ada.send("POST", &format!("{path}/reactivate"), None).await.ok();
    office.administrator("ada@example.com").await;
    assert_eq!(office.audit("").await.len(), before);
}

#[tokio::test]
async fn entries_are_found_by_actor_object_and_time_page_by_page() {
    let office = Office::open().await;
    let ada = office.administrator("ada@example.com").await;
    for number in 0..3 {
        office.test.clock().advance(Duration::from_secs(60));
        office.role(&format!("by-operator-{number}"), &["payment.refund"], None).await;
        let body = crate::support::role_body(&format!("by-ada-{number}"), &["payment.refund"], None);
        ada.send("POST", "/admin/v1/roles", Some(&body)).await.ok();
    }
    let by_ada = format!("actor=staff:{}", ada.user_id);
    assert_eq!(office.audit(&by_ada).await.len(), 3);
    assert_eq!(office.audit("since=2026-01-15T12:02:00Z").await.len(), 4);
    assert_eq!(office.audit("since=2026-01-15T12:03:00Z").await.len(), 2);
    assert_eq!(office.audit("since=2026-01-15T12:03:01Z").await.len(), 0);
    assert_eq!(office.audit(&format!("{by_ada}&since=2026-01-15T12:02:00Z")).await.len(), 2);
    let of_role = |entry: &Value| format!("object={}", entry["object"].as_str().unwrap());
    let object = of_role(&office.audit(&by_ada).await[0]);
    assert_eq!(office.audit(&object).await.len(), 1);
    assert_eq!(office.audit(&format!("{object}&actor=staff:staff")).await.len(), 0);

    let mut times = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = office.operator.get(&format!("/admin/v1/audit-entries?limit=3{cursor}")).await.ok();
        let items = page["items"].as_array().unwrap();
        times.extend(items.iter().map(|entry| entry["occurred_at"].as_str().unwrap().to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(times.len(), 7);
    assert!(times.is_sorted_by(|later, earlier| later >= earlier), "{times:?}");
    office.operator.get("/admin/v1/audit-entries?who=ada").await.is_problem(400, "request.invalid");
}

#[tokio::test]
async fn nothing_in_the_log_is_ever_changed() {
    let office = Office::open().await;
    office.administrator("ada@example.com").await;
    let sql = office.test.sql().await;
    for attempt in [
        "UPDATE \"user\".audit_entry SET actor = 'nobody'",
        "DELETE FROM \"user\".audit_entry",
        "TRUNCATE \"user\".audit_entry",
    ] {
        let error = sql.batch_execute(attempt).await.unwrap_err();
        let error = error.as_db_error().unwrap();
        assert_eq!(error.constraint(), Some("audit_entry_append_only"), "{attempt}");
    }
    assert_eq!(office.audit("").await.len(), 1);
}

#[tokio::test]
async fn what_happened_to_accounts_of_staff_is_in_the_log_once() {
    let office = Office::open().await;
    let env = office.test.env();
    let told = |realm: Realm, subject: &str, kind: SecurityEventKind| {
        let subject = subject.to_owned();
        let data = SecurityEvent { realm, subject: subject.clone(), kind, occurred_at: env.now() };
        event(env, "auth", SecurityEvent::TYPE, &subject, &data)
    };
    let events = [
        told(Realm::Staff, "usr_1", SecurityEventKind::TokenReused),
        told(Realm::Customer, "cus_1", SecurityEventKind::PasswordReset),
        told(Realm::Staff, "usr_1", SecurityEventKind::SecondFactorRemoved),
    ];
    let service = office.service();
    let accounts = service.subscriptions().iter().find(|one| one.producer == "auth").unwrap();
    for _ in 0..2 {
        Bus::deliver(office.test.db(), &*accounts.handler, &events).await.unwrap();
    }
    let entries = office.audit("object=usr_1").await;
    let of = |field: &str| entries.iter().map(|entry| entry[field].clone()).collect::<Vec<_>>();
    assert_eq!(of("action"), [json!("second_factor_removed"), json!("token_reused")]);
    assert_eq!((of("service"), of("actor")), (vec![json!("auth"); 2], vec![json!("service:auth"); 2]));
    assert!(office.audit("object=cus_1").await.is_empty(), "customers are not staff");
}

/// An act of another service, as it tells it.
fn act(
    office: &Office,
    service: &'static str,
    operation: &str,
    object: &str,
) -> std::sync::Arc<kernel_base::Event> {
    let raw = |json: &str| serde_json::value::RawValue::from_string(json.to_owned()).unwrap();
    let acted = StaffActed {
        actor: "staff:key_1".to_owned(),
        operation: operation.to_owned(),
        path: format!("/admin/v1/{}", "x".repeat(600)),
        object: object.to_owned(),
        before: None,
        after: Some(raw(r#"{"name":"Lamp"}"#)),
    };
    event(office.test.env(), service, &StaffActed::kind(service), &acted.actor, &acted)
}

#[tokio::test]
async fn what_staff_did_in_other_services_is_entered_once_however_often_it_is_told() {
    let office = Office::open().await;
    let events = [act(&office, "catalog", "post_admin_products", "prod_1")];
    let service = office.service();
    let catalog = service.subscriptions().iter().find(|one| one.producer == "catalog").unwrap();
    for _ in 0..2 {
        Bus::deliver(office.test.db(), &*catalog.handler, &events).await.unwrap();
    }
    let entries = office.audit("object=prod_1").await;
    let [entry] = entries.as_slice() else { panic!("{entries:#?}") };
    assert_eq!((&entry["actor"], &entry["service"]), (&json!("staff:key_1"), &json!("catalog")));
    assert_eq!((&entry["after"], entry.get("before")), (&json!({ "name": "Lamp" }), None));
    assert_eq!(entry["path"].as_str().unwrap().len(), 500, "what is too long is cut, not lost");
}

#[tokio::test]
async fn entries_are_found_by_service_action_and_time() {
    let office = Office::open().await;
    let service = office.service();
    for (producer, operation, object) in [
        ("catalog", "post_admin_products", "prod_1"),
        ("catalog", "patch_admin_products_by_product_id", "prod_1"),
        ("payment", "post_admin_payments_by_intent_id_refunds", "pay_1"),
    ] {
        office.test.clock().advance(Duration::from_secs(60));
        let event = act(&office, producer, operation, object);
        let known = service.subscriptions().iter().find(|one| one.producer == producer).unwrap();
        Bus::deliver(office.test.db(), &*known.handler, &[event]).await.unwrap();
    }
    for (query, count) in [
        ("service=catalog", 2),
        ("service=order", 0),
        ("action=post_admin_products", 1),
        ("action=post_admin_products&service=payment", 0),
        ("actor=staff:key_1&service=payment", 1),
        ("actor=staff:key_1&action=post_admin_products", 1),
        ("object=prod_1&service=catalog&action=post_admin_products&actor=staff:key_1", 1),
        ("since=2026-01-15T12:02:00Z", 2),
        ("since=2026-01-15T12:02:00Z&until=2026-01-15T12:03:00Z", 1),
        ("until=2026-01-15T12:01:00Z", 0),
    ] {
        assert_eq!(office.audit(query).await.len(), count, "{query}");
    }
}
