//! Refresh tokens: good once.

use auth_contracts::{RevocationReason, SessionRevoked};
use futures::future::join_all;
use kernel_token::Audience;
use serde_json::json;

use crate::support::{PASSWORD, Site};

async fn signed_in(site: &Site) -> String {
    site.register("ada@example.com").await.text("refresh_token")
}

#[tokio::test]
async fn a_session_goes_on_by_its_tokens_until_it_ends() {
    let site = Site::open().await;
    let mut token = signed_in(&site).await;
    for _ in 0..5 {
        site.pass(3600);
        let answer = site.refresh(&token).await;
        site.verify(&answer.text("access_token"), Audience::Store).unwrap();
        assert_ne!(answer.text("refresh_token"), token);
        token = answer.text("refresh_token");
    }
    site.pass(30 * 24 * 3600 - 5 * 3600);
    site.refresh(&token).await.is_problem(401, "auth.invalid_refresh_token");
    assert_eq!(site.revocations().await, [], "it ended by itself");
}

#[tokio::test]
async fn a_token_that_comes_again_ends_its_family() {
    let site = Site::open().await;
    let stolen = signed_in(&site).await;
    let second = site.refresh(&stolen).await.text("refresh_token");
    let third = site.refresh(&second).await.text("refresh_token");
    let other = site.login("ada@example.com", PASSWORD).await.text("refresh_token");
    site.refresh(&stolen).await.is_problem(401, "auth.invalid_refresh_token");
    site.refresh(&third).await.is_problem(401, "auth.invalid_refresh_token");
    let [SessionRevoked { reason, subject, .. }] = &site.revocations().await[..] else { panic!("one event") };
    assert_eq!(*reason, RevocationReason::Reuse);
    assert!(subject.starts_with("cus_"));
    site.refresh(&other).await.ok();
}

#[tokio::test]
async fn a_lost_answer_is_given_again_for_ten_seconds() {
    let site = Site::open().await;
    let first = signed_in(&site).await;
    let lost = site.refresh(&first).await.text("refresh_token");
    site.pass(10);
    let second = site.refresh(&first).await.text("refresh_token");
    assert_ne!(lost, second);
    let third = site.refresh(&second).await.text("refresh_token");
    assert_eq!(site.revocations().await, []);
    // Whoever has the answer that was not lost after all shares a session with somebody.
    site.refresh(&lost).await.is_problem(401, "auth.invalid_refresh_token");
    site.refresh(&third).await.is_problem(401, "auth.invalid_refresh_token");
    assert_eq!(site.revocations().await[0].reason, RevocationReason::Reuse);
}

#[tokio::test]
async fn after_ten_seconds_or_a_use_of_the_successor_nothing_is_forgiven() {
    let site = Site::open().await;
    let first = signed_in(&site).await;
    site.refresh(&first).await.ok();
    site.pass(11);
    site.refresh(&first).await.is_problem(401, "auth.invalid_refresh_token");
    assert_eq!(site.revocations().await.len(), 1);
    let first = site.login("ada@example.com", PASSWORD).await.text("refresh_token");
    let second = site.refresh(&first).await.text("refresh_token");
    site.refresh(&second).await.ok();
    site.refresh(&first).await.is_problem(401, "auth.invalid_refresh_token");
    assert_eq!(site.revocations().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_sixteen_at_once_one_chain_survives() {
    let site = Site::open().await;
    let token = signed_in(&site).await;
    let answers = join_all((0..16).map(|_| site.refresh(&token))).await;
    let given: Vec<String> = answers
        .iter()
        .map(|answer| {
            assert!(answer.status.is_success(), "{} {}", answer.status, answer.body);
            answer.text("refresh_token")
        })
        .collect();
    let sql = "SELECT count(*) FROM auth.session WHERE revoked_at IS NULL";
    assert_eq!(site.count(sql).await, 1);
    // Exactly one of them is the session's current one.
    let current = "SELECT count(*) FROM auth.session JOIN auth.refresh_token ON token = current_token";
    assert_eq!(site.count(current).await, 1);
    assert_eq!(site.count("SELECT count(*) FROM auth.refresh_token").await, 17);
    let mut good = 0;
    for token in &given {
        let answer = site.refresh(token).await;
        good += i32::from(answer.status.is_success());
        if !answer.status.is_success() {
            answer.is_problem(401, "auth.invalid_refresh_token");
        }
    }
    assert!(good <= 1, "{good} chains go on");
    assert_eq!(site.count(sql).await, 0, "the others gave it away");
    assert_eq!(site.revocations().await.len(), 1);
}

#[tokio::test]
async fn what_is_no_token_of_the_realm_is_worth_nothing() {
    let site = Site::open().await;
    let token = signed_in(&site).await;
    let admin = site.post("/admin/v1/auth/refresh", json!({ "refresh_token": token })).await;
    admin.is_problem(401, "auth.invalid_refresh_token");
    for wrong in ["", "krt_", "krt_0000", &"x".repeat(10_000)] {
        site.refresh(wrong).await.is_problem(401, "auth.invalid_refresh_token");
    }
    site.refresh(&token).await.ok();
}

#[tokio::test]
async fn staff_gets_what_is_granted_now() {
    let site = Site::open().await;
    let user_id = site.hire("grace@example.com", &["order.order.read"], None).await;
    let token = site.staff_login("grace@example.com", PASSWORD).await.text("refresh_token");
    site.users.grant(user_id, &["order.order.write"], None);
    let refresh = |token: String| site.post("/admin/v1/auth/refresh", json!({ "refresh_token": token }));
    let answer = refresh(token).await;
    let claims = site.verify(&answer.text("access_token"), Audience::Admin).unwrap();
    assert!(
        claims.permissions.contains("order.order.write") && !claims.permissions.contains("order.order.read")
    );
    site.users.deactivate(user_id);
    let token = answer.text("refresh_token");
    refresh(token.clone()).await.is_problem(401, "auth.invalid_refresh_token");
    assert_eq!(site.revocations().await[0].reason, RevocationReason::Closed);
    site.users.grant(user_id, &[], None);
    refresh(token).await.is_problem(401, "auth.invalid_refresh_token");
}

#[tokio::test]
async fn signing_out_ends_the_session_once() {
    let site = Site::open().await;
    let first = signed_in(&site).await;
    let second = site.refresh(&first).await.text("refresh_token");
    for token in [&second, &second, &first, "krt_unknown"] {
        let answer = site.post("/store/v1/auth/logout", json!({ "refresh_token": token })).await;
        assert_eq!(answer.status.as_u16(), 204);
    }
    site.refresh(&second).await.is_problem(401, "auth.invalid_refresh_token");
    let reasons: Vec<_> = site.revocations().await.iter().map(|event| event.reason).collect();
    assert_eq!(reasons, [RevocationReason::Logout]);
}
