//! People change their own passwords.

use auth_contracts::{OWN_ACCOUNT, RevocationReason};
use futures::future::join_all;
use kernel_testing::{Answer, customer, staff};
use kernel_token::Audience;
use serde_json::json;

use crate::support::{PASSWORD, Site};

const NEW: &str = "quite another horse";

async fn change(site: &Site, subject: &str, current: &str, new: &str) -> Answer {
    let (name, bearer) = customer(subject);
    let body = json!({ "current_password": current, "password": new });
    site.client.json("POST", "/store/v1/auth/password", Some(&body), &[(name, &bearer)]).await
}

#[tokio::test]
async fn a_changed_password_ends_all_sessions_but_the_new_one() {
    let site = Site::open().await;
    let registered = site.register("ada@example.com").await;
    let ada = site.customer(&registered);
    change(&site, &ada, "wrong horse battery", NEW).await.is_problem(401, "auth.invalid_credentials");
    let refused = change(&site, &ada, PASSWORD, "password").await;
    refused.is_problem(400, "auth.password_refused");
    let changed = change(&site, &ada, PASSWORD, NEW).await;
    assert_eq!(site.customer(&changed), ada);
    assert_eq!(changed.header("cache-control"), "no-store");
    site.refresh(&registered.text("refresh_token")).await.is_problem(401, "auth.invalid_refresh_token");
    site.refresh(&changed.text("refresh_token")).await.ok();
    site.login("ada@example.com", PASSWORD).await.is_problem(401, "auth.invalid_credentials");
    site.login("ada@example.com", NEW).await.ok();
    let reasons: Vec<_> = site.revocations().await.iter().map(|event| event.reason).collect();
    assert_eq!(reasons, [RevocationReason::PasswordChanged]);
    change(&site, "cus_nobody", PASSWORD, NEW).await.is_problem(401, "auth.invalid_credentials");
}

#[tokio::test]
async fn whoever_holds_a_token_cannot_guess_the_password_for_ever() {
    let site = Site::open().await;
    let ada = site.customer(&site.register("ada@example.com").await);
    let answers = join_all((0..15).map(|_| change(&site, &ada, "wrong horse battery", NEW))).await;
    let refused = |status: u16| answers.iter().filter(|answer| answer.status.as_u16() == status).count();
    assert_eq!((refused(401), refused(429)), (10, 5));
}

#[tokio::test]
async fn staff_changes_its_own_with_what_everybody_holds() {
    let site = Site::open().await;
    let user = site.hire("grace@example.com", &[], None).await;
    let token = site.staff_login("grace@example.com", PASSWORD).await.text("access_token");
    assert!(site.verify(&token, Audience::Admin).unwrap().permissions.contains(OWN_ACCOUNT));
    let (name, bearer) = staff(&user.to_string(), [OWN_ACCOUNT]);
    let body = json!({ "current_password": PASSWORD, "password": NEW });
    let changed = site.client.json("POST", "/admin/v1/auth/password", Some(&body), &[(name, &bearer)]).await;
    site.verify(&changed.text("access_token"), Audience::Admin).unwrap();
    site.staff_login("grace@example.com", NEW).await.ok();
}
