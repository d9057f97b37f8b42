//! The list of sessions.

use auth_contracts::RevocationReason;
use kernel_testing::{Answer, customer};
use serde_json::Value;

use crate::support::{PASSWORD, Site};

const SESSIONS: &str = "/store/v1/auth/sessions";

async fn sessions(site: &Site, subject: &str) -> Vec<Value> {
    let (name, bearer) = customer(subject);
    let answer = site.client.send("GET", SESSIONS, &[(name, &bearer)], "").await;
    answer.ok()["items"].as_array().unwrap().clone()
}

async fn delete(site: &Site, subject: &str, path: &str) -> Answer {
    let (name, bearer) = customer(subject);
    site.client.send("DELETE", path, &[(name, &bearer)], "").await
}

fn path(session: &Value) -> String {
    format!("{SESSIONS}/{}", session["session_id"].as_str().unwrap())
}

#[tokio::test]
async fn everybody_sees_and_ends_their_own_sessions() {
    let site = Site::open().await;
    let ada = site.customer(&site.register("ada@example.com").await);
    let bob = site.customer(&site.register("bob@example.com").await);
    site.pass(60);
    let token = site.login("ada@example.com", PASSWORD).await.text("refresh_token");
    let listed = sessions(&site, &ada).await;
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[0]["user_agent"], "test/1.0");
    assert_eq!(listed[0]["created_at"], "2026-01-15T12:01:00Z");
    assert_eq!(listed[0]["ends_at"], "2026-02-14T12:01:00Z");
    // Bob's answer for Ada's session is that of one that does not exist.
    delete(&site, &bob, &path(&listed[0])).await.is_problem(404, "auth.session_not_found");
    site.refresh(&token).await.ok();
    assert_eq!(delete(&site, &ada, &path(&listed[0])).await.status.as_u16(), 204);
    delete(&site, &ada, &path(&listed[0])).await.is_problem(404, "auth.session_not_found");
    site.refresh(&token).await.is_problem(401, "auth.invalid_refresh_token");
    assert_eq!(sessions(&site, &ada).await.len(), 1);
    assert_eq!(sessions(&site, &bob).await.len(), 1);
}

#[tokio::test]
async fn all_sessions_end_at_once() {
    let site = Site::open().await;
    let ada = site.customer(&site.register("ada@example.com").await);
    let bob = site.customer(&site.register("bob@example.com").await);
    for _ in 0..3 {
        site.login("ada@example.com", PASSWORD).await.ok();
    }
    for _ in 0..2 {
        assert_eq!(delete(&site, &ada, SESSIONS).await.status.as_u16(), 204);
    }
    assert_eq!((sessions(&site, &ada).await.len(), sessions(&site, &bob).await.len()), (0, 1));
    let told = site.revocations().await;
    assert_eq!(told.len(), 4);
    assert!(told.iter().all(|event| event.reason == RevocationReason::Revoked && event.subject == ada));
    assert_eq!(delete(&site, "cus_nobody", SESSIONS).await.status.as_u16(), 204);
}

#[tokio::test]
async fn an_account_has_at_most_fifty() {
    let site = Site::open().await;
    let first = site.register("ada@example.com").await;
    let ada = site.customer(&first);
    for _ in 0..50 {
        site.pass(1);
        site.login("ada@example.com", PASSWORD).await.ok();
    }
    let open = "SELECT count(*) FROM auth.session WHERE revoked_at IS NULL";
    assert_eq!(site.count(open).await, 50);
    site.refresh(&first.text("refresh_token")).await.is_problem(401, "auth.invalid_refresh_token");
    assert_eq!(sessions(&site, &ada).await.len(), 20, "a page");
}

#[tokio::test]
async fn what_has_ended_is_forgotten() {
    let site = Site::open().await;
    site.register("ada@example.com").await.ok();
    let service = site.service();
    let job = service.jobs().iter().find(|job| job.name() == "forget_ended").unwrap();
    job.run_now().await.unwrap();
    let rows = "SELECT (SELECT count(*) FROM auth.session) + (SELECT count(*) FROM auth.refresh_token) \
                + (SELECT count(*) FROM auth.attempt) + (SELECT count(*) FROM auth.known_address)";
    assert_eq!(site.count(rows).await, 4);
    site.pass(31 * 24 * 3600);
    job.run_now().await.unwrap();
    assert_eq!(site.count(rows).await, 1, "the address is known for longer");
    site.pass(150 * 24 * 3600);
    job.run_now().await.unwrap();
    assert_eq!(site.count(rows).await, 0);
}
