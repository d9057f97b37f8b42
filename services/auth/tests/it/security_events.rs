//! What the owner of an account is told.

use auth_contracts::{Realm, SecurityEvent, SecurityEventKind as Kind};
use kernel_testing::{Bus, customer};
use serde_json::json;

use crate::second_factors::{code_login, enrolled, remove};
use crate::support::{PASSWORD, Site};

const EMAIL: &str = "ada@example.com";
const OTHER: &str = "another horse battery";

async fn told(site: &Site) -> Vec<(Realm, String, Kind)> {
    let events = Bus::new(site.test.db()).take_of::<SecurityEvent>().await;
    events.into_iter().map(|event| (event.realm, event.subject, event.kind)).collect()
}

#[tokio::test]
async fn a_customer_is_told_of_changes_and_of_thieves() {
    let site = Site::open().await;
    let registered = site.register(EMAIL).await;
    let ada = site.customer(&registered);
    site.login(EMAIL, PASSWORD).await.ok();
    assert_eq!(told(&site).await, [], "nothing happened");
    let token = registered.text("refresh_token");
    site.refresh(&token).await.ok();
    site.pass(60);
    site.refresh(&token).await.is_problem(401, "auth.invalid_refresh_token");
    let (name, bearer) = customer(&ada);
    let body = json!({ "current_password": PASSWORD, "password": OTHER });
    site.client.json("POST", "/store/v1/auth/password", Some(&body), &[(name, &bearer)]).await.ok();
    site.set_password(Realm::Customer, &ada, EMAIL, PASSWORD).await.unwrap();
    let of = |kind| (Realm::Customer, ada.clone(), kind);
    assert_eq!(told(&site).await, [Kind::TokenReused, Kind::PasswordChanged, Kind::PasswordChanged].map(of));
}

#[tokio::test]
async fn a_login_from_elsewhere_is_told_but_the_first_one_is_not() {
    let site = Site::open().await;
    let grace = site.hire("grace@example.com", &[], None).await.to_string();
    site.staff_login("grace@example.com", PASSWORD).await.ok();
    assert_eq!(told(&site).await, []);
    // As if all that time had been spent elsewhere.
    site.test.sql().await.batch_execute("DELETE FROM auth.known_address").await.unwrap();
    for _ in 0..2 {
        site.staff_login("grace@example.com", PASSWORD).await.ok();
    }
    assert_eq!(told(&site).await, [(Realm::Staff, grace, Kind::NewNetwork)]);
}

#[tokio::test]
async fn staff_is_told_what_becomes_of_its_second_factor() {
    let site = Site::open().await;
    let (user, app, recovery) = enrolled(&site).await;
    code_login(&site, &recovery[0]).await.ok();
    site.pass(60);
    remove(&site, user, &app.code(&site)).await.ok();
    let of = |kind| (Realm::Staff, user.to_string(), kind);
    let kinds = [Kind::SecondFactorAdded, Kind::RecoveryCodeUsed, Kind::SecondFactorRemoved];
    assert_eq!(told(&site).await, kinds.map(of));
}
