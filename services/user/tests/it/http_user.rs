//! Staff keeps its accounts.

use kernel_testing::Bus;
use serde_json::{Value, json};
use user_contracts::{RoleChanged, UserChanged, UserStatus};

use crate::support::{Office, invitation_body};

#[tokio::test]
async fn users_are_listed_page_by_page_and_by_status() {
    let mut office = Office::open().await;
    for number in 0..5 {
        office.administrator(&format!("admin-{number}@example.com")).await;
        office.invite(&format!("invited-{number}@example.com"), &[]).await.ok();
    }
    let mut pages = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = office.operator.get(&format!("/admin/v1/users?status=invited&limit=2{cursor}")).await.ok();
        let items = page["items"].as_array().unwrap().clone();
        pages.push(items.iter().map(|user| user["email"].as_str().unwrap().to_owned()).collect::<Vec<_>>());
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
        // Who comes meanwhile moves nobody between pages.
        office.administrator("late@example.com").await;
    }
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1]);
    let mut listed: Vec<String> = pages.concat();
    listed.sort();
    let wanted: Vec<String> = (0..5).map(|number| format!("invited-{number}@example.com")).collect();
    assert_eq!(listed, wanted);
    let all = office.operator.get("/admin/v1/users?limit=100").await.ok();
    assert_eq!(all["items"].as_array().unwrap().len(), 11);
    office.operator.get("/admin/v1/users?status=asleep").await.is_problem(400, "request.invalid");
    office.operator.get("/admin/v1/users?name=Ada").await.is_problem(400, "request.invalid");
    assert!(!office.bus.take().await.is_empty());
}

#[tokio::test]
async fn an_address_names_one_user_however_it_is_written() {
    let office = Office::open().await;
    office.invite("grace@example.com", &[]).await.ok();
    office.invite("GRACE@example.COM", &[]).await.is_problem(409, "user.email_taken");
    let rejected = office.invite("grace", &[]).await;
    rejected.is_problem(400, "request.invalid");
    assert_eq!(rejected.wrong_fields(), [("/email".to_owned(), "invalid_value".to_owned())]);
    assert!(!rejected.body.to_string().contains("grace"), "{}", rejected.body);
    let unknown = invitation_body("new@example.com", &["role_01jztt1g00e008000000000002"]);
    let rejected = office.operator.post("/admin/v1/users", &unknown).await;
    assert_eq!(rejected.wrong_fields(), [("/role_ids".to_owned(), "invalid_value".to_owned())]);
}

#[tokio::test]
async fn a_name_is_changed_over_the_version_that_was_read() {
    let office = Office::open().await;
    let role = office.role("web", &["catalog.product.write"], None).await;
    let member = office.member("grace@example.com", &[&role]).await;
    let path = format!("/admin/v1/users/{}", member.user_id);
    let renamed = office.operator.patch(&path, "\"v2\"", &json!({ "name": "Grace H." })).await;
    assert_eq!((renamed.etag(), renamed.text("name").as_str()), ("\"v3\"", "Grace H."));
    assert_eq!(renamed.body["role_ids"], json!([role]));
    let late = office.operator.patch(&path, "\"v2\"", &json!({ "name": "Gracie" })).await;
    late.is_problem(412, "user.version_mismatch");
    let roles = format!("{path}/roles");
    let late = office.operator.put_over(&roles, "\"v2\"", &json!({ "role_ids": [] })).await;
    late.is_problem(412, "user.version_mismatch");
    let missing = office.operator.put(&roles, &json!({ "role_ids": [] })).await;
    missing.is_problem(400, "request.if_match_missing");
    let nobody = "/admin/v1/users/usr_01jztt1g00e008000000000002";
    office.operator.get(nobody).await.is_problem(404, "user.not_found");
}

