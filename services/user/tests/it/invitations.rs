//! An invitation makes its holder a member of staff, once and for a while.

use std::time::Duration;

use serde_json::json;

use crate::support::{Office, PASSWORD, invitation_body};

#[tokio::test]
async fn whoever_accepts_chooses_password_and_name_and_may_do_what_was_meant() {
    let office = Office::open().await;
    let role = office.role("web", &["catalog.product.write"], Some(&["web"])).await;
    let invited = office.invite(" Grace@Example.com ", &[&role]).await;
    assert_eq!((invited.status.as_u16(), invited.etag()), (201, "\"v1\""));
    let invited = invited.ok();
    let user_id = invited["user"]["user_id"].as_str().unwrap();
    assert_eq!(invited["user"]["email"], "grace@example.com");
    assert_eq!(invited["user"]["status"], "invited");
    assert_eq!(invited["invitation"]["expires_at"], "2026-01-22T12:00:00Z");
    assert!(!office.grants(user_id).await.active);

    let token = &invited["invitation"]["token"];
    let body = json!({ "token": token, "password": PASSWORD, "name": "Grace H." });
    let answer = office.accept_with(&body).await.ok();
    assert_eq!(answer, json!({ "user_id": user_id, "name": "Grace H." }));
    assert_eq!(office.auth.passwords(), [(user_id.to_owned(), PASSWORD.to_owned())]);
    let grants = office.grants(user_id).await;
    assert!(grants.active);
    assert_eq!(grants.permissions, ["catalog.product.write".to_owned()].into());
    assert_eq!(grants.channels, Some(["web".parse().unwrap()].into()));
}

#[tokio::test]
async fn a_token_counts_once() {
    let office = Office::open().await;
    let invited = office.invite("grace@example.com", &[]).await.ok();
    let token = invited["invitation"]["token"].as_str().unwrap();
    office.accept(token).await.ok();
    office.accept(token).await.is_problem(409, "user.invitation_used");
    assert_eq!(office.auth.passwords().len(), 1, "nobody's password is changed by an old token");
    for wrong in ["", "wrong", &token[1..], &"0".repeat(64)] {
        office.accept(wrong).await.is_problem(404, "user.invitation_not_found");
    }
}

#[tokio::test]
async fn sixteen_answers_at_once_make_one_member() {
    let office = Office::open().await;
    let invited = office.invite("grace@example.com", &[]).await.ok();
    let token = invited["invitation"]["token"].as_str().unwrap();
    let answers = futures::future::join_all((0..16).map(|_| office.accept(token))).await;
    let (accepted, refused): (Vec<_>, Vec<_>) =
        answers.into_iter().partition(|answer| answer.status.is_success());
    assert_eq!(accepted.len(), 1);
    for answer in refused {
        answer.is_problem(409, "user.invitation_used");
    }
    let accepted = office.audit("").await;
    assert_eq!(accepted.iter().filter(|entry| entry["action"] == "invitation_accepted").count(), 1);
}

#[tokio::test]
async fn a_token_expires_and_a_new_one_takes_its_place() {
    let office = Office::open().await;
    let invited = office.invite("grace@example.com", &[]).await.ok();
    let first = invited["invitation"]["token"].as_str().unwrap();
    let week = Duration::from_secs(7 * 24 * 3600);
    office.test.clock().advance(week);
    office.accept(first).await.is_problem(409, "user.invitation_expired");
    let user_id = invited["user"]["user_id"].as_str().unwrap();
    let path = format!("/admin/v1/users/{user_id}/invitations");
    let second = office.operator.staff("POST", &path, None).await.ok();
    let third = office.operator.staff("POST", &path, None).await.ok();
    let token = |answer: &serde_json::Value| answer["invitation"]["token"].as_str().unwrap().to_owned();
    office.accept(&token(&second)).await.is_problem(404, "user.invitation_not_found");
    office.test.clock().advance(week - Duration::from_secs(1));
    office.accept(&token(&third)).await.ok();
    office.operator.staff("POST", &path, None).await.is_problem(409, "user.not_invited");
}

#[tokio::test]
async fn a_token_is_shown_once_and_never_stored() {
    let office = Office::open().await;
    let body = invitation_body("grace@example.com", &[]);
    let first = office.operator.post_with_key("/admin/v1/users", "key-1", &body).await.ok();
    let token = first["invitation"]["token"].as_str().unwrap();
    let again = office.operator.post_with_key("/admin/v1/users", "key-1", &body).await;
    assert_eq!(again.header("idempotent-replayed"), "true");
    let again = again.ok();
    assert_eq!(again["user"], first["user"]);
    assert!(again["invitation"].get("token").is_none(), "{again}");
    let sql = office.test.sql().await;
    for table in
        ["kernel.idempotency_key", "kernel.outbox_staged", "\"user\".invitation", "\"user\".audit_entry"]
    {
        let found = sql
            .query(&format!("SELECT FROM {table} AS t WHERE t::text LIKE $1"), &[&format!("%{token}%")])
            .await
            .unwrap();
        assert!(found.is_empty(), "{table} holds the token");
    }
    office.accept(token).await.ok();
}

#[tokio::test]
async fn a_crash_behind_the_password_is_repeated_safely() {
    let office = Office::open().await;
    let invited = office.invite("grace@example.com", &[]).await.ok();
    let token = invited["invitation"]["token"].as_str().unwrap();
    let user_id = invited["user"]["user_id"].as_str().unwrap();
    let sql = office.test.sql().await;
    // Nothing can be written into the log: the transaction behind the password fails.
    let broken = "ALTER TABLE \"user\".audit_entry ADD CONSTRAINT broken CHECK (false) NOT VALID";
    sql.batch_execute(broken).await.unwrap();
    assert_eq!(office.accept(token).await.status.as_u16(), 500);
    assert!(!office.grants(user_id).await.active);
    sql.batch_execute("ALTER TABLE \"user\".audit_entry DROP CONSTRAINT broken").await.unwrap();
    office.accept(token).await.ok();
    assert!(office.grants(user_id).await.active);
    assert_eq!(office.auth.passwords().len(), 2);
}

#[tokio::test]
async fn what_auth_refuses_leaves_the_invitation_open() {
    let office = Office::open().await;
    let invited = office.invite("grace@example.com", &[]).await.ok();
    let token = &invited["invitation"]["token"];
    let short = json!({ "token": token, "password": "short" });
    office.accept_with(&short).await.is_problem(400, "auth.password_refused");
    let long = json!({ "token": token, "password": "x".repeat(2000) });
    office.accept_with(&long).await.is_problem(400, "request.invalid");
    office.auth.set_away(true);
    office.accept(token.as_str().unwrap()).await.is_problem(503, "unavailable");
    office.auth.set_away(false);
    office.accept(token.as_str().unwrap()).await.ok();
}

#[tokio::test]
async fn a_deactivated_invitation_stays_worthless() {
    let office = Office::open().await;
    let invited = office.invite("grace@example.com", &[]).await.ok();
    let token = invited["invitation"]["token"].as_str().unwrap();
    let path =
        |verb: &str| format!("/admin/v1/users/{}/{verb}", invited["user"]["user_id"].as_str().unwrap());
    office.operator.staff("POST", &path("deactivate"), None).await.ok();
    office.accept(token).await.is_problem(404, "user.invitation_not_found");
    let again = office.operator.staff("POST", &path("reactivate"), None).await;
    assert_eq!(again.text("status"), "invited");
    office.accept(token).await.is_problem(404, "user.invitation_not_found");
    assert!(office.auth.passwords().is_empty());
}
