//! Staff keeps its roles.

use serde_json::{Value, json};

use crate::support::{Office, administrator_role, role_body};

#[tokio::test]
async fn roles_are_made_changed_listed_and_removed() {
    let office = Office::open().await;
    let body = role_body("editors", &["catalog.product.write", "payment.refund"], Some(&["web"]));
    let created = office.operator.post("/admin/v1/roles", &body).await;
    let path = created.header("location").to_owned();
    assert_eq!(created.body["permissions"], json!(["catalog.product.write", "payment.refund"]));
    office.operator.post("/admin/v1/roles", &body).await.is_problem(409, "user.code_taken");
    let edit = json!({ "name": "Editors", "permissions": ["catalog.product.write"] });
    let changed = office.operator.put_over(&path, "\"v1\"", &edit).await;
    assert_eq!((changed.etag(), changed.body.get("channels")), ("\"v2\"", None));
    office.operator.put_over(&path, "\"v1\"", &edit).await.is_problem(412, "user.version_mismatch");
    let page = office.operator.get("/admin/v1/roles?limit=1").await.ok();
    assert_eq!(page["items"][0]["code"], "administrator");
    let next = page["next_cursor"].as_str().unwrap();
    let page = office.operator.get(&format!("/admin/v1/roles?limit=1&cursor={next}")).await.ok();
    assert_eq!((&page["items"][0]["code"], page.get("next_cursor")), (&json!("editors"), None));
    let v2 = [("if-match", "\"v2\"")];
    office.operator.staff_with("DELETE", &path, None, &v2).await.ok();
    office.operator.get(&path).await.is_problem(404, "user.role_not_found");
}

#[tokio::test]
async fn a_role_that_somebody_has_stays() {
    let office = Office::open().await;
    let role = office.role("editors", &["catalog.product.write"], None).await;
    let member = office.member("grace@example.com", &[&role]).await;
    let path = format!("/admin/v1/roles/{role}");
    let v1 = [("if-match", "\"v1\"")];
    office.operator.staff_with("DELETE", &path, None, &v1).await.is_problem(409, "user.role_in_use");
    office.assign(&member.user_id, &[]).await.ok();
    office.operator.staff_with("DELETE", &path, None, &v1).await.ok();
}

#[tokio::test]
async fn the_role_of_administrators_is_as_it_is() {
    let office = Office::open().await;
    let path = format!("/admin/v1/roles/{}", administrator_role());
    assert_eq!(office.operator.get(&path).await.ok()["built_in"], true);
    let edit = json!({ "name": "Editors", "permissions": ["catalog.product.write"] });
    office.operator.put_over(&path, "\"v1\"", &edit).await.is_problem(409, "user.role_built_in");
    let v1 = [("if-match", "\"v1\"")];
    office.operator.staff_with("DELETE", &path, None, &v1).await.is_problem(409, "user.role_built_in");
}

#[tokio::test]
async fn a_role_is_well_formed() {
    let office = Office::open().await;
    let post = async |body: Value| office.operator.post("/admin/v1/roles", &body).await;
    for (body, field) in [
        (role_body("new", &[], None), "/permissions"),
        (role_body("new", &["catalog"], None), "/permissions"),
        (role_body("new", &["catalog.*"], None), "/permissions"),
        (role_body("new", &["Catalog.product.write"], None), "/permissions"),
        (role_body("new", &["catalog.product.write"], Some(&[])), "/channels"),
        (role_body("new", &["*"], Some(&["web"])), "/channels"),
        (json!({ "code": "new", "name": " ", "permissions": ["*"] }), "/name"),
    ] {
        let answer = post(body.clone()).await;
        answer.is_problem(400, "request.invalid");
        assert_eq!(answer.wrong_fields()[0].0, field, "{body}");
    }
}

#[tokio::test]
async fn the_permissions_of_all_services_are_known() {
    let office = Office::open().await;
    let known = office.operator.get("/admin/v1/permissions").await.ok();
    let wanted = json!([
        "catalog.product.write",
        "user.account.read",
        "user.account.write",
        "user.audit.read",
        "user.role.read",
        "user.role.write",
    ]);
    assert_eq!(known["permissions"], wanted);
}

#[tokio::test]
async fn a_role_can_ask_for_a_second_factor() {
    let office = Office::open().await;
    let mut body = role_body("cashiers", &["payment.refund"], None);
    body["second_factor_required"] = json!(true);
    let created = office.operator.post("/admin/v1/roles", &body).await;
    assert_eq!(created.ok()["second_factor_required"], true);
    let other = office.role("editors", &["catalog.product.write"], None).await;
    let role = created.text("role_id");
    let member = office.member("grace@example.com", &[&role, &other]).await;
    assert!(office.grants(&member.user_id).await.second_factor_required, "one role is enough");
    office.assign(&member.user_id, &[&other]).await.ok();
    assert!(!office.grants(&member.user_id).await.second_factor_required);
    let edit = json!({ "name": "Cashiers", "permissions": ["payment.refund"] });
    let path = format!("/admin/v1/roles/{role}");
    assert_eq!(office.operator.put_over(&path, "\"v1\"", &edit).await.ok()["second_factor_required"], false);
    let entries = office.audit(&format!("object={role}")).await;
    let changed = entries.iter().find(|entry| entry["action"] == "role_changed").unwrap();
    let of = |state: &str| changed[state]["second_factor_required"].clone();
    assert_eq!((of("before"), of("after")), (json!(true), json!(false)));
}

#[tokio::test]
async fn administrators_need_one_where_it_is_configured() {
    let office = Office::open().await;
    let ada = office.administrator("ada@example.com").await;
    assert!(!office.grants(&ada.user_id).await.second_factor_required);
    let strict = user::Config { administrators_need_second_factor: true, ..user::Config::default() };
    let grants = async |user_id: &str| {
        let api = user::api(&office.context(), &strict);
        api.grants(&office.call(), user_id.parse().unwrap()).await.unwrap()
    };
    assert!(grants(&ada.user_id).await.second_factor_required);
    let role = office.role("editors", &["catalog.product.write"], None).await;
    let grace = office.member("grace@example.com", &[&role]).await;
    assert!(!grants(&grace.user_id).await.second_factor_required);
}