#[tokio::test]
async fn whoever_is_deactivated_keeps_everything_but_may_nothing() {
    let office = Office::open().await;
    let role = office.role("web", &["catalog.product.write"], None).await;
    let member = office.member("grace@example.com", &[&role]).await;
    let path = format!("/admin/v1/users/{}", member.user_id);
    let left = office.operator.staff("POST", &format!("{path}/deactivate"), None).await;
    assert_eq!((left.text("status").as_str(), &left.body["role_ids"]), ("deactivated", &json!([role])));
    assert_eq!(office.auth.closed(), std::slice::from_ref(&member.user_id));
    let grants = office.grants(&member.user_id).await;
    assert!(!grants.active && grants.permissions.is_empty() && grants.channels == Some([].into()));
    // Once more changes nothing.
    let again = office.operator.staff("POST", &format!("{path}/deactivate"), None).await;
    assert_eq!(again.etag(), left.etag());
    let back = office.operator.staff("POST", &format!("{path}/reactivate"), None).await;
    assert_eq!(back.text("status"), "active");
    assert_eq!(office.permissions(&member.user_id).await, ["catalog.product.write".to_owned()].into());
}

#[tokio::test]
async fn sessions_end_also_when_auth_was_away() {
    let mut office = Office::open().await;
    let stays = office.member("stays@example.com", &[]).await;
    let leaves = office.member("leaves@example.com", &[]).await;
    office.auth.set_away(true);
    for member in [&stays, &leaves] {
        let path = format!("/admin/v1/users/{}/deactivate", member.user_id);
        office.operator.staff("POST", &path, None).await.ok();
    }
    let path = format!("/admin/v1/users/{}/reactivate", stays.user_id);
    office.operator.staff("POST", &path, None).await.ok();
    let service = office.service();
    let own = service.subscriptions().iter().find(|one| one.producer == "user").unwrap();
    let events = office.bus.take().await;
    let events: Vec<_> = events.into_iter().filter(|event| own.types.contains(&&*event.kind)).collect();
    assert!(Bus::deliver(office.test.db(), &*own.handler, &events).await.is_err(), "auth is still away");
    office.auth.set_away(false);
    Bus::deliver(office.test.db(), &*own.handler, &events).await.unwrap();
    assert_eq!(office.auth.closed(), [leaves.user_id], "who is back keeps their sessions");
}

#[tokio::test]
async fn everyone_hears_who_changed_but_neither_name_nor_address() {
    let mut office = Office::open().await;
    let role = office.role("web", &["catalog.product.write"], Some(&["web"])).await;
    let member = office.member("grace@example.com", &[&role]).await;
    office.assign(&member.user_id, &[]).await.ok();
    let events = office.bus.take().await;
    let told: Vec<UserChanged> =
        events.iter().filter(|e| e.is::<UserChanged>()).map(|e| e.parse().unwrap()).collect();
    let told: Vec<_> = told.iter().map(|e| (e.status, e.role_ids.len(), e.version)).collect();
    let wanted = [(UserStatus::Invited, 1, 1), (UserStatus::Active, 1, 2), (UserStatus::Active, 0, 3)];
    assert_eq!(told, wanted);
    let roles: Vec<RoleChanged> =
        events.iter().filter(|event| event.is::<RoleChanged>()).map(|event| event.parse().unwrap()).collect();
    assert_eq!(roles.len(), 1);
    assert_eq!((roles[0].role_id.to_string(), roles[0].removed), (role, false));
    for event in &events {
        let data = event.data.get();
        assert!(!data.contains("example.com") && !data.contains("Grace"), "{data}");
    }
}

#[tokio::test]
async fn everybody_sees_who_they_are_and_what_they_may_do() {
    let office = Office::open().await;
    let role = office.role("web", &["catalog.product.write"], Some(&["web"])).await;
    let member = office.member("grace@example.com", &[&role]).await;
    let me = member.send("GET", "/admin/v1/me", None).await.ok();
    assert_eq!(me["user"]["email"], "grace@example.com");
    assert_eq!(me["permissions"], json!(["catalog.product.write"]));
    assert_eq!(me["channels"], json!(["web"]));
    let operator = office.operator.get("/admin/v1/me").await.ok();
    assert_eq!(operator, json!({ "actor": "staff:staff", "permissions": ["*"] }));
    let grants = json!({ "user_id": member.user_id });
    let service = [("authorization", "Bearer service:auth")];
    let answer = office.operator.json("POST", "/internal/v1/user/grants", Some(&grants), &service).await;
    let wanted: Value = json!({
        "active": true,
        "permissions": ["catalog.product.write"],
        "channels": ["web"],
        "second_factor_required": false,
    });
    assert_eq!(answer.ok(), wanted);
}
